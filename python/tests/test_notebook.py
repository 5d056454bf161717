"""`examples/sahel.ipynb` runs from its first cell to its last, and shows what is committed."""

import pytest

pytest.importorskip("nbclient", reason="nbclient is not installed")
for package in ("ipykernel", "matplotlib", "networkx", "pandas", "scipy"):
    pytest.importorskip(package, reason=f"{package}, which the notebook uses, is not installed")

import nbformat
from conftest import ROOT
from nbclient import NotebookClient

EXAMPLES = ROOT / "examples"


def shown(notebook):
    """For each cell of code, the texts and the number of pictures that it shows."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            texts = [o.get("text") or o.get("data", {}).get("text/plain") for o in cell.outputs]
            pictures = sum("image/png" in output.get("data", {}) for output in cell.outputs)
            yield cell.source, [text for text in texts if text], pictures


def test_the_notebook_runs_and_shows_what_it_is_committed_with():
    committed = nbformat.read(EXAMPLES / "sahel.ipynb", as_version=4)
    run = nbformat.read(EXAMPLES / "sahel.ipynb", as_version=4)
    resources = {"metadata": {"path": str(EXAMPLES)}}
    NotebookClient(run, timeout=120, kernel_name="python3", resources=resources).execute()
    assert list(shown(run)) == list(shown(committed))
    assert sum(pictures for _, _, pictures in shown(run)) == 4
