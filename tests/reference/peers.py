#!/usr/bin/env python3
"""Scores of two other evaluators, for `griot eval` to agree with.

    pip install seqeval==1.2.2 nervaluate==1.2.1
    python tests/reference/peers.py

writes, beside this file, `gold.jsonl` and `predicted.jsonl` (synthetic documents, the predictions
random edits of the gold; seeded, so that a second run writes the same bytes) and
`reference.json` (what the others make of them), which `tests/eval_reference.rs` reads.

How the others relate to griot's scores:

- strict: `nervaluate`'s `strict`, and `seqeval` in strict mode over IOB2 tags, one tag a code
  point, `zero_division=0`.
- boundary-only, micro: `nervaluate`'s overall `exact`, and `seqeval` with every label made one.
- boundary-only, per label: neither has it. `nervaluate` keeps one label on both sides before it
  compares, so that its `exact` for a label is its `strict` (asserted below). Here a label's recall
  is that of its gold spans among all predicted spans, its precision that of its predicted spans
  among all gold spans, both by `nervaluate` with every label made one.

Spans of a side never overlap here. Where they do, IOB2 cannot say them, and `nervaluate` lets a
prediction that merely overlaps use up a gold span that a later one matches exactly.
"""

import json
import random
import warnings
from pathlib import Path

from nervaluate.evaluator import Evaluator
from seqeval.metrics import classification_report
from seqeval.scheme import IOB2

SEED = 20250706
DOCUMENTS = 60
HERE = Path(__file__).parent

# Words of news in two languages; some hold code points beyond the BMP or combining ones.
WORDS = {
    "fr": "le la un été à où sommet grève réunion annonce « » — l’accord 𝐮𝐫𝐠𝐞𝐧𝐭 hier, selon",
    "en": "the a and summit strike after talks naïve — “report” 🗳 vote, according to",
}
# WORK is never predicted and EVENT is never in the gold: both divide by zero somewhere.
NAMES = {
    "PERSON": ["Aïssata Kéïta", "Jean-Marc Lefèvre", "𝐌𝐚𝐫𝐢𝐞 Durand", "Ruth O’Neill"],
    "COUNTRY": ["𝐌𝐚𝐥𝐢", "Niger", "Côte d’Ivoire", "United Kingdom"],
    "ORG": ["AES", "Banque de France", "Union africaine", "Harrowfield FC 🦅"],
    "DATE": ["6 juillet 2024", "lundi", "XIXe siècle", "last Monday"],
    "LOC": ["Bamako", "Saint-E\u0301tienne", "River Tyne", "Valmorency-sur-Arvan"],
    "WORK": ["Les Misérables"],
}
PREDICTED_LABELS = ["PERSON", "COUNTRY", "ORG", "DATE", "LOC", "EVENT"]


def document(seeded, number):
    lang = seeded.choice(["fr", "en"])
    text, entities = "", []
    for _ in range(seeded.randint(1, 25)):
        label = seeded.choice(list(NAMES)) if seeded.random() < 0.3 else None
        word = seeded.choice(NAMES[label] if label else WORDS[lang].split())
        # Some spans touch: B- after the end of another span is the only sign of it.
        if text and seeded.random() >= 0.1:
            text += seeded.choice(["  ", " ", " ", " ", "\n"])
        if label:
            start, end = len(text), len(text) + len(word)
            entities.append({"start": start, "end": end, "label": label, "text": word})
        text += word
    record = {"id": f"{lang}-{number:02}", "lang": lang, "text": text, "entities": entities}
    if seeded.random() < 0.1:
        del record["lang"]
    return record


def edited(seeded, gold):
    """The gold spans, some lost, moved, relabelled or split, and some new ones."""
    text, spans = gold["text"], []
    for entity in gold["entities"]:
        start, end, label = entity["start"], entity["end"], entity["label"]
        if label == "WORK" or seeded.random() < 0.1:
            label = seeded.choice(PREDICTED_LABELS)
        edit = seeded.random()
        if edit < 0.12:
            continue
        if edit < 0.24:
            start, end = start + seeded.randint(-6, 3), end + seeded.randint(-3, 6)
        elif edit < 0.30 and end - start > 3:
            middle = seeded.randint(start + 1, end - 1)
            spans.append((start, middle, label))
            start = middle
        spans.append((start, end, label))
    for _ in range(seeded.choice([0, 0, 0, 1, 2])):
        start = seeded.randrange(len(text))
        spans.append((start, start + seeded.randint(1, 12), seeded.choice(PREDICTED_LABELS)))
    seeded.shuffle(spans)
    kept = []
    for start, end, label in spans:
        start, end = max(start, 0), min(end, len(text))
        if start < end and all(end <= other[0] or other[1] <= start for other in kept):
            kept.append((start, end, label))
    return [
        {"start": start, "end": end, "label": label, "text": text[start:end]}
        for start, end, label in sorted(kept)
    ]


