"""griot.spark and `rdd.pipe` on a real Spark: the same results as the command's."""

import json
import os
import shlex
import sys
from datetime import date

import pytest

pytest.importorskip("pyspark", reason="pyspark is not installed")

import corpora
import griot
import griot.spark
from pyspark import TaskContext
from pyspark.errors import PythonException
from pyspark.sql import Row, SparkSession
from pyspark.sql import functions as F

COLUMNS = "id string, text string, lang string, date string"


@pytest.fixture(scope="module")
def spark():
    os.environ["PYSPARK_PYTHON"] = sys.executable
    # The name of a machine need not resolve.
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    session = (
        # Two tasks at a time, each of which may fail twice.
        SparkSession.builder.master("local[2,3]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "1000")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


def table(spark, records):
    """A DataFrame of records."""
    rows = [tuple(record[name] for name in ("id", "text", "lang", "date")) for record in records]
    return spark.createDataFrame(rows, COLUMNS)


def plain(value):
    """A Spark row as JSON has it: without what is null."""
    if isinstance(value, Row):
        value = value.asDict()
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items() if item is not None}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value


def without_id(document):
    return {name: value for name, value in document.items() if name != "id"}


@pytest.fixture
def in_each_task(monkeypatch, spark):
    """Has a function go round the batches of entities that `extract` makes in a task."""
    frame = type(spark.range(1))
    map_in_arrow = frame.mapInArrow

    def set_round(around):
        monkeypatch.setattr(
            frame,
            "mapInArrow",
            lambda df, rows, schema: map_in_arrow(df, lambda b: around(rows(b)), schema),
        )

    return set_round


def test_twenty_thousand_documents_with_a_worker_killed_are_the_commands(
    spark, tmp_path, in_each_task
):
    documents = list(corpora.short_documents(20_000))
    # A text and its date give one answer whatever the id: the command need read each only once.
    expected = corpora.extract(lines=corpora.json_lines(documents[: corpora.DISTINCT]))

    def dying(batches):
        for number, batch in enumerate(batches):
            task = TaskContext.get()
            if (task.partitionId(), task.attemptNumber(), number) == (1, 0, 3):
                (tmp_path / "killed").touch()
                os._exit(9)
            yield batch

    in_each_task(dying)
    found = griot.spark.extract(table(spark, documents).repartition(4), model="tiny").collect()

    assert (tmp_path / "killed").exists()
    assert len(found) == len(documents)
    found = {row.id: plain(row) for row in found}
    assert len(found) == len(documents)
    for number, document in enumerate(documents):
        got = found[document["id"]]
        assert without_id(got) == without_id(expected[number % len(expected)])


def test_a_worker_loads_its_model_once_and_gives_it_a_thread(spark, tmp_path, in_each_task):
    def telling(batches):
        yield from batches
        loads = griot.spark._loaded.cache_info().misses
        (tmp_path / f"{TaskContext.get().partitionId()} {os.getpid()} {loads}").touch()

    in_each_task(telling)
    documents = table(spark, corpora.short_documents(80)).repartition(8)
    # Labels that change nothing, so that no other test has loaded this model.
    assert griot.spark.extract(documents, model="tiny", labels="XYZ=").count() == 80
    told = [path.name.split() for path in tmp_path.iterdir()]
    assert len(told) == 8
    workers = {worker for _, worker, _ in told}
    assert len(workers) <= 2
    for worker in workers:
        assert len({loads for _, pid, loads in told if pid == worker}) == 1


def test_a_task_has_as_many_threads_as_spark_gives_it_cores(monkeypatch):
    class Task:
        @staticmethod
        def cpus():
            return 3

    monkeypatch.setattr(griot.spark.TaskContext, "get", lambda: Task)
    monkeypatch.setattr(griot.spark, "_loaded", lambda options: options.threads)
    options = griot.spark._Options("tiny", None, 0.0, True, False, None)
    assert griot.spark._griot(options) == 3
    assert griot.spark._griot(options._replace(threads=2)) == 2


def test_null_texts_give_rows_of_nulls_and_a_row_has_its_own_language(spark):
    rows = [
        ("a", "Le Mali a voté.", None, "2025-07-05"),
        ("b", None, "fr", "2025-07-05"),
        ("c", "Paris", "en", None),
        ("d", "Paris", "fr", None),
    ]
    found = griot.spark.extract(spark.createDataFrame(rows, COLUMNS), model="tiny").collect()
    found = {row.id: row for row in found}
    assert [found[id].lang for id in "abcd"] == ["fr", None, "en", "fr"]
    assert plain(found["b"]) == {"schema": "griot/1", "id": "b"}
    assert [entity.value.iso2 for entity in found["a"].entities] == ["ML"]


def test_columns_of_other_names_and_types(spark):
    rows = [(7, "Le Mali a voté lundi.", date(2025, 7, 5))]
    df = spark.createDataFrame(rows, "`the number` long, `body.text` string, day date")
    found = griot.spark.extract(
        df, text="body.text", id="the number", date="day", model="tiny", include_text=True
    ).collect()
    assert [(row.id, row.text, row.date) for row in found] == [("7", rows[0][1], "2025-07-05")]
    assert [entity.value.value for entity in found[0].entities[1:]] == ["2025-06-30"]


def test_the_day_of_a_timestamp_is_the_sessions(spark):
    zone = spark.conf.get("spark.sql.session.timeZone")
    spark.conf.set("spark.sql.session.timeZone", "Asia/Tokyo")
    try:
        # Midnight there is the day before in UTC.
        day = F.expr("timestamp '2025-07-05 00:00:00'")
        df = spark.createDataFrame([("a", "Il part lundi.")], "id string, text string")
        df = df.withColumn("date", day)
        found = griot.spark.extract(df, model="tiny").collect()
        entities = griot.spark.udf(model="tiny")
        beside = df.select(entities("text", "date").alias("griot")).collect()
    finally:
        spark.conf.set("spark.sql.session.timeZone", zone)
    assert [row.date for row in found] == [row.griot.date for row in beside] == ["2025-07-05"]


def test_a_row_without_an_id_is_told(spark):
    rows = [("a", "Le Mali."), (None, "Le Niger.")]
    documents = spark.createDataFrame(rows, "id string, text string")
    with pytest.raises(PythonException, match="InputError: a column of ids is needed"):
        griot.spark.extract(documents, model="tiny").collect()


def test_a_row_a_mention(spark):
    documents = table(spark, corpora.short_documents(20))
    mentions = griot.spark.extract(documents, model="tiny", output="entities")
    in_documents = griot.spark.extract(documents, model="tiny").select(
        "id", F.explode("entities").alias("entity")
    )
    spans = mentions.select("id", "label", "start", "end", "text").collect()
    fields = [f"entity.{name}" for name in ("label", "start", "end", "text")]
    assert spans == in_documents.select("id", *fields).collect()


def test_a_column_that_is_not_there_is_told_at_once(spark):
    documents = table(spark, corpora.short_documents(1))
    with pytest.raises(griot.InputError, match="no column 'body' for text; it has id, text"):
        griot.spark.extract(documents, text="body")
    with pytest.raises(griot.InputError, match="no column 'id' for id"):
        griot.spark.extract(documents.drop("id"))


def test_the_udf_finds_what_extract_finds(spark):
    documents = table(spark, corpora.short_documents(50))
    extracted = griot.spark.extract(documents, model="tiny").collect()
    entities = griot.spark.udf(model="tiny")
    column = entities("text", "date", "lang").alias("griot")
    beside = documents.select("id", column).collect()
    for row, expected in zip(beside, extracted, strict=True):
        assert plain({"id": row.id, **row.griot.asDict()}) == plain(expected)

    spark.udf.register("griot_extract", entities)
    documents.createOrReplaceTempView("documents")
    rows = spark.sql(
        "SELECT id, griot_extract(text, lang => lang).entities AS entities FROM documents"
    ).collect()
    for row, expected in zip(rows, extracted, strict=True):
        surfaces = [entity.text for entity in expected.entities]
        assert [entity.text for entity in row.entities] == surfaces


def test_the_command_in_a_pipe_of_an_rdd(spark):
    documents = list(corpora.short_documents(30))
    lines = corpora.json_lines(documents)
    run = [corpora.command(), "extract", "--format", "jsonl", "--model", "tiny", "--threads", "1"]
    records = spark.sparkContext.parallelize(lines.splitlines(), 5)
    nothing = spark.sparkContext.parallelize([], 1)
    piped = records.union(nothing).pipe(shlex.join(run), checkCode=True)
    assert piped.map(json.loads).collect() == corpora.extract(lines=lines)
