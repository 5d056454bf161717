"""Step 3: teach a student of fewer layers.

    python distil.py --teacher DIR --layers 1,3,5,7,9,11 --data WORK --out DIR [--passes N] [--start DIR]
        [--inner N] [--embeddings]

The student starts as the named layers of the teacher, or of an earlier student, with the N inner
units of each feed-forward network that have the largest weights. It learns, over the labelled texts
(each several times, changed as in training) and the unlabelled ones, the teacher's tag distribution
(Kullback-Leibler at temperature 2), the direction of its last hidden states (cosine), and on labelled
texts the gold tags. The teacher reads the pool once; what it says is kept.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from transformers import BertForTokenClassification

from augment import Augmenter
from batches import bucketed, encode, inputs, load, pad
from text import TAGS
from train import evaluate, optimiser, save, schedule

TEMPERATURE = 2.0


def read(checkpoint: Path) -> BertForTokenClassification:
    return BertForTokenClassification.from_pretrained(checkpoint, dtype=torch.float32, attn_implementation="eager")


def narrowed(layer, inner: int) -> dict[str, torch.Tensor]:
    """A layer's weights, its feed-forward network cut to so many inner units."""
    into, out = layer.intermediate.dense.weight, layer.output.dense.weight
    kept = (into.norm(dim=1) * out.norm(dim=0)).topk(inner).indices.sort().values
    state = layer.state_dict()
    for name in ("intermediate.dense.weight", "intermediate.dense.bias"):
        state[name] = state[name][kept]
    state["output.dense.weight"] = state["output.dense.weight"][:, kept]
    return state


def student_of(source: BertForTokenClassification, layers: list[int], inner: int) -> BertForTokenClassification:
    size = {"num_hidden_layers": len(layers), "intermediate_size": inner}
    config = type(source.config)(**{**source.config.to_dict(), **size})
    config._attn_implementation = "eager"
    student = BertForTokenClassification(config)
    student.bert.embeddings.load_state_dict(source.bert.embeddings.state_dict())
    student.classifier.load_state_dict(source.classifier.state_dict())
    for mine, theirs in enumerate(layers):
        student.bert.encoder.layer[mine].load_state_dict(narrowed(source.bert.encoder.layer[theirs], inner))
    return student


def forward(model, batch: list[dict]) -> tuple[torch.Tensor, torch.Tensor]:
    """Logits and last hidden states."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        hidden = model.bert(**inputs(batch)).last_hidden_state
        return model.classifier(model.dropout(hidden)).float(), hidden.float()


@torch.inference_mode()
def lessons(teacher, items: list[dict]) -> None:
    """Puts the teacher's logits and hidden states into each item, as fp16."""
    teacher.eval()
    started, pieces = time.time(), 0
    for n, batch in enumerate(bucketed(items, 4000, random.Random(0))):
        logits, hidden = forward(teacher, batch)
        for i, item in enumerate(batch):
            size = len(item["ids"])
            item["logits"] = logits[i, :size].half().clone()
            item["hidden"] = hidden[i, :size].half().clone()
            pieces += size
        if n % 100 == 99:
            print(f"  teacher {pieces} pieces, {pieces / (time.time() - started):.0f} pieces/s", flush=True)


def stacked(batch: list[dict], key: str) -> torch.Tensor:
    return torch.nn.utils.rnn.pad_sequence([x[key].float() for x in batch], batch_first=True)


def loss_of(logits, hidden, batch: list[dict]) -> torch.Tensor:
    mask = inputs(batch)["attention_mask"].bool()
    kl = F.kl_div(
        F.log_softmax(logits[mask] / TEMPERATURE, -1),
        F.softmax(stacked(batch, "logits")[mask] / TEMPERATURE, -1),
        reduction="batchmean",
    ) * TEMPERATURE**2
    direction = 1 - F.cosine_similarity(hidden[mask], stacked(batch, "hidden")[mask], -1).mean()
    tags = pad(batch, "gold", -100)
    gold = F.cross_entropy(logits.view(-1, len(TAGS)), tags.view(-1), ignore_index=-100) if (tags >= 0).any() else 0.0
    return 0.7 * kl + 0.3 * gold + 0.5 * direction


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--teacher", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="checkpoint to take layers from, the teacher by default")
    parser.add_argument("--layers", required=True, help="layers that the student starts with, by comma")
    parser.add_argument("--inner", type=int, help="width of its feed-forward networks, its start's by default")
    parser.add_argument("--embeddings", action="store_true", help="the word embeddings learn too")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--copies", type=int, default=4, help="of each labelled text")
    parser.add_argument("--unlabelled", type=int, default=24000, help="texts used at most")
    parser.add_argument("--passes", type=int, default=4)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--budget", type=int, default=2000, help="pieces a batch")
    parser.add_argument("--seed", type=int, default=20261124)
    args = parser.parse_args()

    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    tokenizer_file = args.teacher / "tokenizer.json"
    tokenizer = Tokenizer.from_file(str(tokenizer_file))
    train = load(args.data / "train.jsonl")
    augmenter = Augmenter(train, args.seed)
    labelled = encode(tokenizer, [row for _ in range(args.copies) for row in augmenter.epoch(train, 0.7)])
    unlabelled = encode(tokenizer, load(args.data / "unlabelled.jsonl")[: args.unlabelled])
    for item in labelled:
        item["gold"] = item["tags"]
    for item in unlabelled:
        item["gold"] = [-100] * len(item["ids"])
    pool = labelled + unlabelled
    dev = {lang: encode(tokenizer, load(args.data / f"dev_{lang}.jsonl")) for lang in ("fr", "en")}

    teacher = read(args.teacher)
    lessons(teacher, pool)
    source = read(args.start) if args.start else teacher
    inner = args.inner or source.config.intermediate_size
    student = student_of(source, [int(n) for n in args.layers.split(",")], inner)
    student.bert.embeddings.word_embeddings.weight.requires_grad = args.embeddings
    del teacher, source
    optimizer = optimiser(student, args.rate, args.rate * 2)

    best, started = -1.0, time.time()
    for number in range(args.passes):
        student.train()
        batches = bucketed(pool, args.budget, rng)
        total, pieces, clock = 0.0, 0, time.time()
        for n, batch in enumerate(batches):
            schedule(optimizer, (number + n / len(batches)) / args.passes)
            loss = loss_of(*forward(student, batch), batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(student.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            total += loss.item()
            pieces += sum(len(x["ids"]) for x in batch)
            if n % 100 == 99:
                print(f"  {n + 1}/{len(batches)} loss {total / (n + 1):.4f} {pieces / (time.time() - clock):.0f} pieces/s", flush=True)
        mean, scores = evaluate(student, dev)
        print(f"pass {number + 1} loss {total / len(batches):.4f} dev {mean:.4f} {scores} {time.time() - started:.0f} s", flush=True)
        if mean > best:
            best = mean
            save(student, tokenizer_file, args.out, scores)


if __name__ == "__main__":
    main()
