"""What a reading understood, as a table to be shown: every column, read or not, and why."""

from __future__ import annotations

import functools
import hashlib
import math
import statistics
import unicodedata
from typing import TYPE_CHECKING, Final

from dxanalysis.indicators import indicator_of, indicators
from dxanalysis.lang.plain import reveal, shorten
from dxanalysis.sources.workbook.figures.parts_of_what import names_share_alone
from dxanalysis.sources.workbook.figures.unit_scales import too_many
from dxanalysis.sources.workbook.words.heading_catalogue import load_headings
from dxanalysis.sources.workbook.words.headings import FIGURES
from dxanalysis.sources.workbook.words.slots import parse_level
from dxanalysis.sources.workbook.words.tokens import heading_key
from dxanalysis.typed_tables import typed_table
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from dxanalysis.sources.spreadsheets.numbers import Figures
    from dxanalysis.sources.workbook.tables.table import Table
    from dxanalysis.sources.workbook.words.slots import Level

UNDERSTOOD_COLUMNS: Final = {
    "sheet": "str",
    "range": "str",
    "column": "str",
    "heading": "str",
    "role": "str",
    "meaning": "str",
    "indicator": "str",
    "operator": "str",
    "as_of": "object",
    "unit": "str",
    "scale": "float64",
    "first": "object",
    "sum": "float64",
    "units": "Int64",
    "confidence": "str",
    "why": "str",
    "words": "str",
    "nearest": "str",
    "size": "str",
    "context": "str",
}
"""The columns of what was understood, and their types.

One row for each column of each table. ``role`` is ``figures``, ``unit_name``, ``unit_code``,
``order``, ``district_name``, ``village``, ``note``, ``key`` or ``unread``; ``meaning`` the id of a
quantity; ``indicator`` the id of the indicator it belongs to; ``unit`` is ``count``, ``percent`` or
``mark``; ``first`` its first cell, where it was read; ``sum`` adds up the units' counts; ``units``
is how many units have a figure; ``confidence`` is ``sure``, ``likely``, ``given`` (a planner has
said it) or ``none``; ``why`` is a rule of the findings; ``words`` the words it rests on;
``nearest`` the ids of what an unread heading may mean, as its figures allow; ``size`` is ``many``
where they are more than a commune has villages or schools; ``context`` what the titles say that
the heading leaves out: the same heading under another title may mean something else.
"""


_LONGEST: Final = 1_000
_NEAREST: Final = 3
_WIDE: Final = 12
_SHOWN: Final = frozenset({"figures", "unit_name", "unit_code", "order"})
"""The roles whose first cell is shown: what was not read may be about a person."""


def understand(
    table: Table,
    figures: Mapping[str, Figures],
    codes: Mapping[int, str],
) -> list[dict[str, object]]:
    """Describe every column of one table.

    Parameters
    ----------
    table
        The table.
    figures
        Its figures, by quantity.
    codes
        Row to unit code.

    Returns
    -------
    list of dict
        Rows of :data:`UNDERSTOOD_COLUMNS`.
    """
    rows = [row.number for row in table.rows]
    span = (
        f"{table.address(table.first, table.block.columns[0])}:"
        f"{table.address(max(rows, default=table.last), table.block.columns[-1])}"
    )
    of = {place: name for name, places in table.columns.items() for place in places}
    described = []
    for column in table.shown:
        if column in table.part.columns:
            role, name = "key", ""
        elif column in table.unread:
            role, name = "unread", ""
        elif column in of:
            name = of[column]
            role = "figures" if table.kinds[name].kind in FIGURES else name
        else:
            role, name = "unread", ""
        heading = table.headings.get(column, "")
        if (
            role == "unread"
            and not heading
            and not any((row, column) in table.sheet.cells for row in rows)
        ):
            continue
        described.append(
            {
                "sheet": table.sheet.name,
                "range": span,
                "column": table.address(table.last, column),
                "heading": " / ".join([*([heading] if heading else []), *table.part.words]),
                "role": role,
                "context": table.titles.scope,
                "operator": table.operator if role == "figures" else None,
                "as_of": (table.dates.get(name) or table.as_of) if role == "figures" else None,
                **_meaning(table, name, column, role),
                **(
                    _figures(table, figures.get(name), column, name, codes)
                    if role in _SHOWN
                    else {}
                ),
            }
        )
    return described


