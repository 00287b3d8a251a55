"""Lists of villages: a row each, with or without a column that says whether it has a signal."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

from dxanalysis.lang.plain import reveal, shorten
from dxanalysis.sources.measurements.facility_files import parse_degrees, parse_pair
from dxanalysis.sources.spreadsheets.numbers import NONE_WORDS, UNKNOWN_WORDS, Cell, read_marks
from dxanalysis.sources.workbook.figures.observe import cell_source, figure
from dxanalysis.sources.workbook.titles.dark_lists import (
    as_mark,
    dark_list,
    marks_of_dark,
    since_then,
)
from dxanalysis.sources.workbook.words.headings import Column
from dxanalysis.sources.workbook.words.slots import parse_level
from dxanalysis.vietnamese import strip_tones

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dxanalysis.sources.spreadsheets.numbers import Figures
    from dxanalysis.sources.workbook.figures.figures import Finding, Note
    from dxanalysis.sources.workbook.tables.table import Table
    from dxanalysis.sources.workbook.words.compose import Context

    Record = dict[str, object]

SIGNAL: Final = "signal"
"""The mark of a signal of any generation."""

_COUNTED: Final = {
    "4g": "villages_with_4g",
    "5g": "villages_with_5g",
    "fibre": "villages_with_fibre",
}
_INDICATORS: Final = {
    "villages_with_4g": "villages_4g",
    "villages_with_5g": "villages_5g",
    "villages_with_fibre": "villages_fibre",
    "electricity": "villages_electrified",
}
_ADDED: Final = ("households", "population")
"""What the villages of a commune have together, where all are listed."""

_LEGEND: Final = re.compile(r"[(\[][^)\]]*\b(?:có|x|1)\b[^)\]]*[)\]]", re.IGNORECASE)
"""What the marks mean: "(1: có, 0: không)"."""

_GENERATION: Final = re.compile(r"\b[2-5]\s?g\b", re.IGNORECASE)
_NONE: Final = re.compile(
    r"(?:khong|khong co|khong con|0)"
    r"(?: (?:thon|xom|ban|ap|khom|buon|lang|to|khu|noi|diem|dia ban)\b.*)?"
)
"""What stands for a name where a commune has no village without a signal."""

_DASH: Final = re.compile(r"^\s*[-+•*–▪◦]\s*")


def mark_of(path: Sequence[str], context: Context, values: Sequence[object]) -> Column | None:
    """Tell whether a column of a list of villages marks those that have a signal or fibre.

    Parameters
    ----------
    path
        Its heading.
    context
        What the titles say.
    values
        Its cells.

    Returns
    -------
    Column or None
        The quantity that the marks count, or :data:`SIGNAL`; None where the cells are no marks
        or the heading says something else.
    """
    levels = [parse_level(_LEGEND.sub(" ", text)) for text in path]
    technologies = {one for level in levels for one in level.technologies}
    subjects = {one for level in levels for one in level.subjects}
    relations = {one for level in levels for one in level.relations}
    if any(level.vetoes for level in levels) or subjects - {"villages"}:
        return None
    if len(technologies) > 1 or not (technologies or relations & {"covered", "connected"}):
        return None
    marks = read_marks({place: Cell(as_mark(one)) for place, one in enumerate(values)})
    if marks.unreadable or not {0.0, 1.0} & set(marks.numbers.values()):
        return None
    technology = next(iter(technologies), "") or context.technology
    if not technology and any(_GENERATION.search(str(value)) for value in values):
        return None  # "chưa có 4G, chỉ gọi được 2G" is no village without a signal
    name = _COUNTED.get(technology, SIGNAL if technology == "" else "")
    return Column(name, "mark") if name else None


def list_villages(
    table: Table, figures: dict[str, Figures], codes: Mapping[int, str], file: str, *, lacks: bool
) -> Iterator[Record]:
    """List the villages of a table, a row each.

    Parameters
    ----------
    table, figures, codes
        The table, its figures, and the unit of each row.
    file
        The workbook's name.
    lacks
        Whether its titles say that those listed have no signal.

    Yields
    ------
    dict
        A row of :data:`dxanalysis.sources.workbook.VILLAGE_COLUMNS`, without a date. A row that
        says nothing of its commune is none.
    """
    marks = [name for name in _marking(table) if name in figures]
    dark = marks_of_dark(table)
    for row, code in codes.items():
        electricity = figure(figures, "electricity", row)
        signal = figure(figures, marks[0], row) if marks else math.nan
        if math.isnan(signal) and (dark.get(row) is False or (lacks and row not in dark)):
            signal = math.nan if since_then(table, row) else 0.0
        name = shorten(reveal(_DASH.sub("", table.label(row, "village"))))
        village = {
            "unit_code": code,
            "village": name,
            "households": figure(figures, "households", row),
            "people": figure(figures, "population", row),
            "electricity": None if math.isnan(electricity) else electricity == 1,
            "signal": {1.0: True, 0.0: False}.get(signal),
            **_position(table, row),
            "source": cell_source(table, file, row, table.column("village")),
        }
        word = strip_tones(name).lower().strip(" .!")
        if not lacks or _is_described(village):
            yield village
        elif _NONE.fullmatch(word):
            yield {**village, "village": "", "signal": True}
        elif word and word not in UNKNOWN_WORDS | NONE_WORDS:
            yield village


def _is_described(village: Record) -> bool:
    """Tell whether anything but its name is known of a village."""
    counts = (village["households"], village["people"])
    return (
        not all(isinstance(one, float) and math.isnan(one) for one in counts)
        or village["electricity"] is not None
        or village["position"] == "good"
    )


def _position(table: Table, row: int) -> Record:
    """Read a village's coordinates as they are written, in two columns or in one."""
    if {"latitude", "longitude"} <= set(table.columns):
        written = [table.label(row, one) for one in ("latitude", "longitude")]
        latitude, longitude = map(parse_degrees, written)
    elif "coordinates" in table.columns:
        written = [table.label(row, "coordinates")]
        latitude, longitude = parse_pair(written[0])
    else:
        return {"latitude": math.nan, "longitude": math.nan, "position": ""}
    read = not (math.isnan(latitude) or math.isnan(longitude))
    position = "good" if read else "unreadable" if all(written) else "missing"
    return {"latitude": latitude, "longitude": longitude, "position": position}


