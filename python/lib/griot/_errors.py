"""Errors. Each is a GriotError, and also the built-in error that Python programs expect."""

from typing import ClassVar

__all__ = [
    "EngineError",
    "FileError",
    "GriotError",
    "InputError",
    "ModelError",
    "OptionError",
]


class GriotError(Exception):
    """The base class of griot's errors."""

    #: What sort of failure it is: ``model``, ``engine``, ``io``, ``input`` or ``option``.
    kind: ClassVar[str] = "engine"


class ModelError(GriotError, ValueError):
    """A model could not be found, read or used."""

    kind = "model"


class EngineError(GriotError, RuntimeError):
    """The model failed to run, or its engine is not in this build."""

    kind = "engine"


class FileError(GriotError, OSError):
    """A file or stream could not be read or written."""

    kind = "io"


class InputError(GriotError, ValueError):
    """Input is not in the form it should have."""

    kind = "input"


class OptionError(GriotError, ValueError):
    """An option has a value that cannot be used."""

    kind = "option"
