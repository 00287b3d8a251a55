"""From a workspace's files to an analysis: sources → observations → checks → rates → gaps.

This is the way through in one call, for every commune, every former district and the province,
joined with the boundaries.
"""

from __future__ import annotations

import functools
import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

import geopandas as gpd
import pandas as pd

from dxanalysis import handover, own_process, units
from dxanalysis.analysis import Analysis, Area, checks_failed, gaps_of_areas, year_of
from dxanalysis.errors import (
    ChecksFailedError,
    DataProblemError,
    FileUnreadableError,
    WorkspaceError,
)
from dxanalysis.findings import make_findings, refusal, rows_left_out, worst_first
from dxanalysis.indicators import OPERATORS
from dxanalysis.lang import text
from dxanalysis.lang.plain import shorten, visible
from dxanalysis.observations import make_observations
from dxanalysis.own_figures import with_own_tables
from dxanalysis.planning.plan_files import readers_of_plan_files
from dxanalysis.snapshot import has_figure
from dxanalysis.sources.boundaries import FINDING_COLUMNS, BoundaryReading, read_boundaries
from dxanalysis.sources.boundaries.approximate import approximate_boundaries, to_geojson
from dxanalysis.sources.class_lists import read_classes
from dxanalysis.sources.group_lists import read_groups
from dxanalysis.sources.plan_lists import no_plan, read_planned
from dxanalysis.sources.spreadsheets.formats import reading_ahead
from dxanalysis.studies.doubts import find_doubts
from dxanalysis.studies.strata import align_classes
from dxanalysis.vietnamese import slug
from dxanalysis.workspace import FILE_NAME
from dxanalysis.workspace_figures import bring_together, read_entry
from dxanalysis.workspace_file import COUNTRY, BoundaryEntry

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from dxanalysis.sources.measurements.speed_tests import SpeedReading
    from dxanalysis.sources.workbook import WorkbookReading
    from dxanalysis.workspace import Workspace
    from dxanalysis.workspace_figures import Figures
    from dxanalysis.workspace_file import ClassEntry, WorkbookEntry


_Read = TypeVar("_Read")

_MOST_NAMED: Final = 20
"""The maximum number of units in no group that are named."""

_LONGEST_SLUG: Final = 80
"""Characters of the name of a group in the name of its page."""


def analyse(
    workspace: Workspace,
    *,
    boundaries: str | Path | None = None,
    as_of: dt.date | None = None,
    keep_going: bool = False,
) -> Analysis:
    """Read a workspace's files and compute every rate and gap.

    Parameters
    ----------
    workspace
        What to read.
    boundaries
        A file of real boundaries to use in place of the workspace's own.
    as_of
        Show the province as it stood on this day; by default with the latest figures there are.
    keep_going
        Whether to go on where figures of single units are wrong, or rows belong to none. Areas
        with wrong figures are then refused one by one, by :meth:`Analysis.require_area`; rows
        that belong to no unit are left out, and stay among the findings.

    Returns
    -------
    Analysis
        Everything.

    Raises
    ------
    ChecksFailedError
        If a figure is wrong or a row belongs to no unit, and ``keep_going`` is off; or if what is
        wrong is of no single unit: a whole column, or every row there is.
    DataProblemError
        If no workbook holds any figure yet.
    UsageError
        If a file cannot be used.

    Notes
    -----
    Inside a batch the files were read already, and the answer is handed over by
    :mod:`dxanalysis.handover`.

    Examples
    --------
    >>> from dxanalysis import open_workspace
    >>> sample = analyse(open_workspace("data/son-la"))
    >>> round(sample.figure("14", "pop_4g"), 2)
    97.25
    """
    call = handover.call(
        workspace.folder, boundaries=boundaries, as_of=as_of, keep_going=keep_going
    )
    return handover.find(call) or _analyse(
        workspace, boundaries, as_of=as_of, keep_going=keep_going
    )


