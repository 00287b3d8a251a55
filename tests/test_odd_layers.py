"""Layers of boundaries as offices export them: legacy encodings, several layers, no system."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING

import geopandas as gpd
import pytest

from dxanalysis import units
from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources.boundaries import read_boundaries
from dxanalysis.vietnamese import _TCVN3

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from dxanalysis.sources.boundaries import BoundaryReading

UNITS = units.load_units(province="14")
TONES = "\u0300\u0301\u0303\u0309\u0323"
TO_TCVN3 = {letter: code for code, letter in _TCVN3.items()}


def cp1258(text: str) -> bytes:
    """Encode as Windows does: each tone after its vowel."""
    parts = []
    for letter in text:
        apart = unicodedata.normalize("NFD", letter)
        tones = "".join(mark for mark in apart if mark in TONES)
        vowel = unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in TONES))
        parts.append(vowel + tones)
    return "".join(parts).encode("cp1258")


def tcvn3(text: str) -> bytes:
    """Encode as typed with a font such as .VnTime; it has small letters only."""
    small = text.lower()
    return "".join(chr(TO_TCVN3[x]) if x in TO_TCVN3 else x for x in small).encode("latin-1")


def utf8(text: str) -> bytes:
    return text.encode()


@pytest.fixture(scope="module")
def layer(son_la: Path) -> gpd.GeoDataFrame:
    drawn = gpd.read_file(son_la / "boundaries.geojson")
    return drawn.assign(ten_xa=drawn["unit_code"].map(UNITS["unit_name"]))[["ten_xa", "geometry"]]


def reading(path: Path) -> BoundaryReading:
    return read_boundaries(path, units=UNITS, province="14", vintage="2025-07")


@pytest.mark.parametrize("encode", [utf8, cp1258, tcvn3])
@pytest.mark.parametrize("declared", ["", "UTF-8", "ISO-8859-1"])
def test_names_are_read_whatever_the_file_says_of_its_encoding(
    encode: Callable[[str], bytes], declared: str, layer: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    written = layer.assign(ten_xa=[encode(name).decode("latin-1") for name in layer["ten_xa"]])
    written.to_file(tmp_path / "xa.shp", encoding="ISO-8859-1")
    (tmp_path / "xa.cpg").unlink(missing_ok=True)
    if declared:
        (tmp_path / "xa.cpg").write_text(declared)
    assert reading(tmp_path / "xa.shp").joined == 75


def test_of_several_layers_the_one_that_matches_is_taken(
    layer: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    path = tmp_path / "ranh-gioi.gpkg"
    layer.dissolve().to_file(path, layer="a_tinh")
    layer[:40].to_file(path, layer="b_mot_phan")
    layer.to_file(path, layer="c_xa")
    found = reading(path)
    assert found.joined == 75
    assert found.findings.query("rule == 'several_layers'")["value"].tolist() == ["c_xa"]


def test_a_projected_geojson_without_a_system_says_so(
    layer: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    content = json.loads(layer.to_crs(3405).to_json(drop_id=True))
    content.pop("crs", None)
    (tmp_path / "xa.geojson").write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(FileUnreadableError) as raised:
        reading(tmp_path / "xa.geojson")
    assert "không ghi hệ tọa độ" in raised.value.sentence("vi")
