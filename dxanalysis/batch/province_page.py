"""What covers all areas: the tables, the map alone, and the province's page."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from dxanalysis import exports, maps, pages
from dxanalysis.batch.state.manifest import MANIFEST
from dxanalysis.batch.state.previous_site import keep_earlier
from dxanalysis.files import write_whole
from dxanalysis.lang import LANGUAGES, date
from dxanalysis.pages.document_links import document_links

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from dxanalysis.analysis import Analysis
    from dxanalysis.batch.state.previous_site import Earlier
    from dxanalysis.lang import Lang

TABLES: Final = ("gaps.csv", "gaps.xlsx", "gaps.gpkg", "history.csv")
MAP: Final = "map.html"


def write_tables(analysis: Analysis, folder: Path, *, lang: Lang) -> None:
    """Write what does not depend on what became of single areas: the tables and the map alone.

    Headings are in ``lang``, which the map opens in.
    """
    csv, xlsx, gpkg, history = (folder / name for name in TABLES)
    exports.write_csv(analysis, csv)
    exports.write_xlsx(analysis, xlsx, lang=lang)
    exports.write_gpkg(analysis, gpkg)
    exports.write_history(analysis, history)
    drawn = pages.area_map(
        analysis,
        analysis.whole,
        lang=[lang, *(one for one in LANGUAGES if one != lang)],  # the reader can switch
        themes=pages.map_themes(analysis),
    )
    maps.save_map(drawn, folder / MAP)


def write_page(
    analysis: Analysis,
    *,
    out: Path,
    work: Path,
    links: dict[str, str],
    failed: list[tuple[str, str]],
    lang: Lang,
    documents: Sequence[str] = (),
) -> None:
    """Write the province's page to ``work``, where the tables are already.

    ``out`` is the site, for what the report before this one said; ``links`` the code of each area
    that has a page, to its address; ``failed`` the name of each that has none, and why;
    ``documents`` the addresses of what is written besides pages.
    """
    commune_links = {
        commune: links[area.code]
        for area in analysis.page_areas
        if area.code in links
        for commune in area.communes
    }
    province = analysis.whole
    earlier = keep_earlier(out, work)
    drawn = pages.area_map(analysis, province, lang=lang, links=commune_links)
    blocks = [
        pages.header(analysis, province, lang=lang),
        pages.headline(analysis, province, lang=lang),
        *([pages.section("failed", lang=lang), pages.error_cards(failed)] if failed else []),
        pages.key_figures(analysis, province, lang=lang),
        *_since(analysis, earlier, lang=lang),
        pages.section("map", lang=lang),
        pages.as_block(drawn),
        pages.section("areas", lang=lang),
        pages.area_table(analysis, lang=lang, links=links),
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
        pages.section("villages", lang=lang),
        pages.unserved_villages(analysis, province, lang=lang),
        pages.what_to_ask(analysis, province, lang=lang),
        pages.section("services", lang=lang),
        pages.services_table(analysis, province, lang=lang),
        pages.section("notes", lang=lang),
        pages.data_notes(analysis, province, lang=lang),
        *document_links(analysis, documents, links=links, lang=lang),
        pages.section("sources", lang=lang),
        pages.sources_table(analysis, lang=lang),
        pages.downloads([*TABLES, MAP, MANIFEST], lang=lang),
    ]
    title = pages.page_title(analysis, province, lang=lang)
    write_whole(work / "index.html", pages.render_index(blocks, title=title, lang=lang))


def _since(analysis: Analysis, earlier: Earlier | None, *, lang: Lang) -> list[pages.Block]:
    """Say what changed since the report before this one, if there was one."""
    if earlier is None:
        return []
    when = date(dt.datetime.fromisoformat(earlier.finished).astimezone().date(), lang)
    return [
        pages.section("since", lang=lang),
        pages.since_last(analysis, earlier.gaps, when=when, lang=lang),
    ]
