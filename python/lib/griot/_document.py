"""What comes out: documents, mentions, spans and their labels."""

import enum
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from griot import _html
from griot._values import Value, value

__all__ = [
    "Cluster",
    "CountryCount",
    "Document",
    "DocumentDate",
    "Label",
    "Lang",
    "Mention",
    "Span",
]


class Label(str, enum.Enum):
    """What a mention names. Equal to its name: ``Label.ORG == "ORG"``."""

    PERSON = "PERSON"
    COUNTRY = "COUNTRY"
    ORG = "ORG"
    DATE = "DATE"
    LOC = "LOC"

    def __str__(self) -> str:
        return self.value


class Lang(str, enum.Enum):
    """The language of a document. Equal to its code: ``Lang.FR == "fr"``."""

    FR = "fr"
    EN = "en"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Where a mention is in the text as it was given. Ends are exclusive."""

    #: First code point: ``text[span.start:span.end]``.
    start: int
    #: One past the last code point.
    end: int
    #: First byte of the text in UTF-8.
    start_byte: int
    #: One past the last byte.
    end_byte: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A name or a date in a text."""

    #: What it names.
    label: Label
    #: The surface: exactly ``document.text[start:end]``.
    text: str
    #: Where it is.
    span: Span
    #: The model's probability for the label, mean over the words of the mention, 0 to 1, with four
    #: decimals; 0 where ``source`` is ``known``.
    score: float
    #: The number of its sentence in the document, from 0; ``None`` if it is not within one sentence.
    sentence: int | None = None
    #: What it stands for, if that is known.
    value: Value | None = None
    #: The distinct thing that it names, as an index into ``document.clusters``.
    cluster: int | None = None
    #: The rule that put it there.
    cluster_rule: str | None = None
    #: Whether it is in what a scraped page has around its article.
    furniture: bool = False
    #: What found it, if not the model: ``known``, a name of the user's list.
    source: str | None = None

    @property
    def start(self) -> int:
        """First code point."""
        return self.span.start

    @property
    def end(self) -> int:
        """One past the last code point."""
        return self.span.end


@dataclass(frozen=True, slots=True)
class Cluster:
    """A distinct person, country, organisation, place or date of a document."""

    #: Stable within the document: ``person-1``, ``org-2``.
    id: str
    #: The label of all its mentions.
    label: Label
    #: The fullest form in the text.
    name: str
    #: The indices of its mentions in ``document.mentions``.
    mentions: tuple[int, ...]
    #: The French name, where it is known.
    name_fr: str | None = None
    #: The English name, where it is known.
    name_en: str | None = None
    #: What joins it across documents: a country's code, a date's value, the key of a known name.
    key: str | None = None
    #: Identities that the name may have, where the text does not decide.
    alternatives: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many mentions it has."""
        return len(self.mentions)


@dataclass(frozen=True, slots=True)
class CountryCount:
    """How often a document names a country and its people."""

    #: ISO 3166-1 alpha-2; ISO 3166-3 for a former state.
    iso2: str
    #: Mentions with the label COUNTRY.
    mentions: int
    #: Demonyms and adjectives (``malien``, ``Malians``), which are no mentions.
    demonyms: int


@dataclass(frozen=True, slots=True)
class DocumentDate:
    """The document's own date, that relative dates count from."""

    #: ``YYYY-MM-DD``.
    date: str
    #: Where it was found: ``given``, or in the text: ``published``, ``dateline``, ``byline``,
    #: ``updated``.
    source: str


@dataclass(frozen=True, slots=True)
class Document:
    """What was found in one text."""

    #: The id that was given, else the position in the call, from 0.
    id: str
    #: The text, as it was given.
    text: str
    #: The language given, or detected.
    lang: Lang
    #: Number of words.
    words: int
    #: The mentions in the order of the text; they never overlap.
    mentions: tuple[Mention, ...]
    #: The document's date, where one was given or found and understood.
    date: DocumentDate | None
    #: The title that was given; it is not searched.
    title: str | None
    #: The countries that the document speaks of, the weightiest first.
    countries: tuple[CountryCount, ...]
    #: The distinct things that the mentions name, by first mention.
    clusters: tuple[Cluster, ...]
    #: What a scraped page has around its article: consent banners, share buttons, footers.
    furniture: tuple[Span, ...]
    _line: str = field(repr=False, compare=False)

    def to_json(self, include_text: bool = False) -> str:
        """The line that ``griot extract`` writes, byte for byte, without the line end."""
        if not include_text:
            return self._line
        return json.dumps(self.to_dict(True), ensure_ascii=False, separators=(",", ":"))

    def to_dict(self, include_text: bool = False) -> dict[str, Any]:
        """The fields of that line."""
        fields: dict[str, Any] = json.loads(self._line)
        if not include_text:
            return fields
        # Where the command has it.
        with_text: dict[str, Any] = {}
        for name, value in fields.items():
            with_text[name] = value
            if name == "words":
                with_text["text"] = self.text
        return with_text

    def _repr_html_(self) -> str:
        return _html.document(self)


#: Looking up an enumeration is slow, and each mention has one.
_LABELS = {label.value: label for label in Label}


def document(line: str, text: str) -> Document:
    """The document of a line of output."""
    fields: dict[str, Any] = json.loads(line)
    clusters = tuple([_cluster(cluster) for cluster in fields.get("clusters", ())])
    places = {cluster.id: n for n, cluster in enumerate(clusters)}
    source = fields.get("date_source")
    return Document(
        id=fields["id"],
        text=text,
        lang=Lang(fields["lang"]),
        words=fields["words"],
        mentions=tuple([_mention(entity, places) for entity in fields["entities"]]),
        date=DocumentDate(fields["date"], source) if source else None,
        title=fields.get("title"),
        countries=tuple(
            [CountryCount(**country) for country in fields.get("countries", ())]
        ),
        clusters=clusters,
        furniture=tuple([Span(**span) for span in fields.get("furniture", ())]),
        _line=line,
    )


# Fields by position, in the order of the classes above: by name they take longer, and a corpus has
# thousands of them a second.


def _mention(entity: Mapping[str, Any], places: Mapping[str, int]) -> Mention:
    get = entity.get
    known = get("value")
    cluster = get("cluster")
    return Mention(
        _LABELS[entity["label"]],
        entity["text"],
        Span(entity["start"], entity["end"], entity["start_byte"], entity["end_byte"]),
        entity["score"],
        get("sentence"),
        None if known is None else value(known),
        None if cluster is None else places[cluster],
        get("cluster_rule"),
        get("furniture", False),
        get("source"),
    )


def _cluster(fields: Mapping[str, Any]) -> Cluster:
    get = fields.get
    return Cluster(
        fields["id"],
        _LABELS[fields["label"]],
        fields["name"],
        tuple(fields["mentions"]),
        get("name_fr"),
        get("name_en"),
        get("key"),
        tuple(get("alternatives", ())),
    )
