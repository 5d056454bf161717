"""Step 1: read the labelled and the unlabelled texts, normalise them, write one file a split.

    python prepare.py --data DIR --out WORK

Only files marked free are read into `train`; the dev files are kept apart.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path

from text import normalise

TRAIN = ["train/authored", "train/annotated"]
DEV = {"fr": ["dev/fr_est_republicain.jsonl", "dev/fr_web.jsonl"], "en": ["dev/en_wiki.jsonl"]}
UNLABELLED = {"fr": "unlabelled/wiki_fr.txt.gz", "en": "unlabelled/wiki_en.txt.gz"}


def records(path: Path):
    for line in path.read_text(encoding="utf-8").splitlines():
        raw = json.loads(line)
        for entity in raw["entities"]:
            assert raw["text"][entity["start"] : entity["end"]] == entity["text"], raw["id"]
        text, entities = normalise(raw["text"], raw["entities"])
        yield {
            "id": raw["id"],
            "lang": raw["lang"],
            "source": path.stem,
            "article": raw.get("article"),
            "text": text,
            "entities": entities,
        }


def write(path: Path, rows) -> None:
    rows = list(rows)
    with path.open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(f"{path}: {len(rows)} texts, {sum(len(r['entities']) for r in rows)} entities")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)

    files = [p for folder in TRAIN for p in sorted((args.data / folder).glob("*.jsonl"))]
    write(args.out / "train.jsonl", (r for p in files for r in records(p)))
    kept_apart = set()
    for lang, names in DEV.items():
        rows = [r for n in names for r in records(args.data / n)]
        kept_apart.update(r["text"].strip() for r in rows)
        write(args.out / f"dev_{lang}.jsonl", rows)
    unlabelled = []
    for lang, name in UNLABELLED.items():
        with gzip.open(args.data / name, "rt", encoding="utf-8") as lines:
            for n, line in enumerate(lines):
                text, _ = normalise(line.strip(), [])
                # What a teacher says of a dev text would teach it to the student.
                if text and text not in kept_apart:
                    unlabelled.append(
                        {"id": f"{lang}-{n}", "lang": lang, "source": "unlabelled", "text": text, "entities": []}
                    )
    write(args.out / "unlabelled.jsonl", unlabelled)


if __name__ == "__main__":
    main()
