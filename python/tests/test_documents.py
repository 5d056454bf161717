"""Typed objects, and offsets that hold in Python's strings."""

import copy
import dataclasses
import datetime
import json
import pickle
from types import SimpleNamespace

import numpy
import pandas
import pytest

import griot

TEXT = "Le général Assimi Goïta a quitté Bamako lundi pour le sommet de l’AES."

HOSTILE = [
    "",
    " \n\t ",
    "\0Mali\0 et \0Ghana",
    "𝐌𝐚𝐥𝐢 et 𝕲𝖍𝖆𝖓𝖆, dit Assimi Goïta.",
    "Le Ma\u00adli, la Co\u0302te d\u2019Ivoire et le Ne\u0301pal.",
    "👩🏽‍🚀 Emmanuel Macron 🇲🇱 à Paris 👩‍👩‍👧‍👦, le 6 juillet 2024.",
    "\u202eilaM\u202c \u200bMali\u200b \ufeffNiger\ufeff",
    "مالي et Mali, 马里, Мали, Μάλι.",
    "Mali" * 3000,
    "Paris " * 3000,
    "LE PRÉSIDENT MACRON\r\n\r\nA DIT\r\nLUNDI\x0b\x0c\x85\u2028\u2029Bamako",
    "<script>alert('Bamako')</script> & \"Mali\"",
    "e" + "\u0301" * 500 + " Niger",
]


def check(document: griot.Document) -> None:
    text = document.text
    encoded = text.encode()
    end = 0
    for mention in document.mentions:
        span = mention.span
        assert text[mention.start : mention.end] == mention.text != ""
        assert encoded[span.start_byte : span.end_byte].decode() == mention.text
        assert mention.start >= end
        end = mention.end
        assert 0 <= mention.score <= 1
        if mention.cluster is not None:
            assert document.clusters[mention.cluster].label is mention.label
    for span in document.furniture:
        assert text[span.start : span.end].encode() == encoded[span.start_byte : span.end_byte]


def test_offsets_of_the_sample_corpus(documents):
    assert sum(len(document.mentions) for document in documents) > 500
    for document in documents:
        check(document)


@pytest.mark.parametrize("text", HOSTILE)
def test_offsets_of_hostile_texts(g, text):
    document = g.extract(text)
    assert document.text is text
    check(document)


def test_a_document_has_what_the_library_finds(g):
    document = g.extract(TEXT, id=7, date=datetime.date(2025, 7, 5), title="Sommet")
    assert (document.id, document.lang, document.title) == ("7", "fr", "Sommet")
    assert document.lang is griot.Lang.FR
    assert document.date == griot.DocumentDate("2025-07-05", "given")
    assert document.words == 13
    labels = [(mention.label, mention.text) for mention in document.mentions]
    assert ("PERSON", "Assimi Goïta") in labels
    assert (griot.Label.DATE, "lundi") in labels
    (day,) = [m.value for m in document.mentions if m.label is griot.Label.DATE]
    assert isinstance(day, griot.DateValue)
    assert (day.value, day.kind) == ("2025-06-30", "relative_to_document")


def test_values_are_typed(g):
    document = g.extract(
        "La Tchécoslovaquie et le Congo ont signé à Bamako le 6 juillet 2024 à midi."
    )
    values = {mention.text: mention.value for mention in document.mentions}
    assert all(isinstance(v, griot.Value) for v in values.values() if v is not None)
    former = values["Tchécoslovaquie"]
    assert isinstance(former, griot.Country)
    assert former.former and former.iso3166_3 == "CSHH"
    hint = values["Bamako"]
    assert isinstance(hint, griot.CountryOf) and hint.iso2 == "ML"


def test_every_field_of_the_line_is_in_the_objects(documents):
    for document in documents:
        line = document.to_dict()
        assert len(line["entities"]) == len(document.mentions)
        for entity, mention in zip(line["entities"], document.mentions):
            value = entity.get("value", {})
            assert (mention.value is None) == ("value" not in entity)
            known = dataclasses.asdict(mention.value) if mention.value else {}
            renamed = {"mod": "modifier", "country_of": "iso2"}
            for name, part in value.items():
                part = tuple(part) if isinstance(part, list) else part
                assert known[renamed.get(name, name)] == part
        for fields, cluster in zip(line.get("clusters", []), document.clusters):
            for name, part in fields.items():
                part = tuple(part) if isinstance(part, list) else part
                assert getattr(cluster, name) == part


