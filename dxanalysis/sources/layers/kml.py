"""Shapes of KML: placemarks with their names and data, and nothing that is linked to."""

from __future__ import annotations

import io
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as ET
from xml.parsers import expat

import numpy as np
import pyproj
import shapely

from dxanalysis.sources.layers.layer import (
    MOST_ROWS,
    NoLayerError,
    Rows,
    TooLargeError,
    multipolygon,
    polygon,
)

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

_LONGEST_TABLE: Final = 20_000
_MOST_PAIRS: Final = 60
"""Characters of a description, and names of values, that are taken for attributes."""

_FOLDERS: Final = frozenset({"Folder", "Document"})
_MOST_FOLDERS: Final = 1000
_MOST_ELEMENTS: Final = 8_000_000
"""Beginnings and ends of elements: twenty elements for each row that a layer may have."""


def read_kml(content: bytes, *, name: str) -> list[tuple[str, gpd.GeoDataFrame]]:
    """Read the placemarks of a KML document.

    Parameters
    ----------
    content
        The file.
    name
        What to call a layer that has no name.

    Returns
    -------
    list
        Each folder's name and its placemarks, degrees of WGS 84; of a placemark with polygons only
        those are read. Links, styles and overlays are not looked at.

    Raises
    ------
    NoLayerError
        If it is no KML.
    ValueError, xml.etree.ElementTree.ParseError
        If it is damaged, or declares entities.
    TooLargeError
        If it has more than any layer needs.
    """
    _check_root(content)
    reader = _Reader(name)
    events = ET.iterparse(io.BytesIO(content), events=("start", "end"))  # noqa: S314
    for number, (event, element) in enumerate(events):
        if number > _MOST_ELEMENTS:
            raise TooLargeError
        reader.take(event, element)
    system = pyproj.CRS.from_epsg(4326)
    return [(rows.name, rows.frame(system)) for rows in reader.layers if rows.shapes]


def _check_root(content: bytes) -> None:
    """Refuse declarations, which serve to blow up and to reach out, and roots that are no KML."""
    roots: list[str] = []
    parser = expat.ParserCreate()

    def start(name: str, _: dict[str, str]) -> None:
        roots.append(name.rpartition(":")[2])
        raise StopIteration

    def refuse(*_: object) -> None:
        raise ValueError("DOCTYPE")

    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(content, True)  # the last block
    except StopIteration:
        pass
    except expat.ExpatError as error:
        raise NoLayerError from error
    if roots != ["kml"]:
        raise NoLayerError


class _Reader:
    """Follows a document and collects its placemarks by folder."""

    def __init__(self, name: str) -> None:
        self.layers = [Rows(name)]
        self.open = [self.layers[0]]
        self.depth_of_placemark = 0
        self.rows = 0

    def take(self, event: str, element: ET.Element) -> None:
        """Take one element at its beginning or end."""
        kind = _kind(element)
        if event == "start":
            self.depth_of_placemark += kind == "Placemark"
            if self.depth_of_placemark > 1:
                raise ValueError("a Placemark in a Placemark")
            if kind in _FOLDERS:
                self._open_folder()
            return
        if kind == "Placemark":
            self.depth_of_placemark -= 1
            self._add(element)
            element.clear()
        elif kind == "name" and not self.depth_of_placemark:
            self.open[-1].name = (element.text or "").strip()[:200] or self.open[-1].name
        elif kind in _FOLDERS:
            self.open.pop()
            element.clear()
        elif not self.depth_of_placemark:
            element.clear()

    def _open_folder(self) -> None:
        """Begin a folder."""
        if len(self.layers) >= _MOST_FOLDERS:
            raise TooLargeError
        self.layers.append(Rows(self.layers[0].name))
        self.open.append(self.layers[-1])

    def _add(self, placemark: ET.Element) -> None:
        """Add one placemark."""
        self.rows += 1
        if self.rows > MOST_ROWS:
            raise TooLargeError
        self.open[-1].add(_shape(placemark), _attributes(placemark))


def _kind(element: ET.Element) -> str:
    """Give an element's name without its namespace."""
    return element.tag.rpartition("}")[2]


class _Cells(HTMLParser):
    """Takes a table of names and values out of a description, where programs put attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.row: list[str] = []
        self.found: dict[str, object] = {}

    @classmethod
    def pairs(cls, description: str) -> dict[str, object]:
        """Give what the rows of two cells say."""
        reader = cls()
        reader.feed(description[:_LONGEST_TABLE])
        return reader.found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Begin a row or a cell."""
        if tag == "tr":
            self.row = []
        elif tag in {"td", "th"}:
            self.row.append("")

    def handle_data(self, data: str) -> None:
        """Take the words of a cell."""
        if self.row:
            self.row[-1] += data

    def handle_endtag(self, tag: str) -> None:
        """End a row: one of two cells names a value."""
        if (
            tag == "tr"
            and len(self.row) == len(("name", "value"))
            and len(self.found) < _MOST_PAIRS
        ):
            name, value = (cell.strip() for cell in self.row)
            if name and name.casefold() not in {"name", "description"}:
                self.found[name] = value


def _attributes(placemark: ET.Element) -> dict[str, object]:
    """Read the name, the description and the data of a placemark."""
    found: dict[str, object] = {}
    for child in placemark:
        kind = _kind(child)
        if kind in {"name", "description"}:
            found[{"name": "Name"}.get(kind, kind)] = (child.text or "").strip()
    if "<td" in str(found.get("description", ""))[:_LONGEST_TABLE].lower():
        found = {**_Cells.pairs(str(found["description"])), **found}
    for child in placemark.iter():
        kind = _kind(child)
        if kind == "SimpleData":
            found[child.get("name", "")] = (child.text or "").strip()
        elif kind == "Data":
            values = [part.text or "" for part in child if _kind(part) == "value"]
            found[child.get("name", "")] = "".join(values).strip()
    return found


def _shape(placemark: ET.Element) -> shapely.Geometry | None:
    """Make the shape of a placemark's polygons, else of its lines or points; None without any."""
    parts = [_polygon(one) for one in placemark.iter() if _kind(one) == "Polygon"]
    parts = [part for part in parts if part is not None]
    if parts:
        return parts[0] if len(parts) == 1 else multipolygon(parts)
    lines = [_ring(one) for one in placemark.iter() if _kind(one) == "LineString"]
    lines = [line for line in lines if len(line) > 1]
    if lines:
        made = [shapely.LineString(line) for line in lines]
        return made[0] if len(made) == 1 else shapely.MultiLineString(made)
    points = [_ring(one) for one in placemark.iter() if _kind(one) == "Point"]
    places = [point[0] for point in points if len(point)]
    return shapely.Point(places[0]) if places else None


def _polygon(element: ET.Element) -> Any:  # noqa: ANN401 - a polygon or None
    """Make one polygon."""
    outer = [_ring(ring) for side in element if _kind(side) == "outerBoundaryIs" for ring in side]
    inner = [_ring(ring) for side in element if _kind(side) == "innerBoundaryIs" for ring in side]
    return polygon([*outer[:1], *inner]) if outer else None


def _ring(ring: ET.Element) -> NDArray[np.float64]:
    """Read the coordinates of a ring: longitude, latitude and perhaps a height each."""
    text = "".join(part.text or "" for part in ring if _kind(part) == "coordinates")
    # Some programs put blanks behind the commas.
    places = ",".join(number.strip() for number in text.split(",")).split()
    return np.array([place.split(",")[:2] for place in places], dtype=np.float64).reshape(-1, 2)
