"""Tables of Arrow in and out, from every library that has them."""

from __future__ import annotations

import datetime
import subprocess
import sys

import duckdb
import pandas
import polars
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import griot
import griot.polars

NAMES = ["id", "text", "lang", "date", "title"]


@pytest.fixture(scope="module")
def table(records) -> pa.Table:
    return pa.Table.from_pylist([{name: r.get(name) for name in NAMES} for r in records])


def known(value):
    """A row without what is null, as JSON leaves it out."""
    if isinstance(value, dict):
        return {k: known(v) for k, v in value.items() if v is not None}
    if isinstance(value, list):
        return [known(item) for item in value]
    return value


def rows(found) -> list[dict]:
    return known(pa.table(found).to_pylist())


def test_a_row_is_a_document(g, table, documents):
    found = g.extract_arrow(table)
    assert isinstance(found, pa.Table)
    assert found.schema == griot.document_schema()
    assert rows(found) == [document.to_dict() for document in documents]


def test_texts_where_they_are_wanted(g, table, documents):
    found = g.extract_arrow(table, include_text=True)
    assert rows(found) == [document.to_dict(True) for document in documents]


def test_a_row_is_a_mention(g, table, documents):
    found = g.extract_arrow(table, output="entities")
    assert found.schema == griot.entity_schema()
    expected = []
    for document in documents:
        line = document.to_dict()
        for entity, mention in zip(line["entities"], document.mentions):
            row = {"id": line["id"], "lang": line["lang"], **entity}
            if "date" in line:
                row["date"] = line["date"]
            if mention.cluster is not None:
                cluster = document.clusters[mention.cluster]
                row["cluster_name"] = cluster.name
                if cluster.key is not None:
                    row["cluster_key"] = cluster.key
            row.setdefault("furniture", False)
            expected.append(row)
    found = rows(found)
    for row in found:
        row.setdefault("furniture", False)
    assert found == expected


@pytest.mark.parametrize(
    "form",
    [
        lambda t: t,
        lambda t: t.combine_chunks().to_batches()[0],
        lambda t: pa.RecordBatchReader.from_batches(t.schema, t.to_batches(max_chunksize=3)),
        lambda t: pa.Table.from_batches(t.to_batches(max_chunksize=1)),
        lambda t: t.slice(0),
        polars.from_arrow,
        lambda t: t.to_pandas(),
        lambda t: duckdb.sql("select * from t"),
        lambda t: t.set_column(1, "text", t["text"].cast(pa.large_string())),
        lambda t: t.set_column(1, "text", t["text"].cast(pa.string_view())),
        lambda t: t.set_column(1, "text", t["text"].dictionary_encode()),
        lambda t: t.set_column(3, "date", t["date"].cast(pa.date32())),
        lambda t: t.set_column(3, "date", t["date"].cast(pa.timestamp("us"))),
    ],
    ids=[
        "table", "batch", "reader", "chunks", "slice", "polars", "pandas", "duckdb",
        "large", "view", "dictionary", "date32", "timestamp",
    ],
)  # fmt: skip
def test_every_form_of_table(g, table, documents, form):
    some = table.slice(2, 5)
    assert rows(g.extract_arrow(form(some))) == [d.to_dict() for d in documents[2:7]]


def test_null_texts_have_rows_of_nulls(g):
    data = pa.table({"text": ["Le Mali.", None, "Ghana."], "id": ["a", "b", None]})
    found = g.extract_arrow(data)
    assert found["id"].to_pylist() == ["a", "b", "2"]
    null = known(found.to_pylist())[1]
    assert null == {"schema": griot.SCHEMA, "id": "b"}
    mentions = g.extract_arrow(data, output="entities")
    assert mentions["id"].to_pylist() == ["a", "2"]


@pytest.mark.parametrize("output", ["documents", "entities"])
def test_pyarrow_writes_what_was_found_to_parquet(g, tmp_path, output):
    texts = pa.table({"id": ["a"], "text": ["Awa Traoré a vu le Mali lundi."]})
    found = g.extract_arrow(texts, output=output)
    pq.write_table(found, tmp_path / "found.parquet")
    assert pq.read_table(tmp_path / "found.parquet").to_pylist() == found.to_pylist()


def test_a_column_without_a_type_is_all_null(g):
    texts = pa.table({"text": ["Le Mali a voté."], "lang": pa.nulls(1), "date": pa.nulls(1)})
    assert g.extract_arrow(texts)["lang"].to_pylist() == ["fr"]
    assert g.extract_arrow(pa.table({"text": pa.nulls(2)}))["entities"].to_pylist() == [None, None]


@pytest.mark.parametrize("output", ["documents", "entities"])
def test_an_empty_table(g, output):
    found = g.extract_arrow(pa.table({"text": pa.array([], pa.string())}), output=output)
    assert found.num_rows == 0
    schema = {"documents": griot.document_schema, "entities": griot.entity_schema}
    assert found.schema == schema[output]()


def test_texts_without_mentions(g):
    data = pa.table({"text": ["rien"] * 3})
    assert g.extract_arrow(data, output="entities").num_rows == 0
    assert g.extract_arrow(data).num_rows == 3


def test_many_rows_keep_their_order(g):
    texts = [f"Texte {n} : le Mali." for n in range(700)]
    found = g.extract_arrow(pa.table({"corps": texts}), text="corps")
    assert found["id"].to_pylist() == [str(n) for n in range(700)]
    for text, entities in zip(texts, found["entities"].to_pylist()):
        assert text[entities[-1]["start"] : entities[-1]["end"]] == "Mali"


