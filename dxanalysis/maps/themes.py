"""What a map can show: themes, each of one or two indicators, as columns of whole numbers.

Figures travel to the page as whole numbers of hundredths (rates, points) or ones (counts), rounded
here as :func:`dxanalysis.lang.number` rounds; the page only sets the decimal mark and the groups.
"""

from __future__ import annotations

import decimal
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np
import pandas as pd

from dxanalysis import lang as words
from dxanalysis import palette
from dxanalysis.errors import ParameterError
from dxanalysis.indicators import OPERATORS, indicator
from dxanalysis.maps.gap_table import GapTable, Rows
from dxanalysis.maps.localized_text import Wording, in_each

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import numpy.typing as npt

    from dxanalysis.lang import Lang
    from dxanalysis.palette import MapClass, Scale

KINDS: Final = ("gap", "rate", "count", "two")

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
        What the choice is called, in the page's languages; the indicator's name if empty.
    kind
        ``gap`` colours by percentage points below the target, ``rate`` by the rate, ``count`` by
        the numerator (stations, teams, accounts: what has no rate), ``two`` by three levels of this
        indicator and three of the second.
    as_of
        Show the figures as they stood on this day; None for those of the map's own table.
    second
        Id of the second indicator of a theme of kind ``two``.
    """

    indicator: str
    operator: str = "any"
    label: Wording = ""
    kind: palette.Kind = "gap"
    as_of: dt.date | None = None
    second: str = ""

    def name(self, lang: Lang) -> str:
        """Give the label, or the indicator's name where there is none."""
        if self.label:
            return in_each(self.label, [lang])[lang]
        names = [indicator(one).name(lang) for one in (self.indicator, self.second) if one]
        return " × ".join(names)

    @property
    def key(self) -> str:
        """Name the theme in a link to the page: plain letters, whatever the label says."""
        date = f"{self.as_of:%Y-%m-%d}" if self.as_of else ""
        parts = (self.indicator, self.operator, self.kind, self.second, date)
        return ".".join(part for part in parts if part)


@dataclass(frozen=True)
class Layer:
    """A theme with its figures put into classes, for the page and for still maps.

    Attributes
    ----------
    theme
        What it is of.
    rows
        Per unit of the map its figures, in the map's order.
    second
        The same for the second indicator; None where there is none.
    scales
        What each indicator's figures are classed by.
    position
        Per unit the position of its class; shape (units,).
    tally
        Per class the units that count.
    """

    theme: Theme
    rows: Rows
    second: Rows | None
    scales: tuple[Scale, ...]
    position: npt.NDArray[np.int64]
    tally: npt.NDArray[np.int64]

    def classes(self, lang: Lang) -> tuple[MapClass, ...]:
        """List the theme's classes in one language."""
        if self.second is None:
            return palette.classes(self.scales[0], lang)
        names = indicator(self.theme.indicator).name(lang), indicator(self.theme.second).name(lang)
        return palette.paired_classes(names, cast("tuple[Scale, Scale]", self.scales), lang)


def layers(
    themes: Sequence[Theme],
    gaps: pd.DataFrame,
    *,
    codes: Sequence[str],
    counted: Sequence[bool],
    dated: Mapping[dt.date, pd.DataFrame] | None = None,
) -> list[Layer]:
    """Put the figures of a map's themes into classes.

    Parameters
    ----------
    themes
        Indicator, operator and kind of each.
    gaps
        The table of gaps; see :data:`dxanalysis.maps.gap_table.GAP_COLUMNS`. Units without a row
        have no data.
    codes
        Units in the order of the map's geometry.
    counted
        Per unit whether the map is about it. Neighbours are ground to find one's way by: they have
        no figures, so that what changes there changes nothing here.
    dated
        Tables like ``gaps`` of other days, for themes that name one.

    Returns
    -------
    list of Layer
        Figures and classes.

    Raises
    ------
    ParameterError
        If columns are lacking, an indicator or a kind is unknown, a second indicator is lacking or
        not wanted, or a unit has several rows.
    """
    tables: dict[dt.date | None, pd.DataFrame] = {None: gaps}
    tables.update((dated or {}).items())
    missing = [f"{theme.as_of}" for theme in themes if theme.as_of not in tables]
    if missing:
        raise ParameterError("map.no_such_day", found=", ".join(missing))
    shown = {one for theme in themes for one in (theme.indicator, theme.second)}
    ready = {
        day: GapTable(tables[day], codes=codes, counted=counted, of=shown)
        for day in {theme.as_of for theme in themes}
    }
    return [_layer(theme, ready[theme.as_of], counted=counted) for theme in themes]


