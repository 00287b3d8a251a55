"""The blocks of a page: each takes the analysis and the area it is about, and gives safe HTML."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Final

import jinja2
import pandas as pd
from markupsafe import Markup

from dxanalysis import charts, checks, maps
from dxanalysis.analysis import HEADLINE, figure_in
from dxanalysis.gaps import rank_communes
from dxanalysis.indicators import OPERATORS, indicator
from dxanalysis.lang import MISSING, date, number, percent, text
from dxanalysis.sources import boundaries

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import folium
    import geopandas as gpd
    from matplotlib.figure import Figure

    from dxanalysis.analysis import Analysis, Area
    from dxanalysis.lang import Lang

KEY_FIGURES: Final = (
    "pop_4g",
    "pop_5g",
    "villages_4g",
    "villages_fibre",
    "households_fibre_passed",
)
SERVICES: Final = (
    "households_smartphone",
    "adults_epayment",
    "adults_digital_signature",
    "population_digital_apps",
    "files_online",
    "results_digitised",
    "eid_accounts",
    "teams",
    "team_members",
)

_NOTES_SHOWN: Final = 6
_HALF: Final = 50.0
_FEW: Final = 3
"""So many communes are named; more are only counted."""

_NEAR_POINTS: Final = 0.05
"""Percentage points: rates nearer to each other than this are called equal."""


@dataclass(frozen=True)
class Block:
    """A piece of a page that JupyterLab and the page's template both show.

    Attributes
    ----------
    html
        The block, all text in it escaped.
    """

    html: Markup

    def _repr_html_(self) -> str:
        return str(self.html)

    def __html__(self) -> str:
        return str(self.html)


@dataclass(frozen=True)
class _Cell:
    """One cell of a table: what is shown, and what it is sorted by (empty: missing, so last)."""

    shown: str
    value: object = ""
    kind: str = "number"
    width: float | None = None
    href: str | None = None
    detail: str = ""


@functools.cache
def _environment() -> jinja2.Environment:
    """Make the template engine. Everything put into a template is escaped unless it is Markup."""
    return jinja2.Environment(
        loader=jinja2.PackageLoader("dxanalysis.pages"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
    )


@functools.cache
def asset(name: str) -> Markup:
    """Read one of our own style sheets or scripts.

    Parameters
    ----------
    name
        File name in this folder.

    Returns
    -------
    markupsafe.Markup
        Its text, which is ours and so is not escaped.
    """
    return Markup((resources.files("dxanalysis.pages") / name).read_text(encoding="utf-8"))  # noqa: S704


def _block(template: str, **values: object) -> Block:
    """Fill in one template."""
    return Block(Markup(_environment().get_template(f"{template}.html.j2").render(**values)))  # noqa: S704


def render_index(blocks: Sequence[Block], *, title: str, lang: Lang) -> str:
    """Put blocks together to a whole page.

    Parameters
    ----------
    blocks
        In the order of the page.
    title
        What the browser's tab says.
    lang
        The language of the page.

    Returns
    -------
    str
        One self-contained HTML page.
    """
    template = _environment().get_template("index.html.j2")
    return template.render(blocks=blocks, title=title, lang=lang, layout=asset("layout.css"))


def page_title(analysis: Analysis, area: Area, *, lang: Lang = "vi") -> str:
    """Title a page: the area and the province, as plain text.

    Parameters
    ----------
    analysis, area
        What the page is about.
    lang
        The language.

    Returns
    -------
    str
        For instance ``Khu vực huyện Sông Mã (cũ) – Tỉnh Sơn La``.
    """
    if area.level == "province":
        return area.label(lang)
    return f"{area.label(lang)} – {analysis.province.label(lang)}"


def header(analysis: Analysis, area: Area, *, lang: Lang = "vi") -> Block:
    """Open a page: what it is about, as of when, and what must not be overlooked.

    Parameters
    ----------
    analysis, area
        What the page is about.
    lang
        The language.

    Returns
    -------
    Block
        With the styles and the script of the blocks that follow.
    """
    marks = []
    if analysis.is_illustrative:
        marks.append(text("pages.illustrative", lang))
    if analysis.has_approximate_boundaries:
        marks.append(text("pages.approximate", lang))
    spanning = analysis.communes.loc[list(area.communes)]
    spanning = spanning[spanning["spans"].fillna("") != ""]
    if area.level == "district":
        marks += [
            text(
                "pages.spans",
                lang,
                commune=row["unit_name"],
                others=row["spans"],
                share=percent(100 * row["main_share"], lang, decimals=0),
            )
            for row in spanning.to_dict("records")
        ]
    above = "" if area.level == "province" else f"{analysis.province.label(lang)} · "
    return _block(
        "header",
        style=asset("style.css"),
        script=asset("table.js"),
        kicker=f"{above}{text('pages.as_of', lang, date=date(analysis.as_of, lang))}",
        title=text("pages.title", lang, area=area.label(lang)),
        marks=marks,
    )


def section(key: str, *, lang: Lang = "vi", lead: str = "") -> Block:
    """Head a section of a page.

    Parameters
    ----------
    key
        Name of the heading in the ``pages`` catalogue, without ``section_``.
    lang
        The language.
    lead
        A sentence below it.

    Returns
    -------
    Block
        The heading.
    """
    return _block("section", anchor=key, title=text(f"pages.section_{key}", lang), lead=lead)


def finding(analysis: Analysis, area: Area, *, lang: Lang = "vi") -> Block:
    """Say the finding in one or two sentences made from the data.

    Parameters
    ----------
    analysis, area
        What the page is about.
    lang
        The language.

    Returns
    -------
    Block
        How many people lack 4G, beside the province; where half of them live; and the villages that
        fibre does not reach.
    """
    sentences = [
        _mobile_sentence(analysis, area, lang=lang),
        _where_sentence(analysis, area, lang=lang),
    ]
    return _block("finding", sentences=[sentence for sentence in sentences if sentence])


def _mobile_sentence(analysis: Analysis, area: Area, *, lang: Lang) -> str:
    """Say how many people lack 4G, beside the province."""
    own = analysis.figures(area.code)
    rate = figure_in(own, "pop_4g", "rate_pct")
    if math.isnan(rate):
        return text("pages.finding_4g_missing", lang, area=area.label(lang))
    values = {
        "area": area.label(lang),
        "n": round(_lacking(own, "pop_4g")),
        "share": percent(100 - rate, lang),
    }
    if area.level == "province":
        fifth = percent(figure_in(own, "pop_5g", "rate_pct"), lang)
        return text("pages.finding_4g_province", lang, fifth=fifth, **values)
    whole = analysis.figure(analysis.province.code, "pop_4g")
    if abs(rate - whole) < _NEAR_POINTS:
        beside = "pages.beside_same"
    else:
        beside = "pages.beside_more" if rate < whole else "pages.beside_less"
    return text(
        "pages.finding_4g",
        lang,
        beside=text(beside, lang, province=percent(100 - whole, lang)),
        **values,
    )


def _where_sentence(analysis: Analysis, area: Area, *, lang: Lang) -> str:
    """Say where half of those without 4G live, and how many villages fibre does not reach."""
    parts = []
    ranked = rank_communes(analysis.commune_gaps(area), indicator="pop_4g")
    if len(area.communes) > 1 and ranked["lacking_count"].sum() > 0:
        few = ranked[: int((ranked["lacking_share_pct"] < _HALF).sum()) + 1]
        key = "pages.finding_half_named" if len(few) <= _FEW else "pages.finding_half"
        parts.append(text(key, lang, n=len(few), names=_listed(few["unit_name"], lang)))
    own = analysis.figures(area.code)
    lacking = _lacking(own, "villages_fibre")
    if not math.isnan(lacking):
        share = percent(100 - figure_in(own, "villages_fibre", "rate_pct"), lang)
        parts.append(text("pages.finding_fibre", lang, n=round(lacking), share=share))
    return " ".join(parts)


def _listed(names: Iterable[str], lang: Lang) -> str:
    """Write names as a list in the language: ``A, B và C``."""
    # Inside a sentence the kind of a unit is a common noun: "xã Bó Sinh".
    names = [name[:1].lower() + name[1:] for name in names]
    if len(names) == 1:
        return names[0]
    return text("pages.list_end", lang, first=", ".join(names[:-1]), last=names[-1])


def key_figures(analysis: Analysis, area: Area, *, lang: Lang = "vi") -> Block:
    """Show the first figures: rate, counts, the province beside it, and what the target asks for.

    Parameters
    ----------
    analysis, area
        What the page is about.
    lang
        The language.

    Returns
    -------
    Block
        One tile an indicator.
    """
    own = analysis.figures(area.code)
    whole = analysis.figures(analysis.province.code)
    tiles = [
        _tile(key, own, figure_in(whole, key, "rate_pct"), area=area, lang=lang)
        for key in _tile_indicators(own, area)
    ]
    return _block("figures", figures=tiles)


def _tile_indicators(own: pd.DataFrame, area: Area) -> list[str]:
    """Choose the figures to show: fibre to communes only where there is more than one commune."""
    chosen = [*KEY_FIGURES, *(["communes_fibre"] if len(area.communes) > 1 else [])]
    return [key for key in chosen if key in own.index]


def _tile(
    key: str, own: pd.DataFrame, whole: float, *, area: Area, lang: Lang
) -> dict[str, object]:
    """Make one tile of the first figures."""
    entry = indicator(key)
    numerator, denominator, observed, gap_count, target = (
        figure_in(own, key, column)
        for column in ("numerator", "denominator", "observed_pct", "gap_count", "target_pct")
    )
    lines = []
    if not math.isnan(denominator):
        counts = {"numerator": numerator, "denominator": denominator}
        shown = {name: number(count, lang, decimals=0) for name, count in counts.items()}
        lines.append(text("pages.of", lang, unit=entry.unit(lang), **shown))
    if area.level != "province":
        lines.append(text("pages.province_rate", lang, rate=percent(whole, lang)))
    if observed < 100 - _NEAR_POINTS:
        lines.append(text("pages.observed", lang, share=percent(observed, lang, decimals=0)))
    lacking = ""
    reason = str(own["reason"].get(key))
    goal = {
        "target": percent(target, lang, decimals=None),
        "year": str(own["target_year"].get(key)),
    }
    if reason:
        lines.append(text(reason, lang))
    elif gap_count > 0:
        count = number(gap_count, lang, decimals=0)
        lacking = text("pages.to_target", lang, count=count, unit=entry.unit(lang), **goal)
    else:
        lines.append(text("pages.target_met", lang, **goal))
    return {
        "name": entry.name(lang),
        "value": percent(figure_in(own, key, "rate_pct"), lang),
        "lines": lines,
        "lacking": lacking,
    }


def area_map(
    analysis: Analysis, area: Area, *, lang: Lang = "vi", links: Mapping[str, str] | None = None
) -> folium.Map:
    """Draw the gaps of 4G, 5G and fibre, the area's communes in front.

    Parameters
    ----------
    analysis, area
        What the page is about.
    lang
        The language.
    links
        Page of each commune that has one, relative to this page.

    Returns
    -------
    folium.Map
        Self-contained: see :mod:`dxanalysis.maps`.
    """
    # An area whose target cannot be compared with is still coloured, by its rate.
    whole = analysis.figures(analysis.province.code)
    themes = [
        maps.Theme(
            indicator=key,
            operator="any",
            label=indicator(key).name(lang),
            kind="gap" if whole.loc[key, "comparable"] else "rate",
        )
        for key in HEADLINE
    ]
    communes = analysis.communes
    return maps.gap_map(
        communes[["unit_name", "district_code", "district_name", "geometry"]],
        analysis.gaps[analysis.gaps["level"] == "commune"],
        themes=themes,
        lang=lang,
        title=_map_title(analysis, area, lang=lang),
        as_of=date(analysis.as_of, lang),
        sources=[*analysis.inputs["path"][:-1], analysis.boundaries.source],
        outlines=_outlines(communes),
        illustrative=analysis.is_illustrative,
        approximate=analysis.has_approximate_boundaries,
        links=links,
        focus=None if area.level == "province" else list(area.communes),
    )


def as_block(drawn: folium.Map) -> Block:
    """Show a map on a page just as a notebook shows it.

    Parameters
    ----------
    drawn
        A map of :mod:`dxanalysis.maps`.

    Returns
    -------
    Block
        The map in a frame of its own.
    """
    return Block(Markup(drawn._repr_html_()))  # noqa: S704 - made of escaped text


def _map_title(analysis: Analysis, area: Area, *, lang: Lang) -> str:
    """Title the map with what it shows of 4G, or with the area where nothing can be said."""
    rows = analysis.commune_gaps(area)
    rows = rows[(rows["indicator"] == HEADLINE[0]) & (rows["operator"] == "any")]
    if rows["gap_points"].isna().all():
        return page_title(analysis, area, lang=lang)
    return text(
        "pages.map_title",
        lang,
        area=area.label(lang),
        n=int((rows["gap_points"] > 0).sum()),
        of=len(rows),
        target=percent(rows["target_pct"].iloc[0], lang, decimals=None),
    )


def _outlines(communes: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Draw the former districts around their communes."""
    drawn = communes[communes.geometry.notna()]
    return drawn.dissolve("district_code", aggfunc="first")[["district_name", "geometry"]]


