"""The top of a page: what it is about, the finding in a sentence or two, and the first figures."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import pandas as pd
from markupsafe import Markup

from dxanalysis.analysis import HEADLINE, period_of, unserved, value_of
from dxanalysis.display.paper import running_head
from dxanalysis.file_updates import overtaken
from dxanalysis.gaps import MET, OTHER_BASIS, judge, rank_by_unserved, smallest_sets_for_share
from dxanalysis.indicators import OPERATORS, indicator
from dxanalysis.lang import date, date_range, number, percent, text
from dxanalysis.pages.blocks import Block, asset, fill
from dxanalysis.rates import ANY, UNITS, compare_operators
from dxanalysis.reads import block
from dxanalysis.units import district_in
from dxanalysis.vietnamese import in_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dxanalysis.analysis import Analysis, Area
    from dxanalysis.indicators import Target
    from dxanalysis.lang import Lang

KEY_FIGURES: Final = (
    "pop_4g",
    "pop_5g",
    "villages_4g",
    "villages_fibre",
    "households_fibre_passed",
)

_HALF: Final = 50.0
_SEVERAL: Final = 2
"""Only where so many operators reported can it be said that one alone serves a commune."""

_FEW: Final = 3
"""So many communes are named; more are only counted."""

_MOST_NAMED: Final = 8
"""Of a longer list so many are named, the first; the rest is counted."""

_SERIES: Final = ("unit_code", "unit_name", "indicator", "operator")
"""The columns that say whose a figure is: rows of fewer columns are chosen faster."""

_NEAR_POINTS: Final = 0.05
"""Percentage points: rates nearer to each other than this are called equal."""


def page_dates(analysis: Analysis, area: Area, *, lang: Lang) -> str:
    """Write from when to when the first figures of a page are, else all of them.

    Other tables say their own dates: one older figure of schools does not make coverage older.

    Parameters
    ----------
    analysis, area
        What the page is about.
    lang
        The language.

    Returns
    -------
    str
        One date, or a range.
    """
    keys = [*KEY_FIGURES, "communes_fibre"]
    rows = analysis.commune_gaps(area)
    first = rows["indicator"].isin(keys) & rows["rate_pct"].notna()
    if not (first & analysis.is_shown.reindex(rows.index)).any():
        return analysis.dates(area, lang=lang)
    return date_range(*analysis.shown_period([area.code, *area.communes], keys), lang)


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
        For instance ``Địa bàn huyện Sông Mã (cũ) – Tỉnh Sơn La``.
    """
    if area == analysis.whole:
        return area.label(lang)
    return f"{area.label(lang)} – {analysis.context_area(area).label(lang)}"


@block(reads="area")
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
    marks = analysis.marks(lang)
    spanning = analysis.communes.loc[list(area.communes)]
    spanning = spanning[spanning["spans"].fillna("") != ""]
    if area.level == "district":
        marks += [*_spanning(spanning, lang), *_counted_elsewhere(analysis.communes, area, lang)]
    above = "" if area == analysis.whole else f"{analysis.context_area(area).label(lang)} · "
    return fill(
        "header",
        style=asset("style.css"),
        running=running_head(
            [
                page_title(analysis, area, lang=lang),
                page_dates(analysis, area, lang=lang),
                *marks[:2],
            ]
        ),
        script=asset("table.js"),
        kicker=f"{above}{text('pages.as_of', lang, date=page_dates(analysis, area, lang=lang))}",
        title=text("pages.title", lang, area=area.label(lang)),
        marks=marks,
    )


