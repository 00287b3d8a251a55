"""The notebooks: each runs on the sample and on real boundaries without a warning, and leads on."""

from __future__ import annotations

import ast
import gzip
import re
import runpy
import urllib.parse
from typing import TYPE_CHECKING, Any

import nbformat
import openpyxl
import papermill
import pytest
import rasterio

import dxanalysis
from dxanalysis.units import load_units
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = ROOT / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("[0-9]*.ipynb"))
QUICK = "00-start"
"""The notebook that runs with every test; the others are slow."""

SAYS_WHAT_IS_MISSING = {"01", "03", "04", "05", "06", "07", "08", "09"}
"""The notebooks that ask more of a province than one operator's 4G."""

SHORT = 10
"""Cells of a notebook that has one widget to show, and little else."""

ENGLISH = FOLDER / "en"
STRICT = "import warnings\nwarnings.simplefilter('error')\n"
LINK = re.compile(r"\]\(((?:\.\./)*[\w./-]+\.(?:ipynb|md))(#[^)\s]+)?\)")


def check(done: Any) -> None:
    """Look through what a notebook left."""
    outputs = [one for cell in done.cells for one in cell.get("outputs", [])]
    assert [one.text for one in outputs if one.get("name") == "stderr"] == []
    assert len(outputs) >= (5 if len(done.cells) > SHORT else 3)
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
    done = papermill.execute_notebook(
        str(path),
        str(tmp_path / path.name),
        parameters=parameters,
        cwd=str(path.parent),
        progress_bar=False,
        execution_timeout=180,
    )
    check(done)


