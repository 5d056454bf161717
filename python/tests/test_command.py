"""The package says what the command says, byte for byte."""

from pathlib import Path

import pytest
from conftest import CORPUS

import griot


@pytest.mark.parametrize("model", ["base", "small", "tiny"])
def test_the_sample_corpus(model, command, records):
    lines = command("extract", "--model", model, CORPUS)
    documents = griot.Griot(model).extract_batch(records)
    assert "".join(d.to_json() + "\n" for d in documents).encode() == lines


def test_with_texts(g, command, records):
    lines = command("extract", "--model", "small", "--include-text", CORPUS)
    found = "".join(d.to_json(include_text=True) + "\n" for d in g.iter(records))
    assert found.encode() == lines


def test_options(command, records):
    options = ["--min-score", "0.7", "--no-values", "--lang", "fr", "--drop-furniture"]
    lines = command("extract", "--model", "small", *options, CORPUS)
    g = griot.Griot(
        "small", min_score=0.7, values=False, lang="fr", drop_furniture=True, threads=1
    )
    found = "".join(d.to_json() + "\n" for d in g.iter(records))
    assert found.encode() == lines


def test_hostile_texts(g, command, tmp_path: Path):
    from test_documents import HOSTILE

    path = tmp_path / "hostile.jsonl"
    records = [{"id": n, "text": text} for n, text in enumerate(HOSTILE)]
    import json

    path.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    lines = command("extract", "--model", "small", "--include-text", path)
    found = "".join(d.to_json(include_text=True) + "\n" for d in g.iter(records))
    assert found.encode() == lines


def test_parquet_rows(g, command, records, tmp_path: Path):
    import pyarrow as pa
    import pyarrow.parquet

    path = tmp_path / "out.parquet"
    command("extract", "--model", "small", "-o", path, CORPUS)
    # What the command was told to carry has no counterpart: the rows are those of the table.
    expected = pyarrow.parquet.read_table(path).drop_columns(["carried"])
    names = ["id", "text", "lang", "date", "title"]
    table = pa.Table.from_pylist([{n: r.get(n) for n in names} for r in records])
    found = g.extract_arrow(table)
    assert found.column_names == expected.column_names
    assert found.to_pylist() == expected.to_pylist()
