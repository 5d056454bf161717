#!/usr/bin/env python3
"""Put griot's labels on local copies of the public texts (Python 3.9 or later, standard library only).

    python3 corpus/labels/apply.py --gsd DIR --sequoia DIR --wikinews DIR --wikineural DIR
        [--texts FILE ...] [--out DIR]

A text is found by its hash, wherever it stands. The labelled files are JSON lines as `griot eval` reads
them, with values and clusters where there is a file of them beside the labels. A file whose source is not given is left out; where a text of the others is missing, the exit code
is 1. With --wikineural the unlabelled sentences are written too.
"""
from __future__ import annotations

import argparse
import gzip
import hashlib
import html.parser
import json
import pathlib
import sys
from typing import Iterator, NamedTuple

HERE = pathlib.Path(__file__).resolve().parent
OUT = HERE.parent.parent / "models" / "train" / "work" / "labelled"
HEADER = ("id", "lang", "date", "hash", "size", "labels")
VALUES_HEADER = ("id", "kind", "is", "spans")
# What a value stands under in the labelled files, and what stands for none.
FIELDS = {"date": "value", "country": "iso2"}
NONE = "-"
# The files, and the option that has their texts.
FILES = {
    "dev/en_wiki": "wikineural",
    "dev/fr_est_republicain": "sequoia",
    "dev/fr_web": "gsd",
    "dev/fr_wikinews": "wikinews",
    "train/annotated/en_wiki": "wikineural",
    "train/annotated/fr_web": "gsd",
    "train/annotated/fr_wiki": "wikineural",
}
# WikiNEuRal has tokens only. Its texts are these tokens with no space before some and after others, and
# straight quotes in turn opening and closing.
CLOSING = {"fr": {*",.)]}»%…"}, "en": {*",.)]}»%…:;'?!", "n't"}}
OPENING = {"(", "[", "{", "«", "---"}


class Text(NamedTuple):
    id: str
    text: str
    title: str = ""


class Labelled(NamedTuple):
    """A line of a label file. `labels` are (start, end, label), in code points."""

    id: str
    lang: str
    date: str
    hash: str
    size: int
    labels: list[tuple[int, int, str]]


def digest(text: str) -> str:
    """The first 16 hex digits of the text's SHA-256."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def read_labels(path: pathlib.Path) -> Iterator[Labelled]:
    with open(path, encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            id, lang, date, hashed, size, labels = line.rstrip("\n").split("\t")
            spans = [span.split(":") for span in labels.split()]
            triples = [(int(start), int(end), label) for start, end, label in spans]
            yield Labelled(id, lang, date, hashed, int(size), triples)


class Stands(NamedTuple):
    """A line of a file of values: what spans of a text stand for. `kind` is `date`, `country` or
    `cluster`, `value` EDTF, a country's code or the key of a cluster."""

    kind: str
    value: str
    spans: list[tuple[int, int]]


