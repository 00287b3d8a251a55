"""What all tests share: the embedded workspace, the real files and a browser."""

from __future__ import annotations

import gc
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import openpyxl
import pytest
from hypothesis import settings
from openpyxl.cell.cell import MergedCell

import dxanalysis.batch.execution  # noqa: F401 - before nbformat is loaded, which it makes light
from dxanalysis import units
from dxanalysis.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from playwright.sync_api import Browser
    from xdist.remote import Producer
    from xdist.scheduler import LoadFileScheduling

# How long an example takes says more of the machine's other work than of the code.
settings.register_profile("calm", deadline=None)
settings.load_profile("calm")

# Tests keep nothing in the user's folders.
os.environ["DXANALYSIS_CACHE"] = ""

# Tests that change a module want its readers to see the change, so files are read in forks.
os.environ.setdefault("DXANALYSIS_BOX", "fork")

# How long a file takes says as much of the machine's other work as of the file.
os.environ.setdefault("DXANALYSIS_READ_SECONDS", "600")

# As in the program's own processes: looking for cycles after every 700 objects costs a tenth.
gc.set_threshold(100_000, 20, 50)

# Looking for examples in it would run it, here.
collect_ignore = ["as_on_windows"]

ROOT = Path(__file__).resolve().parent.parent

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")

# A page under test may ask for nothing, so neither may the browser by itself.
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


LONGEST = ("test_layouts", "test_snapshot", "test_hostile_files", "test_one_operator")
"""Files of tests that take longest. They are begun first, so that no process waits at the end."""


