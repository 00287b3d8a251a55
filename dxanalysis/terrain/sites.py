"""Lists of stations: read, completed by named defaults, and never shown with their places."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from dxanalysis.errors import FileUnreadableError, ParameterError
from dxanalysis.indicators import OPERATORS
from dxanalysis.sources import station_lists
from dxanalysis.sources.findings import Findings
from dxanalysis.terrain.place_tables import NUMBER, figures_of, read_places, words_of
from dxanalysis.units.parsing import toneless
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from dxanalysis.terrain.place_tables import Area

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
    **station_lists.HEADINGS,
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
_ALL_AROUND: Final = re.compile(r"omni|vo huong|toan huong|moi huong|da huong|360|0 ?- ?360")
_NOT_AN_ANGLE: Final = re.compile(
    r"\b(?:s|sec|sector|cell|huong|anten|h|a)\s*\d+\s*[:=]|[°º˚]|\bdo\b"
)
_BETWEEN_ANGLES: Final = re.compile(r"[/;|&+\n]|,\s|,(?=\d{2,3}(?:,|$))|\s-\s|(?<=\d)-(?=\d)|\s+")
_ALSO_5G_MHZ: Final = (700.0, 2600.0)
_ONLY_5G_MHZ: Final = 3300.0


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
    path: str | Path,
    *,
    operator: str = "any",
    technology: str = "4g",
    on: dt.date | None = None,
    area: Area | None = None,
) -> StationsReading:
    """Read a list of stations.

    Parameters
    ----------
    path
        Workbook or csv, one row for each station or antenna, with headings in Vietnamese or English
        for latitude and longitude (degrees, or metres of VN-2000) and, where known, operator,
        technology (or a column for each), state, band, height, power, azimuth and tilt. Several
        operators, technologies, bands and azimuths may stand in one cell.
    operator
        Whose stations these are where the list does not say.
    technology
        2g, 3g, 4g or 5g: what they are where the list does not say.
    on
        The day on which they are to be there; without it dates are not judged.
    area
        Where they are expected, to find the zone of places in metres.

    Returns
    -------
    StationsReading
        Those that are there (:func:`dxanalysis.sources.station_lists.standing`). What is missing
        is filled by :data:`HEIGHT_M`, :data:`BANDS_MHZ` and :data:`REFERENCE_DBM`, each counted in
        the findings.

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
    placed = read_places(path, headings=_HEADINGS, note=note, area=area)
    if placed.empty:
        raise FileUnreadableError("terrain.no_stations", where=path)
    listed = len(placed)
    placed = placed[station_lists.standing(placed, on=on, note=note)].reset_index(drop=True)
    if placed.empty:
        raise FileUnreadableError("stations.none_there", where=path, found=listed)
    table = pd.DataFrame(
        {
            "lon": placed["lon"],
            "lat": placed["lat"],
            "operator": _operators(placed, operator, note),
            "technology": _technologies(placed, technology, note),
            "band_mhz": words_of(placed, "band").map(parse_bands),
            "height_m": _height(placed, note),
            "reference_dbm": _power(placed, note),
            "direction": _directions(placed, note),
        }
    )
    missing = table["band_mhz"].map(len) == 0
    count = int((missing & table["technology"].map(bool)).sum())
    if count:
        usual = ", ".join(f"{name} {band:g} MHz" for name, band in BANDS_MHZ.items())
        note("terrain.band_default", severity="note", value=count, expected=usual)
    table = table.explode("operator").explode("direction", ignore_index=True)
    table["azimuth_deg"] = [one[0] for one in table["direction"]]
    table["tilt_deg"] = [one[1] for one in table["direction"]]
    table = _with_technologies(table)
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


def _with_technologies(table: pd.DataFrame) -> pd.DataFrame:
    """Make one row for each technology and band; without bands it has its usual one."""
    several = table["technology"].map(len) > 1
    table = table.assign(several=several).explode("technology").dropna(subset="technology")
    bands = [
        _bands_of(*one)
        for one in zip(table["technology"], table["band_mhz"], table["several"], strict=True)
    ]
    table["band_mhz"] = pd.Series(bands, index=table.index, dtype="object")
    return table.explode("band_mhz").astype({"band_mhz": "float64"})