def _analyse(
    workspace: Workspace,
    boundaries: str | Path | None,
    *,
    as_of: dt.date | None,
    keep_going: bool,
) -> Analysis:
    """Read the files, check the figures, take the snapshot and compute the gaps."""
    own_process.settle_pandas()
    books = workspace.require_workbooks()
    listed = _units(workspace)
    entry = workspace.boundaries or _without_file(workspace)
    if boundaries is not None:
        path = Path(boundaries)
        entry = BoundaryEntry(path=path, kind="real", source=visible(path.name))
    drawn = _drawn(workspace, entry, listed)
    with reading_ahead(_small_files(workspace, books)):
        readings = [read_entry(workspace, book) for book in books]
        figures = bring_together(workspace, readings, listed, as_of=as_of)
        wrong = figures.findings[figures.findings["severity"] == "error"]
        nowhere = wrong[wrong["unit_code"].isna()]
        if len(wrong) and not keep_going:
            raise checks_failed(wrong, key="analysis.figures_wrong")
        # Of rows that belong to no unit nothing was read; a wrong column is in every unit.
        if not has_figure(figures.history).any():
            nothing = nowhere
        else:
            nothing = nowhere[~rows_left_out(nowhere)]
        if len(nothing):
            raise checks_failed(nothing, key="analysis.wrong_everywhere")
        groups = _groups(workspace)
        classes = _classes(workspace, listed, workspace.classes)
    beside = _Beside(entry, drawn, classes, groups)
    made = _assemble(workspace, listed, readings, figures, beside, as_of=as_of)
    return with_own_tables(made, workspace, as_of=as_of)


def _small_files(workspace: Workspace, books: Sequence[WorkbookEntry]) -> list[Path]:
    """List the files of cells that every analysis reads."""
    return [*(book.path for book in books), *(each.path for each in workspace.classes)]


@dataclass(frozen=True)
class _Beside:
    """What was read beside the workbooks: boundaries, classes of units, groups of a planner's."""

    entry: BoundaryEntry
    drawn: BoundaryReading
    classes: pd.DataFrame
    groups: list[Area]


@dataclass(frozen=True)
class WorkspaceCheck:
    """What is found in all files of a workspace, whether or not a report can be made of them.

    Attributes
    ----------
    findings
        Everything wrong (:data:`dxanalysis.findings.FINDING_COLUMNS`), errors first.
    understood
        What the columns of every workbook were understood as, and its ``file``
        (:data:`dxanalysis.sources.workbook.columns.understood.UNDERSTOOD_COLUMNS`).
    history
        The figures of the files that could be read.
    units
        How many units the workspace has.
    unusable
        Whether a file could not be read at all.
    """

    findings: pd.DataFrame
    understood: pd.DataFrame
    history: pd.DataFrame
    units: int
    unusable: bool


def check_workspace(workspace: Workspace) -> WorkspaceCheck:
    """Find everything that is wrong with a workspace's files, in one round.

    Parameters
    ----------
    workspace
        What to read.

    Returns
    -------
    WorkspaceCheck
        All findings: a file that cannot be read hides nothing of the others, and where nothing is
        wrong but no report could be made, that is a finding too.

    Raises
    ------
    DataProblemError
        If no workbook holds any figure yet.
    UsageError
        If what ``province.toml`` names does not exist at all, such as its province.

    Examples
    --------
    >>> from dxanalysis import open_workspace
    >>> found = check_workspace(open_workspace("data/son-la"))
    >>> found.findings["severity"].eq("error").sum(), found.understood["file"].nunique()
    (np.int64(0), 6)
    """
    own_process.settle_pandas()
    books = workspace.require_workbooks()
    listed = _units(workspace)
    refused: list[dict[str, object]] = []
    lists: list[pd.DataFrame] = []

    def attempt(path: Path, step: Callable[[], _Read]) -> _Read | None:
        try:
            return step()
        except FileUnreadableError as error:
            refused.append(refusal(error, file=path.name))
            return None

    with reading_ahead(_small_files(workspace, books)):
        tried = [
            attempt(book.path, functools.partial(read_entry, workspace, book)) for book in books
        ]
        readings = [reading for reading in tried if reading is not None]
        entry = workspace.boundaries or _without_file(workspace)
        drawn = attempt(entry.path, functools.partial(_drawn, workspace, entry, listed))
        classes = [
            attempt(each.path, functools.partial(_classes, workspace, listed, [each]))
            for each in workspace.classes
        ]
    groups = attempt(workspace.groups or workspace.folder, functools.partial(_groups, workspace))
    history, findings = make_observations(()), make_findings()
    if readings:
        could_be_read = tuple(
            book for book, reading in zip(books, tried, strict=True) if reading is not None
        )
        figures = bring_together(
            replace(workspace, workbooks=could_be_read), readings, listed, as_of=None
        )
        history, findings = figures.history, figures.findings
        if groups is not None:
            findings = _together(findings, _in_no_group(workspace, listed, groups))
        if drawn is not None and groups is not None and not refused:
            read = [table for table in classes if table is not None]
            table = pd.concat([pd.DataFrame(index=listed.index), *read], axis=1)
            beside = _Beside(entry, drawn, table, groups)
            tests = workspace.speed_tests.path if workspace.speed_tests else workspace.folder
            whole = attempt(
                tests,
                lambda: _assemble(workspace, listed, readings, figures, beside, as_of=None),
            )
            if whole is not None:
                for path, read_list in readers_of_plan_files(whole).items():
                    if (plan_list := attempt(path, read_list)) is not None:
                        lists.append(make_findings(plan_list.findings.to_dict("records")))  # type: ignore[arg-type]
                findings = _together(whole.findings, *lists, _of_the_whole(whole, refused))
    unused = _corrects_nothing(workspace)
    tables = [table for table in (make_findings(refused), unused, findings) if len(table)]
    understood = [reading.understood.assign(file=reading.path.name) for reading in readings]
    return WorkspaceCheck(
        findings=worst_first(pd.concat(tables)) if tables else findings,
        understood=pd.concat(understood, ignore_index=True) if understood else pd.DataFrame(),
        history=history,
        units=len(listed),
        unusable=any(isinstance(one["value"], FileUnreadableError) for one in refused),
    )


