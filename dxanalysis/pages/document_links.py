"""The documents beside a site's pages: how they are named, and the links to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from dxanalysis.lang import MISSING, text
from dxanalysis.pages.blocks import Block, Cell, Table, fill
from dxanalysis.pages.key_findings import section
from dxanalysis.vietnamese import slug

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from dxanalysis.analysis import Analysis, Area
    from dxanalysis.lang import Lang

UNITS: Final = "units"
"""Folder of the areas' pages and reports."""

PROVINCE_FILE: Final = "tinh.docx"
MAIL_FILE: Final = "what-changed.eml"

_MOST_SHOWN: Final = 20
"""Rows: a longer table is folded."""

_COLUMNS: Final = ("docx", "brief_page", "brief_docx", "archive")


def report_name(stem: str) -> str:
    """Name the Word report of an area: ``units/126-huyen-song-ma.docx``."""
    return f"{UNITS}/{stem}.docx"


def brief_name(code: str, ending: str) -> str:
    """Name the brief of an area: ``brief-126.html``."""
    return f"brief-{code}.{ending}"


def archive_top(area: Area) -> str:
    """Name the archive of an area without its ending, and the folder in it."""
    return f"{slug(area.code)}-{slug(area.name)[:60] or 'site'}"


def documents_of(
    analysis: Analysis, stems: Mapping[str, str], *, kinds: Collection[str], of_areas: bool
) -> list[str]:
    """Name what a report writes besides pages, as far as the province's page links it.

    Parameters
    ----------
    analysis
        What the site is about.
    stems
        Code of each area whose page was made, to the name of that page without its ending.
    kinds
        ``docx``, ``mail``, ``zip``: what was asked for.
    of_areas
        Whether each area gets its own archive.

    Returns
    -------
    list of str
        Addresses relative to the province's page.
    """
    names: list[str] = []
    if "docx" in kinds:
        names += [PROVINCE_FILE, *map(report_name, stems.values())]
        codes = [analysis.whole.code, *stems]
        names += [brief_name(code, ending) for code in codes for ending in ("html", "docx")]
    if "mail" in kinds:
        names.append(MAIL_FILE)
    if "zip" in kinds:
        packed = [analysis.areas[code] for code in stems] if of_areas else [analysis.whole]
        names += [f"{archive_top(area)}.zip" for area in packed]
    return names


def document_links(
    analysis: Analysis, names: Collection[str], *, links: Mapping[str, str], lang: Lang = "vi"
) -> list[Block]:
    """Link the documents of a site.

    Parameters
    ----------
    analysis
        What the site is about.
    names
        The documents there are, as :func:`documents_of` names them.
    links
        Code of each area that has a page, to its address.
    lang
        The language.

    Returns
    -------
    list of Block
        A section with a table of areas and lines about the letter and the archive of all; nothing
        where there are none.
    """
    if not names:
        return []
    areas = [analysis.whole, *(one for one in analysis.page_areas if one.code in links)]
    found = {area: _own(analysis, area, links) for area in areas}
    of_all = found[analysis.whole]["archive"] in names
    columns = _COLUMNS[:-1] if of_all else _COLUMNS
    shown = [key for key in columns if any(own[key] in names for own in found.values())]
    rows = [
        [
            Cell(area.label(lang), area.label(lang), "text"),
            *(_link(own[key], names, lang) for key in shown),
        ]
        for area, own in found.items()
        if any(own[key] in names for key in shown)
    ]
    blocks = [section("documents", lang=lang)]
    if rows:
        heads = [text(f"documents.link_{key}", lang) for key in shown]
        table = Table(
            caption=text("documents.links_caption", lang),
            headings=[text("documents.link_area", lang), *heads],
            rows=rows,
        )
        folded = text("documents.links_show", lang, n=len(rows))
        many = len(rows) > _MOST_SHOWN
        shown_table = table.block()
        blocks.append(fill("folded", label=folded, inside=shown_table) if many else shown_table)
    if MAIL_FILE in names:
        blocks.append(Block(_sentence("mail", MAIL_FILE, lang)))
    if of_all:
        blocks.append(Block(_sentence("whole", found[analysis.whole]["archive"], lang)))
    return blocks


def _sentence(key: str, name: str, lang: Lang) -> Markup:
    """Link one file in a sentence of its own."""
    link = Markup('<a href="{0}">{0}</a>').format(name)
    said = Markup(text(f"documents.link_{key}", lang, name="{}")).format(link)  # noqa: S704 - ours
    return Markup('<div class="dxa"><p>{}</p></div>').format(said)


def _own(analysis: Analysis, area: Area, links: Mapping[str, str]) -> dict[str, str]:
    """Name what there may be of one area."""
    whole = area == analysis.whole
    return {
        "docx": PROVINCE_FILE if whole else f"{links[area.code].removesuffix('.html')}.docx",
        "brief_page": brief_name(area.code, "html"),
        "brief_docx": brief_name(area.code, "docx"),
        "archive": f"{archive_top(area)}.zip",
    }


def _link(name: str, names: Collection[str], lang: Lang) -> Cell:
    """Link one document, where it is there."""
    if name not in names:
        return Cell(MISSING, kind="text")
    words = text(f"documents.open_{name.rpartition('.')[2]}", lang)
    return Cell(words, words, "text", href=name)


def without_archives(page: str, names: Iterable[str], *, lang: Lang) -> str:
    """Take the links to archives out of a page that goes into one, where they would lead nowhere.

    Parameters
    ----------
    page
        The province's page.
    names
        The archives.
    lang
        Its language.

    Returns
    -------
    str
        The same page without the sentence about the whole archive, a dash in place of others.
    """
    for name in names:
        page = page.replace(_sentence("whole", name, lang), "")
        words = text("documents.open_zip", lang)
        page = page.replace(f'<a href="{name}">{words}</a>', MISSING)
    return page
