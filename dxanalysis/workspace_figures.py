"""The figures of a workspace's workbooks: each file read, then all brought together and checked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from dxanalysis import checks
from dxanalysis.errors import DataProblemError
from dxanalysis.file_updates import check_against_others, check_updates
from dxanalysis.findings import make_findings, name_units, worst_first
from dxanalysis.indicators import indicators
from dxanalysis.known_bases import with_known_bases
from dxanalysis.observations import (
    deduplicate,
    disputed_keys,
    make_observations,
    with_corrections,
    without_figures,
    without_repeats,
)
from dxanalysis.snapshot import KEY, Snapshot, bases, has_figure, take_snapshot
from dxanalysis.sources.mapping_files import read_remembered
from dxanalysis.sources.older_lists import convert_reading, former_province
from dxanalysis.sources.remembered import read_as_remembered
from dxanalysis.standing_villages import VillageLists, gather_village_lists

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from dxanalysis.sources.workbook import WorkbookReading
    from dxanalysis.workspace import Workspace
    from dxanalysis.workspace_file import WorkbookEntry


def read_entry(workspace: Workspace, book: WorkbookEntry) -> WorkbookReading:
    """Read one workbook of a workspace, with what its planner has decided.

    Parameters
    ----------
    workspace
        The workspace.
    book
        Its entry of the workbook.

    Returns
    -------
    WorkbookReading
        What it says.

    Raises
    ------
    FileUnreadableError
        If it cannot be read.
    SettingsError
        If a file of decisions names what does not exist.
    """
    remembered = read_remembered(
        workspace.folder, province=workspace.province, vintage=workspace.vintage
    )
    province, vintage = workspace.province, book.vintage or workspace.vintage
    if vintage != workspace.vintage:
        province = former_province(
            book.path,
            operator=book.operator,
            province=province,
            vintage=vintage,
            today=workspace.vintage,
        )
        # Spellings are those of the workspace's list.
        remembered = replace(remembered, names={})
    reading = read_as_remembered(
        book.path,
        remembered=remembered,
        operator=book.operator,
        province=province,
        vintage=vintage,
        as_of=book.as_of,
        evidence=book.evidence,
        headings=book.headings,
        sender=book.sender,
    )
    if vintage != workspace.vintage:
        return convert_reading(reading, vintage=vintage, to=workspace.vintage)
    return reading


@dataclass(frozen=True)
class Figures:
    """The figures of all files together.

    Attributes
    ----------
    history, snapshot, villages, village_lists, findings
        As in :class:`dxanalysis.analysis.Analysis`.
    """

    history: pd.DataFrame
    snapshot: Snapshot
    villages: pd.DataFrame
    village_lists: VillageLists
    findings: pd.DataFrame


def bring_together(
    workspace: Workspace,
    readings: Sequence[WorkbookReading],
    listed: pd.DataFrame,
    *,
    as_of: dt.date | None,
) -> Figures:
    """Bring the files' figures together, check them and take the snapshot.

    Parameters
    ----------
    workspace
        The workspace.
    readings
        Its workbooks, in the order in which they are preferred.
    listed
        Its units.
    as_of
        The day of the snapshot; by default the latest of any figure.

    Returns
    -------
    Figures
        The figures, and what is wrong with each file and with all of them together.

    Raises
    ------
    DataProblemError
        If no workbook holds any figure yet.
    """
    given, corrected = with_corrections(
        [reading.observations for reading in readings],
        [reading.earlier for reading in readings],
        declared=declared_corrections(workspace, [reading.path for reading in readings]),
    )
    sent = make_observations(pd.concat(given, ignore_index=True))
    observations = without_repeats(sent)
    age = workspace.max_age_months
    history = deduplicate(_with_earlier(observations, readings))
    snapshot = take_snapshot(history, as_of=as_of, max_age_months=age)
    updates = check_updates(history, snapshot, unit_names=listed["unit_name"])
    disputed = disputed_keys(observations)
    if len(disputed):  # they were sent, and still there is no figure that can be shown
        history = without_figures(history, disputed)
        snapshot = take_snapshot(history, as_of=as_of, max_age_months=age)
    whole = with_known_bases(history, max_age_months=age)
    others = name_units(check_against_others(sent, whole), listed["unit_name"])
    lists = gather_village_lists(readings, [book.operator for book in workspace.workbooks])
    left_out = lists.left_out(as_of, unit_names=listed["unit_name"])
    beyond = lists.beyond_figures(snapshot.figures, as_of, unit_names=listed["unit_name"])
    put_right = name_units(checks.corrected(corrected), listed["unit_name"])
    compared = (updates, left_out, beyond, others, put_right)
    findings = _findings(readings, observations, listed, compared)
    operators = {book.path.name: book.operator for book in workspace.workbooks}
    findings = _with_empty_files_together(_without_answered_forms(findings, sent, operators))
    listing = {reading.path.name: operators[reading.path.name] for reading in readings
               if len(reading.villages)}  # fmt: skip
    findings = _without_other_lists(findings, operators, listing)
    # The population is filled in before a form is sent out.
    asked = observations[~observations["indicator"].isin(bases())]
    if not has_figure(asked).any() and not (findings["severity"] == "error").any():
        raise DataProblemError(
            "analysis.nothing_filled_in",
            where=workspace.folder.name,
            found=", ".join(book.path.name for book in workspace.workbooks),
        )
    return Figures(history, snapshot, lists.on(as_of), lists, findings)


def declared_corrections(workspace: Workspace, files: Sequence[Path]) -> list[tuple[int, int]]:
    """Find which files are said to correct which others.

    Parameters
    ----------
    workspace
        The workspace.
    files
        Some of its workbooks; one may stand there several times.

    Returns
    -------
    list of tuple
        The places of a file and of one that it corrects.
    """
    said = {(book.path, book.corrects) for book in workspace.workbooks}
    return [
        (at, other)
        for at, file in enumerate(files)
        for other, corrected in enumerate(files)
        if file != corrected and (file, corrected) in said
    ]


def _with_earlier(observations: pd.DataFrame, readings: Sequence[WorkbookReading]) -> pd.DataFrame:
    """Add the figures of earlier dates that files give beside their own.

    What a file itself is about is preferred. A figure without a date may be newer than any that
    has one, so that nothing earlier is set beside it.
    """
    earlier = pd.concat([reading.earlier for reading in readings], ignore_index=True)
    undated = pd.MultiIndex.from_frame(observations.loc[observations["as_of"].isna(), KEY])
    beside = pd.MultiIndex.from_frame(earlier[KEY]).isin(undated)
    usable = earlier[has_figure(earlier) & earlier["as_of"].notna() & ~beside]
    return make_observations(pd.concat([observations, usable], ignore_index=True))


def _findings(
    readings: Sequence[WorkbookReading],
    observations: pd.DataFrame,
    listed: pd.DataFrame,
    compared: Sequence[pd.DataFrame],
) -> pd.DataFrame:
    """Bring together what each file and all of them together are found wrong in."""
    each = [reading.findings for reading in readings]
    together = checks.check_observations(observations, unit_names=listed["unit_name"])
    tables = [table for table in [*each, together, *compared] if len(table)]
    found = pd.concat(tables) if tables else make_findings()
    # A file's own reader may have said the same of the same cell already.
    found = found.drop_duplicates(
        ["rule", "file", "sheet", "cell", "unit_code", "indicator", "operator"]
    )
    # That a list was brought to today's is said already, and explains figures of older days.
    converted = found.loc[found["rule"] == "list_converted", "file"]
    explained = (found["rule"] == "as_of_outside_vintage") & (found["severity"] == "note")
    return worst_first(found[~(explained & found["file"].isin(converted))])


def _without_answered_forms(
    found: pd.DataFrame, observations: pd.DataFrame, operators: Mapping[str, str]
) -> pd.DataFrame:
    """Leave out that a form is empty where its operator sent a file of its own instead.

    One of the figures that the form asks for is enough: what else is lacking is asked for by name.
    """
    given = observations[has_figure(observations)]
    file = given["source"].astype("str").str.split("|").str[0]
    sent = set(zip(file, given["operator"], given["indicator"], strict=True))
    answered = [
        finding["rule"] == "figures_absent"
        and any(
            other != finding["file"]
            and operator == operators.get(finding["file"])
            and _asks_for(str(finding["expected"]), indicator)
            for other, operator, indicator in sent
        )
        for finding in found.to_dict("records")
    ]
    return found[~pd.Series(answered, index=found.index, dtype="bool")]


def _without_other_lists(
    found: pd.DataFrame, operators: Mapping[str, str], listing: Mapping[str, str]
) -> pd.DataFrame:
    """Leave out that a list of villages is empty where another file of its operator has one."""
    files = [str(one) for one in found["file"]]
    lists = [
        any(
            other != file and operator == operators.get(file) for other, operator in listing.items()
        )
        for file in files
    ]
    return found[~((found["rule"] == "village_list_empty") & pd.Series(lists, found.index))]


def _asks_for(quantities: str, indicator: str) -> bool:
    """Tell whether a form with these quantities asks for an indicator, other than what it is of."""
    entry = indicators()[indicator]
    asked = {entry.numerator, f"{indicator}_pct"} & set(quantities.split())
    return indicator not in bases() and bool(asked)


def _with_empty_files_together(found: pd.DataFrame) -> pd.DataFrame:
    """Say of several workbooks without any figure once that they have none."""
    empty = found["rule"] == "figures_absent"
    files = found.loc[empty, "file"].drop_duplicates()
    if len(files) < 2:  # noqa: PLR2004 - of one its own finding says where
        return found
    said = {
        "severity": found.loc[empty, "severity"].iloc[0],
        "rule": "files_empty",
        "value": len(files),
        "other": ", ".join(files),
    }
    return pd.concat([found[~empty], make_findings([said])], ignore_index=True)
