"""A plan as a workbook and as layers for QGIS; no existing station has coordinates in either."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import pandas as pd
import xlsxwriter

from dxanalysis.exports.geopackage import new_geopackage
from dxanalysis.files import FIXED_DAY, as_plain_text, atomic_write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from xlsxwriter.worksheet import Worksheet

_A4: Final = 9
_WIDEST: Final = 60
_NARROWEST: Final = 10
_DIGITS: Final = {"_vnd": 0, "_pct": 2, "people_per_bn": 0, "km": 6}
"""Decimals of a column of a layer, by how its name ends."""


def write_sheets(sheets: Mapping[str, tuple[str, pd.DataFrame, str]], path: Path) -> None:
    """Write tables as the sheets of a workbook, with what has to be known above and below each.

    Parameters
    ----------
    sheets
        By the sheet's name: a line above the table (illustrative, what was asked), the table with
        headings for people, and a note below.
    path
        Where to. No text becomes a formula or a link; missing figures are empty.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    options = {"strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": False}
    whole = io.BytesIO()
    with xlsxwriter.Workbook(whole, options | {"in_memory": True}) as book:
        book.set_properties({"created": FIXED_DAY})
        forms: dict[str, Any] = {
            "head": book.add_format(
                {"bold": True, "text_wrap": True, "bottom": 1, "bg_color": "#1F3A4D",
                 "font_color": "white", "valign": "top"}
            ),
            "mark": book.add_format({"bold": True, "font_color": "#9c2f00"}),
            "count": book.add_format({"num_format": "#,##0.##", "valign": "top"}),
            "whole": book.add_format({"num_format": "#,##0", "valign": "top"}),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
            "note": book.add_format({"italic": True, "text_wrap": False}),
        }  # fmt: skip
        for name, (above, table, below) in sheets.items():
            _write_sheet(book.add_worksheet(name), forms, table, above=above, below=below)
    with atomic_write(path) as half:
        half.write_bytes(whole.getbuffer())


def _write_sheet(
    page: Worksheet, forms: Mapping[str, Any], table: pd.DataFrame, *, above: str, below: str
) -> None:
    """Write one table."""
    page.write_string(0, 0, str(as_plain_text(above)), forms["mark"])
    for column, heading in enumerate(table.columns):
        page.write_string(1, column, str(as_plain_text(str(heading))), forms["head"])
        texts = table.iloc[:, column].dropna().astype("str").str.len()
        width = min(max(int(texts.max() if len(texts) else 0), _NARROWEST), _WIDEST)
        page.set_column(column, column, width + 2)
    for row, values in enumerate(table.itertuples(index=False), start=2):
        for column, value in enumerate(values):
            if isinstance(value, str):
                page.write_string(row, column, str(as_plain_text(value)), forms["text"])
            elif not pd.isna(value):
                form = "whole" if float(value).is_integer() else "count"
                page.write_number(row, column, float(value), forms[form])
    if below:
        page.write_string(len(table) + 3, 0, str(as_plain_text(below)), forms["note"])
    page.freeze_panes(2, 1)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(1)


def write_layers(
    layers: Mapping[str, gpd.GeoDataFrame], tables: Mapping[str, pd.DataFrame], path: Path
) -> None:
    """Write layers and plain tables as one GeoPackage.

    Parameters
    ----------
    layers
        By name, EPSG:4326. An empty layer is left out.
    tables
        By name, without geometry.
    path
        Where to.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    with new_geopackage(path) as half:
        for name, layer in layers.items():
            if len(layer):
                _plain(layer).to_file(half, layer=name, driver="GPKG")
        for name, table in tables.items():
            bare = gpd.GeoDataFrame(_plain(table), geometry=[None] * len(table), crs=4326)
            bare.to_file(half, layer=name, driver="GPKG")


def _plain(table: Any) -> Any:  # noqa: ANN401 - with or without geometry
    """Give texts and numbers types that GDAL knows, and figures no digits that mean nothing."""
    made = table.copy()
    for column in made.columns:
        for ending, digits in _DIGITS.items():
            if str(column).endswith(ending):
                made[column] = made[column].round(digits)
        if str(made[column].dtype) == "boolean":
            made[column] = made[column].astype("object").map({True: "yes", False: "no"})
    return made