TOGETHER = dict.fromkeys(("test_files", "test_surroundings"), "drawn borders")
"""Files of tests that share drawn borders, made once if one process runs them all."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest."""
    if not hasattr(os, "fork"):
        for item in items:
            if item.get_closest_marker("unix"):
                item.add_marker(pytest.mark.skip(reason="about what Windows lacks"))
    gc.freeze()  # what is loaded stays, and forks need not copy it
    order = {stem: place for place, stem in enumerate(LONGEST)}
    items.sort(key=lambda item: order.get(item.path.stem, len(LONGEST)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling | None:
    """Keep together what shares a costly fixture, where files are to be kept whole."""
    if config.getvalue("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadFileScheduling

    class Together(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = super()._split_scope(nodeid)
            return TOGETHER.get(Path(file).stem, file)

    return Together(config, log)


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the folder of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def son_la() -> Path:
    """Return the embedded workspace. Tests copy it before they change it."""
    return ROOT / "data" / "son-la"


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Return the folder of real files, or skip where there is none."""
    folder = os.environ.get("DXANALYSIS_REAL_DATA")
    if not folder:
        pytest.skip("DXANALYSIS_REAL_DATA is not set")
    path = (ROOT / folder).resolve()
    # Set but wrong is a mistake and not a reason to test less.
    assert path.is_dir(), f"DXANALYSIS_REAL_DATA={folder} is no folder"
    return path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start headless Chromium once, or skip where none is installed."""
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if found is None:
        assert os.environ.get("DXANALYSIS_REQUIRE_BROWSER") != "1", "no Chromium is installed"
        pytest.skip("no Chromium is installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the embedded workspace's whole site once, as the command does."""
    out = tmp_path_factory.mktemp("report") / "site"
    assert main(["report", "--out", str(out)]) == 0
    return out


HOSTILE = "{{ 7*7 }}<img src=x onerror=window.top.hostile=1>"
"""Run as a template it would say 49; run as HTML it would set a mark that a test looks for."""


TURNED = "\u202e\u2066\u200f"
"""Marks that turn text around."""

PLANTED = {
    "title": "Lò Văn Tiêu",
    "note": "0912345671",
    "village": "Lò Văn Bản",
    "telephone": "0912 345 672",
    "card": "014088000003",
    "address": "mau@example.vn",
}
"""Persons in cells of a workbook, of whom nothing that is made may speak."""


def empty_rows(book: openpyxl.Workbook, codes: set[str]) -> None:
    """Take the figures of some communes out of a workbook."""
    for page in book.worksheets:
        for row in page.iter_rows():
            if codes & {str(cell.value).zfill(5) for cell in row[:4]}:
                for cell in row[3:]:
                    if not isinstance(cell, MergedCell):
                        cell.value = None


@pytest.fixture(scope="session")
def broken_site(son_la: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[int, Path]:
    """Make two pages from a workbook with hostile names and without any figure of Sốp Cộp.

    Persons stand in its title, its notes and names of villages (PLANTED); sequences of terminals
    and marks that turn text around stand in names of villages, classes, sources and documents.

    Returns the exit code and the site.
    """
    folder = tmp_path_factory.mktemp("broken")
    workspace = Path(shutil.copytree(son_la, folder / "tinh"))
    path = workspace / "workbooks" / "so-khcn.xlsx"
    book = openpyxl.load_workbook(path)
    sop_cop = set(units.former_districts(province="14").query("district_code == '127'").index)
    for place, page in enumerate(book.worksheets[:2]):
        for row in page.iter_rows():
            if "04171" in {str(cell.value) for cell in row[:4]}:
                # The commune's name; on the second sheet, the village's.
                row[1 if place == 0 else 3].value = HOSTILE
    empty_rows(book, sop_cop)
    figures, villages = book.worksheets[:2]
    figures["A2"] = f"Người lập: ông {PLANTED['title']}, {PLANTED['address']}"
    for row in figures.iter_rows(min_row=20, max_row=40):
        row[-1].value = f"LH {PLANTED['note']}"
    for row in villages.iter_rows(min_row=5):
        row[3].value = row[3].value and (
            f"{row[3].value} {TURNED} (ông {PLANTED['village']}, {PLANTED['telephone']})"
        )
        row[-1].value = f"CCCD {PLANTED['card']}"
    villages["D8"] = "Bản" + "x" * 5000
    book.save(path)
    for other in set(path.parent.glob("*.xlsx")) - {path}:
        book = openpyxl.load_workbook(other)
        empty_rows(book, sop_cop)
        book.save(other)
    settings = workspace / "province.toml"
    said = settings.read_text(encoding="utf-8")
    for words in ("Xã biên giới", "dxanalysis (vẽ", 'biên giới"', "Mức đặt thử"):
        said = said.replace(words, f"\\u001b[31m\\u009b1m\\u202e{words}")
    settings.write_text(said, encoding="utf-8")
    classes = workspace / "workbooks" / "khu-vuc-minh-hoa.csv"
    rows = classes.read_text(encoding="utf-8-sig").replace(",III", f",III{TURNED}\x1b[31m")
    rows = rows.replace(",II,", f",II{'x' * 5000},")
    classes.write_text(rows, encoding="utf-8")
    out = folder / "site"
    asked = ["report", str(workspace), "--only", "126", "127", "--formats", "html,docx"]
    return main([*asked, "--out", str(out)]), out


class Saving(Protocol):
    """What :func:`save_with_calc` returns."""

    def __call__(self, paths: Iterable[Path], out: Path, kind: str = "xlsx") -> None: ...


@pytest.fixture(scope="session")
def save_with_calc(tmp_path_factory: pytest.TempPathFactory) -> Saving:
    """Return a function that has LibreOffice save workbooks again, or skip where it has no Calc."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("calc")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"

    def save(paths: Iterable[Path], out: Path, kind: str = "xlsx") -> None:
        command = [office, "--headless", profile, "--convert-to", kind, "--outdir", out, *paths]
        subprocess.run(command, check=True, capture_output=True, timeout=600)

    probe = folder / "probe.csv"
    probe.write_text("a,b\n", encoding="utf-8")
    save([probe], folder / "saved")
    if not (folder / "saved" / "probe.xlsx").is_file():
        pytest.skip("LibreOffice is installed without Calc")
    return save


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the small files that a test wrote itself without a process for each of them.

    That a process of its own gives what it read unchanged, and what it keeps out, is tested where
    files are read as they come: ``test_workbook.py``, ``test_workbook_formats.py``,
    ``test_layouts.py``, ``test_hostile_files.py``.
    """
    monkeypatch.setenv("DXANALYSIS_BOX", "off")


@pytest.fixture
def own_workspace(son_la: Path, tmp_path: Path) -> Path:
    """Return a copy of the embedded workspace that a test may change."""
    return Path(shutil.copytree(son_la, tmp_path / "tinh"))


def keep_one_workbook(workspace: Path) -> None:
    """Leave a copy of the embedded workspace the figures of any operator, and nothing else to read.

    For tests that change something beside the figures: it is analysed in a third of the time.
    """
    path = workspace / "province.toml"
    sections = re.split(r"(?m)^(?=\[)", path.read_text(encoding="utf-8"))
    kept = [
        section
        for section in sections
        if not section.startswith(("[[workbooks]]", "[speed_tests]")) or "so-khcn.xlsx" in section
    ]
    assert len(kept) == len(sections) - 6
    path.write_text("".join(kept), encoding="utf-8")


@pytest.fixture
def small_workspace(own_workspace: Path) -> Path:
    """Return a copy of the embedded workspace with one workbook, which a test may change."""
    keep_one_workbook(own_workspace)
    return own_workspace


class Editing(Protocol):
    """What :func:`edit_cells` returns."""

    def __call__(self, path: Path, changes: dict[str, object], *, sheet: int = 0) -> None: ...


@pytest.fixture
def edit_cells() -> Editing:
    """Return a function that changes cells of a workbook, by address."""

    def edit(path: Path, changes: dict[str, object], *, sheet: int = 0) -> None:
        book = openpyxl.load_workbook(path)
        for address, value in changes.items():
            book.worksheets[sheet][address] = value
        book.save(path)

    return edit


class Finding(Protocol):
    """What :func:`rows_of` returns."""

    def __call__(self, path: Path, codes: Iterable[str], *, sheet: int = 0) -> dict[str, int]: ...


@pytest.fixture
def rows_of() -> Finding:
    """Return a function that finds the row of each unit code in a workbook."""

    def find(path: Path, codes: Iterable[str], *, sheet: int = 0) -> dict[str, int]:
        wanted = set(codes)
        page = openpyxl.load_workbook(path).worksheets[sheet]
        found = {
            str(cell.value).zfill(5): cell.row
            for row in page.iter_rows()
            for cell in row
            if str(cell.value).zfill(5) in wanted
        }
        assert set(found) == wanted
        return found

    return find
