"""What each page depends on, as a hash: the same key means that the page need not be made again.

A page depends on its notebook, its parameters, dxanalysis itself, the versions of the packages that
make it, and the figures. Which figures is seen while it is made (:mod:`dxanalysis.reads`) and
written down with it. One that was read by nothing but blocks that declare to read their area has a
key of the figures of its own area and, of the rest of the province, of what those blocks set beside
them, to the digits that are shown: a figure that changes in one area leaves the pages of the others
as they are unless they show it too. Any other page depends on every byte that was read.
"""

from __future__ import annotations

import functools
import hashlib
import json
import platform
import re
from importlib import metadata, resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from dxanalysis.errors import FileUnreadableError
from dxanalysis.files import sha256_in
from dxanalysis.sources.mapping_files import MAPPINGS, NAMES_FILE
from dxanalysis.workspace import FILE_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dxanalysis.analysis import Analysis, Area
    from dxanalysis.lang import Lang
    from dxanalysis.workspace import Workspace

_OWN: Final = "dxanalysis"
_NAME: Final = re.compile(r"[\w.-]+")

_SHOWN: Final = {"rate_pct": 2, "gap_points": 2, "target_pct": 2, "observed_pct": 2}
"""Digits after the decimal mark of what is shown of other areas; counts have none."""


@functools.cache
def versions() -> dict[str, str]:
    """Tell the versions of all packages that dxanalysis says it needs, and its own."""
    needed = [line for line in metadata.requires(_OWN) or () if "extra ==" not in line]
    names = [_OWN, *(found[0] for line in needed if (found := _NAME.match(line)))]
    return {name: metadata.version(name) for name in sorted(names)}


