"""The pipeline."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from os import PathLike, fspath
from typing import Any, Literal

from griot import _arrow
from griot._document import Document, document
from griot._errors import InputError, OptionError
from griot._griot import ArrowTable, Pipeline
from griot._source import Date, Given, Record, Source, given

__all__ = ["Griot"]

#: Texts are read in groups of about this many code points, as the library does: enough to keep
#: every thread busy, little enough to keep memory flat.
_GROUP_CHARS = 64 * 1024
#: The most texts in a group.
_GROUP_TEXTS = 256


class Griot:
    """A loaded pipeline: texts in, documents out.

    It may be used from any number of threads at once, and in processes forked from this one, which
    share the model. It is pickled as its options: unpickling it loads the model again.

    Args:
        model: ``base``, ``small``, ``tiny``, or a model directory.
        threads: Number of threads, up to 1024; one for each core by default.
        lang: The language, ``fr`` or ``en``, of texts that have none of their own; detected otherwise.
        min_score: Leaves out mentions that score lower, 0 to 1.
        values: Whether mentions get values and documents dates, countries and clusters.
        drop_furniture: Leaves out what stands around the article of a scraped page.
        labels: How the labels of a foreign model are named here: ``PER=PERSON,MISC=``.
        known: Your own names: a file (``.csv``, ``.tsv``, ``.jsonl``), files, or mappings with ``name`` and,
            as far as there are, ``aliases``, ``label``, ``id``, ``name_fr``, ``name_en`` and ``find``; what
            else they have is passed on (``Known.fields``).

    Raises:
        ModelError: The model cannot be found, read or used.
        OptionError: An option has a value that cannot be used.
        FileError: A file of ``known`` cannot be read.
        InputError: A row of ``known`` is not as it should be.
        EngineError: This process was forked from one that had loaded another model only.
    """

    __slots__ = ("__weakref__", "_options", "_pipeline")

    def __init__(
        self,
        model: str | PathLike[str] = "base",
        *,
        threads: int | None = None,
        lang: str | None = None,
        min_score: float = 0.0,
        values: bool = True,
        drop_furniture: bool = False,
        labels: str | None = None,
        known: str | PathLike[str] | Iterable[str | PathLike[str] | Mapping[str, Any]] = (),
    ) -> None:
        # The native half has the same upper bound, but cannot take a number of any length.
        if threads is not None and not 0 <= threads <= 1024:
            raise OptionError(f"threads {threads}: expected 0 to 1024")
        if lang not in (None, "fr", "en"):
            raise OptionError(f"language {lang!r}: expected fr or en")
        self._options: dict[str, Any] = {
            "model": fspath(model),
            "threads": threads or 0,
            "lang": lang,
            "min_score": min_score,
            "values": values,
            "drop_furniture": drop_furniture,
            "labels": labels or "",
            "known": _listed(known),
        }
        self._pipeline = Pipeline(**_native(self._options))

    def extract(
        self,
        text: Source,
        *,
        id: str | int | None = None,
        date: Date | None = None,
        lang: str | None = None,
        title: str | None = None,
    ) -> Document:
        """Reads one text.

        Args:
            text: The text, or a record; the arguments below stand in for what it lacks.
            id: Its id; ``0`` without one.
            date: Its date, that relative dates count from: ISO 8601, in words, or a
                ``datetime.date``.
            lang: Its language, as in ``Record.lang``.
            title: Its title, which is passed on.
        """
        record = given(text, 0, Record("", id, lang, date, title))
        return self._read([record])[0]

    def extract_batch(
        self,
        texts: Iterable[Source],
        *,
        date: Date | None = None,
        lang: str | None = None,
    ) -> list[Document]:
        """Reads many texts on all threads; the documents come in the order of the texts.

        Args:
            texts: Strings or records.
            date: The date of those that have none.
            lang: The language of those that have none.

        Raises:
            InputError: A text is not in the form it should have, or ``texts`` is a single one or a
                table.
        """
        return list(self.iter(texts, date=date, lang=lang))

    def iter(
        self,
        texts: Iterable[Source],
        *,
        date: Date | None = None,
        lang: str | None = None,
    ) -> Iterator[Document]:
        """Reads the texts of any iterable as they come, on all threads, and gives the documents in
        their order. At most a group of about 64 KiB of text (or one longer text) is held at a time.

        Takes what :meth:`extract_batch` takes. The documents of texts before one that cannot be read,
        or before an error of the iterable itself, come before the error is raised.
        """
        if isinstance(texts, (str, bytes, Mapping, Record)):
            raise InputError("expected an iterable of texts; use extract for one")
        # Iterating over a data frame gives the names of its columns.
        if hasattr(texts, "columns"):
            raise InputError(
                "expected an iterable of texts; use extract_arrow for a table, or give one column"
            )
        return self._documents(texts, Record("", None, lang, date))

    def extract_arrow(
        self,
        data: object,
        *,
        text: str = "text",
        id: str | None = "id",
        date: str | None = "date",
        lang: str | None = "lang",
        title: str | None = "title",
        output: Literal["documents", "entities"] = "documents",
        include_text: bool = False,
    ) -> Any:
        """Reads a column of texts from an Arrow table.

        Args:
            data: Any object with Arrow's PyCapsule interface: tables, record batches and readers of
                pyarrow, data frames of Polars and pandas, relations of DuckDB.
            text: The column with the texts.
            id: The column with the ids; a row without one has its number, from 0.
            date: The column with the dates: strings, days or timestamps. The day of a timestamp with
                a time zone is that of UTC: for the day in its zone, cast the column first.
            lang: The column with the languages.
            title: The column with the titles.
            output: ``documents`` for a row a text, in the order of the input; for a null text only
                ``schema`` and ``id`` are not null. ``entities`` for a row a mention.
            include_text: Whether documents have their text.

        A column under its default name may be missing; None is for one that is not to be read.

        Returns:
            A ``pyarrow.Table`` where pyarrow is installed, else a :class:`griot.ArrowTable`, with the
            columns of :func:`griot.document_schema` or :func:`griot.entity_schema`.
        """
        made = self._extract_arrow(data, text, id, date, lang, title, output, include_text)
        return _arrow.table(made)

    def _extract_arrow(
        self,
        data: object,
        text: str,
        id: str | None,
        date: str | None,
        lang: str | None,
        title: str | None,
        output: str,
        include_text: bool,
    ) -> ArrowTable:
        if output not in ("documents", "entities"):
            raise OptionError(f'output {output!r}: expected "documents" or "entities"')
        entities = output == "entities"
        return self._pipeline.extract_arrow(
            data, text, id, lang, date, title, entities, include_text
        )

    def _documents(self, texts: Iterable[Source], known: Record) -> Iterator[Document]:
        # Holds no group while the next is taken.
        yield from chain.from_iterable(map(self._read, _groups(texts, known)))

    def _read(self, group: list[Given]) -> list[Document]:
        found = self._pipeline.extract(group)
        return [document(line, record[0]) for record, line in zip(group, found)]

    def __reduce__(self) -> tuple[Callable[..., Griot], tuple[()]]:
        return partial(Griot, **self._options), ()

    def __repr__(self) -> str:
        model, threads = self._options["model"], self._options["threads"]
        return f"Griot({model!r}, threads={threads or None})"


def _listed(
    known: str | PathLike[str] | Iterable[str | PathLike[str] | Mapping[str, Any]],
) -> list[Any]:
    """Files or mappings, in a list of its own."""
    if isinstance(known, (str, PathLike)):
        known = [known]
    elif isinstance(known, Mapping) or hasattr(known, "columns"):
        raise InputError("known: expected a file, files or mappings, one for each name")
    names = [dict(one) if isinstance(one, Mapping) else fspath(one) for one in known]
    if len({type(one) for one in names}) > 1:
        raise InputError("known: expected files or mappings, not both")
    return names


def _native(options: Mapping[str, Any]) -> dict[str, Any]:
    """The options as the native half takes them."""
    native = {name: option for name, option in options.items() if name != "known"}
    known = options["known"]
    files = [one for one in known if isinstance(one, str)]
    try:
        names = [json.dumps(one) for one in known if not isinstance(one, str)]
    except (TypeError, ValueError) as error:
        raise InputError(f"known: a field cannot be put into JSON: {error}") from None
    return native | {"known_files": files, "known_names": names}


def _groups(texts: Iterable[Source], known: Record) -> Iterator[list[Given]]:
    group: list[Given] = []
    chars = 0
    try:
        for position, source in enumerate(texts):
            record = given(source, position, known)
            group.append(record)
            chars += len(record[0])
            if chars >= _GROUP_CHARS or len(group) >= _GROUP_TEXTS:
                yield group
                group, chars = [], 0
    except Exception:
        # What came before is not lost with the one that cannot be read.
        if group:
            yield group
        raise
    if group:
        yield group