def _meaning(table: Table, name: str, column: int, role: str) -> dict[str, object]:
    """Say what a column means, how sure that is and why."""
    meaning = table.meanings.get(column)
    composed = meaning.composed if meaning else None
    if role == "unread":
        heading = table.headings.get(column, "")
        usual, people = _usual(table, column)
        near = [] if _says_no_more(table, column) else nearest_meanings(heading, limit=_WIDE)
        fit = [one for one in near if not too_many(one, usual)]
        many = too_many("villages", usual)
        if many and people:
            # As large as the people beside it: counted are people, where the words allow it.
            fit = sorted(fit, key=lambda one: not one.startswith("people"))
        elif people is False:
            fit = [one for one in fit if not one.startswith("people")]
        return {
            "size": "many" if many else "",
            "confidence": "none",
            "why": table.unread.get(column, "column_unknown"),
            "words": as_written(table.words.get(column, ""), table, column),
            "nearest": ", ".join(fit[:_NEAREST]),
        }
    if role != "figures" or meaning is None or composed is None:
        return {"meaning": name or None, "confidence": "sure"}
    kind = table.kinds[name].kind
    confidence = "given" if meaning.how == "given" else composed.confidence
    return {
        "meaning": name,
        "indicator": entry.id if (entry := indicator_of(name)) else None,
        "unit": {"rate": "percent", "mark": "mark"}.get(kind, "count"),
        "scale": float(table.scales.get(name, 1)),
        "confidence": confidence if meaning.how != "exact" else "sure",
        "why": ", ".join(composed.why) if meaning.how == "composed" else "",
        "words": composed.word if meaning.how == "composed" else "",
    }


def _says_no_more(table: Table, column: int) -> bool:
    """Tell a column that nothing is near to: without a heading, or a share of a count beside it."""
    return not table.headings.get(column) or table.unread.get(column) == "share_beside"


def _usual(table: Table, column: int) -> tuple[float, bool | None]:
    """Give the middle of a column's numbers, and whether all can be people, if that is known."""

    def numbers(place: int) -> dict[int, float]:
        cells = ((row.number, table.sheet.cells.get((row.number, place))) for row in table.rows)
        return {row: float(cell) for row, cell in cells if isinstance(cell, int | float)}

    own, beside = numbers(column), table.columns.get("population", [])
    if not own:
        return math.nan, None
    whole = numbers(beside[0]) if beside and table.scales.get("population", 1) == 1 else {}
    both = [own[row] <= whole[row] for row in own if row in whole]
    return statistics.median(own.values()), all(both) if both else None


def as_written(words: str, table: Table, column: int = 0) -> str:
    """Give words that a heading or title was understood by as they stand there, tones and all.

    Parameters
    ----------
    words
        Without tones or capitals.
    table
        The table.
    column
        The column whose heading is searched first.

    Returns
    -------
    str
        The words as written; as they were given where no heading or title has them.
    """
    for line in (table.headings.get(column, ""), *table.titles.lines):
        text = " ".join(unicodedata.normalize("NFC", line).split())
        place = plain_text(text).find(words)
        if place >= 0 and len(plain_text(text)) == len(text):
            return text[place : place + len(words)]
    return words


def _figures(
    table: Table, figures: Figures | None, column: int, name: str, codes: Mapping[int, str]
) -> dict[str, object]:
    """Give a column's first cell, its sum and how many units have a figure."""
    first = next(
        (table.sheet.cells[row, column] for row in codes if (row, column) in table.sheet.cells),
        None,
    )
    if figures is None:
        return {"first": first}
    return {"first": first, **_counted(table, figures, name, codes)}


def _counted(
    table: Table, figures: Figures, name: str, codes: Mapping[int, str]
) -> dict[str, object]:
    """Give the sum of a quantity and how many units have a figure."""
    known = {
        row: number for row in codes if not math.isnan(number := figures.numbers.get(row, math.nan))
    }
    rate = table.kinds[name].kind == "rate"
    return {
        "sum": math.nan if rate or not known else math.fsum(known.values()),
        "units": len({codes[row] for row in known}),
    }


def count_again(
    described: Iterable[dict[str, object]],
    table: Table,
    figures: Mapping[str, Figures],
    codes: Mapping[int, str],
) -> None:
    """Give the columns of a table the sums of the rows that are kept, where some are not.

    Parameters
    ----------
    described
        What :func:`understand` gave of the table, changed in place.
    table
        The table.
    figures
        Its figures, by quantity.
    codes
        Row that is kept to unit code.
    """
    for one in described:
        name = str(one.get("meaning"))
        if one["role"] == "figures" and name in figures:
            one.update(_counted(table, figures[name], name, codes))


