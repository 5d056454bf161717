"""How the package is used, for mypy: not run."""

from __future__ import annotations

from collections.abc import Iterator

import griot
from griot import Country, DateValue


def read(g: griot.Griot) -> Iterator[str]:
    doc: griot.Document = g.extract("Le Mali", id=1, date="2025-07-05")
    for mention in doc.mentions:
        label: griot.Label = mention.label
        match mention.value:
            case Country(iso2=code):
                yield code
            case DateValue(value=str(day)):
                yield day
            case _:
                yield label.value
        if mention.cluster is not None:
            cluster: griot.Cluster = doc.clusters[mention.cluster]
            yield cluster.name
    for document in g.iter([{"text": "a"}, "b", griot.Record("c", lang="fr")]):
        yield document.to_json(include_text=True)
    documents: list[griot.Document] = g.extract_batch(["a"])
    yield documents[0].id


def wrong(g: griot.Griot) -> None:
    g.extract(3)  # type: ignore[arg-type]
    g.extract("a", date=2025)  # type: ignore[arg-type]
    g.extract_arrow(None, output="rows")  # type: ignore[arg-type]
    griot.Griot(threads="all")  # type: ignore[arg-type]
    g.extract("a").nothing  # type: ignore[attr-defined]
