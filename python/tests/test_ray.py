"""`examples/ray_data.py` on a local Ray: the same results as the command's."""

import os
import sys

import pytest

pytest.importorskip("ray.data", reason="ray is not installed")

import corpora
import griot
import pyarrow as pa
import pyarrow.parquet as pq
import ray
from conftest import ROOT

sys.path.insert(0, str(ROOT / "examples"))
import ray_data


@pytest.fixture(scope="module")
def cluster():
    with pytest.MonkeyPatch.context() as patch:
        # Workers are processes of their own, which look for the modules of the example and the test.
        patch.setenv("PYTHONPATH", os.pathsep.join(path for path in sys.path if path))
        # One of its own, whatever else runs on the machine.
        ray.init(address="local", num_cpus=3, include_dashboard=False, log_to_driver=False)
        yield
        ray.shutdown()


def without_nulls(value):
    """A row of Arrow's as JSON has it."""
    if isinstance(value, dict):
        return {name: without_nulls(item) for name, item in value.items() if item is not None}
    if isinstance(value, list):
        return [without_nulls(item) for item in value]
    return value


def test_documents_with_an_actor_killed_are_the_commands(cluster, tmp_path, monkeypatch):
    documents = list(corpora.short_documents(600))
    killed = tmp_path / "killed"

    class Dying(ray_data.Extract):
        def __call__(self, batch):
            entities = super().__call__(batch)
            if not killed.exists():
                killed.touch()
                os._exit(9)
            return entities

    monkeypatch.setattr(ray_data, "Extract", Dying)
    dataset = ray.data.from_items(documents).repartition(4)
    found = {row["id"]: row for row in ray_data.extract(dataset, "tiny").take_all()}

    assert killed.exists()
    expected = corpora.extract(lines=corpora.json_lines(documents))
    assert len(found) == len(expected)
    for document in expected:
        assert without_nulls(found[document["id"]]) == document


def test_the_script_writes_parquet(cluster, tmp_path, monkeypatch):
    corpus = ROOT / "corpus" / "news.jsonl"
    output = tmp_path / "entities"
    script = ["ray_data.py", str(corpus), str(output), "--model", "tiny", "--actors", "1"]
    monkeypatch.setattr(sys, "argv", script)
    ray_data.main()
    found = {row["id"]: without_nulls(row) for row in pq.read_table(output).to_pylist()}
    expected = corpora.extract(lines=corpus.read_text())
    assert found == {document["id"]: document for document in expected}


@pytest.mark.parametrize("ids", [{}, {"id": ["a", None]}])
def test_a_row_without_an_id_is_told(ids):
    batch = pa.table({"text": ["Le Mali.", "Le Niger."], **ids})
    with pytest.raises(griot.InputError, match="a column of ids is needed"):
        ray_data.Extract("tiny")(batch)
