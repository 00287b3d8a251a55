"""What covers all areas: the tables, the map alone, and the province's page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxanalysis import exports, maps, pages
from dxanalysis.batch.state.manifest import MANIFEST
from dxanalysis.batch.state.previous_site import keep_earlier
from dxanalysis.files import write_whole
from dxanalysis.lang import LANGUAGES
from dxanalysis.pages.province import province_page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from dxanalysis.analysis import Analysis
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
    links: Mapping[str, str],
    failed: Sequence[tuple[str, str]],
    lang: Lang,
    documents: Sequence[str],
) -> None:
    """Write the province's page to ``work``, where the tables are already.

    ``out`` is the site, for what the report before this one said; ``links`` the code of each area
    that has a page, to its address; ``failed`` the name of each that has none, and why;
    ``documents`` the addresses of what is written besides pages.
    """
    page = province_page(
        analysis,
        links=links,
        failed=failed,
        before=keep_earlier(out, work),
        documents=documents,
        files=[*TABLES, MAP, MANIFEST],
        lang=lang,
    )
    write_whole(work / "index.html", page)
