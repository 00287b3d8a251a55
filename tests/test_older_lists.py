"""Workbooks by the communes before July 2025, in a workspace of today."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import openpyxl
import pytest

from dxanalysis import intake, units
from dxanalysis.errors import ParameterError
from dxanalysis.pipeline import check_workspace
from dxanalysis.units.crosswalk import load_links
from dxanalysis.workspace import open_workspace
from dxanalysis.workspace_figures import read_entry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pandas as pd

    from dxanalysis.intake import Added
    from dxanalysis.sources.workbook.reader import WorkbookReading

pytestmark = pytest.mark.usefixtures("read_here")

OLD = "2025-02"
SETTINGS = """\
[province]
code = "{code}"
vintage = "2025-07"
grouping = "former_district"

[[workbooks]]
path = "workbooks/so-khcn.xlsx"
operator = "any"

[boundaries]
path = "boundaries.geojson"
kind = "approximate"
source = "dxanalysis"
"""


def old_communes(province: str) -> pd.DataFrame:
    return units.load_units(vintage=OLD, province=province)


def write(path: Path, listed: pd.DataFrame) -> Path:
    """Write a table by older communes: each of 1,000 people, of whom 900 have 4G."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["VIETTEL: SỐ LIỆU ĐẾN 31/12/2024"])
    sheet.append(["Mã xã", "Tên xã", "Dân số", "Dân số được phủ sóng 4G"])
    for code, name in listed["unit_name"].items():
        sheet.append([code, name, 1000, 900])
    book.save(path)
    return path


@pytest.fixture
def workspace_of(tmp_path: Path) -> Callable[[str], Path]:
    def make(code: str) -> Path:
        folder = tmp_path / f"p{code}"
        (folder / "workbooks").mkdir(parents=True)
        (folder / "province.toml").write_text(SETTINGS.format(code=code), encoding="utf-8")
        return folder

    return make


def put(file: Path, folder: Path) -> tuple[Added, WorkbookReading]:
    """Put a workbook in without any question, and read it as a report does."""
    added = intake.add_workbook(file, folder, ask=intake.none_answered)
    workspace = open_workspace(folder)
    return added, read_entry(workspace, workspace.workbooks[-1])


def test_an_old_table_is_converted_with_its_date_and_sums(
    workspace_of: Callable[[str], Path], tmp_path: Path
) -> None:
    folder, old = workspace_of("20"), old_communes("20")
    added, reading = put(write(tmp_path / "viettel.xlsx", old), folder)
    assert (added.vintage, added.as_of) == (OLD, dt.date(2024, 12, 31))
    assert 'vintage = "2025-02"' in (folder / "province.toml").read_text(encoding="utf-8")
    table = reading.observations[reading.observations["indicator"] == "pop_4g"]
    assert set(table["unit_code"]) == set(units.load_units(province="20").index)
    assert set(table["vintage"]) == {"2025-07"}
    assert table["numerator"].sum() == pytest.approx(900 * len(old))
    assert table["denominator"].sum() == pytest.approx(1000 * len(old))
    assert {day.date() for day in table["as_of"]} == {dt.date(2024, 12, 31)}
    assert not (reading.findings["severity"] == "error").any()
    # What rests on the weights of divided communes is no declared figure any more.
    links = load_links(vintage=OLD, province="20")
    divided = set(links.loc[links["basis"] != "whole", "to_code"])
    assert set(table.loc[table["evidence"] == "modelled", "unit_code"]) == divided


def test_a_commune_without_one_of_its_parts_has_no_figure(
    workspace_of: Callable[[str], Path], tmp_path: Path
) -> None:
    links = load_links(vintage=OLD, province="20")
    merged = links[links["to_code"].duplicated(keep=False) & (links["basis"] == "whole")]
    left_out, without = merged.iloc[0][["from_code", "to_code"]]
    file = write(tmp_path / "viettel.xlsx", old_communes("20").drop(left_out))
    _, reading = put(file, workspace_of("20"))
    table = reading.observations.set_index(["indicator", "unit_code"])
    assert table.loc[("pop_4g", without), ["numerator", "denominator", "rate"]].isna().all()
    assert table["numerator"].notna().sum() > 100
    warned = reading.findings[reading.findings["rule"] == "converted_partly"]
    assert set(warned["severity"]) == {"warning"}
    name = units.load_units(province="20").loc[without, "unit_name"]
    assert warned["expected"].str.contains(name).all()