def _bands_of(technology: str, bands: tuple[float, ...], several: bool) -> tuple[float, ...]:  # noqa: FBT001
    """Give the bands of one technology; of a station with several, those that it may use."""
    if not bands:
        return (BANDS_MHZ[technology],)
    if not several:
        return bands
    fits = [
        one >= _ONLY_5G_MHZ or one in _ALSO_5G_MHZ if technology == "5g" else one < _ONLY_5G_MHZ
        for one in bands
    ]
    return tuple(one for one, fit in zip(bands, fits, strict=True) if fit) or bands


def _operators(rows: pd.DataFrame, asked: str, note: Findings) -> list[tuple[str, ...]]:
    """Read whose each station is; where the list does not say, that of the operator asked for."""
    written = words_of(rows, "operator").str.strip()
    found = written.map(station_lists.operators)
    silent = written == ""
    if asked != "any":
        note.counted(
            "stations.no_operator",
            int(silent.sum()),
            expected=OPERATORS.get(asked, {"vi": asked})["vi"],
        )
    strange = written[~silent & (found.map(len) == 0)]
    if len(strange):
        shown = ", ".join(f"“{one}”" for one in strange.unique()[:5])
        note("stations.operator_unknown", value=len(strange), expected=shown)
    usual = (asked,)
    return [usual if empty else one or ("",) for one, empty in zip(found, silent, strict=True)]


def _technologies(rows: pd.DataFrame, asked: str, note: Findings) -> list[tuple[str, ...]]:
    """Read the technologies of each station; where the list says nothing, the one asked for."""
    known = station_lists.technologies(rows)
    silent = known.isna().all(axis=1)
    note.counted("terrain.no_technology", int(silent.sum()), severity="note")
    has = known.fillna(value=False).astype(bool)
    none = ~silent & ~has.any(axis=1)
    note.counted("stations.without_asked", int(none.sum()), severity="note")
    return [
        (asked,) if empty else tuple(np.array(station_lists.GENERATIONS)[row].tolist())
        for row, empty in zip(has.to_numpy(), silent, strict=True)
    ]


def _directions(rows: pd.DataFrame, note: Findings) -> list[list[tuple[float, float]]]:
    """Read azimuths and tilts: several in a cell are as many antennas."""
    written = words_of(rows, "azimuth")
    azimuths = written.map(parse_azimuths)
    unread = (azimuths.map(len) == 0) & (written.str.strip() != "")
    unread &= ~written.map(toneless).str.fullmatch(_ALL_AROUND)
    note.counted("stations.azimuth_unread", int(unread.sum()))
    tilt = figures_of(rows, "tilt", least=-20, most=40)
    tilts = words_of(rows, "tilt").map(lambda one: _angles(one, least=-20, most=40))
    found = []
    for angles, several, single in zip(azimuths, tilts, tilt, strict=True):
        each = several if len(several) == len(angles) else (single,) * len(angles)
        if len(several) > 1 and len(several) != len(angles):
            each = (math.nan,) * len(angles)
        found.append(list(zip(angles, each, strict=True)) or [(math.nan, single)])
    return found


def parse_azimuths(written: str) -> tuple[float, ...]:
    """Read the azimuths that a cell names: one for each antenna.

    Parameters
    ----------
    written
        ``120``, ``0/120/240``, ``0°, 120°, 240°``, ``S1: 30; S2: 150``.

    Returns
    -------
    tuple of float
        Degrees from north, each once; empty where none is named, as for an antenna that radiates
        all around, or where one of them cannot be.

    Examples
    --------
    >>> parse_azimuths("0/120/240"), parse_azimuths("30,5"), parse_azimuths("0-360")
    ((0.0, 120.0, 240.0), (30.5,), ())
    """
    if _ALL_AROUND.fullmatch(plain_text(written)):
        return ()
    return tuple(dict.fromkeys(one % 360 for one in _angles(written, least=-360, most=360)))


def _angles(written: str, *, least: float, most: float) -> tuple[float, ...]:
    """Read angles of one cell; none where one of them cannot be."""
    bare = _NOT_AN_ANGLE.sub(" ", plain_text(written)).strip()
    parts = [one.strip(" ()") for one in _BETWEEN_ANGLES.split(bare)]
    parts = [one for one in parts if one]
    found = [NUMBER.fullmatch(one) for one in parts]
    angles = tuple(float(one[0].replace(",", ".")) for one in found if one)
    sound = len(angles) == len(parts) and all(least <= one <= most for one in angles)
    return angles if sound else ()
