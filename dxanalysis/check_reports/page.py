"""Findings as one self-contained page, for a phone as for a desk, in light and in dark."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from dxanalysis.check_reports.understanding import understood_tables
from dxanalysis.findings import sentence, verdict, worst_first
from dxanalysis.lang import text

if TYPE_CHECKING:
    import jinja2
    import pandas as pd

    from dxanalysis.lang import Lang


@functools.cache
def _template() -> jinja2.Template:
    """Load the template. Everything that is put into it is escaped."""
    import jinja2  # noqa: PLC0415 - most checks make no page

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("dxanalysis.check_reports", package_path=""),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.j2")


def to_html(findings: pd.DataFrame, *, lang: Lang, understood: pd.DataFrame | None = None) -> str:
    """Make a page of findings.

    Parameters
    ----------
    findings
        A table of findings (:data:`dxanalysis.findings.FINDING_COLUMNS`).
    lang
        The language.
    understood
        What the reading understood of each column, to be shown after the findings.

    Returns
    -------
    str
        One HTML page without scripts, that asks for nothing outside.
    """
    outcome = verdict(findings)
    counts = findings["severity"].value_counts()
    errors, warnings = (int(counts.get(name, 0)) for name in ("error", "warning"))

    def say(key: str, **params: object) -> str:
        return text(f"checkreports.{key}", lang, **params)

    return _template().render(
        lang=lang,
        say=say,
        verdict=outcome,
        verdict_sentence=say(f"verdict_{outcome}", errors=errors, warnings=warnings),
        files=_by_file(findings, lang),
        tables=[] if understood is None else understood_tables(understood, lang=lang),
    )


def _by_file(findings: pd.DataFrame, lang: Lang) -> dict[str, list[dict[str, str]]]:
    """Group findings by the file that they are about, errors first in each."""
    files: dict[str, list[dict[str, str]]] = {}
    for _, finding in worst_first(findings).iterrows():
        files.setdefault(_word(finding["file"]), []).append(
            {
                "severity": str(finding["severity"]),
                "mark": text(f"checkreports.{finding['severity']}", lang),
                "sheet": _word(finding["sheet"]),
                "cell": _word(finding["cell"]),
                "sentence": sentence(finding, lang),
            }
        )
    return files


def _word(value: Any) -> str:  # noqa: ANN401 - a missing text is NaN
    """Give a text, or nothing where it is missing."""
    return value if isinstance(value, str) else ""
