"""`examples/sahel.ipynb` runs from its first cell to its last, and shows what is committed, or nearly."""

from difflib import SequenceMatcher

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
            # What libraries log depends on the machine: `Matplotlib is building the font cache`.
            outputs = [output for output in cell.outputs if output.get("name") != "stderr"]
            texts = [o.get("text") or o.get("data", {}).get("text/plain") for o in outputs]
            pictures = sum("image/png" in output.get("data", {}) for output in outputs)
            yield cell.source, [text for text in texts if text], pictures


def outline(cells):
    return [(source, len(texts), pictures) for source, texts, pictures in cells]


def words(cells):
    return [word for _, texts, _ in cells for text in texts for word in text.split()]


def test_the_notebook_runs_and_shows_what_it_is_committed_with():
    committed = nbformat.read(EXAMPLES / "sahel.ipynb", as_version=4)
    run = nbformat.read(EXAMPLES / "sahel.ipynb", as_version=4)
    resources = {"metadata": {"path": str(EXAMPLES)}}
    client = NotebookClient(
        run, timeout=600, kernel_name="python3", resources=resources, coalesce_streams=True
    )
    client.execute()
    cells, known = list(shown(run)), list(shown(committed))
    assert outline(cells) == outline(known)
    assert sum(pictures for _, _, pictures in cells) == 4
    # Not to the letter: another kind of processor finds a few mentions in a hundred otherwise.
    alike = SequenceMatcher(None, words(cells), words(known), autojunk=False).ratio()
    assert alike > 0.9
