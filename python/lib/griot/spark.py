"""Apache Spark: :func:`extract` for a DataFrame, :func:`udf` for a column.

Each Python worker process of an executor loads a model once and keeps it from task to task
(``spark.python.worker.reuse``, which is on by default).

A task gives its model as many threads as Spark gives the task cores (``spark.task.cpus``, 1 by
default). Spark runs as many tasks at a time as an executor has cores for, so with more threads they
would only take turns on the same cores.

What is found depends on the text, its language, its date and the model alone: a task that is run
again gives the same rows.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterator
from typing import Any, Literal, NamedTuple

import pandas as pd
import pyarrow as pa
from pyspark import TaskContext
from pyspark.sql import Column, DataFrame
from pyspark.sql.functions import col
from pyspark.sql.pandas.functions import pandas_udf
from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.sql.types import TimestampType

import griot

__all__ = ["extract", "udf"]

# Rows that go through the model in one call. Spark's own batches have 10,000 rows, whose texts
# and entities need not be in memory at the same time.
_ROWS = 256

# What a row has beside the result of `udf`.
_BESIDE = ["id", "title", "text"]


class _Options(NamedTuple):
    """What makes one model different from another: the key of a worker's models."""

    model: str
    threads: int | None
    min_score: float
    values: bool
    drop_furniture: bool
    labels: str | None


def extract(
    df: DataFrame,
    *,
    text: str = "text",
    id: str = "id",
    date: str | None = "date",
    lang: str | None = "lang",
    title: str | None = "title",
    output: Literal["documents", "entities"] = "documents",
    include_text: bool = False,
    model: str | os.PathLike[str] = "base",
    threads: int | None = None,
    min_score: float = 0.0,
    values: bool = True,
    drop_furniture: bool = False,
    labels: str | None = None,
) -> DataFrame:
    """Reads a column of texts: :meth:`griot.Griot.extract_arrow` from DataFrame to DataFrame.

    Nothing is read before Spark needs the rows. What a task raises, Spark raises then, as an error
    of its own.

    Args:
        df: The DataFrame.
        text: The column with the texts. A null text gives a row with ``schema`` and ``id``, and
            null in all other columns.
        id: The column with the ids. Every row has to have one, since rows of Spark have no numbers;
            a task that meets a null raises an InputError.
        date: The column with the dates: strings, days or timestamps, of which the day is that of the
            session's time zone.
        lang: The column with the languages, ``fr`` or ``en``; detected where it is null.
        title: The column with the titles.
        output: ``documents`` for a row a text, ``entities`` for a row a mention.
        include_text: Whether documents have their text.
        model: ``base``, ``small``, ``tiny``, or a model directory, at the same path on all machines.
        threads: Number of threads of a task; as many as Spark gives the task cores by default.
        min_score: Leaves out mentions that score lower, 0 to 1.
        values: Whether mentions get values and documents dates, countries and clusters.
        drop_furniture: Leaves out what stands around the article of a scraped page.
        labels: How the labels of a foreign model are named here: ``PER=PERSON,MISC=``.

    The columns ``date``, ``lang`` and ``title`` may be missing under these names; None is for one
    that is not to be read.

    Raises:
        InputError: The DataFrame lacks a column that is named.
        OptionError: ``output`` is neither of the two.
    """
    if output not in ("documents", "entities"):
        raise griot.OptionError(f'output {output!r}: expected "documents" or "entities"')
    columns = _present(df.columns, text=text, id=id, date=date, lang=lang, title=title)
    schema = griot.entity_schema() if output == "entities" else griot.document_schema()
    rows = _Rows(
        _Options(os.fspath(model), threads, min_score, values, drop_furniture, labels),
        {"output": output, "include_text": include_text},
    )
    # Under the names that `extract_arrow` looks for.
    selected = [_column(df, role, name) for role, name in columns.items()]
    return df.select(selected).mapInArrow(rows, from_arrow_schema(schema))


def udf(
    *,
    model: str | os.PathLike[str] = "base",
    threads: int | None = None,
    min_score: float = 0.0,
    values: bool = True,
    drop_furniture: bool = False,
    labels: str | None = None,
) -> Callable[..., Any]:
    """A ``pandas_udf`` for a column of documents beside the others.

    It takes one to three columns: ``text``, ``date`` and ``lang``, by place or by name. It gives
    structs with the columns of :func:`griot.document_schema` but ``id``, ``title`` and
    ``text``, which the row has itself::

        df.withColumn("griot", griot.spark.udf(model="small")("body", lang="language"))

        spark.udf.register("griot_extract", griot.spark.udf())
        spark.sql("SELECT url, griot_extract(body, day).countries FROM news")

    The options are those of :func:`extract`, which is the better choice for whole corpora: here,
    pandas makes Python objects out of all that was found.
    """
    options = _Options(os.fspath(model), threads, min_score, values, drop_furniture, labels)
    fields = [field for field in griot.document_schema() if field.name not in _BESIDE]
    # Spark takes all that comes from pandas to be nullable.
    schema = pa.schema([field.with_nullable(True) for field in fields])

    # Spark reads these types, and knows no `pd.Series | None`.
    def structs(
        text: pd.Series,
        date: pd.Series = None,
        lang: pd.Series = None,
    ) -> pd.DataFrame:
        columns = {"text": pa.array(text, pa.string(), from_pandas=True)}
        if date is not None:
            columns["date"] = pa.array(date, from_pandas=True)
        if lang is not None:
            columns["lang"] = pa.array(lang, pa.string(), from_pandas=True)
        table = _griot(options).extract_arrow(pa.table(columns))
        return table.drop_columns(_BESIDE).to_pandas()

    # Its declared types have no columns that may be left out.
    of_columns: Any = pandas_udf
    made: Callable[..., Any] = of_columns(structs, from_arrow_schema(schema))
    return made


def _present(columns: list[str], **named: str | None) -> dict[str, str]:
    """Which column of the DataFrame is the text, the id and so on, of those that are there."""
    found: dict[str, str] = {}
    for role, name in named.items():
        if name in columns:
            found[role] = name
        elif role in ("text", "id") or name not in (None, role):
            raise griot.InputError(
                f"the DataFrame has no column {name!r} for {role}; it has {', '.join(columns)}"
            )
    return found


def _column(df: DataFrame, role: str, name: str) -> Column:
    """A column under the name of what it is for."""
    column = col("`" + name.replace("`", "``") + "`")
    if role == "date" and df.schema[name].dataType == TimestampType():
        # The day in the session's time zone: Arrow would have that of UTC.
        column = column.cast("date")
    return column.alias(role)


class _Rows:
    """What `extract` does in a task: record batches of texts in, record batches of entities out."""

    def __init__(self, options: _Options, arguments: dict[str, Any]) -> None:
        self.options = options
        self.arguments = arguments

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            if batch.column("id").null_count:
                # Each would get its number within its call, and other calls have the same numbers.
                raise griot.InputError("a column of ids is needed: expected one in every row")
            for start in range(0, batch.num_rows, _ROWS):
                rows = batch.slice(start, _ROWS)
                table = _griot(self.options).extract_arrow(rows, **self.arguments)
                yield from table.to_batches()


def _griot(options: _Options) -> griot.Griot:
    """This process's model with these options, for the task that runs."""
    if options.threads is None:
        task = TaskContext.get()
        options = options._replace(threads=task.cpus() if task is not None else 1)
    return _loaded(options)


@functools.lru_cache(maxsize=4)
def _loaded(options: _Options) -> griot.Griot:
    return griot.Griot(**options._asdict())
