"""The published figures of one indicator, as a table in the order of time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from dxanalysis.published.catalogue import figures

if TYPE_CHECKING:
    from dxanalysis.lang import Lang


def series(indicator: str, *, province: str, lang: Lang = "vi") -> pd.DataFrame:
    """List the rates that were published of one indicator, the earliest first.

    Parameters
    ----------
    indicator
        Id of a rate.
    province
        Two digits; ``00`` for the whole country.
    lang
        The language of the words.

    Returns
    -------
    pandas.DataFrame
        One row per figure that was reached and printed as one number: ``indicator``; ``as_of``, the
        last day it can stand for (inferred where the source gives no date, missing and first where
        nothing is known); ``period``, the same in words, which say what is only inferred;
        ``rate_pct``; ``denominator`` and ``vintage``, missing, for no source gives the base or the
        list of units with a rate; ``definition``, what the source says it counts; ``document``,
        where it was published; and ``evidence``. Fits
        :func:`dxanalysis.studies.trends.mark_breaks`.

    Examples
    --------
    >>> series("villages_4g", province="14")["rate_pct"].tolist()
    [98.5, 98.3, 96.9]
    """
    chosen = [
        figure
        for figure in figures().values()
        if (figure.indicator, figure.province, figure.role) == (indicator, province, "rate")
        and (figure.kind, figure.bound, len(figure.numbers)) == ("reached", "exact", 1)
    ]
    table = pd.DataFrame(
        {
            "indicator": indicator,
            "as_of": pd.to_datetime(pd.Series([figure.last_day for figure in chosen])),
            "period": [figure.when(lang) for figure in chosen],
            "rate_pct": [figure.value for figure in chosen],
            "denominator": float("nan"),
            "vintage": None,
            "definition": [figure.name(lang) for figure in chosen],
            "document": [figure.source.name(lang) for figure in chosen],
            "evidence": "declared",
        }
    )
    return table.sort_values("as_of", na_position="first", kind="stable", ignore_index=True)