def commune_table(
    analysis: Analysis, area: Area, *, lang: Lang = "vi", links: Mapping[str, str] | None = None
) -> Block:
    """List the area's communes, those where most people lack 4G first.

    Parameters
    ----------
    analysis, area
        What the page is about.
    lang
        The language.
    links
        Page of each commune that has one, relative to this page.

    Returns
    -------
    Block
        A table that sorts by the heading pressed.
    """
    rows = [
        (code, analysis.communes.loc[code, "unit_name"], (links or {}).get(code))
        for code in rank_communes(analysis.commune_gaps(area), indicator="pop_4g")["unit_code"]
    ]
    return _rates_table(analysis, rows, first="commune", lang=lang)


def area_table(
    analysis: Analysis, *, lang: Lang = "vi", links: Mapping[str, str] | None = None
) -> Block:
    """List the areas that have a page, those where most people lack 4G first.

    Parameters
    ----------
    analysis
        What the site is about.
    lang
        The language.
    links
        Page of each area, relative to this page; an area without one failed.

    Returns
    -------
    Block
        A table that sorts by the heading pressed.
    """
    level = analysis.batch[0].level
    chosen = rank_communes(analysis.gaps[analysis.gaps["level"] == level], indicator="pop_4g")[
        "unit_code"
    ]
    rows = [(code, analysis.areas[code].label(lang), (links or {}).get(code)) for code in chosen]
    return _rates_table(analysis, rows, first=level, lang=lang)


