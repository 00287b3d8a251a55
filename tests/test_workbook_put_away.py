"""Tables of which titles and notes say that another one stands in their place, or they in its."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources.workbook.words.put_away import draft
from tests.test_workbook import figure
from tests.test_workbook_around import DATE, LISTED, NAMES, Rows, read

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("read_here")

REPLACED = [
    "BIỂU 01 (đã được thay thế bằng Biểu 02)",
    "(DỰ THẢO LẦN 1 – đã thay thế) BIỂU PHỦ SÓNG",
    "(Bản này đã hủy, xem bản chính thức)",
    "Bản gửi ngày 5/10 (hết hiệu lực)",
    "PHỤ LỤC 1 – ĐÃ CÓ BẢN CHÍNH THỨC THAY THẾ",
    "Du thao lan 1 - da thay the",
    "Bieu 1 da duoc thay the bang bieu 2",
    "thay bang bieu 02",
    "Số liệu này không còn giá trị",
    "Report v1 (superseded by version 2)",
]
REPLACES = [
    "BIỂU PHỦ SÓNG (bản chính thức, thay bản dự thảo lần 1)",
    "Bản chính thức (thay thế bản dự thảo gửi ngày 5/10)",
    "Biểu này thay thế cho biểu gửi kèm Công văn 12",
    "(thay bản nháp)",
    "Đã thay thế bản dự thảo lần 1",
    "Ban chinh thuc, thay the ban du thao",
    "thay bang cu da gui",
    "(Hủy bỏ bản dự thảo gửi ngày 5/10/2026)",
    "This version supersedes the draft",
    "Theo Nghị định 42 (được thay thế bởi Nghị định 137)",
]


def sheet(title: str, times: int = 1, note: str = "") -> Rows:
    body: Rows = [[n, name, 10 * n * times, 5 * n] for n, name in enumerate(NAMES, start=1)]
    return [
        [title], DATE, [], ["STT", "Xã, phường", "Trạm 4G", "Trạm 5G"], *body, [], [note or None],
    ]  # fmt: skip


@pytest.mark.parametrize("title", REPLACED)
def test_what_was_replaced_is_put_away(title: str) -> None:
    assert draft(title)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Theo huyện cũ", ""), ("Huyện, thành phố (cũ)", ""), ("Địa bàn cũ", ""),
        ("Theo tinh cu", ""), ("Số liệu cũ", "cũ"), ("Biểu (cũ)", "cũ"), ("Theo xã cũ", "cũ"),
    ],
)  # fmt: skip
def test_a_sheet_named_for_former_districts_is_not_old(name: str, said: str) -> None:
    assert draft(name, is_sheet=True) == said


@pytest.mark.parametrize("title", REPLACES)
def test_what_replaces_another_is_not(title: str) -> None:
    assert not draft(title)


@pytest.mark.parametrize("bad", REPLACED[:3])
@pytest.mark.parametrize("good", REPLACES[:2])
def test_of_two_versions_the_one_that_stands_is_read(tmp_path: Path, bad: str, good: str) -> None:
    for places in ([sheet(bad, 2), sheet(good)], [sheet(good), sheet(bad, 2)]):
        reading = read(tmp_path, *places)
        assert figure(reading, LISTED.index[0], "stations_4g")["numerator"] == 10
        assert not reading.findings["severity"].eq("error").any()


def test_two_versions_that_say_nothing_of_each_other_are_asked_about(tmp_path: Path) -> None:
    reading = read(tmp_path, sheet("DỰ THẢO LẦN 1", 2), sheet("BẢN CHÍNH THỨC"))
    errors = reading.findings[reading.findings["severity"].eq("error")]
    assert {"stations_4g"} <= set(errors["indicator"])


@pytest.mark.parametrize(
    ("note", "is_read"),
    [
        ("Ghi chú: biểu này đã được thay thế bằng biểu ngày 10/10.", False),
        ("Số liệu trên không còn giá trị", False),
        ("Ghi chú: biểu này thay thế biểu đã gửi ngày 5/10.", True),
        ("Bản Mạt đã được thay thế trạm", True),
    ],
)
def test_a_note_can_put_its_table_away(tmp_path: Path, note: str, *, is_read: bool) -> None:
    rows = sheet("TRẠM BTS", note=note)
    if is_read:
        assert figure(read(tmp_path, rows), LISTED.index[0], "stations_4g")["numerator"] == 10
    else:
        with pytest.raises(FileUnreadableError, match="none of its columns"):
            read(tmp_path, rows)
