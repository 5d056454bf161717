"""What the tests share: the sample corpus, the command, loaded pipelines."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import griot

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus" / "news.jsonl"


@pytest.fixture(scope="session")
def records() -> list[dict[str, Any]]:
    """The records of the sample corpus."""
    with CORPUS.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@pytest.fixture(scope="session")
def g() -> griot.Griot:
    """The small model: most tests are about what stands around it."""
    return griot.Griot("small")


@pytest.fixture(scope="session")
def documents(g: griot.Griot, records: list[dict[str, Any]]) -> list[griot.Document]:
    """What the small model finds in the sample corpus."""
    return g.extract_batch(records)


@pytest.fixture(scope="session")
def command() -> Callable[..., bytes]:
    """Runs the command `griot`, of the environment variable GRIOT or of a release build."""
    path = Path(os.environ.get("GRIOT", ROOT / "target" / "release" / "griot"))
    if not path.is_file():
        pytest.skip(f"no command at {path}: cargo build --release, or set GRIOT")

    def run(*arguments: str | Path) -> bytes:
        return subprocess.run(
            [path, *arguments], check=True, stdout=subprocess.PIPE
        ).stdout

    return run
