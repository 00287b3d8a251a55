"""Reading a file of boundaries and joining it to the units it claims to show.

A join by code is not trusted by itself: since July 2025 all codes of the 75 communes of Sơn La are
codes that smaller units had before, so that an old layer joins completely and wrongly. Names are
held against codes, and codes against the lists of other vintages.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
import pandas as pd
import shapely

from dxanalysis.display.summary import summary_html
from dxanalysis.errors import FileUnreadableError, ParameterError, VintageError
from dxanalysis.lang import text
from dxanalysis.lang.plain import shorten
from dxanalysis.sources import box, inputs, vector_files
from dxanalysis.sources.boundaries.other_lists import (
    refuse_other_codes,
    refuse_other_names,
    refuse_other_places,
)
from dxanalysis.sources.boundaries.polygon_coverage import fit_together
from dxanalysis.sources.boundaries.shapes import EXCHANGED, REFUSED, one_shape_each
from dxanalysis.sources.boundaries.thinning import thin
from dxanalysis.sources.personal_data import without_personal_data
from dxanalysis.units import names
from dxanalysis.units.lists import SUPPORTED_VINTAGES, load_units, same_ground
from dxanalysis.units.name_index import toneless_key
from dxanalysis.units.parsing import read, without_office

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    import geopandas as gpd
    from numpy.typing import NDArray

    from dxanalysis.lang import Lang

FINDING_COLUMNS: Final = ("severity", "rule", "file", "unit_code", "unit_name", "value", "expected")
"""The columns of the findings; ``rule`` is a key of the catalogue ``boundaries``."""

ENOUGH: Final = 0.5
"""The share of the units that a file must show to be taken for theirs."""

CONTRADICTED: Final = 0.1
"""The share of joined units whose names may contradict before the file is of another vintage."""

_MOST_NAMES: Final = 20_000  # to look up: the country had 10,740 units before July 2025
_QUOTED: Final = 3
"""The maximum number of words of a file that do not fit which are quoted."""

FAR_KM: Final = 40.0
"""A polygon this far from its unit's known centre is another unit of the same name."""

_KM_PER_DEGREE: Final = 110.7

_FEWEST: Final = 10
"""Units by which it can be told whether a layer lies to one side as a whole."""

_SPREAD: Final = 1.858
"""Standard error of a median of n values: this, times the median deviation, by the root of n."""


@dataclass(frozen=True)
class BoundaryReading:
    """A boundary file, joined.

    Attributes
    ----------
    geometry
        The units found, indexed by ``unit_code`` in the order of the units given: ``unit_name``
        and ``geometry`` (valid polygons and multipolygons, EPSG:4326).
    joined
        How many units were found.
    how
        What they were joined by.
    findings
        What was assumed, repaired or missing: the columns of :data:`FINDING_COLUMNS`.
    sha256
        Hash of the file; of a shapefile, of the ``.shp``.
    source
        The file's name.
    """

    geometry: gpd.GeoDataFrame
    joined: int
    how: Literal["code", "name"]
    findings: pd.DataFrame
    sha256: str
    source: str

    def _repr_html_(self) -> str:
        """Show in a notebook how the join went, in Vietnamese."""
        said = [("joined", text(f"boundaries.show_{self.how}", "vi", n=self.joined))]
        said += [("finding", sentence(row, "vi")) for row in self.findings.to_dict("records")]
        return summary_html(
            self.source, [(text(f"boundaries.show_{key}", "vi"), value) for key, value in said]
        )


def sentence(finding: Mapping[Hashable, Any] | pd.Series[Any], lang: Lang) -> str:
    """Say one finding in one language: found → expected → where → remedy.

    Parameters
    ----------
    finding
        A row of :attr:`BoundaryReading.findings`.
    lang
        The language.

    Returns
    -------
    str
        One sentence of plain text. It may hold words of the file: escape it where it is shown.
    """
    return text(
        f"boundaries.{finding['rule']}",
        lang,
        where=finding["file"],
        unit=f"{finding['unit_name']} ({finding['unit_code']})",
        found=finding["value"],
        expected=finding["expected"],
    )


