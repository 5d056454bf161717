"""What the groups of attacks share: the command, a corpus, runs, and the account of tries.

The model is the tiny one of the tests: its answers mean nothing, but they are the same every time.
"""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

GRIOT = os.environ["GRIOT"]
MODEL = "tests/models/bert"
SEED = int(os.environ.get("ATTACK_SEED", "1"))
# A run that takes longer hangs.
PATIENCE = 120
# Exit codes of a run that did what it should: all done, or done with rejected records.
DONE = (0, 1)


def extract(*arguments):
    """The arguments of a run of `griot extract`."""
    return [GRIOT, "extract", "--model", MODEL, "--threads", "2", *map(str, arguments)]


def run(command, **options):
    """Runs a command to its end; gives its exit code and its output. A hang is exit code None."""
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE, **options
        )
    except subprocess.TimeoutExpired as late:
        return None, late.stdout or b"", (late.stderr or b"").decode(errors="replace")
    return done.returncode, done.stdout, done.stderr.decode(errors="replace")


def crashed(code):
    """Whether an exit code is a hang, a panic, an abort or a signal."""
    return code is None or code < 0 or code == 101 or code >= 132


def corpus(path, count, seed=7):
    """Writes this many short documents, some of them bad."""
    draw = random.Random(seed)
    names = ["Moussa", "Awa", "Claire", "Lundi", "Mali", "Niger", "ONU"]
    with open(path, "w", encoding="utf-8") as file:
        for n in range(count):
            if n % 211 == 210:
                file.write(f'{{"id": {n}, "text": \n')
                continue
            words = [draw.choice(names) for _ in range(draw.randrange(5, 45))]
            record = {"id": f"doc-{n}", "text": " le ".join(words) + ". Il est là."}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def tree(directory):
    """The bytes of the files below a directory, by their names in it."""
    files = sorted(file for file in Path(directory).rglob("*") if file.is_file())
    return {str(file.relative_to(directory)): file.read_bytes() for file in files}


def differs(found, expected):
    """What differs between two trees, in words; empty if nothing does."""
    names = sorted(set(found) | set(expected))
    other = [name for name in names if found.get(name) != expected.get(name)]
    if not other:
        return ""
    lengths = [
        f"{name} ({len(found[name]) if name in found else 'missing'} bytes, "
        f"{len(expected[name]) if name in expected else 'none'} expected)"
        for name in other[:3]
    ]
    return "differs: " + ", ".join(lengths)


class Group:
    """A group of attacks: tries, each in a directory of its own, kept if it failed."""

    def __init__(self, name):
        self.name = name
        self.count = int(sys.argv[1])
        self.tried = 0
        self.failed = 0
        self.random = random.Random(f"{SEED}-{name}")
        self.started = time.monotonic()
        self.root = Path(tempfile.mkdtemp(prefix=f"griot-attack-{name}-"))

    def place(self):
        """An empty directory for the next try."""
        place = self.root / f"{self.tried:04}"
        place.mkdir()
        return place

    def judge(self, place, what, fault):
        """Counts a try. `fault` says what was wrong with it; empty or None if nothing was."""
        self.tried += 1
        if fault:
            self.failed += 1
            print(f"{self.name}: FAILED: {what}: {fault}\n    kept in {place}", flush=True)
        elif place is not None:
            shutil.rmtree(place, ignore_errors=True)

    def end(self):
        """Prints the account and ends the program."""
        seconds = time.monotonic() - self.started
        print(f"| {self.name} | tried {self.tried} | failed {self.failed} | {seconds:.0f} s |", flush=True)
        if not self.failed:
            shutil.rmtree(self.root, ignore_errors=True)
        sys.exit(1 if self.failed else 0)

    def leave_out(self, why):
        """Says that the group was not tried, and ends the program."""
        shutil.rmtree(self.root, ignore_errors=True)
        print(f"| {self.name} | not tried: {why} | | |", flush=True)
        sys.exit(0)
