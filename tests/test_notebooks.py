"""The notebooks: each runs on the sample and on real boundaries without a warning, and leads on."""

from __future__ import annotations

import re
import urllib.parse
from typing import TYPE_CHECKING, Any

import nbformat
import papermill
import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = ROOT / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("[0-9]*.ipynb"))
QUICK = "06-what-changed"
"""The notebook that runs with every test; the others are slow."""

STRICT = "import warnings\nwarnings.simplefilter('error')\n"
LINK = re.compile(r"\]\(((?:\.\./)?[\w./-]+\.(?:ipynb|md))(#[^)\s]+)?\)")


def check(done: Any) -> None:
    """Look through what a notebook left."""
    outputs = [one for cell in done.cells for one in cell.get("outputs", [])]
    assert [one.text for one in outputs if one.get("name") == "stderr"] == []
    assert len(outputs) >= 5
    # Nothing is shown as Python writes it: every result has a form for people.
    shown = [one["data"] for one in outputs if "data" in one]
    assert [data["text/plain"] for data in shown if set(data) == {"text/plain"}] == []


@pytest.mark.parametrize(
    ("path", "is_real"),
    [
        pytest.param(
            path,
            is_real,
            id=f"{path.stem}-{'real' if is_real else 'sample'}",
            marks=[
                *([pytest.mark.real] if is_real else []),
                *([] if path.stem == QUICK and not is_real else [pytest.mark.slow]),
            ],
        )
        for path in NOTEBOOKS
        for is_real in (False, True)
    ],
)
def test_a_notebook_runs(
    path: Path,
    is_real: bool,  # noqa: FBT001 - pytest passes it by name
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    # In these kernels every warning is an error.
    startup = tmp_path / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "strict.py").write_text(STRICT, encoding="utf-8")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    parameters = {}
    if is_real:
        folder = request.getfixturevalue("real_data")
        layer = folder / "boundaries" / "son_la_communes_2025.gpkg"
        parameters = {"boundaries": str(layer), "lang": "en"}
        if path.stem.startswith("07"):
            parameters["real_files"] = str(folder)
    done = papermill.execute_notebook(
        str(path),
        str(tmp_path / path.name),
        parameters=parameters,
        cwd=str(path.parent),
        progress_bar=False,
        execution_timeout=180,
    )
    check(done)


def cells(path: Path, kind: str) -> list[str]:
    notebook = nbformat.read(path, as_version=4)
    return [cell.source for cell in notebook.cells if cell.cell_type == kind]


def headings(path: Path) -> set[str]:
    """List the headings of a notebook as JupyterLab names them in an address."""
    lines = "\n".join(cells(path, "markdown")).splitlines()
    return {line.lstrip("# ").replace(" ", "-") for line in lines if line.startswith("#")}


def test_the_notebooks_are_numbered_and_each_leads_to_another() -> None:
    assert [path.stem[:2] for path in NOTEBOOKS] == [f"{n:02}" for n in range(1, 11)]
    for path in NOTEBOOKS:
        links = LINK.findall(cells(path, "markdown")[-1])
        assert links, path.name
        for target, _ in links:
            assert (FOLDER / target).is_file(), (path.name, target)


def test_the_readme_lists_every_notebook_in_order() -> None:
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    listed = [target for target, _ in LINK.findall(page) if target.endswith(".ipynb")]
    assert listed == [path.name for path in NOTEBOOKS]


def test_code_is_short_enough_to_be_read_aloud() -> None:
    code = [cell for path in NOTEBOOKS for cell in cells(path, "code")]
    assert [cell for cell in code if re.search(r"^\s*def ", cell, re.MULTILINE)] == []
    lengths = sorted(len(cell.splitlines()) for cell in code)
    assert lengths[len(lengths) // 2] <= 8
    for path in NOTEBOOKS:
        parameters = cells(path, "code")[0]
        for name in ("workspace", "boundaries", "lang"):
            assert f"\n{name}: str" in f"\n{parameters}", (path.name, name)


def test_every_question_leads_to_a_section_of_a_notebook() -> None:
    page = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if re.match(r"\| Q\d+ \|", line)]
    assert len(rows) == 15
    for row in rows:
        ((target, anchor),) = LINK.findall(row)
        notebook = (ROOT / "docs" / target).resolve()
        assert notebook in NOTEBOOKS, row
        assert urllib.parse.unquote(anchor[1:]) in headings(notebook), row