def test_json_and_dict_agree(documents):
    for document in documents:
        assert json.loads(document.to_json()) == document.to_dict()
        assert document.to_dict(include_text=True)["text"] == document.text
        assert json.dumps(
            document.to_dict(), ensure_ascii=False, separators=(",", ":")
        ) == document.to_json()


def test_documents_are_values(documents):
    document = documents[0]
    for other in (pickle.loads(pickle.dumps(document)), copy.deepcopy(document)):
        assert other == document and hash(other) == hash(document)
        assert other.to_json() == document.to_json()
    with pytest.raises(dataclasses.FrozenInstanceError):
        document.id = "other"


def test_sources_of_any_form_read_the_same(g):
    known = {"text": TEXT, "id": "a", "lang": "fr", "date": "2025-07-05", "title": "Sommet"}
    sources = [
        known,
        {**known, "extra": [1]},
        {**known, "date": datetime.datetime(2025, 7, 5, 23, 59)},
        griot.Record(**known),
        SimpleNamespace(**known),
    ]
    first, *others = [d.to_json() for d in g.extract_batch(sources)]
    assert others == [first] * 4
    kwargs = {name: value for name, value in known.items() if name != "text"}
    assert g.extract(TEXT, **kwargs).to_json() == first
    assert g.extract(known, id="b", date="1999-01-01").to_json() == first


def test_what_is_given_for_all_stands_in_where_a_text_has_none(g):
    texts = ["Il part lundi.", {"text": "Il part lundi.", "date": "2024-07-06"}]
    days = [
        document.mentions[0].value.value
        for document in g.extract_batch(texts, date="2025-07-05", lang="fr")
    ]
    assert days[0].startswith("2025-") and days[1].startswith("2024-")


@pytest.mark.parametrize("none", [pandas.NaT, float("nan"), numpy.float32("nan"), None])
def test_what_pandas_has_for_none_is_none(g, none):
    source = {"text": "Il part lundi.", "lang": none, "date": none, "title": none}
    document = g.extract(source)
    assert (document.date, document.title) == (None, None)
    assert document == g.extract("Il part lundi.")
    assert g.extract(source, date="2025-07-05").date.date == "2025-07-05"
    assert g.extract("Il part lundi.", date=none).date is None


def test_numbers_of_numpy_are_ids(g):
    ids = numpy.array([7, 2**40])
    texts = ({"text": "Le Mali.", "id": id} for id in ids)
    assert [document.id for document in g.iter(texts)] == ["7", "1099511627776"]


def test_a_region_tells_the_order_of_numeric_dates(g):
    values = [
        g.extract("He left on 06/07/2024.", lang=lang).mentions[0].value.value
        for lang in ("en-US", "en-GB")
    ]
    assert values == ["2024-06-07", "2024-07-06"]


def test_documents_without_ids_have_their_position(g):
    assert [d.id for d in g.iter(["a", {"text": "b", "id": "x"}, "c"])] == ["0", "x", "2"]


def test_a_stream_is_read_as_it_comes(g):
    read = []

    def texts():
        for n in range(2000):
            read.append(n)
            yield f"Texte {n}."

    stream = g.iter(texts())
    assert next(stream).id == "0"
    assert len(read) <= 256
    assert [document.id for document in stream] == [str(n) for n in range(1, 2000)]


def test_neighbours_never_change_a_document(g, records, documents):
    for record, document in list(zip(records, documents))[:5]:
        assert g.extract(record) == document


def test_notebooks_show_the_text(g):
    document = g.extract("<b>Assimi Goïta</b> & le Mali, lundi.", date="2025-07-05")
    html = document._repr_html_()
    assert "<b>" not in html and "&lt;b&gt;" in html and "&amp;" in html
    for mention in document.mentions:
        assert f">{mention.text}<span" in html and f">{mention.label}</span>" in html
    assert "2025-06-30" in html and "Mali" in html
