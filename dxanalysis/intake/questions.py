"""Questions with numbered answers, and the ways to have them answered."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

from dxanalysis.errors import DxAnalysisError, ParameterError
from dxanalysis.lang import Lang, text
from dxanalysis.lang.plain import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

Topic = Literal["operator", "as_of", "evidence", "columns", "names", "corrects"]

_LONGEST_ANSWER: Final = 200
_MOST_NAMED: Final = 20
_NUMBER: Final = re.compile(r"[-+–−]?\d+(?:[.,]\d*)?")
_LONGEST_NUMBER: Final = 2
_ALIKE: Final = 0.6
"""From this likeness on (0–1) what was typed is taken for an id that is misspelt."""


@dataclass(frozen=True)
class Sentence:
    """Words of the message catalogues, to be said in the reader's language.

    Attributes
    ----------
    key
        Of the message.
    params
        What it names; a value that is a sentence itself is said in the same language.
    """

    key: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def say(self, lang: Lang) -> str:
        """Say it in one language."""
        said = {
            name: value.say(lang) if isinstance(value, Sentence) else value
            for name, value in self.params.items()
        }
        return text(self.key, lang, **said)


@dataclass(frozen=True)
class Choice:
    """One answer.

    Attributes
    ----------
    value
        What it means to the program.
    label
        What it is called.
    """

    value: str
    label: Sentence


@dataclass(frozen=True)
class Question:
    """One question.

    Attributes
    ----------
    topic
        What it is about: an entry of the file of answers.
    name
        The heading, or the spelling of a unit; ``""`` for the other topics.
    asked
        The question.
    choices
        The answers, numbered from 1. The last one of a question about a column or a unit, numbered
        0, leaves it out.
    check
        Takes an answer in the person's own words; gives its value, or raises a sentence.
    default
        The value that stands where a person just goes on; ``""`` where one must choose.
    sure
        Whether the default is certain, and may be taken without asking.
    """

    topic: Topic
    asked: Sentence
    choices: tuple[Choice, ...]
    check: Callable[[str], str]
    name: str = ""
    default: str = ""
    sure: bool = False

    @property
    def has_zero(self) -> bool:
        """Whether its last choice is numbered 0."""
        return self.topic in {"columns", "names"}

    def number(self, place: int) -> int:
        """Give the number of a choice."""
        return 0 if self.has_zero and place == len(self.choices) - 1 else place + 1

    def entry(self, lang: Lang) -> str:
        """Say what it is about, and the name of that in a file of answers."""
        if self.asked.key == "intake.ask_date_unusable":
            return text("intake.open_as_of_unusable", lang, found=self.asked.params["found"])
        return text(f"intake.open_{self.topic}", lang, name=self.name)

    def value(self, answer: str) -> str:
        """Take an answer: a number, or words.

        Parameters
        ----------
        answer
            What was typed.

        Returns
        -------
        str
            A value.

        Raises
        ------
        ParameterError
            If it is no number of a choice and no answer in words.
        """
        written = answer.strip()
        if not written:
            if self.default:
                return self.default
            raise ParameterError("intake.choose", expected=self._numbers())
        by_number = {str(self.number(i)): one.value for i, one in enumerate(self.choices)}
        if written in by_number:
            return by_number[written]
        # Dates are numbers, and so are codes of units.
        is_number = _NUMBER.fullmatch(written) is not None and self.topic != "as_of"
        is_code = self.topic == "names" and written.isdecimal() and len(written) > _LONGEST_NUMBER
        if is_number and not is_code:
            raise ParameterError("intake.choose", expected=self._numbers())
        parts = [by_number.get(part.strip(), part.strip()) for part in written.split(",")]
        try:
            return self.check(",".join(parts) if self.topic == "operator" else written)
        except ParameterError as error:
            near = str(error.params.get("expected", "")).split(", ")
            if self.topic in {"names", "as_of"} or _resembles(written, near):
                raise
            raise ParameterError("intake.choose", expected=self._numbers()) from error

    def _numbers(self) -> str:
        """List the numbers."""
        return ", ".join(str(self.number(place)) for place in range(len(self.choices)))

    def lines(self, lang: Lang) -> list[str]:
        """Give the question and its answers as lines to show.

        Parameters
        ----------
        lang
            The language.

        Returns
        -------
        list of str
            Nothing of a file can break a line or move the cursor.
        """
        shown = [visible(self.asked.say(lang))]
        for place, choice in enumerate(self.choices):
            shown.append(f"  {self.number(place)}. {visible(choice.label.say(lang))}")
        return shown

    def prompt(self, lang: Lang) -> str:
        """Ask for a number."""
        places = [
            self.number(place)
            for place, choice in enumerate(self.choices)
            if choice.value == self.default
        ]
        if places and self.default:
            return text("intake.prompt_default", lang, number=str(places[0]))
        return text("intake.prompt", lang)


def _resembles(written: str, ids: Iterable[str]) -> bool:
    """Tell whether what was typed may be one of some ids, misspelt."""
    ratios = (difflib.SequenceMatcher(None, written.lower(), one).ratio() for one in ids)
    return any(ratio >= _ALIKE for ratio in ratios)


class QuestionsOpenError(ParameterError):
    """A workbook is not put in, for questions about it have no answer.

    Parameters
    ----------
    file
        Its name.
    questions
        The questions.

    Attributes
    ----------
    questions
        As given.
    """

    def __init__(self, file: str, questions: Sequence[Question]) -> None:
        entries = [f"{one.topic} “{one.name}”" if one.name else one.topic for one in questions]
        super().__init__("intake.open", where=file, found=", ".join(entries))
        self.questions = tuple(questions)

    def sentence(self, lang: Lang) -> str:
        """Say what is not known, each as a file of answers names it.

        Parameters
        ----------
        lang
            The language.

        Returns
        -------
        str
            One sentence of plain text.
        """
        said = [one.entry(lang) for one in self.questions[:_MOST_NAMED]]
        more = " …" if len(self.questions) > _MOST_NAMED else ""
        return text("intake.open", lang, where=self.params["where"], found="; ".join(said) + more)


def in_terminal(
    say: Callable[[str], None], read: Callable[[str], str], lang: Lang
) -> Callable[[Question], str | None]:
    """Have questions answered by whoever sits at the terminal.

    Parameters
    ----------
    say
        Shows a line.
    read
        Shows a prompt and gives what was typed; raises EOFError where nobody answers.
    lang
        The language.

    Returns
    -------
    callable
        It asks until the answer is one, and raises EOFError where nobody answers.

    Examples
    --------
    >>> yes = Question("columns", Sentence("intake.panel_column"), (), str, "", "same")
    >>> ask = in_terminal(lambda line: None, lambda prompt: "", "en")
    >>> ask(yes)
    'same'
    """
    count = 0

    def ask(question: Question) -> str | None:
        nonlocal count
        count += 1
        first, *others = question.lines(lang)
        say("")
        say(text("intake.question", lang, number=str(count), asked=first))
        for line in others:
            say(line)
        while True:
            try:
                return question.value(read(question.prompt(lang))[:_LONGEST_ANSWER])
            except DxAnalysisError as error:
                say(error.sentence(lang))

    return ask


def none_answered(question: Question) -> str | None:  # noqa: ARG001 - as the others are called
    """Leave every question open that was not answered beforehand.

    Parameters
    ----------
    question
        Any question.

    Returns
    -------
    None
        No answer.

    Examples
    --------
    >>> none_answered(Question("evidence", Sentence(""), (), str, "", "declared")) is None
    True
    """
    return None


def only_sure(question: Question) -> str | None:
    """Answer what is certain, and leave the rest open.

    Parameters
    ----------
    question
        Any question.

    Returns
    -------
    str or None
        Its default where that is certain.

    Examples
    --------
    >>> sure = Question("columns", Sentence(""), (), str, "", "same", sure=True)
    >>> only_sure(sure)
    'same'
    """
    return question.default if question.sure else None
