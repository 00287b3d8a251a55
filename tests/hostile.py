"""Makes hostile files of many kinds: each breaks a reader that trusts what it is given."""

# ruff: noqa: E501, S608, ARG005 - payloads, a line each

from __future__ import annotations

import contextlib
import http.server
import json
import math
import os
import sqlite3
import struct
import threading
import zipfile
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import geopandas as gpd

ODS = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = " ".join(
    f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"'
    for n in ("office", "table", "text")
)
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LAYER_ENDINGS = (
    ".geojson",
    ".json",
    ".topojson",
    ".kml",
    ".gpkg",
    ".shp",
    ".parquet",
    ".zip",
    ".kmz",
)


@contextlib.contextmanager
def counting() -> Iterator[tuple[str, list[str]]]:
    """Serve an address and list what is asked of it."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_GET  # noqa: N815 - the name that the server asks for

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def documents(address: str, secret: Path) -> dict[str, str]:
    """Give documents that GDAL obeys: each names an address or another file."""
    point = {"type": "Point", "coordinates": [104, 21]}
    feature = {"type": "Feature", "properties": {"a": 1}, "geometry": point}
    vrt = "<OGRVRTDataSource><OGRVRTLayer name='a'><SrcDataSource>{}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
    link = {"type": "link", "properties": {"href": f"{address}/crs", "type": "proj4"}}
    steps = "gdal vector pipeline ! read {} ! write streamed"
    return {
        "vrt_http": vrt.format(f"/vsicurl/{address}/v.geojson"),
        "vrt_file": vrt.format(secret),
        "vrt_stdin": vrt.format("/vsistdin/"),
        "vrt_sql": vrt.format(secret).replace("</OGRVRTLayer>", "<SrcSQL>SELECT 1</SrcSQL></OGRVRTLayer>"),
        "raster_vrt": f"<VRTDataset><SourceFilename>{secret}</SourceFilename></VRTDataset>",
        "gdalg_file": json.dumps({"type": "gdal_streamed_alg", "command_line": steps.format(secret)}),
        "gdalg_http": json.dumps(
            {"type": "gdal_streamed_alg", "command_line": steps.format(f"/vsicurl/{address}/g")}
        ),
        "wfs": f"<OGRWFSDataSource><URL>{address}/wfs</URL></OGRWFSDataSource>",
        "wfs_caps": f'<WFS_Capabilities version="1.1.0"><OnlineResource xlink:href="{address}"/></WFS_Capabilities>',
        "oapif": json.dumps({"links": [{"rel": "data", "href": f"{address}/collections"}], "collections": []}),
        "csw": f"<OGRCSWDataSource><URL>{address}</URL></OGRCSWDataSource>",
        "csw_colon": f"CSW:{address}",
        "wfs_colon": f"WFS:{address}",
        "stac": json.dumps({"type": "FeatureCollection", "stac_version": "1.0.0", "features": [
            {**feature, "assets": {"a": {"href": f"{address}/a.tif"}}}]}),
        "tilejson": json.dumps({"tilejson": "2.2.0", "tiles": [f"{address}/{{z}}/{{x}}/{{y}}"], "vector_layers": []}),
        "crs_link": json.dumps({"type": "FeatureCollection", "crs": link, "features": [feature]}),
        "crs_name_http": json.dumps({"type": "FeatureCollection", "features": [feature], "crs": {
            "type": "name", "properties": {"name": f"{address}/crs"}}}),
        "crs_name_file": json.dumps({"type": "FeatureCollection", "features": [feature], "crs": {
            "type": "name", "properties": {"name": f"+init={secret}:1"}}}),
        "crs_grid": json.dumps({"type": "FeatureCollection", "features": [feature], "crs": {
            "type": "name", "properties": {"name": f"+proj=longlat +nadgrids={secret} +type=crs"}}}),
        "esri": json.dumps({"geometryType": "esriGeometryPolygon", "features": [{"geometry": {"rings": [[[0, 0], [1, 0], [1, 1]]]}}]}),
        "esri_service": json.dumps({"currentVersion": 10.9, "serviceUrl": address, "features": []}),
        "networklink": f"<kml><NetworkLink><Link><href>{address}/n.kml</href></Link></NetworkLink></kml>",
        "ground_overlay": f"<kml><GroundOverlay><Icon><href>{address}/i.png</href></Icon></GroundOverlay></kml>",
        "style_url": f"<kml><Placemark><styleUrl>{address}/s#a</styleUrl></Placemark></kml>",
        "schema_url": f"<kml><Placemark><ExtendedData schemaUrl='{address}/s'/></Placemark></kml>",
        "gml": f"<gml:FeatureCollection xsi:schemaLocation='a {address}/s.xsd'/>",
        "gml_xlink": f"<gml:FeatureCollection><a xlink:href='{address}/x'/></gml:FeatureCollection>",
        "gpx": f"<gpx><link href='{address}'/></gpx>",
        "georss": f"<rss><channel><link>{address}</link></channel></rss>",
        "xinclude": f"<kml xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='{secret}' parse='text'/></kml>",
        "xxe": f"<!DOCTYPE k [<!ENTITY a SYSTEM 'file://{secret}'>]><kml><name>&a;</name></kml>",
        "xxe_http": f"<!DOCTYPE k SYSTEM '{address}/k.dtd'><kml/>",
        "pi": f"<?xml-stylesheet href='{address}/s.xsl'?><kml/>",
        "mapml": f"<mapml-><link href='{address}'/></mapml->",
        "http_text": address,
        "vsicurl_text": f"/vsicurl/{address}/a.geojson",
    }  # fmt: skip


def shapes(base: gpd.GeoDataFrame) -> Iterator[tuple[str, gpd.GeoDataFrame]]:
    """Give layers whose shapes are no ground of anything."""
    random = np.random.default_rng(14)
    one = base.geometry.iloc[0]
    yield "all_alike", base.set_geometry([one] * len(base), crs=base.crs)
    flat = [shapely.Polygon([(104, 21), (104.1, 21.1), (104.2, 21.2)])] * len(base)
    yield "all_flat", base.set_geometry(flat, crs=base.crs)
    point = [shapely.Polygon([(104, 21)] * 4)] * len(base)
    yield "all_points", base.set_geometry(point, crs=base.crs)
    for count in (500, 2000, 20_000, 200_000):
        ring = random.uniform((103.5, 20.8), (104.5, 21.5), (count, 2))
        tangled = base.geometry.to_list()
        tangled[3] = shapely.Polygon(ring)
        yield f"tangled_{count}", base.set_geometry(tangled, crs=base.crs)
    dense = base.geometry.to_list()
    turn = np.linspace(0, 2 * math.pi, 150_001)[:-1]
    dense[3] = shapely.Polygon(np.column_stack([np.cos(turn), np.sin(turn)]) * 1e-3 + (104, 21))
    yield "dense", base.set_geometry(dense, crs=base.crs)
    for name, value in (("infinite", math.inf), ("beyond", 1e300)):
        wrong = base.geometry.to_list()
        wrong[3] = shapely.Polygon([(104, 21), (value, 21), (104, 22)])
        yield name, base.set_geometry(wrong, crs=base.crs)
    yield "world", base.set_geometry([shapely.box(-180, -90, 180, 90)] * len(base), crs=base.crs)
    holes = shapely.box(104, 21, 104.1, 21.1)
    many = [
        shapely.box(104 + x / 1e4, 21, 104 + x / 1e4 + 1e-5, 21.0001).exterior for x in range(999)
    ]
    yield (
        "holes",
        base.set_geometry([shapely.Polygon(holes.exterior, many)] * len(base), crs=base.crs),
    )


def topologies() -> dict[str, object]:
    """Give TopoJSON whose references multiply, point nowhere or go on for ever."""
    arcs = [[[104, 21], [105, 21], [105, 22]] * 70]
    many = {"type": "Polygon", "arcs": [[0] * 200_000]}
    start = {"type": "Topology", "arcs": arcs}
    return {
        "bomb": {
            **start,
            "objects": {"a": {"type": "GeometryCollection", "geometries": [many] * 40}},
        },
        "nowhere": {**start, "objects": {"a": {"type": "Polygon", "arcs": [[7]]}}},
        "backwards": {**start, "objects": {"a": {"type": "Polygon", "arcs": [[-9]]}}},
        "words": {**start, "objects": {"a": {"type": "Polygon", "arcs": "abc"}}},
        "scale": {**start, "transform": {"scale": "x"}, "objects": {}},
        "empty": {"type": "Topology", "arcs": [], "objects": {}},
    }


def jsons() -> dict[str, bytes]:
    """Give texts that are no sound JSON, or sound and absurd."""
    feature = b'{"type":"Feature","geometry":null,"properties":{'
    return {
        "deep": b'{"type":"FeatureCollection","features":' + b"[" * 100_000,
        "deep_properties": feature + b'"a":' + b"[" * 50_000 + b"]" * 50_000 + b"}}",
        "digits": feature + b'"a":' + b"9" * 10_000 + b"}}",
        "exponent": feature + b'"a":1e999999}}',
        "columns": feature + b",".join(b'"c%d":1' % n for n in range(20_000)) + b"}}",
        "surrogate": feature + rb'"a":"\ud800"}}',
        "cut_off": b'{"type":"FeatureCollection","features":[{"type":"Fe',
        "after_the_end": b'{"type":"FeatureCollection","features":[]} {}',
        "not_utf8": b'{"type":"FeatureCollection","name":"\xff\xfe","features":[]}',
        "nul": b'{"type":"FeatureCollection","name":"\x00","features":[]}',
        "list": b"[1, 2]",
        "blank": b" " * 1_000_000 + b"{",
        "features_number": b'{"type":"FeatureCollection","features":7}',
        "feature_list": b'{"type":"FeatureCollection","features":[[]]}',
        "coordinates_text": b'{"type":"Polygon","coordinates":"abc"}',
        "coordinates_object": b'{"type":"Polygon","coordinates":{"a":1}}',
        "ring_of_words": b'{"type":"Polygon","coordinates":[["a","b","c","d"]]}',
    }


def write_spreadsheets(folder: Path, *, heavy: bool = True) -> Iterator[Path]:
    """Write workbooks that claim, nest and multiply.

    ``heavy``: also those that take a second to be refused like others beside them.
    """
    cell = "<c r='A1'><v>1</v></c>"
    sheets = {
        "cells": f"<worksheet {MAIN}><sheetData>" + f"<row>{cell * 1000}</row>" * 700 + "</sheetData></worksheet>",
        "merges": f"<worksheet {MAIN}><sheetData/><mergeCells><mergeCell ref='A1:XFD1048576'/></mergeCells></worksheet>",
        "merge_reference": f"<worksheet {MAIN}><sheetData/><mergeCells><mergeCell ref='A1:XFD10&#52;8576'/></mergeCells></worksheet>",
        "merge_words": f"<worksheet {MAIN}><sheetData/><mergeCells><mergeCell ref='abc'/></mergeCells></worksheet>",
        "many_merges": f"<worksheet {MAIN}><sheetData/><mergeCells>" + "<mergeCell ref='A1:Z100'/>" * 30_000 + "</mergeCells></worksheet>",
        "unclosed": f"<worksheet {MAIN}><mergeCells>" + "<mergeCell " * 50_000,
        "links": f"<worksheet {MAIN}><sheetData/><hyperlinks><hyperlink ref='A1:XFD1048576'/></hyperlinks></worksheet>",
        "columns": f"<worksheet {MAIN}><cols>" + "<col min='1' max='16384' hidden='1'/>" * 600_000 + "</cols></worksheet>",
        "deep": f"<worksheet {MAIN}>" + "<a>" * 100_000,
        "attribute": f"<worksheet {MAIN} a='{'x' * 900_000}'/>",
        "laughs": "<!DOCTYPE a [<!ENTITY b 'ha'>]><worksheet>&b;</worksheet>",
        "not_xml": "<worksheet><<<",
    }  # fmt: skip
    for name, sheet in sheets.items():
        for part, encoding in (
            ("sheet1.xml", "utf-8"),
            ("sheet1.bin", "utf-8"),
            ("sheet1.xml", "utf-16"),
        )[: 3 if heavy or name not in {"cells", "columns"} else 1]:
            path = folder / f"{name}_{part[-3:]}_{encoding[-2:]}.xlsx"
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr("[Content_Types].xml", _types(part))
                archive.writestr("_rels/.rels", _relations("officeDocument", "xl/workbook.xml"))
                archive.writestr("xl/workbook.xml", _workbook(1))
                archive.writestr(
                    "xl/_rels/workbook.xml.rels", _relations("worksheet", f"worksheets/{part}")
                )
                archive.writestr(f"xl/worksheets/{part}", sheet.encode(encoding))
            yield path
    path = folder / "sheets.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _types("sheet1.xml"))
        archive.writestr("xl/workbook.xml", _workbook(20_000))
    yield path
    yield from _open_documents(folder, 2_500_000 if heavy else 150_000)
    for name, content in {
        "lines": b"\n" * 9_000_000, "wide": b"a;" * 40_000, "field": b'"' + b"x" * 9_000_000,
        "nul": b"a;b\n\x00;1\n", "odd_utf16": b"\xff\xfea\x00;", "half": "ab\ud800".encode("utf-8", "surrogatepass"),
        "empty": b"", "mark": b"\xef\xbb\xbf", "pdf": b"%PDF-1.7", "html": b"<html><table>",
    }.items():  # fmt: skip
        (path := folder / f"{name}.csv").write_bytes(content)
        yield path
    (path := folder / "ole.xls").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\xff" * 4000)
    yield path


def _open_documents(folder: Path, elements: int) -> Iterator[Path]:
    """Write OpenDocument workbooks; one of so many elements that mean nothing."""
    full = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'
    rows = '<table:table-row table:visibility="collapse" table:number-rows-repeated="1048576"/>'
    columns = (
        '<table:table-column table:visibility="collapse" table:number-columns-repeated="16384"/>'
    )
    many = ' table:number-columns-repeated="16384"'
    tables = {
        "hidden_rows": f"<table:table>{rows * 60}</table:table>",
        "hidden_columns": f"<table:table>{columns * 3000}</table:table>",
        "repeated": f'<table:table><table:table-row table:number-rows-repeated="1048576">{full.format(many, "a")}</table:table-row></table:table>',
        "long_text": f'<table:table><table:table-row table:number-rows-repeated="20">{full.format(many, "x" * 90_000)}</table:table-row></table:table>',
        "sheets": "<table:table/>" * 30_000,
        "nested": "<table:table>" * 20_000,
        "spans": "<table:table>" + "<table:table-row>" + '<table:table-cell table:number-columns-spanned="16384" table:number-rows-spanned="1048576"/>' * 9 + "</table:table-row></table:table>",
        "spaces": f'<table:table><table:table-row>{full.format("", chr(60) + "text:s text:c=" + chr(34) + "999999999" + chr(34) + "/>")}</table:table-row></table:table>',
        "entity": "<!DOCTYPE a><table:table/>",
        "elements": "<c/>" * elements,
    }  # fmt: skip
    for name, table in tables.items():
        for encoding in ("utf-8", "utf-16"):
            path = folder / f"{name}_{encoding[-2:]}.ods"
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr("mimetype", ODS)
                archive.writestr("content.xml", f"<a {NAMES}>{table}</a>".encode(encoding))
            yield path


def _types(part: str) -> str:
    """Write the list of content types of a workbook."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/{part}" ContentType="{kind}.worksheet+xml"/></Types>'
    )


