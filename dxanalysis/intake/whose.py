"""Whose figures a workbook holds, of when, and what they rest on: proposals and questions."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dxanalysis.errors import ParameterError
from dxanalysis.indicators import OPERATORS, indicator_of
from dxanalysis.intake.columns import likeness, words
from dxanalysis.intake.questions import Choice, Question, Sentence
from dxanalysis.observations import EVIDENCE
from dxanalysis.snapshot import bases
from dxanalysis.sources.workbook.columns.understood import fingerprint
from dxanalysis.sources.workbook.dates.written import find_dates
from dxanalysis.sources.workbook.words.slots import parse_level
from dxanalysis.toml_files import nearest
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from pathlib import Path

    import pandas as pd

    from dxanalysis.lang import Lang
    from dxanalysis.sources.mapping_files import Form, Remembered
    from dxanalysis.sources.workbook.reader import WorkbookPreview
    from dxanalysis.sources.workbook.words.slots import Level

_LINES: Final = frozenset({"fibre", "fixed"})

SAME_FORM: Final = 0.5
"""From this share of the same headings on, a form is one that has changed and not another."""

_QUARTER_ENDS: Final = ((3, 31), (6, 30), (9, 30), (12, 31))
_PERIOD_WORDS: Final = re.compile(
    r"\b(?:quy|q|thang|t|nam|ngay|tuan|ky|den|tinh|i|ii|iii|iv|vi|vii|viii|ix|x|xi|xii"
    r"|ban|lan|v|moi|sua|sua doi|chinh sua|dinh chinh|cap nhat|bo sung|gui lai"
    r"|new|next|copy|final|updated?|changed?|corrected|correction|revised|revision)\b"
)
"""What a sender's next file, or a corrected one, has in its name and the last one had not."""

_CORRECTION: Final = re.compile(
    r"\b(?:dinh chinh|(?:chinh )?sua(?: doi| lai| so)?|thay the|thay cho|gui lai"
    r"|correct(?:ed|ions?)|revised|replaces)\b"
)
_MEASURED: Final = re.compile(r"\b(?:do kiem|ket qua do|do thuc te|drive ?test|measured)\b")
_MODELLED: Final = re.compile(r"\b(?:mo phong|mo hinh|tinh toan ly thuyet|simulat\w+|modell?ed)\b")
_ILLUSTRATIVE: Final = re.compile(r"\b(?:minh hoa|gia dinh|illustrative|vi du)\b")


@dataclass(frozen=True)
class Known:
    """The form of a sender that a workbook has, or had before it changed.

    Attributes
    ----------
    sender
        Who sends it.
    form
        The form.
    same
        Whether every heading is the same.
    """

    sender: str
    form: Form
    same: bool


def find_known(understood: pd.DataFrame, remembered: Remembered) -> list[Known]:
    """List the senders whose form a workbook has; failing that, whose form it nearly has.

    Parameters
    ----------
    understood
        What its headings say.
    remembered
        What the workspace remembers.

    Returns
    -------
    list of Known
        The likeliest first.
    """
    same = [Known(name, form, same=True) for name, form in remembered.find(fingerprint(understood))]
    if same:
        return same
    near = [
        (likeness(form, understood), Known(name, form, same=False))
        for name, forms in remembered.forms.items()
        for form in forms
    ]
    best: dict[tuple[str, tuple[str, ...]], tuple[float, Known]] = {}
    for score, one in near:
        key = (one.sender, one.form.operators)
        if score >= SAME_FORM and score >= best.get(key, (0.0, one))[0]:
            best[key] = (score, one)
    return [one for _, one in sorted(best.values(), key=lambda pair: -pair[0])]


# ---- operator ------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Whose:
    """What a workbook says of whose figures it holds.

    Attributes
    ----------
    named
        The operators that its titles name.
    in_name
        Those that its file's name has.
    in_columns
        Those of whom it has columns.
    of_none
        Whether nothing in it is of a network, and so of no operator: schools, accounts, files.
    one_each
        Whether the titles of each of its tables name one operator.
    """

    named: tuple[str, ...]
    in_name: tuple[str, ...]
    in_columns: tuple[str, ...]
    of_none: bool = False
    one_each: bool = False