def marked_of_villages(table: Table, figures: Mapping[str, Figures]) -> list[str]:
    """Give the quantities that the marks of a list of villages can be counted to.

    Parameters
    ----------
    table, figures
        As for :func:`list_villages`.

    Returns
    -------
    list of str
        None where electricity alone is marked, which is listed of some villages, too: of those
        that wait for a signal.
    """
    marks = [name for name in _INDICATORS if name in figures and table.kinds[name].kind == "mark"]
    return marks if set(marks) & set(_COUNTED.values()) else []


def count_villages(
    table: Table,
    figures: Mapping[str, Figures],
    codes: Mapping[int, str],
    file: str,
    marks: Sequence[str],
    *,
    says_all: bool,
) -> Iterator[Record]:
    """Count the villages of each commune that a list of all villages marks.

    Parameters
    ----------
    table, figures, codes, file
        As for :func:`list_villages`.
    marks
        From :func:`marked_of_villages`.
    says_all
        Whether the list says that it is of all villages, so that their households and people are
        those of the commune.

    Yields
    ------
    dict
        Observations, without what is the same for all: of the villages, of those marked, and of
        the households and people of all. A commune with a village whose cell cannot be read has
        none of what it would give.
    """
    rows: dict[str, list[int]] = {}
    for row, code in codes.items():
        rows.setdefault(code, []).append(row)
    for code, places in rows.items():
        source = cell_source(table, file, places[0], table.column("village"))
        common: Record = {"unit_code": code, "rate": math.nan, "source": source}
        whole = float(len(places))
        given = {"villages": whole} | {
            name: _sum(figures[name], places) for name in _ADDED if says_all and name in figures
        }
        for name, number in given.items():
            yield {"indicator": name, "numerator": number, "denominator": math.nan, **common}
        for name in marks:
            yield {
                "indicator": _INDICATORS[name],
                "numerator": _sum(figures[name], places),
                "denominator": whole,
                **common,
            }


def _sum(figures: Figures, rows: Sequence[int]) -> float:
    """Add what some rows have up; missing where one has nothing that can be read."""
    return math.fsum(figures.numbers.get(row, math.nan) for row in rows)


def lists_the_dark(table: Table) -> bool:
    """Tell whether a table names the villages without a signal, and their communes.

    Parameters
    ----------
    table
        The table.

    Returns
    -------
    bool
        Whether it does; it may have no figures.
    """
    return table.names_units and "village" in table.columns and lists_no_signal(table)


def lists_no_signal(table: Table) -> bool:
    """Tell whether a list of villages is of those without a signal, by its title or a heading.

    Parameters
    ----------
    table
        The table.

    Returns
    -------
    bool
        Whether it is, or marks those that are.
    """
    return dark_list(table).dark or bool(marks_of_dark(table))


def says_signal(table: Table) -> bool:
    """Tell whether a list of villages says which of them have a signal, or that none has.

    Parameters
    ----------
    table
        The table.

    Returns
    -------
    bool
        Whether a column of marks, its title or a heading does.
    """
    return bool(_marking(table)) or lists_no_signal(table)


def not_settled(table: Table, codes: Mapping[int, str], note: Note) -> Iterator[Finding]:
    """Say of which villages of a list without a signal a cell may say that they have one by now.

    Parameters
    ----------
    table, codes
        As for :func:`list_villages`.
    note
        Makes its findings.

    Yields
    ------
    dict
        A warning with the first of them, if there are any.
    """
    found = {row: said for row in codes if (said := since_then(table, row))}
    if found and not _marking(table):
        row, (column, text) = next(iter(found.items()))
        yield note(
            "warning", "villages_not_settled", row=row, column=column, value=text,
            expected=len(found), unit_code=None, unit_name=None,
        )  # fmt: skip
    open_rows = [row for row, signal in marks_of_dark(table).items() if signal is None]
    if open_rows and not _marking(table) and not dark_list(table).dark:
        yield note(
            "warning", "villages_not_marked", row=open_rows[0], column=table.column("village"),
            value=table.label(open_rows[0], "village"), expected=len(open_rows), unit_code=None,
            unit_name=None,
        )  # fmt: skip


def _marking(table: Table) -> list[str]:
    """Give the quantities of a list whose marks say that a village has a signal."""
    known = ("villages_with_4g", SIGNAL)
    return [name for name in known if name in table.kinds and table.kinds[name].kind == "mark"]