class _Findings:
    """Collects what should be reported about one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.rows: list[dict[str, object]] = []

    def __call__(
        self,
        rule: str,
        *,
        severity: Literal["error", "warning", "note"] = "warning",
        unit_code: str = "",
        unit_name: str = "",
        value: object = "",
        expected: object = "",
    ) -> None:
        row = (severity, rule, self.file, unit_code, unit_name, value, expected)
        self.rows.append(dict(zip(FINDING_COLUMNS, row, strict=True)))

    def table(self) -> pd.DataFrame:
        """Give all of them, in the order found."""
        return pd.DataFrame(self.rows, columns=list(FINDING_COLUMNS))


def read_boundaries(
    path: str | Path, *, units: pd.DataFrame, province: str | None, vintage: str
) -> BoundaryReading:
    """Read the boundaries of a province's units.

    Parameters
    ----------
    path
        GeoPackage, GeoJSON, TopoJSON, Shapefile (``.shp`` with its companions, or zipped),
        GeoParquet, KML or KMZ.
    units
        The units wanted, as :func:`dxanalysis.units.load_units` gives them; other rows of the
        file, for instance those of other provinces, are left out.
    province
        Code of the province; None for the whole country.
    vintage
        Vintage of ``units``, which the file must have too.

    Returns
    -------
    BoundaryReading
        The polygons, and what was assumed, repaired or missing.

    Raises
    ------
    FileUnreadableError
        If the file cannot be read, does not say where on earth it is, or shows other units.
    VintageError
        If its codes or names are those of another vintage.
    """
    path = Path(path)
    inputs.check_input(path, missing="boundaries.missing_file", expected=vector_files.EXPECTED)
    _load_lists(units, province, vintage)
    reading: BoundaryReading = box.run(
        _read,
        path,
        path=path,
        limits=box.larger(path, seconds_per_mb=3, memory_per_byte=20),
        types=(BoundaryReading,),
        units=units,
        province=province,
        vintage=vintage,
    )
    return reading


def _load_lists(units: pd.DataFrame, province: str | None, vintage: str) -> None:
    """Load what is kept between calls, so that it is not loaded in every process for a file."""
    for other in SUPPORTED_VINTAGES:
        with contextlib.suppress(ParameterError):  # that vintage has no such province
            load_units(vintage=other, province=province)
        same_ground(province, vintage=vintage, other=other)
    named = units["unit_name"].head(1)
    names.match_units(
        named.reset_index(drop=True),
        province=province,
        vintage=vintage,
        codes=pd.Series(named.index),
    )


def _read(
    path: Path, *, units: pd.DataFrame, province: str | None, vintage: str
) -> BoundaryReading:
    """Read the boundaries, in this process."""
    note = _Findings(path.name)
    frame = vector_files.open_layer(
        path,
        note,
        away=_Home(units),
        matched=lambda layer: int(_Home(units).owner_of(layer).nunique()),
    )
    codes = _code_column(frame, units)
    named = _name_column(frame, units)
    if codes is not None:
        refuse_other_codes(
            _attributes(frame), path, units=units, province=province, vintage=vintage
        )
        owner = _by_code(codes, named, path, note, units=units, province=province, vintage=vintage)
    elif named is not None:
        if (count := named.nunique()) > _MOST_NAMES:
            raise FileUnreadableError(
                "workbook.too_many_texts", where=path, found=count, expected=_MOST_NAMES
            )
        refuse_other_names(named, path, units=units, province=province, vintage=vintage)
        owner = _by_name(frame, named, note, units=units, province=province, vintage=vintage)
    else:
        owner = pd.Series(pd.NA, index=frame.index, dtype="str")
    if owner.nunique() < ENOUGH * len(units):
        raise FileUnreadableError(
            "boundaries.other_units",
            where=path,
            found=int(owner.nunique()),
            expected=len(units),
            shows=_what_it_shows(frame, vintage),
        )
    left_out = int(owner.isna().sum())
    if left_out:
        note("rows_left_out", severity="note", value=left_out, expected=len(frame))
    whole = one_shape_each(frame, owner, units, note)
    refuse_other_places(whole, path, units=units, province=province, vintage=vintage)
    if len(whole) < ENOUGH * len(units):
        raise FileUnreadableError(
            "boundaries.exchanged_most" if _is_exchanged(note) else "boundaries.nonsense",
            where=path,
            found=int(owner.nunique()) - len(whole),
            expected=len(units),
            unit=_refused_units(note),
        )
    geometry = fit_together(thin(whole, note), note)
    return BoundaryReading(
        geometry=geometry,
        joined=len(geometry),
        how="name" if codes is None else "code",
        findings=note.table(),
        sha256=vector_files.sha256(path),
        source=path.name,
    )


# ---- which column says which unit ----------------------------------------------------------------
def _codes(column: pd.Series) -> pd.Series:
    """Read a column as unit codes."""
    return column.map(names.clean_code).astype("str")


def _attributes(frame: gpd.GeoDataFrame) -> pd.DataFrame:
    """Leave the geometry out."""
    return pd.DataFrame(frame.drop(columns=frame.geometry.name))


def _code_column(frame: gpd.GeoDataFrame, units: pd.DataFrame) -> pd.Series | None:
    """Find the column whose values are the units' codes, by content and not by heading."""
    columns = [_codes(column) for _, column in _attributes(frame).items()]
    found = [column[column.isin(units.index)].nunique() for column in columns]
    if not found or max(found) < ENOUGH * len(units):
        return None
    return columns[int(np.argmax(found))]


