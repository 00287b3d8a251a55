"""The rows of an OpenCelliD file: read block by block, in threads, and added up."""

from __future__ import annotations

import collections
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, cast

import numpy as np
import pandas as pd
import pyarrow as pa

from dxanalysis.sources.crs import in_vietnam
from dxanalysis.sources.measurements import cell_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from dxanalysis.sources.measurements.locator import Locator

RADIOS: Final = ("GSM", "UMTS", "LTE", "NR", "CDMA", "unknown")
NEVER: Final = 2**40
"""Seconds since 1970 that no row has."""

_DEGREES: Final = (180.0, 90.0)


@dataclass
class Tally:
    """What the rows of a file come to.

    Attributes
    ----------
    counts, first_seen, last_seen
        For each group (unit, then operator, then radio): rows, and the earliest and latest second
        since 1970.
    columns
        The columns that the file has.
    keys, groups
        For each row in a unit, a hash of the cell that it is about, and its group.
    rows, outside, implausible, other_countries, unreadable
        Numbers of rows.
    """

    counts: NDArray[np.int64]
    first_seen: NDArray[np.int64]
    last_seen: NDArray[np.int64]
    columns: tuple[str, ...] = ()
    keys: list[NDArray[np.uint64]] = field(default_factory=list)
    groups: list[NDArray[np.uint32]] = field(default_factory=list)
    rows: int = 0
    outside: int = 0
    implausible: int = 0
    other_countries: int = 0
    unreadable: int = 0

    def without_repeats(self) -> tuple[NDArray[np.int64], int]:
        """Count each cell once.

        Returns
        -------
        cells, duplicates
            Cells of each group; how many rows repeated one.
        """
        if not self.keys:
            return self.counts, 0
        keys, groups = np.concatenate(self.keys), np.concatenate(self.groups)
        self.keys.clear()
        self.groups.clear()
        ordered = np.sort(keys)
        repeated = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
        if not len(repeated):
            return self.counts, 0
        place = np.minimum(np.searchsorted(repeated, keys), len(repeated) - 1)
        rows = np.flatnonzero(repeated[place] == keys)
        again = rows[pd.Series(keys[rows]).duplicated().to_numpy()]
        cells = self.counts - np.bincount(groups[again], minlength=len(self.counts))
        return cells, len(again)


def tally(
    path: Path,
    locator: Locator,
    *,
    count: int,
    mcc: int,
    nets: Mapping[int, int],
    other: int,
    threads: int,
    near_vietnam: bool,
) -> Tally:
    """Add up the rows of a file.

    Parameters
    ----------
    path
        CSV or gzipped CSV.
    locator
        The units.
    count
        How many units there are.
    mcc
        The country whose rows count.
    nets
        Mobile network code to the place of its operator.
    other
        The place of the operators that are not among them: the last.
    threads
        How many blocks are worked on at once.
    near_vietnam
        Whether positions outside the extent of Vietnam are implausible.

    Returns
    -------
    Tally
        The sums.

    Raises
    ------
    FileUnreadableError
        If the file is missing, is not text, is cut off or damaged, or lacks a column.
    """
    layout = cell_file.read_layout(path)
    groups = count * (other + 1) * len(RADIOS)
    total = Tally(
        counts=np.zeros(groups, dtype=np.int64),
        first_seen=np.full(groups, NEVER),
        last_seen=np.zeros(groups, dtype=np.int64),
        columns=layout.columns,
    )
    lookup = np.full(max(nets, default=0) + 2, other, dtype=np.int64)
    lookup[list(nets)] = list(nets.values())

    def work(block: bytes) -> _Part:
        columns, skipped = cell_file.parse_block(block, layout)
        return _part(columns, skipped, locator, mcc=mcc, lookup=lookup, near_vietnam=near_vietnam)

    waiting: collections.deque[Future[_Part]] = collections.deque()
    with ThreadPoolExecutor(max_workers=threads) as pool:
        for block in cell_file.blocks(path, layout):
            waiting.append(pool.submit(work, block))
            if len(waiting) > threads:
                _add(total, waiting.popleft().result())
        while waiting:
            _add(total, waiting.popleft().result())
    return total


# ---- counting ------------------------------------------------------------------------------------
@dataclass(frozen=True)
class _Part:
    """What one block comes to."""

    keys: NDArray[np.uint64]
    groups: NDArray[np.uint32]
    created: NDArray[np.int64] | None
    updated: NDArray[np.int64] | None
    rows: int
    outside: int
    implausible: int
    other_countries: int
    unreadable: int