def make_understood(records: Iterable[Mapping[str, object]]) -> pd.DataFrame:
    """Build the table of what was understood.

    Parameters
    ----------
    records
        Rows; entries that are absent are missing.

    Returns
    -------
    pandas.DataFrame
        The columns of :data:`UNDERSTOOD_COLUMNS`.
    """
    return typed_table(
        (
            {
                name: shorten(reveal(entry), most=_LONGEST) if isinstance(entry, str) else entry
                for name, entry in one.items()
            }
            for one in records
        ),
        UNDERSTOOD_COLUMNS,
    )


def looks_important(heading: str) -> bool:
    """Tell whether a heading looks like coverage, fibre, people, households or villages.

    Parameters
    ----------
    heading
        Its levels joined by " / ".

    Returns
    -------
    bool
        Whether it does: such a column is not passed over in silence.
    """
    levels = [parse_level(level) for level in heading.split(" / ")]
    return any(
        level.technologies
        or set(level.subjects) - {"communes", "stations"}
        or set(level.relations) - {"has", "connected", "subscribed", "passed"}
        for level in levels
    )


@functools.cache
def _names() -> list[tuple[str, Level, str]]:
    """List what quantities are called: in plain words, as a level of a heading, and their ids."""
    known: dict[str, str] = {}
    for name, entry in indicators().items():
        for lang in ("vi", "en"):
            known.setdefault(entry.name(lang), entry.numerator)
            if entry.is_rate:
                known.setdefault(f"Tỷ lệ {entry.name(lang)} (%)", f"{name}_pct")
    columns = load_headings().by_id
    return [
        (plain_text(words), parse_level(words), name)
        for words, name in known.items()
        if name in columns
    ]


def nearest_meanings(heading: str, *, limit: int = 3) -> list[str]:
    """List the quantities that a heading not understood is nearest to.

    Parameters
    ----------
    heading
        Its levels joined by " / ".
    limit
        How many to give.

    Returns
    -------
    list of str
        Ids of quantities, the nearest first: what is counted and the technology weigh more than
        the words.

    Examples
    --------
    >>> nearest_meanings("Số thôn vùng lòng hồ có sóng 4G")[0]
    'villages_with_4g'
    """
    from rapidfuzz import fuzz  # noqa: PLC0415 - loads slowly, and only suggests

    flat = heading.replace(" / ", " ")
    if names_share_alone(flat):
        return []
    own, plain = parse_level(flat), plain_text(flat)
    likeness: dict[str, float] = {}
    for words, level, name in _names():
        alike = (fuzz.token_set_ratio(plain, words) + fuzz.token_sort_ratio(plain, words)) / 200
        score = alike + _agreement(own, level)
        likeness[name] = max(likeness.get(name, score), score)
    ranked = sorted(likeness, key=lambda name: -likeness[name])
    return [name for name in ranked[:limit] if likeness[name] > _ALIKE]


_ALIKE: Final = 0.7
_WEIGHTS: Final = (("subjects", 1.0), ("technologies", 1.0), ("relations", 0.3))


def _agreement(own: Level, other: Level) -> float:
    """Say how far two levels are about the same thing: what only one of them names counts too."""
    score = 0.2 if own.measure == other.measure else 0.0
    for slot, weight in _WEIGHTS:
        one, two = (
            [_SAME.get(word, word) for word in getattr(each, slot)] for each in (own, other)
        )
        if one and two:
            # What stands first is what is counted: "hộ dân ở khu tái định cư" are households.
            score += weight if one[0] in two else -weight
        elif one or two:
            score -= weight / 2
    return score - 0.1 * len(set(other.unknown) - set(own.unknown))


_SAME: Final = {"fixed": "fibre"}


def fingerprint(understood: pd.DataFrame) -> str:
    """Make the fingerprint of a form: the same for next quarter's file of the same form.

    Parameters
    ----------
    understood
        What a reading understood.

    Returns
    -------
    str
        Sixteen hexadecimal digits of the headings, each without tones, case and dates, in order.
        Names of sheets, places and figures do not count.
    """
    headings = [heading_key(str(one)) for one in understood["heading"].fillna("")]
    return hashlib.sha256("\n".join(dict.fromkeys(headings)).encode()).hexdigest()[:16]
