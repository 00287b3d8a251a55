"""Read workbooks with what a planner has decided about their form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxanalysis.sources.mapping_files import column_key
from dxanalysis.sources.workbook.columns.understood import fingerprint
from dxanalysis.sources.workbook.reader import preview_workbook, read_workbook
from dxanalysis.sources.workbook.words.headings import Decision
from dxanalysis.sources.workbook.words.tokens import heading_key

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from pathlib import Path

    import pandas as pd

    from dxanalysis.sources.mapping_files import MappedColumn, Remembered
    from dxanalysis.sources.workbook.reader import WorkbookReading


def decisions(columns: Iterable[MappedColumn], understood: pd.DataFrame) -> list[Decision]:
    """Apply what is remembered to the columns of a reading.

    Parameters
    ----------
    columns
        What is remembered.
    understood
        What the headings alone say.

    Returns
    -------
    list of Decision
        One for each column that was answered, or is not to be read until it is.
    """
    known = {column.key: column for column in columns if column.is_decided}
    made: dict[tuple[str, str], Decision] = {}
    for row in understood.to_dict("records"):
        column = known.get(column_key(row))
        heading = row["heading"]
        if column is None or not isinstance(heading, str) or not heading_key(heading):
            continue
        meaning = column.meaning if column.how == "answered" else ""
        made[column.context, heading] = Decision(heading, meaning, column.context)
    return list(made.values())


def read_as_remembered(
    path: Path,
    *,
    remembered: Remembered,
    operator: str,
    province: str | None,
    vintage: str,
    as_of: dt.date | None = None,
    evidence: str = "declared",
    headings: Path | None = None,
    sender: str | None = None,
) -> WorkbookReading:
    """Read a workbook with what the workspace remembers about its form.

    Parameters
    ----------
    path, operator, province, vintage, as_of, evidence, headings
        As for :func:`dxanalysis.read_workbook`.
    remembered
        What the workspace remembers.
    sender
        Whose form it is; by default whichever sender's of this operator has it, if they agree.

    Returns
    -------
    WorkbookReading
        As :func:`dxanalysis.read_workbook` gives it.

    Raises
    ------
    DxAnalysisError
        As for :func:`dxanalysis.read_workbook`.
    """
    decided: list[Decision] = []
    if any(remembered.decided(operator)):
        seen = preview_workbook(
            path, operator=operator, province=province, vintage=vintage, headings=headings
        )
        decided = _known_decisions(seen.understood, remembered, operator, sender)
    return read_workbook(
        path,
        operator=operator,
        province=province,
        vintage=vintage,
        as_of=as_of,
        evidence=evidence,
        headings=headings,
        decisions=decided,
        names=remembered.names,
    )


def _known_decisions(
    understood: pd.DataFrame, remembered: Remembered, operator: str, sender: str | None
) -> list[Decision]:
    """Find the decisions about a form; those of several senders only where they agree.

    Of a form that has changed, the columns of its sender that are still the same are decided too.
    """
    forms = [
        form
        for _, form in remembered.find(fingerprint(understood), sender=sender)
        if operator in form.operators
    ]
    if not forms and sender is not None:
        own = [one for one in remembered.forms.get(sender, ()) if operator in one.operators]
        return decisions((column for form in own for column in form.columns), understood)
    found = [decisions(form.columns, understood) for form in forms]
    return found[0] if found and all(set(one) == set(found[0]) for one in found) else []