def _of_the_whole(whole: Analysis, refused: list[dict[str, object]]) -> pd.DataFrame:
    """Find what hinders the first page, or is lacking there; add what could not be used."""
    found = make_findings()
    try:
        whole.require_area(whole.whole.code)
        whole = with_own_tables(whole, whole.workspace)
    except ChecksFailedError as error:
        found = error.findings
    except (DataProblemError, FileUnreadableError) as error:
        refused.append(refusal(error))
    return _together(found, make_findings(_what_is_lacking(whole)))


def _what_is_lacking(analysis: Analysis) -> list[dict[str, object]]:
    """Say what pages will not have: figures of any operator, or totals."""
    found: list[dict[str, object]] = []
    if analysis.lone_operators:
        names = ", ".join(OPERATORS[one]["vi"] for one in analysis.lone_operators)
        found.append({"severity": "warning", "rule": "only_operators", "value": names})
    found += [
        {
            "severity": "warning",
            "rule": "any_set_aside",
            "indicator": key,
            "operator": analysis.operator_of(key),
            "value": few,
            "expected": many,
        }
        for key, (few, many) in analysis.set_aside.items()
    ]
    communes = analysis.gaps[(analysis.gaps["level"] == "commune") & analysis.is_shown]
    rates = communes[communes["rate_pct"].notna()].groupby("indicator", observed=True)
    found += [
        {"severity": "warning", "rule": "only_rates", "indicator": key, "value": len(rows)}
        for key, rows in rates
        if rows["denominator"].isna().all()
    ]
    return found


def _drawn(workspace: Workspace, entry: BoundaryEntry, listed: pd.DataFrame) -> BoundaryReading:
    """Read the boundaries, or draw approximate ones where the workspace has no file."""
    if entry.kind == "approximate" and not entry.path.name:
        return _approximate(workspace, listed)
    return read_boundaries(
        entry.path, units=listed, province=workspace.province, vintage=workspace.vintage
    )


def _without_file(workspace: Workspace) -> BoundaryEntry:
    """Say of boundaries that come from no file that they are approximate."""
    source = text("analysis.drawn_by_program", workspace.languages[0])
    return BoundaryEntry(path=Path(), kind="approximate", source=source)


def _approximate(workspace: Workspace, listed: pd.DataFrame) -> BoundaryReading:
    """Draw the approximate boundaries of a province's communes of today."""
    if workspace.province is None or workspace.vintage != units.LATEST_VINTAGE:
        raise WorkspaceError("analysis.no_boundaries", where=workspace.folder / FILE_NAME)
    drawn, digest = _drawn_by_program(workspace.province)
    geometry = drawn.set_index("unit_code")[["unit_name", "geometry"]].reindex(listed.index)
    return BoundaryReading(
        geometry=gpd.GeoDataFrame(geometry, crs=drawn.crs),
        joined=len(geometry),
        how="code",
        findings=pd.DataFrame(columns=FINDING_COLUMNS),
        sha256=digest,
        source="",
    )


