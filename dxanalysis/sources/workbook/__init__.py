"""Workbooks of operators and agencies as observations."""

from dxanalysis.sources.workbook.reader import (
    VILLAGE_COLUMNS,
    WorkbookReading,
    column_kind,
    read_workbook,
)

__all__ = [
    "VILLAGE_COLUMNS",
    "WorkbookReading",
    "column_kind",
    "read_workbook",
]