def _spanning(communes: pd.DataFrame, lang: Lang) -> list[str]:
    """Say in one sentence which communes reach into other former districts."""
    if communes.empty:
        return []
    if len(communes) == 1:
        row = communes.iloc[0]
        # Of units only which were more is known, not how many people lived in them.
        by = "spans" if row["share_basis"] == "population_2019" else "spans_by_units"
        others = ", ".join(district_in(one, lang) for one in row["spans"].split(", "))
        share = percent(100 * row["main_share"], lang, decimals=0)
        return [text(f"pages.{by}", lang, commune=row["unit_name"], others=others, share=share)]
    named = [
        f"{in_sentence(row['unit_name'])} "
        f"({', '.join(district_in(one, lang) for one in row['spans'].split(', '))})"
        for row in communes.to_dict("records")
    ]
    return [text("pages.spans_several", lang, n=len(named), names=", ".join(named))]


def _counted_elsewhere(communes: pd.DataFrame, area: Area, lang: Lang) -> list[str]:
    """Say which communes reach into a former district and are counted in another."""
    own = set(communes.loc[list(area.communes), "district_name"])
    within = communes["spans"].fillna("").map(lambda names: not own.isdisjoint(names.split(", ")))
    others = communes[within & ~communes.index.isin(area.communes)]
    named = [
        f"{in_sentence(row['unit_name'])} ({district_in(row['district_name'], lang)})"
        for row in others.to_dict("records")
    ]
    return [text("pages.spans_from_elsewhere", lang, names=", ".join(named))] if named else []


def section(key: str, *inside: Block, lang: Lang = "vi", lead: str = "") -> Block:
    """Head a section of a page.

    Parameters
    ----------
    key
        Name of the heading in the ``pages`` catalogue, without ``section_``.
    *inside
        What stands below the heading; where blocks are given and all are empty, so is the section.
    lang
        The language.
    lead
        A sentence below it.

    Returns
    -------
    Block
        The heading, and what stands below it.
    """
    if inside and not any(one.html for one in inside):
        return Block(Markup(""))
    heading = fill("section", anchor=key, title=text(f"pages.section_{key}", lang), lead=lead)
    return Block(Markup("").join(one.html for one in (heading, *inside)))


@block(reads="area")
def headline(analysis: Analysis, area: Area, *, lang: Lang = "vi") -> Block:
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
        How many people lack 4G, compared with the province; where half of them live; and the
        villages that fibre does not reach.
    """
    return fill("finding", sentences=headline_sentences(analysis, area, lang=lang))


def headline_sentences(analysis: Analysis, area: Area, *, lang: Lang) -> list[str]:
    """Make the sentences of :func:`headline`.

    Parameters
    ----------
    analysis, area
        What they are about.
    lang
        The language.

    Returns
    -------
    list of str
        Plain text.
    """
    sentences = [
        _mobile_sentence(analysis, area, lang=lang),
        _where_sentence(analysis, area, lang=lang),
        *_partial_sentences(analysis, area, lang=lang),
        *_overtaken_sentences(analysis, area, lang=lang),
    ]
    return [sentence for sentence in sentences if sentence]


def _partial_sentences(analysis: Analysis, area: Area, *, lang: Lang) -> list[str]:
    """Say on how much each figure of the headline rests, where that is not nearly all."""
    own = analysis.shown(area.code)
    return [
        text("pages.finding_partial", lang, name=analysis.name_of(key, lang), extent=extent)
        for key in _stated(analysis, area)
        if (extent := extent_of(own, key, lang=lang))
    ]


def _overtaken_sentences(analysis: Analysis, area: Area, *, lang: Lang) -> list[str]:
    """Say where an operator's later figure is above the older one of any operator shown here."""
    rows = analysis.commune_gaps(area)
    keys = [key for key in KEY_FIGURES if analysis.operator_of(key) == ANY]
    found = overtaken(rows[rows["indicator"].isin(keys)])
    return [
        text(
            "pages.finding_overtaken",
            lang,
            name=indicator(key).name(lang),
            older=date(own["any_as_of"].max().date(), lang),
            newer=date(own["as_of"].max().date(), lang),
            operators=", ".join(OPERATORS[one][lang] for one in sorted(set(own["operator"]))),
            n=own["unit_code"].nunique(),
        )
        for key in keys
        if len(own := found[found["indicator"] == key])
    ]


