"""Tables to xlsx, gpkg and csv, in which no text from a file can become a formula."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import geopandas as gpd
import pandas as pd
import xlsxwriter

from dxanalysis.analysis import GAP_COLUMNS
from dxanalysis.indicators import OPERATORS, indicators
from dxanalysis.lang import text

if TYPE_CHECKING:
    from pathlib import Path

    from dxanalysis.analysis import Analysis
    from dxanalysis.lang import Lang

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")

_GPKG_FIGURES: Final = (
    "numerator",
    "denominator",
    "rate_pct",
    "observed_pct",
    "target_pct",
    "gap_points",
    "gap_count",
)


def as_plain_text(value: object) -> object:
    """Keep a text from being taken for a formula by a spreadsheet.

    Parameters
    ----------
    value
        Anything; only texts are changed.

    Returns
    -------
    object
        A text that begins like a formula gets an apostrophe in front, as spreadsheets themselves
        mark plain text.

    Examples
    --------
    >>> as_plain_text("=1+1"), as_plain_text("Xã Bó Sinh"), as_plain_text(-3.5)
    ("'=1+1", 'Xã Bó Sinh', -3.5)
    """
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value


def write_csv(analysis: Analysis, path: Path) -> None:
    """Write ``gaps.csv``: one row per unit × indicator × operator.

    Parameters
    ----------
    analysis
        What to write.
    path
        Where to. UTF-8 with a byte-order mark, so that Excel shows Vietnamese letters; figures in
        full precision with a decimal point; missing figures are empty.
    """
    table = analysis.gaps[GAP_COLUMNS].copy()
    table["as_of"] = table["as_of"].dt.strftime("%Y-%m-%d")
    texts = table.select_dtypes(include=["object", "string"]).columns
    table[texts] = table[texts].map(as_plain_text)
    table.to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\r\n")


def read_csv(path: Path) -> pd.DataFrame:
    """Read a ``gaps.csv`` back.

    Parameters
    ----------
    path
        A file that :func:`write_csv` made.

    Returns
    -------
    pandas.DataFrame
        With the columns :data:`dxanalysis.analysis.GAP_COLUMNS`: codes as text, dates as dates.

    Raises
    ------
    ValueError
        If it is no such file.
    """
    table = pd.read_csv(path, dtype={"unit_code": "str"}, encoding="utf-8-sig")
    missing = [name for name in GAP_COLUMNS if name not in table]
    if missing:
        raise ValueError(", ".join(missing))
    return table.assign(as_of=pd.to_datetime(table["as_of"], format="%Y-%m-%d"))


def write_xlsx(analysis: Analysis, path: Path, *, lang: Lang) -> None:
    """Write ``gaps.xlsx``: one sheet a level, and one of notes, definitions and sources.

    Parameters
    ----------
    analysis
        What to write.
    path
        Where to.
    lang
        The language of headings and names.
    """
    options = {"strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": False}
    with xlsxwriter.Workbook(path, options) as book:
        for level in ("province", "district", "commune"):
            rows = analysis.gaps[analysis.gaps["level"] == level]
            _write_level(book, rows, sheet=text(f"exports.sheet_{level}", lang), lang=lang)
        _write_notes(book, analysis, lang=lang)


def _write_level(book: xlsxwriter.Workbook, rows: pd.DataFrame, *, sheet: str, lang: Lang) -> None:
    """Write the gaps of one level as a sheet with frozen headings and filters."""
    page = book.add_worksheet(sheet)
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    kinds = {
        "count": book.add_format({"num_format": "#,##0"}),
        "share": book.add_format({"num_format": "0.00"}),
        "date": book.add_format({"num_format": "d/m/yyyy"}),
    }
    names = {key: entry.name(lang) for key, entry in indicators().items()}
    for column, name in enumerate(GAP_COLUMNS):
        page.write_string(0, column, text(f"exports.column_{name}", lang), heading)
    for row, record in enumerate(rows[GAP_COLUMNS].to_dict("records"), start=1):
        record["indicator"] = names[str(record["indicator"])]
        record["operator"] = OPERATORS[str(record["operator"])][lang]
        for column, name in enumerate(GAP_COLUMNS):
            _write_cell(page, row, column, record[name], kinds.get(_KINDS.get(str(name), "")))
    page.freeze_panes(1, 2)
    page.autofilter(0, 0, max(len(rows), 1), len(GAP_COLUMNS) - 1)
    page.set_column(0, 0, 9)
    page.set_column(1, 1, 26)
    page.set_column(3, 3, 38)
    page.set_column(4, len(GAP_COLUMNS) - 1, 13)


_KINDS: Final = {
    "as_of": "date",
    "numerator": "count",
    "denominator": "count",
    "gap_count": "count",
    "rate_pct": "share",
    "observed_pct": "share",
    "target_pct": "share",
    "gap_points": "share",
}


def _write_cell(
    page: xlsxwriter.worksheet.Worksheet, row: int, column: int, value: object, form: object
) -> None:
    """Write one cell by what it is; a missing figure stays empty."""
    if isinstance(value, str):
        page.write_string(row, column, value)
    elif isinstance(value, bool):
        page.write_boolean(row, column, value)
    elif value is None or pd.isna(value):  # type: ignore[call-overload]
        page.write_blank(row, column, None)
    elif isinstance(value, pd.Timestamp):
        page.write_datetime(row, column, value.to_pydatetime(), form)
    else:
        page.write_number(row, column, float(value), form)  # type: ignore[arg-type]


def _write_notes(book: xlsxwriter.Workbook, analysis: Analysis, *, lang: Lang) -> None:
    """Write what a reader of the table alone has to know."""
    page = book.add_worksheet(text("exports.sheet_notes", lang))
    strong = book.add_format({"bold": True, "font_color": "#9c2f00"})
    lines: list[tuple[str, ...]] = []
    if analysis.is_illustrative:
        lines.append((text("pages.illustrative_long", lang),))
    if analysis.has_approximate_boundaries:
        lines.append((text("pages.approximate_long", lang),))
    marks = len(lines)
    lines += [(), (text("exports.how_to_read", lang),), ()]
    used = set(analysis.gaps["indicator"])
    lines += [
        (entry.name(lang), entry.definition(lang))
        for key, entry in indicators().items()
        if key in used
    ]
    lines.append(())
    lines += [
        (indicators()[target.indicator].name(lang), target.document, target.certainty)
        for target in analysis.workspace.targets.values()
    ]
    lines.append(())
    lines += [
        (str(record["path"]), f"sha256 {record['sha256']}", str(record["evidence"]))
        for record in analysis.inputs.to_dict("records")
    ]
    for row, line in enumerate(lines):
        for column, cell in enumerate(line):
            page.write_string(row, column, cell, strong if row < marks else None)
    page.set_column(0, 0, 46)
    page.set_column(1, 1, 90)


def write_gpkg(analysis: Analysis, path: Path) -> None:
    """Write ``gaps.gpkg`` for QGIS: layers of communes and districts, and the whole table.

    Parameters
    ----------
    analysis
        What to write.
    path
        Where to. Layers ``communes`` and ``districts`` in WGS 84 (EPSG:4326), one feature a unit,
        columns ``<indicator>_<figure>`` of any operator; table ``gaps`` without geometry, as in
        ``gaps.csv``. Where boundaries are approximate or figures illustrative, columns say so.
    """
    communes = analysis.communes[["unit_name", "district_code", "district_name", "geometry"]]
    districts = communes.dissolve("district_code", as_index=True)[["geometry"]]
    districts.insert(0, "unit_name", communes.groupby("district_code")["district_name"].first())
    for layer, shapes in {"communes": communes, "districts": districts}.items():
        figures = _wide(analysis.gaps)
        joined = shapes.rename_axis("unit_code").join(figures).reset_index()
        joined["illustrative"] = analysis.is_illustrative
        joined["approximate_boundaries"] = analysis.has_approximate_boundaries
        gpd.GeoDataFrame(joined, crs=communes.crs).to_file(path, layer=layer, driver="GPKG")
    table = analysis.gaps[GAP_COLUMNS].assign(
        as_of=analysis.gaps["as_of"].dt.strftime("%Y-%m-%d"),
        target_year=analysis.gaps["target_year"].astype("float64"),
    )
    gpd.GeoDataFrame(table, geometry=[None] * len(table), crs=communes.crs).to_file(
        path, layer="gaps", driver="GPKG"
    )


def _wide(gaps: pd.DataFrame) -> pd.DataFrame:
    """Spread the figures of any operator: one row a unit, one column a figure."""
    rows = gaps[(gaps["operator"] == "any")]
    wide = rows.pivot_table(
        index="unit_code", columns="indicator", values=list(_GPKG_FIGURES), aggfunc="last"
    )
    wide.columns = wide.columns.map(lambda pair: f"{pair[1]}_{pair[0]}")
    return wide[sorted(wide.columns)]
