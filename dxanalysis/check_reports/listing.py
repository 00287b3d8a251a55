"""Findings as a notebook shows them: the verdict and a list, errors first."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Final

from dxanalysis.findings import sentence, verdict, worst_first
from dxanalysis.lang import text

if TYPE_CHECKING:
    import pandas as pd

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


def show(findings: pd.DataFrame, *, lang: Lang = "vi", most: int = 20) -> Listing:
    """Show findings in a notebook.

    Parameters
    ----------
    findings
        A table of findings (:data:`dxanalysis.findings.FINDING_COLUMNS`).
    lang
        The language.
    most
        How many findings are listed; all are counted in the verdict.

    Returns
    -------
    Listing
        It shows itself in a notebook.
    """
    counts = findings["severity"].value_counts()
    errors, warnings = (int(counts.get(name, 0)) for name in ("error", "warning"))
    outcome = verdict(findings)
    said = text(f"checkreports.verdict_{outcome}", lang, errors=errors, warnings=warnings)
    lines = "".join(
        f"<li><b style='color:{_COLOURS[str(row['severity'])]}'>"
        f"{escape(text('checkreports.' + str(row['severity']), lang))}</b>: "
        f"{escape(sentence(row, lang))}</li>"
        for _, row in worst_first(findings).head(most).iterrows()
    )
    left = len(findings) - most
    more = f"<p>{escape(text('checkreports.more', lang, n=left))}</p>" if left > 0 else ""
    return Listing(
        f"<div style='{_STYLE}'><p><b>{escape(said)}</b></p>"
        f"<ul style='padding-left:1.2rem'>{lines}</ul>{more}</div>"
    )
