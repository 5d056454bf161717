#!/usr/bin/env python3
"""Make the label files from labelled texts (Python 3.9 or later, standard library only).

    python3 corpus/labels/make.py [DIR]

DIR is laid out as apply.py writes it. To correct a label: apply.py, correct the JSON lines, make.py.
A file that DIR lacks stays as it is. Values and clusters go into a file of their own beside the labels.
"""
from __future__ import annotations

import argparse
import json
import pathlib
import sys

from apply import FIELDS, FILES, HEADER, HERE, NONE, OUT, VALUES_HEADER, digest


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


def values_of(record: dict) -> list[str]:
    """What a record's spans stand for, as lines of a file of values, in the order of the text."""
    spans: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for e in record["entities"]:
        if "value" in e:
            value = e["value"] or {}
            kind = "date" if e["label"] == "DATE" else "country"
            stands = value.get(FIELDS[kind], NONE)
            spans.setdefault((kind, stands), []).append((e["start"], e["end"]))
    for cluster in record.get("clusters", []):
        named = [e for e in record["entities"] if e.get("cluster") == cluster["id"]]
        row = spans.setdefault(("cluster", cluster["key"]), [])
        if row or not named or len({e["label"] for e in named}) > 1:
            raise ValueError(f"{record['id']}: {cluster} is there twice, empty or of two labels")
        row.extend((e["start"], e["end"]) for e in named)
    rows = sorted(spans.items(), key=lambda row: (row[1], row[0]))
    return [
        "\t".join((record["id"], kind, stands, " ".join(f"{start}:{end}" for start, end in places))) + "\n"
        for (kind, stands), places in rows
    ]


def write(target: pathlib.Path, header: tuple[str, ...], rows: list[str], what: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with open(target, "w", encoding="utf-8", newline="\n") as out:
        out.write("\t".join(header) + "\n")
        out.writelines(rows)
    print(f"{target}: {len(rows)} {what}")


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
                records = [json.loads(line) for line in lines]
            rows = [line_of(record) for record in records]
            values = [row for record in records for row in values_of(record)]
        except ValueError as error:
            sys.exit(f"error: {path}: {error}")
        write(args.labels / f"{name}.tsv", HEADER, rows, "texts")
        if values:
            write(args.labels / f"{name}.values.tsv", VALUES_HEADER, values, "values and clusters")


if __name__ == "__main__":
    main()
