"""Findings: one table for everything that is found about files and figures, and its sentences.

A finding names its file, sheet and cell, what was found and what was expected; the sentence it
makes lies in the message catalogues under ``checks.<rule>``, or under the rule's own name where
that names a room (``planfiles.unit_unknown``). An *error* is a figure that cannot be
used; a *warning* one that somebody should look at; a *note* says how something was understood
where it could have been understood otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, get_args

import pandas as pd

from dxanalysis.errors import DxAnalysisError
from dxanalysis.indicators import OPERATORS, indicators
from dxanalysis.lang import Lang, text
from dxanalysis.lang.plain import reveal, shorten
from dxanalysis.typed_tables import typed_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Severity = Literal["error", "warning", "note"]

FINDING_COLUMNS: Final = [
    "severity",
    "rule",
    "file",
    "sheet",
    "cell",
    "unit_code",
    "unit_name",
    "indicator",
    "operator",
    "value",
    "expected",
    "other",
]
"""The columns of a table of findings.

``cell`` is an address as in Excel. ``unit_code`` is missing where a finding belongs to no unit.
``unit_name`` is what the file says, as it was written. ``indicator`` and
``operator`` are ids of the catalogue. ``value``, ``expected`` and ``other`` hold numbers, dates or
words; what they mean depends on the rule.
"""

_LONGEST: Final = 1_000
LARGEST: Final = 1e15
"""Numbers from here on are typing errors, and are shown as stored."""

_VALUE_COLUMNS: Final = ("value", "expected", "other")
_TYPES: Final = {name: "object" if name in _VALUE_COLUMNS else "str" for name in FINDING_COLUMNS}
_RANK: Final = {"error": 0, "warning": 1, "note": 2}


def make_findings(records: Iterable[Mapping[str, object]] = ()) -> pd.DataFrame:
    """Build a table of findings.

    Parameters
    ----------
    records
        One mapping per finding; entries that are absent are missing.

    Returns
    -------
    pandas.DataFrame
        The columns of :data:`FINDING_COLUMNS`, errors first, otherwise in the order given. What
        cannot be seen in a text is shown (:func:`dxanalysis.lang.plain.reveal`), and one of more
        than 1,000 characters is cut.

    Examples
    --------
    >>> found = make_findings(
    ...     [
    ...         {"severity": "note", "rule": "row_twice", "file": "a.xlsx", "sheet": "1"},
    ...         {"severity": "error", "rule": "rows_absent", "file": "a.xlsx", "sheet": "1"},
    ...     ]
    ... )
    >>> found["severity"].tolist()
    ['error', 'note']
    """
    shown = [
        {name: _to_show(entry) if isinstance(entry, str) else entry for name, entry in one.items()}
        for one in records
    ]
    return typed_table(sorted(shown, key=lambda one: _RANK[str(one["severity"])]), _TYPES)


def name_units(findings: pd.DataFrame, names: Mapping[str, str] | pd.Series[str]) -> pd.DataFrame:
    """Name the units of findings that have only a code.

    Parameters
    ----------
    findings
        The table.
    names
        Unit code to name, of the list that the codes are of.

    Returns
    -------
    pandas.DataFrame
        The same findings; what a file itself calls a unit stays.

    Examples
    --------
    >>> found = make_findings([{"severity": "note", "rule": "figure_twice", "unit_code": "04171"}])
    >>> name_units(found, {"04171": "Xã Bó Sinh"})["unit_name"].tolist()
    ['Xã Bó Sinh']
    """
    code, name = findings["unit_code"], findings["unit_name"]
    bare = code.notna() & (name.isna() | (name == code))
    if not bare.any():
        return findings
    return findings.assign(unit_name=name.mask(bare, code.map(dict(names)).astype("str")))


def refusal(error: DxAnalysisError, *, file: str | None = None) -> dict[str, object]:
    """Make a finding of an error, where everything else is to be found all the same.

    Parameters
    ----------
    error
        What was raised.
    file
        The name of the file that could not be used.

    Returns
    -------
    dict
        A record for :func:`make_findings`; its ``value`` is the error, which says itself.

    Examples
    --------
    >>> from dxanalysis.errors import FileUnreadableError
    >>> error = FileUnreadableError("workbook.damaged", where="a.xlsx")
    >>> found = make_findings([refusal(error, file="a.xlsx")])
    >>> sentence(found.iloc[0], "en") == error.sentence("en")
    True
    """
    return {"severity": "error", "rule": "unusable", "file": file, "value": error}


def sentence(finding: Mapping[Any, Any] | pd.Series[Any], lang: Lang) -> str:
    """Write one finding in one language: found → expected → where → remedy.

    Parameters
    ----------
    finding
        A row of a table of findings.
    lang
        The language.

    Returns
    -------
    str
        One sentence of plain text. It may hold words of the file: escape it where it is shown.

    Examples
    --------
    >>> found = make_findings(
    ...     [
    ...         {"severity": "note", "rule": "row_twice", "file": "a.xlsx", "sheet": "1"},
    ...         {"severity": "error", "rule": "rows_absent", "file": "a.xlsx", "sheet": "1"},
    ...     ]
    ... )
    >>> sentence(found.iloc[0], "en")[:38]
    "The sheet has a table's heading but no"
    """
    if isinstance(finding["value"], DxAnalysisError):
        return finding["value"].sentence(lang)
    known = indicators().get(_word(finding["indicator"]))
    rule = finding["rule"]
    return text(
        rule if "." in rule else f"checks.{rule}",
        lang,
        where=_where(finding, lang),
        found=_shown(finding["value"]),
        unit=_unit(finding, lang),
        indicator=known.name(lang) if known else _word(finding["indicator"]),
        value=_shown(finding["value"]),
        expected=_shown(finding["expected"]),
        other=_shown(finding.get("other")),
        operator=OPERATORS.get(_word(finding.get("operator")), {}).get(lang, ""),
    )


_ROWS_LEFT_OUT: Final = frozenset(
    {
        "district_differs", "province_differs", "rows_absent", "rows_are_sums", "rows_of_bodies",
        "rows_of_parts", "rows_of_provinces", "rows_of_things", "sheet_elsewhere",
        "table_operator_unlisted", "table_other_operator", "two_names", "vintage_differs",
    }
)  # fmt: skip
"""Errors by which rows, tables or sheets are not read at all; and those of a row without a unit."""


def rows_left_out(findings: pd.DataFrame) -> pd.Series[bool]:
    """Tell which errors are of rows that belong to no unit, and of which nothing was read.

    Parameters
    ----------
    findings
        A table of findings.

    Returns
    -------
    pandas.Series
        True for those; what remains of their file is as good as without them.

    Examples
    --------
    >>> found = make_findings(
    ...     [
    ...         {"severity": "error", "rule": "unit_unknown", "file": "a.xlsx", "sheet": "1"},
    ...         {"severity": "error", "rule": "parts_above_wholes", "file": "a.xlsx"},
    ...     ]
    ... )
    >>> rows_left_out(found).tolist()
    [True, False]
    """
    rules = findings["rule"].astype("str")
    nowhere = (findings["severity"] == "error") & findings["unit_code"].isna()
    return nowhere & (rules.isin(_ROWS_LEFT_OUT) | rules.str.startswith("unit_"))


def worst_first(findings: pd.DataFrame) -> pd.DataFrame:
    """Put errors before warnings, and warnings before notes.

    Parameters
    ----------
    findings
        A table of findings.

    Returns
    -------
    pandas.DataFrame
        The same rows, each kind in the order it was in, with a fresh index.

    Examples
    --------
    >>> found = make_findings(
    ...     [
    ...         {"severity": "note", "rule": "row_twice", "file": "a.xlsx", "sheet": "1"},
    ...         {"severity": "error", "rule": "rows_absent", "file": "a.xlsx", "sheet": "1"},
    ...     ]
    ... )
    >>> worst_first(found[::-1])["rule"].tolist()
    ['rows_absent', 'row_twice']
    """
    rank = {severity: place for place, severity in enumerate(get_args(Severity))}
    order = findings["severity"].map(rank).argsort(kind="stable")
    return findings.iloc[order].reset_index(drop=True)


def verdict(findings: pd.DataFrame) -> Literal["pass", "warn", "fail"]:
    """Summarise a table of findings in one word.

    Parameters
    ----------
    findings
        The table.

    Returns
    -------
    str
        ``fail`` if there is an error, ``warn`` if there is a warning, otherwise ``pass``.

    Examples
    --------
    >>> found = make_findings(
    ...     [
    ...         {"severity": "note", "rule": "row_twice", "file": "a.xlsx", "sheet": "1"},
    ...         {"severity": "error", "rule": "rows_absent", "file": "a.xlsx", "sheet": "1"},
    ...     ]
    ... )
    >>> verdict(found), verdict(found[1:])
    ('fail', 'pass')
    """
    severities = set(findings["severity"])
    if "error" in severities:
        return "fail"
    return "warn" if "warning" in severities else "pass"


def _to_show(words: str) -> str:
    """Make a text of a file fit to be shown."""
    return shorten(reveal(words), most=_LONGEST)


def _word(value: object) -> str:
    """Return a text, empty where it is missing."""
    return value if isinstance(value, str) else ""


def _shown(value: object) -> object:
    """Format a value for a message: numbers stay numbers, missing is a dash."""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and abs(value) >= LARGEST:
        return f"{value:g}"
    return float("nan") if value is None or pd.isna(value) else value  # type: ignore[call-overload]


def _where(finding: Mapping[str, Any] | pd.Series[Any], lang: Lang) -> str:
    """Name the file, the sheet and the cell, as far as they are known."""
    file, sheet, cell = (_word(finding[name]) for name in ("file", "sheet", "cell"))
    if sheet and cell:
        return text("checks.where_cell", lang, file=file, sheet=sheet, cell=cell)
    return text("checks.where_sheet", lang, file=file, sheet=sheet) if sheet else file


def _unit(finding: Mapping[str, Any] | pd.Series[Any], lang: Lang) -> str:
    """Name the unit by what was written and by its code."""
    name, code = _word(finding["unit_name"]), _word(finding["unit_code"])
    if name and code:
        return f"{name} ({code})"
    return name or (text("checks.unit_code", lang, code=code) if code else "")
