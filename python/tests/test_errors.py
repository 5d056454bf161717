"""Errors are exceptions with a kind, and say what was expected."""

import pickle

import pytest

import griot


@pytest.mark.parametrize(
    ("make", "kind", "parent", "says"),
    [
        (lambda: griot.Griot("nosuch"), "model", ValueError, "expected base, small, tiny or a model"),
        (lambda: griot.Griot("small", min_score=2), "option", ValueError, "expected 0 to 1"),
        (lambda: griot.Griot("small", lang="de"), "option", ValueError, "expected fr or en"),
        # A region would be dropped.
        (lambda: griot.Griot("small", lang="en-US"), "option", ValueError, "expected fr or en"),
        (lambda: griot.Griot("small", labels="x"), "option", ValueError, "expected NAME=LABEL"),
        (lambda: griot.Griot("small", threads=-1), "option", ValueError, "expected 0 to 1024"),
        (lambda: griot.Griot("small", threads=10_000), "option", ValueError, "expected 0 to 1024"),
        (lambda: griot.Griot("small", threads=2**70), "option", ValueError, "expected 0 to 1024"),
    ],
)
def test_options(make, kind, parent, says):
    with pytest.raises(griot.GriotError, match=says) as caught:
        make()
    assert caught.value.kind == kind
    assert isinstance(caught.value, parent)


def test_a_model_directory_that_is_none(tmp_path):
    with pytest.raises(griot.ModelError):
        griot.Griot(tmp_path)


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (3, "text 1: expected a text or a record, not of type int"),
        (None, "text 1: expected a text or a record, not missing"),
        (b"Mali", "text 1: expected a text or a record, not of type bytes"),
        ({"body": "Mali"}, 'text 1: "text" is missing: expected a string'),
        ({"text": 3}, 'text 1: "text" is of type int: expected a string'),
        ({"text": "", "id": [1]}, 'text 1: "id" is of type list'),
        ({"text": "", "id": True}, 'text 1: "id" is of type bool'),
        ({"text": "", "date": 2025}, 'text 1: "date" is of type int'),
        ({"text": "", "lang": 1}, 'text 1: "lang" is of type int'),
        ({"text": "", "title": 1}, 'text 1: "title" is of type int'),
        ({"text": "", "id": float("nan")}, 'text 1: "id" is of type float'),
        ({"text": "", "title": 0.5}, 'text 1: "title" is of type float'),
        ("a\ud800", 'text 1: "text" cannot be put into UTF-8: '),
        ({"text": "", "title": "a\ud800"}, 'text 1: "title" cannot be put into UTF-8: '),
    ],
)
def test_sources(g, source, says):
    with pytest.raises(griot.InputError) as caught:
        g.extract_batch(["Mali", source])
    assert says in str(caught.value)
    assert caught.value.kind == "input"


def test_what_the_source_raises_goes_through(g):
    def texts():
        yield "Le Mali."
        raise RuntimeError("on purpose")

    with pytest.raises(RuntimeError, match="on purpose"):
        list(g.iter(texts()))
    assert g.extract("Le Mali.").mentions


def test_a_record_that_cannot_be_read_takes_none_with_it(g):
    found = []
    with pytest.raises(griot.InputError, match="text 2: "):
        found.extend(g.iter(["Le Mali.", "Le Ghana.", 3, "Le Niger."]))
    # `extend` keeps what came before the error.
    assert [document.text for document in found] == ["Le Mali.", "Le Ghana."]


@pytest.mark.parametrize("text", ["Le Mali", b"Le Mali", {"text": "Le Mali"}, griot.Record("Le Mali")])
def test_one_text_is_not_many(g, text):
    # At the call: nothing is taken from what they give.
    for read in (g.extract_batch, g.iter):
        with pytest.raises(griot.InputError, match="expected an iterable of texts; use extract"):
            read(text)


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_data_frame_is_not_read_for_the_names_of_its_columns(g, library):
    frame = pytest.importorskip(library).DataFrame({"text": ["Le Mali."]})
    for read in (g.iter, g.extract_batch):
        with pytest.raises(griot.InputError, match="use extract_arrow for a table"):
            read(frame)
    assert [d.mentions[0].text for d in g.iter(frame["text"])] == ["Mali"]


def test_errors_can_be_pickled():
    for kind in (griot.ModelError, griot.InputError, griot.FileError, griot.EngineError):
        error = pickle.loads(pickle.dumps(kind("what")))
        assert (type(error), str(error), error.kind) == (kind, "what", kind.kind)