def _stated(analysis: Analysis, area: Area) -> list[str]:
    """List the figures of which the sentences do not say by themselves where they are of."""
    own = analysis.shown(area.code)
    fibre = analysis.operator_of("villages_fibre") == ANY
    rates = [
        *(["pop_5g"] if area == analysis.whole and _knows_mobile(own) else []),
        *(["villages_fibre"] if fibre else []),
    ]
    if not _knows_mobile(own) and (other := _first_counted(own)):
        rates = [other, *(key for key in rates if key != other)]
    return [key for key in rates if not math.isnan(value_of(own, key, "rate_pct"))]


def _knows_mobile(own: pd.DataFrame) -> bool:
    """Tell whether it is known how many people lack 4G."""
    known = value_of(own, "pop_4g", "rate_pct"), unserved(own, "pop_4g")
    return not any(map(math.isnan, known))


def _first_counted(own: pd.DataFrame) -> str:
    """Find the first of the key figures that has counts."""
    for key in KEY_FIGURES:
        counts = (value_of(own, key, column) for column in ("numerator", "denominator"))
        if not any(map(math.isnan, counts)):
            return key
    return ""


def is_partial(own: pd.DataFrame, key: str) -> bool:
    """Tell whether some communes of an area have no figure.

    Parameters
    ----------
    own
        As :meth:`dxanalysis.analysis.Analysis.figures` gives them.
    key
        Id of the indicator.

    Returns
    -------
    bool
        Of the smallest too: there is no share of an area from which its figures are "nearly all".
    """
    return value_of(own, key, "observed_units") < value_of(own, key, "units")


def extent_of(own: pd.DataFrame, key: str, *, lang: Lang, counts_only: bool = False) -> str:
    """Say how many communes have a figure, and how much of its base they are where that is known.

    Parameters
    ----------
    own
        As :meth:`dxanalysis.analysis.Analysis.figures` gives them.
    key
        Id of the indicator.
    lang
        The language.
    counts_only
        Whether to leave out the share of the base.

    Returns
    -------
    str
        ``3/64 xã, phường (4,7% dân số)``; empty where all of them have.
    """
    if not is_partial(own, key):
        return ""
    counts = {"n": value_of(own, key, "observed_units"), "of": value_of(own, key, "units")}
    shown = {name: number(count, lang, decimals=0) for name, count in counts.items()}
    share = value_of(own, key, "observed_pct")
    if counts_only or own["observed_of"].get(key) == UNITS or math.isnan(share):
        return text("pages.extent", lang, **shown)
    rounded = f"{share:.1f}" in {"0.0", "100.0"}  # a part is never written as nothing or as all
    return text(
        "pages.extent_of_base",
        lang,
        share=percent(share, lang, decimals=2 if rounded else 1),
        basis=indicator(key).basis_name(lang),
        **shown,
    )


def standing_of(own: pd.DataFrame, key: str) -> str:
    """Judge whether an area has reached a target, if its figures suffice to say so.

    Parameters
    ----------
    own
        As :meth:`dxanalysis.analysis.Analysis.figures` gives them.
    key
        Id of an indicator that can be set against its target.

    Returns
    -------
    str
        As :func:`dxanalysis.gaps.judge` gives it.
    """
    rate, target, observed = (
        value_of(own, key, name) for name in ("rate_pct", "target_pct", "observed_pct")
    )
    return judge(
        rate, target, observed_pct=observed, knows_bases=own["observed_of"].get(key) != UNITS
    )


