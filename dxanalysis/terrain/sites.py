"""Lists of stations: read, completed by named defaults, and never shown with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from dxanalysis.errors import FileUnreadableError, ParameterError
from dxanalysis.sources.findings import Findings
from dxanalysis.terrain.place_tables import NUMBER, figures_of, read_places, words_of
from dxanalysis.units.parsing import toneless

if TYPE_CHECKING:
    from collections.abc import Mapping

HEIGHT_M: Final = 30.0
"""Height of an antenna above the ground where the list says none."""

BANDS_MHZ: Final[Mapping[str, float]] = {"2g": 900.0, "3g": 2100.0, "4g": 1800.0, "5g": 2600.0}
"""Band taken where the list says none. An assumption."""

REFERENCE_DBM: Final = 29.0
"""Power radiated on one reference signal where the list says none: 46 dBm for 20 MHz (1,200
subcarriers, 31 dB), an antenna of 17 dBi, 3 dB lost in cables."""

_USUAL_DBM: Final = 46.0
_SHARE_DB: Final = 31.0
"""What one of 1,200 subcarriers has of the whole power."""

COLUMNS: Final = (
    "lon", "lat", "operator", "technology", "band_mhz", "height_m", "reference_dbm",
    "azimuth_deg", "tilt_deg",
)  # fmt: skip
"""Of a table of stations, one row for each antenna and band. ``reference_dbm`` is radiated in the
main direction; ``azimuth_deg`` from north, missing for an antenna that radiates all around;
``tilt_deg`` downwards, missing where it is not known."""

_HEADINGS: Final = {
    "operator": ("nha mang", "doanh nghiep", "mang", "operator", "carrier"),
    "technology": ("cong nghe", "loai mang", "loai tram", "technology", "tech", "rat", "network"),
    "band": ("bang tan", "tan so", "bang", "band", "frequency", "freq", "bang tan mhz"),
    "height": (
        *("do cao anten", "do cao ang ten", "chieu cao anten", "chieu cao ang ten", "do cao cot"),
        *("chieu cao cot", "chieu cao", "do cao", "height", "antenna height", "tower height"),
    ),
    "power": ("cong suat", "cong suat phat", "power", "tx power"),
    "eirp": ("eirp", "cong suat buc xa"),
    "azimuth": ("huong", "goc phuong vi", "phuong vi", "azimuth", "huong phat"),
    "tilt": ("goc nghieng", "goc ngang", "tilt", "downtilt", "goc cup"),
}
_BAND_NAMES: Final[Mapping[str, float]] = {
    "b1": 2100, "n1": 2100, "b3": 1800, "n3": 1800, "b5": 850, "b7": 2600, "b8": 900, "n8": 900,
    "b20": 800, "b28": 700, "n28": 700, "b40": 2300, "n40": 2300, "b41": 2600, "n41": 2600,
    "n77": 3700, "n78": 3500,
}  # fmt: skip
_LOWEST_MHZ, _HIGHEST_MHZ = 400.0, 4_200.0
_HIGHEST_M: Final = 150.0
_OPERATORS: Final = {
    "viettel": "viettel", "vinaphone": "vnpt", "vina": "vnpt", "vnpt": "vnpt",
    "mobifone": "mobifone", "mobi": "mobifone", "vietnamobile": "vietnamobile",
}  # fmt: skip


@dataclass(frozen=True)
class StationsReading:
    """Stations of a file.

    Attributes
    ----------
    stations
        The columns :data:`COLUMNS`. Places are degrees of WGS 84. For computing, never for sharing.
    findings
        What was exchanged, left out or assumed, and how often: severity, rule, file, value,
        expected. They name no place.
    source
        The file's name.
    """

    stations: pd.DataFrame
    findings: pd.DataFrame
    source: str


def read_stations(
    path: str | Path, *, operator: str = "any", technology: str = "4g"
) -> StationsReading:
    """Read a list of stations.

    Parameters
    ----------
    path
        Workbook or csv, one row for each station or antenna, with headings in Vietnamese or English
        for latitude and longitude (decimal degrees, or degrees, minutes and seconds) and, where
        known, operator, technology, band (several may stand in one cell), height, power, azimuth
        and tilt.
    operator
        Whose stations these are where the list does not say.
    technology
        2g, 3g, 4g or 5g: what they are where the list does not say.

    Returns
    -------
    StationsReading
        What is missing is filled by :data:`HEIGHT_M`, :data:`BANDS_MHZ` and :data:`REFERENCE_DBM`,
        each counted in the findings.

    Raises
    ------
    FileUnreadableError
        If the file cannot be read, or has no columns of coordinates or no station in Vietnam.
    ParameterError
        If the technology is unknown.

    Examples
    --------
    >>> read_stations("none.csv", technology="6g")
    Traceback (most recent call last):
    ...
    dxanalysis.errors.ParameterError: The technology “6g” is not known; ...
    """
    path = Path(path)
    if technology not in BANDS_MHZ:
        raise ParameterError(
            "terrain.technology", found=technology, expected=", ".join(sorted(BANDS_MHZ))
        )
    note = Findings(path.name)
    placed = read_places(path, headings=_HEADINGS, note=note)
    if placed.empty:
        raise FileUnreadableError("terrain.no_stations", where=path)
    table = pd.DataFrame(
        {
            "lon": placed["lon"],
            "lat": placed["lat"],
            "operator": words_of(placed, "operator").map(_operator).replace("", operator),
            "technology": words_of(placed, "technology").map(_technology),
            "height_m": _height(placed, note),
            "reference_dbm": _power(placed, note),
            "azimuth_deg": figures_of(placed, "azimuth", least=-360, most=360) % 360,
            "tilt_deg": figures_of(placed, "tilt", least=-20, most=40),
        }
    )
    note.counted("terrain.no_technology", int((table["technology"] == "").sum()), severity="note")
    table["technology"] = table["technology"].replace("", technology)
    table = _with_bands(table, words_of(placed, "band").map(parse_bands), note)
    doubled = table.duplicated().sum()
    note.counted("terrain.stations_twice", int(doubled))
    table = table.drop_duplicates().reset_index(drop=True)[list(COLUMNS)]
    return StationsReading(table, note.table(), path.name)


def parse_bands(written: str) -> tuple[float, ...]:
    """Read the bands that a cell names.

    Parameters
    ----------
    written
        ``1800``, ``L1800``, ``900/1800 MHz``, ``1.8 GHz``, ``B3``, ``n78``.

    Returns
    -------
    tuple of float
        Megahertz, in ascending order; empty where none is named.

    Examples
    --------
    >>> parse_bands("L900/1800"), parse_bands("B3, n78"), parse_bands("2,6 GHz"), parse_bands("4G")
    ((900.0, 1800.0), (1800.0, 3500.0), (2600.0,), ())
    """
    text = toneless(written.replace(".", "·").replace(",", "·")).replace("·", ".")
    scale = 1000.0 if "ghz" in written.lower() else 1.0
    numbers = [float(one.replace(",", ".")) * scale for one in NUMBER.findall(written)]
    found = {abs(one) for one in numbers if _LOWEST_MHZ <= abs(one) <= _HIGHEST_MHZ}
    named = (_BAND_NAMES.get(word) for word in re.findall(r"[bn]\d+", text))
    return tuple(sorted(found | {float(one) for one in named if one}))


def _height(rows: pd.DataFrame, note: Findings) -> pd.Series:
    """Read heights; those that are missing or cannot be are the default."""
    heights = figures_of(rows, "height", least=1.0, most=_HIGHEST_M)
    refused = heights.isna() & (words_of(rows, "height") != "")
    note.counted("terrain.height_refused", int(refused.sum()))
    missing = int(heights.isna().sum())
    if missing:
        note("terrain.height_default", severity="note", value=missing, expected=HEIGHT_M)
    return heights.fillna(HEIGHT_M)


def _power(rows: pd.DataFrame, note: Findings) -> pd.Series:
    """Read powers, to what is radiated on one reference signal."""
    power = figures_of(rows, "power", least=0.001, most=60)
    watts = words_of(rows, "power").str.contains(r"\d\s*W\b", regex=True)
    power = power.where(~watts, 30 + 10 * np.log10(power))
    radiated = figures_of(rows, "eirp", least=20, most=80) - _SHARE_DB
    found = radiated.fillna(power - _USUAL_DBM + REFERENCE_DBM)
    # Nothing weaker than a repeater indoors and nothing stronger than a mast radiates.
    found = found.where((found > -10) & (found < 50))  # noqa: PLR2004
    missing = int(found.isna().sum())
    if missing:
        note("terrain.power_default", severity="note", value=missing, expected=REFERENCE_DBM)
    return found.fillna(REFERENCE_DBM)


def _with_bands(table: pd.DataFrame, bands: pd.Series, note: Findings) -> pd.DataFrame:
    """Make one row for each band; those without one have the default of their technology."""
    missing = bands.map(len) == 0
    count = int(missing.sum())
    if count:
        usual = ", ".join(f"{name} {band:g} MHz" for name, band in BANDS_MHZ.items())
        note("terrain.band_default", severity="note", value=count, expected=usual)
    default = table["technology"].map(BANDS_MHZ)
    filled = [one or (usual,) for one, usual in zip(bands, default, strict=True)]
    table = table.assign(band_mhz=pd.Series(filled, index=table.index, dtype="object"))
    return table.explode("band_mhz").astype({"band_mhz": "float64"})


def _operator(written: str) -> str:
    """Give an operator's id, empty where it is none of the known."""
    words = toneless(written)
    return next((name for word, name in _OPERATORS.items() if word in words), "")


def _technology(written: str) -> str:
    """Give the highest technology that a cell names, empty where it names none."""
    words = toneless(written)
    known = {"5g": ("5g", "nr"), "4g": ("4g", "lte"), "3g": ("3g", "umts", "wcdma"),
             "2g": ("2g", "gsm")}  # fmt: skip
    return next((name for name, marks in known.items() if any(mark in words for mark in marks)), "")