def _rates_table(
    analysis: Analysis, rows: Sequence[tuple[str, str, str | None]], *, first: str, lang: Lang
) -> Block:
    """Make the table of rates that communes and former districts share."""
    columns = [
        text(f"pages.head_{first}", lang),
        text("pages.head_population", lang),
        text("pages.head_pop_4g", lang),
        text("pages.head_without_4g", lang),
        text("pages.head_pop_5g", lang),
        text("pages.head_villages_4g", lang),
        text("pages.head_villages_fibre", lang),
        text("pages.head_without_fibre", lang),
        text("pages.head_households_passed", lang),
    ]
    cells = []
    for code, name, href in rows:
        own = analysis.figures(code)
        population = figure_in(own, "pop_4g", "denominator")
        cells.append(
            [
                _Cell(name, name, "text", href=href),
                _count_cell(population, lang),
                _share_cell(figure_in(own, "pop_4g", "rate_pct"), lang),
                _count_cell(_lacking(own, "pop_4g"), lang),
                _share_cell(figure_in(own, "pop_5g", "rate_pct"), lang),
                _share_cell(figure_in(own, "villages_4g", "rate_pct"), lang),
                _share_cell(figure_in(own, "villages_fibre", "rate_pct"), lang),
                _count_cell(_lacking(own, "villages_fibre"), lang),
                _share_cell(figure_in(own, "households_fibre_passed", "rate_pct"), lang),
            ]
        )
    return _block(
        "table",
        caption=text("pages.caption_rates", lang),
        headings=columns,
        rows=cells,
        sorted_by=3,
        note=text("pages.note_missing", lang),
    )


