"""Texts of cells that could be read in ever more ways, and are read in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dxanalysis.errors import DxAnalysisError
from dxanalysis.sources import box
from dxanalysis.sources.workbook.reader import read_workbook

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {
    "points of a letter": "(" + "theo tại " * 40 + "x",
    "numbers of points": "(" + "điểm i " * 40 + "!",
    "letters of a legend": "A/" * 150 + " b",
    "letters parted by strokes": "C" + " / AA/0A/ A" * 30 + " b",
    "signs of notes": "Xã Bó Sinh" + "¹" * 60 + "!",
    "names of fields": "TONGSODANSODUOCPHUSONGTRENDIABANTINH!",
    "a figure in brackets": "1(" + " " * 30_000 + "x",
    "a number behind a name": "Xã Bó Sinh" + " " * 30_000 + "(28",
    "parts of a cell": "1/2 " + " " * 30_000 + "x",
    "numbers of rows": "Ghi chú: STT " + "1, " * 10_000 + "x",
    "a note on figures": "Ghi chú: " + "số liệu " * 4_000,
    "a key of codes": "Mã DN: " + "1 - a; " * 5_000 + "x",
    "named parts of a cell": "Viettel: 1" + ", " * 30_000 + "x",
    "a list of names": "Số trạm (" + "KH/" * 10_000 + "TH)",
    "filters of an export": "Applied filters: " + "Cấp is not " * 10_000 + "x",
    "who paid for stations": "Trạm BTS " + "đầu tư từ các " * 5_000 + "x",
    "a title about teams": "Tổ công nghệ số " + "các xã " * 10_000 + "x!",
    "what was sent back": "Trả lại để " + "xã báo cáo " * 10_000 + "x",
    "the best technology": "Số thôn theo công nghệ " * 5_000,
    "what is unchanged": "không " + "thay đổi so với " * 20_000,
    "what is corrected": "Đã ghi " + "tại biểu " * 20_000,
    "what is left out": "a/" + " " * 30_000 + "x",
    "place and day": "Bản" + "x" * 5000,
    "an own note": "Ghi chú: " + "- " * 20_000 + "x",
}


def read(path: Path) -> bool:
    """Read a workbook, or be refused in a sentence."""
    try:
        read_workbook(path, operator="any", province="14")
    except DxAnalysisError as error:
        return bool(error.sentence("vi"))
    return True


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("row", range(3))
def test_a_text_is_read_to_its_end(text: str, row: int, tmp_path: Path) -> None:
    """As a title, as a heading among others, and as what stands below one."""
    rows = [["Số liệu đến 30/9/2025", "", ""], ["MaXa", "DanSo", "DanSo4G"], ["03980", "9", "8"]]
    rows[row][2] = text
    path = tmp_path / "bieu.csv"
    path.write_text("\n".join(";".join(one) for one in rows), encoding="utf-8")
    # Of the box the clock alone matters here: what never ends is ended.
    assert box.run(read, path, path=path)
