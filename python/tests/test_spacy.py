"""Documents of spaCy, from blank pipelines."""

from dataclasses import replace

import pytest
import spacy
from test_documents import HOSTILE, TEXT

import griot


def test_spans_are_the_mentions(documents):
    for document in documents:
        made = griot.to_spacy(document)
        assert made.text == document.text
        for spans in (made.ents, made.spans["griot"]):
            assert [(s.text, s.label_, s.start_char, s.end_char) for s in spans] == [
                (m.text, m.label, m.start, m.end) for m in document.mentions
            ]
        scores = made.spans["griot"].attrs["scores"]
        assert list(scores) == [m.score for m in document.mentions]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts(g, text):
    document = g.extract(text)
    made = griot.to_spacy(document)
    assert made.text == text
    assert [span.text for span in made.ents] == [m.text for m in document.mentions]


def test_a_span_has_the_key_of_its_cluster(g):
    made = griot.to_spacy(g.extract("Le Mali et Assimi Goïta."))
    assert [(e.text, e.kb_id_) for e in made.ents] == [("Mali", "ML"), ("Assimi Goïta", "person:assimi-goita")]


def test_a_pipeline_of_ones_own(g):
    nlp = spacy.blank("xx")
    made = griot.to_spacy(g.extract(TEXT), nlp)
    assert made.vocab is nlp.vocab
    spacy.tokens.Doc(nlp.vocab).from_bytes(made.to_bytes())


def test_a_text_longer_than_spacys_limit(g):
    document = g.extract("Le Mali.")
    # Read from the short text: what is tried is spaCy.
    long = replace(document, text=document.text + " Mali" * 200_000)
    made = griot.to_spacy(long)
    assert made.text == long.text
    assert [ent.text for ent in made.ents] == ["Mali"]


def test_a_tokenizer_that_does_not_keep_the_text(g):
    nlp = spacy.blank("fr")
    nlp.tokenizer = lambda text: spacy.tokens.Doc(nlp.vocab, words=text.split())
    with pytest.raises(griot.InputError, match="expected a tokenizer that keeps it"):
        griot.to_spacy(g.extract("Il part  au  Mali."), nlp)