@functools.lru_cache(maxsize=2)
def _drawn_by_program(province: str) -> tuple[gpd.GeoDataFrame, str]:
    """Draw approximate boundaries once; give them and what proves which they were."""
    drawn = approximate_boundaries(province)
    return drawn, hashlib.sha256(to_geojson(drawn).encode()).hexdigest()


def _assemble(
    workspace: Workspace,
    listed: pd.DataFrame,
    readings: Sequence[WorkbookReading],
    figures: Figures,
    beside: _Beside,
    *,
    as_of: dt.date | None,
) -> Analysis:
    """Put an analysis together."""
    areas = _areas(workspace, listed, beside.groups)
    communes = _with_geometry(listed, beside.drawn)
    gaps = gaps_of_areas(figures.snapshot, areas, workspace.targets)
    doubts = find_doubts(
        workspace,
        gaps[gaps["level"] == "commune"],
        communes=communes,
        approximate=beside.entry.kind == "approximate",
        as_of=as_of,
    )
    ungrouped = _in_no_group(workspace, listed, beside.groups)
    return Analysis(
        workspace=workspace,
        communes=communes,
        history=figures.history,
        snapshot=figures.snapshot,
        gaps=gaps,
        villages=figures.villages,
        village_lists=figures.village_lists,
        findings=_together(figures.findings, ungrouped, doubts.findings),
        boundary_findings=beside.drawn.findings,
        inputs=_inputs(workspace, readings, beside, doubts.made),
        boundaries=beside.entry,
        areas=areas,
        classes=beside.classes,
        doubts=doubts.claims,
        planned=_planned(workspace, communes),
        year=year_of(as_of),
    )


def _planned(workspace: Workspace, communes: gpd.GeoDataFrame) -> pd.DataFrame:
    """Read the plan that the workspace names."""
    if workspace.plan.chosen is None:
        return no_plan()
    return read_planned(workspace.plan.chosen, units=set(communes.index))


def _classes(
    workspace: Workspace, listed: pd.DataFrame, entries: Sequence[ClassEntry]
) -> pd.DataFrame:
    """Read the lists of classes and bring them to the units."""
    table = pd.DataFrame(index=listed.index)
    for entry in entries:
        rows = read_classes(entry.path, column=entry.column, vintage=workspace.vintage)
        table[entry.id] = align_classes(
            rows, listed, column=entry.column, vintage=workspace.vintage
        )
    return table


def _units(workspace: Workspace) -> pd.DataFrame:
    """List the workspace's units with the former district of each."""
    if workspace.vintage not in units.SUPPORTED_VINTAGES:
        raise WorkspaceError(
            "analysis.unknown_vintage",
            where=workspace.folder,
            found=workspace.vintage,
            expected=", ".join(units.SUPPORTED_VINTAGES),
        )
    known = units.provinces(vintage=workspace.vintage)
    if workspace.province is not None and workspace.province not in known.index:
        raise WorkspaceError(
            "analysis.unknown_province",
            where=workspace.folder,
            found=workspace.province,
            expected=", ".join(f"{code} {name}" for code, name in known["province_name"].items()),
        )
    listed = units.load_units(vintage=workspace.vintage, province=workspace.province)
    former = units.former_districts(province=workspace.province)
    # Today has no districts: they were abolished, and these are the former ones.
    return listed.drop(columns=former.columns, errors="ignore").join(former, how="left")


def _areas(workspace: Workspace, listed: pd.DataFrame, groups: Sequence[Area]) -> dict[str, Area]:
    """List what pages can be about, the whole first."""
    areas = [
        Area(str(code), str(members["province_name"].iloc[0]), "province", tuple(members.index))
        for code, members in listed.groupby("province_code")
    ]
    if workspace.province is None:
        areas.insert(0, Area(COUNTRY, COUNTRY, "country", tuple(listed.index)))
    areas += groups
    for code, members in listed.groupby("district_code"):
        district = str(members["district_name"].iloc[0])
        areas.append(Area(str(code), district, "district", tuple(members.index)))
    areas += [
        Area(str(code), name, "commune", (str(code),)) for code, name in listed["unit_name"].items()
    ]
    return {area.code: area for area in areas}