def _layer(theme: Theme, table: GapTable, *, counted: Sequence[bool]) -> Layer:
    """Put one theme's figures into classes."""
    if theme.kind not in KINDS or (theme.kind == "two") != bool(theme.second):
        raise ParameterError(
            "map.bad_kind", found=f"{theme.kind} {theme.second}".strip(), theme=theme.indicator
        )
    rows = table.rows(theme.indicator, theme.operator)
    second = table.rows(theme.second, theme.operator) if theme.second else None
    if second is None:
        scales: tuple[Scale, ...] = (cast("Scale", theme.kind),)
        values, comparable = _scaled(rows, scales[0])
        position = palette.classify(
            values, scales[0], comparable=comparable, nothing=rows.rate_pct == 0
        )
        size = len(palette.classes(scales[0], "vi"))
    else:
        pair: tuple[Scale, Scale] = (_scale_of(rows), _scale_of(second))
        one, other = _scaled(rows, pair[0]), _scaled(second, pair[1])
        position = palette.classify_pair((one[0], other[0]), pair, comparable=one[1] & other[1])
        scales, size = pair, palette.LEVELS**2 + 2
    tally = np.bincount(position[np.asarray(counted, dtype=bool)], minlength=size)
    return Layer(theme, rows, second, scales, position, tally)


def payload(drawn: Layer, langs: Sequence[Lang]) -> dict[str, object]:
    """Write one theme for the page.

    Parameters
    ----------
    drawn
        Its figures and classes.
    langs
        The page's languages.

    Returns
    -------
    dict
        Plain numbers and strings, ready for JSON.
    """
    theme = drawn.theme
    written: dict[str, object] = {
        "key": theme.key,
        "label": {lang: theme.name(lang) for lang in langs},
        "kind": theme.kind,
        "class": drawn.position.tolist(),
        "tally": drawn.tally.tolist(),
        **_figures(theme.indicator, theme.operator, drawn.rows, langs),
    }
    if drawn.second is not None:
        written["second"] = _figures(theme.second, theme.operator, drawn.second, langs)
        written["levels"] = {
            lang: [palette.level_labels(scale, lang) for scale in drawn.scales] for lang in langs
        }
    return written


def _figures(
    indicator_id: str, operator: str, rows: Rows, langs: Sequence[Lang]
) -> dict[str, object]:
    """Write one indicator's figures and what is to be known about it."""
    what = indicator(indicator_id)
    fits = rows.fits_target
    return {
        "indicator": {lang: what.name(lang) for lang in langs},
        "definition": {lang: what.definition(lang) for lang in langs},
        "unit": {lang: what.unit(lang) for lang in langs},
        "operator": {lang: OPERATORS.get(operator, {}).get(lang, operator) for lang in langs},
        "rate": fixed(rows.rate_pct, decimals=2),
        "numerator": fixed(rows.numerator, decimals=0),
        "denominator": fixed(rows.denominator, decimals=0),
        "gap": fixed(np.where(fits, rows.gap_points, np.nan), decimals=2),
        "met": (fits & (rows.gap_points <= 0)).astype(int).tolist(),
        "count": fixed(np.where(fits, rows.gap_count, np.nan), decimals=0),
        "target": _column(fixed(rows.target_pct, decimals=2)),
        "year": _column([None if np.isnan(one) else round(one) for one in rows.target_year]),
        "observed": _column(fixed(rows.observed_pct, decimals=2)),
        "basis": _worded(
            rows.basis, lambda one, lang: _word(f"indicators.basis_{one}", one, lang), langs
        ),
        "evidence": _worded(
            rows.evidence, lambda one, lang: _word(f"map.evidence_{one}", one, lang), langs
        ),
        "as_of": _worded(rows.as_of, _date, langs),
    }


