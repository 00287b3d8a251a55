"""Tables to xlsx, gpkg and csv, in which no text from a file can become a formula."""

from __future__ import annotations

import io
import math
from typing import IO, TYPE_CHECKING, Any, Final, cast

import geopandas as gpd
import pandas as pd
import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from dxanalysis import palette
from dxanalysis.analysis import GAP_COLUMNS, HEADLINE, LEVELS
from dxanalysis.citations import cite
from dxanalysis.exports.geopackage import new_geopackage
from dxanalysis.exports.qgis import Style, add_styles
from dxanalysis.files import FIXED_DAY, as_plain_text, atomic_write
from dxanalysis.indicators import OPERATORS, indicators
from dxanalysis.lang import LANGUAGES, date, text, text_or
from dxanalysis.rates import ANY
from dxanalysis.snapshot import KEY

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from xlsxwriter.worksheet import Worksheet

    from dxanalysis.analysis import Analysis
    from dxanalysis.lang import Lang

_A4: Final = 9
_NOTES: Final = (44, 110)
"""Widths of the columns of the sheet of notes, in characters."""
_LINE_HEIGHT: Final = 15.5
_MARK: Final = "#9c2f00"

_DATES: Final = ("as_of", "as_of_oldest")

_GPKG_FIGURES: Final = (
    "as_of",
    "numerator",
    "denominator",
    "rate_pct",
    "observed_pct",
    "target_pct",
    "gap_points",
    "gap_count",
)


def write_csv(analysis: Analysis, path: Path) -> None:
    """Write ``gaps.csv``, the snapshot: one row per unit × indicator × operator.

    Parameters
    ----------
    analysis
        What to write.
    path
        Where to. UTF-8 with a byte-order mark, so that Excel shows Vietnamese letters; figures in
        full precision with a decimal point; missing figures are empty.
    """
    _to_csv(analysis.gaps[GAP_COLUMNS], path)


def write_history(analysis: Analysis, path: Path, *, codes: Collection[str] | None = None) -> None:
    """Write ``history.csv``: the rates of every level by date.

    Parameters
    ----------
    analysis
        What to write.
    path
        Where to. One row per unit × indicator × operator × date on which a figure was sent, with
        :data:`dxanalysis.analysis.DATED_COLUMNS`, in the form of :func:`write_csv`. A group's row
        takes of each unit the last figure sent by that date.
    codes
        Only the rows of these units; all by default.
    """
    rows = analysis.dated
    _to_csv(rows if codes is None else rows[rows["unit_code"].isin(codes)], path)


def _to_csv(rows: pd.DataFrame, path: Path) -> None:
    """Write a table so that Excel shows Vietnamese and runs nothing."""
    table = rows.assign(**{name: rows[name].dt.strftime("%Y-%m-%d") for name in _DATES})
    texts = table.select_dtypes(include=["object", "string"]).columns
    table[texts] = table[texts].map(as_plain_text)
    with atomic_write(path) as half:
        table.to_csv(half, index=False, encoding="utf-8-sig", lineterminator="\r\n")


def read_csv(path: Path | IO[bytes]) -> pd.DataFrame:
    """Read a ``gaps.csv`` back.

    Parameters
    ----------
    path
        A file that :func:`write_csv` made, or its bytes.

    Returns
    -------
    pandas.DataFrame
        With the columns :data:`dxanalysis.analysis.GAP_COLUMNS`: codes as text, dates as dates.

    Raises
    ------
    ValueError
        If it is no such file, or holds several figures of one thing.
    """
    table = pd.read_csv(path, dtype={"unit_code": "str"}, encoding="utf-8-sig")
    missing = [name for name in GAP_COLUMNS if name not in table]
    if missing:
        raise ValueError(", ".join(missing))
    if table.duplicated(KEY).any():
        raise ValueError(", ".join(KEY))
    dates = {name: pd.to_datetime(table[name], format="%Y-%m-%d") for name in _DATES}
    return table.assign(**dates)


def write_xlsx(analysis: Analysis, path: Path, *, lang: Lang) -> None:
    """Write ``gaps.xlsx``: one sheet a level, and one of notes, definitions and sources.

    Parameters
    ----------
    analysis
        What to write.
    path
        Where to.
    lang
        The language of names; headings are in both, this one first.
    """
    options = {"strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": False}
    whole = io.BytesIO()  # a zip that breaks off on a full disk fails once more when it is dropped
    with xlsxwriter.Workbook(whole, options | {"in_memory": True}) as book:
        _write_sheets(book, analysis, lang)
    with atomic_write(path) as half:
        half.write_bytes(whole.getbuffer())


