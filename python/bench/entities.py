"""What spaCy finds in labelled French texts, for `griot eval` to score beside griot.

    python python/bench/entities.py corpus/news.jsonl > spacy.jsonl
    grep '"lang": "fr"' corpus/news.jsonl > french.jsonl
    griot eval french.jsonl spacy.jsonl --gold-labels COUNTRY=LOC,DATE= --predicted-labels PER=PERSON,MISC=
    griot eval french.jsonl --model tiny --gold-labels COUNTRY=LOC,DATE= --predicted-labels COUNTRY=LOC,DATE=

spaCy's model has no COUNTRY and no DATE: countries count as LOC, dates on neither side.
"""

import argparse
import json
from pathlib import Path

import spacy
from compare import SPACY_MODEL


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path, help="JSON lines with id, lang and text")
    flags = parser.parse_args()

    documents = [json.loads(line) for line in flags.gold.read_text(encoding="utf-8").splitlines()]
    french = [document for document in documents if document["lang"] == "fr"]
    nlp = spacy.load(SPACY_MODEL)
    for document, found in zip(french, nlp.pipe(d["text"] for d in french), strict=True):
        spans = [(entity.start_char, entity.end_char, entity.label_) for entity in found.ents]
        entities = [{"start": start, "end": end, "label": label} for start, end, label in spans]
        print(json.dumps({"id": document["id"], "text": document["text"], "entities": entities}))


if __name__ == "__main__":
    main()
