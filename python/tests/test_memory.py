"""Memory stays flat over many calls."""

from __future__ import annotations

import os
from pathlib import Path

import griot
import pytest

STATM = Path("/proc/self/statm")
#: Allocators keep some of what was in use; a leak of a few hundred bytes a call shows.
SLACK = 24 << 20


def resident() -> int:
    """Bytes in memory."""
    return int(STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.fixture(scope="module")
def g() -> griot.Griot:
    """Of few threads: each has some memory of the allocator's, which is no leak."""
    return griot.Griot("small", threads=2)


@pytest.mark.skipif(not STATM.exists(), reason="needs /proc")
@pytest.mark.parametrize(
    ("text", "calls"), [("", 100_000), ("Le Mali et Assimi Goïta, lundi.", 3_000)]
)
def test_many_calls(g, text, calls):
    for _ in range(calls // 20):
        g.extract(text)
    before = resident()
    for _ in range(calls):
        g.extract(text)
    assert resident() - before < SLACK


@pytest.mark.skipif(not STATM.exists(), reason="needs /proc")
def test_a_stream_of_any_length(g):
    def texts(count: int):
        # The spaces cost no time, and 60 MB in all if documents are not given back.
        return ({"text": f"Le Mali, le {n}." + " " * 20_000, "id": n} for n in range(count))

    for _ in g.iter(texts(300)):
        pass
    before = resident()
    for _ in g.iter(texts(3_000)):
        pass
    assert resident() - before < SLACK


@pytest.mark.skipif(not STATM.exists(), reason="needs /proc")
def test_tables_are_given_back(g):
    import pyarrow as pa

    # 2 MB a call, which a table with its texts has too.
    table = pa.table({"text": ["Le Mali. " + " " * 100_000] * 20})
    for _ in range(5):
        g.extract_arrow(table, include_text=True)
    before = resident()
    for _ in range(50):
        g.extract_arrow(table, include_text=True)
    assert resident() - before < SLACK