def year_shown(own: pd.DataFrame, key: str, *, today: int, lang: Lang) -> str:
    """Write the year of a target, and that it is over, where the target is known to be missed.

    Parameters
    ----------
    own
        As :meth:`dxanalysis.analysis.Analysis.figures` gives them.
    key
        Id of an indicator that has a target.
    today
        The year that it is now; figures that were made later say so too.
    lang
        The language.

    Returns
    -------
    str
        For instance ``2025, thời hạn đã qua``; empty where there is no target.
    """
    year, day = own["target_year"].get(key), own["as_of"].get(key)
    if pd.isna(year):
        return ""
    over = int(year) < (today if pd.isna(day) else max(today, day.year))
    missed = value_of(own, key, "gap_points") > 0
    return text("pages.year_over", lang, year=str(year)) if over and missed else str(year)


def target_cells(own: pd.DataFrame, key: str, *, today: int, lang: Lang) -> tuple[str, str]:
    """Write a target and what is needed to reach it, or say why there is none to write.

    Parameters
    ----------
    own
        As :meth:`dxanalysis.analysis.Analysis.figures` gives them.
    key
        Id of the indicator.
    today
        The year that it is now.
    lang
        The language.

    Returns
    -------
    tuple of str
        For two cells of a table.
    """
    target, gap = (value_of(own, key, name) for name in ("target_pct", "gap_count"))
    none = text("pages.no_comparison", lang)
    if math.isnan(target):
        return text("pages.no_target", lang), none
    if own["reason"].get(key):
        return none, none
    shown = text(
        "pages.target_year",
        lang,
        target=percent(target, lang, decimals=None),
        year=year_shown(own, key, today=today, lang=lang),
    )
    if math.isnan(gap):
        return shown, none
    if gap > 0:
        return shown, number(gap, lang, decimals=0)
    met = "reached" if standing_of(own, key) == MET else "undecided"
    return shown, text(f"pages.target_{met}", lang)


def _mobile_sentence(analysis: Analysis, area: Area, *, lang: Lang) -> str:
    """State how many people lack 4G, compared with the province."""
    own = analysis.shown(area.code)
    rate, lacking = value_of(own, "pop_4g", "rate_pct"), unserved(own, "pop_4g")
    if not _knows_mobile(own):
        return _other_sentence(analysis, area, lang=lang)
    operator = analysis.operator_of("pop_4g")
    values = {
        "area": area.label(lang),
        "n": round(lacking),
        "share": percent(100 - rate, lang),
        "operator": OPERATORS[operator][lang],
        "among": "",
        "those": "",
    }
    if extent := extent_of(own, "pop_4g", lang=lang):
        values["among"] = text("pages.finding_among", lang, extent=extent)
        values["those"] = text("pages.finding_those", lang)
    whose = "" if operator == ANY else "_operator"
    of_whole = analysis.shown(analysis.whole.code)
    whole = value_of(of_whole, "pop_4g", "rate_pct")
    if area == analysis.whole or math.isnan(whole):
        fifth = _fifth(analysis, own, lang)
        return text(f"pages.finding_4g{whose}_province", lang, fifth=fifth, **values)
    if abs(rate - whole) < _NEAR_POINTS:
        compared = "pages.beside_same"
    else:
        compared = "pages.beside_more" if rate < whole else "pages.beside_less"
    return text(
        f"pages.finding_4g{whose}",
        lang,
        compared=text(
            compared,
            lang,
            whole=in_sentence(analysis.whole_label(lang)),
            rate=_of_those(percent(100 - whole, lang), of_whole, "pop_4g", "rate_among", lang),
        ),
        **values,
    )


def _of_those(rate: str, whole: pd.DataFrame, key: str, words: str, lang: Lang) -> str:
    """Add to the rate of a whole of which communes it is, where that is not all."""
    extent = extent_of(whole, key, lang=lang, counts_only=True)
    return text(f"pages.{words}", lang, rate=rate, extent=extent) if extent else rate


def _fifth(analysis: Analysis, own: pd.DataFrame, lang: Lang) -> str:
    """Say how far 5G reaches, as the end of a sentence; nothing where nobody reported it."""
    rate, operator = value_of(own, "pop_5g", "rate_pct"), analysis.operator_of("pop_5g")
    if math.isnan(rate):
        return ""
    return text(
        "pages.finding_5g" if operator == ANY else "pages.finding_5g_operator",
        lang,
        fifth=percent(rate, lang),
        operator=OPERATORS[operator][lang],
    )


