"""Files of places: tags of OpenStreetMap, layers, and coordinates as people type them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
import shapely

from dxanalysis.errors import FileUnreadableError
from dxanalysis.lang.plain import visible
from dxanalysis.sources import vector_layers
from dxanalysis.sources.crs import exchanged, in_vietnam
from dxanalysis.sources.personal_data import without_personal_data
from dxanalysis.sources.spreadsheets import delimited
from dxanalysis.units.parsing import toneless

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd
    from numpy.typing import NDArray

    from dxanalysis.sources.findings import Findings

KINDS: Final = ("school", "health", "office")
"""What places are: schools of every level, health stations and hospitals, public offices."""

PAIRS: Final = (
    *("toa", "toa gps", "toa dia ly", "toa vi", "gps", "vi tri gps", "toa vi kinh", "toa kinh vi"),
    *("vi kinh", "kinh vi", "toa wgs", "toa lat long", "toa lat lon", "coordinates", "coordinate"),
    *("lat long", "lat lon", "latlong", "latlon", "latitude longitude", "gps coordinates"),
)
"""Headings of one column with both coordinates; "độ" is dropped from them."""

TABLES: Final = frozenset({".csv", ".txt", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods"})
"""Endings of files that are tables; others are layers."""

_ROOM: Final = "places"
_HEADINGS: Final = {
    "lat": ("vi", "vi do", "lat", "latitude", "y", "toa y"),
    "lon": ("kinh", "kinh do", "lon", "long", "lng", "longitude", "x", "toa x"),
    "pair": PAIRS,
    "commune": (
        *("xa", "ten xa", "xa phuong", "ten xa phuong", "phuong xa", "xa phuong dac khu"),
        *("commune", "ward"),
    ),
    "name": (
        *("ten", "name", "ten truong", "ten diem", "ten tram", "ten don vi", "don vi", "ten co so"),
        *("truong", "ten truong hoc", "ten diem truong", "diem truong", "ten tram y te"),
        *("tram y te", "ten co so y te", "co so y te", "ten benh vien", "benh vien", "ten co quan"),
        *("co quan", "ten tru so", "tru so", "ten dia diem", "dia diem", "school", "school name"),
        *("hospital", "clinic", "health station", "office", "office name"),
    ),
    "kind": ("loai", "kind", "type", "loai hinh", "phan loai", "amenity", "fclass"),
}
_TAGS: Final = {
    "school": ("kindergarten", "school", "college", "university"),
    "health": ("clinic", "hospital", "doctors", "health_post"),
    "office": ("townhall", "government"),
}
_WORDS: Final = {
    "health": ("tram y te", "benh vien", "phong kham", "y te", "clinic", "hospital", "health"),
    "school": (
        *("truong", "mam non", "mau giao", "tieu hoc", "thcs", "thpt", "ptdtbt", "school"),
        *("kindergarten", "dai hoc", "cao dang"),
    ),
    "office": (
        *("ubnd", "uy ban", "hdnd", "tru so", "mot cua", "hanh chinh cong", "townhall", "office"),
        *("dang uy", "so khoa hoc", "government"),
    ),
}
_TAG: Final = re.compile(r'"(amenity|healthcare|office)"=>"((?:[^"\\]|\\.)*)"')
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)?")
_DEGREES_MARKS: Final = re.compile(r"[°º˚'’′\"”″dms:]|\s")
_BETWEEN: Final = tuple(
    re.compile(one) for one in (r"[;|/\n]", r",\s+", r"(?<=[NSEWBĐnsewbđ])[\s,]+", r",", r"\s+")
)
"""What stands between two coordinates, the surest first."""

_WORDS_FOR_MARKS: Final = (
    re.compile(r"\b(?:VĨ |KINH )?(?:(?:TUYẾN )?(?:([BĐN])(?:ẮC|AC|ÔNG|ONG|ORTH)|(E)AST))\b"),
    re.compile(r"(?<=\d)\s*(?:ĐỘ|DO|PHÚT|PHUT|GIÂY|GIAY|DEGREES?|MINUTES?|SECONDS?)(?![^\W\d_])"),
)
"""Words for the marks of degrees and of the sides of the earth: "21 độ 51 phút 28 giây Bắc"."""

_MINUTES: Final = 60
_PARTS: Final = 3


def read_rows(path: Path, *, note: Findings) -> pd.DataFrame:
    """Read the places of a file.

    Parameters
    ----------
    path
        The file; its ending says what it is.
    note
        Told what was exchanged or left out.

    Returns
    -------
    pandas.DataFrame
        ``lon`` and ``lat`` (degrees of WGS 84), ``kind`` (empty where it is not clear), ``name``
        (without personal data), ``commune`` (as written, empty where none is).

    Raises
    ------
    FileUnreadableError
        If the file cannot be read.
    """
    if path.suffix.lower() == ".pbf":
        rows = _from_osm(path)
    elif path.suffix.lower() in TABLES:
        rows = _from_table(path, note)
    else:
        rows = _from_layer(path, note)
    if "commune" not in rows:
        rows["commune"] = ""
    return rows.assign(name=rows["name"].map(lambda name: visible(without_personal_data(name))))


def parse_degrees(written: str) -> float:
    """Read one coordinate as people type it.

    Parameters
    ----------
    written
        ``21.3258``, ``21,3258``, ``21°19'33"N``, ``21 19 33,5``, ``N 21°19.55'``, ``21 độ 19 phút
        33 giây``; ``B`` and ``Đ`` (bắc, đông) as well as ``N`` and ``E``; ``S``, ``W`` and a minus
        sign turn it round.

    Returns
    -------
    float
        Degrees, NaN where it is none.

    Examples
    --------
    >>> parse_degrees("103°30'36''Đ"), parse_degrees("21,5")
    (103.51, 21.5)
    """
    text = _WORDS_FOR_MARKS[1].sub(" ", _WORDS_FOR_MARKS[0].sub(r" \1 ", written.strip().upper()))
    negative = text.startswith("-") or bool(re.search(r"[SW]", re.sub(r"\dS", "", text)))
    bare = re.sub(r"[NSEWBĐT+-]", " ", re.sub(r"(?<=\d)\s*[DMS](?=\W|\d|$)", " ", text))
    parts = _NUMBER.findall(bare)
    leftover = _DEGREES_MARKS.sub("", _NUMBER.sub("", bare).lower())
    if leftover or not 1 <= len(parts) <= _PARTS:
        return np.nan
    numbers = [float(part.replace(",", ".")) for part in parts]
    broken = any(number != int(number) for number in numbers[:-1])
    # Programs round 59.97 seconds to 60.
    beyond = (
        any(number >= _MINUTES for number in numbers[1:2]) or max(numbers[2:], default=0) > _MINUTES
    )
    if broken or beyond:
        return np.nan
    degrees = sum(number / float(_MINUTES**power) for power, number in enumerate(numbers))
    return -degrees if negative else degrees


def parse_pair(written: str) -> tuple[float, float]:
    """Read latitude and longitude that stand in one cell.

    Parameters
    ----------
    written
        ``21.3258, 103.51``, ``21,3258; 103,51``, ``21°19'33"N 103°30'36"E``.

    Returns
    -------
    tuple of float
        The two in the order written, NaN where they are not two coordinates.

    Examples
    --------
    >>> parse_pair("21,5; 103,25"), parse_pair("21.5,103.25")
    ((21.5, 103.25), (21.5, 103.25))
    """
    for between in _BETWEEN:
        parts = [part for part in between.split(written.strip()) if part]
        if len(parts) == 2:  # noqa: PLR2004
            first, second = map(parse_degrees, parts)
            if not np.isnan([first, second]).any():
                return first, second
    return np.nan, np.nan


def read_positions(text: pd.DataFrame) -> pd.DataFrame:
    """Read the coordinates of a table's rows, in two columns or in one.

    Parameters
    ----------
    text
        Cells as text: ``lat`` and ``lon`` where there are two columns, ``pair`` where there is one.

    Returns
    -------
    pandas.DataFrame
        ``lon`` and ``lat``, degrees, NaN where they cannot be read; and ``swapped``, whether the
        two lay in Vietnam only exchanged, and were.

    Examples
    --------
    >>> read_positions(pd.DataFrame({"pair": ["21.5, 103.25", "103.25; 21.5"]})).to_numpy().tolist()
    [[103.25, 21.5, False], [103.25, 21.5, True]]
    """
    if {"lat", "lon"} <= set(text):
        lat, lon = _degrees(text["lat"]), _degrees(text["lon"])
    elif "pair" in text:
        pairs = np.array([parse_pair(one) for one in text["pair"]], dtype="float64").reshape(-1, 2)
        lat, lon = pairs.T
    else:
        lat = lon = np.full(len(text), np.nan)
    swapped = exchanged(lon, lat)
    return pd.DataFrame(
        {
            "lon": np.where(swapped, lat, lon),
            "lat": np.where(swapped, lon, lat),
            "swapped": swapped,
        },
        index=text.index,
    )


def _degrees(column: pd.Series) -> NDArray[np.float64]:
    """Read a column of one coordinate; plain numbers all at once, for a file may have millions."""
    numbers = pd.to_numeric(column.str.replace(",", ".", regex=False), errors="coerce")
    others = column[numbers.isna() & (column != "")]
    numbers.loc[others.index] = others.map(parse_degrees).astype("float64")
    return numbers.to_numpy(dtype="float64")


def _from_table(path: Path, note: Findings) -> pd.DataFrame:
    """Read a table with coordinates in two columns or in one.

    What the heading of the names is about ("Tên trường") is what the rows are that do not say it.
    """
    text, written, unreadable = delimited.read_table(path, headings=_HEADINGS, room=_ROOM)
    if not ({"lat", "lon"} <= set(text) or "pair" in text):
        raise FileUnreadableError(
            "places.no_headings", where=path, found=", ".join(written.values())
        )
    note.counted("places.unreadable_rows", unreadable)
    rows = read_positions(text)
    note.counted("places.swapped", int(rows["swapped"].sum()))
    sound = in_vietnam(rows["lon"].to_numpy(), rows["lat"].to_numpy())
    note.counted("places.no_position", int((~sound).sum()))
    empty = pd.Series("", index=text.index)
    name, commune = text.get("name", empty), text.get("commune", empty)
    kind = text.get("kind", empty).map(_kind_of_words)
    kind = kind.where(kind != "", name.map(_kind_of_words))
    unsaid = (kind == "") & (text.get("kind", empty) == "") & (name != "")
    kind = kind.mask(unsaid, _kind_of_words(written.get("name", "")))
    rows = rows[["lon", "lat"]].assign(kind=kind, name=name, commune=commune)
    return rows[sound].reset_index(drop=True)


def _from_layer(path: Path, note: Findings) -> pd.DataFrame:
    """Read a layer of points or areas."""
    layer = vector_layers.read_layers(path, room=_ROOM, note=note)
    text = pd.DataFrame("", index=layer.index, columns=["name", "kind"])
    for column in layer.columns.drop(layer.geometry.name):
        for role in ("name", "kind"):
            if toneless(str(column)) in _HEADINGS[role] and (text[role] == "").all():
                text[role] = layer[column].fillna("").astype("str")
    kind = text["kind"].map(_kind_of_words)
    return _rows(layer, kind.where(kind != "", text["name"].map(_kind_of_words)), text["name"])


def _from_osm(path: Path) -> pd.DataFrame:
    """Read the points and areas of an OpenStreetMap extract that are tagged as places."""
    tagged = " OR ".join(
        f"other_tags LIKE '%\"{key}\"=>%'" for key in ("amenity", "healthcare", "office")
    )
    wanted = [
        ("points", tagged),
        ("multipolygons", f"amenity IS NOT NULL OR office IS NOT NULL OR {tagged}"),
    ]
    found = []
    for frame in vector_layers.read_osm(path, room=_ROOM, layers=wanted):
        if len(frame):
            kind = _kinds_of_tags(frame)
            found.append(
                _rows(frame, kind, frame["name"].fillna("").astype("str"))[kind.to_numpy() != ""]
            )
    empty = pd.DataFrame({"lon": [], "lat": [], "kind": [], "name": []}).astype({"kind": "str"})
    return pd.concat(found, ignore_index=True) if found else empty


def _kinds_of_tags(frame: gpd.GeoDataFrame) -> pd.Series:
    """Tell kinds by the tags amenity, healthcare and office."""
    kinds = pd.Series("", index=frame.index, dtype="str")
    others = frame["other_tags"].fillna("").astype("str").map(lambda tags: dict(_TAG.findall(tags)))
    for key in ("office", "healthcare", "amenity"):
        values = others.map(lambda tags, key=key: tags.get(key, ""))
        if key in frame:
            values = values.where(values != "", frame[key].fillna("").astype("str"))
        for kind, words in _TAGS.items():
            known = (
                values.isin(words) if key != "healthcare" else (values != "") & (kind == "health")
            )
            kinds = kinds.mask(known, kind)
    return kinds


def _kind_of_words(written: str) -> str:
    """Tell a kind by what is written; empty where that leaves it open."""
    words = f" {toneless(written.replace('_', ' '))} "
    for kind, known in _WORDS.items():
        if any(f" {word} " in words for word in known):
            return kind
    return ""


def _rows(layer: gpd.GeoDataFrame, kind: pd.Series, name: pd.Series) -> pd.DataFrame:
    """Take a point of each shape."""
    points = shapely.point_on_surface(layer.geometry.to_numpy())
    return pd.DataFrame(
        {
            "lon": shapely.get_x(points),
            "lat": shapely.get_y(points),
            "kind": kind.to_numpy(),
            "name": name.to_numpy(),
        }
    )
