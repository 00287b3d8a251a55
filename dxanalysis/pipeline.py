"""From a workspace's files to an analysis: sources → observations → checks → rates → gaps.

This is the way through in one call, for every commune, every former district and the province,
joined with the boundaries.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Final

import geopandas as gpd
import pandas as pd

from dxanalysis import checks, handover, units
from dxanalysis.analysis import Analysis, Area, checks_failed, gaps_of_areas
from dxanalysis.errors import DataProblemError, FileUnreadableError, WorkspaceError
from dxanalysis.file_updates import check_updates
from dxanalysis.findings import make_findings, worst_first
from dxanalysis.observations import deduplicate, make_observations, without_repeats
from dxanalysis.snapshot import take_snapshot
from dxanalysis.sources.boundaries import read_boundaries
from dxanalysis.sources.class_lists import read_classes
from dxanalysis.sources.group_lists import read_groups
from dxanalysis.sources.workbook import read_workbook
from dxanalysis.studies.strata import align_classes
from dxanalysis.vietnamese import slug
from dxanalysis.workspace import COUNTRY, BoundaryEntry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dxanalysis.sources.boundaries import BoundaryReading
    from dxanalysis.sources.workbook import WorkbookReading
    from dxanalysis.workspace import Workspace


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
        Whether to go on where figures of single units are wrong. Their areas are then refused one
        by one, by :meth:`Analysis.area`.

    Returns
    -------
    Analysis
        Everything.

    Raises
    ------
    ChecksFailedError
        If a figure is wrong (and ``keep_going`` is off) or a row belongs to no unit.
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
    listed = _units(workspace)
    entry = workspace.boundaries
    if boundaries is not None:
        path = Path(boundaries)
        entry = BoundaryEntry(path=path, kind="real", source=path.name)
    drawn = read_boundaries(
        entry.path, units=listed, province=workspace.province, vintage=workspace.vintage
    )
    readings = [
        read_workbook(
            book.path,
            operator=book.operator,
            province=workspace.province,
            vintage=workspace.vintage,
            as_of=book.as_of,
            evidence=book.evidence,
            headings=book.headings,
        )
        for book in workspace.workbooks
    ]
    observations = without_repeats(
        make_observations(
            pd.concat([reading.observations for reading in readings], ignore_index=True)
        )
    )
    history = deduplicate(observations)
    snapshot = take_snapshot(history, as_of=as_of, max_age_months=workspace.max_age_months)
    updates = check_updates(history, snapshot, unit_names=listed["unit_name"])
    findings = _findings(readings, observations, listed, updates)
    if (
        observations[["numerator", "rate"]].isna().all(axis=None)
        and not (findings["severity"] == "error").any()
    ):
        raise DataProblemError(
            "analysis.nothing_filled_in",
            where=workspace.folder.name,
            found=", ".join(book.path.name for book in workspace.workbooks),
        )
    wrong = findings[findings["severity"] == "error"]
    nowhere = wrong[wrong["unit_code"].isna()]
    if len(wrong) and not keep_going:
        raise checks_failed(wrong, key="analysis.figures_wrong")
    if len(nowhere):
        raise checks_failed(nowhere, key="analysis.rows_nowhere")
    areas = _areas(workspace, listed)
    return Analysis(
        workspace=workspace,
        communes=_with_geometry(listed, drawn),
        history=history,
        snapshot=snapshot,
        gaps=gaps_of_areas(snapshot, areas, workspace.targets),
        villages=_current_villages(workspace, readings),
        findings=findings,
        boundary_findings=drawn.findings,
        inputs=_inputs(workspace, readings, entry, drawn),
        boundaries=entry,
        areas=areas,
        classes=_classes(workspace, listed),
    )


def _current_villages(workspace: Workspace, readings: Sequence[WorkbookReading]) -> pd.DataFrame:
    """Take of each commune the villages of the latest list, of each operator's own.

    A file with a list speaks for every commune that it lists or gives figures of: one whose last
    village was served is listed no longer.
    """
    latest: dict[tuple[str, str], int] = {}
    order = sorted(range(len(readings)), key=lambda place: readings[place].as_of or dt.date.min)
    for place in order:
        reading = readings[place]
        if len(reading.villages):
            codes = pd.concat([reading.villages["unit_code"], reading.observations["unit_code"]])
            operator = workspace.workbooks[place].operator
            latest.update({(operator, str(code)): place for code in codes.unique()})
    lists = [
        reading.villages[
            [
                latest.get((entry.operator, str(code))) == place
                for code in reading.villages["unit_code"]
            ]
        ]
        for place, (entry, reading) in enumerate(zip(workspace.workbooks, readings, strict=True))
    ]
    return pd.concat(lists, ignore_index=True)


def _classes(workspace: Workspace, listed: pd.DataFrame) -> pd.DataFrame:
    """Read the lists of classes and bring them to the units."""
    table = pd.DataFrame(index=listed.index)
    for entry in workspace.classes:
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


def _findings(
    readings: Sequence[WorkbookReading],
    observations: pd.DataFrame,
    listed: pd.DataFrame,
    updates: pd.DataFrame,
) -> pd.DataFrame:
    """Bring together what each file and all of them together are found wrong in."""
    each = [reading.findings for reading in readings]
    together = checks.check_observations(observations, unit_names=listed["unit_name"])
    tables = [table for table in [*each, together, updates] if len(table)]
    found = pd.concat(tables) if tables else make_findings()
    # A file's own reader may have said the same of the same cell already.
    found = found.drop_duplicates(
        ["rule", "file", "sheet", "cell", "unit_code", "indicator", "operator"]
    )
    return worst_first(found.reset_index(drop=True))


def _areas(workspace: Workspace, listed: pd.DataFrame) -> dict[str, Area]:
    """List what pages can be about, the whole first."""
    areas = [
        Area(str(code), str(members["province_name"].iloc[0]), "province", tuple(members.index))
        for code, members in listed.groupby("province_code")
    ]
    if workspace.province is None:
        areas.insert(0, Area(COUNTRY, COUNTRY, "country", tuple(listed.index)))
    if workspace.groups is not None:
        areas += _groups(workspace, workspace.groups)
    for code, members in listed.groupby("district_code"):
        district = str(members["district_name"].iloc[0])
        areas.append(Area(str(code), district, "district", tuple(members.index)))
    areas += [
        Area(str(code), name, "commune", (str(code),)) for code, name in listed["unit_name"].items()
    ]
    return {area.code: area for area in areas}


def _groups(workspace: Workspace, path: Path) -> list[Area]:
    """Make an area of each group of the planner's own; units in none have no page."""
    groups: dict[str, Area] = {}
    members = read_groups(path, province=workspace.province)
    for name, within in members.groupby(members):
        # The code becomes a file's name: letters of ASCII only, and never those of a unit's code.
        code = f"g-{_bounded_slug(str(name))}"
        if code in groups:
            raise FileUnreadableError(
                "analysis.groups_alike", where=path, found=name, other=groups[code].name
            )
        groups[code] = Area(code, str(name), "group", tuple(within.index))
    return list(groups.values())


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
    entry: BoundaryEntry,
    drawn: BoundaryReading,
) -> pd.DataFrame:
    """List the files that were read, each with what proves which one it was."""
    books = [
        {
            # Only the name: a shared page reveals nothing about the machine it was built on.
            "path": reading.path.name,
            "sha256": reading.sha256,
            "rows": reading.rows,
            "operator": book.operator,
            "as_of": reading.as_of,
            "evidence": book.evidence,
        }
        for book, reading in zip(workspace.workbooks, readings, strict=True)
    ]
    lines = {
        "path": entry.path.name,
        "sha256": drawn.sha256,
        "rows": len(drawn.geometry),
        "operator": None,
        "as_of": None,
        "evidence": entry.kind,
    }
    return pd.DataFrame([*books, lines])
