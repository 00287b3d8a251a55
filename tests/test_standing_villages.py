"""Lists of villages without a signal: of each commune the newest that names it, on any day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import openpyxl
import pandas as pd
import pytest

from dxanalysis import analyse, open_workspace, units
from dxanalysis.findings import make_findings, sentence
from dxanalysis.observations import make_observations
from dxanalysis.pipeline import check_workspace
from dxanalysis.sources.workbook import VILLAGE_COLUMNS, read_workbook
from dxanalysis.standing_villages import VillageLists, gather_village_lists
from dxanalysis.typed_tables import typed_table
from dxanalysis.workspace_figures import _without_other_lists

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("read_here")

LISTED = units.load_units(province="20")["unit_name"]
A, B, C, D = LISTED.index[:4]
JUNE, AUGUST, SEPTEMBER = "30/6/2025", "31/8/2025", "30/9/2025"

Villages = list[tuple[str, str]]


def write_list(
    sheet: openpyxl.worksheet.worksheet.Worksheet, day: str | None, villages: Villages
) -> None:
    sheet.append(["DANH SÁCH THÔN, BẢN CHƯA CÓ SÓNG DI ĐỘNG"])
    if day:
        sheet.append([f"Tính đến ngày {day}"])
    sheet.append(["STT", "Mã xã", "Xã", "Thôn, bản", "Số hộ", "Số khẩu"])
    for number, (code, name) in enumerate(villages, start=1):
        counts = [30, 120] if name.startswith("Thôn") else [None, None]
        sheet.append([number, code, LISTED[code], name, *counts])


def write_book(
    path: Path,
    day: str | None,
    villages: Villages,
    *,
    covered: Mapping[str, int] | None = None,
    list_day: str | None = None,
) -> None:
    """Write a list, and beside it, if asked for, how many of each commune's villages have 4G."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    if covered is not None:
        sheet.append([f"Tính đến ngày {day}"])
        sheet.append(["Mã xã", "Xã", "Số thôn", "Số thôn có sóng 4G"])
        for code, name in LISTED.items():
            sheet.append([code, name, 10, covered.get(str(code), 8)])
        sheet = book.create_sheet("Danh sách")
    write_list(sheet, list_day or day, villages)
    book.save(path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a workspace that has the figures of June and of September."""
    write_book(tmp_path / "so-6.xlsx", JUNE, [], covered={})
    write_book(tmp_path / "so-9.xlsx", SEPTEMBER, [], covered={})
    (tmp_path / "province.toml").write_text('[province]\ncode = "20"\n', encoding="utf-8")
    add(tmp_path, "so-6", "so-9")
    return tmp_path


def add(folder: Path, *names: str, operator: str = "any") -> None:
    with (folder / "province.toml").open("a", encoding="utf-8") as settings:
        for name in names:
            settings.write(f'[[workbooks]]\npath = "{name}.xlsx"\noperator = "{operator}"\n')


def standing(folder: Path, *, as_of: dt.date | None = None) -> list[tuple[str, str]]:
    made = analyse(open_workspace(folder), as_of=as_of).villages
    return sorted(zip(made["unit_code"], made["village"], strict=True))


def test_a_newer_list_without_coordinates_keeps_those_that_are_known(folder: Path) -> None:
    place = {"latitude": 21.9, "longitude": 106.7, "position": "good"}
    known = [(A, "Thôn Lùng Lù 1"), (A, "Thôn Hai"), (A, "Thôn Hai"), (B, "Thôn Ba")]
    now = [(A, "thôn Lùng Lù 1"), (A, "Thôn Hai"), (B, "Thôn Lùng Lù 1")]
    readings = []
    for day, villages in (("2025-06-30", known), ("2025-09-30", now)):
        empty = dict.fromkeys(VILLAGE_COLUMNS) | {"as_of": day, "signal": False}
        read = read_workbook(folder / "so-6.xlsx", operator="any", province="20")
        rows = [{**empty, "unit_code": code, "village": name} for code, name in villages]
        rows = [{**one, **place} if day < "2025-07" else one for one in rows]
        readings.append(replace(read, villages=typed_table(rows, VILLAGE_COLUMNS)))
    standing = gather_village_lists(readings, ["any", "any"]).on(None)
    placed = standing.set_index(["unit_code", "village"])["latitude"].dropna()
    # Of two of one name, and of another commune's of that name, nothing is known.
    assert placed.to_dict() == {(A, "thôn Lùng Lù 1"): 21.9}


def test_an_empty_list_is_none_where_another_file_has_it() -> None:
    found = make_findings(
        {"severity": "note", "rule": rule, "file": "form.xlsx"}
        for rule in ("village_list_empty", "figures_absent")
    )
    whose = {"form.xlsx": "any", "list.xlsx": "any", "vnpt.xlsx": "vnpt"}
    assert len(_without_other_lists(found, whose, {"vnpt.xlsx": "vnpt"})) == 2
    left = _without_other_lists(found, whose, {"list.xlsx": "any"})
    assert left["rule"].tolist() == ["figures_absent"]


def left_out(folder: Path) -> Sequence[str]:
    found = check_workspace(open_workspace(folder)).findings
    return [
        sentence(row, "en") for _, row in found[found["rule"] == "village_list_left_out"].iterrows()
    ]


OLDER = [(A, "Thôn Một"), (B, "Thôn Một"), (C, "Thôn Một"), (C, "Thôn Hai")]


@pytest.mark.parametrize(
    "order", [pytest.param(("cu", "moi"), marks=pytest.mark.slow), ("moi", "cu")]
)
def test_a_newer_list_of_some_communes_replaces_theirs_alone(
    folder: Path, order: tuple[str, str]
) -> None:
    write_book(folder / "cu.xlsx", JUNE, OLDER)
    write_book(folder / "moi.xlsx", SEPTEMBER, [(A, "Thôn Ba")])
    add(folder, *order)
    rest = [(B, "Thôn Một"), (C, "Thôn Hai"), (C, "Thôn Một")]
    assert standing(folder) == [(A, "Thôn Ba"), *rest]
    (said,) = left_out(folder)
    for word in ("2 of 3 communes", LISTED[B], LISTED[C], "30 Jun 2025", "moi.xlsx"):
        assert word in said
    assert LISTED[A] not in said


def test_figures_of_all_communes_do_not_make_a_list_one_of_all(folder: Path) -> None:
    (folder / "province.toml").write_text('[province]\ncode = "20"\n', encoding="utf-8")
    write_book(folder / "cu.xlsx", JUNE, OLDER, covered={})
    # Its figures say of B that each village has a signal, and of C that two have none.
    write_book(folder / "moi.xlsx", SEPTEMBER, [(A, "Thôn Ba")], covered={B: 10})
    add(folder, "cu", "moi")
    assert standing(folder) == [(A, "Thôn Ba"), (C, "Thôn Hai"), (C, "Thôn Một")]
    (said,) = left_out(folder)
    assert LISTED[C] in said
    assert LISTED[B] not in said


@pytest.mark.slow
def test_a_list_later_than_the_day_that_is_shown_is_left_aside(folder: Path) -> None:
    write_book(folder / "cu.xlsx", JUNE, OLDER)
    write_book(folder / "moi.xlsx", SEPTEMBER, [(A, "Thôn Ba")])
    add(folder, "cu", "moi")
    assert standing(folder, as_of=dt.date(2025, 7, 31)) == sorted(OLDER)
    assert standing(folder, as_of=dt.date(2025, 9, 30)) == standing(folder)
    now = analyse(open_workspace(folder))
    then = now.on(dt.date(2025, 7, 31)).villages
    assert sorted(zip(then["unit_code"], then["village"], strict=True)) == sorted(OLDER)


@pytest.mark.slow
def test_a_list_without_a_date_stands_where_no_dated_one_does(folder: Path) -> None:
    write_book(folder / "cu.xlsx", JUNE, [(A, "Thôn Một")])
    write_book(folder / "khong-ngay.xlsx", None, [(A, "Thôn Ba"), (B, "Thôn Ba")])
    add(folder, "cu", "khong-ngay")
    both = [(A, "Thôn Một"), (B, "Thôn Ba")]
    assert standing(folder) == standing(folder, as_of=dt.date(2025, 6, 30)) == both
    assert not left_out(folder)


def test_each_operator_has_lists_of_its_own(folder: Path) -> None:
    write_book(folder / "chung.xlsx", JUNE, [(A, "Thôn Một")])
    write_book(folder / "viettel.xlsx", SEPTEMBER, [(A, "Thôn Hai")])
    add(folder, "chung")
    add(folder, "viettel", operator="viettel")
    assert standing(folder) == [(A, "Thôn Hai"), (A, "Thôn Một")]
    assert not left_out(folder)


def test_a_list_has_its_own_date_whatever_the_figures_beside_it_have(folder: Path) -> None:
    write_book(folder / "quy.xlsx", SEPTEMBER, OLDER, covered={}, list_day=JUNE)
    write_book(folder / "thang-8.xlsx", AUGUST, [(A, "Thôn Ba")])
    add(folder, "quy", "thang-8")
    assert (A, "Thôn Ba") in standing(folder)
    assert (A, "Thôn Một") not in standing(folder)
    (said,) = left_out(folder)
    assert "thang-8.xlsx" in said
    assert "30 Jun 2025" in said


def test_lists_that_leave_nothing_out_are_said_nothing_of(folder: Path) -> None:
    write_book(folder / "cu.xlsx", JUNE, OLDER)
    write_book(folder / "moi.xlsx", SEPTEMBER, [*OLDER[:3], (D, "Thôn Một")])
    write_book(folder / "huyen.xlsx", SEPTEMBER, [(LISTED.index[9], "Thôn Một")])
    add(folder, "cu", "moi", "huyen")
    assert len(standing(folder)) == 5
    assert not left_out(folder)


@pytest.mark.parametrize(
    "word",
    [
        "Không có",
        *(
            pytest.param(one, marks=pytest.mark.slow)
            for one in ("không", "Không còn thôn nào chưa có sóng")
        ),
    ],
)
def test_a_commune_that_a_list_says_has_none_is_served(folder: Path, word: str) -> None:
    write_book(folder / "cu.xlsx", JUNE, OLDER)
    write_book(folder / "moi.xlsx", SEPTEMBER, [(A, "Thôn Ba"), (B, word), (C, word)])
    add(folder, "cu", "moi")
    assert standing(folder) == [(A, "Thôn Ba")]
    assert not left_out(folder)


def test_most_communes_of_a_list_may_have_none(tmp_path: Path) -> None:
    path = tmp_path / "thon.xlsx"
    write_book(path, JUNE, [(A, "Thôn Một"), *((code, "Không có") for code in (B, C, D))])
    villages = read_workbook(path, operator="any", province="20").villages
    assert villages.loc[~villages["signal"], "village"].tolist() == ["Thôn Một"]
    assert villages.loc[villages["signal"], "unit_code"].tolist() == [B, C, D]


@pytest.mark.parametrize("word", ["Chưa có số liệu", "Đang rà soát", "-", ""])
def test_a_row_that_says_nothing_is_no_village_and_serves_nobody(folder: Path, word: str) -> None:
    write_book(folder / "cu.xlsx", JUNE, OLDER)
    write_book(folder / "moi.xlsx", SEPTEMBER, [(A, "Thôn Ba"), (B, word)])
    add(folder, "cu", "moi")
    assert [village for code, village in standing(folder) if code == B] == ["Thôn Một"]


def test_a_village_keeps_a_name_that_looks_like_none(tmp_path: Path) -> None:
    path = tmp_path / "thon.xlsx"
    write_book(path, JUNE, [(A, "Thôn Không"), (B, "Không Lò")])
    assert set(read_workbook(path, operator="any", province="20").villages["village"]) == {
        "Thôn Không",
        "Không Lò",
    }


@pytest.mark.parametrize(
    ("covered", "people", "said"),
    [(900, 120.0, [(120, 100)]), (900, 100.0, []), (1000, 120.0, [(120, 0)]), (900, None, [])],
)
def test_more_people_in_listed_villages_than_lack_4g_is_said(
    covered: int, people: float | None, said: list[tuple[int, int]]
) -> None:
    village = {
        "unit_code": A, "village": "Thôn 1", "people": people, "signal": False, "operator": "any",
        "place": 0, "as_of": pd.Timestamp("2025-06-30"), "source": "so.xlsx|Danh sách|C4",
    }  # fmt: skip
    rows = pd.DataFrame([village])
    lists = VillageLists(rows, rows[["operator", "unit_code", "place", "as_of"]])
    row = {"unit_code": A, "vintage": "2025-07", "indicator": "pop_4g", "operator": "any"}
    figures = make_observations(
        [{**row, "numerator": covered, "denominator": 1000, "source": "q4.xlsx|Số liệu|D4"}]
    )
    found = lists.beyond_figures(figures, None, unit_names=LISTED)
    assert list(zip(found["value"], found["expected"], strict=True)) == said
    for finding in found.to_dict("records"):
        assert finding["unit_code"] == A
        assert "q4.xlsx" in sentence(finding, "vi")
        assert "so.xlsx" in sentence(finding, "vi")
