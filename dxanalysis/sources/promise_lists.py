"""Lists of what was promised: village, operator, decision, deadline, and what is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pandas as pd

from dxanalysis.errors import FileUnreadableError
from dxanalysis.indicators import OPERATORS
from dxanalysis.sources.findings import Findings
from dxanalysis.sources.inputs import sha256
from dxanalysis.sources.personal_data import without_personal_data
from dxanalysis.sources.spreadsheets import delimited
from dxanalysis.sources.village_headings import VillageHeadings
from dxanalysis.units.names import match_units
from dxanalysis.units.parsing import toneless

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

_ROOM: Final = "planfiles"
_HEADINGS: Final[Mapping[str, Container[str]]] = {
    "code": ("ma xa", "ma", "ma don vi", "unit code"),
    "commune": ("xa", "ten xa", "xa phuong", "don vi", "commune", "ward"),
    "village": VillageHeadings(),
    "operator": ("nha mang", "doanh nghiep", "don vi thuc hien", "operator"),
    "decision": ("quyet dinh", "van ban", "ke hoach", "so van ban", "decision"),
    "deadline": ("han", "thoi han", "han hoan thanh", "ngay hoan thanh", "deadline"),
    "status": ("tinh trang", "ket qua", "trang thai", "tien do", "status", "state"),
}
_DONE: Final = ("hoan thanh", "da phu song", "da phat song", "da xong", "xong", "done", "completed")
_NOT: Final = ("chua", "khong", "dang", "not", "in progress")
_NAMED: Final = 5


@dataclass(frozen=True)
class PromiseList:
    """A list of promises.

    Attributes
    ----------
    promises
        ``unit_code`` (missing where the commune is not clear), ``village``, ``operator``,
        ``decision``, ``deadline`` (a date or missing), ``said_done``.
    findings
        What is wrong with it.
    sha256, source
        Hash and name of the file.
    """

    promises: pd.DataFrame
    findings: pd.DataFrame
    sha256: str
    source: str


def read_promises(path: str | Path, *, province: str | None, vintage: str) -> PromiseList:
    """Read a list of promises.

    Parameters
    ----------
    path
        Any spreadsheet or delimited text with a row of headings: commune or its code, village,
        operator, decision, deadline, state.
    province, vintage
        Of the communes.

    Returns
    -------
    PromiseList
        Every row that names a village. A deadline that cannot be read is missing, and named; what
        is said counts as done only where it says so without "not" or "in progress".

    Raises
    ------
    FileUnreadableError
        If the file cannot be read, or names no villages.
    """
    path = Path(path)
    note = Findings(path.name)
    text, written, unreadable = delimited.read_table(path, headings=_HEADINGS, room=_ROOM)
    if "village" not in text or not {"code", "commune"} & set(text):
        raise FileUnreadableError(
            "planfiles.no_promises", where=path, found=", ".join(written.values())
        )
    note.counted("planfiles.unreadable_rows", unreadable)
    text = text[text["village"] != ""].reset_index(drop=True)
    empty = pd.Series("", index=text.index, dtype="str")
    column = {role: text.get(role, empty) for role in _HEADINGS}
    found = match_units(
        column["commune"].replace("", None),
        province=province,
        vintage=vintage,
        codes=column["code"].replace("", None),
    )
    _tell(note, "unit_unknown", text.loc[found["unit_code"].isna(), "village"])
    deadline = delimited.days(column["deadline"])
    _tell(note, "no_deadline", text.loc[deadline.isna() & (column["deadline"] != ""), "village"])
    promises = pd.DataFrame(
        {
            "unit_code": found["unit_code"],
            "village": column["village"].map(without_personal_data),
            "operator": column["operator"].map(_operator),
            "decision": column["decision"].map(without_personal_data),
            "deadline": deadline.dt.date,
            "said_done": column["status"].map(_is_done),
        }
    )
    return PromiseList(promises, note.table(), sha256(path), path.name)


def _tell(note: Findings, rule: str, names: Iterable[str]) -> None:
    """Count and name the rows that something is wrong with."""
    wrong = list(names)
    if wrong:
        shown = ", ".join(without_personal_data(one) for one in wrong[:_NAMED])
        note(f"planfiles.{rule}", value=len(wrong), expected=shown)


def _operator(written: str) -> str:
    """Find the operator that is meant; as it is written where it is none that is known."""
    word = toneless(written)
    return next((key for key in OPERATORS if key != "any" and key in word), written)


def _is_done(written: str) -> bool:
    """Tell whether a state says that the promise is kept."""
    word = toneless(written)
    return any(one in word for one in _DONE) and not any(one in word.split() for one in _NOT)