def _name_column(frame: gpd.GeoDataFrame, units: pd.DataFrame) -> pd.Series | None:
    """Find the column whose values are the units' names, kind or no kind, marks or no marks."""
    wanted = {toneless_key(name) for name in units["short_name"]}
    attributes = _attributes(frame)
    written = [
        column
        for _, column in attributes.items()
        if not pd.api.types.is_numeric_dtype(column) and column.notna().any()
    ]
    found = [
        len({key for name in column.dropna().unique() for key in _keys(name)} & wanted)
        for column in written
    ]
    if not found or max(found) < ENOUGH * ENOUGH * len(units):
        return None
    # Names as the list has them, kind and all, before those that have to be read.
    listed = {_key(name) for column in ("unit_name", "short_name") for name in units[column]}
    plain = [len({_key(name) for name in column.dropna()} & listed) for column in written]
    best = max(range(len(found)), key=lambda at: (plain[at], -at if plain[at] else found[at]))
    return written[best].map(_bare, na_action="ignore")


def _bare(name: object) -> object:
    """Leave out the office that a name may be preceded by."""
    return without_office(name) if isinstance(name, str) else name


def _key(name: object) -> str:
    """Write a name without marks and capitals, its kind as it stands."""
    return names.strip_tones(names.normalise(str(name))).casefold()


def _keys(name: object) -> list[str]:
    """Write a name without marks and capitals, in each way in which it can be read."""
    written = read(without_office(str(name)))
    return [toneless_key(reading.name) for reading in written.readings]


class _Home:
    """Tells how far a layer lies from where its units are known to be; asked many times of one."""

    def __init__(self, units: pd.DataFrame) -> None:
        self.units = units
        self.owner: pd.Series | None = None

    def __call__(self, frame: gpd.GeoDataFrame) -> float:
        """Give the median in kilometres, infinite where the layer's units cannot be determined."""
        away = np.hypot(*_from_home(frame, self._owners(frame), self.units).T)
        known = away[np.isfinite(away)]
        return float(np.median(known)) if len(known) else np.inf

    def shift(self, frame: gpd.GeoDataFrame) -> tuple[float, float]:
        """Give how far all of it lies to one side, and how unsure that is, in metres."""
        owner = self._owners(frame)
        away = _from_home(frame, owner, self.units) * 1000
        is_whole = ~owner.duplicated(keep=False).to_numpy()  # not parts, each with its own centre
        known = away[np.isfinite(away).all(axis=1) & is_whole]
        if len(known) < _FEWEST:
            return np.inf, np.inf
        middle = np.median(known, axis=0)
        # Three times the standard error of a median, by the median of what it is off.
        spread = np.median(np.abs(known - middle), axis=0) * _SPREAD / np.sqrt(len(known))
        return float(np.hypot(*middle)), float(3 * spread.max())

    def _owners(self, frame: gpd.GeoDataFrame) -> pd.Series:
        """Tell the unit of each row, once."""
        if self.owner is None:
            self.owner = self.owner_of(frame)
        return self.owner

    def owner_of(self, frame: gpd.GeoDataFrame) -> pd.Series:
        """Tell the unit of each row by its code, or else roughly by its name."""
        codes = _code_column(frame, self.units)
        if codes is not None:
            return codes.where(codes.isin(self.units.index))
        named = _name_column(frame, self.units)
        if named is None:
            return pd.Series(pd.NA, index=frame.index, dtype="str")
        places = {
            toneless_key(name): str(code)
            for column in ("short_name", "unit_name")
            for code, name in self.units[column].items()
        }
        owners = {
            name: next((places[key] for key in _keys(name) if key in places), None)
            for name in named.dropna().unique()
        }
        return named.map(owners).astype("str")


