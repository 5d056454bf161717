"""A document as HTML, for notebooks."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from griot._document import Document, Mention

#: Tints of the palette of Okabe and Ito, which colour-blind readers tell apart; the label stands
#: beside each mention all the same.
_COLOURS = {
    "PERSON": "#f5c26b",
    "COUNTRY": "#8fd0f5",
    "ORG": "#7fd4b8",
    "DATE": "#f7ef8a",
    "LOC": "#e8b4d2",
}


def document(doc: Document) -> str:
    """The text with its mentions marked."""
    parts, at = [], 0
    for mention in doc.mentions:
        parts.append(escape(doc.text[at : mention.start]))
        parts.append(_mark(mention))
        at = mention.end
    parts.append(escape(doc.text[at:]))
    style = "white-space:pre-wrap;line-height:1.9;overflow-wrap:anywhere"
    return f'<div lang="{doc.lang}" style="{style}">{"".join(parts)}</div>'


def _mark(mention: Mention) -> str:
    colour = _COLOURS[mention.label]
    mark = f"background:{colour};color:#000;padding:.1em .25em;border-radius:.25em"
    if mention.furniture:
        mark += ";opacity:.55"
    name = "font-size:.65em;font-weight:bold;margin-left:.4em;vertical-align:middle"
    return (
        f'<mark style="{mark}" title="{escape(_title(mention))}">{escape(mention.text)}'
        f'<span style="{name}">{mention.label}</span></mark>'
    )


def _title(mention: Mention) -> str:
    """What shows under the pointer: the score, and the value."""
    known = [f"{mention.score:.2f}"]
    value = mention.value
    for name in ("value", "modifier", "iso2", "name_en"):
        shown = getattr(value, name, None)
        if shown:
            known.append(shown)
    return " · ".join(known)
