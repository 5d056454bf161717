"""Tiny token classifiers and what PyTorch makes of them, for the tests of the engines.

    python tests/reference/engines.py

Writes tests/models/TYPE/ (config.json, model.safetensors, tokenizer.json; for bert also model.onnx and
model.words.onnx, float graphs with the same weights, of every piece and of words) and
tests/reference/engines.json (ids in, logits out). The weights are random, from fixed seeds. Needs
torch, transformers 5, tokenizers, safetensors, numpy, onnx.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import onnx
import torch
import transformers as hf
from onnx.external_data_helper import load_external_data_for_model
from safetensors.torch import save_file
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "models" / "train"))
from graph import Float, bert  # noqa: E402

CHARACTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789éèêëàâîïôûùçœÉÈÀÇ.,;:!?'’«»\"()-–%€/"
WORDS = """le la les de des du un une et à en dans pour sur par avec il elle est a ont été qui que ne pas au aux
ce sa son ses leur plus lundi mardi mercredi jeudi vendredi samedi dimanche janvier mars avril mai juin juillet
août the of and to in for on with at by is was has not he she it that Monday Tuesday July May président ministre
ville pays maire général state council city Mali Niger Bamako Niamey Paris France Londres London Europe AES ONU""".split()
PIECES = "er on en re te es ti ou ai an in or st nt que tion ment eur ique ité al el is us le la de et au".split()


def our_labels(names: list[str]) -> list[str]:
    return ["O"] + [f"{place}-{name}" for name in names for place in "BI"]


# Settings of each model. Normalisation as the real ones have it; xlm-roberta with a padding id
# that is not the usual one, because its positions are numbered from there on.
TYPES = {
    "bert": dict(
        model=hf.BertForTokenClassification,
        config=hf.BertConfig,
        special=["<s>", "<pad>", "</s>", "<unk>"],
        labels=our_labels(["PERSON", "COUNTRY", "ORG", "DATE", "LOC"]),
        half=True,
    ),
    "camembert": dict(
        model=hf.CamembertForTokenClassification,
        config=hf.CamembertConfig,
        special=["<s>NOTUSED", "<pad>", "</s>NOTUSED", "<unk>", "<unk>NOTUSED", "<s>", "</s>"],
        labels=["O", "I-LOC", "I-PER", "I-MISC", "I-ORG"],
        half=False,
        layer_norm_eps=1e-5,
        type_vocab_size=1,
        max_position_embeddings=66,
    ),
    "xlm-roberta": dict(
        model=hf.XLMRobertaForTokenClassification,
        config=hf.XLMRobertaConfig,
        special=["<s>", "<s>NOTUSED", "</s>", "<unk>", "<mask>", "<pad>"],
        labels=our_labels(["PER", "ORG", "LOC", "DATE"]),
        half=True,
        layer_norm_eps=1e-5,
        type_vocab_size=1,
        max_position_embeddings=70,
    ),
    "distilbert": dict(
        model=hf.DistilBertForTokenClassification,
        config=hf.DistilBertConfig,
        special=["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"],
        labels=our_labels(["PER", "ORG", "LOC", "MISC"]),
        half=False,
    ),
}


def word_piece(special: list[str]) -> Tokenizer:
    """Lower case without accents, as bert-base-uncased has it."""
    characters = sorted(set(CHARACTERS.lower()))
    words = [*special, *characters, *("##" + c for c in characters if c.isalnum()), *sorted({w.lower() for w in WORDS})]
    tokenizer = Tokenizer(models.WordPiece({w: n for n, w in enumerate(dict.fromkeys(words))}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    return framed(tokenizer, special, "[CLS]", "[SEP]")


def unigram(special: list[str]) -> Tokenizer:
    """Metaspace pieces, as SentencePiece models have them."""
    scores = {name: 0.0 for name in special}
    scores |= {"▁": -4.0} | {c: -8.0 for c in CHARACTERS}
    scores |= {p: -7.0 for p in PIECES} | {"▁" + w: -5.0 for w in WORDS}
    tokenizer = Tokenizer(models.Unigram(list(scores.items()), unk_id=special.index("<unk>")))
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    return framed(tokenizer, special, "<s>", "</s>")


def framed(tokenizer: Tokenizer, special: list[str], first: str, last: str) -> Tokenizer:
    tokenizer.add_special_tokens(special)
    frame = [(name, tokenizer.token_to_id(name)) for name in (first, last)]
    tokenizer.post_processor = processors.TemplateProcessing(single=f"{first} $A {last}", special_tokens=frame)
    return tokenizer


def randomise(model: torch.nn.Module, half: bool) -> None:
    """Weights large enough for logits that differ; rounded to fp16 where they are stored so."""
    for name, weight in sorted(model.named_parameters()):
        noise = torch.randn(weight.shape)
        if "norm" in name.lower():
            weight.data = 0.1 * noise + (1.0 if name.endswith("weight") else 0.0)
        elif "embeddings" in name:
            weight.data = noise
        else:
            weight.data = 0.25 * noise
        if half:
            weight.data = weight.data.half().float()


def rows(vocabulary: int, pad: int) -> list[list[int]]:
    """Rows of several lengths; one has the padding id within."""
    made = [torch.randint(0, vocabulary, (n,)).tolist() for n in (23, 1, 9, 60, 14)]
    made[2][4] = pad
    return made


def main() -> None:
    reference = {}
    for seed, (name, settings) in enumerate(TYPES.items()):
        torch.manual_seed(seed)
        out = ROOT / "tests" / "models" / name
        out.mkdir(parents=True, exist_ok=True)
        special, labels, half = (settings.pop(key) for key in ("special", "labels", "half"))
        tokenizer = word_piece(special) if name == "distilbert" else unigram(special)
        tokenizer.save(str(out / "tokenizer.json"))

        pad = next(n for n, s in enumerate(special) if s.strip("<>[]").lower() == "pad")
        make, make_config = settings.pop("model"), settings.pop("config")
        sizes = dict(hidden_size=32, num_hidden_layers=2, num_attention_heads=4, intermediate_size=64)
        if name == "distilbert":
            sizes = dict(dim=32, n_layers=2, n_heads=4, hidden_dim=64)
        config = make_config(
            vocab_size=tokenizer.get_vocab_size(),
            pad_token_id=pad,
            id2label=dict(enumerate(labels)),
            label2id={label: n for n, label in enumerate(labels)},
            architectures=[make.__name__],
            **({"max_position_embeddings": 66} | sizes | settings),
        )
        model = make(config).eval()
        with torch.no_grad():
            randomise(model, half)
        written = json.loads(config.to_json_string(use_diff=False))
        written["griot"] = {"max_length": 64}
        (out / "config.json").write_text(json.dumps(written, indent=1, sort_keys=True) + "\n")
        state = {k: v.half() if half else v for k, v in model.state_dict().items() if v.is_floating_point()}
        save_file({k: v.contiguous() for k, v in state.items()}, out / "model.safetensors", {"format": "pt"})
        if name == "bert":
            for file, every_piece in (("model.onnx", True), ("model.words.onnx", False)):
                graph = bert(Float(out / "model.safetensors"), written, every_piece)
                # rten reads weights beside the graph only from files called *.data or *.onnx_data.
                load_external_data_for_model(graph, str(out))
                onnx.save(graph, out / file)

        cases = []
        for ids in rows(config.vocab_size, pad):
            batch = torch.tensor([ids])
            with torch.no_grad():
                logits = model(input_ids=batch, attention_mask=torch.ones_like(batch)).logits
            cases.append({"ids": ids, "logits": [round(x, 6) for x in logits.flatten().tolist()]})
        reference[name] = {"labels": len(labels), "cases": cases}
        size = sum(path.stat().st_size for path in out.iterdir())
        print(f"{name}: {size / 1000:.0f} kB, logits up to {max(abs(x) for c in cases for x in c['logits']):.1f}")
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(value)}" for name, value in reference.items())
    (ROOT / "tests" / "reference" / "engines.json").write_text("{\n" + lines + "\n}\n")


if __name__ == "__main__":
    main()
