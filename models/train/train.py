"""Step 2: fine-tune the encoder as a BIO token classifier.

    python train.py --base DIR|HUB_ID --data WORK --out DIR [--epochs N] [--minutes M]

The checkpoint with the best dev F1 (a weighted mean of the dev sets) is kept.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import BertConfig, BertForTokenClassification

from augment import Augmenter
from batches import bucketed, encode, inputs, load, pad, predict, score
from text import TAG_ID, TAGS
from windows import MOST, mixed, packed, sentences


def build(base: str) -> BertForTokenClassification:
    config = BertConfig.from_pretrained(base)
    config.num_labels = len(TAGS)
    config.id2label = dict(enumerate(TAGS))
    config.label2id = TAG_ID
    model = BertForTokenClassification.from_pretrained(
        base, config=config, dtype=torch.float32, attn_implementation="eager"
    )
    # The embeddings of rare pieces would drift apart from those never seen in training.
    model.bert.embeddings.word_embeddings.weight.requires_grad = False
    return model


def optimiser(model, rate: float, head_rate: float) -> torch.optim.Optimizer:
    groups: dict[tuple[bool, bool], list] = {}
    for name, weight in model.named_parameters():
        if weight.requires_grad:
            # Decay would shrink the embeddings of pieces that are never seen.
            key = (name.startswith("classifier"), weight.ndim > 1 and "word_embeddings" not in name)
            groups.setdefault(key, []).append(weight)
    return torch.optim.AdamW(
        [
            {"params": weights, "lr": head_rate if head else rate, "weight_decay": 0.01 if decay else 0.0}
            for (head, decay), weights in groups.items()
        ],
        fused=True,
    )


def schedule(optimizer, done: float) -> None:
    """Linear warm-up over the first 5 % and linear decay to nothing; `done` is in 0..1."""
    factor = min(done / 0.05, (1 - done) / 0.95)
    for group in optimizer.param_groups:
        group.setdefault("peak", group["lr"])
        group["lr"] = group["peak"] * max(factor, 0.005)


def save(model, tokenizer_file: Path, out: Path, scores: dict) -> None:
    model.save_pretrained(out)
    (out / "tokenizer.json").write_bytes(tokenizer_file.read_bytes())
    (out / "dev.json").write_text(json.dumps(scores, indent=1))


# How much each dev set counts where a checkpoint is chosen: sentences in both languages, articles read by
# sentences and in windows as long as may be.
WEIGHTS = {"fr": 2, "en": 1, "sentences": 1, "windows": 1}


def dev_sets(tokenizer, data: Path, size_of) -> dict[str, list[dict]]:
    dev = {lang: load(data / f"dev_{lang}.jsonl") for lang in ("fr", "en")}
    articles = load(data / "dev_articles.jsonl")
    dev["sentences"] = [s for article in articles for s in sentences(article)]
    dev["windows"] = [w for article in articles for w in packed([article], size_of, MOST)]
    return {name: encode(tokenizer, rows) for name, rows in dev.items() if rows}


def evaluate(model, dev: dict[str, list[dict]]) -> tuple[float, dict]:
    scores = {name: score(items, predict(model, items)) for name, items in dev.items()}
    model.train()
    total = sum(WEIGHTS[name] * of["all"] for name, of in scores.items())
    return total / sum(WEIGHTS[name] for name in scores), scores


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", required=True)
    parser.add_argument("--tokenizer", type=Path, help="tokenizer.json, default: the one in --base")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=9)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--budget", type=int, default=1000, help="pieces a batch")
    parser.add_argument("--augment", type=float, default=0.6, help="share of texts changed each epoch")
    parser.add_argument("--windows", action="store_true", help="articles by sentences, paragraphs and windows")
    parser.add_argument("--bf16", action="store_true", help="products in bf16: faster on some processors only")
    parser.add_argument("--extra", type=Path, help="silver texts (self-training), used once an epoch")
    parser.add_argument("--seed", type=int, default=20261124)
    args = parser.parse_args()

    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    tokenizer_file = args.tokenizer or Path(args.base) / "tokenizer.json"
    tokenizer = Tokenizer.from_file(str(tokenizer_file))
    train = load(args.data / "train.jsonl")
    extra = load(args.extra) if args.extra else []
    size_of = lambda text: len(tokenizer.encode(text, add_special_tokens=False).ids)
    dev = dev_sets(tokenizer, args.data, size_of)
    augmenter = Augmenter(train, args.seed)
    model = build(args.base)
    optimizer = optimiser(model, args.rate, args.head_rate)
    loss_of = torch.nn.CrossEntropyLoss(ignore_index=-100)

    best, started = -1.0, time.time()
    for epoch in range(args.epochs):
        model.train()
        texts = mixed(train, size_of, rng) if args.windows else train
        # What `mixed` leaves long is meant to be read long.
        cut = 0.05 if args.windows else 0.35
        rows = augmenter.epoch(texts, args.augment, cut) + rng.sample(extra, len(extra) // args.epochs)
        batches = bucketed(encode(tokenizer, rows), args.budget, rng)
        total, pieces, clock = 0.0, 0, time.time()
        for n, batch in enumerate(batches):
            schedule(optimizer, (epoch + n / len(batches)) / args.epochs)
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=args.bf16):
                logits = model(**inputs(batch)).logits
            loss = loss_of(logits.float().view(-1, len(TAGS)), pad(batch, "tags", -100).view(-1))
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            total += loss.item()
            pieces += sum(len(x["ids"]) for x in batch)
            if n % 100 == 99:
                print(f"  {n + 1}/{len(batches)} loss {total / (n + 1):.4f} {pieces / (time.time() - clock):.0f} pieces/s", flush=True)
        mean, scores = evaluate(model, dev)
        print(f"epoch {epoch + 1} loss {total / len(batches):.4f} dev {mean:.4f} {scores} {time.time() - started:.0f} s", flush=True)
        if mean > best:
            best = mean
            save(model, tokenizer_file, args.out, scores)


if __name__ == "__main__":
    main()