def _lacking(own: pd.DataFrame, key: str) -> float:
    """Count those who lack something."""
    return figure_in(own, key, "denominator") - figure_in(own, key, "numerator")


def _count_cell(value: float, lang: Lang) -> _Cell:
    """Make a cell of a count."""
    return _Cell(number(value, lang, decimals=0), "" if math.isnan(value) else value)


def _share_cell(value: float, lang: Lang) -> _Cell:
    """Make a cell of a percentage, with a bar as long."""
    if math.isnan(value):
        return _Cell(MISSING)
    return _Cell(percent(value, lang, decimals=1), value, "share", width=round(value, 1))


def operator_table(analysis: Analysis, area: Area, *, lang: Lang = "vi") -> Block:
    """Set the operators beside each other for the area. They are never summed.

    Parameters
    ----------
    analysis, area
        What the page is about.
    lang
        The language.

    Returns
    -------
    Block
        A table: operator by rate, with stations where an operator gives them.
    """
    present = [key for key in OPERATORS if key in set(analysis.observations["operator"])]
    cells = []
    for operator in present:
        own = analysis.figures(area.code, operator=operator)
        cells.append(
            [
                _Cell(OPERATORS[operator][lang], OPERATORS[operator][lang], "text"),
                *[
                    _share_cell(figure_in(own, key, "rate_pct"), lang)
                    for key in ("pop_4g", "pop_5g", "villages_4g", "villages_fibre")
                ],
                *[
                    _count_cell(figure_in(own, key, "numerator"), lang)
                    for key in ("stations_4g", "stations_5g")
                ],
                _share_cell(figure_in(own, "pop_4g", "observed_pct"), lang),
            ]
        )
    heads = ("operator", "pop_4g", "pop_5g", "villages_4g", "villages_fibre", "stations_4g")
    return _block(
        "table",
        caption=text("pages.caption_operators", lang),
        headings=[text(f"pages.head_{key}", lang) for key in (*heads, "stations_5g", "observed")],
        rows=cells,
        sorted_by=None,
        note=text("pages.note_operators", lang),
    )