def whose(path: Path, seen: WorkbookPreview) -> Whose:
    """Find whose figures a workbook says it holds.

    Parameters
    ----------
    path
        The file.
    seen
        As it is read for all operators together.

    Returns
    -------
    Whose
        What its titles, its name and its columns say.
    """
    stem = re.sub(r"[\W_]+", " ", path.stem)
    columns = seen.understood
    others = columns[columns["why"] == "column_other_operator"]["words"].dropna()
    counted = [one for word in others for one in (word, *parse_level(word).operators)]
    known = [one for one in seen.operators if one in OPERATORS]
    return Whose(
        tuple(sorted(known)),
        tuple(one for one in parse_level(stem).operators if one in OPERATORS),
        tuple(dict.fromkeys(one for one in counted if one in OPERATORS)),
        _of_no_network(columns),
        seen.one_each,
    )


def _of_no_network(columns: pd.DataFrame) -> bool:
    """Tell whether the columns of a workbook, read or not, are all about something else."""
    read = [one for one in map(indicator_of, columns["meaning"].dropna()) if one is not None]
    unread = columns.loc[columns["role"] == "unread", "heading"].astype("str")
    levels = [parse_level(part) for heading in unread for part in heading.split(" / ")]
    # What a body gives beside its own figures is its own line: "Trạm y tế có cáp quang".
    of_body = any(one.id not in bases() for one in read)
    return all(one.source != "operators" for one in read) and not any(
        _is_of_network(level) and not (of_body and _is_own_line(level)) for level in levels
    )


def _is_of_network(level: Level) -> bool:
    """Tell whether a heading may be about an operator's network."""
    return bool(
        level.technologies
        or level.operators
        or level.network
        or "stations" in level.subjects
        or set(level.relations) - {"has"}
    )


def _is_own_line(level: Level) -> bool:
    """Tell whether a heading says only that something other than places and people has a line."""
    return (
        bool(level.technologies)
        and set(level.technologies) <= _LINES
        and not level.operators
        and not set(level.subjects) - {"stations"}
    )


def propose_operators(
    said: Whose, known: Sequence[Known], *, same_again: Callable[[Known], bool]
) -> tuple[tuple[str, ...], bool]:
    """Propose whose figures a workbook holds.

    Parameters
    ----------
    said
        What it says itself.
    known
        Senders whose form it has.
    same_again
        Tells whether a workbook that says nothing can be taken for the next one of a sender.

    Returns
    -------
    operators : tuple of str
        The proposal; empty where there is none.
    sure : bool
        Whether it need not be asked about.
    """
    named = set(said.named) | set(said.in_name)
    remembered = list(dict.fromkeys(one.form.operators for one in known))
    if said.in_columns:
        agrees = [one for one in remembered if set(said.in_columns) <= {*one, "any"}]
        return (agrees[0], True) if len(agrees) == 1 else _of_columns(said, named)
    as_before = [
        one for one in known
        if one.form.named == said.named and set(said.in_name) <= set(one.form.operators)
    ]  # fmt: skip
    if len(said.named) == 1 == len(named):
        return said.named, True
    if (said.of_none and not named) or (said.one_each and not said.in_name):  # a sheet for each
        return ("any",), True
    if not said.named and len(said.in_name) == 1:
        return said.in_name, True
    own = list(dict.fromkeys(one.form.operators for one in as_before))
    if len(own) == 1:
        return own[0], any(same_again(one) for one in as_before)
    likely: tuple[str, ...] = ("any",)
    if len(named) == 1:
        likely = tuple(named)
    elif remembered and not named:
        likely = remembered[0]
    return likely, False


def _of_columns(said: Whose, named: Collection[str]) -> tuple[tuple[str, ...], bool]:
    """Propose whose figures a workbook holds that has columns of operators.

    Where nothing else names one, each column of several says whose it is.
    """
    proposal = tuple(one for one in OPERATORS if one in said.in_columns)
    if len(proposal) > 1 and not {*named} - {"any"}:
        return ("any",), True
    return proposal, set(said.named) == set(named) == set(proposal)


