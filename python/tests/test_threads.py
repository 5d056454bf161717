"""Threads: any number share a pipeline, and Python goes on while it reads."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import griot
import pytest


def test_threads_share_a_pipeline(g, records, documents):
    some = records[:6]
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: g.extract_batch(some), range(8)))
    assert all(batch == documents[:6] for batch in found)


def test_python_goes_on_meanwhile(records):
    # Long for any machine; a call that kept the interpreter to itself would leave a turn or two.
    g = griot.Griot("small", threads=1)
    text = "\n\n".join(record["text"] for record in records * 3)
    reading = threading.Thread(target=g.extract, args=(text,))
    reading.start()
    turns = 0
    while reading.is_alive():
        time.sleep(0.001)
        turns += 1
    assert turns > 5


LONG = """
import griot, json, sys
g = griot.Griot("small")
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
long = "\\n\\n".join(texts * 1000)
print("ready", flush=True)
try:
    READ
except KeyboardInterrupt:
    assert g.extract("Le Mali.").mentions
    print("interrupted", flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="signals are of POSIX")
@pytest.mark.parametrize(
    "read",
    [
        "g.extract(long)",
        "g.extract_batch([long, long])",
        'import pyarrow; g.extract_arrow(pyarrow.table({"text": [long]}))',
    ],
)
def test_ctrl_c_ends_a_long_call(read):
    from conftest import CORPUS

    code = LONG.replace("READ", read)
    with subprocess.Popen(
        [sys.executable, "-c", code, CORPUS], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        time.sleep(1)
        child.send_signal(signal.SIGINT)
        # The whole text takes minutes.
        out, _ = child.communicate(timeout=60)
    assert (out, child.returncode) == ("interrupted\n", 0)
