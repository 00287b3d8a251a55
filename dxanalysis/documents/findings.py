"""What is found of an area once, and said in its report and in its brief."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dxanalysis.pages import asks, key_findings, tables

if TYPE_CHECKING:
    import pandas as pd

    from dxanalysis.analysis import Analysis, Area
    from dxanalysis.lang import Lang
    from dxanalysis.pages.asks import Asked


@dataclass(frozen=True)
class Findings:
    """What is found of one area.

    Attributes
    ----------
    headline
        The finding of its page, in sentences.
    ranked
        The codes of its communes, those that lack most first.
    asked
        What :func:`dxanalysis.pages.asks.asks_in` found.
    parties
        The same in sentences.
    """

    headline: tuple[str, ...]
    ranked: tuple[str, ...]
    asked: pd.DataFrame
    parties: tuple[Asked, ...]


def find(
    analysis: Analysis, area: Area, *, lang: Lang, asked: pd.DataFrame | None = None
) -> Findings:
    """Find what is said of an area.

    Parameters
    ----------
    analysis, area
        What it is about.
    lang
        The language.
    asked
        What :func:`dxanalysis.pages.asks.asks_in` found, if it was found already.

    Returns
    -------
    Findings
        All of it stands on the area's page too.
    """
    rows = asks.asks_in(analysis, area) if asked is None else asked
    return Findings(
        headline=tuple(key_findings.headline_sentences(analysis, area, lang=lang)),
        ranked=tuple(tables.ranked_codes(analysis, analysis.commune_gaps(area), area.communes)),
        asked=rows,
        parties=tuple(asks.asked_of(analysis, rows, lang=lang)),
    )