def _part(
    columns: Mapping[str, pa.ChunkedArray],
    skipped: int,
    locator: Locator,
    *,
    mcc: int,
    lookup: NDArray[np.int64],
    near_vietnam: bool,
) -> _Part:
    """Place the rows of one block."""
    lon, lat = (cell_file.floats(columns[name]) for name in ("lon", "lat"))
    rows = len(lon)
    home = np.ones(rows, dtype=np.bool_)
    if "mcc" in columns:
        home = cell_file.whole_numbers(columns["mcc"], missing=-1) == mcc
    sound = home & _plausible(lon, lat, near_vietnam=near_vietnam)
    if not sound.all():
        lon, lat = np.where(sound, lon, np.nan), np.where(sound, lat, np.nan)
    unit = locator.find(lon, lat)
    kept = np.flatnonzero(unit >= 0)

    def values(name: str, missing: int = 0) -> NDArray[np.int64] | None:
        return (
            cell_file.whole_numbers(columns[name], missing=missing)[kept]
            if name in columns
            else None
        )

    net = cast("NDArray[np.int64]", values("net", -1))
    operator = lookup[np.where((net >= 0) & (net < len(lookup)), net, len(lookup) - 1)]
    radio = _radio(columns.get("radio"), rows)[kept]
    operators = int(lookup[-1]) + 1
    group = (unit[kept].astype(np.int64) * operators + operator) * len(RADIOS) + radio
    identity = [values("cell"), values("area")]
    if identity[0] is None:  # nothing but the place distinguishes one from another
        identity = [lon[kept].view(np.int64), lat[kept].view(np.int64)]
    return _Part(
        keys=_mixed([*identity, net * len(RADIOS) + radio]),
        groups=group.astype(np.uint32),
        created=values("created"),
        updated=values("updated"),
        rows=rows + skipped,
        outside=int(sound.sum()) - len(kept),
        implausible=int(home.sum()) - int(sound.sum()),
        other_countries=rows - int(home.sum()),
        unreadable=skipped,
    )


def _plausible(
    lon: NDArray[np.float64], lat: NDArray[np.float64], *, near_vietnam: bool
) -> NDArray[np.bool_]:
    """Tell which positions can be true: on earth, not at its null point, near the country."""
    if near_vietnam:
        near = in_vietnam(lon, lat)
    else:
        near = (np.abs(lon) <= _DEGREES[0]) & (np.abs(lat) <= _DEGREES[1])
        near &= (lon != 0) | (lat != 0)
    return np.asarray(near)


def _radio(column: pa.ChunkedArray | None, rows: int) -> NDArray[np.int64]:
    """Give the place of each row's technology in :data:`RADIOS`."""
    unknown = len(RADIOS) - 1
    if column is None:
        return np.full(rows, unknown)
    encoded = column.combine_chunks()
    if not pa.types.is_dictionary(encoded.type):
        encoded = encoded.dictionary_encode()
    if isinstance(encoded, pa.ChunkedArray):  # no rows
        return np.full(rows, unknown)
    words = [str(word).strip().upper() for word in encoded.dictionary.to_pylist()]
    places = [RADIOS.index(word) if word in RADIOS else unknown for word in words]
    lookup = np.array([*places, unknown], dtype=np.int64)
    places_of_rows = np.asarray(encoded.indices.fill_null(len(places)), dtype=np.int64)
    return np.asarray(lookup[places_of_rows])


def _mixed(values: list[NDArray[np.int64] | None]) -> NDArray[np.uint64]:
    """Make one number of several, a different one (but for chance) of different ones."""
    factors = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
    mixed = np.zeros(1, dtype=np.uint64)
    for value, factor in zip(values, factors, strict=True):
        if value is not None:
            mixed = (mixed ^ (mixed >> np.uint64(29))) + value.view(np.uint64) * np.uint64(factor)
    return mixed


def _add(total: Tally, part: _Part) -> None:
    """Add one block to the whole."""
    total.counts += np.bincount(part.groups, minlength=len(total.counts))
    if part.created is not None:
        np.minimum.at(
            total.first_seen, part.groups, np.where(part.created > 0, part.created, NEVER)
        )
    if part.updated is not None:
        np.maximum.at(total.last_seen, part.groups, part.updated)
    total.keys.append(part.keys)
    total.groups.append(part.groups)
    total.rows += part.rows
    total.outside += part.outside
    total.implausible += part.implausible
    total.other_countries += part.other_countries
    total.unreadable += part.unreadable