def ask_operator(proposal: tuple[str, ...], *, file: str) -> Question:
    """Ask whose figures a workbook holds.

    Parameters
    ----------
    proposal
        What is likeliest; empty where nothing is.
    file
        The file's name.

    Returns
    -------
    Question
        Its value is an operator, or several with commas between.
    """
    choices = [Choice(one, _operator(one)) for one in OPERATORS]
    value = ",".join(proposal)
    if len(proposal) > 1:
        several = Sentence("intake.operators_several", {"names": _OperatorNames(value)})
        choices.insert(0, Choice(value, several))

    def check(written: str) -> str:
        chosen = [one.strip().lower() for one in written.split(",")]
        for one in chosen:
            if one not in OPERATORS:
                raise ParameterError(
                    "workbook.unknown_choice", name="operator", found=one,
                    expected=nearest(one, list(OPERATORS)),
                )  # fmt: skip
        return ",".join(dict.fromkeys(chosen))

    asked = Sentence("intake.ask_operator", {"file": file})
    choices.sort(key=lambda choice: choice.value != value)
    return Question("operator", asked, tuple(choices), check)


def _operator(name: str) -> Sentence:
    """Name an operator."""
    key = "intake.operator_any" if name == "any" else "intake.operator_one"
    return Sentence(key, {"name": _OperatorNames(name)})


class _OperatorNames(Sentence):
    """Names of operators, by their ids with commas between."""

    def say(self, lang: Lang) -> str:
        """Name them in one language."""
        return ", ".join(OPERATORS[one][lang] for one in self.key.split(","))


def file_form(name: str) -> str:
    """Take dates, quarters and numbers of copies off a file's name.

    Parameters
    ----------
    name
        Without its ending.

    Returns
    -------
    str
        What is left: the same for next quarter's file.

    Examples
    --------
    >>> file_form("So_KHCN Q3-2025 (1)"), file_form("So KHCN quý IV 2025")
    ('so khcn', 'so khcn')
    """
    plain = re.sub(r"[\W_]+", " ", plain_text(name))
    plain = re.sub(r"\b[qt]?\d+\w*\b", " ", plain)
    return " ".join(_PERIOD_WORDS.sub(" ", plain).split())


# ---- date ----------------------------------------------------------------------------------------
def ask_date(path: Path, *, found: dt.date | None, today: dt.date, unusable: str = "") -> Question:
    """Ask of when the figures are.

    Parameters
    ----------
    path
        The file, whose name may have a date.
    found
        What the file says, where its name says otherwise.
    today
        The day after which no figure can be.
    unusable
        What the file says that is no day, or none that has passed.

    Returns
    -------
    Question
        Its value is a date, as ``2025-09-30``.
    """
    named = date_in_name(path)
    ends = [
        dt.date(year, month, day)
        for year in (today.year, today.year - 1)
        for month, day in reversed(_QUARTER_ENDS)
    ]
    offered = [one for one in (found, named, *ends) if one is not None and one <= today]
    days = list(dict.fromkeys(offered))[:5]
    asked = Sentence("intake.ask_date", {"file": path.name})
    if found is not None and named is not None:
        asked = Sentence("intake.ask_dates_differ", {"found": found, "named": named})
    elif unusable:
        asked = Sentence("intake.ask_date_unusable", {"file": path.name, "found": unusable})

    def check(written: str) -> str:
        return usable_day(_day(written), today=today, written=written).isoformat()

    choices = tuple(Choice(one.isoformat(), Sentence("intake.date", {"day": one})) for one in days)
    return Question("as_of", asked, choices, check)


def usable_day(day: dt.date | None, *, today: dt.date, written: str) -> dt.date:
    """Refuse a day of which there can be no figures.

    Parameters
    ----------
    day
        The day; None where what was written is none.
    today
        The day after which no figure can be.
    written
        What was written.

    Returns
    -------
    datetime.date
        The day.

    Raises
    ------
    ParameterError
        If it is none, has not come yet or is before there were mobile networks.
    """
    if day is None or day > today or day.year < 1990:  # noqa: PLR2004 - no mobile networks yet
        raise ParameterError("intake.no_date", found=written, expected="30/9/2025")
    return day


