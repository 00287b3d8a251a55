"""The whole way, once: workbooks in, pages out, and what happens when something is wrong."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import json
import re
from html import escape, unescape
from typing import TYPE_CHECKING

import openpyxl
import pandas as pd
import pyogrio
import pytest

from dxanalysis.analysis import GAP_COLUMNS
from dxanalysis.batch.execution import pool
from dxanalysis.batch.plan import check_parameters
from dxanalysis.cli import main
from dxanalysis.errors import ParameterError
from tests.batches import shared_pool
from tests.conftest import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dxanalysis.analysis import Analysis
    from tests.conftest import Editing, Finding

pytestmark = pytest.mark.slow

DISTRICTS = 12
LARGEST_PAGE = 1_500_000


@pytest.fixture(autouse=True, scope="module")
def _one_pool(request: pytest.FixtureRequest) -> Iterator[None]:
    """Have all commands but the one that makes the whole site work with one pool."""
    request.getfixturevalue("site")
    patch = pytest.MonkeyPatch()
    patch.setattr(pool, "Pool", lambda: contextlib.nullcontext(shared_pool()))
    yield
    patch.undo()


def table(site: Path) -> pd.DataFrame:
    return pd.read_csv(site / "gaps.csv", dtype={"unit_code": "str"}, encoding="utf-8-sig")


def manifest(site: Path) -> dict[str, object]:
    content: dict[str, object] = json.loads((site / "manifest.json").read_text(encoding="utf-8"))
    return content


def snapshot(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


# ---- what a report makes -------------------------------------------------------------------------


def test_twelve_pages_each_small_and_named_by_code_and_name(site: Path) -> None:
    pages = sorted(path.name for path in (site / "units").glob("*.html"))
    assert len(pages) == DISTRICTS
    assert "126-huyen-song-ma.html" in pages
    assert all(re.fullmatch(r"\d{3}-[a-z-]+\.html", name) for name in pages)
    for path in [*site.rglob("*.html")]:
        assert path.stat().st_size <= LARGEST_PAGE, path.name
    notebooks = list((site / "units").glob("*.ipynb"))
    assert len(notebooks) == DISTRICTS
    for path in notebooks:
        # What is shown is in it once: not also as Python would write it.
        assert path.stat().st_size < 1.5 * path.with_suffix(".html").stat().st_size, path.name
    assert {path.name for path in site.rglob(".*")} == {".runs"}, "nothing half made is left"


def test_every_page_was_seen_to_read_its_area_only(site: Path) -> None:
    lines = (site / ".runs" / "000001" / "run.jsonl").read_text(encoding="utf-8").splitlines()
    units = [record for record in map(json.loads, lines) if record["event"] == "unit"]
    assert [unit["reads"] for unit in units] == ["area"] * DISTRICTS


def test_the_published_totals_of_the_province_come_out_exactly(site: Path) -> None:
    rows = table(site)
    rows = rows[(rows["level"] == "province") & (rows["operator"] == "any")].set_index("indicator")
    published = {"pop_4g": 97.25, "pop_5g": 10.14, "villages_fibre": 80.03, "communes_fibre": 100.0}
    for key, value in published.items():
        assert round(rows.loc[key, "rate_pct"], 2) == value
        assert manifest(site)["province"][key]["rate_pct"] == value  # type: ignore[index]
    assert round(rows.loc["households_smartphone", "rate_pct"], 2) == 96.36
    assert rows.loc["teams", "numerator"] == 2448
    assert rows.loc["team_members", "numerator"] == 15101
    assert rows.loc["eid_accounts", "numerator"] == 539304


def test_districts_add_up_to_the_province(site: Path) -> None:
    rows = table(site)
    rows = rows[rows["operator"] == "any"]
    for column in ("numerator", "denominator"):
        sums = rows.pivot_table(index="indicator", columns="level", values=column, aggfunc="sum")
        assert (sums["district"] == sums["province"]).all()
        assert (sums["commune"] == sums["province"]).all()


def test_gaps_csv_is_the_contract(site: Path) -> None:
    raw = (site / "gaps.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf"), "Excel needs the mark to show Vietnamese"
    heading = next(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert heading == GAP_COLUMNS
    rows = table(site)
    assert set(rows["level"]) == {"commune", "district", "province"}
    assert rows.loc[rows["level"] == "commune", "unit_code"].nunique() == 75
    assert rows.loc[rows["level"] == "district", "unit_code"].nunique() == DISTRICTS
    assert not rows.duplicated(["unit_code", "indicator", "operator", "as_of"]).any()
    assert set(rows["evidence"]) == {"illustrative"}
    # A target on electrified villages is no target for all villages.
    assert not rows.loc[rows["indicator"] == "villages_4g", "comparable"].any()
    assert rows.loc[rows["indicator"] == "villages_4g", "gap_points"].isna().all()


def test_manifest_is_the_contract(site: Path, son_la: Path) -> None:
    content = manifest(site)
    assert {
        "units",
        "inputs",
        "versions",
        "started",
        "finished",
        "vintage",
        "boundaries",
        "evidence",
    } <= set(content)
    assert content["vintage"] == "2025-07"
    assert content["boundaries"] == "approximate"
    assert content["evidence"] == "illustrative"
    for unit in content["units"]:  # type: ignore[attr-defined]
        assert set(unit) == {
            "code", "status", "seconds", "kernel", "needs_kernel", "error", "html", "ipynb", "key"
        }  # fmt: skip
        assert unit["status"] == "ok"
        assert (site / unit["html"]).is_file()
        assert (site / unit["ipynb"]).is_file()
    hashes = {entry["path"]: entry["sha256"] for entry in content["inputs"]}  # type: ignore[attr-defined]
    for path in (son_la / "workbooks").glob("*.xlsx"):
        assert hashes[path.name] == hashlib.sha256(path.read_bytes()).hexdigest()


def test_every_page_says_what_must_not_be_overlooked(site: Path) -> None:
    for path in site.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        assert "minh họa" in page, path.name
        assert "gần đúng" in page, path.name
        assert 'lang="vi"' in page, path.name
    moc_chau = (site / "units" / "123-thi-xa-moc-chau.html").read_text(encoding="utf-8")
    assert "Xã Chiềng Sơn gồm cả một phần huyện Vân Hồ (cũ)" in moc_chau


def test_nothing_tells_of_the_machine(site: Path, root: Path) -> None:
    for path in site.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert str(root).encode() not in content, path.name
            assert str(site.parent).encode() not in content, path.name


def test_the_notebooks_show_vietnamese_parameters_as_written(site: Path) -> None:
    text = (site / "units" / "126-huyen-song-ma.ipynb").read_text(encoding="utf-8")
    assert "unit_code = '126'" in text
    assert "workspace = 'son-la'" in text


def test_gaps_gpkg_opens_with_its_layers(site: Path) -> None:
    layers = dict(pyogrio.list_layers(site / "gaps.gpkg"))
    assert set(layers) == {"communes", "districts", "gaps", "layer_styles"}
    communes = pyogrio.read_dataframe(site / "gaps.gpkg", layer="communes")
    assert len(communes) == 75
    assert communes.crs.to_epsg() == 4326
    assert communes["pop_4g_rate_pct"].notna().all()
    assert communes["illustrative"].all()
    assert len(pyogrio.read_dataframe(site / "gaps.gpkg", layer="districts")) == DISTRICTS


def test_gaps_xlsx_has_a_sheet_a_level_and_notes(site: Path) -> None:
    book = openpyxl.load_workbook(site / "gaps.xlsx")
    assert book.sheetnames == ["Toàn tỉnh", "Địa bàn huyện (cũ)", "Xã, phường", "Ghi chú"]
    assert "MINH HỌA" in book["Ghi chú"]["A1"].value
    types = {cell.data_type for page in book.worksheets for row in page.iter_rows() for cell in row}
    assert "f" not in types, "no cell is a formula"


# ---- real boundaries -----------------------------------------------------------------------------


def test_boundaries_of_ones_own_join_by_code_and_end_the_mark(
    small_workspace: Path, tmp_path: Path
) -> None:
    lines = tmp_path / "own.gpkg"
    drawn = pyogrio.read_dataframe(small_workspace / "boundaries.geojson")
    pyogrio.write_dataframe(drawn.drop(columns="approximate"), lines)
    look_at_own_boundaries(small_workspace, lines, tmp_path / "site")


@pytest.mark.slow
@pytest.mark.real
def test_real_boundaries_join_by_code_and_end_the_mark(
    son_la: Path, real_data: Path, tmp_path: Path
) -> None:
    lines = real_data / "boundaries" / "son_la_communes_2025.gpkg"
    look_at_own_boundaries(son_la, lines, tmp_path / "site")


def look_at_own_boundaries(workspace: Path, lines: Path, out: Path) -> None:
    asked = ["report", str(workspace), "--only", "127", "--boundaries", str(lines)]
    assert main([*asked, "--out", str(out)]) == 0
    assert manifest(out)["boundaries"] == "real"
    for path in out.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        assert "gần đúng" not in page, path.name
        assert path.stat().st_size <= LARGEST_PAGE, path.name
    communes = pyogrio.read_dataframe(out / "gaps.gpkg", layer="communes")
    assert len(communes) == 75
    assert not communes.geometry.is_empty.any()


# ---- one area fails, a name is hostile -----------------------------------------------------------


def test_one_area_without_figures_leaves_the_others_and_a_card(
    broken_site: tuple[int, Path],
) -> None:
    code, out = broken_site
    assert code == 3
    assert [path.name for path in (out / "units").glob("*.html")] == ["126-huyen-song-ma.html"]
    failed = [unit for unit in manifest(out)["units"] if unit["status"] == "failed"]  # type: ignore[attr-defined]
    assert [unit["code"] for unit in failed] == ["127"]
    assert "Huyện Sốp Cộp" in failed[0]["error"]
    index = (out / "index.html").read_text(encoding="utf-8")
    assert 'class="card"' in index
    assert "Huyện Sốp Cộp" in index


def test_a_hostile_name_is_shown_as_text_and_not_run(broken_site: tuple[int, Path]) -> None:
    _, out = broken_site
    shown = escape(HOSTILE)
    page = (out / "units" / "126-huyen-song-ma.html").read_text(encoding="utf-8")
    index = (out / "index.html").read_text(encoding="utf-8")
    assert shown in page
    assert shown in index
    for path in out.rglob("*.html"):
        assert "<img src=x" not in path.read_text(encoding="utf-8"), path.name


# ---- bad input: one sentence, the right code, nothing lost ---------------------------------------


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """Return a folder that stands for an earlier site."""
    out = tmp_path / "site"
    (out / "units").mkdir(parents=True)
    (out / "index.html").write_text("the earlier page", encoding="utf-8")
    (out / "units" / "126-huyen-song-ma.html").write_text("earlier too", encoding="utf-8")
    (out / "notes of mine.txt").write_text("not yours", encoding="utf-8")
    return out


def refused(
    capsys: pytest.CaptureFixture[str], words: list[str], earlier: Path, *, code: int
) -> str:
    before = snapshot(earlier)
    assert main([*words, "--out", str(earlier)]) == code
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert snapshot(earlier) == before
    return said


def test_a_missing_workbook(
    own_workspace: Path, earlier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (own_workspace / "workbooks" / "vnpt.xlsx").unlink()
    said = refused(capsys, ["report", str(own_workspace)], earlier, code=2)
    assert "vnpt.xlsx" in said
    assert len(said.strip().splitlines()) == 1


def test_an_unreadable_workbook(
    own_workspace: Path, earlier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (own_workspace / "workbooks" / "viettel.xlsx").write_bytes(b"not a workbook")
    said = refused(capsys, ["report", str(own_workspace)], earlier, code=2)
    assert "viettel.xlsx" in said
    assert len(said.strip().splitlines()) == 1


def test_an_unknown_province(
    own_workspace: Path, earlier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = own_workspace / "province.toml"
    path.write_text(path.read_text("utf-8").replace('code = "14"', 'code = "99"'), "utf-8")
    said = refused(capsys, ["report", str(own_workspace)], earlier, code=2)
    assert "99" in said
    assert "14 Tỉnh Sơn La" in said


def test_a_name_that_matches_nothing(
    small_workspace: Path,
    earlier: Path,
    capsys: pytest.CaptureFixture[str],
    edit_cells: Editing,
    rows_of: Finding,
) -> None:
    path = small_workspace / "workbooks" / "so-khcn.xlsx"
    row = rows_of(path, ["04171"])["04171"]
    edit_cells(path, {f"B{row}": "Xã Không Có Thật", f"C{row}": None})
    said = refused(capsys, ["report", str(small_workspace)], earlier, code=1)
    assert "Xã Không Có Thật" in said
    assert f"B{row}" in said


def test_a_percentage_above_100(
    own_workspace: Path,
    earlier: Path,
    capsys: pytest.CaptureFixture[str],
    edit_cells: Editing,
    rows_of: Finding,
) -> None:
    path = own_workspace / "workbooks" / "viettel.xlsx"
    row = rows_of(path, ["04171"])["04171"]
    heads = openpyxl.load_workbook(path).worksheets[0]
    column = next(
        cell.column_letter
        for line in heads.iter_rows(max_row=row)
        for cell in line
        if "%" in str(cell.value)
    )
    edit_cells(path, {f"{column}{row}": 150})
    said = refused(capsys, ["report", str(own_workspace)], earlier, code=1)
    assert f"{column}{row}" in said
    assert "150" in said


def test_wrong_figures_of_one_area_can_be_passed_over(
    small_workspace: Path, tmp_path: Path, edit_cells: Editing, rows_of: Finding
) -> None:
    path = small_workspace / "workbooks" / "so-khcn.xlsx"
    row = rows_of(path, ["04171"])["04171"]
    # More villages with 4G than there are villages: find the column by its figure's heading.
    edit_cells(path, {f"D{row}": 1})
    out = tmp_path / "out"
    words = ["report", str(small_workspace), "--only", "126", "--out", str(out)]
    assert main(words) == 1
    assert not (out / "index.html").exists()
    assert main([*words, "--keep-going"]) == 3
    unit = manifest(out)["units"][0]  # type: ignore[index]
    assert (unit["status"], unit["kernel"]) == ("failed", "none")
    assert f"K{row}" in unit["error"]  # where the villages with 4G stand
    assert unit["error"] in unescape((out / "index.html").read_text(encoding="utf-8"))


def test_rows_of_no_commune_can_be_passed_over(
    small_workspace: Path,
    tmp_path: Path,
    edit_cells: Editing,
    rows_of: Finding,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = small_workspace / "workbooks" / "so-khcn.xlsx"
    row = rows_of(path, ["04171"])["04171"]
    edit_cells(path, {f"B{row}": "Xã Không Có", f"C{row}": None})
    out = tmp_path / "out"
    words = ["report", str(small_workspace), "--only", "126", "--out", str(out), "--lang", "en"]
    assert main(words) == 1
    assert not (out / "index.html").exists()
    for _ in range(2):  # never taken for a site of everything
        capsys.readouterr()
        assert main([*words, "--keep-going"]) == 3
        assert "Xã Không Có" in capsys.readouterr().err
    assert "Xã Không Có" in unescape((out / "index.html").read_text(encoding="utf-8"))
    assert [unit["status"] for unit in manifest(out)["units"]] == ["ok"]  # type: ignore[attr-defined]


def test_a_broken_boundary_file(
    own_workspace: Path, earlier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (own_workspace / "boundaries.geojson").write_text("{", encoding="utf-8")
    said = refused(capsys, ["report", str(own_workspace)], earlier, code=2)
    assert "boundaries.geojson" in said
    assert len(said.strip().splitlines()) == 1


@pytest.mark.usefixtures("read_once")
def test_a_folder_that_cannot_be_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a file").write_text("in the way", encoding="utf-8")
    assert main(["report", "--out", str(tmp_path / "a file" / "site")]) == 2
    said = capsys.readouterr().err
    assert "a file" in said
    assert len(said.strip().splitlines()) == 1


@pytest.mark.usefixtures("read_once")
def test_an_unknown_area(earlier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = refused(capsys, ["report", "--only", "999"], earlier, code=2)
    assert "999" in said
    assert "126 Huyện Sông Mã" in said


@pytest.mark.usefixtures("read_once")
def test_a_renewed_site_in_english_leaves_files_of_others_alone(earlier: Path) -> None:
    stale = {"units": [{"html": "units/900-gone.html", "ipynb": "../notes of mine.txt"}]}
    (earlier / "manifest.json").write_text(json.dumps(stale), encoding="utf-8")
    (earlier / "units" / "900-gone.html").write_text("old", encoding="utf-8")
    assert main(["report", "--lang", "en", "--only", "116", "--out", str(earlier)]) == 0
    assert (earlier / "notes of mine.txt").read_text(encoding="utf-8") == "not yours"
    gone = earlier / "units" / "900-gone.html"
    assert gone.read_text(encoding="utf-8") == "old", "a forged record is not believed"
    index = (earlier / "index.html").read_text(encoding="utf-8")
    assert "the earlier page" not in index
    assert "97.25%" in index
    page = (earlier / "units" / "116-thanh-pho-son-la.html").read_text(encoding="utf-8")
    assert 'lang="en"' in page
    assert "Illustrative figures" in page
    assert "people have no 4G" in page


# ---- the notebook and its parameters -------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"unit_kode": "126"}, "unit_kode"),
        ({"unit_code": 126}, "126"),
        ({"keep_going": 1}, "keep_going"),
    ],
)
def test_parameters_are_checked_before_anything_starts(
    root: Path, change: dict[str, object], told: str
) -> None:
    good: dict[str, object] = {
        "workspace": "x",
        "unit_code": "126",
        "lang": "vi",
        "boundaries": "",
        "keep_going": False,
    }
    notebook = root / "notebooks" / "district_report.ipynb"
    check_parameters(notebook, good)
    with pytest.raises(ParameterError, match=told):
        check_parameters(notebook, {**good, **change})
    with pytest.raises(ParameterError, match="lang"):
        check_parameters(notebook, {key: value for key, value in good.items() if key != "lang"})


@pytest.mark.usefixtures("read_once")
def test_a_cell_that_fails_is_told_on_its_card(root: Path, tmp_path: Path) -> None:
    notebook = json.loads((root / "notebooks" / "district_report.ipynb").read_text("utf-8"))
    extra = {
        "cell_type": "code",
        "execution_count": None,
        "id": "planted",
        "metadata": {},
        "outputs": [],
        "source": "if unit_code == '127':\n    raise ValueError('planted')",
    }
    notebook["cells"].insert(3, extra)
    changed = tmp_path / "changed.ipynb"
    changed.write_text(json.dumps(notebook), encoding="utf-8")
    out = tmp_path / "site"
    words = ["report", "--only", "127", "--notebook", str(changed), "--out", str(out)]
    assert main(words) == 3
    unit = manifest(out)["units"][0]  # type: ignore[index]
    assert unit["status"] == "failed"
    assert "ValueError: planted" in unit["error"]
    assert not list((out / "units").glob("*"))
    assert "planted" in (out / "index.html").read_text(encoding="utf-8")


# ---- the analysis behind it ----------------------------------------------------------------------


def test_every_area_of_every_level_has_figures(analysis: Analysis) -> None:
    assert len(analysis.areas) == 1 + DISTRICTS + 75
    for code in analysis.areas:
        assert analysis.figures(analysis.area(code).code)["rate_pct"].notna().any()
    assert analysis.as_of is not None
    assert analysis.as_of.isoformat() == "2025-09-30"
    with pytest.raises(ParameterError):
        analysis.area("00000")
