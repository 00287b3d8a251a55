"""The period that the name of a sheet gives in short: "VTT Q3.25", "T9-25", "9-2025"."""

from __future__ import annotations

import re
from typing import Final

from dxanalysis.sources.workbook.dates import Dated, best_date, find_dates, plain_text

_SEP: Final = r"[ ./'-]{0,2}"
_SHORT: Final = (
    re.compile(rf"(?<![a-z\d])(quy|q){_SEP}(i{{1,3}}|iv|0?[1-4]){_SEP}(2\d)(?![\d./-]?\d)"),
    re.compile(rf"(?<![a-z\d])(thang|t){_SEP}(0?[1-9]|1[0-2])[ ./'-]{{1,2}}(2\d)(?![\d./-]?\d)"),
)
_TURNED: Final = re.compile(r"(?<![\w./-])(2\d|20\d\d)[ .-]?q([1-4])(?!\w)")
_AMERICAN: Final = re.compile(r"(?<![\w./-])([1-4])q[ .-]?(2\d|20\d\d)(?!\w)")
_MONTH: Final = re.compile(r"(?<![\w./-])(0?[1-9]|1[0-2])[ -](20\d\d)(?![\w./-])")
_OTHERS: Final = re.compile(
    r"\b(?:bieu|mau|bang|muc|phan|sheet"
    r"|phu luc|pl|phu bieu|pb|cv|cong van|qd|nq|tt|bc|kh|tb|so)\W*$"
)
_LONGEST: Final = 60


def date_of_tab(name: str) -> Dated | None:
    """Find the period that the name of a sheet gives, in full or in short.

    Parameters
    ----------
    name
        As on its tab.

    Returns
    -------
    Dated or None
        The only one it names; None where it names several, or none. "Biểu 9-2025" is a number.

    Examples
    --------
    >>> [date_of_tab(name).day.isoformat() for name in ("VTT Q3.25", "VNPT_T9-25", "9-2025")]
    ['2025-09-30', '2025-09-30', '2025-09-30']
    >>> date_of_tab("Biểu 9-2025"), date_of_tab("Q2.25 và Q3.25")
    (None, None)
    """
    if len(name) > _LONGEST:
        return None
    plain = plain_text(name.replace("_", " "))
    said = [
        f"{match[1]} {match[2]}/20{match[3]}" for form in _SHORT for match in form.finditer(plain)
    ]
    said += [f"quy {match[2]}/{match[1]:0>2}" for match in _TURNED.finditer(plain)]
    said += [f"quy {match[1]}/{match[2]}" for match in _AMERICAN.finditer(plain)]
    said += [
        f"thang {match[1]}/{match[2]}"
        for match in _MONTH.finditer(plain)
        if not _OTHERS.search(plain[: match.start()])
    ]
    said = [re.sub(r"/(2\d)$", r"/20\1", one) for one in said]
    found = {one.day: one for text in said for one in find_dates(text) if one.precision != "year"}
    if not found:
        return best_date([plain])
    return next(iter(found.values())) if len(found) == 1 else None
