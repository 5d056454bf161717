"""Text side of training: the normaliser's twin, labels, BIO encoding and Viterbi decoding.

The Rust pipeline normalises before it tokenises; the model must see the same text here.
Offsets are code points of the normalised text.
"""

from __future__ import annotations

import unicodedata

import numpy as np

LABELS = ["PERSON", "COUNTRY", "ORG", "DATE", "LOC"]
TAGS = ["O"] + [f"{p}-{l}" for l in LABELS for p in ("B", "I")]
TAG_ID = {t: i for i, t in enumerate(TAGS)}

_APOSTROPHES = "\u2018\u2019\u201b\u02bc\u2032\u00b4\u0060\uff07"
_QUOTES = "\u201c\u201d\u201e\u201f\u2033"
_HYPHENS = "\u2010\u2011"
# A sentence each under NFKC.
_HONORIFICS = "\ufdfa\ufdfb"
_LINE_ENDS = "\r\u000b\u000c\u0085\u2028\u2029"
_DROPPED = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
PLAIN = (
    {ord(c): "'" for c in _APOSTROPHES}
    | {ord(c): '"' for c in _QUOTES}
    | {ord(c): "-" for c in _HYPHENS}
    | {ord(c): "*" for c in _HONORIFICS}
    | {ord(c): "\n" for c in _LINE_ENDS}
    | {ord(c): None for c in _DROPPED}
)


def _plain(chunk: str) -> str:
    """One starter with its combining marks, made plain."""
    out = unicodedata.normalize("NFKC", chunk.translate(PLAIN)).translate(PLAIN)
    return "".join(" " if c.isspace() and c != "\n" else c for c in out)


# No marks themselves, but NFKC makes marks of them.
BECOMES_MARK = "\u0f73\u0f75\u0f81\uff9e\uff9f"


def normalise(text: str, entities: list[dict]) -> tuple[str, list[dict]]:
    """NFKC, plain apostrophes, quotes, hyphens and spaces; entities are mapped along."""
    out, starts = [], [0] * (len(text) + 1)
    size, i = 0, 0
    while i < len(text):
        j = i + 1
        while j < len(text) and (unicodedata.combining(text[j]) or text[j] in BECOMES_MARK):
            j += 1
        # A carriage return before a line feed is a space, as one alone is a line end.
        piece = " " if text[i : i + 2] == "\r\n" else _plain(text[i:j])
        for k in range(i, j):
            starts[k] = size if k == i else size + len(piece)
        out.append(piece)
        size += len(piece)
        i = j
    starts[len(text)] = size
    mapped = [
        {"start": starts[e["start"]], "end": starts[e["end"]], "label": e["label"]} for e in entities
    ]
    return "".join(out), [e for e in mapped if e["start"] < e["end"]]


def piece_offsets(encoding, text: str) -> list[tuple[int, int]]:
    """Offsets of the pieces without the white space that Metaspace counts in."""
    result = []
    for start, end in encoding.offsets:
        while start < end and text[start].isspace():
            start += 1
        result.append((start, end))
    return result


def encode_tags(offsets: list[tuple[int, int]], entities: list[dict]) -> list[int]:
    """A tag a piece: B for the first piece that overlaps the entity, I for the others."""
    tags = [0] * len(offsets)
    for entity in entities:
        first = True
        for i, (start, end) in enumerate(offsets):
            if start < entity["end"] and end > entity["start"] and tags[i] == 0:
                tags[i] = TAG_ID[("B-" if first else "I-") + entity["label"]]
                first = False
    return tags


def _transitions() -> np.ndarray:
    allowed = np.zeros((len(TAGS), len(TAGS)), dtype=np.float32)
    for i, prev in enumerate(TAGS):
        for j, tag in enumerate(TAGS):
            if tag.startswith("I-") and prev[2:] != tag[2:]:
                allowed[i, j] = -1e9
    return allowed


TRANSITIONS = _transitions()


def viterbi(log_probs: np.ndarray) -> list[int]:
    """Best tag sequence under the BIO constraints; log_probs is (pieces, tags)."""
    if len(log_probs) == 0:
        return []
    score = log_probs[0].copy()
    score[[i for i, t in enumerate(TAGS) if t.startswith("I-")]] = -1e9
    back = []
    for row in log_probs[1:]:
        step = score[:, None] + TRANSITIONS
        back.append(step.argmax(0))
        score = step.max(0) + row
    best = [int(score.argmax())]
    for pointers in reversed(back):
        best.append(int(pointers[best[-1]]))
    return best[::-1]


_LEFT = " \n\"'«([{<.,;:!?-–—*•"
_RIGHT = " \n\"'»)]}>,;:!?-–—*•"


def spans(tags: list[int], offsets: list[tuple[int, int]], text: str) -> set[tuple[int, int, str]]:
    """Entity spans of a tag sequence, edges trimmed of punctuation as the Rust decoder does."""
    found, current = set(), None
    for tag, (start, end) in list(zip(tags, offsets)) + [(0, (0, 0))]:
        name = TAGS[tag]
        if current and not name.startswith("I-"):
            a, b, label = current
            while a < b and text[a] in _LEFT:
                a += 1
            while b > a and (text[b - 1] in _RIGHT or (text[b - 1] == "." and not _abbreviation(text[a:b]))):
                b -= 1
            if a < b:
                found.add((a, b, label))
            current = None
        if name.startswith("B-"):
            current = [start, end, name[2:]]
        elif name.startswith("I-") and current:
            current[1] = end
    return found


def _abbreviation(surface: str) -> bool:
    last = surface.split()[-1]
    return last.count(".") > 1 or (len(last) == 2 and last[0].isupper())
