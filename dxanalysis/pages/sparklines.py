"""Charts as small as a word, for the cells of a table: how communes are spread, and what changed.

Both are SVG with a sentence that stands for them where they cannot be seen. Only numbers and our
own words go into them.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np
from markupsafe import Markup

from dxanalysis.lang import date, percent, text
from dxanalysis.studies.trends import mark_breaks

if TYPE_CHECKING:
    import pandas as pd

    from dxanalysis.lang import Lang

_WIDTH: Final = 100
_HEIGHT: Final = 14
_TICK: Final = 3
"""How far ticks stay from the upper and lower edge; the target's line does not."""

_AT_LEAST: Final = 2
"""Fewer communes than this are no spread, and fewer dates no change."""


def strip(rates: pd.Series[float], *, target: float, lang: Lang) -> Markup:
    """Show how the communes of an area are spread: one tick each on a line from 0 to 100 %.

    Parameters
    ----------
    rates
        Percent, one a commune; missing ones are left out, and said.
    target
        Percent; NaN where there is none to compare with.
    lang
        The language of the sentence that stands for it.

    Returns
    -------
    markupsafe.Markup
        One ``<svg>``; empty where fewer than two communes have a rate.
    """
    known = rates.dropna()
    if len(known) < _AT_LEAST:
        return Markup()
    spoken = text(
        "pages.strip",
        lang,
        n=len(known),
        lowest=percent(known.min(), lang),
        middle=percent(known.median(), lang),
        highest=percent(known.max(), lang),
        silent=len(rates) - len(known),
    )
    ticks = " ".join(f"M{rate:.1f} {_TICK}v{_HEIGHT - 2 * _TICK}" for rate in known)
    goal = Markup("") if np.isnan(target) else Markup('<path class="goal" d="M{:.1f} 0v{}"/>')
    return _svg(
        spoken,
        Markup('<path class="ground" d="M0 {}h100"/><path class="ticks" d="{}"/>').format(
            _HEIGHT / 2, ticks
        )
        + goal.format(target, _HEIGHT),
    )


def trend(points: pd.DataFrame, *, lang: Lang, shown: float = math.nan) -> Markup:
    """Show a rate over time, the line broken wherever a comparison would be wrong.

    Parameters
    ----------
    points
        One row a date, in order, as :func:`dxanalysis.studies.trends.mark_breaks` takes them.
    lang
        The language of the sentence that stands for it.
    shown
        The rate beside which the line stands, in percent; where it is the last one, it is not
        written a second time.

    Returns
    -------
    markupsafe.Markup
        One ``<svg>``, and below it the first and the last rate with their dates; empty where fewer
        than two dates have a rate.
    """
    if len(points) < _AT_LEAST:
        return Markup()
    known = points[points["rate_pct"].notna() & points["as_of"].notna()]
    if len(known) < _AT_LEAST:
        return Markup()
    marked = mark_breaks(known)
    days = (marked["as_of"] - marked["as_of"].iloc[0]).dt.days
    across = (2 + 96 * days / max(days.iloc[-1], 1)).to_numpy()
    # The height shows the change, not the level: that stands in the cell as a number.
    low, high = marked["rate_pct"].min(), marked["rate_pct"].max()
    room = _HEIGHT - 2 * _TICK
    up = (_HEIGHT - _TICK - room * (marked["rate_pct"] - low) / max(high - low, 1.0)).to_numpy()
    lines = [
        "M" + " L".join(f"{across[at]:.1f} {up[at]:.1f}" for at in places)
        for places in marked.groupby("segment").indices.values()
    ]
    spoken = text(
        "pages.trend",
        lang,
        first=percent(marked["rate_pct"].iloc[0], lang),
        last=percent(marked["rate_pct"].iloc[-1], lang),
        n=len(marked),
    )
    dots = Markup("").join(
        Markup('<path class="end" d="M{:.1f} {:.1f}h0"/>').format(x, y)
        for x, y in zip(across, up, strict=True)
    )
    first, last = (
        text(
            "pages.trend_point",
            lang,
            rate=percent(marked["rate_pct"].iloc[at], lang),
            date=date(marked["as_of"].iloc[at].date(), lang),
        )
        for at in (0, -1)
    )
    drawn = Markup('<path class="line" d="{}"/>').format(" ".join(lines)) + dots
    same = math.isclose(low, high) and (marked["segment"] == marked["segment"].iloc[0]).all()
    if same and math.isclose(low, shown):
        said = Markup('<small class="trend">{}</small>').format(
            text("pages.trend_same", lang, date=marked["as_of"].iloc[0].date())
        )
    elif math.isclose(marked["rate_pct"].iloc[-1], shown):
        said = Markup('<small class="trend">{}</small>').format(
            text("pages.trend_from", lang, first=first)
        )
    else:
        said = Markup('<small class="trend"><span>{}</span> → <span>{}</span></small>').format(
            first, last
        )
    return _svg(spoken, drawn) + said


def _svg(spoken: str, inside: Markup) -> Markup:
    """Put a drawing together with the sentence that stands for it."""
    return Markup(
        '<svg class="spark" role="img" aria-label="{0}" viewBox="0 0 {1} {2}" '
        'preserveAspectRatio="none"><title>{0}</title>{3}</svg>'
    ).format(spoken, _WIDTH, _HEIGHT, inside)
