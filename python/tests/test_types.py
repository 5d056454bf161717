"""Types: what the package says of itself holds."""

import inspect
import subprocess
import sys
from pathlib import Path

import griot

HERE = Path(__file__).parent


def run(*arguments: str) -> None:
    done = subprocess.run([sys.executable, "-m", *arguments], cwd=HERE, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)  # fmt: skip
    assert done.returncode == 0, done.stdout


def test_the_package_and_its_use_pass_mypy():
    run("mypy", "--strict", "--warn-unused-ignores", "typed.py")
    run("mypy", "--config-file", str(HERE.parent / "pyproject.toml"), "-p", "griot")


def test_the_stub_says_what_the_native_half_has():
    run("mypy.stubtest", "griot._griot")


def test_all_that_is_public_is_documented():
    for name in griot.__all__:
        thing = getattr(griot, name)
        if inspect.isclass(thing) or inspect.isfunction(thing):
            assert inspect.getdoc(thing), name
            if inspect.isclass(thing):
                for member, value in vars(thing).items():
                    if not member.startswith("_") and callable(value):
                        assert inspect.getdoc(value), f"{name}.{member}"
