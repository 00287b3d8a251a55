"""A workspace to put workbooks into, and workbooks that ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl

from dxanalysis import intake, units
from dxanalysis.workspace import open_workspace
from dxanalysis.workspace_figures import read_entry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from dxanalysis.intake import Added
    from dxanalysis.sources.workbook.reader import WorkbookReading

SETTINGS = """\
# Tỉnh Lạng Sơn: ghi chú đầu tệp
[province]
code = "20"  # mã tỉnh
vintage = "2025-07"
grouping = "former_district"

# các tệp
[[workbooks]]
path = "workbooks/so-khcn.xlsx" # của Sở
operator = "any"

# ranh giới
[boundaries]
path = "boundaries.geojson"
kind = "approximate"
source = "dxanalysis"

[targets]
pop_5g = "qd36-pop-5g-2030"  # xem lại năm 2027
"""

UNCLEAR = "Số thôn có quang Zeta"
HEADINGS = ("Mã xã", "Tên xã", "Dân số", "Dân số được phủ sóng 4G", "Số thôn", UNCLEAR)
TITLE = "VIETTEL LẠNG SƠN: SỐ LIỆU ĐẾN 30/9/2025"


def make_workspace(place: Path) -> Path:
    """Make a workspace with remarks in its settings, and no files."""
    (place / "workbooks").mkdir(parents=True)
    (place / "province.toml").write_text(SETTINGS, encoding="utf-8", newline="")
    return place


def write(
    path: Path,
    *,
    headings: Sequence[str] = HEADINGS,
    title: str = TITLE,
    shift: int = 0,
    rename: dict[str, str] | None = None,
    rows: slice = slice(12),
    province: str = "20",
) -> Path:
    """Write a workbook of twelve communes: 1,000 people, 900 − i + shift with 4G, 20 villages."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([title])
    sheet.append([])
    sheet.append(list(headings))
    listed = units.load_units(province=province)["unit_name"]
    for i, (code, name) in list(enumerate(listed.items()))[rows]:
        shown = (rename or {}).get(str(name), name)
        figures = [1000, 900 - i + shift, 20, 15 - i % 5 + shift]
        sheet.append([code, shown, *figures[: len(headings) - 2]])
    book.save(path)
    return path


def tree(folder: Path) -> dict[str, bytes]:
    """Take down every file of a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def add(file: Path, folder: Path, **given: Any) -> Added:
    """Put a workbook in with what is given; no question may be left."""
    return intake.add_workbook(file, folder, ask=intake.none_answered, given=intake.Given(**given))


def stored(folder: Path, place: int = -1) -> WorkbookReading:
    """Read a workbook of a workspace as a report does."""
    workspace = open_workspace(folder)
    return read_entry(workspace, workspace.workbooks[place])


def counts(reading: WorkbookReading, indicator: str) -> list[float]:
    table = reading.observations
    return list(table.loc[table["indicator"] == indicator, "numerator"])


FIBRE = [15.0 - i % 5 for i in range(12)]