def test_columns_by_name(g):
    data = pa.table(
        {
            "corps": ["Il part lundi."],
            "jour": [datetime.date(2025, 7, 5)],
            "langue": ["fr"],
            "titre": ["Départ"],
            "numéro": [17],
            "id": ["not this"],
            "date": [3.5],
        }
    )
    names = {"text": "corps", "date": "jour", "lang": "langue", "title": "titre"}
    (row,) = rows(g.extract_arrow(data, id="numéro", **names))
    assert (row["id"], row["date"], row["title"]) == ("17", "2025-07-05", "Départ")
    (row,) = rows(g.extract_arrow(data, text="corps", id=None, date=None))
    assert row["id"] == "0" and "date" not in row


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"text": "body"}, 'no column "body": expected the text there, found the columns "text"'),
        ({"date": "day"}, 'no column "day"'),
        ({"output": "rows"}, "output 'rows': expected"),
        ({"text": "flag"}, 'row 0: column "flag" is Boolean: expected text'),
    ],
)
def test_what_is_wrong_is_said(g, options, says):
    data = pa.table({"text": ["Mali"], "flag": [True]})
    with pytest.raises(griot.GriotError) as caught:
        g.extract_arrow(data, **options)
    assert says in str(caught.value)


@pytest.mark.parametrize("data", [None, "Mali", ["Mali"], {"text": ["Mali"]}])
def test_what_is_no_table(g, data):
    with pytest.raises(TypeError, match="expected a table with Arrow's PyCapsule interface"):
        g.extract_arrow(data)


@pytest.mark.parametrize("data", [pa.array(["Le Mali"]), polars.Series(["Le Mali"])])
def test_a_column_is_no_table(g, data):
    with pytest.raises(griot.InputError, match="expected a table"):
        g.extract_arrow(data)


def test_bytes_that_are_not_utf_8_are_refused(g, tmp_path):
    texts = pa.array([b"Le Mali \xe2", b"Le \xff Ghana"], pa.binary()).view(pa.string())
    # pyarrow does not look at them when it reads them again.
    pq.write_table(pa.table({"text": texts}), tmp_path / "bad.parquet")
    with pytest.raises(griot.InputError, match='column "text"'):
        g.extract_arrow(pq.read_table(tmp_path / "bad.parquet"))


def test_a_key_beyond_its_dictionary_is_refused(g):
    texts = pa.DictionaryArray.from_arrays(pa.array([5]), pa.array(["Le Mali"]), safe=False)
    with pytest.raises(griot.InputError, match='column "text"'):
        g.extract_arrow(pa.table({"text": texts}))


def test_days_of_either_width_are_dates(g):
    day = datetime.date(2025, 7, 5)
    columns = [pa.array([day], kind) for kind in (pa.date32(), pa.date64())]
    found = [
        g.extract_arrow(pa.table({"text": ["lundi"], "date": column}), output="documents")
        for column in columns
    ]
    assert [table["date"].to_pylist() for table in found] == [["2025-07-05"]] * 2


def test_a_reader_that_fails(g):
    def batches():
        yield pa.record_batch({"text": ["Le Mali."]})
        raise ValueError("on purpose")

    schema = pa.schema({"text": pa.string()})
    with pytest.raises(griot.InputError, match="on purpose"):
        g.extract_arrow(pa.RecordBatchReader.from_batches(schema, batches()))


def test_polars_frames(g, table, documents):
    frame = polars.from_arrow(table.slice(0, 3))
    found = griot.polars.extract(frame, griot=g)
    assert found.height == 3
    assert found["entities"].list.len().to_list() == [len(d.mentions) for d in documents[:3]]
    mentions = griot.polars.extract(frame, griot=g, output="entities")
    countries = mentions.filter(polars.col("label") == "COUNTRY")
    assert set(countries["value"].struct.field("iso2").drop_nulls()) >= {"ML", "NE"}


def test_duckdb_queries(g, table):
    mentions = g.extract_arrow(table, output="entities")  # noqa: F841, read by name below
    found = duckdb.sql("select value.iso2, count(*) from mentions where label = 'COUNTRY' group by 1")
    assert ("ML",) in [row[:1] for row in found.fetchall()]


def test_pandas_frames(g, table):
    frame = g.extract_arrow(table, output="entities").to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    assert set(frame["label"]) == {"PERSON", "COUNTRY", "ORG", "DATE", "LOC"}


def test_without_pyarrow():
    code = """
import sys
sys.modules["pyarrow"] = None
import griot, polars
g = griot.Griot("small")
found = g.extract_arrow(polars.DataFrame({"text": ["Le Mali.", None]}))
assert type(found) is griot.ArrowTable, found
assert found.num_rows == len(found) == 2
assert polars.DataFrame(found)["id"].to_list() == ["0", "1"]
assert polars.DataFrame(found).equals(polars.DataFrame(found))
assert hasattr(griot.entity_schema(), "__arrow_c_schema__")
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_capsule_that_nobody_takes_is_freed(g):
    made = griot._griot.document_schema()
    for _ in range(100):
        made.__arrow_c_schema__()
    found = g._pipeline.extract_arrow(
        pa.table({"text": ["Le Mali."]}), "text", None, None, None, None, False, False
    )
    for _ in range(100):
        found.__arrow_c_stream__()
    assert pa.table(found).num_rows == 1