def _from_home(
    frame: gpd.GeoDataFrame, owner: pd.Series, units: pd.DataFrame
) -> NDArray[np.float64]:
    """Measure each polygon's centre from that of its unit, km east and north; NaN without one."""
    points = shapely.centroid(frame.geometry.to_numpy())
    middle = np.column_stack([shapely.get_x(points), shapely.get_y(points)])
    home = units.reindex(owner)[["lon", "lat"]].to_numpy(dtype="float64")
    away: NDArray[np.float64] = (middle - home) * _KM_PER_DEGREE
    away[:, 0] *= np.cos(np.radians(home[:, 1]))
    return away


# ---- joining -------------------------------------------------------------------------------------
def _by_code(
    codes: pd.Series,
    named: pd.Series | None,
    path: Path,
    note: _Findings,
    *,
    units: pd.DataFrame,
    province: str | None,
    vintage: str,
) -> pd.Series:
    """Join by code; names, where there are any, must not contradict."""
    owner = codes.where(codes.isin(units.index))
    if named is None:
        note("no_names", value=len(codes))
        return owner
    rows = owner.notna()
    match = names.match_units(named[rows], province=province, vintage=vintage, codes=owner[rows])
    disagree = match.index[match["unit_code"].isna() & match["name"].notna()]
    for row in disagree:
        code = str(owner[row])
        note(
            "name_contradicts",
            severity="error",
            unit_code=code,
            unit_name=str(units.loc[code, "unit_name"]),
            value=str(named[row]),
        )
    if len(disagree) > CONTRADICTED * int(rows.sum()):
        raise VintageError(
            "boundaries.names_contradict",
            where=path,
            found=len(disagree),
            of=int(rows.sum()),
            example=f"{owner[disagree[0]]}: {named[disagree[0]]}",
            expected=vintage,
        )
    return owner.mask(owner.index.isin(disagree))


def _by_name(
    frame: gpd.GeoDataFrame,
    named: pd.Series,
    note: _Findings,
    *,
    units: pd.DataFrame,
    province: str | None,
    vintage: str,
) -> pd.Series:
    """Join by name, near where the unit is known to be: names repeat across provinces."""
    match = names.match_units(named, province=province, vintage=vintage)
    owner = match["unit_code"].where(match["unit_code"].isin(units.index))
    owner.index = frame.index
    away = np.hypot(*_from_home(frame, owner, units).T)
    far = owner.notna() & (away > FAR_KM)
    for row in frame.index[far]:
        note(
            "namesake_far_away",
            severity="note",
            unit_code=str(owner[row]),
            unit_name=str(named[row]),
            value=float(round(away[row])),
        )
    return owner.mask(far)


def _what_it_shows(frame: gpd.GeoDataFrame, vintage: str) -> str:
    """Name the province that most of the file's codes belong to, or quote what it has instead."""
    country = load_units(vintage=vintage)
    attributes = _attributes(frame)
    provinces = [
        country.reindex(_codes(column).dropna())["province_name"].dropna()
        for _, column in attributes.items()
    ]
    best = max(provinces, key=len, default=pd.Series(dtype="str"))
    if len(best) >= ENOUGH * len(frame):
        return str(best.mode().iloc[0])
    told = [
        (_how_telling(column), str(name), _quoted(column)) for name, column in attributes.items()
    ]
    return next((f"{name} = {words}" for _, name, words in sorted(told, reverse=True) if words), "")


def _how_telling(column: pd.Series) -> tuple[bool, int]:
    """Weigh a column by what it can tell of a file: words before numbers, many before few."""
    return not pd.api.types.is_numeric_dtype(column), column.astype("str").nunique()


def _quoted(column: pd.Series) -> str:
    """Quote the first different words or codes of a column."""
    words = column.dropna().astype("str").drop_duplicates()
    shown = [shorten(without_personal_data(word)) for word in words[:_QUOTED]]
    more = " …" if len(words) > _QUOTED else ""
    return ", ".join(f"“{word}”" for word in shown if word.strip()) + more


def _is_exchanged(note: _Findings) -> bool:
    """Tell whether most shapes that were refused are another unit's."""
    rules = [row["rule"] for row in note.rows if row["rule"] in {*REFUSED, EXCHANGED}]
    return 2 * rules.count(EXCHANGED) > len(rules)


def _refused_units(note: _Findings) -> str:
    """Name the first units whose shapes were refused."""
    named = [
        f"{row['unit_name']} ({row['unit_code']})"
        for row in note.rows
        if row["rule"] in {*REFUSED, EXCHANGED}
    ]
    return ", ".join(named[:5]) + (" …" if len(named) > 5 else "")  # noqa: PLR2004
