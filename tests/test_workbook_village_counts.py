"""Lists of villages with yes or no: counted where they are whole, said where they are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dxanalysis import read_workbook
from dxanalysis.units import former_districts, load_units
from tests.test_workbook import figure, write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from dxanalysis.sources.workbook import WorkbookReading

pytestmark = pytest.mark.usefixtures("read_here")

LISTED = load_units(province="11")["unit_name"]
MAIN = former_districts(province="11")["district_name"]
HEAD = ["Xã", "Tên bản", "Số hộ", "Sóng 4G", "Sóng 5G", "Cáp quang"]
TWO = ["Huyện Tủa Chùa", "Huyện Điện Biên Đông"]


def communes(districts: Sequence[str]) -> list[str]:
    """Name the communes that lie in some former districts."""
    return [str(LISTED[code]) for code in MAIN.index[MAIN.isin(districts)]]


def read(folder: Path, title: str, names: Sequence[str], villages: int = 3) -> WorkbookReading:
    rows: list[list[object]] = [[title], ["Tính đến 30/9/2025"], HEAD]
    for name in names:
        for n in range(villages):
            marks = ["Có" if n < most else "Không" for most in (2, 1, 3)]
            rows.append([name if n == 0 else None, f"Bản {n + 1}", 10, *marks])
    merge = [f"A{4 + n}:A{3 + n + villages}" for n in range(0, len(rows) - 3, villages)]
    path = write(folder / "a.xlsx", rows, merge=merge if villages > 1 else ())
    return read_workbook(path, operator="viettel", province="11")


@pytest.mark.parametrize(
    "title",
    [
        "DANH SÁCH BẢN VÀ HIỆN TRẠNG PHỦ SÓNG (2 huyện cũ: Tủa Chùa, Điện Biên Đông)",
        "Hiện trạng sóng các bản trên địa bàn huyện Tủa Chùa và huyện Điện Biên Đông (cũ)",
        "Danh sách bản các huyện Điện Biên Đông, Tủa Chùa (cũ), tỉnh Điện Biên",
    ],
)
def test_a_list_of_whole_districts_is_counted(tmp_path: Path, title: str) -> None:
    names = communes(TWO)
    reading = read(tmp_path, title, names)
    code = next(code for code, name in LISTED.items() if name == names[0])
    for indicator, expected in (("villages_4g", 2), ("villages_5g", 1), ("villages_fibre", 3)):
        found = figure(reading, str(code), indicator)
        assert (found["numerator"], found["denominator"]) == (expected, 3)
    said = reading.findings[reading.findings["rule"] == "villages_counted"]
    assert set(said["indicator"]) == {"villages_4g", "villages_5g", "villages_fibre"}


@pytest.mark.parametrize(
    ("title", "left_out", "villages"),
    [
        ("DANH SÁCH BẢN (2 huyện cũ: Tủa Chùa, Điện Biên Đông)", 1, 3),  # one commune is missing
        ("DANH SÁCH BẢN (huyện cũ: Tủa Chùa)", 0, 3),  # and of others, too
        ("DANH SÁCH BẢN VÀ HIỆN TRẠNG PHỦ SÓNG TỈNH ĐIỆN BIÊN", 0, 3),
        ("Toàn bộ bản chưa có điện lưới của tỉnh", 0, 3),
        ("DANH SÁCH BẢN (2 huyện cũ: Tủa Chùa, Điện Biên Đông)", 0, 1),  # one village of each
    ],
)
def test_a_list_that_may_leave_villages_out_is_said(
    tmp_path: Path, title: str, left_out: int, villages: int
) -> None:
    names = communes(TWO)
    reading = read(tmp_path, title, names[left_out:], villages)
    assert reading.observations.empty
    said = reading.findings[reading.findings["rule"] == "villages_not_counted"]
    assert set(said["severity"]) == {"warning"}
    assert set(said["indicator"]) == {"villages_4g", "villages_5g", "villages_fibre"}


@pytest.mark.parametrize(
    "title",
    [
        "Hiện trạng phủ sóng của tất cả các bản, tổ dân phố trên địa bàn 19 xã",
        "(Danh sách đầy đủ thôn, bản; ghi Có hoặc Không)",
    ],
)
def test_a_list_that_says_it_is_whole_is_added_up(tmp_path: Path, title: str) -> None:
    reading = read(tmp_path, title, communes(TWO)[:5])
    code = next(code for code, name in LISTED.items() if name == communes(TWO)[0])
    for indicator, expected in (("villages_4g", 2), ("villages", 3), ("households", 30)):
        assert figure(reading, str(code), indicator)["numerator"] == expected
    assert "villages_counted" in set(reading.findings["rule"])


def test_numbers_of_villages_beside_communes_are_no_broken_marks(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["DANH SÁCH TOÀN BỘ THÔN, BẢN"], ["Rà soát đến ngày 30/9/2025"],
        ["STT", "Xã / thôn", "Số thôn", "Số hộ", "Điện lưới quốc gia"],
    ]  # fmt: skip
    for name in communes(TWO):
        rows.append(["I", name, 3, 30, 2])
        rows += [[n, f"Bản {n}", None, 10, "x" if n > 1 else None] for n in (1, 2, 3)]
    reading = read_workbook(write(tmp_path / "a.xlsx", rows), operator="any", province="11")
    assert not [one for one in reading.findings["severity"] if one == "error"]
    assert "marks_are_numbers" in set(reading.findings["rule"])
    own = reading.observations.query("indicator == 'households'")
    assert set(own["numerator"]) == {30}


def test_a_list_beside_the_counts_of_communes_asks_for_nothing(tmp_path: Path) -> None:
    names = communes(TWO)
    rows: list[list[object]] = [["Tính đến 30/9/2025"], ["Xã", "Số bản", "Số bản có sóng 4G"]]
    rows += [[name, 3, 2] for name in names]
    rows += [[], ["DANH SÁCH BẢN"], [], ["Xã", "Tên bản", "Sóng 4G"]]
    rows += [[name, f"Bản {n}", "Có" if n else "Không"] for name in names for n in range(3)]
    path = write(tmp_path / "a.xlsx", rows)
    reading = read_workbook(path, operator="viettel", province="11")
    assert "villages_not_counted" not in set(reading.findings["rule"])
    assert set(reading.observations["indicator"]) >= {"villages_4g"}
