"""The report of an area as a Word document: what its page says, as text, tables and pictures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dxanalysis import pages
from dxanalysis.analysis import value_of
from dxanalysis.documents.findings import Findings, find
from dxanalysis.documents.form import OfficialDocument
from dxanalysis.documents.issuer import Issuer
from dxanalysis.documents.pictures import CHART_MM, MAP_MM, MOST_BARS, Pictures
from dxanalysis.lang import number, percent, text
from dxanalysis.pages import asks, changes, key_findings, tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from dxanalysis.analysis import Analysis, Area
    from dxanalysis.lang import Lang
    from dxanalysis.maps import Theme
    from dxanalysis.pages.blocks import Table
    from dxanalysis.pages.changes import Before

_MOST_ASKED: Final = 60
"""Rows: of the 400 of a province, an appendix would have 25 sheets; the page sorts them."""

_IN_BODY: Final = 15
"""A table of more rows than this stands in the appendix."""


def area_document(
    analysis: Analysis,
    area: Area,
    *,
    lang: Lang = "vi",
    issuer: Issuer | None = None,
    pictures: Pictures | None = None,
    findings: Findings | None = None,
    before: Before | None = None,
) -> bytes:
    """Make the report of one area.

    Parameters
    ----------
    analysis, area
        What it is about.
    lang
        Vietnamese in the official form, English in a plain one.
    issuer
        Who issues it; gaps are left to fill in.
    pictures
        Those that were drawn already; it also learns which cannot be drawn.
    findings
        What is said of it, if it was found already.
    before
        The report before this one, if there was one; the report of the whole lists what changed.

    Returns
    -------
    bytes
        A docx file; equal for equal content.
    """
    own = issuer or Issuer()
    place = area.label(lang)
    dates = text("pages.as_of", lang, date=key_findings.page_dates(analysis, area, lang=lang))
    short = [text("pages.illustrative", lang)] if analysis.is_illustrative else []
    document = OfficialDocument(
        lang=lang,
        title=text("documents.subject", lang, area=place),
        running=" · ".join([place, dates, *short]),
    )
    document.head(
        own,
        kind=text("documents.kind", lang),
        subject=text("documents.subject", lang, area=place),
    )
    for mark in analysis.marks(lang, long=True):
        document.mark(mark)
    later: list[Table] = []
    found = findings or find(analysis, area, lang=lang)
    _findings(document, analysis, area, dates=dates, headline=found.headline, before=before)
    if before is not None and area == analysis.whole:
        _since(document, analysis, before, later)
    _pictures(document, pictures or Pictures(analysis, lang), area, alt=found.headline[0])
    _communes(document, analysis, area, found.ranked, later)
    _operators(document, analysis, area)
    _villages(document, analysis, area, later)
    sites = asks.planned_in(analysis, area)
    _asks(document, analysis, found, sites, later)
    _services(document, analysis, area)
    _sources(document, analysis)
    document.end(own)
    for place_in, table in enumerate(later):
        document.heading(text("documents.appendix", lang, number=str(place_in + 1)), new_page=True)
        _write(document, table)
    return document.to_bytes()


def _write(document: OfficialDocument, table: Table) -> None:
    """Write a table of a page: what its cells show, and the small print below in brackets."""
    rows = [
        [f"{cell.shown} ({cell.detail})" if cell.detail else cell.shown for cell in row]
        for row in table.rows
    ]
    document.table(
        list(table.headings), rows, caption=table.caption, note=table.note, words=_wordy(table)
    )


def _wordy(table: Table) -> list[int]:
    """List the columns of a table that hold words."""
    first = table.rows[0] if table.rows else []
    return [place for place, cell in enumerate(first) if place == 0 or cell.kind == "text"]


def _findings(
    document: OfficialDocument,
    analysis: Analysis,
    area: Area,
    *,
    dates: str,
    headline: Sequence[str],
    before: Before | None,
) -> None:
    """Write the summary, and the first figures beside target and whole."""
    lang = document.lang
    document.heading(text("documents.summary", lang))
    document.paragraph(f"{dates}.")
    for sentence in headline:
        document.paragraph(sentence)
    document.bullets(key_findings.gap_share_sentences(analysis, area, lang=lang))
    figures = analysis.shown(area.code)
    whole = analysis.shown(analysis.whole.code)
    is_part = area != analysis.whole
    rows = []
    for key in (key for key in key_findings.KEY_FIGURES if key in figures.index):
        partly = key_findings.partly(figures, key, lang=lang)
        rows.append(
            [
                " · ".join(filter(None, (analysis.name_of(key, lang), partly))),
                number(value_of(figures, key, "numerator"), lang, decimals=0),
                number(value_of(figures, key, "denominator"), lang, decimals=0),
                percent(value_of(figures, key, "rate_pct"), lang),
                *([percent(value_of(whole, key, "rate_pct"), lang)] if is_part else []),
                *([percent(before.rate_of(analysis, area, key), lang)] if before else []),
                *key_findings.target_cells(figures, key, today=analysis.year, lang=lang),
            ]
        )
    heads = ["indicator", "reached", "base", "rate", *(["whole"] if is_part else [])]
    heads += [*(["last"] if before else []), "target", "to_target"]
    name = analysis.whole_label(lang)
    document.table(
        [text(f"documents.head_{head}", lang, whole=name) for head in heads],
        rows,
        caption=text("documents.key_figures", lang),
        note=" ".join(
            [
                text("pages.note_missing", lang),
                *([text("documents.last_time", lang, date=before.told(lang))] if before else []),
            ]
        ),
    )


def _since(
    document: OfficialDocument, analysis: Analysis, before: Before, later: list[Table]
) -> None:
    """Say what changed since the report before this one; a long list stands in the appendix."""
    lang = document.lang
    document.heading(text("pages.section_since", lang))
    when = before.told(lang)
    lead, table = changes.changes_of(analysis, before.gaps, when=when, lang=lang)
    document.paragraph(lead)
    document.bullets(changes.communes_that_changed(analysis, before.gaps, lang=lang))
    if table is None:
        return
    table = replace(table, caption=text("documents.since", lang, date=when))
    if len(table.rows) > _IN_BODY:
        later.append(table)
        document.paragraph(text("documents.see_appendix", lang, number=str(len(later))))
    else:
        _write(document, table)


def _pictures(document: OfficialDocument, pictures: Pictures, area: Area, *, alt: str) -> None:
    """Place the map of 4G and, of few communes, their chart; of many the map of fibre."""
    lang, analysis = document.lang, pictures.analysis
    first, *others = pages.page_themes(analysis)
    document.heading(text("pages.section_map", lang), new_page=True)
    _map(document, pictures, area, first, alt=alt)
    if 1 < len(area.communes) <= MOST_BARS and first.kind != "count":
        png, bars = pictures.chart_of(area, first.indicator)
        name = analysis.name_of(first.indicator, lang)
        caption = text("documents.chart_of_each", lang, indicator=name)
        document.picture(png, caption=caption, alt=bars, width_mm=CHART_MM)
    for theme in [one for one in others if one.indicator == "villages_fibre"][:1]:
        if len(area.communes) > MOST_BARS:
            _map(document, pictures, area, theme, alt=f"{theme.name(lang)}, {area.label(lang)}")


def _map(
    document: OfficialDocument, pictures: Pictures, area: Area, theme: Theme, *, alt: str
) -> None:
    """Place one map."""
    caption = f"{theme.name(document.lang)}, {area.label(document.lang)}"
    png = pictures.map_of(area, theme)
    document.picture(png, caption=caption, alt=alt, width_mm=MAP_MM[0])


def _communes(
    document: OfficialDocument,
    analysis: Analysis,
    area: Area,
    ranked: Sequence[str],
    later: list[Table],
) -> None:
    """Write the rates of the area's parts."""
    lang = document.lang
    if len(area.communes) == 1:
        return
    by_page = area == analysis.whole and analysis.workspace.grouping != "commune"
    document.heading(text("pages.section_areas" if by_page else "pages.section_communes", lang))
    if by_page:
        codes = tables.ranked_pages(analysis)
        rows = [(code, analysis.areas[code].label(lang), None) for code in codes]
        level = analysis.page_areas[0].level
        _write(document, tables.rates_of(analysis, rows, first=level, lang=lang, sparks=False))
    communes = [(code, analysis.areas[code].label(lang), None) for code in ranked]
    table = tables.rates_of(analysis, communes, first="commune", lang=lang, sparks=False)
    if len(communes) > _IN_BODY:
        later.append(table)
        document.paragraph(text("documents.see_appendix", lang, number=str(len(later))))
    else:
        _write(document, table)


