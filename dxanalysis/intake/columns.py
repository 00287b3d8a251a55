"""Which columns of a workbook have to be asked about, and what they may mean."""

from __future__ import annotations

import difflib
import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from dxanalysis.check_reports.understanding import quantity_name
from dxanalysis.errors import ParameterError
from dxanalysis.intake.questions import Choice, Question, Sentence
from dxanalysis.lang.plain import visible
from dxanalysis.sources.mapping_files import (
    LONGEST_HEADING,
    MappedColumn,
    column_key,
    unknown_meaning,
)
from dxanalysis.sources.workbook.figures.parts_of_what import names_share_alone
from dxanalysis.sources.workbook.figures.unit_scales import too_many
from dxanalysis.sources.workbook.words.heading_catalogue import load_headings
from dxanalysis.sources.workbook.words.headings import FIGURES, IGNORED
from dxanalysis.sources.workbook.words.slots import parse_level
from dxanalysis.sources.workbook.words.tokens import heading_key

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    import pandas as pd

    from dxanalysis.lang import Lang
    from dxanalysis.sources.mapping_files import Form, Key

    Row = Mapping[Hashable, Any]

ASKED: Final = frozenset(
    {
        "column_unknown",
        "technologies_several",
        "operators_several",
        "operators_all",
        "adults_or_all",
        "teams_unclear",
        "part_apart",
        "subjects_several",
        "relation_unclear",
        "technology_unclear",
        "measure_unclear",
        "share_unclear",
        "unit_differs",
        "base_in_group",
        "basis_unclear",
    }
)
"""Reasons for which a column is not read that a planner can decide on."""

UNDERSTOOD_OTHERWISE: Final = frozenset({"column_changed", "title_changes", "no_indicator"})
"""Reasons that are an understanding: a plan, a part, nothing that is measured. Asked about only
where a file would have no figure otherwise."""

_FROM_TITLE: Final = frozenset({"technology_from_title", "subject_from_title"})
_ALIKE: Final = 0.5
_SUGGESTED: Final = 4
_MOST: Final = 100


@dataclass(frozen=True)
class ColumnQuestions:
    """What to ask about the columns of a workbook.

    Attributes
    ----------
    questions
        The questions, each with the keys of the columns that its answer is about.
    changed
        Headings that the form had before and now has not, as written.
    doubled
        Headings that several columns of one table have, and that therefore cannot be decided.
    """

    questions: tuple[tuple[Question, tuple[Key, ...]], ...]
    changed: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()


def words(value: object) -> str:
    """Give a text, ``""`` where it is missing."""
    return value if isinstance(value, str) else ""


def shown_heading(row: Row) -> str:
    """Give a heading as it is stored and shown."""
    return visible(words(row["heading"]))[:LONGEST_HEADING]


def is_sure(row: Row) -> bool:
    """Tell whether a column was understood for certain, the words of its title included."""
    if row["role"] == "unread":
        return False
    reasons = set(words(row["why"]).split(", ")) - {""}
    return row["confidence"] != "likely" or reasons <= _FROM_TITLE


def meaning_of(row: Row) -> str:
    """Give what a column means: a quantity, a role, or ``""`` where it is not read."""
    if row["role"] == "unread":
        return ""
    return words(row["meaning"]) if row["role"] == "figures" else str(row["role"])


def by_key(understood: pd.DataFrame) -> dict[Key, Row]:
    """List the columns of a workbook, each once: where it was read, if it was anywhere."""
    rows: dict[Key, Row] = {}
    for row in understood.to_dict("records"):
        key = column_key(row)
        if key not in rows or (rows[key]["role"] == "unread" and row["role"] != "unread"):
            rows[key] = row
    return rows


def likeness(form: Form, understood: pd.DataFrame) -> float:
    """Tell how much of a form's headings a workbook has: from 0 to 1, the same."""
    own = {column_key(row) for row in understood.to_dict("records")}
    known = set(form.by_key)
    return len(own & known) / max(len(own), len(known), 1)