@pytest.fixture(scope="module")
def poor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a province of which one operator sent one column of one day, and nothing else."""
    folder = tmp_path_factory.mktemp("quang-ninh")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Mã xã", "Xã, phường", "Dân số", "Dân số được phủ sóng 4G"])
    for number, (code, name) in enumerate(load_units(province="22")["unit_name"].items()):
        sheet.append([code, name, 10_000, 8_000 + 37 * number])
    book.save(folder / "mot-tep.xlsx")
    (folder / "province.toml").write_text(
        '[province]\ncode = "22"\ngrouping = "commune"\n'
        '[[workbooks]]\npath = "mot-tep.xlsx"\noperator = "viettel"\nas_of = 2026-06-30\n'
        "[targets]\n",
        encoding="utf-8",
    )
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_on_a_province_that_has_next_to_nothing(
    path: Path, poor: Path, tmp_path: Path
) -> None:
    done = papermill.execute_notebook(
        str(path),
        str(tmp_path / path.name),
        parameters={"workspace": str(poor)},
        cwd=str(path.parent),
        progress_bar=False,
        execution_timeout=180,
    )
    # No cell that shows anything on the sample is silent here: it says what it cannot show.
    outputs = [one for cell in done.cells for one in cell.get("outputs", [])]
    said = " ".join(str(one.get("data", "")) + one.get("text", "") for one in outputs)
    assert "minh họa" not in said.replace("khu-vuc-minh-hoa", "")
    assert ("Phần này chưa trình bày được" in said) == (path.stem[:2] in SAYS_WHAT_IS_MISSING)


def cells(path: Path, kind: str) -> list[str]:
    notebook = nbformat.read(path, as_version=4)
    return [cell.source for cell in notebook.cells if cell.cell_type == kind]


def headings(path: Path) -> set[str]:
    """List the headings of a notebook as JupyterLab names them in an address."""
    lines = "\n".join(cells(path, "markdown")).splitlines()
    return {line.lstrip("# ").replace(" ", "-") for line in lines if line.startswith("#")}


def test_the_notebooks_are_numbered_and_each_leads_to_another() -> None:
    assert [path.stem[:2] for path in NOTEBOOKS] == [f"{n:02}" for n in range(12)]
    for path in [*NOTEBOOKS, *ENGLISH.glob("*.ipynb")]:
        links = LINK.findall(cells(path, "markdown")[-1])
        assert links, path
        for target, _ in links:
            assert (path.parent / target).is_file(), (path, target)


def test_the_readme_lists_every_notebook_in_order() -> None:
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    listed = [target for target, _ in LINK.findall(page) if target.endswith(".ipynb")]
    assert listed[::2] == [path.name for path in NOTEBOOKS]
    assert listed[1::2] == [f"en/{path.name}" for path in NOTEBOOKS]


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
        links = LINK.findall(row)
        found = [(ROOT / "docs" / target).resolve() for target, _ in links]
        assert [path.parent for path in found] == [FOLDER, ENGLISH], row
        for notebook, (_, anchor) in zip(found, links, strict=True):
            assert urllib.parse.unquote(anchor[1:]) in headings(notebook), row


def load_script(path: Path) -> dict[str, Any]:
    """Run a script of the repository as a module and give its names."""
    return runpy.run_path(str(path))


def test_the_notebooks_are_what_their_sources_make() -> None:
    made = load_script(FOLDER / "make_notebooks.py")["made"]()
    there = {*NOTEBOOKS, *ENGLISH.glob("*.ipynb")}
    assert set(made) == there
    assert [path for path, text in made.items() if path.read_text(encoding="utf-8") != text] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_both_languages_have_the_same_code_and_their_own_words(path: Path) -> None:
    vietnamese, english = (cells(folder / path.name, "code") for folder in (FOLDER, ENGLISH))
    assert vietnamese[1:] == english[1:]
    first = [ast.parse(code[0]).body for code in (vietnamese, english)]
    assert [ast.unparse(one.target) for one in first[0] if isinstance(one, ast.AnnAssign)] == [
        ast.unparse(one.target) for one in first[1] if isinstance(one, ast.AnnAssign)
    ]
    for folder, code, lang in ((FOLDER, vietnamese, "vi"), (ENGLISH, english, "en")):
        assert f'lang: str = "{lang}"' in code[0]
        for name in re.findall(r'= "((?:\.\./)+data/[^"]+)"', code[0]):
            assert (folder / name).is_dir(), name
        assert all(re.match(r"# \w", cell) for cell in code)
    words = {
        folder: re.sub(r"`[^`]*`|\]\([^)]*\)", "", "\n".join(cells(folder / path.name, "markdown")))
        for folder in (FOLDER, ENGLISH)
    }
    places = r"Sơn La|Chiềng \w+|Tô Hiệu|Vân Hồ|QĐ-TTg"
    marks = r"[ăđơưạảấầẩậắằặẹẻẽếềểệỉịọỏốồổộớờợụủứừửựỳỵ]"
    assert not re.search(marks, re.sub(places, "", words[ENGLISH]))
    assert not re.search(r"\b(?:the|is|are|which|where|of)\b", words[FOLDER])
    assert "tables.say(" in english[-1]


PUBLIC = re.compile(r"^(?:import dxanalysis as dx|from dxanalysis import (?P<names>[\w, ]+))$")


@pytest.mark.parametrize(
    "path", [*NOTEBOOKS, FOLDER / "district_report.ipynb"], ids=lambda p: p.stem
)
def test_a_notebook_uses_the_public_names_alone(path: Path) -> None:
    code = "\n".join(cells(path, "code"))
    for line in code.splitlines():
        if re.match(r"\s*(?:import|from)\s+dxanalysis", line):
            found = PUBLIC.match(line)
            assert found, line
            assert set((found["names"] or "analyse").split(", ")) <= set(dxanalysis.__all__), line
    assert set(re.findall(r"\bdx\.(\w+)", code)) <= set(dxanalysis.__all__)
    assert "pivot_table" not in code
    assert "illustrative=" not in code or "still_map" in code


def test_the_sample_of_measurements_is_what_its_script_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = ROOT / "data" / "measurements-sample"
    script = load_script(folder / "make_measurements.py")
    monkeypatch.setattr("sys.argv", ["make_measurements.py", "--out", str(tmp_path)])
    script["main"]()
    written = sorted(path.name for path in tmp_path.iterdir())
    assert written == sorted(p.name for p in folder.iterdir() if p.suffix not in {".md", ".py", ""})
    for name in ("i-speed.csv", "places.csv", "2025-07-01_performance_mobile_tiles.geojson"):
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes(), name
    # Packed files may differ by the libraries' versions; what is in them may not.
    packed = [gzip.decompress((at / "452.csv.gz").read_bytes()) for at in (tmp_path, folder)]
    assert packed[0] == packed[1]
    rasters = []
    for at in (tmp_path, folder):
        with rasterio.open(at / "people.tif") as file:
            assert "MINH HỌA" in file.tags()["TIFFTAG_IMAGEDESCRIPTION"]
            rasters.append(file.read(1))
    assert (rasters[0] == rasters[1]).all()
