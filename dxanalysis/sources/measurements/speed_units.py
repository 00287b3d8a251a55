"""Units of speed as people write them: "Mbps", "MB/s", "Kb/giây", over a column or in a cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from dxanalysis.vietnamese import normalise

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

_UNIT: Final = re.compile(
    r"(?<![^\W\d_])(?:(?P<size>k|m|g|kilo|mega|giga)i?\s?)?(?P<what>bits?|bytes?|b)"
    r"(?P<per>\s?(?:ps|(?:/|p/|trên|mỗi|per)\s?(?:1\s?)?(?:s|sec|seconds?|giây|giay))|(?<=bit)/?s)?"
    r"(?![^\W\d_])",
    re.IGNORECASE,
)
_MEGA: Final = {"k": 1e-3, "m": 1.0, "g": 1e3, "": 1e-6}
_BITS: Final = 8
_CELL: Final = r"^([-+]?\d[\d.,\s]*?)\s*([^\W\d_][^\d]*)$"


@dataclass(frozen=True)
class Unit:
    """A unit of speed.

    Attributes
    ----------
    megabits
        How many Mb/s it is.
    written
        As it stands there.
    of_bytes
        Whether it counts bytes.
    unclear
        Whether it may count bytes or bits: in capitals the two look the same.
    """

    megabits: float
    written: str
    of_bytes: bool
    unclear: bool


def unit_in(text: str) -> Unit | None:
    """Find the unit of speed in a heading or a cell.

    Parameters
    ----------
    text
        What is written.

    Returns
    -------
    Unit or None
        The first in it. ``b`` is bits and ``B`` bytes, unless all of the unit, or of a heading of
        several words, is in capitals: then it is taken for bits, which is what speeds are told in.

    Examples
    --------
    >>> [unit_in(one).megabits for one in ("Download (MB/s)", "Kb/giây", "dl_gbps", "TẢI (MBPS)")]
    [8.0, 0.001, 1000.0, 1.0]
    >>> unit_in("Tải xuống")
    """
    clean = normalise(text)
    for found in _UNIT.finditer(clean):
        size, what = (found["size"] or "").lower()[:1], found["what"]
        if not (size or found["per"]):
            continue
        word = len(what) > 1
        capitals = what.isupper() and not word
        shouted = found[0].isupper() and (bool(found["per"]) or clean == found[0])
        unclear = capitals and (shouted or clean.isupper() or not found["per"])
        of_bytes = what.lower().startswith("byte") or (capitals and not unclear)
        return Unit(_MEGA[size] * (_BITS if of_bytes else 1), found[0].strip(), of_bytes, unclear)
    return None


def are_units(column: pd.Series) -> bool:
    """Tell whether the cells of a column are units of speed, and at least one is filled in."""
    words = [word for word in column.unique() if word]
    return bool(words) and all(unit_in(word) is not None for word in words)


def parted(column: pd.Series) -> tuple[pd.Series, list[Unit | None]]:
    """Part figures from the units that stand behind them in the cells: "48,2 Mbps".

    Parameters
    ----------
    column
        Cells as text.

    Returns
    -------
    figures : pandas.Series
        The cells without the units that are known.
    units : list
        The unit of each cell, None where none is written.
    """
    parts = column.str.extract(_CELL)
    known = {word: unit_in(word) for word in parts[1].dropna().unique()}
    units = [known.get(word) for word in parts[1]]
    has = np.array([unit is not None for unit in units], dtype=bool)
    return column.where(~has, parts[0]), units


def factors(units: list[Unit | None], otherwise: float) -> NDArray[np.float64]:
    """Give how many Mb/s each unit is; ``otherwise`` where there is none."""
    return np.array([otherwise if one is None else one.megabits for one in units], dtype=np.float64)
