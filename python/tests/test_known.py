"""Known names: the table, and names of one's own."""

import pickle
from pathlib import Path

import griot
import pytest

TEXT = "Volodymyr Zelensky a rencontré Awa Sow à Kiev mardi."


def value(document: griot.Document, text: str) -> griot.Value | None:
    (mention,) = [mention for mention in document.mentions if mention.text == text]
    return mention.value


def test_a_known_person_has_a_key_and_both_names():
    known = value(griot.Griot("small").extract(TEXT), "Volodymyr Zelensky")
    assert isinstance(known, griot.Known)
    assert known.key == "person:volodymyr-zelenskyy" and known.rule == "known"
    assert known.name_en == "Volodymyr Zelenskyy" and known.id is None and known.fields == {}


def test_names_of_ones_own_from_a_file_or_mappings(tmp_path: Path):
    path = tmp_path / "list.csv"
    path.write_text("name,label,id,party\nAwa Sow,PERSON,Q105,Union\n", encoding="utf-8")
    name = {"name": "Awa Sow", "label": "PERSON", "id": "Q105", "party": "Union"}
    for known in (path, str(path), [path], [name], iter([name])):
        g = griot.Griot("small", known=known)
        for one in (g, pickle.loads(pickle.dumps(g))):
            found = value(one.extract(TEXT), "Awa Sow")
            assert isinstance(found, griot.Known)
            assert (found.key, found.id, found.rule) == ("Q105", "Q105", "listed")
            assert found.fields == {"party": "Union"}
            assert hash(found) == hash(found)


def test_what_the_model_misses_is_found():
    name = {"name": "rencontré", "label": "ORG", "find": True}
    document = griot.Griot("small", known=[name]).extract(TEXT)
    (found,) = [mention for mention in document.mentions if mention.source]
    assert (found.text, found.source, found.score) == ("rencontré", "known", 0.0)


@pytest.mark.parametrize(
    ("known", "error", "says"),
    [
        ("nowhere.csv", griot.FileError, "nowhere.csv"),
        ([{"name": "Awa", "label": "PER"}], griot.InputError, "known[0]: label"),
        ([{"name": "Awa", "when": object()}], griot.InputError, "into JSON"),
        ({"name": "Awa"}, griot.InputError, "one for each name"),
        (["a.csv", {"name": "Awa"}], griot.InputError, "not both"),
    ],
)
def test_what_is_wrong_is_told(known, error, says):
    with pytest.raises(error) as raised:
        griot.Griot("small", known=known)
    assert says in str(raised.value)