@pytest.mark.slow
def test_what_is_wrong_with_an_old_table_is_found_in_its_cells(
    workspace_of: Callable[[str], Path], tmp_path: Path
) -> None:
    old = old_communes("20")
    file = write(tmp_path / "viettel.xlsx", old)
    book = openpyxl.load_workbook(file)
    book.worksheets[0]["D3"] = 1001  # more than there are
    book.save(file)
    folder = workspace_of("20")
    put(file, folder)
    text = (folder / "province.toml").read_text(encoding="utf-8")
    form = '[[workbooks]]\npath = "workbooks/so-khcn.xlsx"\noperator = "any"\n'
    (folder / "province.toml").write_text(
        text.replace(form, "").partition("[boundaries]")[0], encoding="utf-8"
    )
    found = check_workspace(open_workspace(folder)).findings
    assert {"covered_above_base", "list_converted"} <= set(found["rule"])
    assert "as_of_outside_vintage" not in set(found["rule"])  # it was brought to today's list
    assert set(found["sheet"].dropna()) == {"Sheet"}
    cells = found["cell"].dropna()
    assert cells.str.fullmatch(r"[A-Z]+\d+(, [A-Z]+\d+)*( …)?").all()
    wrong = found[found["rule"] == "covered_above_base"].iloc[0]
    today = units.load_units(province="20")["unit_name"][wrong["unit_code"]]
    assert wrong["unit_name"] == f"{old['unit_name'].iloc[0]} → {today}"


@pytest.mark.slow
def test_a_table_of_a_province_that_was_merged_is_found(
    workspace_of: Callable[[str], Path], tmp_path: Path
) -> None:
    """Today's Phú Thọ was put together from three provinces; this is the table of Hòa Bình."""
    old = old_communes("Hòa Bình")
    added, reading = put(write(tmp_path / "viettel.xlsx", old), workspace_of("25"))
    assert added.vintage == OLD
    table = reading.observations[reading.observations["indicator"] == "pop_4g"]
    whole = load_links(vintage=OLD)
    inside = set(whole.loc[whole["from_code"].isin(old.index), "to_code"])
    elsewhere = set(
        whole.loc[whole["to_code"].isin(inside) & ~whole["from_code"].isin(old.index), "to_code"]
    )
    known = set(table.loc[table["numerator"].notna(), "unit_code"])
    assert known == inside - elsewhere
    assert known <= set(units.load_units(province="25").index)


def test_a_table_of_today_is_not_taken_for_an_old_one(
    workspace_of: Callable[[str], Path], tmp_path: Path
) -> None:
    folder = workspace_of("20")
    added, reading = put(write(tmp_path / "viettel.xlsx", units.load_units(province="20")), folder)
    assert added.vintage == "2025-07"
    assert "vintage" not in (folder / "province.toml").read_text(encoding="utf-8").split("[[")[2]
    assert set(reading.observations["evidence"]) == {"declared"}


def test_an_unknown_list_is_refused_with_those_there_are(
    workspace_of: Callable[[str], Path],
) -> None:
    folder = workspace_of("20")
    path = folder / "province.toml"
    content = path.read_text(encoding="utf-8")
    path.write_text(content.replace('"any"', '"any"\nvintage = "2019"'), encoding="utf-8")
    with pytest.raises(Exception, match="2024-12"):
        open_workspace(folder)


@pytest.mark.parametrize(
    ("province", "said"),
    [("11", "25/02/2020"), ("Lạng Sơn", "04/01/2025"), ("38", "vietnamadminunits")],
)
def test_a_list_that_cannot_be_had_is_told_with_what_can_be_done(province: str, said: str) -> None:
    with pytest.raises(ParameterError) as caught:
        units.load_units(vintage="2024-12", province=province)
    sentence = caught.value.sentence("vi")
    assert said in sentence
    assert "Sơn La" in sentence
