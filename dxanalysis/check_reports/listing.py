"""Findings as a notebook shows them: the verdict and a list, errors first."""

from __future__ import annotations

import numbers
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from dxanalysis.findings import FINDING_COLUMNS, sentence, verdict, worst_first
from dxanalysis.lang import MISSING, number, text

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from dxanalysis.lang import Lang

_STYLE: Final = (
    "font:15px/1.5 system-ui,sans-serif;color:#1f2a37;background:#fff;max-width:60rem;"
    "overflow-wrap:anywhere;padding:.1rem .8rem"
)
_COLOURS: Final = {"error": "#a4262c", "warning": "#7a3a00", "note": "#1b5e8a"}


@dataclass(frozen=True)
class Listing:
    """Findings to read.

    Attributes
    ----------
    html
        The verdict and the findings, all text escaped, without scripts.
    """

    html: str = field(repr=False)

    def _repr_html_(self) -> str:
        return self.html


_MANY: Final = 6
_SAID_IN_FULL: Final = 3
_OF_A_TABLE: Final = "title_changes"
"""A fault of all columns of a table, for one and the same reason."""

_BY_TITLE: Final = "column_likely"
"""As a note: how columns are understood by their title, whatever each of them holds."""


def say_alike(findings: pd.DataFrame, *, lang: Lang) -> Iterator[tuple[str, str]]:
    """Say findings, the worst first; of many that are alike the first few in full.

    Parameters
    ----------
    findings
        A table of findings (:data:`dxanalysis.findings.FINDING_COLUMNS`).
    lang
        The language.

    Yields
    ------
    tuple of str
        Severity and sentence. Where one column has the same fault many times, the last sentence
        names the places and figures of all that were not said. A note that several files share
        is said once, with their names.
    """
    ordered, shared = _one_of_shared(worst_first(findings))
    by_title = (ordered["severity"] == "note") & (ordered["rule"] == _BY_TITLE)
    by = [ordered[name] for name in ("severity", "rule", "file", "sheet")]
    alike = ordered.groupby([*by, ordered["indicator"].mask(by_title)], sort=False, dropna=False)
    for _, found in alike:
        first = found.iloc[0]
        severity = str(first["severity"])
        shown = found if len(found) <= _MANY else found[:_SAID_IN_FULL]
        of_table = first["rule"] == _OF_A_TABLE or bool(by_title[found.index[0]])
        if of_table and len({*found["expected"].map(str)}) == 1:
            shown = found[:1]
        for place, row in shown.iterrows():
            said = sentence(row, lang)
            if others := shared.get(place):
                also = text("checkreports.also", lang, n=len(others), files=", ".join(others))
                said = f"{said} {also}"
            yield severity, said
        if len(shown) < len(found):
            rest = found[len(shown) :]
            yield (
                severity,
                text(
                    "checkreports.alike",
                    lang,
                    n=len(rest),
                    where=", ".join(str(one) for one in first[["file", "sheet"]].dropna()),
                    places="; ".join(_place(row, lang) for _, row in rest.iterrows()),
                ),
            )


def _one_of_shared(ordered: pd.DataFrame) -> tuple[pd.DataFrame, dict[Hashable, list[str]]]:
    """Keep one of the notes that differ in their file alone, with the names of the other files."""
    notes = ordered[(ordered["severity"] == "note") & ordered["file"].notna()]
    same = [name for name in FINDING_COLUMNS if name not in {"file", "sheet", "cell"}]
    known = notes[same].map(str).apply(tuple, axis=1)
    others: dict[Hashable, list[str]] = {}
    for places in notes.groupby(known).groups.values() if len(notes) else ():
        files = notes.loc[places, "file"].drop_duplicates()
        if len(files) == len(places) > 1:
            others[places[0]] = files.iloc[1:].tolist()
            ordered = ordered.drop(index=places[1:])
    return ordered, others


def _place(finding: pd.Series[Any], lang: Lang) -> str:
    """Name where a finding is, and the figure there."""
    named = [finding[name] for name in ("cell", "unit_name", "unit_code")]
    place = next((str(one) for one in named if not pd.isna(one)), MISSING)
    value = finding["value"]
    if value is None or pd.isna(value):
        return place
    is_number = isinstance(value, numbers.Real) and not isinstance(value, bool)
    return f"{place} ({number(float(value), lang) if is_number else value})"


def show(findings: pd.DataFrame, *, lang: Lang = "vi", most: int = 20) -> Listing:
    """Show findings in a notebook.

    Parameters
    ----------
    findings
        A table of findings (:data:`dxanalysis.findings.FINDING_COLUMNS`).
    lang
        The language.
    most
        How many lines are listed, each of one finding or of the many like those before it; all
        findings are counted in the verdict.

    Returns
    -------
    Listing
        It shows itself in a notebook.
    """
    counts = findings["severity"].value_counts()
    errors, warnings = (int(counts.get(name, 0)) for name in ("error", "warning"))
    outcome = verdict(findings)
    said = text(f"checkreports.verdict_{outcome}", lang, errors=errors, warnings=warnings)
    all_said = list(say_alike(findings, lang=lang))
    lines = "".join(
        f"<li><b style='color:{_COLOURS[severity]}'>"
        f"{escape(text(f'checkreports.{severity}', lang))}</b>: {escape(one)}</li>"
        for severity, one in all_said[:most]
    )
    left = len(all_said) - most
    more = f"<p>{escape(text('checkreports.more', lang, n=left))}</p>" if left > 0 else ""
    return Listing(
        f"<div style='{_STYLE}'><p><b>{escape(said)}</b></p>"
        f"<ul style='padding-left:1.2rem'>{lines}</ul>{more}</div>"
    )
