"""What the page's script reads: geometry, names, words and points, as one piece of JSON."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import shapely

from dxanalysis import lang as words
from dxanalysis.errors import ParameterError
from dxanalysis.maps.geometry import arcs as arc_coding
from dxanalysis.maps.geometry.prepare import Prepared, Simplify, prepare
from dxanalysis.maps.html import packing
from dxanalysis.maps.html.document import as_json, deflated

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import geopandas as gpd
    import numpy.typing as npt

    from dxanalysis.lang import Lang
    from dxanalysis.maps.geometry.arcs import Arcs
    from dxanalysis.palette import MapClass

PLAIN_LIMIT: Final = 500_000
"""Letters of JSON up to which the data stays readable; above, it is deflated.

A province stays below. Browsers from before 2023 cannot inflate: they show the still map.
"""

_RELATIVE: Final = re.compile(r"(?:\.\./)*(?!\.)[\w.-]+(?:/(?!\.)[\w.-]+)*(?:#[\w.-]+)?")
_KINDS_OF_UNIT: Final = (
    "Xã ",
    "Phường ",
    "Thị trấn ",
    "Đặc khu ",
    "Huyện ",
    "Thành phố ",
    "Thị xã ",
)


def counted_units(codes: Sequence[str], focus: Sequence[str] | None) -> list[bool]:
    """Say per unit whether the map is about it.

    Parameters
    ----------
    codes
        Units of the map.
    focus
        Codes of those that it is about; None for all.

    Returns
    -------
    list of bool
        One per unit.

    Raises
    ------
    ParameterError
        If the focus is empty or names a unit that is not on the map.
    """
    if focus is None:
        return [True] * len(codes)
    unknown = sorted(set(focus) - set(codes))
    if unknown or not focus:
        raise ParameterError("map.unknown_focus", found=", ".join(unknown) or words.MISSING)
    wanted = set(focus)
    return [code in wanted for code in codes]


def number_form(lang: Lang) -> dict[str, str]:
    """Say how the language writes numbers, by writing one.

    Parameters
    ----------
    lang
        The page's language.

    Returns
    -------
    dict
        Signs for minus, groups and decimals, the form of a percentage, and what stands for missing.
    """
    shown = words.number(-1234.5, lang, decimals=1)
    zero = words.number(0, lang, decimals=2)
    return {
        "minus": shown[0],
        "group": shown[2],
        "decimal": shown[-2],
        "percent": words.percent(0, lang).replace(zero, "{n}"),
        "missing": words.MISSING,
    }


def interface(lang: Lang) -> dict[str, object]:
    """Collect the interface's words, with their placeholders still open.

    Parameters
    ----------
    lang
        The page's language.

    Returns
    -------
    dict
        Name to message; the page fills it in as text.
    """
    prefix = "map.ui_"
    return {
        key.removeprefix(prefix): message
        for key, message in words.catalogue(lang).items()
        if key.startswith(prefix)
    }


def legend_classes(classes: Mapping[Lang, Sequence[MapClass]]) -> dict[str, object]:
    """Write the classes of a legend for the page.

    Parameters
    ----------
    classes
        The same classes in each language.

    Returns
    -------
    dict
        ``paint``: colour, hatch and the ink that reads best on the colour; ``label``: language to
        labels.
    """
    first = next(iter(classes.values()))
    return {
        "paint": [{"colour": one.colour, "hatch": one.hatch, "ink": one.ink} for one in first],
        "label": {lang: [one.label for one in listed] for lang, listed in classes.items()},
    }


def geometry(
    prepared: Prepared,
    here: gpd.GeoDataFrame,
    outlines: gpd.GeoDataFrame | None,
    simplify: Simplify,
) -> dict[str, object]:
    """Write what the geometry's arcs mean: which are borders of larger areas, where names go.

    Parameters
    ----------
    prepared
        The units' geometry.
    here
        The units in the same order, with ``district_name`` if known.
    outlines
        Areas to outline instead of the districts.
    simplify
        How those are simplified.

    Returns
    -------
    dict
        Whole numbers of ``10**-decimals`` degrees.
    """
    groups = (
        here["district_name"].astype(object).where(here["district_name"].notna(), "").tolist()
        if "district_name" in here.columns
        else [""] * len(here)
    )
    inner, outer = arc_coding.border(prepared.arcs, groups)
    degree = 10**prepared.arcs.decimals
    geometry: dict[str, object] = {
        "decimals": prepared.arcs.decimals,
        "inner": inner,
        "outer": outer,
        "anchors": np.rint(prepared.anchors * degree).astype(int).ravel().tolist(),
        "room": np.rint(prepared.room * degree).astype(int).ravel().tolist(),
        "groups": _group_names(prepared, groups),
    }
    if outlines is not None:
        drawn = prepare(outlines, simplify=simplify).arcs
        geometry["inner"] = []
        geometry["lines"] = {"decimals": drawn.decimals, "arcs": drawn.arcs}
    return geometry


_FEW_UNITS: Final = 1_000


def _joined(shapes: Any) -> shapely.Geometry:  # noqa: ANN401 - an array of shapes
    """Join the units of a district, also where rounding to the map's grid made them overlap."""
    try:
        return shapely.coverage_union_all(shapes)
    except shapely.errors.GEOSException:
        return shapely.union_all(shapely.make_valid(shapes))


