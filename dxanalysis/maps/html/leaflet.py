"""Leaflet's own files, from the package XStatic-Leaflet, prepared for inlining in a page."""

from __future__ import annotations

import base64
import functools
import re
from importlib import resources
from typing import Final

from dxanalysis.errors import OutputError

_IMAGES: Final = {
    "iconUrl": "marker-icon.png",
    "iconRetinaUrl": "marker-icon-2x.png",
    "shadowUrl": "marker-shadow.png",
}


def _read(name: str) -> bytes:
    """Read one file of the package."""
    try:
        return (resources.files("xstatic.pkg.leaflet") / "data" / name).read_bytes()
    except (ImportError, OSError):
        raise OutputError("map.no_leaflet", where=f"xstatic/pkg/leaflet/data/{name}") from None


@functools.cache
def script() -> str:
    """Give Leaflet's JavaScript, its licence notice kept, the pointer to its source map removed."""
    text = _read("leaflet.js").decode("utf-8")
    return re.sub(r"\n?//# sourceMappingURL=.*", "", text).strip()


@functools.cache
def style() -> str:
    """Give Leaflet's style sheet without the images that it would ask for."""
    text = _read("leaflet.css").decode("utf-8")
    text = re.sub(r"[^;{}]*url\([^)]*\)\s*;", "", text)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return re.sub(r"\s+", " ", text).strip()


@functools.cache
def marker_images() -> str:
    """Give JavaScript that puts Leaflet's marker images, as data, where markers look for them."""
    options = ",".join(f'{key}:"{_data_uri(name)}"' for key, name in _IMAGES.items())
    return (
        f"delete L.Icon.Default.prototype._getIconUrl;L.Icon.Default.mergeOptions({{{options}}});"
    )


def _data_uri(name: str) -> str:
    """Write one image as a data URI."""
    image = base64.b64encode(_read(f"images/{name}")).decode("ascii")
    return f"data:image/png;base64,{image}"
