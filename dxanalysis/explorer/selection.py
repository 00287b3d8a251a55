"""What can be chosen of an analysis, and the figures that a choice picks."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, get_args

import pandas as pd

from dxanalysis import gaps, rates
from dxanalysis.errors import ParameterError
from dxanalysis.indicators import OPERATORS, Target, indicator, indicators
from dxanalysis.lang import LANGUAGES, text
from dxanalysis.studies.strata import NO_CLASS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxanalysis.analysis import Analysis
    from dxanalysis.indicators import Indicator
    from dxanalysis.lang import Lang

Grouping = Literal["commune", "district", "group", "province"]

DISTRICTS: Final = "district"
"""The classing by former district, which every workspace has."""

OWN_CRITERIA: Final = ("lacking", "points", "lit_villages")
"""Criteria that every workspace has; each of its lists with a class to serve first is one more."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One question to an analysis.

    Attributes
    ----------
    indicator
        Id of a share or count that the analysis has figures of.
    operator
        Whose; of any operator where nobody reported that, the one that stands for it
        (:meth:`dxanalysis.analysis.Analysis.operator_of`), which is named.
    grouping
        ``commune``, ``district`` for the former districts, ``group`` for the workspace's groups,
        ``province`` where the workspace is about the country.
    target_pct
        Percent to be reached; None takes the workspace's own target, if it has one.
    target_year
        By the end of which year; None takes the year of the workspace's own target.
    classes
        By which list communes are classed in the chart: ``district``, the id of a list of the
        workspace (:attr:`dxanalysis.workspace.Workspace.classes`), or empty for none.
    stratum
        The one class that map and table are about; empty for all.
    weights
        How much each criterion counts for the order of the table (:func:`criteria`); empty to order
        it by how many lack something.
    """

    indicator: str = "pop_4g"
    operator: str = "any"
    grouping: Grouping = "commune"
    target_pct: float | None = None
    target_year: int | None = None
    classes: str = ""
    stratum: str = ""
    weights: Mapping[str, float] = field(default_factory=dict)

    def arguments(self) -> str:
        """Write what differs from the defaults as arguments of :func:`dxanalysis.explorer.view`."""
        default = Choice()
        written = []
        for one in dataclasses.fields(self):
            value = getattr(self, one.name)
            if value != getattr(default, one.name):
                written.append(f"{one.name}={value!r}")
        return ", ".join(written)


def available_indicators(analysis: Analysis) -> list[Indicator]:
    """List what the analysis has figures of, in the catalogue's order.

    Parameters
    ----------
    analysis
        Where the figures are.

    Returns
    -------
    list of Indicator
        Shares first, then counts. What is only a base of others (people, villages) is no question.
    """
    present = set(analysis.gaps["indicator"])
    bases = {entry.denominator for entry in indicators().values()}
    known = [
        entry
        for key, entry in indicators().items()
        if key in present and not (entry.denominator is None and entry.numerator in bases)
    ]
    return sorted(known, key=lambda entry: not entry.is_rate)


def available_operators(analysis: Analysis, indicator_id: str) -> list[str]:
    """List the operators with figures of an indicator, any operator first.

    Parameters
    ----------
    analysis
        Where the figures are.
    indicator_id
        Id of the indicator.

    Returns
    -------
    list of str
        Operator ids.
    """
    rows = analysis.gaps[analysis.gaps["indicator"] == indicator_id]
    present = set(rows.loc[rows["numerator"].notna() | rows["rate_pct"].notna(), "operator"])
    return [key for key in OPERATORS if key in present]


def whose(analysis: Analysis, choice: Choice) -> Choice:
    """Take the operator that stands for any where nobody reported on any of them.

    Parameters
    ----------
    analysis
        Where the figures are.
    choice
        The question.

    Returns
    -------
    Choice
        The same, or with the operator of whom there are figures.
    """
    if choice.operator != rates.ANY or rates.ANY in available_operators(analysis, choice.indicator):
        return choice
    return dataclasses.replace(choice, operator=analysis.operator_of(choice.indicator))


def available_classes(analysis: Analysis, lang: Lang) -> dict[str, str]:
    """List by what communes can be classed.

    Parameters
    ----------
    analysis
        Where the classes are.
    lang
        The language of the names.

    Returns
    -------
    dict
        Id to name.
    """
    lists = {entry.id: entry.name[lang] for entry in analysis.workspace.classes}
    return {DISTRICTS: text("explorer.by_district", lang), **lists}


def available_groupings(analysis: Analysis) -> list[str]:
    """List what figures can be added up to, short of the whole.

    Parameters
    ----------
    analysis
        Where the figures are.

    Returns
    -------
    list of str
        Of :data:`Grouping`, the smallest first.
    """
    present = set(analysis.gaps["level"]) - {analysis.whole.level}
    return [level for level in get_args(Grouping) if level in present]


def unit_of(analysis: Analysis, grouping: Grouping) -> pd.Series:
    """Say to which unit of a grouping each commune belongs.

    Parameters
    ----------
    analysis
        Where the units are.
    grouping
        What they are grouped by.

    Returns
    -------
    pandas.Series
        Code of the unit, indexed by the communes' codes; missing where there is none.
    """
    code = {
        commune: area.code
        for area in analysis.areas.values()
        if area.level == grouping
        for commune in area.communes
    }
    return pd.Series(code, dtype="str").reindex(analysis.communes.index)


def class_names(analysis: Analysis, classes: str, lang: Lang) -> dict[str, str]:
    """List the classes of one list.

    Parameters
    ----------
    analysis
        Where the classes are.
    classes
        Id of the list.
    lang
        The language of the names.

    Returns
    -------
    dict
        Class, as files write it, to its name; units without a class come last.
    """
    members = class_of(analysis, classes)
    if classes == DISTRICTS:
        return {
            code: area.label(lang)
            for code, area in analysis.areas.items()
            if area.level == "district" and code in set(members)
        }
    entry = next(one for one in analysis.workspace.classes if one.id == classes)
    order = {value: place for place, value in enumerate(entry.values)}
    found = sorted(
        set(members) - {NO_CLASS}, key=lambda value: (order.get(value, len(order)), value)
    )
    named = {value: entry.label(value, lang) for value in found}
    return named | ({NO_CLASS: text(NO_CLASS, lang)} if NO_CLASS in set(members) else {})


def class_of(analysis: Analysis, classes: str) -> pd.Series:
    """Give the class of every commune.

    Parameters
    ----------
    analysis
        Where the classes are.
    classes
        Id of the list.

    Returns
    -------
    pandas.Series
        The class as files write it, indexed by unit code.
    """
    column = (
        analysis.communes["district_code"] if classes == DISTRICTS else analysis.classes[classes]
    )
    return column.astype("object").where(column.notna(), NO_CLASS).astype("str")


def named_classes(analysis: Analysis, classes: str, *, lang: Lang = "vi") -> pd.Series:
    """Give the class of every commune as planners call it.

    Parameters
    ----------
    analysis
        Where the classes are.
    classes
        ``district``, or the id of a list of the workspace.
    lang
        The language of the names.

    Returns
    -------
    pandas.Series
        An ordered category indexed by unit code, for
        :func:`dxanalysis.studies.strata.compare_strata`.

    Raises
    ------
    ParameterError
        If the workspace has no such list.
    """
    offered = available_classes(analysis, lang)
    if classes not in offered:
        raise ParameterError(
            "explorer.not_offered", name="classes", found=classes, expected=", ".join(offered)
        )
    names = class_names(analysis, classes, lang)
    order = pd.CategoricalDtype(list(names.values()), ordered=True)
    return class_of(analysis, classes).map(names).astype(order)


def validate(analysis: Analysis, choice: Choice, lang: Lang) -> None:
    """Refuse a choice that the analysis cannot answer.

    Parameters
    ----------
    analysis
        What is asked.
    choice
        The question.
    lang
        The language of the answer.

    Raises
    ------
    ParameterError
        If something is chosen that there is not.
    """
    offers: list[tuple[str, object, list[str]]] = [
        ("lang", lang, list(LANGUAGES)),
        ("indicator", choice.indicator, [entry.id for entry in available_indicators(analysis)]),
        ("operator", choice.operator, available_operators(analysis, choice.indicator)),
        ("grouping", choice.grouping, available_groupings(analysis)),
        ("classes", choice.classes, ["", *available_classes(analysis, "en")]),
    ]
    for name, found, expected in offers:
        if found not in expected:
            raise ParameterError(
                "explorer.not_offered", name=name, found=found, expected=", ".join(expected)
            )
    known = list(class_names(analysis, choice.classes, lang)) if choice.classes else []
    if choice.stratum and choice.stratum not in known:
        raise ParameterError(
            "explorer.not_offered", name="stratum", found=choice.stratum, expected=", ".join(known)
        )
    if choice.target_pct is not None and not 0 < choice.target_pct <= 100:  # noqa: PLR2004
        raise ParameterError(
            "explorer.not_offered", name="target_pct", found=choice.target_pct, expected="0–100"
        )


def target_of(analysis: Analysis, choice: Choice) -> Target | None:
    """Find the target of a choice: the workspace's own, with what the choice changes in it.

    Parameters
    ----------
    analysis
        Where the workspace's targets are.
    choice
        The question.

    Returns
    -------
    Target or None
        None where there is none to be compared with: a count, or nothing set.
    """
    entry = indicator(choice.indicator)
    own = analysis.workspace.targets.get(choice.indicator)
    year = choice.target_year or (own.year if own else None)
    if choice.target_pct is None:
        return dataclasses.replace(own, year=year) if own and year else None
    if not entry.is_rate:
        return None
    last = analysis.as_of
    year = year or (last.year if last else 0)
    return Target(entry.id, entry.basis, year, "", "planner", choice.target_pct)


def lacks(rows: pd.DataFrame, indicator_id: str) -> pd.Series:
    """Count those that a figure is bad for.

    Parameters
    ----------
    rows
        Rates or gaps of one indicator.
    indicator_id
        Its id.

    Returns
    -------
    pandas.Series
        Denominator − numerator; the numerator where less is better, or where there is no base.
    """
    entry = indicator(indicator_id)
    if not entry.is_rate or entry.direction == "lower":
        return rows["numerator"]
    return rows["denominator"] - rows["numerator"]


def rows_for(analysis: Analysis, choice: Choice, *, level: str, lang: Lang = "vi") -> pd.DataFrame:
    """Select the figures of a choice and compare them with its target.

    Parameters
    ----------
    analysis
        Where the figures are.
    choice
        The question.
    level
        Of :data:`dxanalysis.analysis.LEVELS`.
    lang
        The language of the names.

    Returns
    -------
    pandas.DataFrame
        One row per unit, as :func:`dxanalysis.gaps.compute_gaps` gives
        them, indexed by ``unit_code``, with ``unit_name``, as planners call it, and ``lacking``
        (:func:`lacks`).
    """
    own = analysis.gaps
    chosen = (own["indicator"] == choice.indicator) & (own["operator"] == choice.operator)
    rows = own[chosen & (own["level"] == level)]
    target = target_of(analysis, choice)
    found = gaps.compute_gaps(rows[rates.COLUMNS], {choice.indicator: target} if target else {})
    found = found.assign(lacking=lacks(found, choice.indicator)).set_index("unit_code")
    return found.assign(unit_name=[analysis.areas[code].label(lang) for code in found.index])


def criteria(
    analysis: Analysis,
    *,
    indicator: str = "pop_4g",
    operator: str = "any",
    grouping: Grouping = "commune",
    target_pct: float | None = None,
) -> pd.DataFrame:
    """Gather what speaks for building in one unit before another.

    Parameters
    ----------
    analysis
        Where the figures are.
    indicator, operator, grouping, target_pct
        As of :class:`Choice`.

    Returns
    -------
    pandas.DataFrame
        Indexed by unit code, higher being more pressing, for
        :func:`dxanalysis.studies.priorities.rank_priorities`: ``lacking``, how many lack it;
        ``points``, percentage points below the target, or below 100 % where there is none;
        ``lit_villages``, villages without a signal that have electricity; and for each list of the
        workspace with a class to be served first, under the list's id, the share of the unit's
        communes in it, 0–1.
    """
    choice = whose(
        analysis,
        Choice(indicator=indicator, operator=operator, grouping=grouping, target_pct=target_pct),
    )
    rows = rows_for(analysis, choice, level=grouping)
    below = rows["gap_points"].fillna(100 - rows["rate_pct"]).clip(lower=0)
    group = unit_of(analysis, grouping)
    lit = analysis.villages[analysis.villages["electricity"].eq(other=True)]
    counts = lit["unit_code"].map(group).value_counts()
    table = pd.DataFrame(
        {
            "lacking": rows["lacking"],
            "points": below,
            "lit_villages": counts.reindex(rows.index).fillna(0.0),
        }
    )
    for entry in analysis.workspace.classes:
        if entry.first:
            inside = analysis.classes[entry.id].eq(entry.first).astype("float64")
            table[entry.id] = inside.groupby(group).mean().reindex(rows.index)
    return table


def criterion_names(analysis: Analysis, lang: Lang) -> dict[str, str]:
    """Name the criteria that can be weighed.

    Parameters
    ----------
    analysis
        Where the workspace's lists are.
    lang
        The language.

    Returns
    -------
    dict
        Criterion to name.
    """
    own = {key: text(f"explorer.criterion_{key}", lang) for key in OWN_CRITERIA}
    lists = {
        entry.id: f"{entry.name[lang]}: {entry.label(entry.first, lang)}"
        for entry in analysis.workspace.classes
        if entry.first
    }
    return own | lists
