"""Processes: forked, spawned, and pipelines that are sent to them."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import subprocess
import sys
import threading

import pytest

import griot

TEXTS = ["Le Mali a voté dimanche.", "Ghana voted on Sunday.", "Assimi Goïta est à Bamako."]

_shared: griot.Griot | None = None


def share(g: griot.Griot) -> None:
    global _shared
    _shared = g


def read(text: str) -> griot.Document:
    assert _shared is not None
    return _shared.extract(text, id="x")


@pytest.fixture
def expected(g):
    return [g.extract(text, id="x") for text in TEXTS]


needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs os.fork")


@needs_fork
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_forked_process_reads_with_what_it_inherits(g, expected):
    share(g)
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map_async(read, TEXTS).get(timeout=120) == expected
    assert read(TEXTS[0]) == expected[0]


@needs_fork
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_process_forked_in_the_middle_of_a_call(g, records, expected):
    share(g)
    stop = threading.Event()

    def busy() -> None:
        while not stop.is_set():
            g.extract(records[0])

    thread = threading.Thread(target=busy)
    thread.start()
    try:
        for _ in range(3):
            with multiprocessing.get_context("fork").Pool(1) as pool:
                assert pool.map_async(read, TEXTS).get(timeout=120) == expected
    finally:
        stop.set()
        thread.join()


@needs_fork
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_forked_process_may_drop_what_it_inherits():
    g = griot.Griot("small")
    g.extract("Le Mali.")
    child = os.fork()
    if child == 0:
        del g
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    assert g.extract("Le Mali.").mentions


def make(text: str) -> griot.Document:
    return griot.Griot("small", threads=1).extract(text, id="x")


@needs_fork
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_forked_process_makes_pipelines_of_models_that_it_inherits(g, expected):
    with multiprocessing.get_context("fork").Pool(1) as pool:
        assert pool.map_async(make, TEXTS).get(timeout=120) == expected


FORKED = """
import griot, os
g = griot.Griot("small")
child = os.fork()
if child == 0:
    try:
        griot.Griot("base")
    except griot.EngineError as error:
        os._exit(0 if "load it before the fork" in str(error) else 1)
    os._exit(2)
assert os.waitpid(child, 0)[1] == 0
griot.Griot("base")
"""


@needs_fork
def test_a_forked_process_cannot_load_another_model():
    subprocess.run([sys.executable, "-c", FORKED], check=True, timeout=120)


FIRST = """
import griot, os
child = os.fork()
griot.Griot("small").extract("Le Mali.")
if child == 0:
    os._exit(0)
assert os.waitpid(child, 0)[1] == 0
"""


@needs_fork
def test_a_process_forked_before_any_model_loads_its_own():
    subprocess.run([sys.executable, "-c", FIRST], check=True, timeout=120)


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_a_pipeline_is_sent_to_other_processes(g, expected, method):
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"no {method} here")
    context = multiprocessing.get_context(method)
    with context.Pool(1, initializer=share, initargs=(g,)) as pool:
        assert pool.map_async(read, TEXTS).get(timeout=120) == expected


def test_a_pipeline_is_pickled_by_its_options():
    options = {"threads": 1, "lang": "fr", "min_score": 0.5, "values": False}
    g = griot.Griot("small", drop_furniture=True, labels="MISC=", **options)
    data = pickle.dumps(g)
    assert len(data) < 500
    other = pickle.loads(data)
    assert repr(other) == repr(g) == "Griot('small', threads=1)"
    for text in TEXTS:
        assert other.extract(text) == g.extract(text)
        assert other.extract(text).lang == "fr"