def to_reach(analysis: Analysis, area: Area, *, lang: Lang = "vi") -> Block:
    """List the villages without a signal that the workbooks name.

    Parameters
    ----------
    analysis, area
        What the page is about.
    lang
        The language.

    Returns
    -------
    Block
        Totals by electricity, and the list itself, folded.
    """
    listed = analysis.villages[analysis.villages["unit_code"].isin(area.communes)]
    if listed.empty:
        return section_text(text("pages.no_village_list", lang))
    names = analysis.communes["unit_name"]
    power = {True: "pages.yes", False: "pages.no"}
    rows = [
        [
            _Cell(names[row["unit_code"]], names[row["unit_code"]], "text"),
            _Cell(row["village"], row["village"], "text"),
            _count_cell(row["households"], lang),
            _count_cell(row["people"], lang),
            _Cell(
                _yes_no(row["electricity"], power, lang), _yes_no(row["electricity"], power, lang)
            ),
        ]
        for row in listed.sort_values(["unit_code", "people"], ascending=[True, False]).to_dict(
            "records"
        )
    ]
    table = _block(
        "table",
        caption=text("pages.caption_villages", lang),
        headings=[
            text(f"pages.head_{key}", lang)
            for key in ("commune", "village", "households", "people", "electricity")
        ],
        rows=rows,
        sorted_by=None,
        note="",
    )
    lit = listed["electricity"].eq(other=True)
    summary = text(
        "pages.villages_summary",
        lang,
        n=len(listed),
        people=number(listed["people"].sum(min_count=1), lang, decimals=0),
        lit=int(lit.sum()),
        lit_people=number(listed.loc[lit, "people"].sum(min_count=1), lang, decimals=0),
    )
    inside = (
        section_text(summary).html
        + _block(
            "folded", label=text("pages.show_villages", lang, n=len(listed)), inside=table
        ).html
    )
    return Block(inside)


def _yes_no(value: object, words: Mapping[bool, str], lang: Lang) -> str:
    """Say yes or no, or a dash where nobody said."""
    return MISSING if pd.isna(value) else text(words[bool(value)], lang)  # type: ignore[call-overload]


def section_text(sentence: str) -> Block:
    """Show one plain sentence.

    Parameters
    ----------
    sentence
        Plain text.

    Returns
    -------
    Block
        A paragraph.
    """
    return Block(Markup('<div class="dxa"><p>{}</p></div>').format(sentence))