def renamed(documents, label=None):
    """The spans of a label, or all, with every label made one."""
    return [
        [{**span, "label": "SPAN"} for span in spans if label in (None, span["label"])]
        for spans in documents
    ]


def inclusive(documents):
    """Spans as nervaluate has them: `end` is the last code point."""
    return [
        [{"start": s["start"], "end": s["end"] - 1, "label": s["label"]} for s in spans]
        for spans in documents
    ]


def by_nervaluate(gold, predicted):
    labels = sorted({span["label"] for spans in gold + predicted for span in spans})
    return Evaluator(inclusive(gold), inclusive(predicted), labels, loader="dict").evaluate()


def three(result):
    # nervaluate's zeros are integers where it does not divide.
    scores = {"precision": result.precision, "recall": result.recall, "f1": result.f1}
    return {name: float(score) for name, score in scores.items()}


def iob2(text, spans):
    tags = ["O"] * len(text)
    for span in spans:
        start, end, label = span["start"], span["end"], span["label"]
        tags[start:end] = [f"B-{label}"] + [f"I-{label}"] * (end - start - 1)
    return tags


def by_seqeval(texts, gold, predicted):
    report = classification_report(
        *([iob2(t, spans) for t, spans in zip(texts, side)] for side in (gold, predicted)),
        output_dict=True, mode="strict", scheme=IOB2, zero_division=0,
    )
    micro = report.pop("micro avg")
    for name in ("macro avg", "weighted avg"):
        del report[name]

    def plain(row):
        return {
            "precision": float(row["precision"]),
            "recall": float(row["recall"]),
            "f1": float(row["f1-score"]),
        }

    return {"micro": plain(micro), "labels": {label: plain(row) for label, row in report.items()}}


def reference(documents, predictions):
    texts = [document["text"] for document in documents]
    gold = [document["entities"] for document in documents]
    predicted = [predictions.get(document["id"], []) for document in documents]
    results = by_nervaluate(gold, predicted)
    boundaries = {}
    for label, schemes in sorted(results["entities"].items()):
        assert three(schemes["exact"]) == three(schemes["strict"]), label
        found = by_nervaluate(renamed(gold, label), renamed(predicted))["overall"]["exact"]
        right = by_nervaluate(renamed(gold), renamed(predicted, label))["overall"]["exact"]
        boundaries[label] = {"precision": float(right.precision), "recall": float(found.recall)}
    strict = {label: three(schemes["strict"]) for label, schemes in results["entities"].items()}
    return {
        "nervaluate": {
            "strict": {
                "micro": three(results["overall"]["strict"]),
                "labels": dict(sorted(strict.items())),
            },
            "exact": {"micro": three(results["overall"]["exact"]), "labels": boundaries},
        },
        "seqeval": {
            "strict": by_seqeval(texts, gold, predicted),
            "one_label": by_seqeval(texts, renamed(gold), renamed(predicted))["micro"],
        },
    }


def write_lines(name, records):
    lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    (HERE / name).write_text("".join(lines), encoding="utf-8", newline="\n")


def main():
    warnings.simplefilter("error")
    seeded = random.Random(SEED)
    documents = [document(seeded, number) for number in range(DOCUMENTS)]
    predictions = {document["id"]: edited(seeded, document) for document in documents}
    # One document has no prediction, and the order of the predictions says nothing.
    del predictions[documents[7]["id"]]
    lines = [{"id": id, "entities": entities} for id, entities in predictions.items()]
    seeded.shuffle(lines)
    write_lines("gold.jsonl", documents)
    write_lines("predicted.jsonl", lines)
    scores = reference(documents, predictions)
    text = json.dumps(scores, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    (HERE / "reference.json").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
