#!/usr/bin/env python3
"""Check corpus/train/*.jsonl and print the table of its README (standard library only).

Stops with file and line where a line is no JSON, a field is missing, an id comes twice, the lines of
an article are apart, or a span is empty, overlaps the one before it or is not what its text says.
"""
from __future__ import annotations

import collections
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
LABELS = ("PERSON", "COUNTRY", "ORG", "DATE", "LOC")


def check(row: dict, ids: set[str], article: int) -> None:
    """Raises ValueError where the row is not as the README says."""
    if row["id"] in ids:
        raise ValueError(f"id {row['id']!r} twice")
    if row["lang"] not in ("fr", "en"):
        raise ValueError(f"unknown language: {row['lang']!r}")
    if row["article"] < article:
        raise ValueError("an article in two places")
    if "\0" in row["text"] or not row["text"].strip():
        raise ValueError("no text, or a NUL in it")
    last = 0
    for e in row["entities"]:
        if e["label"] not in LABELS:
            raise ValueError(f"unknown label: {e['label']!r}")
        if not last <= e["start"] < e["end"] <= len(row["text"]):
            raise ValueError(f"empty, overlapping or outside the text: {e}")
        if row["text"][e["start"]:e["end"]] != e["text"] or e["text"] != e["text"].strip():
            raise ValueError(f"not what the text says: {e}")
        last = e["end"]


def read(path: pathlib.Path) -> list[dict]:
    rows: list[dict] = []
    ids: set[str] = set()
    article = 0
    # Not splitlines, which also breaks at what a text may hold.
    for number, line in enumerate(path.read_bytes().decode("utf-8").removesuffix("\n").split("\n"), 1):
        try:
            row = json.loads(line)
            check(row, ids, article)
        except KeyError as error:
            sys.exit(f"error: {path}:{number}: no field {error}")
        except ValueError as error:
            sys.exit(f"error: {path}:{number}: {error}")
        ids.add(row["id"])
        article = row["article"]
        rows.append(row)
    return rows


def main() -> None:
    total: collections.Counter[str] = collections.Counter()
    columns = ("articles", "paragraphs", "words", "entities", *LABELS)
    print("| file | " + " | ".join(columns) + " |\n|---|" + "---:|" * len(columns))
    for path in sorted(HERE.glob("*.jsonl")):
        rows = read(path)
        count = collections.Counter(e["label"] for row in rows for e in row["entities"])
        count["entities"] = sum(count.values())
        count["articles"] = len({row["article"] for row in rows})
        count["paragraphs"] = len(rows)
        count["words"] = sum(len(row["text"].split()) for row in rows)
        total += count
        print(f"| `{path.name}` | " + " | ".join(str(count[c]) for c in columns) + " |")
    print("| all | " + " | ".join(str(total[c]) for c in columns) + " |")


if __name__ == "__main__":
    main()
