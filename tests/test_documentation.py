"""What the README and the documentation say is true: commands run, links lead somewhere."""

from __future__ import annotations

import importlib.util
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import geopandas as gpd
import pytest
import yaml

import dxanalysis
from dxanalysis import __version__, analysis, observations
from dxanalysis.cli import main
from dxanalysis.findings import FINDING_COLUMNS
from dxanalysis.sources import workbook
from tests.filling import fill_in

ROOT = Path(__file__).resolve().parent.parent
PAGES = [
    *ROOT.glob("*.md"),
    *(ROOT / "docs").rglob("*.md"),
    ROOT / "data" / "README.md",
]


def blocks(page: Path, language: str = "") -> list[str]:
    """Take the blocks of code of a page."""
    fenced = rf"^[ ]*```{language}\n(.*?)^[ ]*```"
    found = re.findall(fenced, page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    return [str(block) for block in found]


def commands(page: Path) -> list[list[str]]:
    """Take the calls of dxanalysis that a page shows."""
    lines = [line.strip() for block in blocks(page) for line in block.splitlines()]
    calls = [line for line in lines if line.startswith(".venv/bin/dxanalysis ")]
    return [shlex.split(line, comments=True)[1:] for line in calls]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_to_files_that_are_there(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
        if "://" not in target:
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_shown_is_one(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for call in commands(page):
        # With --help appended, the parser takes the whole line as far as it is spelt right.
        with pytest.raises(SystemExit) as left:
            main([*call, "--help"])
        assert left.value.code == 0, call
    capsys.readouterr()


def test_make_has_every_target_that_pages_name() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    for page in PAGES:
        named = {
            line.split()[1]
            for block in blocks(page)
            for line in block.splitlines()
            if line.strip().startswith("make ")
        }
        assert named <= targets, page


@pytest.mark.slow
def test_the_commands_of_the_readme_work_in_their_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = commands(ROOT / "README.md")
    assert [call[0] for call in shown[:4]] == ["new", "check", "report", "map"]
    monkeypatch.chdir(tmp_path)
    run: dict[str, int] = {}
    for call in shown:
        if call[0] in {"report", "add"} or "convert" in call or "get" in call:
            continue  # made by the tests of the site, of intake, of the crosswalk, of downloads
        assert main(call) == 0, (call, capsys.readouterr().err)
        run[call[0]] = run.get(call[0], 0) + 1
        if call[0] == "new":
            fill_in(tmp_path / call[1])
            own = gpd.read_file(tmp_path / call[1] / "boundaries.geojson")
            own.to_file(tmp_path / "lines.gpkg")  # what the README calls real boundaries
    once = {"new", "map", "units", "set-target", "use-boundaries", "plan"}
    assert run == dict.fromkeys(once, 1) | {"check": 2}
    assert (tmp_path / "map.html").stat().st_size > 100_000
    assert (tmp_path / "fix-this.xlsx").is_file()


@pytest.mark.slow
def test_the_script_of_the_readme_runs_and_is_short() -> None:
    (script,) = blocks(ROOT / "README.md", "python")
    assert len([line for line in script.splitlines() if line.strip()]) <= 5
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True
    )
    first, heads, heads_of_index, *rows = done.stdout.splitlines()
    assert float(first) == pytest.approx(97.25, abs=0.01)
    assert heads.split() == ["unit_name", "pop_4g"]
    assert heads_of_index.split() == ["unit_code"]
    assert len(rows) == 5


# ---- the dictionary of tables --------------------------------------------------------------------
def test_the_dictionary_has_every_column_of_every_table() -> None:
    page = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## (.*?)\n(.*?)(?=^## |\Z)", page, re.DOTALL | re.MULTILINE))
    for title, columns in {
        "Quan sát · Observations": observations.COLUMNS,
        "Khoảng cách · Gaps": analysis.GAP_COLUMNS,
        "Kết quả kiểm tra · Findings": FINDING_COLUMNS,
        "Thôn, bản chưa có sóng · Villages without a signal": workbook.VILLAGE_COLUMNS,
    }.items():
        rows = [line.split("|")[1] for line in sections[title].splitlines() if "|" in line]
        named = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
        assert named == set(columns), title


# ---- the list of public names --------------------------------------------------------------------
@pytest.fixture(scope="module")
def listing() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_api", ROOT / "docs" / "make_api.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_list_of_public_names_is_current(listing: ModuleType) -> None:
    assert listing.FILE.read_text(encoding="utf-8") == listing.write_page(), (
        "run: python docs/make_api.py"
    )


def test_the_list_has_every_public_name_and_says_what_it_does(listing: ModuleType) -> None:
    page = listing.FILE.read_text(encoding="utf-8")
    named = dict(re.findall(r"^- \[`(\w+)`\]\([^)]*\)[ ★]*: (.*)$", page, re.MULTILINE))
    modules = set(re.findall(r"^### `dxanalysis\.([\w.]+)`", page, re.MULTILINE))
    assert all(named.values())
    for name in set(dxanalysis.__all__) - {"__version__"}:
        found = getattr(dxanalysis, name)
        if isinstance(found, ModuleType):
            full = found.__name__.removeprefix("dxanalysis.")
            assert any(one == full or one.startswith(f"{full}.") for one in modules), name
        else:
            assert name in named


def test_a_name_is_listed_from_the_file_that_defines_it(
    listing: ModuleType, tmp_path: Path
) -> None:
    package = tmp_path / "dxanalysis"
    (package / "maps").mkdir(parents=True)
    (package / "maps" / "__init__.py").write_text(
        '"""Maps."""\nfrom dxanalysis.maps.page import draw as gap_map\n__all__ = ["gap_map"]\n'
    )
    (package / "maps" / "page.py").write_text(
        'MOST = 3\n"""At most\nso ``many``."""\n_OWN = 1\n"""Hidden."""\n'
        'def draw():\n    """Draw :func:`~x.y`\n    now.\n\n    More."""\n'
        'def _help():\n    """Hidden."""\n'
    )
    page = package / "maps" / "page.py"
    assert listing.public_names(package, "maps") == [("gap_map", "Draw `x.y` now.", page)]
    assert listing.public_names(package, "maps.page") == [
        ("MOST", "At most so `many`.", page),
        ("draw", "Draw `x.y` now.", page),
    ]


def test_the_citation_is_of_this_version() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert cited["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= set(cited)
    assert cited["version"] == project["version"] == __version__
    assert cited["license"] == project["license"]
    assert cited["keywords"] == project["keywords"]


@pytest.mark.slow
def test_the_site_of_the_documentation_is_whole(tmp_path: Path) -> None:
    pytest.importorskip("furo")
    builder = shutil.which("sphinx-build", path=str(Path(sys.executable).parent))
    assert builder is not None
    options = ["--quiet", "--fail-on-warning", "--keep-going", "-b", "html"]
    built = subprocess.run(
        [builder, *options, "docs", str(tmp_path)], cwd=ROOT, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    check = [sys.executable, "docs/check_site.py", str(tmp_path)]
    good = subprocess.run(check, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (good.returncode, good.stdout) == (0, "")
    page = tmp_path / "index.html"
    dead = '<a href="nowhere.html">x</a><a href="tables.html#nowhere">x</a>'
    outside = '<script src="https://example.org/x.js"></script>'
    page.write_text(page.read_text(encoding="utf-8") + dead + outside, encoding="utf-8")
    bad = subprocess.run(check, cwd=ROOT, capture_output=True, text=True, check=False)
    assert bad.returncode == 1
    assert bad.stdout.count("\n") == 3
