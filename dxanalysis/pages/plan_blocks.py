"""A plan of sites as blocks and sentences, for pages and notebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxanalysis.lang import text
from dxanalysis.pages import plan_tables

if TYPE_CHECKING:
    from dxanalysis.analysis import Analysis
    from dxanalysis.lang import Lang
    from dxanalysis.pages.blocks import Block
    from dxanalysis.planning.province import ProvincePlan


def plan_marks(analysis: Analysis, lang: Lang, *, illustrative: bool) -> list[str]:
    """Say what must not be overlooked on the page of a plan.

    Parameters
    ----------
    analysis
        The province.
    lang
        The language.
    illustrative
        Whether any of what the plan is made of is.

    Returns
    -------
    list of str
        Sentences of plain text.
    """
    said = {
        "pages.illustrative": illustrative,
        "plan.marks_plan": True,
        "pages.approximate": analysis.has_approximate_boundaries,
    }
    return [text(key, lang) for key, holds in said.items() if holds]


def plan_findings(plan: ProvincePlan, lang: Lang = "vi") -> list[str]:
    """Say in a few sentences what a plan brings, costs, and leaves.

    Parameters
    ----------
    plan
        As :func:`dxanalysis.planning.plan_province` gives it.
    lang
        The language.

    Returns
    -------
    list of str
        Sentences of plain text.
    """
    return plan_tables.findings(plan, lang)


def plan_sites(analysis: Analysis, plan: ProvincePlan, lang: Lang = "vi") -> Block:
    """List the sites of a plan in the order to build them, with reasons.

    Parameters
    ----------
    analysis
        The province.
    plan
        Its plan.
    lang
        The language.

    Returns
    -------
    Block
        The table.
    """
    return plan_tables.site_table(analysis, plan, lang).block()


def plan_floors(plan: ProvincePlan, lang: Lang = "vi") -> Block:
    """Say what a floor for every commune costs in people covered elsewhere.

    Parameters
    ----------
    plan
        The plan.
    lang
        The language.

    Returns
    -------
    Block
        The table.
    """
    return plan_tables.floor_table(plan, lang).block()


def plan_limits(plan: ProvincePlan, lang: Lang = "vi") -> list[str]:
    """Say what a reader of a plan must not take for known.

    Parameters
    ----------
    plan
        The plan.
    lang
        The language.

    Returns
    -------
    list of str
        Sentences of plain text.
    """
    return plan_tables.warnings(plan, lang) + plan_tables.not_known(plan, lang)
