"""A brief of one A4 page for whoever has two minutes: as a page to print, and in Word."""

from __future__ import annotations

import base64
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from dxanalysis.analysis import value_of
from dxanalysis.display.templates import environment
from dxanalysis.documents.findings import Findings, find
from dxanalysis.documents.form import OfficialDocument
from dxanalysis.documents.pictures import MAP_MM
from dxanalysis.gaps import MET
from dxanalysis.indicators import indicator
from dxanalysis.lang import MISSING, number, percent, text
from dxanalysis.lang.plain import visible
from dxanalysis.pages import key_findings, tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from dxanalysis.analysis import Analysis, Area
    from dxanalysis.lang import Lang
    from dxanalysis.pages.asks import Asked
    from dxanalysis.pages.changes import Before

_FIGURES: Final = 4
_COMMUNES: Final = 8
_LINES: Final = 5
"""Communes as lines in Word, which take more room than rows of a table."""
_ASKS: Final = 4
_MUCH: Final = 1200
"""Letters: a brief that says more is set in smaller ones, so that it stays one page."""


@dataclass(frozen=True)
class Figure:
    """One of the four figures.

    Attributes
    ----------
    name
        Of the indicator.
    now, target, last
        Percent: what stands, what is to be reached and when (or that there is no target), and what
        stood last time, empty where that is not known.
    missing
        What is still missing to the target, in the indicator's unit; empty where nothing is.
    observed
        Of which communes it is, where that is not all.
    is_met, is_open
        Whether the target is reached, or figures are missing that could tell.
    """

    name: str
    now: str
    target: str
    last: str
    missing: str
    observed: str = ""
    is_met: bool = False
    is_open: bool = False


@dataclass(frozen=True)
class Brief:
    """What a brief says, all of it plain text.

    Attributes
    ----------
    title, dates
        What it is about, and from when its figures are.
    marks
        What must not be overlooked: that figures are illustrative.
    finding
        The headline of the page.
    figures
        Four, beside target and last time.
    last_time
        When last time was.
    heads, communes
        The communes where most people lack 4G.
    asks
        What to ask next.
    sources
        The files behind the figures.
    """

    title: str
    dates: str
    marks: tuple[str, ...]
    finding: tuple[str, ...]
    figures: tuple[Figure, ...]
    last_time: str
    heads: tuple[str, ...]
    communes: tuple[tuple[str, ...], ...]
    asks: tuple[str, ...]
    sources: str

    @property
    def has_last(self) -> bool:
        """Whether any of its figures has one of last time beside it."""
        return any(one.last for one in self.figures)

    @property
    def is_long(self) -> bool:
        """Whether it needs smaller letters to stay on one page."""
        said = [self.title, *self.marks, *self.finding, *self.asks, self.sources]
        named = [cell for row in self.communes for cell in row]
        return sum(map(len, [*said, *named])) > _MUCH


def make_brief(
    analysis: Analysis,
    area: Area,
    *,
    lang: Lang,
    before: Before | None = None,
    findings: Findings | None = None,
) -> Brief:
    """Choose what a leader has to know about an area.

    Parameters
    ----------
    analysis, area
        What it is about.
    lang
        The language.
    before
        The report before this one, if there was one with other figures.
    findings
        What is said of it, if it was found already.

    Returns
    -------
    Brief
        Every figure in it stands on the area's page too, or on that of the whole.
    """
    found = findings or find(analysis, area, lang=lang)
    heads, communes = _communes(analysis, found.ranked, lang)
    files = tables.given_files(analysis)["path"]
    return Brief(
        title=text("pages.title", lang, area=area.label(lang)),
        dates=text("pages.as_of", lang, date=key_findings.page_dates(analysis, area, lang=lang)),
        marks=_marks(analysis, lang),
        finding=found.headline,
        figures=_figures(analysis, area, before, lang),
        last_time=text("documents.last_time", lang, date=before.told(lang))
        if before
        else text("documents.no_last_time", lang),
        heads=heads,
        communes=communes,
        asks=tuple(_asks(found.parties, lang)),
        sources=text("documents.brief_sources", lang, files=", ".join(map(visible, files))),
    )


def _marks(analysis: Analysis, lang: Lang) -> tuple[str, ...]:
    """Say what must not be overlooked."""
    return tuple(analysis.marks(lang))


def _figures(
    analysis: Analysis, area: Area, before: Before | None, lang: Lang
) -> tuple[Figure, ...]:
    """Choose the first four figures there are."""
    own = analysis.shown(area.code)
    known = [key for key in key_findings.KEY_FIGURES if key in own.index]
    return tuple(
        _figure(
            analysis, own, key, before.rate_of(analysis, area, key) if before else math.nan, lang
        )
        for key in known[:_FIGURES]
    )


def _figure(analysis: Analysis, own: pd.DataFrame, key: str, last: float, lang: Lang) -> Figure:
    """Write one figure beside its target and what it was."""
    known = value_of(own, key, "target_pct")
    target = known if not own["reason"].get(key) else math.nan
    no_target = "no_target" if math.isnan(known) else "no_comparison"
    gap = value_of(own, key, "gap_count")
    return Figure(
        name=analysis.name_of(key, lang),
        now=percent(value_of(own, key, "rate_pct"), lang),
        target=text(f"pages.{no_target}", lang)
        if math.isnan(target)
        else text(
            "pages.target_year",
            lang,
            target=percent(target, lang, decimals=None),
            year=key_findings.year_shown(own, key, today=analysis.year, lang=lang),
        ),
        last="" if math.isnan(last) else percent(last, lang),
        missing=f"{number(gap, lang, decimals=0)} {indicator(key).unit(lang)}" if gap > 0 else "",
        is_met=gap <= 0 and key_findings.standing_of(own, key) == MET,
        is_open=gap <= 0 and key_findings.standing_of(own, key) != MET,
        observed=key_findings.partly(own, key, lang=lang),
    )