def _day(written: str) -> dt.date | None:
    """Read a date as people type it."""
    try:
        return dt.date.fromisoformat(written.strip())
    except ValueError:
        days = [one.day for one in find_dates(written) if one.precision != "span"]
        return days[0] if len(days) == 1 else None


def date_in_name(path: Path) -> dt.date | None:
    """Find the month, quarter or year in a file's name; a day there may be that of sending."""
    stem = re.sub(r"[\W_]+", " ", path.stem)
    dates = [one for one in find_dates(stem) if one.precision in {"month", "quarter"}]
    return dates[0].day if len(dates) == 1 else None


def date_is_open(found: dt.date | None, path: Path) -> bool:
    """Tell whether the date of the figures has to be asked for.

    Parameters
    ----------
    found
        What the file says.
    path
        The file.

    Returns
    -------
    bool
        Whether it says none, or its name another month or quarter.
    """
    named = date_in_name(path)
    return found is None or (named is not None and named != found)


# ---- evidence ------------------------------------------------------------------------------------
def propose_evidence(titles: Sequence[str]) -> tuple[str, bool]:
    """Propose what the figures of a workbook rest on.

    Parameters
    ----------
    titles
        The lines above its tables.

    Returns
    -------
    evidence : str
        A kind of evidence.
    sure : bool
        Whether it need not be asked about: where nothing else is said, figures are declared.
    """
    plain = " ".join(plain_text(line) for line in titles)
    for kind, pattern in (
        ("illustrative", _ILLUSTRATIVE),
        ("measured", _MEASURED),
        ("modelled", _MODELLED),
    ):
        if pattern.search(plain):
            return kind, kind == "illustrative"
    return "declared", True


def ask_evidence(proposal: str) -> Question:
    """Ask what the figures of a workbook rest on."""

    def check(written: str) -> str:
        if written not in EVIDENCE:
            raise ParameterError(
                "workbook.unknown_choice", name="evidence", found=written,
                expected=nearest(written, list(EVIDENCE)),
            )  # fmt: skip
        return written

    choices = tuple(Choice(one, Sentence(f"intake.evidence_{one}")) for one in EVIDENCE)
    return Question("evidence", Sentence("intake.ask_evidence"), choices, check, "", proposal)


def ask_corrects(
    file: Path,
    contradicted: Mapping[Path, pd.DataFrame],
    *,
    titles: Sequence[str],
    of_sender: Sequence[Path],
) -> Question:
    """Ask which file of the workspace a workbook corrects.

    Parameters
    ----------
    file
        The workbook.
    contradicted
        The files that give figures of the same day and operator otherwise, and which.
    titles
        Its titles.
    of_sender
        Those of its own sender. One alone is proposed where the workbook's name or a title says
        that it corrects something.

    Returns
    -------
    Question
        Its answers are the files' names, ``none``, and ``stop`` where it is not to be put in.
    """
    choices = [
        Choice(
            book.name, Sentence("intake.corrects_file", {"name": book.name, "n": str(len(said))})
        )
        for book, said in contradicted.items()
    ]
    choices += [Choice(one, Sentence(f"intake.corrects_{one}")) for one in ("none", "stop")]
    values = [one.value for one in choices]

    def check(written: str) -> str:
        if written not in values:
            raise ParameterError("intake.choose", expected=", ".join(values))
        return written

    said = (re.sub(r"[-_.]", " ", plain_text(one)) for one in (file.stem, *titles))
    says_so = any(map(_CORRECTION.search, said))
    default = of_sender[0].name if says_so and len(of_sender) == 1 else ""
    asked = Sentence("intake.ask_corrects", {"file": file.name})
    return Question("corrects", asked, tuple(choices), check, "", default)


def has_no_headings(understood: pd.DataFrame) -> bool:
    """Tell whether a file has no column at all that could be asked about."""
    return understood.empty or not any(words(one) for one in understood["heading"])
