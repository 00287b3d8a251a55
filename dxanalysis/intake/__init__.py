"""Putting a workbook into a workspace: understand it, ask where unsure, remember the answers."""

from dxanalysis.intake.adding import add_workbook
from dxanalysis.intake.answers import Answers, read_answers
from dxanalysis.intake.changes import own_target
from dxanalysis.intake.questions import (
    Choice,
    Question,
    Sentence,
    in_terminal,
    none_answered,
    only_sure,
)
from dxanalysis.intake.results import Added, Given, summary

__all__ = [
    "Added",
    "Answers",
    "Choice",
    "Given",
    "Question",
    "Sentence",
    "add_workbook",
    "in_terminal",
    "none_answered",
    "only_sure",
    "own_target",
    "read_answers",
    "summary",
]