def ask_about_columns(
    understood: pd.DataFrame, findings: pd.DataFrame, *, form: Form | None
) -> ColumnQuestions:
    """Find what has to be asked about the columns of a workbook.

    Parameters
    ----------
    understood
        What the headings alone say, for all operators whose figures are read.
    findings
        What was found about it.
    form
        The form that it has, or one of its sender's that is nearly the same; None where none is.

    Returns
    -------
    ColumnQuestions
        Nothing about a column whose heading was understood, or decided before.
    """
    rows = by_key(understood)
    doubled = _doubled(understood)
    wanted = ASKED
    if not any(row["role"] == "figures" for row in rows.values()):
        wanted = ASKED | UNDERSTOOD_OTHERWISE
    known = form.by_key if form else {}
    # That a column was not read is no decision: what is unclear about it now may be new.
    decided = {
        key
        for key, column in known.items()
        if column.how == "answered"
        or (column.how == "sure" and key in rows and column.meaning == meaning_of(rows[key]) != "")
    }
    askable = {
        key: row
        for key, row in rows.items()
        if key not in decided and key not in doubled and key[1] and row["role"] != "key"
    }
    pairs = _pairs(form, list(rows)) if form else {}
    questions: list[tuple[Question, tuple[Key, ...]]] = []
    left = dict(askable)
    for keys in _same_change(pairs, rows, known):
        if all(key in left for key in keys):
            questions.append((_changed_alike(keys, pairs, rows, known), keys))
            for key in keys:
                left.pop(key)
    for key, row in left.items():
        before = known.get(pairs.get(key, ("", "")))
        is_new = form is not None and key not in known and row["role"] != "note"
        if _is_unclear(row, findings, wanted) or (is_new and _may_be_asked(row, wanted)):
            questions.append((_question(row, rows, before=before), (key,)))
    gone = [one.heading for key, one in known.items() if key not in rows and one.heading]
    return ColumnQuestions(
        tuple(questions[:_MOST]),
        tuple(gone),
        tuple(
            shown_heading(row)
            for key, row in rows.items()
            if key in doubled and _is_unclear(row, findings, wanted)
        ),
    )


def _doubled(understood: pd.DataFrame) -> set[Key]:
    """Find the headings that several columns of one table have: no answer could be about one."""
    places = {
        (str(row["sheet"]), str(row["range"]), str(row["column"]), column_key(row))
        for row in understood.to_dict("records")
        if row["role"] == "unread" and row["why"] in ASKED | UNDERSTOOD_OTHERWISE
    }
    tables = Counter((sheet, span, key) for sheet, span, _, key in places)
    return {key for (_, _, key), count in tables.items() if count > 1}


def _is_unclear(row: Row, findings: pd.DataFrame, wanted: frozenset[str]) -> bool:
    """Tell whether a column needs an answer: read without certainty, or not read and important."""
    if row["role"] == "figures":
        return not is_sure(row)
    return row["role"] == "unread" and row["why"] in wanted and _is_warned_of(row, findings)


def _may_be_asked(row: Row, wanted: frozenset[str]) -> bool:
    """Tell whether a heading that is new in a known form is asked about."""
    return row["role"] != "unread" or row["why"] in wanted | UNDERSTOOD_OTHERWISE


def _is_warned_of(row: Row, findings: pd.DataFrame) -> bool:
    """Tell whether the reader warns that a column was not read."""
    heading = words(row["heading"])
    about = findings[
        (findings["rule"] == row["why"])
        & (findings["sheet"] == row["sheet"])
        & (findings["severity"] == "warning")
    ]
    said = {str(value) for value in about["value"]}
    return any(heading == value or heading.startswith(f"{value} / ") for value in said)


