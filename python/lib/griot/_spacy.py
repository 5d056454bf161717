"""Documents of spaCy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from griot._document import Document
from griot._errors import InputError

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["to_spacy"]


def to_spacy(doc: Document, nlp: Language | None = None) -> Any:
    """A ``spacy.tokens.Doc`` with the mentions in ``ents`` and in ``spans["griot"]``.

    The tokens are those of ``nlp`` (a blank pipeline of the document's language by default), cut
    also where a mention starts or ends inside one, so that every span has exactly its mention's
    text. A span has the mention's label, and as ``kb_id_`` the key of its cluster, where there is
    one; the scores are in ``spans["griot"].attrs["scores"]``.

    Raises:
        InputError: The tokenizer of ``nlp`` does not keep the text.
        ImportError: spaCy is not installed.
    """
    import spacy
    from spacy.tokens import Doc, SpanGroup

    if nlp is None:
        nlp = spacy.blank(doc.lang.value)
        # Its limit is for the memory of parsers, which a blank pipeline does not have.
        nlp.max_length = len(doc.text)
    made = nlp.make_doc(doc.text)
    if made.text != doc.text:
        raise InputError("the tokens of nlp do not make up the text: expected a tokenizer that keeps it")
    edges = {edge for m in doc.mentions for edge in (m.start, m.end)}
    bounds = {token.idx for token in made} | {
        token.idx + len(token) for token in made
    }
    if not edges <= bounds:
        words, spaces = [], []
        for token in made:
            first, last = token.idx, token.idx + len(token)
            cuts = [first, *sorted(e for e in edges if first < e < last), last]
            for start, end in zip(cuts, cuts[1:]):
                words.append(doc.text[start:end])
                spaces.append(end == last and bool(token.whitespace_))
        made = Doc(nlp.vocab, words=words, spaces=spaces)
    spans: list[Any] = []
    for mention in doc.mentions:
        cluster = None if mention.cluster is None else doc.clusters[mention.cluster]
        span = made.char_span(
            mention.start,
            mention.end,
            label=mention.label.value,
            kb_id=(cluster.key if cluster is not None else None) or "",
        )
        spans.append(span)
    made.ents = spans
    scores = [mention.score for mention in doc.mentions]
    made.spans["griot"] = SpanGroup(
        made, name="griot", spans=spans, attrs={"scores": scores}
    )
    return made