def _groups(workspace: Workspace) -> list[Area]:
    """Make an area of each group of the planner's own; units in none have no page."""
    groups: dict[str, Area] = {}
    path = workspace.groups
    if path is None:
        return []
    members = read_groups(path, province=workspace.province)
    for name, within in members.groupby(members):
        # The code becomes a file's name: letters of ASCII only, and never those of a unit's code.
        code = f"g-{_bounded_slug(str(name))}"
        if code in groups:
            raise FileUnreadableError(
                "analysis.groups_alike", where=path, found=name, other=groups[code].name
            )
        groups[code] = Area(code, shorten(str(name)), "group", tuple(within.index))
    if not groups:
        raise FileUnreadableError("analysis.groups_none", where=path)
    return list(groups.values())


def _together(*found: pd.DataFrame) -> pd.DataFrame:
    """Put tables of findings into one."""
    tables = [table for table in found if len(table)]
    return worst_first(pd.concat(tables)) if tables else make_findings()


def _corrects_nothing(workspace: Workspace) -> pd.DataFrame:
    """Warn of workbooks that correct one that the workspace does not use, or no longer."""
    used = {book.path for book in workspace.workbooks}
    return make_findings(
        {
            "severity": "warning",
            "rule": "corrects_unused",
            "file": book.path.name,
            "value": book.corrects.name,
        }
        for book in workspace.workbooks
        if book.corrects is not None and book.corrects not in used
    )


def _in_no_group(
    workspace: Workspace, listed: pd.DataFrame, groups: Sequence[Area]
) -> pd.DataFrame:
    """Warn of units that a planner's file puts into no group."""
    if workspace.groups is None:
        return make_findings()
    absent = listed[~listed.index.isin([code for group in groups for code in group.communes])]
    if absent.empty:
        return make_findings()
    more = len(absent) - _MOST_NAMED
    said = {
        "severity": "warning",
        "rule": "units_in_no_group",
        "file": workspace.groups.name,
        "unit_name": ", ".join(absent["unit_name"][:_MOST_NAMED])
        + (f" +{more}" if more > 0 else ""),
        "value": len(absent),
        "expected": len(listed),
    }
    return make_findings([said])


def _bounded_slug(name: str) -> str:
    """Make a slug that fits a file's name; of a long one, its beginning and a hash."""
    made = slug(name)
    if len(made) <= _LONGEST_SLUG:
        return made
    return f"{made[:_LONGEST_SLUG].rstrip('-')}-{hashlib.sha256(made.encode()).hexdigest()[:8]}"


def _with_geometry(listed: pd.DataFrame, drawn: BoundaryReading) -> gpd.GeoDataFrame:
    """Join units and boundaries; a unit without a boundary stays, with none."""
    geometry = drawn.geometry.geometry.reindex(listed.index)
    return gpd.GeoDataFrame(listed, geometry=geometry, crs=drawn.geometry.crs)


def _inputs(
    workspace: Workspace,
    readings: Sequence[WorkbookReading],
    beside: _Beside,
    tests: SpeedReading | None,
) -> pd.DataFrame:
    """List the files that were read, each with what proves which one it was."""
    books = [
        {
            # Only the name: a shared page reveals nothing about the machine it was built on.
            "path": visible(reading.path.name),
            "sha256": reading.sha256,
            "rows": reading.rows,
            "operator": book.operator,
            "as_of": reading.as_of,
            "evidence": book.evidence,
        }
        for book, reading in zip(workspace.workbooks, readings, strict=True)
    ]
    if tests is not None and workspace.speed_tests is not None:
        books.append(
            {
                "path": visible(tests.source),
                "sha256": tests.sha256,
                "rows": tests.rows,
                "operator": None,
                "as_of": tests.as_of,
                "evidence": workspace.speed_tests.evidence,
            }
        )
    entry, drawn = beside.entry, beside.drawn
    lines = {
        "path": visible(entry.path.name) or visible(entry.source),
        "sha256": drawn.sha256,
        "rows": len(drawn.geometry),
        "operator": None,
        "as_of": None,
        "evidence": entry.kind,
    }
    return pd.DataFrame([*books, lines])