def _write_sheets(book: xlsxwriter.Workbook, analysis: Analysis, lang: Lang) -> None:
    """Write one sheet per level, and the notes."""
    book.set_properties({"created": FIXED_DAY})
    forms = _forms(book)
    present = set(analysis.gaps["level"])
    for level in (level for level in reversed(LEVELS) if level in present):
        rows = analysis.gaps[analysis.gaps["level"] == level]
        _write_level(book, forms, rows, level=level, lang=lang)
    _write_notes(book, forms, analysis, lang=lang)


def _forms(book: xlsxwriter.Workbook) -> dict[str, Any]:
    """Make the few forms of cells."""
    top = {"valign": "top"}
    made = {
        "heading": top
        | {
            "bold": True,
            "text_wrap": True,
            "bottom": 1,
            "bg_color": "#1F3A4D",
            "font_color": "white",
        },
        "count": {"num_format": "#,##0"},
        "share": {"num_format": "0.00"},
        "date": {"num_format": "d/m/yyyy", "align": "left"},
        "year": {"num_format": "0"},
        "text": {},
        "title": {"bold": True, "font_size": 14},
        "section": {"bold": True, "font_size": 12, "bottom": 1},
        "wrap": top | {"text_wrap": True},
        "strong": top | {"text_wrap": True, "bold": True},
        "mark": {"bold": True, "font_color": _MARK},
        "made_up": {"font_color": _MARK, "italic": True},
    }
    return {name: book.add_format(form) for name, form in made.items()}


