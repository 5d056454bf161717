"""French and English news in; people, countries, organisations, dates and places out.

>>> import griot
>>> g = griot.Griot("small")
>>> doc = g.extract("Le Mali et le Ghana ont signé lundi.", date="2025-07-05")
>>> [(str(m.label), m.text) for m in doc.mentions]
[('COUNTRY', 'Mali'), ('COUNTRY', 'Ghana'), ('DATE', 'lundi')]
"""

from griot._arrow import document_schema, entity_schema
from griot._document import (
    Cluster,
    CountryCount,
    Document,
    DocumentDate,
    Label,
    Lang,
    Mention,
    Span,
)
from griot._errors import (
    EngineError,
    FileError,
    GriotError,
    InputError,
    ModelError,
    OptionError,
)
from griot._griot import SCHEMA, ArrowSchema, ArrowTable, __version__
from griot._pipeline import Griot
from griot._source import HasText, Record, Source
from griot._spacy import to_spacy
from griot._values import Country, CountryOf, DateValue, Known, OpenCountry, Value

__all__ = [
    "SCHEMA",
    "ArrowSchema",
    "ArrowTable",
    "Cluster",
    "Country",
    "CountryCount",
    "CountryOf",
    "DateValue",
    "Document",
    "DocumentDate",
    "EngineError",
    "FileError",
    "Griot",
    "GriotError",
    "HasText",
    "InputError",
    "Known",
    "Label",
    "Lang",
    "Mention",
    "ModelError",
    "OpenCountry",
    "OptionError",
    "Record",
    "Source",
    "Span",
    "Value",
    "__version__",
    "document_schema",
    "entity_schema",
    "to_spacy",
]