def _communes(
    analysis: Analysis, ranked: Sequence[str], lang: Lang
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """List the communes that lack most of what the page ranks them by: headings and rows."""
    named = ((code, analysis.areas[code].label(lang)) for code in ranked[:_COMMUNES])
    rows = [(code, visible(name), None) for code, name in named]
    lead = tables.lead_rate(analysis)
    chosen = ((lead, "lacking"), (lead, "rate"), ("villages_fibre", "lacking"))
    table = tables.rates_of(analysis, rows, first="commune", lang=lang, sparks=False, chosen=chosen)
    return tuple(table.headings), tuple(tuple(cell.shown for cell in row) for row in table.rows)


def _asks(parties: Sequence[Asked], lang: Lang) -> list[str]:
    """Say what to ask for next: of each party the first thing, then the others."""
    said = [
        (place, f"{one.party}: {sentence}")
        for one in parties
        for place, sentence in enumerate(one.sentences)
    ]
    chosen = [line for _, line in sorted(said, key=lambda pair: pair[0])[:_ASKS]]
    return chosen or [text("documents.ask_nothing", lang)]


def brief_page(brief: Brief, png: bytes | None, *, lang: Lang) -> str:
    """Write a brief as a page that prints to one sheet of A4.

    Parameters
    ----------
    brief
        What it says.
    png
        The map; None where it could not be drawn, and the page says so in its place.
    lang
        The language.

    Returns
    -------
    str
        One HTML page without scripts and outside addresses, every text escaped.
    """
    # Our own PNG, never bytes of a file.
    address = f"data:image/png;base64,{base64.b64encode(png).decode()}" if png else ""
    return (
        environment("dxanalysis.documents")
        .get_template("brief.html.j2")
        .render(
            brief=brief,
            lang=lang,
            picture=Markup(address),  # noqa: S704 - letters of base64 only
            words={name: text(f"documents.{name}", lang) for name in _WORDS}
            | {name: text(f"pages.{name}", lang) for name in _NO_WORDS},
            map_words=map_words(brief, lang),
            no_picture=text("documents.no_picture", lang, what=map_words(brief, lang)),
        )
    )


def map_words(brief: Brief, lang: Lang) -> str:
    """Say what the map of a brief shows: coverage beside its target, where there is one.

    Parameters
    ----------
    brief
        The brief; its first figure is what the map shows.
    lang
        The language.

    Returns
    -------
    str
        A heading.
    """
    no_target = text("pages.no_target", lang)
    plain = bool(brief.figures) and brief.figures[0].target == no_target
    return text(f"documents.brief_map{'_plain' if plain else ''}", lang)


def figures_heading(brief: Brief, lang: Lang) -> str:
    """Say what the figures of a brief stand beside: their targets and, if any, last time."""
    return text(f"documents.brief_figures{'' if brief.has_last else '_first'}", lang)


_WORDS: Final = (
    "brief_communes", "brief_asks", "head_target", "head_last", "head_to_target",
)  # fmt: skip
_NO_WORDS: Final = ("no_target", "no_comparison")


def brief_document(brief: Brief, png: bytes | None, *, lang: Lang) -> bytes:
    """Write a brief as one page of Word.

    Parameters
    ----------
    brief
        What it says.
    png
        The map; None where it could not be drawn, and the document says so in its place.
    lang
        The language.

    Returns
    -------
    bytes
        A docx file; equal for equal content.
    """
    document = OfficialDocument(lang=lang, title=brief.title, running="", compact=True)
    document.title(brief.title, f"{brief.dates}. {brief.last_time}")
    if brief.marks:
        document.mark(". ".join(brief.marks) + ".")
    for sentence in brief.finding:
        document.paragraph(sentence)
    heads = ("indicator", "rate", "target", *(["last"] if brief.has_last else []), "to_target")
    document.small_table(
        [text(f"documents.head_{head}", lang) for head in heads],
        [
            [
                " · ".join(filter(None, (one.name, one.observed))),
                one.now,
                one.target,
                *([one.last or text("documents.no_last", lang)] if brief.has_last else []),
                _still_needed(one, lang),
            ]
            for one in brief.figures
        ],
        about=figures_heading(brief, lang),
    )
    document.beside(
        png,
        alt=brief.finding[0] if brief.finding else brief.title,
        what=map_words(brief, lang),
        width_mm=MAP_MM[0],
        most_high_mm=MAP_MM[1],
        heading=text("documents.brief_communes", lang),
        lines=_commune_lines(brief, lang),
    )
    document.heading(text("documents.brief_asks", lang), level=2)
    document.bullets(brief.asks, size=10)
    document.small_print(brief.sources)
    return document.to_bytes()


def _still_needed(figure: Figure, lang: Lang) -> str:
    """Say how much a figure lacks to its target, or why nothing can be said."""
    known = "target_reached" if figure.is_met else "target_undecided"
    key = known if figure.is_met or figure.is_open else "no_comparison"
    return figure.missing or text(f"pages.{key}", lang)


def _commune_lines(brief: Brief, lang: Lang) -> list[str]:
    """Write each commune as a line, for beside a map there is no room for a table."""
    heads, absent = brief.heads[1:], text("documents.no_figure", lang)
    lines = []
    for name, *row in brief.communes[:_LINES]:
        cells = zip(heads, row, strict=True)
        said = [f"{head} {absent if one == MISSING else one}" for head, one in cells]
        lines.append(f"{name}: {'; '.join(said)}")
    return lines
