"""Texts to tensors: tokenising, length-bucketed batches under a piece budget, evaluation."""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path

import numpy as np
import torch

from text import LABELS, encode_tags, piece_offsets, spans, viterbi

MAX_PIECES = 256
PAD = 1


def load(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def encode(tokenizer, rows: list[dict]) -> list[dict]:
    """Token ids with the two special pieces, tags (-100 on the special ones), offsets.

    A text over MAX_PIECES is left as its first MAX_PIECES pieces: this is training, where a cut
    text teaches as well; the product never cuts.
    """
    encodings = tokenizer.encode_batch([r["text"] for r in rows])
    out = []
    for row, encoding in zip(rows, encodings):
        offsets = piece_offsets(encoding, row["text"])[1:-1][: MAX_PIECES - 2]
        ids = encoding.ids[1:-1][: MAX_PIECES - 2]
        tags = encode_tags(offsets, row["entities"])
        out.append({"ids": [0, *ids, 2], "tags": [-100, *tags, -100], "offsets": offsets, "row": row})
    return out


def bucketed(items: list[dict], budget: int, rng: random.Random) -> list[list[dict]]:
    """Batches of texts of like length, at most `budget` padded pieces each, in random order."""
    order = sorted(items, key=lambda x: (len(x["ids"]), rng.random()))
    batches, batch = [], []
    for item in order:
        if batch and len(item["ids"]) * (len(batch) + 1) > budget:
            batches.append(batch)
            batch = []
        batch.append(item)
    if batch:
        batches.append(batch)
    rng.shuffle(batches)
    return batches


def pad(batch: list[dict], key: str, value: int) -> torch.Tensor:
    width = max(len(x[key]) for x in batch)
    return torch.tensor([x[key] + [value] * (width - len(x[key])) for x in batch])


def inputs(batch: list[dict]) -> dict[str, torch.Tensor]:
    ids = pad(batch, "ids", PAD)
    return {"input_ids": ids, "attention_mask": (ids != PAD).long()}


@torch.inference_mode()
def predict(model, items: list[dict], budget: int = 4000) -> list[np.ndarray]:
    """Log-probabilities (pieces, tags) of each text, in the order of `items`."""
    model.eval()
    result: list[np.ndarray | None] = [None] * len(items)
    index = {id(x): i for i, x in enumerate(items)}
    for batch in bucketed(items, budget, random.Random(0)):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = model(**inputs(batch)).logits
        log_probs = torch.log_softmax(logits.float(), -1).numpy()
        for item, rows in zip(batch, log_probs):
            result[index[id(item)]] = rows[1 : len(item["ids"]) - 1]
    return result


def score(items: list[dict], log_probs: list[np.ndarray]) -> dict[str, float]:
    """Strict span+label F1, micro (`all`) and a label."""
    hit, predicted, gold = Counter(), Counter(), Counter()
    for item, rows in zip(items, log_probs):
        row = item["row"]
        found = spans(viterbi(rows), item["offsets"], row["text"])
        truth = {(e["start"], e["end"], e["label"]) for e in row["entities"]}
        for counter, group in ((hit, found & truth), (predicted, found), (gold, truth)):
            for span in group:
                counter[span[2]] += 1
                counter["all"] += 1
    return {
        name: round(2 * hit[name] / max(1, predicted[name] + gold[name]), 4) for name in ["all", *LABELS]
    }
