"""Tables to read: headings in the reader's language, numbers in its form, missing as a dash.

A table of an analysis has columns for programs (``rate_pct``, ``gap_count``). :func:`show` says
them as a planner does; what a cell holds stays text whatever it holds.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from dxanalysis.indicators import OPERATORS, indicators
from dxanalysis.lang import MISSING, catalogue, date, number, text, text_or

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from dxanalysis.lang import Lang

_ONE_DECIMAL: Final = ("_pct", "_points", "_mbps", "_mean", "_median", "_needed", "_share", "_km")
_STYLE: Final = (
    "<style>.dxt{font:14px/1.45 system-ui,sans-serif;color:#1f2a37;background:#fff;overflow-x:auto;"
    "max-width:72rem}.dxt table{border-collapse:collapse;margin:0;"
    "font-variant-numeric:tabular-nums}"
    ".dxt th,.dxt td{padding:.3rem .7rem;border-bottom:1px solid #dfe3e8;text-align:right;"
    "background:#fff;vertical-align:bottom}.dxt thead th{color:#5b6676;font-size:13px;"
    "max-width:11rem}.dxt .text{text-align:left!important}"
    ".dxt td.text{min-width:6.5rem}"
    ".dxt p{margin:.3rem 0;color:#5b6676;font-size:13px}"
    "</style>"
)


@dataclass(frozen=True)
class ShownTable:
    """A table as a notebook shows it.

    Attributes
    ----------
    html
        The table, all text escaped, without scripts.
    """

    html: str = field(repr=False)

    def _repr_html_(self) -> str:
        return self.html


def show(
    table: pd.DataFrame,
    *,
    lang: Lang = "vi",
    names: pd.Series | None = None,
    columns: Sequence[str] | None = None,
    most: int = 15,
) -> ShownTable:
    """Show a table as a planner reads it.

    Parameters
    ----------
    table
        Any table of the analysis.
    lang
        The language.
    names
        Names of units by code: where the table is indexed by code, they stand in its place.
    columns
        Which columns, in which order; by default all.
    most
        How many rows at most; how many there are is said below, and of none, that there are none.

    Returns
    -------
    ShownTable
        It shows itself in a notebook. Columns that the catalogue ``tables`` does not name keep
        their names.
    """
    shown = table[list(columns)] if columns is not None else table
    rows = shown.head(most)
    first = _index_cells(rows, names, lang)
    heads = [_heading(str(name), lang) for name in rows.columns]
    cells = [_cells(rows.iloc[:, place], lang) for place in range(len(rows.columns))]
    kinds = [_kind(rows.iloc[:, place]) for place in range(len(rows.columns))]
    if first is not None:
        head = "unit_name" if names is not None else str(rows.index.name or "")
        heads.insert(0, _heading(head, lang))
        cells.insert(0, first)
        kinds.insert(0, "text")
    top = "".join(
        f'<th scope="col" class="{kind}">{escape(head)}</th>'
        for head, kind in zip(heads, kinds, strict=True)
    )
    body = "".join(
        "<tr>"
        + "".join(
            f'<td class="{kind}">{escape(cell)}</td>' for cell, kind in zip(row, kinds, strict=True)
        )
        + "</tr>"
        for row in zip(*cells, strict=True)
    )
    more = text("tables.of", lang, shown=len(rows), n=len(table)) if len(table) > most else ""
    more = more if len(table) else text("tables.no_rows", lang)
    note = f"<p>{escape(more)}</p>" if more else ""
    return ShownTable(
        f'{_STYLE}<div class="dxt"><table><thead><tr>{top}</tr></thead>'
        f"<tbody>{body}</tbody></table>{note}</div>"
    )


def heading(column: str, lang: Lang) -> str:
    """Name a column as a planner does.

    Parameters
    ----------
    column
        What programs call it.
    lang
        The language.

    Returns
    -------
    str
        Plain text; the column's own name where the catalogue has none.
    """
    return _heading(column, lang)


def _heading(column: str, lang: Lang) -> str:
    if column in OPERATORS:
        return OPERATORS[column][lang]
    if column in indicators():
        return indicators()[column].name(lang)
    return text_or(f"tables.{column}", column, lang)


def _index_cells(rows: pd.DataFrame, names: pd.Series | None, lang: Lang) -> list[str] | None:
    """Write the index, or nothing where it only counts the rows."""
    if names is not None:
        return [str(names.get(code, code)) for code in rows.index]
    if rows.index.name is None and isinstance(rows.index, pd.RangeIndex):
        return None
    if rows.index.name is None and pd.api.types.is_integer_dtype(rows.index.dtype):
        return None
    return [_word(value, lang) for value in rows.index]


def _kind(values: pd.Series) -> str:
    """Tell numbers, which stand right, from text."""
    is_number = pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)
    return "number" if is_number else "text"


def _cells(values: pd.Series, lang: Lang) -> list[str]:
    """Write one column."""
    name = str(values.name)
    if pd.api.types.is_bool_dtype(values):
        return [
            MISSING if pd.isna(value) else text(f"tables.{'yes' if value else 'no'}", lang)
            for value in values
        ]
    if pd.api.types.is_numeric_dtype(values):
        if name.endswith("_year") or name == "year":
            return [MISSING if pd.isna(value) else f"{value:.0f}" for value in values]
        known = values.dropna()
        is_whole = bool((known == known.round()).all())
        is_share = name.endswith(_ONE_DECIMAL) or (name in indicators() and not is_whole)
        decimals = 1 if is_share else 0 if is_whole else 2
        return [
            MISSING
            if pd.isna(value) or math.isnan(value)
            else number(value, lang, decimals=decimals)
            for value in values.astype("float64")
        ]
    return [_word(value, lang) for value in values]


def _word(value: Hashable | Any, lang: Lang) -> str:  # noqa: ANN401 - a cell can hold anything
    """Write a word of the analysis in the reader's language, any other as it is."""
    if value is None or value is pd.NaT or (isinstance(value, float) and math.isnan(value)):
        return MISSING
    if isinstance(value, dt.date):
        return date(value, lang)
    word = str(value)
    known = catalogue(lang)
    whole = known.get(word)
    for found in (
        known.get(f"tables.is_{word.rpartition('.')[2]}"),
        whole if isinstance(whole, str) and "{" not in whole else None,
        OPERATORS[word][lang] if word in OPERATORS else None,
        indicators()[word].name(lang) if word in indicators() else None,
    ):
        if isinstance(found, str):
            return found
    return word


def say(sentences: Mapping[str, str], *, lang: Lang = "vi", evidence: str = "") -> ShownTable:
    """Show one sentence in the reader's language, marked where its figures are made up.

    Parameters
    ----------
    sentences
        The sentence in each language, as plain text.
    lang
        The language.
    evidence
        What its figures rest on, one of :data:`dxanalysis.observations.EVIDENCE`.

    Returns
    -------
    ShownTable
        The sentence as a paragraph, all text escaped.

    Examples
    --------
    >>> said = say({"vi": "3 xã.", "en": "3 communes."}, lang="en", evidence="illustrative")
    >>> "3 communes." in said.html, "Illustrative" in said.html
    (True, True)
    """
    mark = text("studycharts.illustrative", lang) if evidence == "illustrative" else ""
    note = f"<p>{escape(mark)}</p>" if mark else ""
    return ShownTable(f'{_STYLE}<div class="dxt"><b>{escape(sentences[lang])}</b>{note}</div>')
