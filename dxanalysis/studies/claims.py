"""What operators declare compared with measurements: agrees, over-claimed, untested.

A claim is a share of people; a test is one phone at one place. The two are set side by side
commune by commune, and a claim is doubted only where many tests contradict it by more than a
margin. Fewer than 50 tests are "untested", whatever they say; a speed is judged from 300 on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from dxanalysis.errors import ParameterError
from dxanalysis.lang import percent, text
from dxanalysis.sources.measurements.speed_tests import ENOUGH_SAMPLES
from dxanalysis.studies.significance import benjamini_hochberg, one_sided_p_value, wilson_interval

if TYPE_CHECKING:
    from dxanalysis.lang import Lang

AGREES: Final = "evidence.agrees"
OVER_CLAIMED: Final = "evidence.over_claimed"
UNTESTED: Final = "evidence.untested"
NO_CLAIM: Final = "evidence.no_claim"
"""What a claim can be; each is also the key of its sentence."""

FAST: Final = "evidence.fast"
SLOW: Final = "evidence.slow"
NOT_COVERED: Final = "evidence.not_covered"
"""Verdicts on speed where coverage is reported, besides :data:`UNTESTED` and :data:`NO_CLAIM`."""

MIN_TESTS: Final = 50
"""Fewer tests than this say nothing."""

TARGET_4G_MBPS: Final = 40.0
"""Average mobile download on 4G wanted by 2025, Mb/s (Decision 36/QĐ-TTg of 11 January 2024)."""


def compare_claims(
    claims: pd.Series,
    tests: pd.DataFrame,
    *,
    min_tests: int = MIN_TESTS,
    margin_points: float = 5.0,
    false_pct: float = 5.0,
    design_effect: float = 1.0,
    level_pct: float = 90.0,
) -> pd.DataFrame:
    r"""Compare declared coverage with tests, unit by unit.

    Parameters
    ----------
    claims
        The declared share of people covered, percent, indexed by ``unit_code``.
    tests
        Indexed by ``unit_code``: ``tests``, how many there were, and ``tests_reached``, in how many
        the technology was there; neither need be whole (tiles are shared out by area). Optionally
        ``cells``, how many cells of the technology a public list has there. Units without a row
        have no tests.
    min_tests
        Fewer are "untested"; at least 1.
    margin_points
        By how much a claim may be beyond what is measured before it is doubted, percentage points:
        tests are not made where everybody lives.
    false_pct
        The share of false discoveries to be expected at most among the over-claimed, percent.
    design_effect
        By how much tests from the same places and phones count for less than independent ones; 2
        halves their number. At least 1.
    level_pct
        Of the interval around the measured share, percent.

    Returns
    -------
    pandas.DataFrame
        Indexed as ``claims``: ``claim_pct``; ``tests``, 0 where there were none; ``measured_pct``
        with ``measured_low_pct`` and ``measured_high_pct``; ``p_value``, missing where nothing was
        tested; ``verdict``, one of the first four constants of this module; and ``no_cells``,
        whether something is declared where the list has no cell: a hint and never a verdict, for
        such lists are incomplete.

    Raises
    ------
    ParameterError
        If ``min_tests`` or ``design_effect`` is below 1, ``margin_points`` is negative, or more
        tests reached than were made.

    Notes
    -----
    The hypothesis is that the true share is at least the claim less the margin
    (:func:`dxanalysis.studies.significance.one_sided_p_value`); over-claimed are those that
    :func:`dxanalysis.studies.significance.benjamini_hochberg` lets stand among all that were
    tested.

    Examples
    --------
    >>> import pandas as pd
    >>> claims = pd.Series([99.0, 99.0], index=["00001", "00002"])
    >>> tests = pd.DataFrame({"tests": [200, 10], "tests_reached": [100, 5]}, index=claims.index)
    >>> compare_claims(claims, tests)["verdict"].tolist()
    ['evidence.over_claimed', 'evidence.untested']
    """
    if min_tests < 1 or design_effect < 1 or margin_points < 0:
        given = f"{min_tests}, {design_effect:g}, {margin_points:g}"
        raise ParameterError("evidence.options", found=given)
    beside = tests.reindex(claims.index)
    made = beside["tests"].astype("float64").fillna(0.0)
    reached = beside["tests_reached"].astype("float64")
    beyond = reached > made + 1e-9
    if beyond.any():
        raise ParameterError("evidence.reached", found=", ".join(claims.index[beyond][:5]))
    measured = reached / made.where(made > 0)
    counting = made / design_effect
    low, high = wilson_interval(measured, counting, level_pct=level_pct)
    enough = (made >= min_tests) & measured.notna() & claims.notna()
    least = (claims - margin_points) / 100
    p_values = one_sided_p_value(measured, counting, least).where(enough)
    doubted = benjamini_hochberg(p_values, false_pct=false_pct)
    verdict = np.select(
        [claims.isna(), ~enough, doubted], [NO_CLAIM, UNTESTED, OVER_CLAIMED], default=AGREES
    )
    table = pd.DataFrame(
        {
            "claim_pct": claims,
            "tests": made,
            "measured_pct": 100 * measured,
            "measured_low_pct": 100 * low,
            "measured_high_pct": 100 * high,
            "p_value": p_values,
            "verdict": verdict,
        },
        index=claims.index,
    )
    cells = beside["cells"] if "cells" in beside else pd.Series(np.nan, index=claims.index)
    return table.assign(no_cells=(cells == 0) & (claims > 0))


def judge_speeds(
    claims: pd.Series,
    speeds: pd.DataFrame,
    *,
    floor_mbps: float = TARGET_4G_MBPS,
    covered_pct: float = 90.0,
    min_tests: int = ENOUGH_SAMPLES,
) -> pd.DataFrame:
    """Say where the network is good enough where coverage is reported.

    Parameters
    ----------
    claims
        The declared share of people covered, percent, indexed by ``unit_code``.
    speeds
        Indexed by ``unit_code``: ``tests`` and ``download_mbps``, their median or mean, in Mb/s.
        Which of the two is the source's choice; a target of an average wants the mean.
    floor_mbps
        The least that is good enough.
    covered_pct
        From which share on a unit counts as covered, percent.
    min_tests
        Fewer are "untested"; by default what i-Speed asks for. Ookla asks for
        :data:`dxanalysis.sources.measurements.speed_tests.ENOUGH_TESTS`.

    Returns
    -------
    pandas.DataFrame
        Indexed as ``claims``: ``claim_pct``, ``tests``, ``more_needed`` (how many more tests it
        takes to judge), ``download_mbps`` and ``verdict``: :data:`FAST`, :data:`SLOW` (covered but
        slow), :data:`NOT_COVERED`, :data:`UNTESTED` or :data:`NO_CLAIM`.

    Raises
    ------
    ParameterError
        If ``min_tests`` is below 1.

    Examples
    --------
    >>> import pandas as pd
    >>> claims = pd.Series([99.0, 99.0], index=["00001", "00002"])
    >>> speeds = pd.DataFrame({"tests": 400, "download_mbps": [12.0, 55.0]}, index=claims.index)
    >>> judge_speeds(claims, speeds)["verdict"].tolist()
    ['evidence.slow', 'evidence.fast']
    """
    if min_tests < 1:
        raise ParameterError("evidence.options", found=min_tests)
    beside = speeds.reindex(claims.index)
    made = beside["tests"].astype("float64").fillna(0.0)
    download = beside["download_mbps"].astype("float64")
    verdict = np.select(
        [
            claims.isna(),
            claims < covered_pct,
            (made < min_tests) | download.isna(),
            download < floor_mbps,
        ],
        [NO_CLAIM, NOT_COVERED, UNTESTED, SLOW],
        default=FAST,
    )
    table = {
        "claim_pct": claims,
        "tests": made,
        "more_needed": np.ceil((min_tests - made).clip(lower=0)),
        "download_mbps": download,
        "verdict": verdict,
    }
    return pd.DataFrame(table, index=claims.index)


def sentence(unit_name: str, row: pd.Series, lang: Lang) -> str:
    """Say in plain words what a unit's claim was found to be.

    Parameters
    ----------
    unit_name
        As planners call it.
    row
        A row of :func:`compare_claims`.
    lang
        The language.

    Returns
    -------
    str
        One sentence of plain text, with the number of tests.

    Examples
    --------
    >>> import pandas as pd
    >>> claims = pd.Series([99.0], index=["00001"])
    >>> tests = pd.DataFrame({"tests": [10], "tests_reached": [5]}, index=claims.index)
    >>> said = sentence("Xã Bó Sinh", compare_claims(claims, tests).iloc[0], "en")
    >>> said.startswith("Xã Bó Sinh")
    True
    """
    return text(
        str(row["verdict"]),
        lang,
        unit=unit_name,
        claim=percent(row["claim_pct"], lang),
        measured=percent(row["measured_pct"], lang),
        tests=round(float(row["tests"])),
    )
