"""Step 1: read the labelled and the unlabelled texts, normalise them, write one file a split.

    python prepare.py [--authored PATH ...] [--data DIR] [--out WORK]

The texts of this repository and, from DIR, what `corpus/labels/apply.py` writes. Files that DIR lacks are
told and left out, save the French dev files, by which checkpoints are chosen.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from pathlib import Path

from text import normalise

HERE = Path(__file__).resolve().parent
AUTHORED = HERE.parent.parent / "corpus" / "train"
ANNOTATED = ["train/annotated/en_wiki.jsonl", "train/annotated/fr_web.jsonl", "train/annotated/fr_wiki.jsonl"]
DEV = {"fr": ["dev/fr_est_republicain.jsonl", "dev/fr_web.jsonl"], "en": ["dev/en_wiki.jsonl"]}
# Whole articles: cut and packed as the program reads them, they are another dev set.
ARTICLES = "dev/fr_wikinews.jsonl"
UNLABELLED = {"fr": "unlabelled/wiki_fr.txt.gz", "en": "unlabelled/wiki_en.txt.gz"}


def present(paths: list[Path]) -> list[Path]:
    for path in paths:
        if not path.exists():
            print(f"{path}: not there, left out")
    return [path for path in paths if path.exists()]


def records(path: Path):
    with path.open(encoding="utf-8") as lines:
        for line in lines:
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


def sentences(path: Path, lang: str, kept_apart: set[str]):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for n, line in enumerate(lines):
            text, _ = normalise(line.strip(), [])
            # What a teacher says of a dev text would teach it to the student.
            if text and text not in kept_apart:
                yield {"id": f"{lang}-{n}", "lang": lang, "source": "unlabelled", "text": text, "entities": []}


def write(path: Path, rows) -> None:
    rows = list(rows)
    with path.open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(f"{path}: {len(rows)} texts, {sum(len(r['entities']) for r in rows)} entities")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--authored", type=Path, nargs="+", default=[AUTHORED], help="files, or folders of files; default: corpus/train"
    )
    parser.add_argument("--data", type=Path, default=HERE / "work" / "labelled", help="default: work/labelled")
    parser.add_argument("--out", type=Path, default=HERE / "work" / "data", help="default: work/data")
    args = parser.parse_args()
    dev = {lang: present([args.data / name for name in names]) for lang, names in DEV.items()}
    if not dev["fr"]:
        sys.exit(f"error: no French dev file in {args.data}: corpus/labels/apply.py writes them")
    args.out.mkdir(parents=True, exist_ok=True)

    files = [f for path in args.authored for f in (sorted(path.glob("*.jsonl")) if path.is_dir() else [path])]
    files += present([args.data / name for name in ANNOTATED])
    write(args.out / "train.jsonl", (r for p in files for r in records(p)))
    kept_apart = set()
    for lang, paths in dev.items():
        rows = [r for p in paths for r in records(p)]
        kept_apart.update(r["text"].strip() for r in rows)
        write(args.out / f"dev_{lang}.jsonl", rows)
    articles = [r for p in present([args.data / ARTICLES]) for r in records(p)]
    kept_apart.update(line for r in articles for line in r["text"].splitlines())
    write(args.out / "dev_articles.jsonl", articles)
    pool = ((path, lang) for lang, name in UNLABELLED.items() for path in present([args.data / name]))
    write(args.out / "unlabelled.jsonl", (r for path, lang in pool for r in sentences(path, lang, kept_apart)))


if __name__ == "__main__":
    main()