# ---- a form that has changed ---------------------------------------------------------------------
def _pairs(form: Form, now: Sequence[Key]) -> dict[Key, Key]:
    """Pair the headings that are new in a form with those that stood in their place."""
    before = [column.key for column in form.columns]
    found: dict[Key, Key] = {}
    matcher = difflib.SequenceMatcher(None, before, list(now), autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "replace" and i2 - i1 == j2 - j1:
            found.update(zip(now[j1:j2], before[i1:i2], strict=True))
    return found


def _same_change(
    pairs: Mapping[Key, Key], rows: Mapping[Key, Row], known: Mapping[Key, MappedColumn]
) -> list[tuple[Key, ...]]:
    """Group columns in whose headings one level was reworded alike, and whose meaning stays."""
    groups: dict[tuple[str, str], list[Key]] = {}
    for new, old in pairs.items():
        now, before = new[1].split(" / "), old[1].split(" / ")
        differing = [(b, n) for b, n in zip(before, now, strict=False) if b != n]
        if len(now) != len(before) or len(differing) != 1 or old not in known:
            continue
        if meaning_of(rows[new]) == known[old].meaning:
            groups.setdefault(differing[0], []).append(new)
    # One column with a word that is not known is asked about with what else it may mean.
    return [tuple(keys) for keys in groups.values() if len(keys) > 1 or is_sure(rows[keys[0]])]


def _changed_alike(
    keys: Sequence[Key],
    pairs: Mapping[Key, Key],
    rows: Mapping[Key, Row],
    known: Mapping[Key, MappedColumn],
) -> Question:
    """Ask whether columns whose headings were reworded mean what they meant."""
    first = rows[keys[0]]
    asked = Sentence(
        "intake.ask_reworded",
        {
            "heading": shown_heading(first),
            "cell": _place(first),
            "before": known[pairs[keys[0]]].heading,
            "n": len(keys),
        },
    )
    meanings = list(dict.fromkeys(meaning_of(rows[key]) for key in keys))
    means = _meaning(meanings[0])
    if len(meanings) > 1:
        means = Sentence("intake.means_several", {"n": len(meanings)})
    choices = (Choice("same", Sentence("intake.same_as_before", {"meaning": means})), _ignored())
    return Question(
        "columns", asked, choices, _check(shown_heading(first)), shown_heading(first), "same",
        sure=all(is_sure(rows[key]) for key in keys),
    )  # fmt: skip


# ---- one column ----------------------------------------------------------------------------------
def _question(row: Row, rows: Mapping[Key, Row], *, before: MappedColumn | None) -> Question:
    """Ask what one column means."""
    heading = shown_heading(row)
    own = meaning_of(row)
    near = [*words(row["nearest"]).split(", "), *suggestions(words(row["heading"]))]
    near = [one for one in near if _may_be_of(words(row["heading"]), one)]
    if row["size"] == "many":
        near = [one for one in near if not too_many(one, math.inf)]
    # Another column of the table cannot mean the same.
    taken = {
        meaning_of(one)
        for one in rows.values()
        if one is not row and one["context"] == row["context"] and is_sure(one)
    }
    offered = [own, before.meaning if before else "", *(one for one in near if one not in taken)]
    offered = [one for one in dict.fromkeys(offered) if one in load_headings().quantities]
    offered = offered[: _SUGGESTED + 1]
    choices = [Choice(one, _meaning(one)) for one in offered]
    if own and offered[:1] != [own]:
        choices.insert(0, Choice("same", _meaning(own)))
    # What the heading says stands, unless the place used to mean something else. Leaving a column
    # out is never what happens to whoever just goes on.
    agrees = before is None or before.meaning == own
    default = choices[0].value if own and agrees else ""
    params: dict[str, Any] = {"heading": heading, "cell": _place(row), "why": _why(row)}
    key = "ask_column"
    if before is not None:
        key, params["before"] = "ask_changed", before.heading
    name = column_name(row, rows)
    return Question(
        "columns",
        Sentence(f"intake.{key}", params),
        (*choices, _ignored()),
        _check(heading),
        name,
        default,
        sure=bool(own) and is_sure(row) and agrees,
    )


def _may_be_of(heading: str, quantity: str) -> bool:
    """Tell whether a heading may mean a quantity: not where each names another technology."""
    own, other = (
        {"fibre" if one == "fixed" else one for one in parse_level(said).technologies}
        for said in (heading.replace(" / ", " "), quantity_name(quantity, "vi"))
    )
    return not own or not other or bool(own & other)


def column_name(row: Row, rows: Mapping[Key, Row]) -> str:
    """Name a column in a file of answers: by its heading, and its title where it needs one.

    Parameters
    ----------
    row
        The column.
    rows
        All columns of the workbook.

    Returns
    -------
    str
        ``heading``, or ``[title] heading`` where several tables have that heading.
    """
    heading, context = shown_heading(row), words(row["context"])
    alike = [one for one in rows if one[1] == heading_key(heading)]
    return f"[{context}] {heading}" if len(alike) > 1 and context else heading


def suggestions(heading: str) -> list[str]:
    """List the quantities whose known headings share most words with a heading.

    Parameters
    ----------
    heading
        Its levels joined by " / ".

    Returns
    -------
    list of str
        Ids, the nearest first.

    Examples
    --------
    >>> suggestions("Số thôn vùng lòng hồ có sóng 4G")[0]
    'villages_with_4g'
    """
    if names_share_alone(heading):
        return []
    catalogue = load_headings()
    own = frozenset().union(*(catalogue.words(level) for level in heading.split(" / ")))
    own -= frozenset(catalogue.scales)
    scores: dict[str, float] = {}
    for known, columns in catalogue.columns.items():
        score = len(own & known) / max(len(own | known), 1)
        for column in columns:
            if column.kind in FIGURES and score > 0:
                scores[column.id] = max(scores.get(column.id, 0.0), score)
    return sorted(scores, key=lambda name: -scores[name])[:_SUGGESTED]


def _meaning(meaning: str) -> Sentence:
    """Name a meaning in a question."""
    if meaning in load_headings().quantities:
        return Sentence("intake.quantity", {"name": _Quantity(meaning)})
    return Sentence(f"checkreports.role_{meaning}")


class _Quantity(Sentence):
    """The name of a quantity, in the reader's language."""

    def __init__(self, quantity: str) -> None:
        super().__init__(quantity)

    def say(self, lang: Lang) -> str:
        """Name it in one language."""
        return quantity_name(self.key, lang)


def _ignored() -> Choice:
    """Offer not to read a column."""
    return Choice(IGNORED, Sentence("intake.leave_unread"))


def _place(row: Row) -> str:
    """Name the cell of a heading."""
    return f"{words(row['sheet'])}!{words(row['column'])}"


def _why(row: Row) -> Sentence:
    """Say why a column is asked about."""
    if row["role"] == "unread":
        return Sentence(f"checkreports.unread_{row['why']}")
    if is_sure(row):
        return Sentence("intake.is_new")
    reasons = words(row["why"]).split(", ")
    return Sentence(f"checkreports.why_{reasons[0]}")


def _check(heading: str) -> Callable[[str], str]:
    """Take an id that was typed; the nearest ones are named where there is no such."""

    def check(written: str) -> str:
        expected = unknown_meaning(written)
        if expected:
            raise ParameterError(
                "workbook.meaning_unknown", found=written, name=heading, expected=expected
            )
        return written

    return check


def mapped(
    understood: pd.DataFrame, answers: Mapping[Key, str], undecided: Iterable[Key], *,
    form: Form | None,
) -> tuple[MappedColumn, ...]:  # fmt: skip
    """Put together what is to be remembered of a form.

    Parameters
    ----------
    understood
        What the headings alone say.
    answers
        What was answered, by column.
    undecided
        Columns that nobody has decided; they are not read.
    form
        What was remembered of it, or of one that is nearly the same.

    Returns
    -------
    tuple of MappedColumn
        Its columns, in order.
    """
    known = form.by_key if form else {}
    open_ = set(undecided)
    columns: dict[Key, MappedColumn] = {}
    for key, row in by_key(understood).items():
        heading, context = shown_heading(row), key[0]
        meaning = meaning_of(row)
        if key in answers and (answers[key] != "same" or meaning in load_headings().quantities):
            chosen = meaning if answers[key] == "same" else answers[key]
            columns[key] = MappedColumn(heading, chosen, "answered", context)
        elif key in answers or (key not in open_ and key not in known):
            columns[key] = MappedColumn(heading, meaning, "sure", context)
        elif key in open_:
            columns[key] = MappedColumn(heading, meaning, "undecided", context)
        else:
            before = known[key]
            columns[key] = MappedColumn(heading, before.meaning, before.how, context)
    return tuple(columns.values())
