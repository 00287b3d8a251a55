"""Tables in several blocks: of communes side by side, of rows, of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dxanalysis import read_workbook
from dxanalysis.errors import FileUnreadableError
from dxanalysis.units import load_units
from tests.test_workbook import figure, write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from dxanalysis.sources.workbook import WorkbookReading

pytestmark = pytest.mark.usefixtures("read_here")

LISTED = load_units(province="20")["unit_name"]
CODES = [str(code) for code in LISTED.index]
NAMES = [str(name) for name in LISTED]
DATE = ["Số liệu đến ngày 30/9/2025"]

Rows = list[list[object]]


def read(rows: Sequence[Sequence[object]], folder: Path) -> WorkbookReading:
    return read_workbook(write(folder / "a.xlsx", rows), operator="any", province="20")


def across(some: slice, people: int = 1000, second: str = "Số hộ") -> Rows:
    """Write communes side by side, above their people and their households."""
    places = range(len(NAMES))[some]
    return [
        ["TT", "Nội dung", "Đơn vị", *NAMES[some]],
        [1, "Dân số", "người", *[people + place for place in places]],
        [2, second, "hộ", *[300 + place for place in places]],
    ]


def test_communes_side_by_side_go_on_below(tmp_path: Path) -> None:
    blocks = [across(slice(start, start + 6)) for start in (0, 6, 12)]
    goes_on: Rows = [[], ["(tiếp theo)"]]
    blocks[2] = [row[:5] for row in blocks[2]]  # the last two
    reading = read([DATE, [], *blocks[0], *goes_on, *blocks[1], *goes_on, *blocks[2]], tmp_path)
    assert reading.observations["unit_code"].nunique() == 14
    for place in (0, 5, 6, 11, 13):
        assert figure(reading, CODES[place], "population")["numerator"] == 1000 + place
    assert figure(reading, CODES[13], "population")["source"] == "a.xlsx|Biểu 01|E14"
    assert not (reading.findings["severity"] == "error").any()


@pytest.mark.parametrize(
    "later",
    [
        [["Kế hoạch đến năm 2030"], *across(slice(6, 12))],
        across(slice(6, 12), second="Số hộ nghèo"),
        [["Số liệu đến ngày 30/6/2025"], *across(slice(0, 6), people=500)],
    ],
    ids=["another title", "another label", "the same communes"],
)
def test_blocks_that_say_something_else_are_not_brought_together(
    tmp_path: Path, later: Rows
) -> None:
    path = write(tmp_path / "a.xlsx", [DATE, [], *across(slice(0, 6)), [], *later])
    try:
        reading = read_workbook(path, operator="any", province="20")
    except FileUnreadableError:
        return
    found = reading.observations.query("numerator < 900")  # households, and people in June
    assert set(found["unit_code"]) <= set(CODES[:6])
    assert set(found["indicator"]) <= {"households"}


def test_rows_of_several_communes_are_no_forms(tmp_path: Path) -> None:
    rows: Rows = []
    for start in range(0, 24, 6):
        # Each block has a line of its own, so that they are no single table.
        rows += [[f"Cụm {start}"], *across(slice(start, start + 6), second=f"Số hộ {start}"), []]
    try:
        reading = read([DATE, [], *rows], tmp_path)
    except FileUnreadableError:
        return
    for row in reading.observations.query("indicator == 'population'").itertuples():
        assert row.numerator == 1000 + CODES.index(str(row.unit_code))


def test_a_block_of_rows_for_each_operator(tmp_path: Path) -> None:
    rows: Rows = [["STT", "Doanh nghiệp / xã", "Dân số", "Dân số được phủ sóng 4G"]]
    numbers = range(1, len(NAMES) + 1)
    last = "CẢ HAI (không tính trùng)"
    for letter, name, some in (("A", "VIETTEL", 500), ("B", "VNPT", 400), ("C", last, 700)):
        rows.append([letter, name, *(of * len(NAMES) + sum(numbers) for of in (1000, some))])
        rows += [[n, unit, 1000 + n, some + n] for n, unit in zip(numbers, NAMES, strict=True)]
    reading = read([DATE, [], *rows], tmp_path)
    covered = reading.observations.query("indicator == 'pop_4g'")
    assert set(covered["operator"]) == {"viettel", "vnpt"}
    for operator, some in (("viettel", 500), ("vnpt", 400)):
        own = covered[covered["operator"] == operator]["numerator"]
        assert sorted(own) == [some + n for n in numbers]
    asked = reading.findings.query("rule == 'column_changed'")["value"]
    assert "Dân số được phủ sóng 4G" in set(asked)


def test_a_title_says_what_columns_of_technologies_count(tmp_path: Path) -> None:
    heading: Rows = [["STT", "Tên xã", "Viettel", None, "VNPT"], [None, None, "4G", "5G", "4G"]]
    body = [[number, name, 7, 2, 5] for number, name in enumerate(NAMES, start=1)]
    reading = read([["SỐ TRẠM THEO NHÀ MẠNG VÀ CÔNG NGHỆ"], DATE, *heading, *body], tmp_path)
    found = {
        (row.indicator, row.operator, row.numerator) for row in reading.observations.itertuples()
    }
    assert found == {
        ("stations_4g", "viettel", 7),
        ("stations_5g", "viettel", 2),
        ("stations_4g", "vnpt", 5),
    }  # fmt: skip


def test_a_title_of_stations_and_coverage_leaves_technologies_unclear(tmp_path: Path) -> None:
    heading: Rows = [["STT", "Tên xã", "Dân số", "4G", "5G"]]
    body = [[number, name, 900, 7, 2] for number, name in enumerate(NAMES, start=1)]
    reading = read([["SỐ TRẠM VÀ TỶ LỆ PHỦ SÓNG"], DATE, *heading, *body], tmp_path)
    assert set(reading.observations["indicator"]) == {"population"}


def test_codes_with_the_province_in_front_and_one_line_for_several_marks(tmp_path: Path) -> None:
    rows: Rows = [["STT", "Mã xã", "Xã, phường (đơn vị cũ)", "Số thôn (1)", "Số hộ (2)"]]
    for number, (code, name) in enumerate(zip(CODES, NAMES, strict=True), start=1):
        bare = name.split(" ", 1)[1]
        rows.append([number, f"20-{code}", f"{name} (xã {bare} Thượng, xã {bare} Hạ cũ)", 9, 800])
    source = "Ghi chú: (1) Nguồn: doanh nghiệp viễn thông. (2) Chỉ gồm hộ nghèo."
    reading = read([DATE, [], *rows, [], [source]], tmp_path)
    assert set(reading.observations["indicator"]) == {"villages"}
    assert set(reading.observations["unit_code"]) == set(CODES)
    assert not (reading.findings["severity"] == "error").any()


def test_former_communes_with_names_of_today_are_left_out(tmp_path: Path) -> None:
    old: Rows = [["STT", "Xã cũ", "Dân số", "Số hộ"]]
    old += [[n, name, 3646 + n, 90] for n, name in enumerate(NAMES[:20], start=1)]
    new: Rows = [["STT", "Xã mới", "Mã xã", "Dân số", "Số hộ"]]
    new += [
        [n, name, code, 9000 + n, 2000 + n]
        for n, (name, code) in enumerate(zip(NAMES, CODES, strict=True), start=1)
    ]
    titles = ["A. Trước sắp xếp 01/7/2025"], ["B. Sau sắp xếp, số liệu đến 30/9/2025"]
    reading = read([titles[0], *old, [], titles[1], *new], tmp_path)
    assert len(reading.observations) == 2 * len(NAMES)
    assert set(reading.observations["numerator"] // 1000) == {9, 2}
    assert reading.earlier.empty
    assert not (reading.findings["severity"] == "error").any()
    left = reading.findings.query("rule == 'rows_left_out'").iloc[0]
    assert (left["severity"], left["value"]) == ("warning", 20)


def test_sums_of_pages_and_areas_are_no_units(tmp_path: Path) -> None:
    rows: Rows = [["STT", "Tên xã", "Dân số"]]
    rows += [[n, name, 100 + n] for n, name in enumerate(NAMES[:5], start=1)]
    rows += [[None, "Cộng trang 1", 515], [None, "Trang 1 chuyển sang", 515]]
    rows += [[n, name, 100 + n] for n, name in enumerate(NAMES[5:9], start=6)]
    rows += [[None, "Cộng khu vực", 945], [None, "Tổng cộng", 945]]
    reading = read([DATE, [], *rows], tmp_path)
    assert set(reading.findings["rule"]) <= {"rows_left_out", "population_unlike"}
    assert reading.observations["unit_code"].nunique() == 9


@pytest.mark.parametrize(("counted", "homes"), [(3, 90), (5, None)], ids=["all", "some listed"])
def test_lines_of_communes_above_all_of_their_villages(
    tmp_path: Path, counted: int, homes: int | None
) -> None:
    rows: Rows = [["TT", "Địa bàn", "Số thôn", "Số thôn có sóng 4G", "Số hộ"]]
    for name in NAMES[:9]:
        rows.append(["I", name, counted, 2, 90])
        rows += [[n, f"Thôn {n}", None, "x" if n < 3 else None, 30] for n in (1, 2, 3)]
    reading = read([DATE, [], *rows], tmp_path)
    found = reading.observations.query("indicator == 'households'")
    assert set(found["numerator"]) == ({homes} if homes else set())


@pytest.mark.parametrize("numbered", [True, False])
@pytest.mark.parametrize("place", [0, 1])
def test_operators_typed_over_the_middle_of_their_columns_have_all_of_them(
    tmp_path: Path, *, numbered: bool, place: int
) -> None:
    above: list[object] = [None] * 9
    above[place], above[place + 3], above[place + 6] = "Viettel", "VNPT", "MobiFone"
    own: list[object] = ["STT"] * numbered
    rows: Rows = [
        ["SỐ TRẠM BTS"], DATE, [*[None] * numbered, None, *above],
        [*own, "Xã, phường", *["3G", "4G", "5G"] * 3],
    ]  # fmt: skip
    rows += [
        [*[number] * numbered, name, 11, 21, 31, 12, 22, 32, 13, 23, 33]
        for number, name in enumerate(NAMES[:6], start=1)
    ]
    path = write(tmp_path / "a.xlsx", rows)
    found = read_workbook(path, operator="any", province="20").observations
    first = found.drop_duplicates(["indicator", "operator"])
    figures = first.set_index(["operator", "indicator"])["numerator"].to_dict()
    assert {key: one for key, one in figures.items() if key[0] != "any"} == {
        (who, f"stations_{what}g"): 10.0 * (what - 2) + place
        for place, who in enumerate(("viettel", "vnpt", "mobifone"), start=1)
        for what in (3, 4, 5)
    }