def _other_sentence(analysis: Analysis, area: Area, *, lang: Lang) -> str:
    """State the first thing there is to say of an area whose people without 4G are unknown."""
    own, rows = analysis.shown(area.code), analysis.commune_gaps(area)
    known = rows[analysis.is_shown.reindex(rows.index) & rows["rate_pct"].notna()]
    for key in KEY_FIGURES:
        counts = [value_of(own, key, column) for column in ("numerator", "denominator")]
        if key == _first_counted(own):
            return text(
                "pages.finding_other",
                lang,
                name=analysis.name_of(key, lang),
                rate=percent(value_of(own, key, "rate_pct"), lang),
                numerator=number(counts[0], lang, decimals=0),
                denominator=number(counts[1], lang, decimals=0),
                unit=indicator(key).unit(lang),
            )
        rates = known[known["indicator"] == key].sort_values(["rate_pct", "unit_code"])
        if len(rates):
            return text(
                "pages.finding_rates",
                lang,
                name=analysis.name_of(key, lang),
                area=area.label(lang),
                n=len(rates),
                unit=in_sentence(str(rates["unit_name"].iloc[0])),
                lowest=percent(float(rates["rate_pct"].iloc[0]), lang),
            )
    of_operators = (rows["indicator"] == "pop_4g") & (rows["operator"] != ANY)
    missing = "operators" if rows.loc[of_operators, "rate_pct"].notna().any() else "missing"
    return text(f"pages.finding_4g_{missing}", lang, area=area.label(lang))


def _where_sentence(analysis: Analysis, area: Area, *, lang: Lang) -> str:
    """Say where half of those without 4G live, and how many villages fibre does not reach."""
    parts = []
    operator = analysis.operator_of("pop_4g")
    rows = analysis.commune_gaps(area)[[*_SERIES, "numerator", "denominator"]]
    ranked = rank_by_unserved(rows, indicator="pop_4g", operator=operator)
    if operator == ANY and len(area.communes) > 1 and ranked["unserved_count"].sum() > 0:
        few = ranked[: int((ranked["unserved_share_pct"] < _HALF).sum()) + 1]
        key = "pages.finding_half_named" if len(few) <= _FEW else "pages.finding_half"
        if len(few) == (ranked["unserved_count"] > 0).sum():
            key = "pages.finding_all_live"
        names = listed_or_counted(few["unit_name"], lang)
        parts.append(text(key, lang, n=len(few), names=names))
    own = analysis.shown(area.code)
    without = unserved(own, "villages_fibre")
    if analysis.operator_of("villages_fibre") == ANY and not math.isnan(without):
        share = percent(100 - value_of(own, "villages_fibre", "rate_pct"), lang)
        all_of = "part" if is_partial(own, "villages_fibre") else "all"
        key = "pages.finding_fibre" if round(without) else f"pages.finding_fibre_{all_of}"
        parts.append(text(key, lang, n=round(without), share=share))
    return " ".join(parts)


def _listed(names: Iterable[str], lang: Lang) -> str:
    """Write names as a list in the language: ``A, B và C``."""
    names = [in_sentence(name) for name in names]
    if len(names) == 1:
        return names[0]
    return text("pages.list_end", lang, first=", ".join(names[:-1]), last=names[-1])


def listed_or_counted(names: Iterable[str], lang: Lang) -> str:
    """Write names as a list, of a long one only the first with how many more there are.

    Parameters
    ----------
    names
        Of communes, those to name first in front.
    lang
        The language.

    Returns
    -------
    str
        ``A, B và C``, or ``A, B, … và 17 xã, phường khác``.
    """
    names = list(names)
    if len(names) <= _MOST_NAMED + 1:  # "and 1 more" says less than a name
        return _listed(names, lang)
    named = ", ".join(map(in_sentence, names[:_MOST_NAMED]))
    return text("asks.rest", lang, names=named, n=len(names) - _MOST_NAMED)


