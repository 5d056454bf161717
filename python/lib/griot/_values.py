"""What mentions stand for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Country", "CountryOf", "DateValue", "Known", "OpenCountry", "Value"]


@dataclass(frozen=True, slots=True)
class Value:
    """What a mention stands for: a Country, an OpenCountry, a CountryOf, a Known or a DateValue."""

    #: The rule that decided.
    rule: str


@dataclass(frozen=True, slots=True)
class Country(Value):
    """A state or a territory."""

    #: ISO 3166-1 alpha-2 (``XK`` for Kosovo); a former state's withdrawn code.
    iso2: str
    #: ISO 3166-1 alpha-3.
    iso3: str
    #: Its French name (CLDR).
    name_fr: str
    #: Its English name (CLDR).
    name_en: str
    #: ISO 3166-3, for a former state.
    iso3166_3: str | None = None
    #: Whether the state no longer exists.
    former: bool = False
    #: Codes of what else the name may mean, where the text does not decide.
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenCountry(Value):
    """A name that fits several countries, or none here."""

    #: Codes of what it may mean.
    alternatives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountryOf(Value):
    """The state that a capital or another place points to: a hint, not a label."""

    #: The state's code.
    iso2: str


@dataclass(frozen=True, slots=True)
class Known(Value):
    """A person, organisation or place that griot's table or the user's list knows."""

    #: What joins it across documents: ``person:vladimir-putin``, ``org:nato``, or the user's id.
    key: str
    #: Its French name.
    name_fr: str
    #: Its English name.
    name_en: str
    #: The id in the user's list.
    id: str | None = None
    #: What the user's list says more of it.
    fields: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class DateValue(Value):
    """A point or an interval of the calendar."""

    #: The unit of the expression: ``day``, ``month``, ``year``, ...
    grain: str
    #: ``absolute``, ``relative_to_document`` or ``relative_to_text``.
    kind: str
    #: EDTF (ISO 8601-2), or a week as ``2024-W27``; ``XXXX-02-13`` where nothing gives the year; None
    #: where the day that it counts from is not known.
    value: str | None = None
    #: ``start``, ``mid``, ``end``, ``approx``, ``before``, ``after``, ``during``, ``later`` or
    #: ``earlier``.
    modifier: str | None = None
    #: First day that it may mean, ``YYYY-MM-DD``.
    earliest: str | None = None
    #: Last day that it may mean.
    latest: str | None = None
    #: Part of the day: ``morning``, ``evening``, ...
    part: str | None = None
    #: How sure the value is: ``certain``, ``likely`` or ``doubtful``; None without a value.
    certainty: str | None = None


def value(fields: Mapping[str, Any]) -> Value:
    """The value that an entity of the output has."""
    rule = fields["rule"]
    if "grain" in fields:
        return DateValue(
            rule,
            grain=fields["grain"],
            kind=fields["kind"],
            value=fields.get("value"),
            modifier=fields.get("mod"),
            earliest=fields.get("earliest"),
            latest=fields.get("latest"),
            part=fields.get("part"),
            certainty=fields.get("certainty"),
        )
    if "iso2" in fields:
        return Country(
            rule,
            iso2=fields["iso2"],
            iso3=fields["iso3"],
            name_fr=fields["name_fr"],
            name_en=fields["name_en"],
            iso3166_3=fields.get("iso3166_3"),
            former=fields.get("former", False),
            alternatives=tuple(fields.get("alternatives", ())),
        )
    if "key" in fields:
        return Known(
            rule,
            key=fields["key"],
            name_fr=fields["name_fr"],
            name_en=fields["name_en"],
            id=fields.get("id"),
            fields=fields.get("fields", {}),
        )
    if "country_of" in fields:
        return CountryOf(rule, fields["country_of"])
    return OpenCountry(rule, tuple(fields["alternatives"]))
