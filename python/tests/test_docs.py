"""The examples of the documentation run."""

import doctest
import re

import pytest
from conftest import ROOT

import griot

BLOCK = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("path", ["docs/python.md", "python/README.md"])
def test_examples(path, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    blocks = list(BLOCK.finditer((ROOT / path).read_text(encoding="utf-8")))
    assert blocks
    names = {"__name__": "example"}
    for block in blocks:
        code = block[1]
        if ">>>" in code:
            test = doctest.DocTestParser().get_doctest(code, names, path, path, 0)
            result = doctest.DocTestRunner().run(test, clear_globs=False)
            names.update(test.globs)
            assert result.failed == 0
        else:
            exec(compile(code, path, "exec"), names)


def test_the_docstring_of_the_package():
    assert doctest.testmod(griot).failed == 0