def _operators(document: OfficialDocument, analysis: Analysis, area: Area) -> None:
    """Compare the operators."""
    document.heading(text("pages.section_operators", document.lang))
    _write(document, tables.operators_of(analysis, area, lang=document.lang))


def _villages(
    document: OfficialDocument, analysis: Analysis, area: Area, later: list[Table]
) -> None:
    """Count the villages without a signal; a long list stands in the appendix."""
    lang = document.lang
    document.heading(text("pages.section_villages", lang))
    summary = tables.villages_summary(analysis, area, lang=lang)
    if not summary:
        document.paragraph(text("pages.no_village_list", lang))
        return
    document.paragraph(summary)
    table = tables.villages_of(analysis, area, lang=lang)
    if len(table.rows) > _IN_BODY:
        later.append(table)
        document.paragraph(text("documents.see_appendix", lang, number=str(len(later))))
    else:
        _write(document, table)


def _asks(
    document: OfficialDocument,
    analysis: Analysis,
    found: Findings,
    sites: pd.DataFrame,
    later: list[Table],
) -> None:
    """Say what to ask for next, of whom; by commune in the appendix."""
    lang, rows = document.lang, found.asked
    if rows.empty and sites.empty:
        return
    document.heading(text("pages.section_asks", lang))
    document.paragraph(text("asks.lead", lang))
    document.bullets(
        f"{one.party}: {sentence}"
        for one in [*found.parties, *asks.planned_of(analysis, sites, lang=lang)]
        for sentence in one.sentences
    )
    if len(rows) + len(sites) > _MOST_ASKED:
        document.paragraph(text("documents.see_page", lang))
        return
    later.append(asks.table_of(analysis, rows, sites, lang=lang))
    document.paragraph(text("documents.see_appendix", lang, number=str(len(later))))


def _services(document: OfficialDocument, analysis: Analysis, area: Area) -> None:
    """Write services and people."""
    table = tables.services_of(analysis, area, lang=document.lang)
    if table.rows:
        document.heading(text("pages.section_services", document.lang))
        rows = [[cell.shown for cell in row] for row in table.rows]
        document.table(list(table.headings), rows, caption=table.caption, note=table.note)


def _sources(document: OfficialDocument, analysis: Analysis) -> None:
    """Name the files, their dates, and the targets."""
    document.heading(text("pages.section_sources", document.lang))
    files, targets = tables.sources_of(analysis, lang=document.lang)
    # A hash proves a file to a program; on paper it is noise.
    heads = list(files.headings)[:-1]
    rows = [[cell.shown for cell in row][:-1] for row in files.rows]
    document.table(heads, rows, caption=files.caption, note=files.note)
    _write(document, targets)
