"""Figures and targets of a planner's own, set beside those of the workbooks.

A table with a row per unit and an indicator that the catalogue has not make a new analysis: its
maps, tables and exports show the indicator like any other.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from dxanalysis import checks
from dxanalysis.analysis import Analysis, checks_failed, gaps_of_areas
from dxanalysis.errors import FileUnreadableError, ParameterError
from dxanalysis.indicators import Indicator, Target, is_own
from dxanalysis.indicators import indicator as known_indicator
from dxanalysis.observations import make_observations
from dxanalysis.rates import ANY
from dxanalysis.snapshot import take_snapshot
from dxanalysis.sources.own_tables import CODE, COLUMNS, read_own_table
from dxanalysis.units.matching import clean_code

if TYPE_CHECKING:
    import datetime as dt

    from dxanalysis.workspace import Workspace

_LISTED: Final = 5


def with_figures(
    analysis: Analysis,
    table: pd.DataFrame,
    *,
    indicator: Indicator,
    as_of: dt.date | str | None = None,
    operator: str = "any",
    evidence: str = "declared",
    source: str = "",
) -> Analysis:
    """Set figures of an own indicator beside those of an analysis.

    Parameters
    ----------
    analysis
        The analysis; it is not changed.
    table
        A row per commune: ``unit_code`` (or as the index), ``numerator``, and for a share
        ``denominator``. Communes without a row have no figure.
    indicator
        What the figures are of (:func:`dxanalysis.register_indicator`).
    as_of
        The day they stand for; None where that is not known.
    operator
        Whose they are.
    evidence
        What they rest on; one of :data:`dxanalysis.observations.EVIDENCE`.
    source
        Where they come from, for sentences about them.

    Returns
    -------
    Analysis
        With the figures in its history, snapshot and gaps. A target of the workspace for the
        indicator counts.

    Raises
    ------
    ParameterError
        If a column is missing, a unit is not one of the workspace, or the indicator is one of the
        catalogue, whose figures come from workbooks.
    ChecksFailedError
        If a figure cannot be true, such as more schools online than there are.

    Examples
    --------
    >>> from dxanalysis import analyse, open_workspace, register_indicator
    >>> sample = analyse(open_workspace("data/son-la"))
    >>> own = register_indicator("schools_with_tv", vi="Trường học có tivi", basis="schools")
    >>> table = pd.DataFrame({"unit_code": ["03646"], "numerator": [3], "denominator": [4]})
    >>> with_figures(sample, table, indicator=own).figure("03646", "schools_with_tv")
    75.0
    """
    if not is_own(indicator.id):
        raise ParameterError("own.of_the_catalogue", found=indicator.id)
    rows = _rows(analysis, table, indicator, source=source)
    others = _others(analysis.history, indicator.id, operator)
    day = analysis.snapshot.day
    # Of an analysis of an earlier day, later figures are left aside; otherwise the latest count.
    is_earlier = day is not None and (others["as_of"] > pd.Timestamp(day)).any()
    made = _with_history(
        analysis, rows, indicator=indicator, as_of=as_of, operator=operator, evidence=evidence
    )
    return _renewed(made, day=day if is_earlier else None)


def _with_history(
    analysis: Analysis,
    rows: pd.DataFrame,
    *,
    indicator: Indicator,
    as_of: dt.date | str | None,
    operator: str,
    evidence: str,
) -> Analysis:
    """Check figures and put them into the history; what follows from it is not worked out yet."""
    rows = rows.assign(indicator=indicator.id, operator=operator, evidence=evidence)
    rows["as_of"] = pd.NaT if as_of is None else pd.Timestamp(str(as_of))
    rows["vintage"] = analysis.workspace.vintage
    observations = make_observations(rows)
    findings = checks.check_observations(observations, unit_names=analysis.communes["unit_name"])
    wrong = findings[findings["severity"] == "error"]
    if len(wrong):
        raise checks_failed(wrong, key="own.wrong")
    others = _others(analysis.history, indicator.id, operator)
    found = [analysis.findings, *([] if findings.empty else [findings])]
    return replace(
        analysis,
        history=make_observations(pd.concat([others, observations])),
        findings=pd.concat(found, ignore_index=True),
    )


def with_target(analysis: Analysis, *, indicator: str, value_pct: float, year: int) -> Analysis:
    """Set a target of one's own for an indicator, in place of the workspace's.

    Parameters
    ----------
    analysis
        The analysis; it is not changed.
    indicator
        Id of a share, for instance ``pop_4g``.
    value_pct
        Percent, above 0 and up to 100.
    year
        When it should be reached.

    Returns
    -------
    Analysis
        With the gaps to that target.

    Raises
    ------
    ParameterError
        If there is no such share, or the percentage is none.

    Examples
    --------
    >>> from dxanalysis import analyse, open_workspace
    >>> sample = analyse(open_workspace("data/son-la"))
    >>> stricter = with_target(sample, indicator="pop_4g", value_pct=99.5, year=2027)
    >>> round(stricter.figure("14", "pop_4g", "gap_points"), 2)
    2.25
    """
    known = known_indicator(indicator)
    if not known.is_rate or not 0 < value_pct <= 100:  # noqa: PLR2004 - percent
        raise ParameterError("own.no_target", found=f"{indicator} {value_pct}")
    target = Target(
        indicator=indicator,
        basis=known.basis,
        year=year,
        document="",
        certainty="planner",
        value_pct=float(value_pct),
    )
    targets = {**analysis.workspace.targets, indicator: target}
    workspace = replace(analysis.workspace, targets=targets)
    gaps = gaps_of_areas(analysis.snapshot, analysis.areas, targets)
    return replace(analysis, workspace=workspace, gaps=gaps)


def with_own_tables(
    analysis: Analysis, workspace: Workspace, *, as_of: dt.date | None = None
) -> Analysis:
    """Add the tables that ``[[indicators]]`` of ``province.toml`` names.

    Parameters
    ----------
    analysis
        The analysis of the workbooks.
    workspace
        The workspace.
    as_of
        The day that is shown; by default that of the latest figure.

    Returns
    -------
    Analysis
        With their figures, and the files among its inputs.

    Raises
    ------
    FileUnreadableError
        If a table cannot be read or lacks a column.
    ChecksFailedError
        If a figure cannot be true.
    """
    for entry in workspace.indicators:
        own = entry.register()
        read = read_own_table(entry.path, columns=COLUMNS if own.is_rate else COLUMNS[:1])
        unknown = _unknown(analysis, read.table)
        if unknown:
            raise FileUnreadableError(
                "own.file_units",
                where=entry.path,
                found=", ".join(unknown[:_LISTED]),
                n=len(unknown),
            )
        analysis = _with_history(
            analysis,
            _rows(analysis, read.table, own, source=entry.path.name),
            indicator=own,
            as_of=entry.as_of,
            operator=ANY,
            evidence=entry.evidence,
        )
        file = {
            "path": entry.path.name,
            "sha256": read.sha256,
            "rows": len(read.table),
            "operator": ANY,
            "as_of": entry.as_of,
            "evidence": entry.evidence,
        }
        inputs = pd.DataFrame([*analysis.inputs.to_dict("records"), file])
        analysis = replace(analysis, inputs=inputs)
    return _renewed(analysis, day=as_of) if workspace.indicators else analysis


def _rows(
    analysis: Analysis, table: pd.DataFrame, indicator: Indicator, *, source: str
) -> pd.DataFrame:
    """Take the columns of a table that say something, for units of the workspace."""
    rows: Any = table if CODE in table.columns else table.rename_axis(index=CODE).reset_index()
    wanted = [CODE, *(COLUMNS if indicator.is_rate else COLUMNS[:1])]
    missing = [name for name in wanted if name not in rows.columns]
    if missing:
        raise ParameterError(
            "own.no_column", found=", ".join(map(str, table.columns)), expected=", ".join(wanted)
        )
    rows = rows[wanted].reset_index(drop=True)
    rows[CODE] = rows[CODE].map(lambda code: clean_code(code) or "")
    unknown = _unknown(analysis, rows)
    if unknown:
        raise ParameterError(
            "own.unknown_units", found=", ".join(unknown[:_LISTED]), n=len(unknown)
        )
    for name in wanted[1:]:
        rows[name] = rows[name].astype("float64")
    found: pd.DataFrame = rows.assign(source=f"{source or '–'}||")
    return found


def _unknown(analysis: Analysis, rows: pd.DataFrame) -> list[str]:
    """List codes of a table that are no commune's of the workspace."""
    return sorted(set(rows[CODE]) - set(analysis.communes.index))


def _others(history: pd.DataFrame, indicator_id: str, operator: str) -> pd.DataFrame:
    """Leave out what was said of an indicator before: a cell that is run again replaces it."""
    return history[(history["indicator"] != indicator_id) | (history["operator"] != operator)]


def _renewed(analysis: Analysis, *, day: dt.date | None) -> Analysis:
    """Work out what follows from an analysis's history."""
    workspace = analysis.workspace
    snapshot = take_snapshot(analysis.history, as_of=day, max_age_months=workspace.max_age_months)
    return replace(
        analysis,
        snapshot=snapshot,
        gaps=gaps_of_areas(snapshot, analysis.areas, workspace.targets),
    )