@functools.cache
def own_code() -> str:
    """Hash every file of dxanalysis: between two releases its version says nothing of a change."""
    top = Path(str(resources.files("dxanalysis")))
    files = sorted(path for path in top.rglob("*") if path.is_file())
    whole = hashlib.sha256()
    for path in files:
        if "__pycache__" not in path.parts and "shipped" not in path.parts:
            whole.update(f"{path.relative_to(top).as_posix()}\0".encode())
            whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def digest(content: object) -> str:
    """Hash what JSON can write, whatever the order of entries; other things by their text."""
    text = json.dumps(content, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def read_cells(notebook: Path) -> list[tuple[str, str, set[str]]]:
    """Read the kind, the source and the tags of a notebook's cells.

    Not by papermill, which takes two seconds to load: the report waits for nothing else of it.
    Raises ``FileUnreadableError`` if it is no notebook.
    """
    try:
        return [
            (cell["cell_type"], "".join(cell["source"]), set(cell["metadata"].get("tags", ())))
            for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        found = f"{type(error).__name__}: {error}"
        raise FileUnreadableError("batch.bad_notebook", where=notebook, found=found) from error


def common_key(notebook: Path) -> str:
    """Hash what all pages of a batch depend on.

    The source of the notebook's cells (no outputs), dxanalysis, the versions of the packages.
    Raises ``FileUnreadableError`` if it is no notebook.
    """
    return digest(
        {
            "cells": [(kind, source) for kind, source, _ in read_cells(notebook)],
            "code": own_code(),
            "versions": versions(),
            "python": platform.python_version(),
        }
    )


def small_files(workspace: Workspace) -> list[Path]:
    """List the files of a workspace beside its workbooks and boundaries.

    ``province.toml`` first, then what it names, and what is remembered about workbooks.
    """
    named = {book.headings for book in workspace.workbooks if book.headings}
    named |= {entry.path for entry in workspace.classes}
    named |= {entry.path for entry in workspace.indicators}
    named |= {workspace.groups} if workspace.groups else set()
    named |= {workspace.speed_tests.path} if workspace.speed_tests else set()
    named |= {workspace.plan.chosen} if workspace.plan.chosen else set()
    named |= set((workspace.folder / MAPPINGS).glob("*.toml"))
    named |= set(workspace.folder.glob(NAMES_FILE))
    return [workspace.folder / FILE_NAME, *sorted(named)]


def whole_digest(analysis: Analysis) -> str:
    """Hash the bytes of every file that was read, and the day that is shown."""
    workspace = analysis.workspace
    return digest(
        [
            [sha256_in(path) for path in small_files(workspace)],
            analysis.inputs[["path", "sha256"]].to_numpy().tolist(),
            analysis.snapshot.day,
            analysis.year,
        ]
    )


def whole_key(analysis: Analysis, lang: Lang) -> str:
    """Hash what all that is about the whole is made from: files, language, program."""
    return digest([lang, own_code(), versions(), whole_digest(analysis)])


def area_digests(analysis: Analysis, areas: Iterable[Area]) -> dict[str, str]:
    """Hash, for each area, the figures that its page shows.

    Parameters
    ----------
    analysis
        What the pages are about.
    areas
        Those that get a page.

    Returns
    -------
    dict
        Code to hash, of

        - all figures, findings, doubted claims, listed villages and planned sites of the area and
          its communes;
        - the whole's rates (the province's, or the country's), to two digits, and the targets:
          tiles, charts and tables set the area beside them;
        - the boundaries and names of all communes of the province around it, and what the map can
          show: it draws the area among its neighbours, whose figures it leaves out;
        - the date, the year of the run, the marks (illustrative, approximate), the operators, what
          each gave, and which files of whose figures there are. The bytes of those files do not
          count: a page names the files that it was made from, and goes on doing so.
    """
    areas = list(areas)
    around = {area.code: analysis.context_area(area) for area in areas}
    grounds = {ground.code: ground for ground in around.values()}
    whole = _of_the_whole(analysis)
    shared = {code: digest([whole, _of_the_map(analysis, at)]) for code, at in grounds.items()}
    villages = analysis.villages.drop(columns="source", errors="ignore")
    tables = (
        analysis.gaps, analysis.dated, villages, analysis.findings, analysis.boundary_findings,
        analysis.doubts, analysis.planned,
    )  # fmt: skip
    rows = [_by_unit(table) for table in tables]
    own = _by_unit(analysis.communes.drop(columns="geometry").reset_index())
    return {
        area.code: digest(
            [
                shared[around[area.code].code],
                [area.code, area.name, area.level, area.communes],
                [
                    [found.get(code, "") for code in (area.code, *area.communes)]
                    for found in (*rows, own)
                ],
            ]
        )
        for area in areas
    }


def _by_unit(table: pd.DataFrame) -> dict[str, str]:
    """Hash the rows of each unit."""
    # Columns of Python objects hold numbers and texts together, which hash only as text.
    mixed = [name for name in table.columns if table[name].dtype == object]
    table = table.assign(**{name: table[name].map(repr) for name in mixed})
    rows = pd.util.hash_pandas_object(table, index=False).to_numpy()
    groups: Mapping[Any, Any] = table.reset_index(drop=True).groupby("unit_code").indices
    return {
        str(code): hashlib.sha256(rows[places].tobytes()).hexdigest()
        for code, places in groups.items()
    }


def _of_the_whole(analysis: Analysis) -> list[object]:
    """List what every area's page shows of all that the workspace is about."""
    whole = analysis.shown(analysis.whole.code)
    dated = analysis.dated[analysis.dated["unit_code"] == analysis.whole.code]
    shown = dated["operator"].astype("str") == dated["indicator"].map(analysis.operator_of)
    return [
        _shown(dated.loc[shown, ["as_of", "indicator", "rate_pct"]]),
        _shown(whole[["rate_pct", "comparable", "target_pct", "target_year", "reason"]]),
        _shown(whole[["units", "observed_units", "observed_of"]]),
        [analysis.whole.name, analysis.as_of, analysis.boundaries.kind],
        [analysis.is_illustrative, analysis.boundaries.source, analysis.has_many_pages],
        sorted(set(analysis.snapshot.figures["operator"])),
        sorted(analysis.shown_operators.items()),
        [sorted(analysis.given), analysis.year],
        sorted(analysis.set_aside.items()),
        analysis.inputs[["path", "operator", "as_of", "evidence"]].to_numpy().tolist(),
        {key: repr(target) for key, target in analysis.workspace.targets.items()},
        [repr(entry.register()) for entry in analysis.workspace.indicators],
    ]


def _of_the_map(analysis: Analysis, ground: Area) -> list[object]:
    """List what the map of every area in one province has of all communes there."""
    from dxanalysis.pages.maps_and_charts import page_themes  # noqa: PLC0415 - loads Folium

    themes = page_themes(analysis)
    drawn = analysis.communes.loc[list(ground.communes)]
    lines = hashlib.sha256(b"".join(drawn.geometry.to_wkb().fillna(b""))).hexdigest()
    names = drawn[["unit_name", "district_name", "province_name"]].reset_index()
    return [
        ground.name,
        [repr(one) for one in themes],
        lines,
        names.to_numpy().tolist(),
    ]


def _shown(rows: pd.DataFrame) -> list[object]:
    """Round figures as they are shown."""
    counts = {name: 0 for name in ("numerator", "denominator", "gap_count") if name in rows}
    digits = {name: n for name, n in _SHOWN.items() if name in rows}
    written: list[object] = [*rows.round(counts | digits).reset_index().to_numpy().tolist()]
    return written
