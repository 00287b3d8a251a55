"""What is known of a workbook beforehand, and what was put into a workspace."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from dxanalysis.indicators import OPERATORS
from dxanalysis.lang import date, text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from dxanalysis.intake.answers import Answers
    from dxanalysis.intake.questions import Question
    from dxanalysis.lang import Lang
    from dxanalysis.sources.workbook.reader import WorkbookReading


@dataclass(frozen=True)
class Given:
    """What is said of a workbook beforehand, by options or a file of answers.

    Attributes
    ----------
    operators, as_of, evidence, sender, columns, names, corrects
        As in :class:`dxanalysis.intake.Answers`; empty or None for what is to be found or asked.
    """

    operators: tuple[str, ...] = ()
    as_of: dt.date | None = None
    evidence: str | None = None
    sender: str | None = None
    columns: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    corrects: str | None = None

    @classmethod
    def of(cls, answers: Answers) -> Given:
        """Take a file of answers."""
        return cls(
            answers.operators, answers.as_of, answers.evidence, answers.sender,
            dict(answers.columns), dict(answers.names), answers.corrects,
        )  # fmt: skip


@dataclass(frozen=True)
class Added:
    """What was put into a workspace.

    Attributes
    ----------
    path
        Where the workbook is kept, relative to the workspace.
    operators, as_of, evidence, sender
        What stands for it in ``province.toml``; ``as_of`` also where the file says it.
    vintage
        The list of units that it uses. Its figures are those of the workspace's list.
    readings
        What it says, for each operator.
    questions
        What was asked, and not known from before.
    undecided
        Headings of columns that are not read until somebody decides on them.
    doubled
        Headings that no answer can be about, for several columns of one table have them.
    gone
        Headings that the sender's form had before and now has not.
    not_taken
        Headings whose answer the reader does not follow: for the date or the operator in them.
    replaces
        The file in whose place it comes, if it does.
    corrects
        The file whose figures give way to its own where both have one, if there is one.
    contradictions
        Names of other files of the workspace that give figures of the same day and operator
        otherwise; to each the errors.
    """

    path: str
    operators: tuple[str, ...]
    as_of: dt.date | None
    evidence: str
    sender: str
    vintage: str
    readings: tuple[WorkbookReading, ...]
    questions: tuple[Question, ...]
    undecided: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    not_taken: tuple[str, ...] = ()
    replaces: str | None = None
    corrects: str | None = None
    contradictions: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    @property
    def understood(self) -> pd.DataFrame:
        """What the columns are understood as, with all that was decided."""
        return pd.concat([one.understood for one in self.readings], ignore_index=True)

    @property
    def findings(self) -> pd.DataFrame:
        """What is wrong with the workbook, or with it beside the others."""
        own = [one.findings for one in self.readings]
        return pd.concat([*own, *self.contradictions.values()], ignore_index=True)


def summary(added: Added, *, lang: Lang) -> list[str]:
    """Say what was put into a workspace.

    Parameters
    ----------
    added
        What was.
    lang
        The language.

    Returns
    -------
    list of str
        Lines of plain text.

    Examples
    --------
    >>> added = Added("workbooks/a.xlsx", ("vnpt",), None, "declared", "vnpt", "2025-07", (), ())
    >>> len(summary(added, lang="en"))
    1
    """
    lines = [
        text(
            "intake.done",
            lang,
            where=added.path,
            operators=", ".join(OPERATORS[one][lang] for one in added.operators),
            date=date(added.as_of, lang),
            evidence=text(f"intake.evidence_{added.evidence}", lang),
            sender=added.sender,
        ),
    ]
    if added.questions:
        lines.append(text("intake.asked", lang, count=str(len(added.questions))))
    if added.replaces:
        lines.append(text("intake.replaced", lang, found=added.replaces))
    if added.corrects:
        lines.append(text("intake.corrected", lang, found=added.corrects))
    if added.contradictions:
        others = ", ".join(added.contradictions)
        own = added.path.rpartition("/")[2]
        lines.append(text("intake.contradicts", lang, found=others, own=own))
    for key, headings in (
        ("gone", added.gone),
        ("undecided", added.undecided),
        ("doubled", added.doubled),
        ("not_taken", added.not_taken),
    ):
        if headings:
            shown = ", ".join(f"“{one}”" for one in headings[:20])
            lines.append(text(f"intake.{key}", lang, found=shown))
    return lines