def _relations(kind: str, target: str) -> str:
    """Write the relations of a part."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{office}/{kind}" Target="{target}"/></Relationships>'
    )


def _workbook(sheets: int) -> str:
    """Write the list of sheets."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    listed = "".join(
        f'<sheet name="S{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, sheets + 1)
    )
    return f'<workbook {MAIN} xmlns:r="{office}"><sheets>{listed}</sheets></workbook>'


def write_geopackages(folder: Path, base: gpd.GeoDataFrame) -> Iterator[Path]:
    """Write GeoPackages that compute, reach out or lie."""
    endless = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x AS fid, NULL AS geom FROM c"
    changes: dict[str, Callable[[sqlite3.Connection, str], object]] = {
        "view": lambda c, t: _instead(c, t, f"CREATE VIEW {t} AS {endless}"),
        "view_wide": lambda c, t: _instead(c, t, f"CREATE VIEW {t} AS SELECT randomblob(100000000) AS geom"),
        "generated": lambda c, t: c.execute(f"ALTER TABLE {t} ADD COLUMN g AS (hex(zeroblob(100000000)))"),
        "trigger": lambda c, t: c.execute(f"CREATE TRIGGER tr AFTER INSERT ON {t} BEGIN DELETE FROM {t}; END"),
        "unlisted": lambda c, t: c.execute("DELETE FROM gpkg_contents"),
        "no_systems": lambda c, t: c.execute("DELETE FROM gpkg_spatial_ref_sys"),
        "shapes_text": lambda c, t: c.execute(f"UPDATE {t} SET geom = 'abc'"),
        "shapes_short": lambda c, t: c.execute(f"UPDATE {t} SET geom = x'4750'"),
        "shapes_wkb": lambda c, t: c.execute(f"UPDATE {t} SET geom = x'4750000100000000'  || x'0106000000ffffff7f'"),
        "name_quote": lambda c, t: c.execute("UPDATE gpkg_geometry_columns SET table_name = 'a\"; DROP TABLE x; --'"),
        "system_grid": lambda c, t: c.execute("UPDATE gpkg_spatial_ref_sys SET organization='x', definition='+proj=longlat +nadgrids=/etc/passwd'"),
    }  # fmt: skip
    for name, change in changes.items():
        path = folder / f"{name}.gpkg"
        base.to_file(path, layer="xa")
        connection = sqlite3.connect(path)
        for (trigger,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type='trigger'"
        ).fetchall():
            connection.execute(f'DROP TRIGGER "{trigger}"')
        change(connection, "xa")
        connection.commit()
        connection.close()
        yield path


