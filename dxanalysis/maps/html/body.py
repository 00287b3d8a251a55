"""The HTML of a map's page: what stands before its script runs, and what stands if it never does.

Every text of the page that a language switch changes has a name here; the script finds its element
by ``data-say`` and its wording in the page's data.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from dxanalysis import lang as words
from dxanalysis.display.paper import running_head
from dxanalysis.maps.html.document import MAP_ID
from dxanalysis.maps.localized_text import Wording, in_each

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dxanalysis.lang import Lang
    from dxanalysis.palette import MapClass

Said = dict[str, dict["Lang", str]]
"""Name of an element to its text in each language."""


def wordings(
    *,
    title: Wording,
    as_of: Wording,
    sources: Sequence[Wording],
    marks: Sequence[str],
    points: int,
    langs: Sequence[Lang],
) -> Said:
    """Collect the page's own texts.

    Parameters
    ----------
    title, as_of, sources
        What the caller wants to stand there.
    marks
        Keys of the marks that hold.
    points
        How many coordinates the page gives away.
    langs
        The page's languages.

    Returns
    -------
    dict
        Name of the element to its text in each language.
    """
    said: Said = {
        "title": in_each(title, langs),
        "skip": {lang: words.text("map.skip", lang) for lang in langs},
    }
    if as_of:
        said["as-of"] = dated_wording(as_of, langs)
    for number, key in enumerate(marks):
        said[f"mark-{number}"] = {lang: words.text(key, lang) for lang in langs}
    if sources or points:
        said["sources"] = {lang: words.text("map.sources", lang) for lang in langs}
    for number, source in enumerate(sources):
        said[f"source-{number}"] = in_each(source, langs)
    if points:
        said["points"] = {lang: words.text("map.points_note", lang, n=points) for lang in langs}
    return said


def dated_wording(as_of: Wording, langs: Sequence[Lang]) -> dict[Lang, str]:
    """Say in each language from when figures are.

    Parameters
    ----------
    as_of
        Their date.
    langs
        The languages.

    Returns
    -------
    dict
        Language to the line below the title.
    """
    dates = in_each(as_of, langs)
    return {lang: words.text("map.as_of", lang, date=dates[lang]) for lang in langs}


@dataclass(frozen=True)
class StillTheme:
    """A theme as a still map.

    Attributes
    ----------
    name
        What it shows.
    svg
        The still map.
    legend
        Its classes and how many units are in each.
    """

    name: str
    svg: str
    legend: Sequence[tuple[MapClass, int]]


def body(said: Said, *, lang: Lang, still: StillTheme) -> str:
    """Write the body of the page.

    Parameters
    ----------
    said
        The page's texts: see :func:`wordings`.
    lang
        The language that the page opens in.
    still
        What is shown where nothing can be computed.

    Returns
    -------
    str
        HTML, every text in it escaped.
    """
    spoken = {name: text[lang] for name, text in said.items()}
    date = _say("p", "as-of", spoken)
    stamps = _list("mark", spoken, "marks")
    sources = _list("source", spoken, "") + _say("p", "points", spoken)
    footer = f"<footer>{_say('h2', 'sources', spoken)}{sources}</footer>" if sources else ""
    rows = "".join(
        f"<li><i {_paint(one)}></i>{escape(one.label)}: {words.number(count, lang)}</li>"
        for one, count in still.legend
    )
    note = escape(words.text("map.noscript", lang, theme=still.name))
    marks = [spoken[name] for name in spoken if name.startswith("mark-")]
    head = running_head([spoken["title"], spoken.get("as-of", ""), *marks])
    return (
        f"<style>{head}</style>\n"
        f'<a class="skip" href="#dx-table" data-say="skip">{escape(spoken["skip"])}</a>\n'
        f'<header><div class="heading">{_say("h1", "title", spoken)}{date}</div>{stamps}</header>\n'
        '<div id="dx-themes"></div>\n'
        f'<main><div id="dx-stage"><div id="map_{MAP_ID}"></div>{stamps}'
        '<p id="dx-hint" hidden></p></div>\n'
        '<div id="dx-column"><div id="dx-side"></div><div id="dx-table"></div></div></main>\n'
        f'<noscript><p>{note}</p>{still.svg}<ul class="still-legend">{rows}</ul></noscript>\n'
        f'{footer}<p id="dx-live" class="unseen" role="status" aria-live="polite"></p>'
    )


def on_paper(said: Said, *, lang: Lang, stills: Sequence[StillTheme]) -> str:
    """Write the map as it is printed: with its full legend, nothing to press.

    Parameters
    ----------
    said, lang
        As for :func:`body`.
    stills
        The first theme, or the two that are compared, which stand side by side.

    Returns
    -------
    str
        HTML with styles of its own, every text in it escaped.
    """
    spoken = {name: text[lang] for name, text in said.items()}
    title, date = (_say(tag, name, spoken) for tag, name in (("h3", "title"), ("p", "as-of")))
    if len(stills) == 1:
        drawn = (
            f'<div style="flex:1 1 65%;min-width:0">{stills[0].svg}</div>'
            f'<div style="flex:1 1 35%;font-size:.8rem">{_legend_on_paper(stills[0], lang)}</div>'
        )
    else:
        drawn = "".join(
            f'<div style="flex:1 1 0;min-width:0;font-size:.8rem">{one.svg}'
            f"{_legend_on_paper(one, lang)}</div>"
            for one in stills
        )
    stamps = _list("mark", spoken, "stamps")
    return (
        f'<figure style="margin:0;break-inside:avoid">{title}{date}{stamps}'
        f'<div style="display:flex;gap:1.5em;align-items:flex-start">{drawn}</div></figure>'
    )


def _legend_on_paper(still: StillTheme, lang: Lang) -> str:
    """Name a still map and its classes."""
    samples = "".join(
        '<li style="display:flex;gap:.5em;align-items:center;break-inside:avoid">'
        f'<i style="flex:none;width:1em;height:1em;border:1px solid #888;background:{_ink(one)}">'
        f"</i>{escape(one.label)}: {words.number(count, lang)}</li>"
        for one, count in still.legend
    )
    return (
        f"<p><strong>{escape(still.name)}</strong></p>"
        f'<ul style="list-style:none;margin:0;padding:0">{samples}</ul>'
    )


def _ink(one: MapClass) -> str:
    """Give the ground of a class's sample on paper; hatches as in the map."""
    hatches = {
        "missing": "repeating-linear-gradient(135deg,#fff 0 3px,#8b8f94 3px 4px)",
        "incomparable": "radial-gradient(#6c7076 1px,#fff 1.5px) 0 0/5px 5px",
    }
    return hatches.get(one.hatch, one.colour)


def _say(tag: str, name: str, spoken: Mapping[str, str]) -> str:
    """Write an element with one of the page's texts, if the page has it."""
    if name not in spoken:
        return ""
    return f'<{tag} data-say="{name}">{escape(spoken[name])}</{tag}>'


def _list(prefix: str, spoken: Mapping[str, str], kind: str) -> str:
    """Write a list of the page's texts, if it has any."""
    items = "".join(_say("li", name, spoken) for name in spoken if name.startswith(f"{prefix}-"))
    named = f' class="{kind}"' if kind else ""
    return f"<ul{named}>{items}</ul>" if items else ""


def _paint(one: MapClass) -> str:
    """Give the attribute that paints a class's sample."""
    return f'style="background:{one.colour}"' if one.hatch == "none" else f'class="{one.hatch}"'