def _group_names(prepared: Prepared, groups: Sequence[str]) -> dict[str, list[object]]:
    """Find where the names of districts go, and how much room each has.

    Of many units the districts are not drawn together: the middle of their names' places serves.
    """
    names = [name for name in dict.fromkeys(groups) if name]
    if len(names) < 2:  # noqa: PLR2004 - one district has no border to another
        return {"name": [], "at": []}
    owner = np.array([names.index(name) if name else -1 for name in groups])
    if len(groups) <= _FEW_UNITS:
        shapes = arc_coding.decode(prepared.arcs)
        whole = [_joined(shapes[owner == one]) for one in range(len(names))]
        places = shapely.get_coordinates(shapely.point_on_surface(whole))
        middles = shapely.get_coordinates(shapely.centroid(whole))
        inside = shapely.contains_xy(whole, middles)
        places[inside] = middles[inside]
    else:
        places = np.array(
            [prepared.anchors[owner == one].mean(axis=0) for one in range(len(names))]
        )
    degree = 10**prepared.arcs.decimals
    return {
        "name": [_without_kind(name) for name in names],
        "at": np.rint(places * degree).astype(int).ravel().tolist(),
    }


def point_places(points: gpd.GeoDataFrame, codes: Sequence[str]) -> dict[str, object]:
    """Write villages or places for the page.

    Parameters
    ----------
    points
        Points in any CRS with ``name`` and, if known, ``kind`` and ``unit_code``.
    codes
        Units of the map.

    Returns
    -------
    dict
        Places in hundred-thousandths of a degree (about a metre), names, kinds and units.

    Raises
    ------
    ParameterError
        If names, the CRS or the points are lacking.
    """
    if "name" not in points.columns:
        raise ParameterError(
            "map.missing_columns", table="points", found="name", expected="name, geometry"
        )
    if points.crs is None:
        raise ParameterError("map.no_crs")
    drawn = points[~(points.geometry.isna() | points.geometry.is_empty)].to_crs(4326)
    if not (drawn.geometry.geom_type == "Point").all():
        found = ", ".join(sorted(set(drawn.geometry.geom_type) - {"Point"}))
        raise ParameterError("map.not_points", found=found)
    at: npt.NDArray[np.float64] = shapely.get_coordinates(drawn.geometry.to_numpy())
    written: dict[str, object] = {
        "at": np.rint(at * _POINT_DEGREE).astype(int).ravel().tolist(),
        "name": ["" if pd.isna(name) else str(name) for name in drawn["name"]],
    }
    if "kind" in drawn.columns:
        kinds = ["" if pd.isna(kind) else str(kind) for kind in drawn["kind"]]
        distinct = list(dict.fromkeys(kinds))
        written["kind"] = {"of": distinct, "at": [distinct.index(kind) for kind in kinds]}
    if "unit_code" in drawn.columns:
        place = {code: number for number, code in enumerate(codes)}
        written["unit"] = [place.get(str(code), -1) for code in drawn["unit_code"]]
    return written


_POINT_DEGREE: Final = 100_000


def unit_names(
    codes: Sequence[str], here: gpd.GeoDataFrame, links: Mapping[str, str]
) -> dict[str, object]:
    """Write who the units are.

    Parameters
    ----------
    codes
        Units of the map.
    here
        The units in the same order, with ``unit_name`` and ``district_name`` if known, and
        ``district_label`` where the districts are to be written otherwise beside a unit: a string,
        or one in each language.
    links
        Unit code to the relative address of the unit's page.

    Returns
    -------
    dict
        Columns of codes, names, districts and links.

    Raises
    ------
    ParameterError
        If a link is anything but a plain relative path.
    """
    names = [
        code if pd.isna(name) else str(name)
        for code, name in zip(codes, here["unit_name"], strict=True)
    ]
    short = [_without_kind(name) for name in names]
    units: dict[str, object] = {"code": list(codes), "name": names}
    if short != names:
        units["short"] = short
    if "district_name" in here.columns:
        written = here["district_label" if "district_label" in here.columns else "district_name"]
        districts = [
            name if isinstance(name, dict) else "" if pd.isna(name) else str(name)
            for name in written
        ]
        distinct = list({str(one): one for one in districts}.values())
        units["district"] = {"of": distinct, "at": [distinct.index(name) for name in districts]}
    for code, link in links.items():
        if not _RELATIVE.fullmatch(link):
            raise ParameterError("map.bad_link", found=link, unit=code)
    if links:
        units["link"] = [links.get(code) for code in codes]
    return units


def _without_kind(name: str) -> str:
    """Leave out "Xã" and the like where a name stands on the map itself."""
    for kind in _KINDS_OF_UNIT:
        if name.startswith(kind):
            return name.removeprefix(kind)
    return name


def written(data: Mapping[str, Any], arcs: Arcs, *, compact: bool = False) -> tuple[str, bool]:
    """Write the data as JSON, packed and deflated where it is longer than :data:`PLAIN_LIMIT`.

    Parameters
    ----------
    data
        What the page's script reads, without the arcs.
    arcs
        The units' geometry.
    compact
        Whether to pack it however short it is.

    Returns
    -------
    tuple
        JSON fit for a script element, and whether it is packed.
    """
    if not compact and _LETTERS_OF_A_POINT * len(arcs.borders.points) <= PLAIN_LIMIT:
        geometry = {**data["geometry"], "arcs": arcs.arcs, "units": arcs.units}
        text = as_json({**data, "geometry": geometry})
        if len(text) <= PLAIN_LIMIT:
            return text, False
    return deflated(packing.pack(data, arcs)), True


_LETTERS_OF_A_POINT: Final = 6
"""At least: JSON of more points than fit is not even tried."""
