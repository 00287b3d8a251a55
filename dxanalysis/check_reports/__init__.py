"""Findings as something to read or to send back: text, JSON, a page, a workbook with marked cells.

Findings quote the file that they are about, and that file may be anybody's: its words are text here
and nothing else, in HTML as in a workbook.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from dxanalysis.check_reports.listing import Listing, say_alike, show
from dxanalysis.check_reports.marked import write_marked
from dxanalysis.check_reports.page import to_html
from dxanalysis.check_reports.understanding import understood_text
from dxanalysis.errors import OutputError
from dxanalysis.files import atomic_write
from dxanalysis.findings import sentence, verdict, worst_first
from dxanalysis.indicators import OPERATORS
from dxanalysis.lang import date_range, text

if TYPE_CHECKING:
    from dxanalysis.lang import Lang

KINDS: Final = (".txt", ".html", ".json", ".xlsx")
"""What a report is written as, by the name of its file."""

__all__ = [
    "KINDS",
    "Listing",
    "files_to_text",
    "show",
    "to_html",
    "to_json",
    "to_text",
    "understood_text",
    "write_marked",
    "write_report",
]


def to_text(findings: pd.DataFrame, *, lang: Lang) -> str:
    """Say all findings, one sentence a line, and the verdict last.

    Where one column has the same fault many times, the first few are said in full and the others
    by their place and figure, in one line: a hundred like sentences would hide what else there is.

    Parameters
    ----------
    findings
        A table of findings (:data:`dxanalysis.findings.FINDING_COLUMNS`).
    lang
        The language.

    Returns
    -------
    str
        Plain text; every finding is named, and no line broken, whatever the file holds.
    """
    lines = [
        f"{text(f'checkreports.{severity}', lang)}: {_line(said)}"
        for severity, said in say_alike(findings, lang=lang)
    ]
    counts = findings["severity"].value_counts()
    outcome = verdict(findings)
    errors, warnings = (int(counts.get(name, 0)) for name in ("error", "warning"))
    last = text(f"checkreports.verdict_{outcome}", lang, errors=errors, warnings=warnings)
    return "\n".join([*lines, last, ""])


def files_to_text(files: pd.DataFrame, *, lang: Lang) -> str:
    """Say what is new in each file of a workspace, one line per file, operator and date.

    Parameters
    ----------
    files
        From :func:`dxanalysis.file_updates.summarise_files`.
    lang
        The language.

    Returns
    -------
    str
        Plain text with a heading.
    """
    lines = [text("checkreports.files", lang)]
    for row in files.to_dict("records"):
        day = None if pd.isna(row["as_of"]) else row["as_of"].date()
        parts = [
            text(
                "checkreports.file",
                lang,
                file=row["file"],
                operator=OPERATORS.get(row["operator"], {}).get(lang, row["operator"]),
                date=date_range(day, day, lang),
                units=row["units"],
                of=row["units_expected"],
                indicators=row["indicators"],
            )
        ]
        parts += [
            text(f"checkreports.file_{key}", lang, n=row[key])
            for key in ("replaces", "superseded", "left_blank", "left_out")
            if row[key]
        ]
        lines.append(_line("; ".join(parts)))
    return "\n".join([*lines, ""])


def _line(words: str) -> str:
    """Write words on one line."""
    return " ".join(words.split())


def to_json(findings: pd.DataFrame, *, lang: Lang) -> str:
    """Write findings for another program.

    Parameters
    ----------
    findings
        A table of findings.
    lang
        The language of ``message``.

    Returns
    -------
    str
        ``{"verdict": "pass" | "warn" | "fail", "findings": [...]}``: each finding has the columns
        of the table, null where missing, dates as ISO 8601, and ``message``, its sentence.
    """
    records = []
    for _, finding in worst_first(findings).iterrows():
        record: dict[str, Any] = {str(name): _plain(value) for name, value in finding.items()}
        records.append({**record, "message": sentence(finding, lang)})
    content = {"verdict": verdict(findings), "findings": records}
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _plain(value: Any) -> object:  # noqa: ANN401 - a finding's value can be anything
    """Give a value in a form that JSON has."""
    if isinstance(value, str | bool):
        return value
    if value is None or pd.isna(value):
        return None
    if isinstance(value, int | float):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def write_report(
    findings: pd.DataFrame,
    out: str | Path,
    *,
    lang: Lang,
    source: Path | None = None,
    understood: pd.DataFrame | None = None,
) -> Path:
    """Write findings to a file; its name says as what.

    Parameters
    ----------
    findings
        A table of findings.
    out
        A file that ends in one of :data:`KINDS`.
    lang
        The language.
    source
        The workbook that the findings are about: an ``.xlsx`` report is then a copy of it with the
        cells marked, and otherwise only the list.
    understood
        What the reading understood of each column, to be shown after the findings.

    Returns
    -------
    pathlib.Path
        ``out``.

    Raises
    ------
    OutputError
        If the name ends otherwise, the file cannot be written, or it is the source itself.
    FileUnreadableError
        If the source cannot be read.
    """
    out = Path(out)
    kind = out.suffix.lower()
    if kind not in KINDS:
        raise OutputError("checkreports.unknown_kind", where=out, expected=", ".join(KINDS))
    if kind == ".xlsx":
        return write_marked(findings, out, lang=lang, source=source, understood=understood)
    if kind == ".html":
        content = to_html(findings, lang=lang, understood=understood)
    elif kind == ".json":
        content = to_json(findings, lang=lang)
    else:
        shown = "" if understood is None else understood_text(understood, lang=lang)
        content = shown + to_text(findings, lang=lang)
    with atomic_write(out, key="checkreports.not_written") as half:
        half.write_bytes(content.encode())
    return out
