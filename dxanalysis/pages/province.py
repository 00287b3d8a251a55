"""The page of all that a workspace is about, which leads to the page of each area."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxanalysis import pages
from dxanalysis.pages.document_links import document_links

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dxanalysis.analysis import Analysis
    from dxanalysis.lang import Lang
    from dxanalysis.pages.changes import Before


def province_page(
    analysis: Analysis,
    *,
    links: Mapping[str, str],
    failed: Sequence[tuple[str, str]],
    before: Before | None,
    documents: Sequence[str],
    files: Sequence[str],
    lang: Lang,
) -> str:
    """Make the page that a planner opens first.

    Parameters
    ----------
    analysis
        What it is about.
    links
        Code of each area that has a page, to the address of that.
    failed
        Name of each area that has none, and why.
    before
        The figures of the report before this one, if there was one.
    documents
        Addresses of what is written besides pages, such as reports in Word.
    files
        Names of what lies beside the page and can be taken along.
    lang
        The language.

    Returns
    -------
    str
        One HTML page that asks for nothing outside.
    """
    commune_links = {
        commune: links[area.code]
        for area in analysis.page_areas
        if area.code in links
        for commune in area.communes
    }
    province = analysis.whole
    drawn = pages.area_map(analysis, province, lang=lang, links=commune_links)
    blocks = [
        pages.header(analysis, province, lang=lang),
        pages.headline(analysis, province, lang=lang),
        pages.disputed_figures(analysis, lang=lang),
        *([pages.section("failed", lang=lang), pages.error_cards(failed)] if failed else []),
        pages.key_figures(analysis, province, lang=lang),
        *_since(analysis, before, lang=lang),
        pages.section("map", lang=lang),
        pages.as_block(drawn),
        pages.section(
            "communes" if analysis.workspace.grouping == "commune" else "areas", lang=lang
        ),
        pages.area_table(analysis, lang=lang, links=links),
        pages.silent_areas(analysis, lang=lang, failed=[name for name, _ in failed]),
        *(
            [
                pages.section("communes", lang=lang),
                pages.commune_table(analysis, province, lang=lang, links=commune_links),
            ]
            if analysis.workspace.grouping != "commune"  # the table above has them already
            else []
        ),
        pages.gap_shares(analysis, province, lang=lang),
        pages.section("operators", lang=lang),
        pages.operator_table(analysis, province, lang=lang),
        pages.single_operators(analysis, province, lang=lang),
        pages.section(
            "villages", pages.unserved_villages(analysis, province, lang=lang), lang=lang
        ),
        pages.what_to_ask(analysis, province, lang=lang),
        pages.section("services", pages.services_table(analysis, province, lang=lang), lang=lang),
        pages.section("notes", lang=lang),
        pages.data_notes(analysis, province, lang=lang),
        *document_links(analysis, documents, links=links, lang=lang),
        pages.section("sources", lang=lang),
        pages.sources_table(analysis, lang=lang),
        pages.downloads(files, lang=lang),
    ]
    title = pages.page_title(analysis, province, lang=lang)
    return pages.render_index(blocks, title=title, lang=lang)


def _since(analysis: Analysis, before: Before | None, *, lang: Lang) -> list[pages.Block]:
    """Say what changed since the report before this one, if there was one."""
    if before is None:
        return []
    return [
        pages.section("since", lang=lang),
        pages.since_last(analysis, before.gaps, when=before.told(lang), lang=lang),
    ]
