"""The lists that a plan is made of: those that ``[plan]`` names, and the villages of workbooks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from dxanalysis.sources.place_lists import (
    TOLERANCE_M,
    PlaceList,
    place_villages,
    read_place_list,
)
from dxanalysis.sources.promise_lists import PromiseList, read_promises

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from dxanalysis.analysis import Analysis


@dataclass(frozen=True)
class PlanFiles:
    """The lists that a plan is made of, as they were read.

    ``silent`` are the villages without a signal of the workbooks, the coordinates that stand there
    judged; ``misplaced`` says what is wrong with those.
    """

    villages: PlaceList | None = None
    candidates: PlaceList | None = None
    stations: PlaceList | None = None
    promises: PromiseList | None = None
    silent: pd.DataFrame | None = None
    misplaced: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def findings(self) -> pd.DataFrame:
        """What is wrong with them."""
        tables = [self.misplaced, *(one.findings for one in self.all)]
        if self.promises is not None:
            tables.append(self.promises.findings)
        known = [table for table in tables if len(table)]
        return pd.concat(known, ignore_index=True) if known else pd.DataFrame()

    @property
    def all(self) -> list[PlaceList]:
        """The lists that there are."""
        return [one for one in (self.villages, self.candidates, self.stations) if one is not None]


def read_plan_files(analysis: Analysis) -> PlanFiles:
    """Read the lists that a workspace names in ``[plan]``.

    Parameters
    ----------
    analysis
        Of the workspace.

    Returns
    -------
    PlanFiles
        The lists; those that are not named are None.

    Raises
    ------
    FileUnreadableError
        If one cannot be read.
    """
    entry = analysis.workspace.plan
    paths = (entry.villages, entry.candidates, entry.stations)
    promises = None if entry.promises is None else _read_promises(analysis, entry.promises)
    villages, candidates, stations = (
        None if path is None else _read_places(analysis, path, stations=path == entry.stations)
        for path in paths
    )
    silent, misplaced = place_villages(
        analysis.villages, units=analysis.communes,
        tolerance_m=TOLERANCE_M[analysis.boundaries.kind],
    )  # fmt: skip
    return PlanFiles(villages, candidates, stations, promises, silent, misplaced)


def readers_of_plan_files(
    analysis: Analysis,
) -> dict[Path, Callable[[], PlaceList | PromiseList]]:
    """List the tables that a workspace names in ``[plan]``, each with what reads it.

    Parameters
    ----------
    analysis
        Of the workspace.

    Returns
    -------
    dict
        File to a function that reads it, and raises ``FileUnreadableError`` if it cannot. Roads
        are not among them: their file is large, and no table.
    """
    workspace = analysis.workspace
    entry = workspace.plan
    named = {entry.villages, entry.candidates}
    readers: dict[Path, Callable[[], PlaceList | PromiseList]] = {
        path: partial(
            _read_places, analysis, path, named=path in named, stations=path == entry.stations
        )
        for path in (entry.villages, entry.candidates, entry.stations, entry.fibre)
        if path is not None
    }
    if entry.promises is not None:
        readers[entry.promises] = partial(_read_promises, analysis, entry.promises)
    return readers


def place_list(analysis: Analysis, path: Path | None, *, named: bool = False) -> PlaceList | None:
    """Read one list of places of a workspace.

    Parameters
    ----------
    analysis
        Of the workspace.
    path
        The list; None for none.
    named
        Whether a list without names is worth a finding.

    Returns
    -------
    PlaceList or None
        The list. Near a border of approximate boundaries a place is not taken to lie elsewhere.

    Raises
    ------
    FileUnreadableError
        If it cannot be read.
    """
    return None if path is None else _read_places(analysis, path, named=named)


def _read_places(
    analysis: Analysis, path: Path, *, named: bool | None = None, stations: bool = False
) -> PlaceList:
    """Read one list of places of a workspace; stations that are there when a plan is made."""
    today = dt.datetime.now(tz=dt.UTC).date()
    return read_place_list(
        path,
        units=analysis.communes,
        province=analysis.workspace.province,
        vintage=analysis.workspace.vintage,
        tolerance_m=TOLERANCE_M[analysis.boundaries.kind],
        named=not stations if named is None else named,
        stations=stations,
        on=max(today, analysis.as_of or today),
    )


def _read_promises(analysis: Analysis, path: Path) -> PromiseList:
    """Read what operators have promised to a workspace's communes."""
    workspace = analysis.workspace
    return read_promises(path, province=workspace.province, vintage=workspace.vintage)
