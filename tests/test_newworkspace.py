"""A new province folder: made for any province, filled in, and read back without loss."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
import shapely

from dxanalysis import analyse, open_workspace, units
from dxanalysis.batch.execution import pool
from dxanalysis.cli import main
from dxanalysis.documents import read_issuer
from dxanalysis.errors import OutputError, ParameterError
from dxanalysis.indicators import indicators
from dxanalysis.scaffold import create_workspace, find_province, templates, write_template
from dxanalysis.scaffold.templates import _whole_of
from dxanalysis.sources.workbook import read_workbook
from dxanalysis.units import registry
from tests.filling import AS_OF, fill_in, without_4g

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.conftest import Saving

pytestmark = pytest.mark.slow

OPERATORS = ["viettel", "vnpt", "mobifone"]


def assert_read_back(folder: Path, province: str, operators: Sequence[str] = OPERATORS) -> None:
    """Fill every workbook in, read it, and hold each figure against what was written."""
    written = fill_in(folder, operators=operators)
    entries = {entry.path.name: entry for entry in open_workspace(folder).workbooks}
    assert set(entries) == set(written)
    for file, communes in written.items():
        entry = entries[file]
        reading = read_workbook(entry.path, operator=entry.operator, province=province)
        assert not len(reading.findings[reading.findings["severity"] != "note"]), (
            reading.findings.to_string()
        )
        assert reading.as_of == AS_OF
        villages = sum(map(without_4g, communes.values())) if file == "so-khcn.xlsx" else 0
        assert len(reading.villages) == villages
        assert reading.rows == len(communes) + villages
        found = reading.observations.pivot_table(
            index="unit_code", columns="indicator", values="numerator", aggfunc="first"
        )
        assert sorted(found.index) == sorted(communes)
        sent = pd.DataFrame(communes).T.replace({"Có": 1, "Không": 0}).astype(float)
        # A base that is no indicator of its own is found as the denominator of its shares.
        of = {one.numerator: key for key, one in indicators().items() if key in found}
        for column in sent:
            if column in of:
                got = found[of[str(column)]]
            else:
                part = next(
                    key
                    for key, one in indicators().items()
                    if one.denominator == column and key in found
                )
                rows = reading.observations[reading.observations["indicator"] == part]
                got = rows.set_index("unit_code")["denominator"]
            assert (got.reindex(sent.index) == sent[column]).all(), (file, column)


# ---- the templates -------------------------------------------------------------------------------
def test_every_part_has_its_whole_beside_it() -> None:
    counts = {one.numerator: one for one in indicators().values() if one.is_rate}
    for template in templates(OPERATORS):
        for column in template.columns:
            if column in counts and counts[column].denominator != "communes":
                assert _whole_of(column, template.columns) is not None, (template.file, column)


@pytest.fixture(scope="module")
def lang_son(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return create_workspace(tmp_path_factory.mktemp("new") / "lang-son", province="Lạng Sơn")


def test_a_template_guides_and_guards_who_fills_it_in(lang_son: Path) -> None:
    book = openpyxl.load_workbook(lang_son / "workbooks" / "so-khcn.xlsx")
    page, villages, guide = book.worksheets
    listed = units.load_units(province="20")
    rows = {str(row[1].value): row for row in page.iter_rows(min_row=8)}
    assert set(rows) == set(listed.index)
    assert all(row[2].value == listed["unit_name"][code] for code, row in rows.items())
    assert page.freeze_panes == "D8"
    # Headings, codes and names are locked; what is to be filled in is not; there is no password.
    assert all(
        sheet.protection.sheet and not sheet.protection.password for sheet in book.worksheets
    )
    assert all(cell.protection.locked for cell in page[7])
    first = next(iter(rows.values()))
    assert [cell.protection.locked for cell in first] == [True] * 4 + [False] * (len(first) - 4)
    # Only the population is filled in, where one was published that can be right.
    people = {code: row[5].value for code, row in rows.items()}
    published = registry.population_2025()
    assert all(value == published.get(code) for code, value in people.items())
    assert 40 < sum(value is not None for value in people.values()) < len(people)
    assert all(cell.value is None for row in rows.values() for cell in (row[4], *row[6:]))
    assert (
        not villages["B6"].protection.locked
        or not villages.column_dimensions["B"].protection.locked
    )
    # Every column that is asked for has its definition in both languages, and a rule.
    columns = templates(OPERATORS)[0].columns
    for place, column in enumerate(columns, 5):
        comment = page.cell(7, place).comment
        entry = next((one for one in indicators().values() if one.numerator == column), None)
        assert comment is not None
        assert entry is None or (
            entry.definition("vi") in comment.text and entry.definition("en") in comment.text
        )
    rules = {str(rule.sqref).split(":")[0]: rule for rule in page.data_validations.dataValidation}
    assert len(rules) == len(columns) + 1
    covered = rules["H8"]  # people with 4G, of the population in F
    assert covered.formula1 == 'AND(ISNUMBER(H8),H8>=0,H8=INT(H8),OR(F8="",H8<=F8))'
    assert "Dân số" in covered.error
    assert rules["L8"].formula1 == '"Có,Không"'
    choices = {
        str(rule.sqref).split(":")[0]: rule for rule in villages.data_validations.dataValidation
    }
    last = 7 + len(listed)
    assert choices["B6"].formula1 == f"'{page.title}'!$C$8:$C${last}"
    told = "\n".join(str(row[0].value) for row in guide.iter_rows() if row[0].value)
    assert "Ô TRỐNG nghĩa là chưa có số liệu" in told
    assert "An EMPTY cell means not known" in told


def test_nothing_filled_in_is_said_in_one_sentence(
    lang_son: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pool, "Pool", contextlib.nullcontext)  # no page is begun
    for command in (["check"], ["report", "--out", str(tmp_path / "site")]):
        assert main([command[0], str(lang_son), *command[1:]]) == 1
        said = capsys.readouterr()
        assert said.err.count("\n") == 1
        assert "so-khcn.xlsx" in said.err
        assert "chưa có số liệu nào" in said.err
        assert not said.out
    assert not (tmp_path / "site").exists()


def test_what_is_still_missing_is_named(
    lang_son: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path(shutil.copytree(lang_son, tmp_path / "half"))
    fill_in(folder)
    empty = folder / "workbooks" / "so-khcn.xlsx"
    shutil.copy(lang_son / "workbooks" / "so-khcn.xlsx", empty)
    assert main(["check", str(folder), "--lang", "en"]) == 0
    told = capsys.readouterr().out
    lines = told.splitlines()
    (empty_form,) = [line for line in lines if "not one figure" in line]
    assert "so-khcn.xlsx" in empty_form
    assert "so-khcn.xlsx" not in told.split("What is new in each file:")[1].split("Warning:")[0]
    # The figures of single operators cannot be added up: one's are shown, under its name.
    (alone,) = [line for line in lines if "no figures of any operator" in line]
    assert "Viettel" in alone
    assert main(["map", str(folder), "--lang", "en", "--out", str(tmp_path / "map.html")]) == 0
    assert "Viettel" in (tmp_path / "map.html").read_text(encoding="utf-8")


def test_a_filled_in_folder_passes_the_check_and_can_be_analysed(
    lang_son: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path(shutil.copytree(lang_son, tmp_path / "tinh"))
    assert_read_back(folder, "20")
    assert main(["check", str(folder)]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("ĐẠT")
    analysis = analyse(open_workspace(folder))
    assert analysis.has_approximate_boundaries
    assert not analysis.is_illustrative
    assert set(analysis.communes.index) == set(units.load_units(province="20").index)
    assert len(analysis.villages) > 65
    assert not analysis.villages["electricity"].any()
    assert analysis.figure("20", "pop_4g") == pytest.approx(90, abs=0.1)
    assert analysis.figure("20", "pop_4g", operator="viettel") == pytest.approx(72, abs=0.1)
    assert analysis.figure("20", "pop_5g", "target_pct") == 99


def test_the_boundaries_are_a_coverage_that_says_it_is_approximate(lang_son: Path) -> None:
    drawn = gpd.read_file(lang_son / "boundaries.geojson")
    assert drawn["approximate"].all()
    shapes = drawn.geometry.to_numpy()
    assert shapely.coverage_is_valid(shapes)
    assert shapely.is_valid(shapes).all()
    assert not shapely.is_empty(shapes).any()
    whole = drawn.to_crs(32648).area.sum() / 1e6
    assert whole == pytest.approx(units.load_units(province="20")["area_km2"].sum(), rel=0.03)
    workspace = open_workspace(lang_son)
    assert (workspace.boundaries.kind, workspace.grouping) == ("approximate", "former_district")


@pytest.mark.parametrize("province", ["25"])
def test_templates_of_other_provinces_are_read_back(
    province: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Boundaries take most of the time, and are tested by themselves.
    empty = gpd.GeoDataFrame({"unit_code": []}, geometry=[], crs=4326)
    monkeypatch.setattr("dxanalysis.scaffold.approximate_boundaries", lambda _: empty)
    assert_read_back(create_workspace(tmp_path / "new", province=province), province)


@pytest.mark.slow
@pytest.mark.parametrize("province", list(units.provinces().index))
def test_the_folder_of_every_province_is_made_and_read_back(province: str, tmp_path: Path) -> None:
    folder = create_workspace(tmp_path / "new", province=province, operators=["viettel"])
    assert_read_back(folder, province, ["viettel"])
    drawn = gpd.read_file(folder / "boundaries.geojson")
    listed = units.load_units(province=province)
    assert sorted(drawn["unit_code"]) == sorted(listed.index)
    shapes = drawn.geometry.to_numpy()
    assert shapely.coverage_is_valid(shapes)
    assert not shapely.is_empty(shapes).any()


@pytest.mark.slow
def test_libreoffice_opens_every_template_and_keeps_what_it_holds(
    tmp_path: Path, save_with_calc: Saving
) -> None:
    paths = []
    for province in units.provinces().index:
        listed = units.load_units(province=province).assign(district_name="Huyện")
        # All kinds of workbook once, and the one with two tables of every province.
        for template in templates(OPERATORS[:1])[: 4 if province == "20" else 1]:
            path = tmp_path / f"{province}-{template.file}"
            write_template(template, path, listed=listed)
            paths.append(path)
    out = tmp_path / "converted"
    save_with_calc(paths, out)
    for path in paths:
        before = openpyxl.load_workbook(path).worksheets
        after = openpyxl.load_workbook(out / path.name).worksheets
        assert [page.title for page in before] == [page.title for page in after]
        for one, other in zip(before, after, strict=True):
            cells = {c.coordinate: c.value for row in one.iter_rows() for c in row if c.value}
            kept = {c.coordinate: c.value for row in other.iter_rows() for c in row if c.value}
            assert cells == kept
            assert other.protection.sheet
        rules = after[0].data_validations.dataValidation
        assert len(rules) == len(before[0].data_validations.dataValidation)


# ---- the command ---------------------------------------------------------------------------------
def test_who_issues_documents_is_ready_to_be_filled_in(lang_son: Path, tmp_path: Path) -> None:
    lines = (lang_son / "province.toml").read_text(encoding="utf-8").split("\n")
    first = lines.index("# [document]")
    lines[first : first + 8] = [line.removeprefix("# ") for line in lines[first : first + 8]]
    (tmp_path / "province.toml").write_text("\n".join(lines), encoding="utf-8")
    opened = open_workspace(tmp_path)
    issuer = read_issuer(opened.document)
    assert (issuer.parent, issuer.place) == ("ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN", "Lạng Sơn")
    assert opened.targets


def test_only_forms_of_operators_name_them(lang_son: Path) -> None:
    heads = {
        name: openpyxl.load_workbook(lang_son / "workbooks" / f"{name}.xlsx").worksheets[0]["A3"]
        for name in ("so-khcn", "xa-hoi-so", "dich-vu-cong")
    }
    assert str(heads["so-khcn"].value).startswith("Mọi nhà mạng, Tỉnh Lạng Sơn")
    assert str(heads["xa-hoi-so"].value).startswith("Tỉnh Lạng Sơn")
    assert str(heads["dich-vu-cong"].value).startswith("Tỉnh Lạng Sơn")


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match=r"mine\.txt"):
        create_workspace(tmp_path, province="20")
    with pytest.raises(OutputError, match="is a file"):
        create_workspace(tmp_path / "mine.txt", province="20")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    "name",
    [
        "a\nb",
        "\x1b[31mđỏ",
        "\u202e41",
        "-x",
        " x",
        "x.",
        "x ",
        "CON",
        "nul.txt",
        "lpt1",
        "a:b",
        "a?",
    ],
)
def test_a_name_that_not_every_system_can_hold_is_refused(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", str(tmp_path / name), "--province", "14"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("given", "expected"),
    [("Lang Sn", "Lạng Sơn (20)"), ("99", "nearest"), ("Vĩnh Phúc", "Phú Thọ (25)")],
)
def test_an_unknown_province_names_candidates(given: str, expected: str) -> None:
    with pytest.raises(ParameterError) as caught:
        find_province(given)
    assert expected in caught.value.sentence("en")
    assert given in caught.value.sentence("vi")


def test_nothing_is_left_behind_where_it_cannot_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dxanalysis.scaffold.write_template", full)
    with pytest.raises(OutputError, match="No space left"):
        create_workspace(tmp_path / "new", province="20")
    assert list(tmp_path.iterdir()) == []


def test_operators_and_grouping_are_as_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = gpd.GeoDataFrame({"unit_code": []}, geometry=[], crs=4326)
    monkeypatch.setattr("dxanalysis.scaffold.approximate_boundaries", lambda _: empty)
    folder = tmp_path / "dien-bien"
    options = ["--province", "dien bien", "--operators", "vietnamobile, vnpt"]
    assert main(["new", str(folder), *options, "--grouping", "commune"]) == 0
    assert "45" in capsys.readouterr().out
    workspace = open_workspace(folder)
    assert workspace.grouping == "commune"
    assert [entry.operator for entry in workspace.workbooks] == ["any"] * 3 + [
        "vietnamobile",
        "vnpt",
    ]
    assert all(entry.path.is_file() for entry in workspace.workbooks)
    assert main(["new", str(tmp_path / "x"), "--province", "20", "--operators", "fpt"]) == 2
    assert "fpt" in capsys.readouterr().err