def _instead(connection: sqlite3.Connection, table: str, view: str) -> None:
    """Put a view in the place of a table."""
    connection.execute(f"ALTER TABLE {table} RENAME TO old")
    connection.execute(view)
    connection.execute("UPDATE gpkg_contents SET table_name = ?", (table,))
    connection.execute("UPDATE gpkg_geometry_columns SET table_name = ?", (table,))


_HEAVY = {"tangled_20000", "tangled_200000", "holes"}


def write_layers(
    folder: Path, base: gpd.GeoDataFrame, address: str, secret: Path, *, heavy: bool = True
) -> Iterator[Path]:
    """Write layers of every kind that are none, or reach out, or are nonsense.

    ``heavy``: also those that take seconds to be refused.
    """
    every = (".geojson", ".kml", ".zip", ".json", ".topojson", ".kmz")
    for number, (name, text) in enumerate(documents(address, secret).items()):
        for ending in every if number < 4 else every[:3]:
            path = folder / f"{name}{ending}"
            if ending in {".zip", ".kmz"}:
                with zipfile.ZipFile(path, "w") as archive:
                    archive.writestr("doc.kml" if ending == ".kmz" else "a.geojson", text)
            else:
                path.write_text(text, encoding="utf-8")
            yield path
    for name, layer in shapes(base):
        if not heavy and name in _HEAVY:
            continue
        (path := folder / f"{name}.geojson").write_text(_plain_json(layer), encoding="utf-8")
        yield path
    for name, held in topologies().items():
        (path := folder / f"{name}.topojson").write_text(json.dumps(held), encoding="utf-8")
        yield path
    for name, content in jsons().items():
        (path := folder / f"{name}.geojson").write_bytes(content)
        yield path
    (path := folder / "comments.kml").write_text("<!-- a -->" * 100_000 + "<kml>", encoding="utf-8")
    yield path
    yield from write_geopackages(folder, base)
    head = struct.pack(">7i4i8d", 9994, 0, 0, 0, 0, 0, 2**30, 1000, 5, 0, 0, *[0.0] * 8)[:100]
    for name, content in {"huge": head, "vrt": head[:4] + b"<OGRVRTDataSource" + head[21:]}.items():
        (path := folder / f"{name}.shp").write_bytes(content)
        yield path
    for ending in LAYER_ENDINGS:
        (path := folder / f"nothing{ending}").write_bytes(b"")
        yield path


def _plain_json(layer: gpd.GeoDataFrame) -> str:
    """Write a layer whatever its coordinates are: the usual writers refuse what is no number."""
    features: list[dict[str, Any]] = [
        {
            "type": "Feature",
            "properties": {"unit_code": row.unit_code, "unit_name": row.unit_name},
            "geometry": {"type": "Polygon", "coordinates": [
                shapely.get_coordinates(ring).tolist() for ring in shapely.get_rings(row.geometry)]},
        }
        for row in layer.explode().itertuples()
    ]  # fmt: skip
    return json.dumps({"type": "FeatureCollection", "features": features})


def write_special(folder: Path) -> Iterator[Path]:
    """Make what is no regular file, and names that are none."""
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "fifo.xlsx")
        os.mkfifo(folder / "fifo.geojson")
    (folder / "folder.xlsx").mkdir()
    (folder / "folder.gpkg").mkdir()
    (folder / "loop.csv").symlink_to("loop.csv")
    (folder / "device.csv").symlink_to("/dev/zero")
    (folder / "memory.xlsx").symlink_to("/proc/self/mem")
    yield from sorted(folder.iterdir())
    yield folder / ("x" * 5000)
    yield folder / "nul\0.csv"
    yield folder / "line\nfeed.csv"
