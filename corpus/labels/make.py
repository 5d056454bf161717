#!/usr/bin/env python3
"""Make the label files from labelled texts (Python 3.9 or later, standard library only).

    python3 corpus/labels/make.py [DIR]

DIR is laid out as apply.py writes it. To correct a label: apply.py, correct the JSON lines, make.py.
A file that DIR lacks stays as it is.
"""
from __future__ import annotations

import argparse
import json
import pathlib
import sys

from apply import FILES, HEADER, HERE, OUT, digest


def line_of(record: dict) -> str:
    """A record as a line of a label file."""
    text, labels, last = record["text"], [], 0
    for e in record["entities"]:
        start, end = e["start"], e["end"]
        if not last <= start < end <= len(text) or text[start:end] != e.get("text", text[start:end]):
            raise ValueError(f"{record['id']}: {e} overlaps, is empty or is not what the text says")
        labels.append(f"{start}:{end}:{e['label']}")
        last = end
    fields = (record["id"], record["lang"], record.get("date", ""), digest(text), str(len(text)), " ".join(labels))
    return "\t".join(fields) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labelled", type=pathlib.Path, metavar="DIR", nargs="?", default=OUT)
    parser.add_argument("--labels", type=pathlib.Path, metavar="DIR", default=HERE, help="of the label files")
    args = parser.parse_args()
    for name in FILES:
        path = args.labelled / f"{name}.jsonl"
        if not path.exists():
            print(f"{path}: not there")
            continue
        try:
            with open(path, encoding="utf-8") as lines:
                rows = [line_of(json.loads(line)) for line in lines]
        except ValueError as error:
            sys.exit(f"error: {path}: {error}")
        target = args.labels / f"{name}.tsv"
        target.parent.mkdir(parents=True, exist_ok=True)
        with open(target, "w", encoding="utf-8", newline="\n") as out:
            out.write("\t".join(HEADER) + "\n")
            out.writelines(rows)
        print(f"{target}: {len(rows)} texts")


if __name__ == "__main__":
    main()