def read_values(path: pathlib.Path) -> dict[str, list[Stands]]:
    """What the spans of each text stand for, by the text's id; nothing if there is no such file."""
    found: dict[str, list[Stands]] = {}
    if not path.exists():
        return found
    with open(path, encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            id, kind, value, spans = line.rstrip("\n").split("\t")
            pairs = [span.split(":") for span in spans.split()]
            row = Stands(kind, value, [(int(start), int(end)) for start, end in pairs])
            found.setdefault(id, []).append(row)
    return found


def files(folder: pathlib.Path, pattern: str) -> list[pathlib.Path]:
    found = sorted(folder.glob(pattern))
    if not found:
        sys.exit(f"error: {folder}: no {pattern} there")
    return found


def universal_dependencies(folder: pathlib.Path) -> Iterator[Text]:
    """The sentences of a release of a treebank, whatever part they stand in."""
    for path in files(folder, "*.conllu"):
        name = ""
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                key, _, value = line.partition(" = ")
                if key == "# sent_id":
                    name = value.strip()
                elif key == "# text":
                    yield Text(name, value.strip())


class Article(html.parser.HTMLParser):
    """The blocks of text of an article, by tag."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[list[str]] = []
        self.tag = ""

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if tag in ("h1", "h2", "p", "li"):
            self.tag = tag
            self.blocks.append([tag, ""])

    def handle_endtag(self, tag: str) -> None:
        if tag == self.tag:
            self.tag = ""

    def handle_data(self, data: str) -> None:
        if self.tag:
            self.blocks[-1][1] += data

    def text(self, *tags: str) -> str:
        """The blocks with these tags, a line each, their white space made single spaces."""
        lines = (" ".join(block.split()) for tag, block in self.blocks if tag in tags)
        return "\n".join(line for line in lines if line)


def wikinews(folder: pathlib.Path) -> Iterator[Text]:
    """The articles of the WikinewsKeyphraseCorpus."""
    for path in files(folder, "**/*.html"):
        article = Article()
        article.feed(path.read_text(encoding="utf-8"))
        yield Text("wn" + path.stem, article.text("h2", "p", "li"), article.text("h1"))


def spaced(words: list[str], lang: str) -> str:
    """The text of a sentence of WikiNEuRal."""
    text, glued, quoted = "", True, False
    for word in words:
        if word == '"':
            quoted = not quoted
            before, after = not quoted, quoted
        elif lang == "fr":
            before, after = word in CLOSING["fr"], word in OPENING or word[-1] in "'’"
        else:
            before, after = word in CLOSING["en"] or word[0] == "'" and len(word) > 1, word in OPENING
        text += word if glued or before else " " + word
        glued = after
    return text


def wikineural(folder: pathlib.Path, lang: str) -> Iterator[Text]:
    """The validation part of a clone of WikiNEuRal; its labels are passed over."""
    words: list[str] = []
    number = 0
    for path in files(folder, f"data/wikineural/{lang}/val.conllu"):
        with open(path, encoding="utf-8") as lines:
            for line in [*lines, "\n"]:
                fields = line.rstrip("\n").split("\t")
                if len(fields) > 1:
                    words.append(fields[1])
                elif words:
                    yield Text(f"{lang}-{number}", spaced(words, lang))
                    words = []
                    number += 1


def plain(path: pathlib.Path) -> Iterator[Text]:
    """Sentences, a line each: as they are, or JSON objects with a field `text`."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("{"):
                row = json.loads(line)
                yield Text(str(row.get("id", "")), row["text"])
            else:
                yield Text("", line.strip())


def apply(labelled: Labelled, source: Text) -> dict:
    """The record that `griot eval` reads."""
    text = source.text
    record: dict = {"id": labelled.id, "lang": labelled.lang}
    if labelled.date:
        record["date"] = labelled.date
    if source.title:
        record["title"] = source.title
    assert len(text) == labelled.size, labelled.id
    record["text"] = text
    record["entities"] = [
        {"start": start, "end": end, "label": label, "text": text[start:end]} for start, end, label in labelled.labels
    ]
    return record


def stand(record: dict, rows: list[Stands]) -> None:
    """Put on a record what its spans stand for. Clusters are numbered by label, by first mention."""
    places = {(entity["start"], entity["end"]): entity for entity in record["entities"]}
    for row in rows:
        if row.kind in FIELDS:
            for span in row.spans:
                places[span]["value"] = None if row.value == NONE else {FIELDS[row.kind]: row.value}
    clusters, counts = [], {}
    for row in sorted((row for row in rows if row.kind == "cluster"), key=lambda row: row.spans):
        label = places[row.spans[0]]["label"]
        counts[label] = counts.get(label, 0) + 1
        id = f"{label.lower()}-{counts[label]}"
        for span in row.spans:
            places[span]["cluster"] = id
        clusters.append({"id": id, "label": label, "name": row.value, "key": row.value})
    record["clusters"] = clusters


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gsd", type=pathlib.Path, metavar="DIR", help="UD French-GSD")
    parser.add_argument("--sequoia", type=pathlib.Path, metavar="DIR", help="UD French-Sequoia")
    parser.add_argument("--wikinews", type=pathlib.Path, metavar="DIR", help="the WikinewsKeyphraseCorpus")
    parser.add_argument("--wikineural", type=pathlib.Path, metavar="DIR", help="WikiNEuRal, a clone")
    parser.add_argument("--texts", type=pathlib.Path, metavar="FILE", nargs="*", default=[], help="other sentences")
    parser.add_argument("--labels", type=pathlib.Path, metavar="DIR", default=HERE, help="of the label files")
    parser.add_argument("--out", type=pathlib.Path, metavar="DIR", default=OUT, help="default: %(default)s")
    args = parser.parse_args()

    sources = [text for path in args.texts for text in plain(path)]
    for folder in filter(None, (args.gsd, args.sequoia)):
        sources += universal_dependencies(folder)
    if args.wikinews:
        sources += wikinews(args.wikinews)
    if args.wikineural:
        for lang in ("fr", "en"):
            sentences = list(wikineural(args.wikineural, lang))
            sources += sentences
            path = args.out / "unlabelled" / f"wiki_{lang}.txt.gz"
            path.parent.mkdir(parents=True, exist_ok=True)
            with gzip.open(path, "wt", encoding="utf-8") as out:
                out.writelines(sentence.text + "\n" for sentence in sentences)
            print(f"{path}: {len(sentences)} sentences")

    known = {source.id for source in sources}
    by_hash = {digest(source.text): source for source in sources}
    whole = True
    for name, option in FILES.items():
        wanted = list(read_labels(args.labels / f"{name}.tsv"))
        records = [apply(w, by_hash[w.hash]) for w in wanted if w.hash in by_hash]
        values = read_values(args.labels / f"{name}.values.tsv")
        for record in records:
            if record["id"] in values:
                stand(record, values[record["id"]])
        if not records and not getattr(args, option):
            print(f"{name}: left out, it needs --{option}")
            continue
        path = args.out / f"{name}.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="\n") as out:
            for record in records:
                out.write(json.dumps(record, ensure_ascii=False) + "\n")
        entities = sum(len(record["entities"]) for record in records)
        print(f"{path}: {len(records)} of {len(wanted)} texts, {entities} entities")
        for w in wanted:
            if w.hash not in by_hash:
                whole = False
                why = "has another text here" if w.id in known else "is not there"
                print(f"{name}: {w.id} {why}", file=sys.stderr)
    if not whole:
        sys.exit(1)


if __name__ == "__main__":
    main()
