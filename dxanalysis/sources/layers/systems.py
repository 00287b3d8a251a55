"""Coordinate systems as files name them, read without following anything.

The text of a system can name files (grids of shifts, initialisation files) and addresses; PROJ
would open them. Such a text is taken for none, and where the layer lies then shows in its units.
"""

from __future__ import annotations

import re
from typing import Final

import pyproj
import pyproj.exceptions

_LONGEST: Final = 50_000
_NAMES_FILES: Final = re.compile(
    r"grids|\+init|proj_?pipeline|\+proj=(?:pipeline|deformation|tinshift|defmodel)|\bfile=|"
    r"parameterfile|\bfile\b|https?:|\.(?:gsb|gtx|tif|json|dat)\b",
    re.IGNORECASE,
)
_CODE: Final = re.compile(
    r"(?:urn:(?:x-)?ogc:def:crs:|https?://www\.opengis\.net/def/crs/)?"
    r"(EPSG|ESRI|OGC)[:/](?:[\d.]*[:/])?(\d{3,6}|CRS84h?)",
    re.IGNORECASE,
)
_WGS84: Final = 4326


def from_name(name: object) -> pyproj.CRS | None:
    """Read the name of a system: ``EPSG:9206``, ``urn:ogc:def:crs:OGC:1.3:CRS84``.

    Parameters
    ----------
    name
        What stands in the file.

    Returns
    -------
    pyproj.CRS or None
        None where the name is none that is known by itself.

    Examples
    --------
    >>> from_name("urn:ogc:def:crs:EPSG::9206").to_epsg(), from_name("/etc/passwd")
    (9206, None)
    """
    found = _CODE.fullmatch(name.strip()) if isinstance(name, str) else None
    if found is None:
        return None
    authority, code = found[1].upper(), found[2].upper()
    if authority == "OGC" or code.startswith("CRS84"):
        return pyproj.CRS.from_epsg(_WGS84) if code.startswith("CRS84") else None
    return from_code(authority, code)


def from_code(authority: str, code: object) -> pyproj.CRS | None:
    """Look up a system by its authority's code; None where there is none."""
    try:
        return pyproj.CRS.from_authority(authority, str(code))
    except pyproj.exceptions.CRSError:
        return None


def from_wkt(text: object) -> pyproj.CRS | None:
    """Read a system written as WKT.

    Parameters
    ----------
    text
        What stands in the file.

    Returns
    -------
    pyproj.CRS or None
        None where it is no WKT, or names a file.
    """
    if not is_plain(text):
        return None
    try:
        return pyproj.CRS.from_wkt(str(text))
    except pyproj.exceptions.CRSError:
        return None


def is_plain(text: object) -> bool:
    """Tell whether the text of a system is one and names nothing to be opened.

    Parameters
    ----------
    text
        WKT or PROJJSON.

    Returns
    -------
    bool
        False for anything that is no text, is too long, or names files.
    """
    return isinstance(text, str) and 0 < len(text) <= _LONGEST and not _NAMES_FILES.search(text)
