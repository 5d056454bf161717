"""Data frames of Polars."""

from __future__ import annotations

from functools import cache
from typing import Literal

import polars

from griot._pipeline import Griot

__all__ = ["extract"]


@cache
def _default() -> Griot:
    return Griot()


def extract(
    df: polars.DataFrame,
    *,
    griot: Griot | None = None,
    text: str = "text",
    id: str | None = "id",
    date: str | None = "date",
    lang: str | None = "lang",
    title: str | None = "title",
    output: Literal["documents", "entities"] = "documents",
    include_text: bool = False,
) -> polars.DataFrame:
    """Reads a column of texts: :meth:`griot.Griot.extract_arrow` from frame to frame.

    Args:
        df: The frame.
        griot: What reads it; a pipeline with the default options, kept for later calls, otherwise.
    """
    reader = griot or _default()
    made = reader._extract_arrow(
        df, text, id, date, lang, title, output, include_text
    )
    return polars.DataFrame(made)
