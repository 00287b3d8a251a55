"""Radio cells as OpenCelliD lists them, counted for each unit × operator × radio technology.

What the phones of volunteers have heard is evidence and no register: a cell that nobody passed is
missing, positions are estimates, and cells of 5G (standalone above all) are mostly not seen, so
that 5G is undercounted. An operator's cells are never added to another's.

The file is streamed block by block; what stays in memory is the grid of the units and twelve bytes
for each cell that lies in one of them, however long the file.

When one machine is too small, the same count runs on a cluster. In Apache Sedona::

    SELECT u.unit_code, c.net, c.radio, count(DISTINCT c.area, c.cell)
    FROM cells c JOIN units u ON ST_Intersects(u.geometry, ST_Point(c.lon, c.lat))
    WHERE c.mcc = 452 GROUP BY u.unit_code, c.net, c.radio

with the units broadcast, for they are small. In Dask, ``dask.dataframe.read_csv`` with
``shuffle(["radio", "net", "area", "cell"])`` puts all rows of a cell into one part; then
``map_partitions`` writes each part to a file, :func:`read_cells` counts it, and the counts are
added up.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from dxanalysis.indicators import OPERATORS
from dxanalysis.observations import make_observations
from dxanalysis.sources import box, inputs
from dxanalysis.sources.findings import Findings, sentence
from dxanalysis.sources.measurements import cell_rows
from dxanalysis.sources.measurements.locator import make_locator
from dxanalysis.sources.vector_files import sha256

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    import geopandas as gpd
    from numpy.typing import NDArray

__all__ = [
    "GENERATIONS",
    "OPERATORS_BY_NET",
    "VIETNAM_MCC",
    "CellReading",
    "read_cells",
    "sentence",
    "to_observations",
]

VIETNAM_MCC: Final = 452

OPERATORS_BY_NET: Final = {1: "mobifone", 2: "vnpt", 4: "viettel", 5: "vietnamobile"}
"""Mobile network codes of Vietnam; others (a closed or a virtual network) are ``other``."""

GENERATIONS: Final = {"GSM": "2g", "UMTS": "3g", "LTE": "4g", "NR": "5g"}
"""What planners call the technologies."""

OTHER: Final = "other"


@dataclass(frozen=True)
class CellReading:
    """A file of cells, counted.

    Attributes
    ----------
    table
        One row per unit × operator × radio that has a cell: ``unit_code``, ``operator`` (an id of
        :data:`dxanalysis.indicators.OPERATORS`, or ``other``), ``radio`` (``GSM``, ``UMTS``,
        ``LTE``, ``NR``, ``CDMA``, ``unknown``), ``cells`` (each counted once), ``first_seen`` and
        ``last_seen`` (UTC, missing where the file does not say). No row means that nobody has
        reported a cell, not that there is none.
    rows
        Rows of the file.
    located
        Rows in one of the units, repeats included.
    duplicates
        Rows in one of the units that repeat a cell.
    outside
        Rows of the country in none of the units.
    implausible
        Rows of the country without a position on earth, or far from the country.
    other_countries
        Rows of other countries.
    unreadable
        Rows with too many or too few columns.
    findings
        What should be reported: severity, rule, file, value, expected; see :func:`sentence`.
    sha256
        Hash of the file.
    source
        The file's name.
    """

    table: pd.DataFrame
    rows: int
    located: int
    duplicates: int
    outside: int
    implausible: int
    other_countries: int
    unreadable: int
    findings: pd.DataFrame
    sha256: str
    source: str


def read_cells(
    path: str | Path,
    *,
    units: gpd.GeoDataFrame,
    mcc: int = VIETNAM_MCC,
    operators: Mapping[int, str] = OPERATORS_BY_NET,
    threads: int = 2,
) -> CellReading:
    """Count the cells of each unit, operator and technology.

    Parameters
    ----------
    path
        OpenCelliD's CSV, plain or gzipped (``.csv``, ``.csv.gz``), with or without a header.
        Without one its columns are OpenCelliD's fourteen; with one, at least ``lon``, ``lat`` and
        ``net``.
    units
        Polygons, EPSG:4326, indexed by ``unit_code``.
    mcc
        Mobile country code; rows of others are counted and left out.
    operators
        Mobile network code to operator id.
    threads
        How many blocks of the file are worked on at once.

    Returns
    -------
    CellReading
        The counts. A cell is known by radio, network, area and cell number (by a hash of 64 bits of
        them: among ten million cells the chance that any two are taken for one is 3 in a million);
        the first row of a cell stands. A cell on a border, or where units overlap, belongs to the
        first of them.

    Raises
    ------
    FileUnreadableError
        If the file is missing, is not text, is cut off or damaged, or lacks a column.
    """
    path = Path(path)
    inputs.check_input(path, missing="cells.missing_file")
    reading: CellReading = box.run(
        _read,
        path,
        path=path,
        limits=box.larger(path, seconds_per_mb=3, memory_per_byte=12),
        types=(CellReading,),
        units=units,
        mcc=mcc,
        operators=dict(operators),
        threads=threads,
    )
    return reading


def _read(
    path: Path,
    *,
    units: gpd.GeoDataFrame,
    mcc: int,
    operators: Mapping[int, str],
    threads: int,
) -> CellReading:
    """Count the cells, in this process."""
    ids = [*dict.fromkeys(operators.values()), OTHER]
    nets = {net: ids.index(name) for net, name in operators.items()}
    tally = cell_rows.tally(
        path,
        make_locator(units),
        count=len(units),
        mcc=mcc,
        nets=nets,
        other=len(ids) - 1,
        threads=threads,
        near_vietnam=mcc == VIETNAM_MCC,
    )
    cells, duplicates = tally.without_repeats()
    findings = _findings(path.name, tally, duplicates)
    return CellReading(
        table=_table(tally, cells, [str(code) for code in units.index], ids),
        rows=tally.rows,
        located=int(tally.counts.sum()),
        duplicates=duplicates,
        outside=tally.outside,
        implausible=tally.implausible,
        other_countries=tally.other_countries,
        unreadable=tally.unreadable,
        findings=findings,
        sha256=sha256(path),
        source=path.name,
    )


def to_observations(
    reading: CellReading, *, vintage: str, as_of: dt.date | None = None
) -> pd.DataFrame:
    """Make observations of the counts.

    Parameters
    ----------
    reading
        The counts.
    vintage
        Vintage of the units they were counted for.
    as_of
        The day that the file stands for; by default that of its latest sighting in the units.

    Returns
    -------
    pandas.DataFrame
        Observations of ``cells_2g`` … ``cells_5g``, evidence ``measured``. Operators that the
        catalogue does not know, and technologies without a generation, have none.
    """
    table = reading.table
    latest = table["last_seen"].max()
    day = pd.Timestamp(as_of) if as_of else pd.Timestamp(latest).normalize()
    generation = table["radio"].map(GENERATIONS)
    known = table[table["operator"].isin(list(OPERATORS)) & generation.notna()]
    return make_observations(
        pd.DataFrame(
            {
                "unit_code": known["unit_code"],
                "vintage": vintage,
                "indicator": "cells_" + generation[known.index].astype("str"),
                "operator": known["operator"],
                "as_of": day,
                "numerator": known["cells"],
                "evidence": "measured",
                "source": f"{reading.source}||",
            }
        )
    )


def _findings(file: str, tally: cell_rows.Tally, duplicates: int) -> pd.DataFrame:
    """Tell what was left out, and how far the counts may be trusted."""
    note = Findings(file)
    note.counted("cells.unreadable_rows", tally.unreadable)
    note.counted("cells.implausible", tally.implausible)
    note.counted("cells.duplicates", duplicates, severity="note")
    note.counted("cells.outside", tally.outside, severity="note")
    note.counted("cells.other_countries", tally.other_countries, severity="note")
    missing = [
        name
        for name in ("radio", "area", "cell", "created", "updated", "mcc")
        if name not in tally.columns
    ]
    if missing:
        note("cells.reduced_columns", value=", ".join(missing))
    if not tally.counts.sum():
        note("cells.none_here", value=tally.rows)
    note("cells.undercount_5g", severity="note")
    return note.table()


def _table(
    tally: cell_rows.Tally, cells: NDArray[np.int64], codes: list[str], ids: list[str]
) -> pd.DataFrame:
    """Put the counts by group into a table."""
    group = np.flatnonzero(cells)
    radios = len(cell_rows.RADIOS)
    unit, rest = np.divmod(group, len(ids) * radios)
    return pd.DataFrame(
        {
            "unit_code": pd.array(np.array(codes, dtype=object)[unit], dtype="str"),
            "operator": pd.array(np.array(ids, dtype=object)[rest // radios], dtype="str"),
            "radio": pd.array(np.array(cell_rows.RADIOS, dtype=object)[rest % radios], dtype="str"),
            "cells": cells[group],
            "first_seen": _moment(tally.first_seen[group]),
            "last_seen": _moment(tally.last_seen[group]),
        }
    )


def _moment(seconds: NDArray[np.int64]) -> pd.Series:
    """Read seconds since 1970; what the file does not say is missing."""
    known = (seconds > 0) & (seconds < cell_rows.NEVER)
    moments = pd.Series(np.where(known, seconds, 0).astype("datetime64[s]"))
    return moments.where(pd.Series(known))
