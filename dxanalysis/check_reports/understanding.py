"""What a reading understood of each column, as lines to read."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from dxanalysis.indicators import OPERATORS, indicators
from dxanalysis.lang import date, number, text
from dxanalysis.lang.plain import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxanalysis.lang import Lang


@dataclass(frozen=True)
class TableLines:
    """What was understood of one table.

    Attributes
    ----------
    file, sheet, range
        Where it lies.
    lines
        One for each column: its cell, its heading, and what it was understood as.
    """

    file: str
    sheet: str
    range: str
    lines: tuple[tuple[str, str, str], ...]


def understood_tables(understood: pd.DataFrame, *, lang: Lang) -> list[TableLines]:
    """Say what was understood, table by table.

    Parameters
    ----------
    understood
        The ``understood`` of one or more readings, with a column ``file`` where there are several.
    lang
        The language.

    Returns
    -------
    list of TableLines
        In order. The words of files are plain text here: escape them where they are shown.
    """
    if understood.empty:
        return []
    table = understood if "file" in understood else understood.assign(file="")
    return [
        TableLines(str(file), str(sheet), str(place), tuple(_lines(rows, lang)))
        for (file, sheet, place), rows in table.groupby(
            ["file", "sheet", "range"], sort=False, dropna=False
        )
    ]


def understood_text(understood: pd.DataFrame, *, lang: Lang) -> str:
    """Say what was understood, one column a line.

    Parameters
    ----------
    understood
        As for :func:`understood_tables`.
    lang
        The language.

    Returns
    -------
    str
        Plain text; no line is broken by what the file holds.
    """
    lines: list[str] = []
    for table in understood_tables(understood, lang=lang):
        place = ", ".join(one for one in (table.file, f"“{table.sheet}”", table.range) if one)
        lines.append(_flat(text("checkreports.understood_table", lang, where=place)))
        lines += [f"  {_flat(f'{cell} {said} → {meant}')}" for cell, said, meant in table.lines]
    return "".join(f"{line}\n" for line in lines)


def _flat(line: str) -> str:
    """Write words on one line, with nothing in them that a terminal would obey."""
    return " ".join(visible(line).split())


def _lines(rows: pd.DataFrame, lang: Lang) -> Iterator[tuple[str, str, str]]:
    """Say each column of a table, from the left."""
    letters = rows["column"].astype("str").str.rstrip("0123456789").str.rjust(3)
    rows = rows.iloc[letters.astype("object").to_numpy().argsort(kind="stable")]
    counted = "villages" if "village" in set(rows["role"]) else "units"
    several = len({*rows["operator"].dropna()}) > 1
    for _, row in rows.iterrows():
        heading = f"“{row['heading']}”" if _given(row["heading"]) else "–"
        yield str(row["column"]), heading, _meaning(row, counted, lang, several=several)


def _meaning(row: pd.Series[Any], counted: str, lang: Lang, *, several: bool) -> str:
    """Say what one column was understood as, and what of it; of several operators, whose."""
    if row["role"] == "unread":
        return _unread(row, lang)
    if row["role"] != "figures":
        return text(f"checkreports.role_{row['role']}", lang)
    said = [
        quantity_name(str(row["meaning"]), lang),
        text(f"checkreports.unit_{row['unit']}", lang),
    ]
    if several:
        said.insert(1, OPERATORS[str(row["operator"])][lang])
    if _given(row["scale"]) and row["scale"] != 1:
        said.append(f"×{number(float(row['scale']), lang)}")
    if _given(row["as_of"]):
        said.append(date(row["as_of"], lang))
    if _given(row["first"]):
        said.append(text("checkreports.first", lang, value=row["first"]))
    if _given(row["sum"]):
        said.append(text("checkreports.sum", lang, value=number(float(row["sum"]), lang)))
    if _given(row["units"]):
        said.append(text(f"checkreports.{counted}", lang, n=int(row["units"])))
    said.append(text(f"checkreports.confidence_{row['confidence']}", lang))
    if _given(row["why"]):
        said += [text(f"checkreports.why_{why}", lang) for why in str(row["why"]).split(", ")]
    return "; ".join(said)


def _unread(row: pd.Series[Any], lang: Lang) -> str:
    """Say why a column was not read, and what it may mean."""
    said = [text(f"checkreports.unread_{row['why']}", lang)]
    if _given(row["words"]):
        said.append(f"“{row['words']}”")
    if _given(row["nearest"]):
        names = ", ".join(quantity_name(one, lang) for one in str(row["nearest"]).split(", "))
        said.append(text("checkreports.nearest", lang, names=names))
    return "; ".join(said)


def quantity_name(quantity: str, lang: Lang, *, coded: bool = True) -> str:
    """Name a quantity by its indicator.

    Parameters
    ----------
    quantity
        Its id.
    lang
        The language.
    coded
        Whether its id follows, for who types it.

    Returns
    -------
    str
        The name, or that of what shares are of, with the id in brackets.

    Examples
    --------
    >>> quantity_name("population", "en")
    'Population [population]'
    >>> quantity_name("subscribers", "vi", coded=False)
    'Thuê bao di động'
    """
    code = f" [{quantity}]" if coded else ""
    for name, entry in indicators().items():
        if quantity == entry.numerator:
            return f"{entry.name(lang)}{code}"
        if quantity == f"{name}_pct":
            return f"{entry.name(lang)} (%){code}"
    of_it = next((one for one in indicators().values() if quantity == one.denominator), None)
    if of_it is not None:
        name = of_it.basis_name(lang)
    elif quantity == "electricity":
        name = text("checkreports.quantity_electricity", lang)
    else:
        return f"[{quantity}]"
    return f"{name[:1].upper()}{name[1:]}{code}"


def _given(value: Any) -> bool:  # noqa: ANN401 - a cell of a table can be anything
    """Tell whether a cell of the table says something."""
    if value is None or value is pd.NA or value is pd.NaT or value == "":
        return False
    return not (isinstance(value, float) and math.isnan(value))
