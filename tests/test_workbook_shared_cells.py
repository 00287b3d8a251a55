"""Several rows to a commune, and what is merged over all of them; units beside what they count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from dxanalysis import read_workbook
from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources.workbook.words.heading_catalogue import load_headings
from tests.test_workbook import figure, write
from tests.test_workbook_around import DATE, LISTED, NAMES, read, table
from tests.test_workbook_rows_named import numbers

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("read_here")

CODES = [str(code) for code in LISTED.index[:8]]


@pytest.mark.parametrize(
    "kinds",
    [
        ("Dân số được phủ (người)", "Tỷ lệ (%)"),
        ("Số người được phủ sóng", "Tỷ lệ dân số được phủ sóng (%)"),
    ],
)
@pytest.mark.parametrize("merged", ["ABC", "BC"])
def test_what_is_merged_over_a_commune_is_the_commune_s(
    tmp_path: Path, kinds: tuple[str, str], merged: str
) -> None:
    head = ["STT", "Xã, phường", "Dân số", "Nội dung", "Phủ sóng 4G", "Phủ sóng 5G"]
    rows: list[list[object]] = [["DÂN SỐ ĐƯỢC PHỦ SÓNG DI ĐỘNG"], DATE, head]
    for n, name in enumerate(NAMES, 1):
        rows.append([n, name, 1000 * n, kinds[0], (500 + 10 * n) * n, (100 + 10 * n) * n])
        rows.append([None, None, None, kinds[1], 50 + n, 10 + n])
    places = range(4, 4 + 2 * len(NAMES), 2)
    merge = [f"{column}{row}:{column}{row + 1}" for row in places for column in merged]
    path = write(tmp_path / "a.xlsx", rows, merge=merge)
    reading: Any = read_workbook(path, operator="viettel", province="20")
    assert numbers(reading, "population") == [1000.0 * n for n in range(1, 9)]
    found = figure(reading, CODES[2], "pop_4g")
    assert (found["numerator"], found["denominator"]) == (1590, 3000)
    assert not reading.findings["severity"].isin(["error", "warning"]).any()


def test_keys_still_say_what_is_in_every_row(tmp_path: Path) -> None:
    head = ["STT", "Xã, phường", "Nội dung", "Số lượng"]
    rows: list[list[object]] = [DATE, head]
    for n, name in enumerate(NAMES, 1):
        rows += [[n, name, "Dân số", 1000 * n], [None, None, "Số hộ", 300 * n]]
    merge = [f"{c}{row}:{c}{row + 1}" for row in range(3, 19, 2) for c in "AB"]
    path = write(tmp_path / "a.xlsx", rows, merge=merge)
    reading = read_workbook(path, operator="any", province="20")
    assert numbers(reading, "population") == [1000.0 * n for n in range(1, 9)]
    assert numbers(reading, "households") == [300.0 * n for n in range(1, 9)]


@pytest.mark.parametrize(
    ("path", "quantity"),
    [
        (("Số thành viên Tổ công nghệ số cộng đồng", "người"), "team_members"),
        (("Số liệu", "Số thành viên Tổ công nghệ số cộng đồng", "người"), "team_members"),
    ],
)
def test_the_unit_of_persons_changes_nothing_in_a_form(
    tmp_path: Path, path: tuple[str, ...], quantity: str
) -> None:
    rows: list[list[object]] = [DATE, ["STT", "Chỉ tiêu", "Đơn vị tính", *NAMES]]
    rows += [
        [1, "Dân số", "người", *range(1001, 1009)],
        [2, path[-2], path[-1], *range(11, 19)],
        [3, "Số Tổ công nghệ số cộng đồng", "tổ", *range(1, 9)],
    ]
    reading = read(tmp_path, rows)
    assert numbers(reading, quantity) == list(range(11, 19))


@pytest.mark.parametrize(
    "heading",
    ["Số bản, TK, TDP", "Số bản/TK/TDP", "Số thôn, TK, TDP", "Số bản, tiểu khu, TDP", "Số bản, TK"],
)
def test_sub_areas_are_villages(heading: str) -> None:
    assert "villages" in {one.id for one in load_headings().meaning([heading]).columns}


@pytest.mark.parametrize("heading", ["Số TK", "Số TK ĐDĐT", "Số TK, mật khẩu"])
def test_accounts_are_none(heading: str) -> None:
    assert "villages" not in {one.id for one in load_headings().meaning([heading]).columns}


@pytest.mark.parametrize(
    "word",
    ["chưa thống kê", "Chưa thống kê được", "chưa tổng hợp", "đang tổng hợp", "Chưa có báo cáo",
     "chưa rà soát", "không thống kê", "chưa được thống kê"],
)  # fmt: skip
def test_words_for_not_known_leave_a_figure_out(tmp_path: Path, word: str) -> None:
    rows = table("Số hộ", "Số trạm 4G")
    rows[3][2] = word
    reading = read(tmp_path, [DATE, *rows])
    assert len(numbers(reading, "households")) == len(NAMES) - 1
    assert not (reading.findings["severity"] == "error").any()


@pytest.mark.parametrize("word", ["chưa đủ", "khoảng vài chục", "xem phụ lục"])
def test_other_words_are_asked_about(tmp_path: Path, word: str) -> None:
    rows = table("Số hộ", "Số trạm 4G")
    rows[3][2] = word
    reading = read(tmp_path, [DATE, *rows])
    assert ("number_unreadable", "C5") in {
        (one.rule, one.cell) for one in reading.findings.itertuples()
    }


# ---- long tables whose headings are names of fields ----------------------------------------------
@pytest.mark.parametrize(
    "heads",
    [
        ("ma_dvhc", "ten_dvhc", "ma_chi_tieu", "ten_chi_tieu", "don_vi_tinh", "gia_tri"),
        ("MA_DVHC", "TEN_DVHC", "MA_CHI_TIEU", "TEN_CHI_TIEU", "DVT", "SO_LIEU"),
        ("Mã xã", "Tên xã", "Mã số", "Chỉ tiêu", "Đơn vị tính", "Giá trị"),
        ("ma_xa", "ten_xa", "id", "chi_tieu", "dvt", "so_luong"),
    ],
)
def test_a_long_table_of_fields_is_read(tmp_path: Path, heads: tuple[str, ...]) -> None:
    asked = {
        "Tổng số hồ sơ tiếp nhận": ("hồ sơ", 50),
        "Số hồ sơ nộp trực tuyến": ("hồ sơ", 40),
        "Dân số": ("người", 9000),
        "Số thôn có sóng 4G": ("thôn", 5),
    }
    rows: list[list[object]] = [DATE, [*heads]]
    for n, (code, name) in enumerate(zip(CODES, NAMES, strict=True)):
        rows += [
            [code, name, f"CT0{place}", words, unit, least + n]
            for place, (words, (unit, least)) in enumerate(asked.items(), 1)
        ]
    reading = read(tmp_path, rows)
    found = figure(reading, CODES[3], "files_online")
    assert (found["numerator"], found["denominator"]) == (43, 53)
    assert figure(reading, CODES[3], "population")["numerator"] == 9003
    assert figure(reading, CODES[3], "villages_4g")["numerator"] == 8


def test_what_another_field_holds_is_not_read_for_it(tmp_path: Path) -> None:
    rows: list[list[object]] = [DATE, ["ten_xa", "ten_chi_tieu", "ke_hoach_2030"]]
    rows += [[name, words, 7] for name in NAMES for words in ("Số thôn có sóng 4G", "Số hộ")]
    with pytest.raises(FileUnreadableError):
        read(tmp_path, rows)
