"""What `griot index` writes for other tools is what these tools read."""

import json
import sqlite3
import subprocess
from pathlib import Path

import pytest
from conftest import CORPUS


@pytest.fixture(scope="module")
def extracted(command, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("index") / "out.jsonl"
    command("extract", "--model", "small", "--include-text", CORPUS, "-o", path)
    return path


@pytest.fixture(scope="module")
def rows(command, extracted):
    lines = command("index", extracted).decode().splitlines()
    return [json.loads(line) for line in lines]


def test_followthemoney(command, extracted, rows):
    pytest.importorskip("followthemoney", reason="pip install followthemoney")
    from followthemoney import model

    lines = command("index", extracted, "--to", "ftm").decode().splitlines()
    ids, references, schemata = set(), set(), []
    for line in lines:
        data = json.loads(line)
        schema = model.get(data["schema"])
        assert schema is not None and not schema.abstract, data
        assert set(data["properties"]) <= set(schema.properties), data
        assert set(schema.required) <= set(data["properties"]), data
        schema.validate(data)
        # Cleaned as if it came from a stranger, it is the same.
        cleaned = model.get_proxy(data, cleaned=False)
        assert cleaned.id == data["id"]
        for name, values in data["properties"].items():
            kind = schema.properties[name].type.name
            assert len(cleaned.get(name)) == len(values), (name, values)
            if kind not in ("name", "text"):  # quotes and invisible letters may go
                assert set(cleaned.get(name)) == set(values), (name, values)
            if kind == "entity":
                references.update(values)
        assert data["id"] not in ids
        ids.add(data["id"])
        schemata.append(data["schema"])
    assert references <= ids
    assert set(schemata) >= {"Person", "Organization", "Address", "PlainText", "Mention"}
    named = [row for row in rows if row["label"] != "DATE"]
    kinds = ("Document", "PlainText", "Mention", "UnknownLink")
    assert sum(schema not in kinds for schema in schemata) == len(named)


def network(command, extracted, path):
    rows, pairs = path.with_name("rows.csv"), path.with_suffix(".jsonl")
    for written in path, pairs:
        options = ["--pairs", written, "--pairs-min-documents", "1"]
        command("index", extracted, "-o", rows, *options)
    return [json.loads(line) for line in pairs.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("form", ["gexf", "graphml"])
def test_networks(command, extracted, rows, tmp_path, form):
    networkx = pytest.importorskip("networkx")
    path = tmp_path / f"pairs.{form}"
    pairs = network(command, extracted, path)
    read = {"gexf": networkx.read_gexf, "graphml": networkx.read_graphml}[form]
    graph = read(path)
    assert not graph.is_directed() and len(pairs) == graph.number_of_edges() > 50
    by_id = {row["id"]: row for row in rows}
    entity = {node: data["entity"] for node, data in graph.nodes(data=True)}
    for _, data in graph.nodes(data=True):
        row = by_id[data["entity"]]
        assert (data["label"], data["type"]) == (row["name"], row["label"])
        assert (data["documents"], data["mentions"]) == (row["documents"], row["mentions"])
        assert data.get("iso2") == row.get("iso2")
    edges = {
        frozenset((entity[a], entity[b])): (data["weight"], data["sentences"], data["pmi"])
        for a, b, data in graph.edges(data=True)
    }
    assert edges == {
        frozenset((pair["source"], pair["target"])): (
            pair["documents"],
            pair["sentences"],
            pair["pmi"],
        )
        for pair in pairs
    }


def test_pairs_are_counted_right(command, extracted, tmp_path):
    """Counted again, from the documents."""
    import itertools
    import math
    from collections import Counter

    pairs = network(command, extracted, tmp_path / "pairs.csv")
    links = tmp_path / "links.jsonl"
    command("index", extracted, "-o", tmp_path / "rows.csv", "--links", links)
    documents: dict[str, set[str]] = {}
    for line in links.read_text(encoding="utf-8").splitlines():
        link = json.loads(line)
        documents.setdefault(link["document"], set()).add(link["entity"])
    alone = Counter(entity for named in documents.values() for entity in named)
    both = Counter(
        pair
        for named in documents.values()
        for pair in itertools.combinations(sorted(e for e in named if e[:4] != "date"), 2)
    )
    assert len(pairs) == len(both) > 50
    for pair in pairs:
        a, b = sorted((pair["source"], pair["target"]))
        n = both[a, b]
        pmi = math.log2(n * len(documents) / (alone[a] * alone[b]))
        assert pair["documents"] == n and abs(pair["pmi"] - pmi) < 1e-4
        assert pair["sentences"] >= 0


def test_sqlite(command, extracted, rows, tmp_path):
    path = tmp_path / "corpus.db"
    try:
        command("index", extracted, "-o", path)
    except subprocess.CalledProcessError as failed:
        assert failed.returncode == 2
        pytest.skip("this griot was built without the feature sqlite")
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    read = database.execute("SELECT id, documents, mentions FROM entities ORDER BY number")
    assert read.fetchall() == [(r["id"], r["documents"], r["mentions"]) for r in rows]
    query = "SELECT count(*) FROM documents_search WHERE documents_search MATCH 'mali'"
    assert database.execute(query).fetchone()[0] > 0
