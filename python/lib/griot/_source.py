"""What the pipeline reads: texts, and what is known of them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from numbers import Integral, Real
from typing import Any, Protocol, TypeAlias, Union

from griot._errors import InputError

__all__ = ["HasText", "Record", "Source"]

Date: TypeAlias = Union[str, datetime.date]

#: A record as the native half takes it: text, id, language, date, title.
Given: TypeAlias = "tuple[str, str, str | None, str | None, str | None]"


@dataclass(frozen=True, slots=True)
class Record:
    """A text, and what its source says of it."""

    #: The text.
    text: str
    #: Its id.
    id: str | int | None = None
    #: Its language: ``fr``, ``en``, or a tag such as ``en-US``, which also tells the order of
    #: numeric dates. Another language is no error: it is detected then.
    lang: str | None = None
    #: Its date: ISO 8601, or a full date in words. Relative dates count from it.
    date: Date | None = None
    #: Its title, which is passed on and not searched.
    title: str | None = None


class HasText(Protocol):
    """An object with a text, and perhaps ``id``, ``lang``, ``date`` and ``title``."""

    @property
    def text(self) -> str:
        """The text."""


#: What can be read: a string, a Record, a mapping with the names of its fields (others are passed
#: over), or an object with them.
Source: TypeAlias = Union[str, Record, Mapping[str, Any], HasText]


def given(source: Source, position: int, known: Record) -> Given:
    """A source as the native half takes it; ``known`` stands in for what it lacks."""
    if isinstance(source, str):
        source = Record(source)
    if isinstance(source, Mapping):
        field = source.get
    elif hasattr(source, "text"):
        field = partial(_attribute, source)
    else:
        raise _wrong(position, f"expected a text or a record, not {_kind(source)}")
    text = field("text")
    if not isinstance(text, str):
        raise _wrong(position, f'"text" is {_kind(text)}: expected a string')
    _encodable(position, "text", text)

    def string(name: str) -> str | None:
        value = field(name)
        if _missing(name, value):
            value = getattr(known, name)
        if _missing(name, value):
            return None
        if isinstance(value, str):
            _encodable(position, name, value)
            return value
        if name == "id" and isinstance(value, Integral) and not isinstance(value, bool):
            return str(value)
        if name == "date" and isinstance(value, datetime.date):
            return value.isoformat()
        expected = {
            "id": "a string or a number",
            "date": "a string or a datetime.date",
        }.get(name, "a string")
        raise _wrong(position, f'"{name}" is {_kind(value)}: expected {expected}')

    id = string("id")
    return (
        text,
        str(position) if id is None else id,
        string("lang"),
        string("date"),
        string("title"),
    )


def _attribute(source: object, name: str) -> Any:
    return getattr(source, name, None)


def _missing(name: str, value: object) -> bool:
    """Whether a value is missing. NaN and NaT, which pandas uses for that, do not equal themselves. As
    ids they are wrong, not missing: an id would be made up for them."""
    if name == "id" or not isinstance(value, (Real, datetime.date)):
        return value is None
    return bool(value != value)


def _encodable(position: int, name: str, value: str) -> None:
    """Refuses lone surrogates, which have no bytes in UTF-8, while the position is known."""
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise _wrong(position, f'"{name}" cannot be put into UTF-8: {error}') from None


def _kind(value: object) -> str:
    return "missing" if value is None else f"of type {type(value).__name__}"


def _wrong(position: int, message: str) -> InputError:
    return InputError(f"text {position}: {message}")
