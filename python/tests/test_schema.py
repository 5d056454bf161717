"""The classes say what the JSON Schema of the output says."""

import dataclasses
import json
from typing import Any

import griot
from conftest import ROOT

SCHEMA = json.loads((ROOT / "docs" / "griot-1.schema.json").read_text())

#: Fields of a line that concern records of files, which Python does not read.
OF_FILES = {"schema", "date_unread", "lang_unread", "encoding", "duplicate_of", "carried"}


def fields(cls: Any, **others: str | set[str]) -> set[str]:
    """The fields of a class, under the names that the line has for them."""
    found = set()
    for field in dataclasses.fields(cls):
        name = others.get(field.name, field.name)
        found |= name if isinstance(name, set) else {name}
    return found


def properties(schema: dict[str, Any]) -> set[str]:
    return set(schema["properties"])


def defined(name: str) -> set[str]:
    return properties(SCHEMA["definitions"][name])


def test_a_document_has_the_fields_of_a_line():
    ours = fields(griot.Document, mentions="entities", date={"date", "date_source"})
    assert ours - {"_line"} == properties(SCHEMA) - OF_FILES


def test_mentions_clusters_counts_and_spans():
    assert fields(griot.Mention, span=fields(griot.Span)) == defined("Mention")
    assert fields(griot.Cluster) | {"count"} == defined("Cluster")
    assert fields(griot.CountryCount) == defined("CountryCount")
    assert fields(griot.Span) == defined("Span")
    assert {label.value for label in griot.Label} == names("Label")
    assert {lang.value for lang in griot.Lang} == names("Lang")


def names(enumeration: str) -> set[str]:
    """The values of an enumeration, each of which may have a description of its own."""
    schema = SCHEMA["definitions"][enumeration]
    found = set(schema.get("enum", ()))
    for one in schema.get("oneOf", ()):
        found |= set(one.get("enum", ())) | ({one["const"]} if "const" in one else set())
    return found


def test_every_kind_of_value_is_a_class():
    expected = [
        fields(griot.Country),
        fields(griot.OpenCountry),
        fields(griot.CountryOf, iso2="country_of"),
        fields(griot.Known),
        fields(griot.DateValue, modifier="mod"),
    ]
    *kinds, date = SCHEMA["definitions"]["Value"]["anyOf"]
    assert date["allOf"] == [{"$ref": "#/definitions/DateValue"}]
    assert [properties(kind) for kind in kinds] + [defined("DateValue")] == expected