def services_table(analysis: Analysis, area: Area, *, lang: Lang = "vi") -> Block:
    """Set services and people of the area beside the province.

    Parameters
    ----------
    analysis, area
        What the page is about.
    lang
        The language.

    Returns
    -------
    Block
        A table: indicator and what it counts, count, rate, and the province's rate.
    """
    own = analysis.figures(area.code)
    whole = analysis.figures(analysis.province.code)
    rows = [
        [
            _Cell(
                indicator(key).name(lang),
                indicator(key).name(lang),
                "text",
                detail=indicator(key).definition(lang),
            ),
            _count_cell(figure_in(own, key, "numerator"), lang),
            _share_cell(figure_in(own, key, "rate_pct"), lang),
            _share_cell(figure_in(whole, key, "rate_pct"), lang),
        ]
        for key in SERVICES
        if key in own.index
    ]
    heads = ("indicator", "count", "rate", "province")
    return _block(
        "table",
        caption=text("pages.caption_services", lang),
        headings=[text(f"pages.head_{key}", lang) for key in heads],
        rows=rows,
        sorted_by=None,
        note="",
    )


def figure_row(figures: Sequence[Figure]) -> Block:
    """Set charts side by side where there is room, below each other where there is not.

    Parameters
    ----------
    figures
        Each with a label: the sentence that stands for it where it cannot be seen.

    Returns
    -------
    Block
        The charts as SVG.
    """
    return _block(
        "figure_row",
        # Matplotlib escapes what it writes, and its text is drawn as outlines.
        figures=[
            {"svg": Markup(charts.to_svg(figure)), "label": figure.get_label()}  # noqa: S704
            for figure in figures
        ],
    )


def data_notes(analysis: Analysis, area: Area, *, lang: Lang = "vi") -> Block:
    """Say what the checks found in the area's figures.

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
    if area.level == "province":
        of_area |= analysis.findings["unit_code"].isna()
    found = analysis.findings[of_area]
    notes = [
        {"severity": row["severity"], "sentence": checks.sentence(row, lang)}
        for row in found.to_dict("records")
    ]
    lines = analysis.boundary_findings
    of_lines = lines["unit_code"].isin(area.communes)
    if area.level == "province":
        of_lines |= lines["unit_code"].isna()
    notes += [
        {"severity": row["severity"], "sentence": boundaries.sentence(row, lang)}
        for row in lines[of_lines].to_dict("records")
    ]
    if not notes:
        return section_text(text("pages.no_findings", lang))
    more = notes[_NOTES_SHOWN:]
    return _block(
        "notes",
        notes=notes[:_NOTES_SHOWN],
        more=more,
        more_label=text("pages.more_findings", lang, n=len(more)),
    )


def sources_table(analysis: Analysis, *, lang: Lang = "vi") -> Block:
    """List the files behind the figures, and the targets, with what proves which they were.

    Parameters
    ----------
    analysis
        What the page is about.
    lang
        The language.

    Returns
    -------
    Block
        Two tables.
    """
    files = [
        [
            _Cell(row["path"], row["path"], "text"),
            _Cell(OPERATORS[row["operator"]][lang] if row["operator"] in OPERATORS else MISSING),
            _Cell(MISSING if pd.isna(row["as_of"]) else date(row["as_of"], lang)),
            _count_cell(row["rows"], lang),
            _Cell(text(f"pages.evidence_{row['evidence']}", lang)),
            _Cell(row["sha256"][:16], row["sha256"], "text"),
        ]
        for row in analysis.inputs.to_dict("records")
    ]
    targets = [
        [
            _Cell(indicator(target.indicator).name(lang), target.indicator, "text"),
            _Cell(percent(target.value_pct, lang, decimals=None), target.value_pct or ""),
            _Cell(str(target.year), target.year),
            _Cell(target.document, target.document, "text"),
        ]
        for target in analysis.workspace.targets.values()
    ]
    heads = ("file", "operator", "as_of", "rows", "evidence", "sha256")
    tables = [
        _block(
            "table",
            caption=text("pages.caption_files", lang),
            headings=[text(f"pages.head_{key}", lang) for key in heads],
            rows=files,
            sorted_by=None,
            note=text("pages.boundaries_from", lang, source=analysis.boundaries.source),
        ),
        _block(
            "table",
            caption=text("pages.caption_targets", lang),
            headings=[
                text(f"pages.head_{key}", lang)
                for key in ("indicator", "target", "year", "document")
            ],
            rows=targets,
            sorted_by=None,
            note=text("pages.note_targets", lang),
        ),
    ]
    return Block(Markup("").join(table.html for table in tables))


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
    return _block("cards", cards=[{"title": title, "sentence": why} for title, why in cards])


def downloads(names: Sequence[str], *, lang: Lang = "vi") -> Block:
    """Link the tables that lie beside the page.

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
