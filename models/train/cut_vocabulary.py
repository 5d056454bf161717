"""Step 0: cut the vocabulary of multilingual-e5-small to what French and English use.

    python cut_vocabulary.py --encoder DIR --out BASE --texts FILE ... [--least N]
    python cut_vocabulary.py --encoder DIR --out BASE --pieces ../griot-fr-en-base/tokenizer.json

DIR has the encoder as its makers give it: model.safetensors, tokenizer.json, config.json. Kept are the special
pieces, those that the texts use at least N times, and those of one character that is no letter, or a Latin,
Greek, Cyrillic, Arabic or Hebrew one; with --pieces, those of another tokenizer, no more and no less. What
stays has its order and its scores; weights become fp16, and the pooler, which nothing reads, goes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import sys
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Iterator

import numpy as np
from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer

from text import normalise

WORDS = "embeddings.word_embeddings.weight"
UNREAD = ("pooler.", "embeddings.position_ids")
SPACE = "\u2581"
SCRIPTS = ("LATIN ", "GREEK ", "CYRILLIC ", "ARABIC ", "HEBREW ")
BATCH = 1000


def texts_of(path: Path) -> Iterator[list[str]]:
    """The texts of a file, in batches: JSON lines with a field `text`, or lines as they are; also with gzip."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        batch: list[str] = []
        for line in lines:
            text = json.loads(line)["text"] if line.startswith("{") else line.strip()
            batch.append(normalise(text, [])[0])
            if len(batch) == BATCH:
                yield batch
                batch = []
        yield batch


def used(tokenizer: Tokenizer, paths: list[Path]) -> Counter[int]:
    """How often the texts use each piece."""
    count: Counter[int] = Counter()
    for path in paths:
        for batch in texts_of(path):
            for encoding in tokenizer.encode_batch(batch):
                count.update(encoding.ids)
    return count


def single(piece: str) -> bool:
    """One character, at a word's start or within, that is no letter of a script that is dropped."""
    piece = piece[1:] if piece.startswith(SPACE) else piece
    return len(piece) == 1 and (not piece.isalpha() or unicodedata.name(piece, "").startswith(SCRIPTS))


def cut_tokenizer(full: dict, kept: list[int]) -> dict:
    """The tokenizer with these pieces alone, and their places for ids."""
    new_id = {old: new for new, old in enumerate(kept)}
    model = {**full["model"], "unk_id": new_id[full["model"]["unk_id"]]}
    model["vocab"] = [full["model"]["vocab"][old] for old in kept]
    cut = {**full, "model": model}
    cut["added_tokens"] = [{**token, "id": new_id[token["id"]]} for token in full["added_tokens"]]
    processor = json.loads(json.dumps(full["post_processor"]))
    for token in processor["special_tokens"].values():
        token["ids"] = [new_id[old] for old in token["ids"]]
    cut["post_processor"] = processor
    return cut


def cut_weights(full: dict[str, np.ndarray], kept: list[int]) -> dict[str, np.ndarray]:
    """The weights as fp16, with the embeddings of the pieces that stay."""
    state = {name: weight for name, weight in full.items() if not name.startswith(UNREAD)}
    state[WORDS] = state[WORDS][kept]
    return {name: np.ascontiguousarray(weight, dtype=np.float16) for name, weight in state.items()}


def same_pieces(full: Tokenizer, cut: Tokenizer, paths: list[Path]) -> float:
    """The share of running pieces of texts that both tokenise alike."""
    same = total = 0
    for path in paths:
        for batch in texts_of(path):
            for a, b in zip(full.encode_batch(batch), cut.encode_batch(batch)):
                total += len(a.ids)
                same += (Counter(zip(a.tokens, a.offsets)) & Counter(zip(b.tokens, b.offsets))).total()
    return same / max(1, total)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    choice = parser.add_mutually_exclusive_group(required=True)
    choice.add_argument("--texts", type=Path, nargs="+", help="French and English, lines or JSON lines")
    choice.add_argument("--pieces", type=Path, help="a tokenizer.json whose pieces to keep")
    parser.add_argument("--least", type=int, default=1, help="uses that keep a piece")
    parser.add_argument("--check", type=Path, nargs="+", default=[], help="texts to compare the tokenizers on")
    args = parser.parse_args()

    full = json.loads((args.encoder / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer = Tokenizer.from_file(str(args.encoder / "tokenizer.json"))
    pieces = [piece for piece, _ in full["model"]["vocab"]]
    special = {token["id"] for token in full["added_tokens"]} | {full["model"]["unk_id"]}
    if args.pieces:
        wanted = {piece for piece, _ in json.loads(args.pieces.read_text(encoding="utf-8"))["model"]["vocab"]}
        if missing := wanted - set(pieces):
            sys.exit(f"error: {len(missing)} pieces of {args.pieces} are not the encoder's")
        kept = [n for n, piece in enumerate(pieces) if piece in wanted]
        if lost := special - set(kept):
            sys.exit(f"error: {args.pieces} lacks {', '.join(sorted(pieces[n] for n in lost))}")
    else:
        count = used(tokenizer, args.texts)
        kept = [n for n, piece in enumerate(pieces) if n in special or count[n] >= args.least or single(piece)]

    args.out.mkdir(parents=True, exist_ok=True)
    cut = json.dumps(cut_tokenizer(full, kept), ensure_ascii=False, separators=(",", ":"))
    (args.out / "tokenizer.json").write_text(cut, encoding="utf-8")
    state = cut_weights(load_file(args.encoder / "model.safetensors"), kept)
    save_file(state, args.out / "model.safetensors", metadata={"format": "pt"})
    config = json.loads((args.encoder / "config.json").read_text(encoding="utf-8"))
    config["vocab_size"] = len(kept)
    (args.out / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
    if (args.encoder / "tokenizer_config.json").exists():
        shutil.copyfile(args.encoder / "tokenizer_config.json", args.out / "tokenizer_config.json")

    parameters = sum(weight.size for weight in state.values())
    print(f"{len(kept)} of {len(pieces)} pieces, {parameters / 1e6:.1f} million parameters")
    if args.check:
        share = same_pieces(tokenizer, Tokenizer.from_str(cut), args.check)
        print(f"{100 * share:.2f} % of the running pieces are as before")


if __name__ == "__main__":
    main()