def _write_level(
    book: xlsxwriter.Workbook, forms: dict[str, Any], rows: pd.DataFrame, *, level: str, lang: Lang
) -> None:
    """Write the gaps of one level as a sheet with frozen headings and filters."""
    page = book.add_worksheet(text(f"exports.sheet_{level}", lang))
    langs = (lang, *(other for other in LANGUAGES if other != lang))
    for column, name in enumerate(GAP_COLUMNS):
        said = "\n".join(text(f"exports.column_{name}", one) for one in langs)
        page.write_string(0, column, said, forms["heading"])
        page.set_column(column, column, _WIDTHS.get(name, 13))
    for row, record in enumerate(_in_words(rows, lang).to_dict("records"), start=1):
        for column, name in enumerate(GAP_COLUMNS):
            _write_cell(page, row, column, record[name], forms[_KINDS.get(name, "text")])
    last = max(len(rows), 1)
    _colour_gaps(book, page, last)
    made_up = {"type": "cell", "criteria": "==", "format": forms["made_up"]}
    place = GAP_COLUMNS.index("evidence")
    word = text("exports.evidence_illustrative", lang)
    page.conditional_format(1, place, last, place, made_up | {"value": f'"{word}"'})
    page.freeze_panes(1, 2)
    page.autofilter(0, 0, last, len(GAP_COLUMNS) - 1)
    page.set_row(0, 62)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _in_words(rows: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """Name in one language what the table has as ids."""
    names = {key: entry.name(lang) for key, entry in indicators().items()}

    def word(beginning: str, found: object) -> object:
        return text_or(f"{beginning}{found}", found, lang)

    return rows[GAP_COLUMNS].assign(
        indicator=rows["indicator"].map(names),
        operator=rows["operator"].map(lambda name: OPERATORS[name][lang]),
        level=rows["level"].map(lambda level: word("exports.level_", level)),
        basis=rows["basis"].map(lambda basis: word("indicators.basis_", basis)),
        evidence=rows["evidence"].map(lambda kind: word("exports.evidence_", kind)),
        comparable=rows["comparable"].map(
            lambda is_so: text("exports.yes" if is_so else "exports.no", lang)
        ),
    )


def _colour_gaps(book: xlsxwriter.Workbook, page: Worksheet, last: int) -> None:
    """Give the gaps the classes and colours that they have on the maps."""
    place, rates = GAP_COLUMNS.index("gap_points"), GAP_COLUMNS.index("rate_pct")
    lows = (-math.inf, *palette.GAP_EDGES, palette.GAP_EDGES[0])
    highs = (*palette.GAP_EDGES, math.inf, math.inf)
    cell, rate = (xl_rowcol_to_cell(1, column) for column in (place, rates))
    for number, (low, high, drawn) in enumerate(
        zip(lows, highs, palette.classes("gap", "vi"), strict=False)
    ):
        is_last = number == len(lows) - 1
        rule = [f"ISNUMBER({cell})", *([f"{rate}{'=' if is_last else '>'}0"] if number else [])]
        rule += [f"{cell}>{low:g}"] if math.isfinite(low) else []
        rule += [f"{cell}<={high:g}"] if math.isfinite(high) else []
        form = book.add_format({"bg_color": drawn.colour, "font_color": drawn.ink})
        condition = {"type": "formula", "criteria": f"=AND({','.join(rule)})", "format": form}
        page.conditional_format(1, place, last, place, condition)


_KINDS: Final = {
    "as_of": "date",
    "as_of_oldest": "date",
    "numerator": "count",
    "denominator": "count",
    "gap_count": "count",
    "target_year": "year",
    "rate_pct": "share",
    "observed_pct": "share",
    "target_pct": "share",
    "gap_points": "share",
}

_WIDTHS: Final = {
    "unit_code": 9,
    "unit_name": 28,
    "level": 14,
    "indicator": 40,
    "operator": 17,
    "as_of": 12,
    "as_of_oldest": 12,
    "gap_count": 18,
    "basis": 20,
    "comparable": 11,
    "evidence": 14,
}


def _write_cell(page: Worksheet, row: int, column: int, value: object, form: object) -> None:
    """Write one cell by what it is; a missing figure stays empty."""
    if isinstance(value, str):
        # An apostrophe too, although the cell is text: a program that saves it as csv drops that.
        page.write_string(row, column, str(as_plain_text(value)), form)
    elif value is None or pd.isna(value):  # type: ignore[call-overload]
        page.write_blank(row, column, None)
    elif isinstance(value, pd.Timestamp):
        page.write_datetime(row, column, value.to_pydatetime(), form)
    else:
        page.write_number(row, column, float(value), form)  # type: ignore[arg-type]


def _write_notes(
    book: xlsxwriter.Workbook, forms: dict[str, Any], analysis: Analysis, *, lang: Lang
) -> None:
    """Write what a reader of the table alone has to know."""
    page = book.add_worksheet(text("exports.sheet_notes", lang))
    for row, (form, cells) in enumerate(_notes(analysis, lang)):
        for column, cell in enumerate(cells):
            first = form == "wrap" and column == 0
            if cell:
                chosen = forms["strong" if first else form]
                page.write_string(row, column, str(as_plain_text(cell)), chosen)
        if form == "wrap":
            # Not every program makes a row as high as its text.
            lines = [1 + len(cell) // width for cell, width in zip(cells, _NOTES, strict=False)]
            page.set_row(row, _LINE_HEIGHT * max(lines, default=1))
    for column, width in enumerate(_NOTES):
        page.set_column(column, column, width)
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)


def _notes(analysis: Analysis, lang: Lang) -> list[tuple[str, tuple[str, ...]]]:
    """List the notes: the form of each line, and its cells."""
    lines: list[tuple[str, tuple[str, ...]]] = []
    lines += [("mark", (mark,)) for mark in analysis.marks(lang, long=True)]
    title = text("exports.title", lang, place=analysis.whole.label(lang))
    lines.append(("title", (title,)))
    lines.append(("wrap", ("", text("exports.how_to_read", lang))))
    lines += [("wrap", ("", line)) for line in text("exports.columns_told", lang).splitlines()]

    def section(key: str) -> None:
        lines.extend([("wrap", ()), ("section", (text(f"exports.{key}", lang), ""))])

    section("section_definitions")
    used = set(analysis.gaps["indicator"])
    for key, entry in indicators().items():
        if key in used:
            lines.append(("wrap", (entry.name(lang), entry.definition(lang))))
    section("section_targets")
    for key, target in analysis.workspace.targets.items():
        value = text(
            "exports.target", lang, value=target.value_pct, year=str(target.year),
            document=cite(target.document, lang), certainty=target.certainty,
        )  # fmt: skip
        lines.append(("wrap", (indicators()[key].name(lang), value)))
    lines.append(("wrap", ("", text("exports.certainty_told", lang))))
    section("section_sources")
    for record in analysis.inputs.to_dict("records"):
        said = text(
            "exports.source", lang, rows=record["rows"], as_of=date(record["as_of"], lang),
            evidence=_evidence(str(record["evidence"]), lang), sha256=str(record["sha256"]),
        )  # fmt: skip
        lines.append(("wrap", (str(record["path"]), said)))
    return lines


def _evidence(kind: str, lang: Lang) -> str:
    """Name what a file rests on: a kind of evidence, or of boundaries."""
    return text_or(f"exports.evidence_{kind}", kind, lang)


def write_gpkg(analysis: Analysis, path: Path) -> None:
    """Write ``gaps.gpkg`` for QGIS: layers of communes and districts, and the whole table.

    Parameters
    ----------
    analysis
        What to write.
    path
        Where to. Layers ``communes`` and ``districts`` in WGS 84 (EPSG:4326), one feature a unit,
        columns ``<indicator>_<figure>`` of any operator; table ``gaps`` without geometry, as in
        ``gaps.csv``; table ``layer_styles``, one style of QGIS for each rate, in the workspace's
        first language, with the classes and colours of our maps. Where boundaries are approximate
        or figures illustrative, columns say so.
    """
    with new_geopackage(path) as half:
        _write_layers(analysis, half)


def _write_layers(analysis: Analysis, half: Path) -> None:
    """Write the layers, the table and the styles."""
    communes = analysis.communes[["unit_name", "district_code", "district_name", "geometry"]]
    districts = communes.dissolve("district_code", as_index=True)[["geometry"]]
    districts.insert(0, "unit_name", communes.groupby("district_code")["district_name"].first())
    layers = {"communes": communes, "districts": districts}
    figures = _wide(analysis)
    for layer, shapes in layers.items():
        joined = shapes.rename_axis("unit_code").join(figures).reset_index()
        joined["illustrative"] = analysis.is_illustrative
        joined["approximate_boundaries"] = analysis.has_approximate_boundaries
        gpd.GeoDataFrame(joined, crs=communes.crs).to_file(half, layer=layer, driver="GPKG")
    table = analysis.gaps[GAP_COLUMNS].assign(
        **{name: analysis.gaps[name].dt.strftime("%Y-%m-%d") for name in _DATES},
        target_year=analysis.gaps["target_year"].astype("float64"),
    )
    gpd.GeoDataFrame(table, geometry=[None] * len(table), crs=communes.crs).to_file(
        half, layer="gaps", driver="GPKG"
    )
    lang = analysis.workspace.languages[0]
    add_styles(half, _styles(list(layers), figures, analysis), lang=lang)


def _styles(layers: Sequence[str], figures: pd.DataFrame, analysis: Analysis) -> list[Style]:
    """List one style for each rate and layer; the first headline is the default."""
    lang = analysis.workspace.languages[0]
    columns = {key: _column_of(key, analysis.operator_of(key)) for key in indicators()}
    rates = [
        key
        for key, one in indicators().items()
        if one.is_rate and f"{columns[key]}_rate_pct" in figures
    ]
    first = next((key for key in (*HEADLINE, *rates) if key in rates), None)
    return [
        Style(
            layer=layer,
            indicator=columns[key],
            name=analysis.name_of(key, lang),
            kind="gap" if f"{columns[key]}_gap_points" in figures else "rate",
            default=key == first,
        )
        for layer in layers
        for key in rates
    ]


def _column_of(indicator: str, operator: str) -> str:
    """Begin the name of an indicator's columns: with its operator, where it is one operator's."""
    return indicator if operator == ANY else f"{indicator}_{operator}"


def _wide(analysis: Analysis) -> pd.DataFrame:
    """Spread the figures that are shown: one row a unit, one column a figure.

    Where one operator's are shown, for nobody gave those of any, so are those of the others.
    """
    gaps = analysis.gaps
    lone = gaps["indicator"].map(analysis.operator_of) != ANY
    rows = gaps[analysis.is_shown | (lone & (gaps["operator"] != ANY))]
    rows = rows.assign(
        as_of=rows["as_of"].dt.strftime("%Y-%m-%d"),
        indicator=list(map(_column_of, rows["indicator"], rows["operator"])),
    )
    by_unit = rows.set_index(["unit_code", "indicator"])[list(_GPKG_FIGURES)]
    wide = cast("pd.DataFrame", by_unit.unstack())  # noqa: PD010 - unique
    wide = wide.dropna(axis="columns", how="all")
    wide.columns = wide.columns.map(lambda pair: f"{pair[1]}_{pair[0]}")
    return wide[sorted(wide.columns)]
