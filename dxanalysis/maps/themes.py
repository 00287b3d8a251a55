"""What a map can show: themes, each one indicator of one operator, as columns of whole numbers.

Figures travel to the page as whole numbers of hundredths (rates, points) or ones (counts), rounded
here as :func:`dxanalysis.lang.number` rounds; the page only sets the decimal mark and the groups.
"""

from __future__ import annotations

import decimal
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from dxanalysis import lang as words
from dxanalysis.errors import ParameterError
from dxanalysis.indicators import OPERATORS, indicator
from dxanalysis.maps import palette

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from dxanalysis.lang import Lang

GAP_COLUMNS: Final = (
    "unit_code",
    "indicator",
    "operator",
    "as_of",
    "numerator",
    "denominator",
    "rate_pct",
    "observed_pct",
    "target_pct",
    "target_year",
    "gap_points",
    "gap_count",
    "basis",
    "comparable",
    "evidence",
)
"""What a table of gaps has, as far as maps use it."""

Column = dict[str, object]


@dataclass(frozen=True)
class Theme:
    """One layer of figures that the reader can choose.

    Attributes
    ----------
    indicator
        Id in the catalogue.
    operator
        Operator id; ``any`` is served by at least one.
    label
        What the choice is called, in the page's language; the indicator's name if empty.
    kind
        ``gap`` colours by percentage points below the target, ``rate`` by the rate.
    """

    indicator: str
    operator: str = "any"
    label: str = ""
    kind: palette.Kind = "gap"

    def name(self, lang: Lang) -> str:
        """Give the label, or the indicator's name where there is none."""
        return self.label or indicator(self.indicator).name(lang)


def payload(
    theme: Theme, gaps: pd.DataFrame, *, codes: Sequence[str], counted: Sequence[bool], lang: Lang
) -> dict[str, object]:
    """Write one theme for the page.

    Parameters
    ----------
    theme
        Indicator, operator and kind.
    gaps
        The table of gaps; see :data:`GAP_COLUMNS`. Units without a row have no data.
    codes
        Units in the order of the map's geometry.
    counted
        Per unit whether it counts in the legend (neighbours shown faintly do not).
    lang
        The page's language.

    Returns
    -------
    dict
        Plain numbers and strings, ready for JSON.

    Raises
    ------
    ParameterError
        If the indicator or the kind is unknown or a unit has several rows.
    """
    if theme.kind not in ("gap", "rate"):
        raise ParameterError("map.bad_kind", found=theme.kind, theme=theme.name(lang))
    what = indicator(theme.indicator)
    rows = _rows(theme, gaps, codes)
    classes = palette.classes(theme.kind, lang)
    chosen = _classes(theme.kind, rows)
    tally = np.bincount(chosen[np.asarray(counted, dtype=bool)], minlength=len(classes))
    operator = OPERATORS.get(theme.operator, {}).get(lang, theme.operator)
    return {
        "label": theme.name(lang),
        "kind": theme.kind,
        "indicator": what.name(lang),
        "definition": what.definition(lang),
        "unit": what.unit(lang),
        "operator": operator,
        "class": chosen.tolist(),
        "tally": tally.tolist(),
        "rate": fixed(rows["rate_pct"], decimals=2),
        "numerator": fixed(rows["numerator"], decimals=0),
        "denominator": fixed(rows["denominator"], decimals=0),
        "gap": fixed(rows["gap_points"].where(_comparable(rows)), decimals=2),
        "met": (_comparable(rows) & (rows["gap_points"] <= 0)).astype(int).tolist(),
        "count": fixed(rows["gap_count"].where(_comparable(rows)), decimals=0),
        "target": _column([_short_percent(value, lang) for value in rows["target_pct"]]),
        "year": _column(["" if np.isnan(year) else f"{year:.0f}" for year in rows["target_year"]]),
        "observed": _column([_short_percent(value, lang) for value in rows["observed_pct"]]),
        "basis": _column([_word("basis", value, lang) for value in rows["basis"]]),
        "evidence": _column([_word("evidence", value, lang) for value in rows["evidence"]]),
        "as_of": _column([_date(value, lang) for value in rows["as_of"]]),
    }


