#!/usr/bin/env python3
"""Build corpus/news.jsonl from corpus/articles/*.txt (standard library only).

An article is `key: value` header lines, one empty line, then the body, in which an
entity is written [[surface|LABEL]]. The body is kept byte for byte apart from the
marks and the file's last newline. Running it twice gives the same file.
"""
import collections
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
LABELS = ("PERSON", "COUNTRY", "ORG", "DATE", "LOC")
KEYS = ("id", "lang", "date", "kind", "title")
# The two pieces of a mark; neither may stand alone in a body.
TOKEN = re.compile(r"\[\[|\]\]")


class Malformed(Exception):
    """An error in an article, with its file and line."""


def fail(path, line, why):
    raise Malformed(f"{path}:{line}: {why}")


def parse_body(path, first_line, body):
    """Marked-up body -> (plain text, entities). Offsets count Unicode code points."""
    text, entities, size = [], [], 0
    pos, opened = 0, None  # opened: where the current mark's surface begins in `body`

    def line_at(i):
        return first_line + body.count("\n", 0, i)

    for token in TOKEN.finditer(body):
        if token.group() == "[[":
            if opened is not None:
                fail(path, line_at(token.start()), "overlapping marks: [[ inside a mark")
            chunk = body[pos:token.start()]
            text.append(chunk)
            size += len(chunk)
            opened = token.end()
        else:
            if opened is None:
                fail(path, line_at(token.start()), "malformed mark: ]] without [[")
            surface, bar, label = body[opened:token.start()].rpartition("|")
            line = line_at(opened)
            if not bar or "|" in surface or "\n" in surface:
                fail(path, line, f"malformed mark: [[{body[opened:token.start()]}]]")
            if label not in LABELS:
                fail(path, line, f"unknown label: {label!r}")
            if not surface.strip():
                fail(path, line, "empty span")
            if surface != surface.strip():
                fail(path, line, f"malformed mark: space at the edge of {surface!r}")
            entities.append({"start": size, "end": size + len(surface), "label": label, "text": surface})
            text.append(surface)
            size += len(surface)
            opened = None
        pos = token.end()
    if opened is not None:
        fail(path, line_at(opened), "malformed mark: [[ never closed")
    text.append(body[pos:])
    return "".join(text), entities


def read_article(path):
    raw = path.read_bytes().decode("utf-8")
    shown = path.relative_to(HERE.parent)
    head, gap, body = raw.partition("\n\n")
    if not gap:
        fail(shown, 1, "no empty line between header and body")
    meta = {}
    for number, line in enumerate(head.split("\n"), 1):
        key, colon, value = line.partition(": ")
        if not colon or key not in KEYS or key in meta or not value.strip():
            fail(shown, number, f"bad header line: {line!r}")
        meta[key] = value.strip()
    for key in KEYS:
        if key not in meta:
            fail(shown, 1, f"header lacks {key}")
    if meta["lang"] not in ("fr", "en"):
        fail(shown, 1, f"unknown language: {meta['lang']!r}")
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", meta["date"]):
        fail(shown, 1, f"bad date: {meta['date']!r}")
    first_line = head.count("\n") + 3
    text, entities = parse_body(shown, first_line, body.removesuffix("\n"))
    last = 0
    for e in entities:
        assert last <= e["start"] < e["end"] and text[e["start"]:e["end"]] == e["text"], (shown, e)
        last = e["end"]
    return {"id": meta["id"], "lang": meta["lang"], "date": meta["date"], "title": meta["title"],
            "kind": meta["kind"], "text": text, "entities": entities}


def main():
    try:
        articles = [read_article(p) for p in sorted((HERE / "articles").glob("*.txt"))]
        ids = collections.Counter(a["id"] for a in articles)
        for name, n in ids.items():
            if n > 1:
                raise Malformed(f"corpus/articles: id {name!r} used {n} times")
    except Malformed as error:
        sys.exit(f"error: {error}")
    with open(HERE / "news.jsonl", "w", encoding="utf-8", newline="\n") as out:
        for a in articles:
            out.write(json.dumps(a, ensure_ascii=False) + "\n")

    counts = collections.Counter((a["lang"], e["label"]) for a in articles for e in a["entities"])
    langs = ("fr", "en")
    print("| label | fr | en | all |\n|---|---:|---:|---:|")
    for label in LABELS:
        row = [counts[lang, label] for lang in langs]
        print(f"| {label} | {row[0]} | {row[1]} | {sum(row)} |")
    row = [sum(counts[lang, label] for label in LABELS) for lang in langs]
    print(f"| entities | {row[0]} | {row[1]} | {sum(row)} |")
    row = [sum(a["lang"] == lang for a in articles) for lang in langs]
    print(f"| articles | {row[0]} | {row[1]} | {sum(row)} |")
    row = [sum(len(a["text"].split()) for a in articles if a["lang"] == lang) for lang in langs]
    print(f"| words | {row[0]} | {row[1]} | {sum(row)} |")


if __name__ == "__main__":
    main()
