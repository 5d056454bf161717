"""Step 2b: the mean of several checkpoints of one encoder ("model soup", arXiv:2203.05482).

    python average.py --checkpoints DIR DIR... --data WORK --out DIR

Prints the dev scores of the mean; choose by them.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import BertForTokenClassification

from batches import encode, load
from train import evaluate, save


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoints", type=Path, nargs="+", required=True)
    parser.add_argument("--weights", type=float, nargs="+", help="one a checkpoint; default: the same")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()

    weights = args.weights or [1.0] * len(args.checkpoints)
    models = [
        BertForTokenClassification.from_pretrained(c, dtype=torch.float32, attn_implementation="eager")
        for c in args.checkpoints
    ]
    states = [m.state_dict() for m in models]
    mean = models[0]
    mean.load_state_dict(
        {key: sum(w * s[key] for w, s in zip(weights, states)) / sum(weights) for key in states[0]}
    )
    tokenizer_file = args.checkpoints[0] / "tokenizer.json"
    tokenizer = Tokenizer.from_file(str(tokenizer_file))
    dev = {lang: encode(tokenizer, load(args.data / f"dev_{lang}.jsonl")) for lang in ("fr", "en")}
    score, scores = evaluate(mean, dev)
    print(f"dev {score:.4f} {json.dumps(scores)}")
    save(mean, tokenizer_file, args.out, scores)


if __name__ == "__main__":
    main()
