"""Arrow tables: pyarrow's if it is installed."""

from __future__ import annotations

from typing import Any

from griot import _griot

__all__ = ["document_schema", "entity_schema"]


def _pyarrow() -> Any:
    """The module, if it is installed."""
    try:
        import pyarrow
    except ImportError:
        return None
    return pyarrow


def table(made: _griot.ArrowTable) -> Any:
    """As a ``pyarrow.Table``, if pyarrow is installed."""
    pyarrow = _pyarrow()
    return made if pyarrow is None else pyarrow.table(made)


def _schema(made: _griot.ArrowSchema) -> Any:
    pyarrow = _pyarrow()
    return made if pyarrow is None else pyarrow.schema(made)


def document_schema() -> Any:
    """The columns of ``extract_arrow(..., output="documents")``: a ``pyarrow.Schema`` if pyarrow
    is installed, else an object with ``__arrow_c_schema__``."""
    return _schema(_griot.document_schema())


def entity_schema() -> Any:
    """The columns of ``extract_arrow(..., output="entities")``, in the same form."""
    return _schema(_griot.entity_schema())
