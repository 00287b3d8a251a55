"""Of what a count is: columns of shares without a subject, and parts of the whole beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from dxanalysis import read_workbook
from dxanalysis.units import load_units
from tests.test_workbook_around import DATE
from tests.test_workbook_around import read as read_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from dxanalysis.sources.workbook import WorkbookReading

pytestmark = pytest.mark.usefixtures("read_here")

NAMES = load_units(province="20")["unit_name"].tolist()[:6]
WHOLES = [33, 17, 31, 26, 29, 40]
PARTS = [16, 8, 15, 13, 14, 22]
COUNTS = [15, 7, 14, 12, 11, 20]

Column = tuple[str, "Sequence[object]"]


def read(folder: Path, *columns: Column) -> WorkbookReading:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Phủ sóng thôn, số liệu tính đến ngày 30/9/2025"])
    sheet.append(["Xã, phường", *(heading for heading, _ in columns)])
    for row in zip(NAMES, *(cells for _, cells in columns), strict=True):
        sheet.append(row)
    book.save(folder / "book.xlsx")
    return read_workbook(folder / "book.xlsx", operator="viettel", province="20")


def shares(of: Sequence[int], write: Callable[[float], object] = lambda one: one) -> list[object]:
    return [write(round(100 * count / one, 1)) for count, one in zip(COUNTS, of, strict=True)]


def counted(reading: WorkbookReading, indicator: str = "villages_4g") -> list[float]:
    rows = reading.observations[reading.observations["indicator"] == indicator]
    return rows["numerator"].dropna().tolist()


def said(reading: WorkbookReading) -> dict[str, str]:
    loud = reading.findings[reading.findings["severity"] != "note"]
    return dict(zip(loud["rule"], loud["severity"], strict=True))


ALL: Column = ("Tổng số thôn", WHOLES)
COVERED: Column = ("Số thôn có sóng 4G", COUNTS)


@pytest.mark.parametrize("heading", ["Tỷ lệ (%)", "Tỉ lệ", "%", "Tỷ trọng %", "(%)", "Đạt (%)"])
@pytest.mark.parametrize(
    "part", ["Số thôn ĐBKK", "Số thôn biên giới", "Số thôn thuộc Chương trình 12"]
)
def test_count_whose_share_is_of_a_part_is_not_read(
    tmp_path: Path, part: str, heading: str
) -> None:
    reading = read(tmp_path, ALL, (part, PARTS), COVERED, (heading, shares(PARTS)))
    assert counted(reading) == []
    assert said(reading)["counted_of_part"] == "error"


def test_count_whose_share_is_of_a_part_is_not_read_without_the_whole(tmp_path: Path) -> None:
    columns = ("Số thôn nghèo", PARTS), COVERED, ("Tỷ lệ (%)", shares(PARTS))
    reading = read(tmp_path, *columns)
    assert counted(reading) == []
    assert "counted_of_part" in said(reading)


@pytest.mark.parametrize(
    "write",
    [lambda one: one, round, lambda one: one / 100, lambda one: f"{one:.1f}%".replace(".", ",")],
)
def test_share_of_the_whole_says_nothing(tmp_path: Path, write: Callable[[float], object]) -> None:
    heading = "Tỷ lệ" if write(50.0) == 0.5 else "Tỷ lệ (%)"
    reading = read(tmp_path, ALL, COVERED, (heading, shares(WHOLES, write)))
    assert counted(reading) == COUNTS
    assert said(reading).keys().isdisjoint({"counted_of_part", "shares_differ"})


def test_share_that_nothing_gives_is_asked_about(tmp_path: Path) -> None:
    reading = read(tmp_path, ALL, COVERED, ("Tỷ lệ (%)", [61.5, 52.9, 70, 57.7, 66.6, 71]))
    assert counted(reading) == COUNTS
    assert said(reading)["shares_differ"] == "warning"


def test_share_of_a_plan_is_none_of_a_part(tmp_path: Path) -> None:
    plan = ("Kế hoạch 2025", PARTS)
    reading = read(tmp_path, ALL, plan, COVERED, ("Tỷ lệ (%)", shares(PARTS)))
    assert counted(reading) == COUNTS
    assert "counted_of_part" not in said(reading)


def test_share_behind_a_plan_is_not_of_the_count_before_it(tmp_path: Path) -> None:
    reading = read(tmp_path, ALL, COVERED, ("Kế hoạch", PARTS), ("Tỷ lệ (%)", shares(PARTS)))
    assert counted(reading) == COUNTS
    assert said(reading).keys().isdisjoint({"counted_of_part", "shares_differ"})


@pytest.mark.parametrize("whole", [(), (ALL,)])
def test_count_that_is_nowhere_more_than_a_part_is_asked_about(
    tmp_path: Path, whole: tuple[Column, ...]
) -> None:
    reading = read(tmp_path, *whole, ("Số thôn vùng lõm", PARTS), COVERED)
    assert counted(reading) == COUNTS
    assert said(reading)["perhaps_of_part"] == "warning"


def test_count_that_is_more_than_the_part_beside_it_is_of_the_whole(tmp_path: Path) -> None:
    more = ("Số thôn có sóng 4G", [31, 15, 30, 25, 29, 38])
    reading = read(tmp_path, ALL, ("Số thôn ĐBKK", PARTS), more)
    assert counted(reading) == more[1]
    assert "perhaps_of_part" not in said(reading)


@pytest.mark.parametrize(
    "beside",
    [("Số thôn có sóng 3G", WHOLES), ("Kế hoạch số thôn", WHOLES), ("Số hộ nghèo", WHOLES)],
)
def test_column_that_is_no_part_of_the_whole_is_not_asked_about(
    tmp_path: Path, beside: Column
) -> None:
    assert "perhaps_of_part" not in said(read(tmp_path, ALL, beside, COVERED))


# ---- the number of villages, and beside it columns that leave out what they count ----------------
@pytest.mark.parametrize("title", ["HẠ TẦNG SỐ", "ỦY BAN NHÂN DÂN TỈNH SƠN LA"])
def test_beside_the_villages_those_that_have_it_are_counted(tmp_path: Path, title: str) -> None:
    heads = ["STT", "Xã", "Số thôn, bản", "Có sóng 4G", "Có sóng 5G", "Có cáp quang"]
    body = [[n, name, n + 9, n + 8, n, n + 9] for n, name in enumerate(NAMES, start=1)]
    reading = read_rows(tmp_path, [[title], DATE, heads, *body], operator="any")
    known = reading.observations.set_index(["indicator", "unit_code"])
    for indicator, more in (("villages_4g", 8), ("villages_5g", 0), ("villages_fibre", 9)):
        rows = known.loc[indicator]
        assert rows["numerator"].tolist() == [n + more for n in range(1, len(NAMES) + 1)]
        assert rows["denominator"].tolist() == [n + 9 for n in range(1, len(NAMES) + 1)]
    assert "column_likely" in set(reading.findings["rule"])


def test_a_base_that_repeats_the_title_of_its_group_is_the_whole(tmp_path: Path) -> None:
    heads = [["STT", "Xã", "Phủ sóng theo dân số", None], [None, None, "Dân số", "Được phủ 4G"]]
    body = [[n, name, n + 900, n + 800] for n, name in enumerate(NAMES, start=1)]
    reading = read_rows(tmp_path, [["HẠ TẦNG SỐ"], DATE, *heads, *body], operator="any")
    covered = reading.observations.query("indicator == 'pop_4g'")
    assert covered["denominator"].tolist() == [n + 900 for n in range(1, len(NAMES) + 1)]
    alone = [["STT", "Xã", "Phủ sóng theo dân số", "Số thôn"], [None, None, "Dân số", None]]
    reading = read_rows(tmp_path, [["PHỦ SÓNG"], DATE, *alone, *body], operator="any")
    assert set(reading.observations["indicator"]) == {"villages"}  # of all, or of those covered


@pytest.mark.parametrize(
    ("heads", "figures"),
    [
        (("Số thôn", "Có sóng 4G"), (9, 10)),  # more than there are
        (("Số thôn", "Có sóng 4G"), (9, 1)),  # a mark of the commune
        (("Số thôn", "Có sóng 4G"), (40, 9.5)),
        (("Số thôn", "Có sóng 4G", "Dân số"), (9, 8, 4000)),
        (("Số hộ", "Số thôn", "Có sóng 4G"), (400, 9, 8)),
        (("Số thôn", "Số hộ nghèo", "Có sóng 4G"), (9, 7, 5)),
        (("Số thôn", "Số trường học", "Có sóng 4G"), (9, 7, 5)),  # of the schools?
        (("Có sóng 4G", "Số thôn"), (8, 9)),
        (("Số thôn", "4G"), (9, 8)),
        (("Số thôn", "Có sóng 4G (%)"), (99, 98)),
    ],
)
def test_what_need_not_be_of_the_villages_is_asked_about(
    tmp_path: Path, heads: tuple[str, ...], figures: tuple[float, ...]
) -> None:
    body = [[n, name, *figures] for n, name in enumerate(NAMES, start=1)]
    reading = read_rows(tmp_path, [DATE, [], ["STT", "Xã", *heads], *body], operator="any")
    assert "villages_4g" not in set(reading.observations["indicator"])
    assert "basis_unclear" in set(reading.findings["rule"])


@pytest.mark.parametrize(
    ("whole", "part", "indicator"),
    [
        ("Số thôn đặc biệt khó khăn", "Trong đó: thôn có điện lưới quốc gia",
         "villages_electrified"),
        ("Số thôn biên giới", "Trong đó: thôn có sóng 4G", "villages_4g"),
        ("Số hộ nghèo", "Trong đó: hộ có điện thoại thông minh", "households_smartphone"),
        ("Hộ dân tộc thiểu số", "Trong đó: hộ có điện thoại thông minh", "households_smartphone"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("beside", [True, False])
def test_a_part_behind_a_part_is_of_that(
    tmp_path: Path, whole: str, part: str, indicator: str, *, beside: bool
) -> None:
    kind = "Tổng số hộ" if "hộ" in part else "Tổng số thôn"
    before = [(kind, WHOLES)] if beside else []
    reading = read(tmp_path, *before, (whole, PARTS), (part, COUNTS), ("Số trạm 4G", COUNTS))
    assert counted(reading, indicator) == []
    assert counted(reading, "stations_4g") == COUNTS


@pytest.mark.parametrize(
    ("whole", "part", "indicator"),
    [
        ("Tổng số thôn", "Trong đó: thôn có điện lưới quốc gia", "villages_electrified"),
        ("Tổng số hộ", "Trong đó: hộ có điện thoại thông minh", "households_smartphone"),
    ],
)
def test_a_part_behind_all_is_of_all(tmp_path: Path, whole: str, part: str, indicator: str) -> None:
    reading = read(tmp_path, (whole, WHOLES), (part, COUNTS))
    assert counted(reading, indicator) == COUNTS