def _scale_of(rows: Rows) -> Scale:
    """Level an indicator by its gap where it has a target to compare with, else by its rate."""
    return "gap" if rows.fits_target.any() else "rate"


def _scaled(rows: Rows, scale: Scale) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """Give the figures that are classed, and whether each may be set against its target."""
    everywhere = np.ones(len(rows.rate_pct), dtype=bool)
    if scale == "count":
        return rows.numerator, everywhere
    if scale == "rate":
        return rows.rate_pct, everywhere
    # A figure that no target fits is not missing: it needs a value of its own.
    has_rate, fits = ~np.isnan(rows.rate_pct), rows.fits_target
    values = np.where(has_rate, np.where(fits, rows.gap_points, 0.0), np.nan)
    return values, fits | ~has_rate


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
    figures = np.asarray(values if isinstance(values, np.ndarray) else list(values), dtype=float)
    scaled = figures * 10**decimals
    near_half = np.abs(scaled - np.floor(scaled) - 0.5) < _HALF_WIDTH * (1 + np.abs(scaled))
    with np.errstate(invalid="ignore"):
        whole = np.rint(scaled)
    return [
        None if number != number else _exactly(figure, decimals) if is_near else int(number)  # noqa: PLR0124 - NaN
        for number, figure, is_near in zip(
            whole.tolist(), figures.tolist(), near_half.tolist(), strict=True
        )
    ]


_HALF_WIDTH: Final = 1e-9
"""How near to a half a binary figure is rounded by its decimal digits instead."""


def _exactly(value: float, decimals: int) -> int:
    """Round one figure by its digits."""
    step = decimal.Decimal(1).scaleb(-decimals)
    rounded = decimal.Decimal(str(value)).quantize(step, rounding=decimal.ROUND_HALF_UP)
    return int(rounded.scaleb(decimals))


def _column(values: Sequence[object]) -> Column:
    """Write a column once if it is the same throughout, else as a list and positions."""
    distinct = list(dict.fromkeys(values))
    if len(distinct) == 1:
        return {"all": distinct[0]}
    place = {value: number for number, value in enumerate(distinct)}
    return {"of": distinct, "at": [place[value] for value in values]}


def _worded(
    values: npt.NDArray[np.object_], say: Callable[[Any, Lang], str], langs: Sequence[Lang]
) -> Column:
    """Write a column of words in each language; each different value is put into words once."""
    codes, distinct = pd.factorize(values)
    said = [tuple(say(value, lang) for lang in langs) for value in distinct]
    said.append(tuple("" for _ in langs))  # what is missing has the code -1
    column = _column([said[code] for code in codes.tolist()])

    def spoken(text: object) -> dict[Lang, str]:
        return dict(zip(langs, cast("tuple[str, ...]", text), strict=True))

    if "all" in column:
        return {"all": spoken(column["all"])}
    return {
        "of": [spoken(text) for text in cast("list[object]", column["of"])],
        "at": column["at"],
    }


def _word(key: str, value: object, lang: Lang) -> str:
    """Name a basis or a kind of evidence; an unknown one stands as it is."""
    return words.text_or(key, str(value), lang)


def _date(value: object, lang: Lang) -> str:
    """Write the date of a figure; nothing where the source does not say."""
    if isinstance(value, str):
        return value
    day = cast("dt.date", value)
    return "" if pd.isna(day) else words.date(pd.Timestamp(day), lang)
