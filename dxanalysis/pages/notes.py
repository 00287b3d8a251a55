"""What to know about the figures, which pages failed, and the tables next to the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from dxanalysis.findings import sentence
from dxanalysis.indicators import indicator
from dxanalysis.lang import text
from dxanalysis.pages.blocks import Block, fill, sentence_block
from dxanalysis.pages.tables import services_of, villages_in
from dxanalysis.reads import block
from dxanalysis.sources import boundaries
from dxanalysis.vietnamese import in_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dxanalysis.analysis import Analysis, Area
    from dxanalysis.lang import Lang

_NOTES_SHOWN: Final = 6

_DISPUTED: Final = 3
"""So many figures that are given in different ways are named."""

_NAMED: Final = 20
"""So many areas without figures are named."""


@block(reads="area")
def data_notes(analysis: Analysis, area: Area, *, lang: Lang = "vi") -> Block:
    """Say what the checks found in the area's figures, and which kinds were not sent.

    Parameters
    ----------
    analysis, area
        What the page is about.
    lang
        The language.

    Returns
    -------
    Block
        The first findings, the others folded. Findings of whole files show on the province's page.
    """
    of_area = analysis.findings["unit_code"].isin(area.communes)
    if area == analysis.whole:
        of_area |= analysis.findings["unit_code"].isna()
    found = analysis.findings[of_area]
    notes = [
        {"severity": row["severity"], "sentence": sentence(row, lang)}
        for row in found.to_dict("records")
    ]
    lines = analysis.boundary_findings
    of_lines = lines["unit_code"].isin(area.communes)
    if area == analysis.whole:
        of_lines |= (lines["unit_code"] == "") & (lines["severity"] != "note")
    notes += [
        {"severity": row["severity"], "sentence": boundaries.sentence(row, lang)}
        for row in lines[of_lines].to_dict("records")
    ]
    absent = _absent(analysis, area, lang=lang)
    if not notes and not absent:
        return sentence_block(text("pages.no_findings", lang))
    notes += [{"severity": "note", "sentence": said} for said in absent]
    more = notes[_NOTES_SHOWN:]
    return fill(
        "notes",
        notes=notes[:_NOTES_SHOWN],
        more=more,
        more_label=text("pages.more_findings", lang, n=len(more)),
    )


def _absent(analysis: Analysis, area: Area, *, lang: Lang) -> list[str]:
    """Say which sections an area's page has not, for nothing was sent: that is not "none"."""
    said = {
        "no_village_list": villages_in(analysis, area).empty,
        "no_services": not services_of(analysis, area, lang=lang).rows,
    }
    return [text(f"pages.{key}", lang) for key, absent in said.items() if absent]


def error_cards(cards: Sequence[tuple[str, str]]) -> Block:
    """Show the areas whose page could not be made.

    Parameters
    ----------
    cards
        Name of the area, and why.

    Returns
    -------
    Block
        One card each.
    """
    return fill("cards", cards=[{"title": title, "sentence": why} for title, why in cards])


def disputed_figures(analysis: Analysis, *, lang: Lang = "vi") -> Block:
    """Say which figures are left out, for files give them in different ways.

    Parameters
    ----------
    analysis
        What the page is about.
    lang
        The language.

    Returns
    -------
    Block
        One sentence; nothing where every figure is given in one way.
    """
    found = analysis.findings[analysis.findings["rule"] == "duplicate"]
    if found.empty:
        return Block(Markup(""))
    named = "; ".join(
        text(
            "pages.disputed_one",
            lang,
            indicator=indicator(str(row["indicator"])).name(lang),
            unit=row["unit_name"],
            value=row["value"],
            file=row["file"],
            expected=row["expected"],
            other=row["other"],
        )
        for row in found[:_DISPUTED].to_dict("records")
    )
    count = len(found.drop_duplicates(["unit_code", "indicator", "other"]))
    more = " …" if len(found) > _DISPUTED else ""
    return sentence_block(text("pages.disputed", lang, n=count, named=named + more))


def silent_areas(analysis: Analysis, *, lang: Lang = "vi", failed: Sequence[str] = ()) -> Block:
    """Say of which areas no figure has come, so that they have no page.

    Parameters
    ----------
    analysis
        What the page is about.
    lang
        The language.
    failed
        Names of areas of which cards speak already.

    Returns
    -------
    Block
        One sentence; nothing where figures of all areas have come.
    """
    names = [area.label(lang) for area in analysis.silent_areas]
    names = [in_sentence(name) for name in names if name not in failed]
    if not names:
        return Block(Markup(""))
    named = ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
    return sentence_block(text("pages.without_figures", lang, n=len(names), names=named))


def downloads(names: Sequence[str], *, lang: Lang = "vi") -> Block:
    """Link the tables stored next to the page.

    Parameters
    ----------
    names
        File names.
    lang
        The language.

    Returns
    -------
    Block
        One line of links.
    """
    links = Markup(", ").join(Markup('<a href="{0}">{0}</a>').format(name) for name in names)
    line = Markup(text("pages.download", lang, links="{}")).format(links)  # noqa: S704 - our words
    return Block(Markup('<div class="dxa"><p>{}</p></div>').format(line))
