"""Windows of articles: what a model reads at once.

The program may give the model a lone sentence, a paragraph, or as many sentences of a document as fit. A
model that only ever saw one of these is worse at the others, so each epoch reads each article in another
form: packed into windows of 64 to 250 pieces, by paragraphs, or by sentences.
"""

from __future__ import annotations

import random
import re
from itertools import groupby

# Shares of articles: packed, by paragraphs; the rest by sentences.
PACKED, PARAGRAPHS = 0.45, 0.2
LEAST, MOST = 64, 250

_END = re.compile(r"(?<=[.!?…])[»\"')\]]*\s+(?=[A-ZÀ-ÖØ-Þ«\"'(\[–—-])|\n+")
_SHORT = re.compile(r"(?:^|[\s(«\"'])(?:M|MM|Mme|Mlle|Dr|Me|St|Ste|Mr|Mrs|Ms|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Jr|No|vs|[A-Z])\.$")


def cut(row: dict, start: int, end: int) -> dict:
    """The part of a text between two code points, with the entities that lie in it."""
    entities = [
        {**e, "start": e["start"] - start, "end": e["end"] - start}
        for e in row["entities"]
        if start <= e["start"] and e["end"] <= end
    ]
    return {**row, "text": row["text"][start:end], "entities": entities}


def sentences(row: dict) -> list[dict]:
    """The sentences of a text; none ends within an entity."""
    text, start, parts = row["text"], 0, []
    for gap in _END.finditer(text):
        within = any(e["start"] < gap.end() and gap.start() < e["end"] for e in row["entities"])
        if within or _SHORT.search(text[start : gap.start() + 1].rstrip()):
            continue
        # Quotes and brackets that close a sentence stay with it.
        end = gap.start() + len(gap.group().rstrip())
        if text[start:end].strip():
            parts.append(cut(row, start, end))
        start = gap.end()
    if text[start:].strip():
        parts.append(cut(row, start, len(text)))
    return parts or [row]


def joined(rows: list[dict]) -> dict:
    """Texts one after the other, a line each."""
    text, entities = "", []
    for row in rows:
        text += "\n" if text else ""
        entities += [{**e, "start": e["start"] + len(text), "end": e["end"] + len(text)} for e in row["entities"]]
        text += row["text"]
    return {**rows[0], "text": text, "entities": entities}


def packed(rows: list[dict], size_of, most: int) -> list[dict]:
    """The sentences of an article in windows of at most `most` pieces, in order, unless one is longer."""
    windows, window, size = [], [], 0
    for sentence in (s for row in rows for s in sentences(row)):
        pieces = size_of(sentence["text"])
        if window and size + pieces > most:
            windows.append(joined(window))
            window, size = [], 0
        window.append(sentence)
        size += pieces
    return windows + ([joined(window)] if window else [])


def articles(rows: list[dict]) -> list[list[dict]]:
    """Rows by article, in order; a row without one is alone."""
    key = lambda pair: (pair[1]["source"], pair[1].get("article") if pair[1].get("article") is not None else -1 - pair[0])
    return [[row for _, row in group] for _, group in groupby(enumerate(rows), key)]


def mixed(rows: list[dict], size_of, rng: random.Random) -> list[dict]:
    """An epoch: every text once, each article in a form of its own."""
    result = []
    for article in articles(rows):
        form = rng.random()
        if form < PACKED:
            result += packed(article, size_of, rng.randint(LEAST, MOST))
        elif form < PACKED + PARAGRAPHS:
            result += article
        else:
            result += [sentence for row in article for sentence in sentences(row)]
    return result
