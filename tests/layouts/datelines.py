"""
Ways to write the date of the figures, and the date that is meant.

Each entry: the lines above the table, and the date (ISO), or "ask" where a careful reader asks.
The date is that of the figures, never that of the letter or of a plan.
"""

from __future__ import annotations

import importlib
import importlib.util
from typing import TYPE_CHECKING

import dxanalysis
from dxanalysis.errors import FileUnreadableError
from tests.layouts.cases import Case
from tests.layouts.columns import Column
from tests.layouts.truths import Truth

if TYPE_CHECKING:
    from pathlib import Path

PLACE = "Lạng Sơn, ngày 08 tháng 10 năm 2025"

DATELINES: list[tuple[tuple[str, ...], str]] = [
    (("(Số liệu tính đến ngày 30/9/2025)",), "2025-09-30"),
    (("Tính đến 30-09-2025",), "2025-09-30"),
    (("Tính đến hết ngày 30 tháng 9 năm 2025",), "2025-09-30"),
    (("Đến 30/9/2025",), "2025-09-30"),
    (("Số liệu chốt đến 24h00 ngày 30/09/2025",), "2025-09-30"),
    (("Thời điểm báo cáo số liệu: 15/8/2025",), "2025-08-15"),
    (("THÁNG 9/2025",), "2025-09-30"),
    (("Tháng 9 năm 2025",), "2025-09-30"),
    (("BÁO CÁO QUÝ III/2025",), "2025-09-30"),
    (("Quý 3 năm 2025",), "2025-09-30"),
    (("9 tháng đầu năm 2025",), "2025-09-30"),
    (("6 tháng đầu năm 2025",), "2025-06-30"),
    (("(Từ ngày 01/4/2025 đến ngày 30/6/2025)",), "2025-06-30"),
    (("Kỳ báo cáo: 01/01/2025 - 30/9/2025",), "2025-09-30"),
    (("BÁO CÁO QUÝ HAI NĂM 2025",), "2025-06-30"),
    (("Mường La, ngày 05/10/2025",), "ask"),
    (("Số liệu phủ sóng, ngày 30/9/2025",), "2025-09-30"),
    (("Báo cáo năm 2024",), "2024-12-31"),
    (("Cập nhật ngày 30/9/2025",), "2025-09-30"),
    (("As of 30 September 2025",), "2025-09-30"),
    (("Data as of 30/09/2025",), "2025-09-30"),
    (("Số liệu đến tháng 02/2024",), "2024-02-29"),
    ((PLACE, "BÁO CÁO QUÝ III NĂM 2025"), "2025-09-30"),
    (("(Kèm theo Công văn số 123/SKHCN ngày 10/10/2025)", "Số liệu đến 30/9/2025"), "2025-09-30"),
    (("Kế hoạch đến năm 2030", "Hiện trạng đến 30/9/2025"), "2025-09-30"),
    (("SỐ LIỆU THÁNG 9/2025",), "2025-09-30"),
    (("Báo cáo tháng 09-2025",), "2025-09-30"),
    (("(Tính đến hết Quý III/2025)",), "2025-09-30"),
    (("Kỳ báo cáo: Quý III/2025",), "2025-09-30"),
    (("Kỳ số liệu: 9/2025",), "2025-09-30"),
    (("Cập nhật: 30.9.2025",), "2025-09-30"),
    (("Cập nhật đến 17h ngày 30/9/2025",), "2025-09-30"),
    (("Số liệu có đến 0 giờ ngày 01/10/2025",), "2025-10-01"),
    (("Đến thời điểm 30/9/2025", PLACE), "2025-09-30"),
    (("Số liệu tính đến 30/9/25",), "2025-09-30"),
    (("Tính đến 30/IX/2025",), "ask"),
    (("HẾT THÁNG 6 NĂM 2025",), "2025-06-30"),
    (("(Đến hết năm 2024)",), "2024-12-31"),
    (("Tại thời điểm 31/12/2024",), "2024-12-31"),
    (("Updated 2025-09-30",), "2025-09-30"),
    (("Q3/2025",), "2025-09-30"),
    (("Ngày lập báo cáo: 12/10/2025", "Ngày số liệu: 30/9/2025"), "2025-09-30"),
    (("Thực hiện Quyết định số 36/QĐ-TTg ngày 11/01/2024", "Tháng 9/2025"), "2025-09-30"),
    (("Số liệu quý 3/2025 (so với quý 2/2025)",), "2025-09-30"),
    (("Tính đến ngày 30/13/2025",), "ask"),
    (("Tháng 13/2025",), "ask"),
    ((PLACE,), "ask"),
    (("Tính đến ngày 31/9/2025",), "ask"),
    (("Tính đến ngày 30/9/2052",), "ask"),
    (("Số liệu tính đến nay",), "ask"),
    (("BÁO CÁO ĐỊNH KỲ",), "ask"),
]


def datelines(half: str | None = None) -> list[tuple[tuple[str, ...], str]]:
    """List the entries of one half, or of all halves that are there."""
    more: list[tuple[tuple[str, ...], str]] = []
    if importlib.util.find_spec("tests.layouts.held_datelines"):
        more = importlib.import_module("tests.layouts.held_datelines").DATELINES
    return {"public": DATELINES, "held": more}.get(half or "", DATELINES + more)


def date_read(lines: tuple[str, ...], folder: Path) -> str:
    """
    Read a small workbook that has these lines above its table.

    Parameters
    ----------
    lines
        One below the other.
    folder
        Where to write.

    Returns
    -------
    str
        The date in ISO form, "ask" where none is taken and that is said, or "silent".
    """
    truth = Truth("dateline", "", "", province="20", operator="any", as_of=None)
    case = Case(truth)
    sheet = case.sheet("Bieu")
    for row, line in enumerate(lines):
        sheet.put(row, 0, line)
    columns = [Column("Dân số", "population"), Column("Dân số được phủ sóng 4G", "people_4g")]
    case.table(sheet, columns, at=len(lines) + 1, some=case.communes[:12])
    path = case.save(folder, ".xlsx")
    try:
        reading = dxanalysis.read_workbook(path, operator="any", province="20")
    except FileUnreadableError:  # refused with a sentence
        return "ask"
    if reading.as_of is not None:
        return str(reading.as_of)[:10]
    said = reading.findings[reading.findings["severity"].isin(["error", "warning"])]
    return "silent" if said.empty else "ask"
