"""More kinds of hostile files: parts of a workbook, borders and lists that multiply."""

# ruff: noqa: E501 - payloads, a line each

from __future__ import annotations

import json
import sqlite3
import zipfile
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from tests.hostile import MAIN, NAMES, ODS, _plain_json, _relations, _types, _workbook

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import geopandas as gpd

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def write_variations(
    folder: Path, base: gpd.GeoDataFrame, *, size: int = 1_500_000
) -> Iterator[Path]:
    """Write workbooks, tables and layers, those that multiply with so many elements."""
    yield from _workbooks(folder, size)
    yield from _open_documents(folder, size)
    yield from _texts(folder, size)
    yield from _borders(folder, base, size)
    yield from _lists(folder, base, size)


def write_workbook(
    path: Path,
    sheet: str,
    *,
    workbook: str = "",
    parts: Mapping[str, str] | None = None,
    types: str = "",
    beside: str = "",
) -> Path:
    """Write a workbook of one sheet, and whatever other parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml", _types("sheet1.xml").replace("</Types>", f"{types}</Types>")
        )
        archive.writestr("_rels/.rels", _relations("officeDocument", "xl/workbook.xml"))
        archive.writestr("xl/workbook.xml", workbook or _workbook(1))
        archive.writestr(
            "xl/_rels/workbook.xml.rels", _relations("worksheet", "worksheets/sheet1.xml")
        )
        archive.writestr("xl/worksheets/_rels/sheet1.xml.rels", beside or _relations("a", "b"))
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
    return path


def _sheet(after: str = "", rows: str = "") -> str:
    return f"<worksheet {MAIN}><sheetData>{rows}</sheetData>{after}</worksheet>"


def _with_names(name: str, text: str, times: int) -> str:
    names = f"<definedName name='{name}' localSheetId='0'>{text}</definedName>" * times
    return _workbook(1).replace("</workbook>", f"<definedNames>{names}</definedNames></workbook>")


def sheets_of(size: int) -> dict[str, str]:
    """Give sheets whose rows, rules and lists multiply."""
    rule = "<cfRule type='expression' priority='1'><formula>1</formula></cfRule>"
    many_cells = "A1 " * 33_000
    shared = "<row>" + "<c><f t='shared' si='0'/></c>" * 1000 + "</row>"
    master = f"<row><c><f t='shared' si='0' ref='A1:Z99'>{'+'.join(['A1'] * 10_000)}</f></c></row>"
    return {
        "validations": _sheet("<dataValidations>" + "<dataValidation sqref='A1'/>" * size + "</dataValidations>"),
        "validation_cells": _sheet("<dataValidations>" + f"<dataValidation sqref='{many_cells}'/>" * (size // 1000) + "</dataValidations>"),
        "formatting": _sheet(f"<conditionalFormatting sqref='A1'>{rule}</conditionalFormatting>" * (size // 3)),
        "formatting_cells": _sheet(f"<conditionalFormatting sqref='{many_cells}'>{rule}</conditionalFormatting>" * (size // 1000)),
        "filters": _sheet("<autoFilter ref='A1:B2'><filterColumn colId='0'><filters>" + "<filter val='1'/>" * size + "</filters></filterColumn></autoFilter>"),
        "breaks": _sheet("<rowBreaks>" + "<brk id='1'/>" * size + "</rowBreaks>"),
        "scenarios": _sheet("<scenarios>" + "<scenario name='a'/>" * size + "</scenarios>"),
        "hidden_row_objects": _sheet(rows="".join(f"<row r='{n}' hidden='1'/>" for n in range(1, min(size, 1_048_576)))),
        "empty_rows": _sheet(rows="<row/>" * size),
        "beyond": _sheet(rows="<row r='99999999'><c r='A99999999' t='str'><v>x</v></c></row>"),
        "corner": _sheet(rows="<row r='1048576'><c r='XFD1048576' t='str'><v>x</v></c></row>"),
        "negative_row": _sheet(rows="<row r='-5'><c><v>1</v></c></row>"),
        "shared_formula": _sheet(rows=master + shared * (size // 5000)),
        "rich_text": _sheet(rows="<row><c t='inlineStr'><is>" + "<r><rPr><b/></rPr><t>a</t></r>" * (size // 3) + "</is></c></row>"),
        "long_numbers": _sheet(rows=f"<row>{('<c><v>' + '9' * 4000 + '</v></c>') * 100}</row>" * (size // 5000)),
        "odd_numbers": _sheet(rows="<row>" + "".join(f"<c><v>{v}</v></c>" for v in ("1e999", "nan", "9" * 5000, "1_0")) + "</row>"),
        "odd_dates": _sheet(rows="<row>" + "".join(f"<c t='d'><v>{v}</v></c>" for v in ("9999-99-99", "-1", "x" * 999)) + "</row>"),
    }  # fmt: skip


def _workbooks(folder: Path, size: int) -> Iterator[Path]:
    """Write workbooks."""
    for name, sheet in sheets_of(size).items():
        yield write_workbook(folder / f"{name}.xlsx", sheet)
    full = f"<row>{'<c><v>1</v></c>' * 1000}</row>" * 100
    yield write_workbook(folder / "one_part.xlsx", _sheet(rows=full), workbook=_workbook(900))
    for kind in ("Print_Titles", "Print_Area"):
        for name, text in {"quotes": "'", "letters": "A", "cells": "$A$1,"}.items():
            book = _with_names(f"_xlnm.{kind}", text * 100_000, 1)
            yield write_workbook(folder / f"{kind}_{name}.xlsx", _sheet(), workbook=book)
    book = _with_names("a", "A!$A$1", size)
    yield write_workbook(folder / "names.xlsx", _sheet(), workbook=book)
    styles = {
        "fonts": "<fonts>" + "<font><sz val='1'/></font>" * (size // 2) + "</fonts>",
        "forms": "<cellXfs>" + "<xf numFmtId='0'/>" * size + "</cellXfs>",
        "rules": "<dxfs>" + "<dxf><font><b/></font></dxf>" * (size // 3) + "</dxfs>",
        "number_format": f"<numFmts><numFmt numFmtId='200' formatCode='{'[$' * 45_000}'/></numFmts><cellXfs><xf numFmtId='200'/></cellXfs>",
    }  # fmt: skip
    for name, inside in styles.items():
        parts = {"xl/styles.xml": f"<styleSheet {MAIN}>{inside}</styleSheet>"}
        types = f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>'
        yield write_workbook(folder / f"style_{name}.xlsx", _sheet(), parts=parts, types=types)
    yield from _parts_beside(folder, size)


def _parts_beside(folder: Path, size: int) -> Iterator[Path]:
    """Write workbooks with comments, pictures, tables and pivot tables beside a sheet."""
    comments = "".join(f"<comment ref='A{n}' authorId='0'/>" for n in range(1, size))
    drawing = f"<drawing r:id='rId1' xmlns:r='{_OFFICE}'/>"
    space = 'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
    anchors = f"<xdr:wsDr {space}>" + "<xdr:oneCellAnchor/>" * size + "</xdr:wsDr>"
    for name, kind, part, content, after in (
        ("comments", "comments", "comments1.xml", f"<comments {MAIN}><commentList>{comments}</commentList></comments>", ""),
        ("pictures", "drawing", "drawing1.xml", anchors, drawing),
        ("picture_above", "drawing", "../../../../etc/passwd", "", drawing),
        ("pivot", "pivotTable", "pivot.xml", f"<pivotTableDefinition {MAIN}/>", ""),
        ("table", "table", "table.xml", f"<table {MAIN}>" + "<tableColumn id='1' name='a'/>" * size + "</table>", f"<tableParts><tablePart r:id='rId1' xmlns:r='{_OFFICE}'/></tableParts>"),
    ):  # fmt: skip
        beside = _relations(kind, f"../{part}")
        held = {f"xl/{part}": content} if content else {}
        path = folder / f"{name}.xlsx"
        yield write_workbook(path, _sheet(after), parts=held, beside=beside)


def _open_documents(folder: Path, size: int) -> Iterator[Path]:
    """Write OpenDocument workbooks."""
    cell = '<table:table-cell office:value-type="string"{}>{}</table:table-cell>'
    one = f"<table:table-row>{cell.format('', '<text:p>a</text:p>')}</table:table-row>"
    rows = '<table:table-row table:visibility="collapse" table:number-rows-repeated="{}"/>'
    columns = (
        '<table:table-column table:visibility="collapse" table:number-columns-repeated="1048576"/>'
    )
    spans = f"<text:p>{'<text:span/>' * 5000}</text:p>"
    wide = cell.format(' table:number-columns-repeated="1000"', spans)
    tables = {
        "rows_far_down": rows.format(1_048_576) * 60 + one,
        "columns_far_right": columns * 60 + "<table:table-row>" + '<table:table-cell table:number-columns-repeated="1048576"/>' * 60 + cell.format("", "<text:p>a</text:p>") + "</table:table-row>",
        "spans_repeated": f'<table:table-row table:number-rows-repeated="{size // 4000}">{wide}</table:table-row>',
        "tabs": f"<table:table-row>{cell.format('', '<text:p>' + '<text:tab/>' * size + '</text:p>')}</table:table-row>",
        "spans_deep": f"<table:table-row>{cell.format('', '<text:p>' + '<text:span>' * 50_000 + '</text:span>' * 50_000 + '</text:p>')}</table:table-row>",
    }  # fmt: skip
    tables = {name: f"<table:table>{table}</table:table>" for name, table in tables.items()}
    last = f"<table:table>{rows.format(1_048_575)}{one}</table:table>"
    for name, table in {**tables, "hidden_in_all": last * 60}.items():
        path = folder / f"{name}.ods"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("mimetype", ODS)
            archive.writestr("content.xml", f"<a {NAMES}>{table}</a>")
        yield path


def _texts(folder: Path, size: int) -> Iterator[Path]:
    """Write tables of text."""
    for name, content in {
        "one_line": b"a" * (30 * size), "marks": b";" * (30 * size), "quotes": b'"' * (30 * size),
        "lines_of_marks": (b";" * 16_000 + b"\n") * (size // 500), "returns": b"\r" * (10 * size),
        "wide_letters": ("😀" * 20_000 + "\n").encode() * (size // 3000),
        "high_bytes": (bytes(range(128, 256)) * 200 + b";1\n") * (size // 1000),
        "four_bytes": "Tên xã;Dân số\n".encode("utf-32"), "mark_nul": b"sep=\x00\nTen;a\n",
        "marks_on_letter": ("a" + "\u0301" * 90_000 + ";1\n").encode() * (size // 30_000),
    }.items():  # fmt: skip
        (path := folder / f"{name}.csv").write_bytes(content)
        yield path


def strips(count: int, *, upright: bool = False, side: float = 0.1) -> list[shapely.Polygon]:
    """Give strips side by side over a square; upright and lying ones cross each other."""
    edges = [(place * side / count, (place + 0.5) * side / count) for place in range(count)]
    return [
        shapely.box(104 + first, 21, 104 + last, 21 + side)
        if upright
        else shapely.box(104, 21 + first, 104 + side, 21 + last)
        for first, last in edges
    ]


def comb(teeth: int, *, upright: bool, side: float = 0.1) -> shapely.Polygon:
    """Give a sound polygon with long teeth."""
    width = side / teeth
    points = [
        point
        for left in np.arange(teeth) * width
        for point in (
            (left, 0.0),
            (left, side * 0.95),
            (left + width / 2, side * 0.95),
            (left + width / 2, 0.0),
        )
    ]
    corners = np.array([*points, (side, 0.0), (side, -0.001), (0.0, -0.001)])
    return shapely.Polygon((corners if upright else corners[:, ::-1]) + (104, 21))


def borders(base: gpd.GeoDataFrame, count: int) -> Iterator[tuple[str, gpd.GeoDataFrame, set[str]]]:
    """Give layers whose borders cross everywhere, and the units of which that is so."""
    codes = base["unit_code"].tolist()
    plain = base.geometry.to_list()
    both = strips(count) + strips(count, upright=True)
    parts = [*plain[:3], shapely.MultiPolygon(both), *plain[4:]]
    yield "crossing_parts", base.set_geometry(parts, crs=base.crs), {codes[3]}
    square = shapely.box(103.99, 20.99, 104.11, 21.11)
    holes = shapely.Polygon(square.exterior, [strip.exterior for strip in both])
    pierced = [*plain[:3], holes, *plain[4:]]
    yield "crossing_holes", base.set_geometry(pierced, crs=base.crs), {codes[3]}
    combs = [comb(count, upright=True), comb(count, upright=False)]
    crossed = [*plain[:3], *combs, *plain[5:]]
    yield "crossing_units", base.set_geometry(crossed, crs=base.crs), {codes[3], codes[4]}


def _borders(folder: Path, base: gpd.GeoDataFrame, size: int) -> Iterator[Path]:
    """Write such layers."""
    for name, layer, _ in borders(base, size // 1500):
        (path := folder / f"{name}.geojson").write_text(_plain_json(layer), encoding="utf-8")
        yield path


def _lists(folder: Path, base: gpd.GeoDataFrame, size: int) -> Iterator[Path]:
    """Write layers whose lists multiply."""
    feature: dict[str, Any] = {"type": "Feature", "properties": {}, "geometry": None}
    polygon = '{"type":"Polygon","coordinates":['
    for name, text in {
        "empty_features": '{"type":"FeatureCollection","features":[' + ",".join(["{}"] * size) + "]}",
        "rings": polygon + ",".join(["[[0,0],[1,0],[1,1],[0,0]]"] * size) + "]}",
        "points": '{"type":"MultiPoint","coordinates":[' + ",".join(["[1,2]"] * (3 * size)) + "]}",
        "nested": polygon + "[" * 500 + "]" * 500 + "]}",
        "twice": json.dumps({"type": "FeatureCollection", "features": [feature]})[:-1] + ',"features":[]}',
        "no_number": polygon + "[[1" + "0" * 400 + ",2],[1,1],[2,2]]]}",
    }.items():  # fmt: skip
        (path := folder / f"{name}.geojson").write_text(text)
        yield path
    one = {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "arcs": [[0]]}] * 1000}
    objects = {f"o{place}": one for place in range(size // 1500)}
    arcs = [[[104, 21], [105, 21], [105, 22], [104, 21]]]
    (path := folder / "objects.topojson").write_text(
        json.dumps({"type": "Topology", "arcs": arcs, "objects": objects})
    )
    yield path
    for name, inside in {
        "names": "<Placemark>" + "<name>a</name>" * (size // 7) + "</Placemark>",
        "marks_in_marks": "<Placemark>" * 20_000 + "</Placemark>" * 20_000,
        "elements": "<a/>" * (8 * size),
        "commas": "<Placemark><Polygon><outerBoundaryIs><LinearRing><coordinates>" + "," * (10 * size) + "</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>",
    }.items():  # fmt: skip
        (path := folder / f"{name}.kml").write_text(f"<kml><Document>{inside}</Document></kml>")
        yield path
    yield write_listed_again(folder / "listed_again.gpkg", base, rows=size // 15)


def write_listed_again(path: Path, base: gpd.GeoDataFrame, *, rows: int) -> Path:
    """Write a GeoPackage that lists one table two hundred times, with so many further rows."""
    base.to_file(path, layer="xa")
    connection = sqlite3.connect(path)
    run = connection.execute
    for (trigger,) in run("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        run(f'DROP TRIGGER "{trigger}"')
    run(
        "INSERT INTO xa (geom, unit_code, unit_name) WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL"
        " SELECT x + 1 FROM n WHERE x < ?) SELECT (SELECT geom FROM xa LIMIT 1), '', '' FROM n",
        (rows,),
    )
    listed: list[tuple[object, ...]] = run("SELECT * FROM gpkg_geometry_columns").fetchall()
    run("DROP TABLE gpkg_geometry_columns")
    run("CREATE TABLE gpkg_geometry_columns (table_name, column_name, kind, srs_id, z, m)")
    connection.executemany("INSERT INTO gpkg_geometry_columns VALUES (?,?,?,?,?,?)", listed * 200)
    connection.commit()
    connection.close()
    return path