@block(reads="area")
def key_figures(analysis: Analysis, area: Area, *, lang: Lang = "vi") -> Block:
    """Show the first figures: rate, counts, the province's rate, and what the target requires.

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
    own = analysis.shown(area.code)
    whole = None if area == analysis.whole else analysis.shown(analysis.whole.code)
    dates = page_dates(analysis, area, lang=lang)
    tiles = [
        _tile(
            key,
            own,
            analysis.name_of(key, lang),
            [_whole_rate(analysis, whole, key, lang), _own_dates(own, key, dates, lang)],
            target=analysis.workspace.targets.get(key),
            today=analysis.year,
            lang=lang,
        )
        for key in _reported(analysis, area, _tile_indicators(own, area))
    ]
    if not tiles:
        return Block(Markup(""))
    return fill("figures", figures=tiles)


def _tile_indicators(own: pd.DataFrame, area: Area) -> list[str]:
    """Choose the figures to show: fibre to communes only where there is more than one commune."""
    chosen = [*KEY_FIGURES, *(["communes_fibre"] if len(area.communes) > 1 else [])]
    return [key for key in chosen if key in own.index]


def _reported(analysis: Analysis, area: Area, keys: list[str]) -> list[str]:
    """Leave out what nobody has reported: a tile without any figure says nothing."""
    rows = analysis.commune_gaps(area)
    here = set(rows.loc[rows["rate_pct"].notna(), "indicator"])
    whole = analysis.shown(analysis.whole.code)
    return [key for key in keys if key in here or not math.isnan(value_of(whole, key, "rate_pct"))]


def _whole_rate(analysis: Analysis, whole: pd.DataFrame | None, key: str, lang: Lang) -> str:
    """Say the rate of the province or the country; nothing where the page is about that itself."""
    if whole is None:
        return ""
    figure = value_of(whole, key, "rate_pct")
    if math.isnan(figure):
        return ""
    rate = _of_those(percent(figure, lang), whole, key, "rate_of_part", lang)
    return text("pages.whole_rate", lang, whole=analysis.whole_label(lang), rate=rate)


def _own_dates(own: pd.DataFrame, key: str, page_dates: str, lang: Lang) -> str:
    """Write the dates of one figure where they are not those of the whole page."""
    if math.isnan(value_of(own, key, "rate_pct")):
        return ""
    dates = date_range(*period_of(own.loc[[key]].reset_index()), lang)
    return "" if dates == page_dates else text("pages.as_of", lang, date=dates)


def _tile(
    key: str,
    own: pd.DataFrame,
    name: str,
    more: list[str],
    *,
    target: Target | None,
    today: int,
    lang: Lang,
) -> dict[str, object]:
    """Make one tile of the first figures."""
    entry = indicator(key)
    numerator, denominator, gap_count, target_pct = (
        value_of(own, key, column)
        for column in ("numerator", "denominator", "gap_count", "target_pct")
    )
    lines = []
    if not math.isnan(denominator):
        counts = {"numerator": numerator, "denominator": denominator}
        shown = {name: number(count, lang, decimals=0) for name, count in counts.items()}
        lines.append(text("pages.of", lang, unit=entry.unit(lang), **shown))
    lines += [line for line in more if line]
    rate = value_of(own, key, "rate_pct")
    if not math.isnan(rate):
        lines += [line for line in (partly(own, key, lang=lang),) if line]
    lacking = ""
    reason = str(own["reason"].get(key))
    goal = {
        "target": percent(target_pct, lang, decimals=None),
        "year": year_shown(own, key, today=today, lang=lang),
    }
    if reason == OTHER_BASIS and target is not None:
        basis = text(f"indicators.basis_{target.basis}", lang)
        lines.append(text("pages.other_basis", lang, basis=basis))
    elif reason:
        lines.append(text(reason, lang))
    elif gap_count > 0:
        count = number(gap_count, lang, decimals=0)
        short = "to_target_part" if is_partial(own, key) else "to_target"
        lacking = text(f"pages.{short}", lang, count=count, unit=entry.unit(lang), **goal)
    else:
        met = "target_met" if standing_of(own, key) == MET else "target_open"
        lines.append(text(f"pages.{met}", lang, **goal))
    return {
        "name": name,
        "value": percent(rate, lang),
        "lines": lines,
        "lacking": lacking,
    }


def partly(own: pd.DataFrame, key: str, *, lang: Lang) -> str:
    """Say of which communes a figure is, where that is not all.

    Parameters
    ----------
    own
        As :meth:`dxanalysis.analysis.Analysis.figures` gives them.
    key
        Id of the indicator.
    lang
        The language.

    Returns
    -------
    str
        Empty where it is of all of them.
    """
    extent = extent_of(own, key, lang=lang)
    return text("pages.observed", lang, extent=extent) if extent else ""


@block(reads="area")
def gap_shares(analysis: Analysis, area: Area, *, lang: Lang = "vi") -> Block:
    """Say how few communes make up most of each gap.

    Parameters
    ----------
    analysis, area
        What the page is about.
    lang
        The language.

    Returns
    -------
    Block
        One sentence for each of the first indicators that has a gap to a comparable target.
    """
    return _block_of(gap_share_sentences(analysis, area, lang=lang))


def gap_share_sentences(analysis: Analysis, area: Area, *, lang: Lang) -> list[str]:
    """Make the sentences of :func:`gap_shares`.

    Parameters
    ----------
    analysis, area
        What they are about.
    lang
        The language.

    Returns
    -------
    list of str
        Plain text.
    """
    rows = analysis.commune_gaps(area)[[*_SERIES, "gap_count"]]
    rows = rows[rows["indicator"].isin(HEADLINE)]
    whose = rows["indicator"].map({key: analysis.operator_of(key) for key in HEADLINE})
    needed = smallest_sets_for_share(rows[rows["operator"] == whose])
    needed = needed[needed["needed"]]
    sentences = []
    for key in HEADLINE:
        few = needed[needed["indicator"] == key]
        if few.empty or len(area.communes) == 1:
            continue
        sentences.append(
            text(
                "pages.gap_share" if len(few) > _FEW else "pages.gap_share_named",
                lang,
                n=len(few),
                of=len(area.communes),
                name=analysis.name_of(key, lang),
                names=_listed(few["unit_name"], lang),
            )
        )
    return sentences


@block(reads="area")
def single_operators(analysis: Analysis, area: Area, *, lang: Lang = "vi") -> Block:
    """Say which communes have 4G from one operator only.

    Parameters
    ----------
    analysis, area
        What the page is about.
    lang
        The language.

    Returns
    -------
    Block
        A sentence; without figures of several operators, none.
    """
    table = compare_operators(analysis.commune_gaps(area), indicator=HEADLINE[0])
    lone = table[table["only_operator"] != ""]
    reporting = [name for name in OPERATORS if name != ANY and name in table]
    reporting = [name for name in reporting if table[name].notna().any()]
    if len(reporting) < _SEVERAL or (table["silent"] > 0).all():
        return _block_of([])
    if lone.empty:
        return _block_of([text("pages.no_single_operator", lang)])
    names = analysis.communes["unit_name"].reindex(lone.index)
    named = [
        f"{name} ({OPERATORS[operator][lang]})"
        for name, operator in zip(names, lone["only_operator"], strict=True)
    ]
    listed = listed_or_counted(named, lang)
    return _block_of([text("pages.single_operator", lang, n=len(lone), names=listed)])


def _block_of(sentences: list[str]) -> Block:
    """Show plain sentences as paragraphs."""
    return fill("paragraphs", sentences=sentences)
