"""The report of an area as a Word document: what its page says, as text, tables and pictures."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import matplotlib as mpl

from dxanalysis import charts, pages
from dxanalysis.analysis import value_of
from dxanalysis.documents.form import WIDTH_MM, Issuer, OfficialDocument
from dxanalysis.errors import DxAnalysisError
from dxanalysis.files import write_whole
from dxanalysis.indicators import indicator
from dxanalysis.lang import MISSING, number, percent, text
from dxanalysis.pages import key_findings, tables

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from matplotlib.figure import Figure

    from dxanalysis.analysis import Analysis, Area
    from dxanalysis.lang import Lang
    from dxanalysis.pages.blocks import Table

_DPI: Final = 200
_CHART_MM: Final = 120.0
_IN_BODY: Final = 15
"""A table of more rows than this stands in the appendix."""

PROVINCE_FILE: Final = "tinh.docx"


def area_document(
    analysis: Analysis, area: Area, *, lang: Lang = "vi", issuer: Issuer | None = None
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

    Returns
    -------
    bytes
        A docx file; equal for equal content.
    """
    own = issuer or Issuer()
    place = area.label(lang)
    marks = [
        text(f"pages.{key}_long", lang)
        for key, holds in (
            ("illustrative", analysis.is_illustrative),
            ("approximate", analysis.has_approximate_boundaries),
        )
        if holds
    ]
    dates = text("pages.as_of", lang, date=analysis.dates(area, lang=lang))
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
    for mark in marks:
        document.mark(mark)
    later: list[Table] = []
    _findings(document, analysis, area, dates)
    _pictures(document, analysis, area)
    _communes(document, analysis, area, later)
    _operators(document, analysis, area)
    _villages(document, analysis, area, later)
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


def _findings(document: OfficialDocument, analysis: Analysis, area: Area, dates: str) -> None:
    """Write the summary, and the first figures beside target and whole."""
    lang = document.lang
    document.heading(text("documents.summary", lang))
    document.paragraph(f"{dates}.")
    for sentence in key_findings.headline_sentences(analysis, area, lang=lang):
        document.paragraph(sentence)
    document.bullets(key_findings.gap_share_sentences(analysis, area, lang=lang))
    figures = analysis.figures(area.code)
    whole = analysis.figures(analysis.whole.code)
    rows = []
    for key in (key for key in key_findings.KEY_FIGURES if key in figures.index):
        entry = indicator(key)
        target = value_of(figures, key, "target_pct")
        comparable = not figures["reason"].get(key)
        rows.append(
            [
                entry.name(lang),
                number(value_of(figures, key, "numerator"), lang, decimals=0),
                number(value_of(figures, key, "denominator"), lang, decimals=0),
                percent(value_of(figures, key, "rate_pct"), lang),
                percent(value_of(whole, key, "rate_pct"), lang),
                percent(target, lang, decimals=None) if comparable else MISSING,
                number(value_of(figures, key, "gap_count"), lang, decimals=0),
            ]
        )
    heads = ("indicator", "reached", "base", "rate", "whole", "target", "to_target")
    document.table(
        [text(f"documents.head_{head}", lang, whole=analysis.whole_label(lang)) for head in heads],
        rows,
        caption=text("documents.key_figures", lang),
        note=text("pages.note_missing", lang),
    )


def _pictures(document: OfficialDocument, analysis: Analysis, area: Area) -> None:
    """Place the map and the chart of 4G."""
    lang = document.lang
    theme = pages.page_themes(analysis)[0]
    name = theme.name(lang)
    document.heading(text("pages.section_map", lang))
    document.picture(
        _png(lambda: pages.area_still(analysis, area, theme=theme, lang=lang)),
        caption=f"{name}, {area.label(lang)}",
        alt=" ".join(key_findings.headline_sentences(analysis, area, lang=lang)[:1]),
        width_mm=WIDTH_MM,
    )
    if len(area.communes) > 1:
        figure = charts.coverage_chart(analysis, area, indicator_id="pop_4g", lang=lang)
        document.picture(
            _png(lambda: figure),
            caption=indicator("pop_4g").name(lang),
            alt=str(figure.get_label()),
            width_mm=_CHART_MM,
        )


def _png(draw: Callable[[], Figure]) -> bytes | None:
    """Draw a picture; None where it cannot be drawn, and the document says so in its place."""
    out = io.BytesIO()
    try:
        # Without date and program, so that equal pictures are equal bytes.
        with mpl.rc_context({"savefig.dpi": _DPI}):
            draw().savefig(out, format="png", metadata={"Software": None})
    except DxAnalysisError:
        return None
    return out.getvalue()


def _communes(
    document: OfficialDocument, analysis: Analysis, area: Area, later: list[Table]
) -> None:
    """Write the rates of the area's parts."""
    lang = document.lang
    if len(area.communes) == 1:
        return
    by_page = area == analysis.whole and analysis.workspace.grouping != "commune"
    document.heading(text("pages.section_areas" if by_page else "pages.section_communes", lang))
    if by_page:
        rows = [(one.code, one.label(lang), None) for one in analysis.page_areas]
        level = analysis.page_areas[0].level
        _write(document, tables.rates_of(analysis, rows, first=level, lang=lang))
    communes = [(code, analysis.areas[code].label(lang), None) for code in area.communes]
    table = tables.rates_of(analysis, communes, first="commune", lang=lang)
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


def write_documents(
    analysis: Analysis,
    folder: Path,
    *,
    stems: Mapping[str, str],
    lang: Lang = "vi",
    issuer: Issuer | None = None,
) -> list[Path]:
    """Write the report of the province and of every area that has a page.

    Parameters
    ----------
    analysis
        What they are about.
    folder
        The site: ``tinh.docx``, and ``units/<stem>.docx``.
    stems
        Code of each area to the name of its page without its ending.
    lang
        The language.
    issuer
        Who issues them.

    Returns
    -------
    list of pathlib.Path
        The files.

    Raises
    ------
    OutputError
        If a file cannot be written.
    """
    made = []
    (folder / "units").mkdir(parents=True, exist_ok=True)
    wanted = {analysis.whole.code: folder / PROVINCE_FILE}
    wanted |= {code: folder / "units" / f"{stem}.docx" for code, stem in stems.items()}
    for code, path in wanted.items():
        content = area_document(analysis, analysis.areas[code], lang=lang, issuer=issuer)
        write_whole(path, content)
        made.append(path)
    return made
