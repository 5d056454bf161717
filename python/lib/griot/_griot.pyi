"""The native half of griot."""

from os import PathLike
from typing import final

__all__ = [
    "SCHEMA",
    "ArrowSchema",
    "ArrowTable",
    "Pipeline",
    "__version__",
    "document_schema",
    "entity_schema",
]

__version__: str
SCHEMA: str

@final
class Pipeline:
    """A loaded pipeline."""

    def __new__(
        cls,
        model: str | PathLike[str],
        threads: int,
        lang: str | None,
        min_score: float,
        values: bool,
        drop_furniture: bool,
        labels: str,
        known_files: list[str],
        known_names: list[str],
    ) -> Pipeline: ...
    def extract(
        self, texts: list[tuple[str, str, str | None, str | None, str | None]]
    ) -> list[str]:
        """The documents of texts, each as its line of JSON, in their order."""

    def extract_arrow(
        self,
        data: object,
        text: str,
        id: str | None,
        lang: str | None,
        date: str | None,
        title: str | None,
        entities: bool,
        include_text: bool,
    ) -> ArrowTable:
        """What is found in a column of texts, as a table."""

@final
class ArrowTable:
    """A table in memory, for any library with Arrow's PyCapsule interface."""

    @property
    def schema(self) -> ArrowSchema:
        """The columns."""

    @property
    def num_rows(self) -> int:
        """How many rows there are."""

    def __len__(self) -> int: ...
    def __arrow_c_stream__(self, requested_schema: object = None) -> object: ...
    def __arrow_c_schema__(self) -> object: ...

@final
class ArrowSchema:
    """The columns of a table."""

    def __arrow_c_schema__(self) -> object: ...

def document_schema() -> ArrowSchema:
    """The columns of ``output="documents"``."""

def entity_schema() -> ArrowSchema:
    """The columns of ``output="entities"``."""
