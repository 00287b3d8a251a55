"""What a reader of measurements assumed, left out or counted apart: a table, one sentence a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

import pandas as pd

from dxanalysis.lang import text

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from dxanalysis.lang import Lang

COLUMNS: Final = ("severity", "rule", "file", "value", "expected")
"""The columns of the findings; ``rule`` is a key of the message catalogues."""


def sentence(finding: Mapping[Hashable, Any] | pd.Series[Any], lang: Lang) -> str:
    """Say one finding in one language.

    Parameters
    ----------
    finding
        A row of a reading's findings.
    lang
        The language.

    Returns
    -------
    str
        One sentence of plain text. It may hold words of the file: escape it where it is shown.
    """
    return text(
        finding["rule"],
        lang,
        where=finding["file"],
        found=finding["value"],
        expected=finding["expected"],
    )


class Findings:
    """Collects what should be reported about one file.

    Parameters
    ----------
    file
        The file's name.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.rows: list[dict[str, object]] = []

    def __call__(
        self,
        rule: str,
        *,
        severity: Literal["error", "warning", "note"] = "warning",
        value: object = "",
        expected: object = "",
    ) -> None:
        """Note one thing.

        Parameters
        ----------
        rule
            Key of the sentence in the message catalogues, ``room.name``.
        severity
            How much it matters.
        value, expected
            What the sentence names as ``{found}`` and ``{expected}``.
        """
        row = (severity, rule, self.file, value, expected)
        self.rows.append(dict(zip(COLUMNS, row, strict=True)))

    def counted(
        self,
        rule: str,
        count: float,
        *,
        severity: Literal["warning", "note"] = "warning",
        expected: object = "",
    ) -> None:
        """Note how many there were, if there were any."""
        if count:
            self(rule, severity=severity, value=count, expected=expected)

    def table(self) -> pd.DataFrame:
        """Give all of them, in the order found, with the columns :data:`COLUMNS`."""
        return pd.DataFrame(self.rows, columns=list(COLUMNS)).astype(
            {"value": "object", "expected": "object"}
        )