def _rows(theme: Theme, gaps: pd.DataFrame, codes: Sequence[str]) -> pd.DataFrame:
    """Pick a theme's rows, one per unit of the map, in its order."""
    lacking = [column for column in GAP_COLUMNS if column not in gaps.columns]
    if lacking:
        raise ParameterError(
            "map.missing_columns",
            table="gaps",
            found=", ".join(lacking),
            expected=", ".join(GAP_COLUMNS),
        )
    mine = gaps[(gaps["indicator"] == theme.indicator) & (gaps["operator"] == theme.operator)]
    mine = mine[mine["unit_code"].isin(list(codes))]
    repeated = mine.loc[mine["unit_code"].duplicated(), "unit_code"]
    if not repeated.empty:
        raise ParameterError(
            "map.repeated_rows",
            found=", ".join(sorted(set(repeated.astype(str)))),
            indicator=theme.indicator,
            operator=theme.operator,
        )
    rows = mine.set_index("unit_code").reindex(list(codes))
    figures = [column for column in rows.columns if column.endswith(("_pct", "_points", "_count"))]
    for column in ("numerator", "denominator", "target_year", *figures):
        rows[column] = pd.to_numeric(rows[column]).astype("float64")
    return rows


def _comparable(rows: pd.DataFrame) -> pd.Series[bool]:
    """Say which rows have a gap to a target on the same basis."""
    marked = rows["comparable"].map(lambda value: value is not pd.NA and value == True)  # noqa: E712 - NaN
    return marked.astype(bool) & rows["gap_points"].notna() & rows["rate_pct"].notna()


def _classes(kind: palette.Kind, rows: pd.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Put each unit into its class."""
    has_rate = rows["rate_pct"].notna()
    values = rows["rate_pct"] if kind == "rate" else rows["gap_points"].where(has_rate)
    comparable = _comparable(rows) | ~has_rate
    return palette.classify(values.to_numpy(dtype=float), kind, comparable=comparable.to_numpy())


def fixed(values: Iterable[float], *, decimals: int) -> list[int | None]:
    """Write figures as whole numbers of ``10**-decimals``, halves away from zero.

    Parameters
    ----------
    values
        Figures; NaN where missing.
    decimals
        Digits after the decimal mark.

    Returns
    -------
    list of int or None
        ``None`` where missing: JSON's null, never 0.

    Examples
    --------
    >>> fixed([97.245, float("nan")], decimals=2)
    [9725, None]
    """
    step = decimal.Decimal(1).scaleb(-decimals)
    return [
        None
        if np.isnan(value)
        else int(
            decimal.Decimal(str(float(value)))
            .quantize(step, rounding=decimal.ROUND_HALF_UP)
            .scaleb(decimals)
        )
        for value in values
    ]


def _column(values: Sequence[str]) -> Column:
    """Write a column of strings once if they are all the same, else as a list and positions."""
    distinct = list(dict.fromkeys(values))
    if len(distinct) == 1:
        return {"all": distinct[0]}
    place = {value: number for number, value in enumerate(distinct)}
    return {"of": distinct, "at": [place[value] for value in values]}


def _short_percent(value: float, lang: Lang) -> str:
    """Write a percentage without decimals where it has none."""
    return words.percent(value, lang, decimals=0 if value == np.rint(value) else 2)


def _word(room: str, value: object, lang: Lang) -> str:
    """Name a basis or a kind of evidence; an unknown one stands as it is."""
    if value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value)):
        return ""
    key = f"map.{room}_{value}"
    return words.text(key, lang) if key in words.catalogue(lang) else str(value)


def _date(value: dt.date | str | None, lang: Lang) -> str:
    """Write the date of a figure; nothing where the source does not say."""
    if isinstance(value, str):
        return value
    return "" if value is None or pd.isna(value) else words.date(value, lang)
