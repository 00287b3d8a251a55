"""What a planner has decided about workbooks: ``mappings/<sender>.toml`` and ``names.toml``.

::

    # mappings/viettel.toml
    [[forms]]
    fingerprint = "00e7f2521d056eeb"   # of the headings
    operators = ["viettel"]
    columns = [
        { heading = "DS phủ 4G", meaning = "people_4g", how = "sure" },
        { heading = "Vùng phủ / Người", meaning = "people_5g", how = "answered" },
    ]

    # names.toml
    [names]
    "Xã Bó Sính" = "04171"

A form is known by its headings, so that next quarter's file of the same form needs no question. An
answer holds for the same heading under titles that say the same (``context``): the form of a report
that comes back as a plan is not read by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Final, Literal

from dxanalysis.errors import SettingsError
from dxanalysis.indicators import OPERATORS
from dxanalysis.lang.plain import visible
from dxanalysis.sources.workbook.words.heading_catalogue import load_headings
from dxanalysis.sources.workbook.words.headings import IGNORED, nearest_ids
from dxanalysis.sources.workbook.words.tokens import heading_key
from dxanalysis.toml_files import CONFIG, must, one_of, read_toml
from dxanalysis.units.name_index import index_names
from dxanalysis.units.names import find_units, match_units
from dxanalysis.vietnamese import slug

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Mapping
    from pathlib import Path

    from dxanalysis.toml_files import Place

MAPPINGS: Final = "mappings"
"""The folder of a workspace with a file for each sender."""

NAMES_FILE: Final = "names.toml"

LONGEST_HEADING: Final = 400
_LONGEST_SENDER: Final = 60

_LONGEST_SPELLING: Final = 200
_MOST_SPELLINGS: Final = 5000

How = Literal["sure", "answered", "undecided"]
Key = tuple[str, str]
"""A column as it is known again: what the titles say, and its heading without tones and dates."""
_Spelling = Annotated[
    str, must(lambda name: len(name) <= _LONGEST_SPELLING, f"≤ {_LONGEST_SPELLING}")
]


@dataclass(frozen=True)
class MappedColumn:
    """One column of a form.

    Attributes
    ----------
    heading
        As it stood in the file, control characters made visible.
    meaning
        The id of a quantity or role, ``ignored``, or ``""`` for one that was not read.
    how
        ``sure`` where the headings alone said it, ``answered`` where a planner did; ``undecided``
        where nobody has yet, and the column is not read.
    context
        What the titles above said that the heading leaves out.
    """

    __pydantic_config__ = CONFIG

    heading: Annotated[str, must(lambda words: len(words) <= LONGEST_HEADING, "1–400")]
    meaning: str
    how: How = "answered"
    context: str = ""

    @property
    def key(self) -> Key:
        """What it is known by."""
        return self.context, heading_key(self.heading)

    @property
    def is_decided(self) -> bool:
        """Whether it is read otherwise than its heading alone would be."""
        return self.how != "sure" and bool(self.meaning)


@dataclass(frozen=True)
class Form:
    """The form of a sender's workbooks.

    Attributes
    ----------
    fingerprint
        :func:`dxanalysis.sources.workbook.columns.understood.fingerprint`.
    operators
        Whose figures its files hold.
    columns
        Its columns, in order.
    named
        The operators that its titles name.
    file
        The name of the file by which it was learnt.
    """

    __pydantic_config__ = CONFIG

    fingerprint: Annotated[str, must(lambda word: word.isalnum() and len(word) == 16, "0–9, a–f")]  # noqa: PLR2004 - digits of a fingerprint
    operators: Annotated[
        tuple[Annotated[str, one_of(list(OPERATORS))], ...], must(bool, "[“viettel”, …]")
    ]
    columns: tuple[MappedColumn, ...] = ()
    named: tuple[str, ...] = ()
    file: str = ""

    @property
    def by_key(self) -> dict[Key, MappedColumn]:
        """Its columns by what they are known by."""
        return {column.key: column for column in self.columns}


@dataclass(frozen=True)
class _Mapping:
    """The file of one sender."""

    __pydantic_config__ = CONFIG

    forms: tuple[Form, ...] = ()


@dataclass(frozen=True)
class _Names:
    """What ``names.toml`` may say."""

    __pydantic_config__ = CONFIG

    names: Annotated[
        dict[_Spelling, _Spelling],
        must(lambda names: len(names) <= _MOST_SPELLINGS, f"≤ {_MOST_SPELLINGS}"),
    ]


@dataclass(frozen=True)
class Remembered:
    """All that a workspace remembers about workbooks.

    Attributes
    ----------
    forms
        The forms of each sender.
    names
        Spelling to code of the unit that is meant.
    """

    forms: Mapping[str, tuple[Form, ...]]
    names: Mapping[str, str]

    def decided(self, operator: str) -> list[MappedColumn]:
        """List the columns of an operator's forms that somebody decided on.

        Parameters
        ----------
        operator
            Whose figures the forms hold.

        Returns
        -------
        list of MappedColumn
            Of all senders.
        """
        return [
            column
            for forms in self.forms.values()
            for form in forms
            if operator in form.operators
            for column in form.columns
            if column.is_decided
        ]

    def find(self, found: str, *, sender: str | None = None) -> list[tuple[str, Form]]:
        """List the senders that use the form of a fingerprint, each with it.

        Parameters
        ----------
        found
            The fingerprint.
        sender
            Look at this sender's forms only.

        Returns
        -------
        list
            Pairs of sender and form.
        """
        return [
            (name, form)
            for name, forms in self.forms.items()
            for form in forms
            if form.fingerprint == found and sender in {None, name}
        ]


def sender_slug(name: str) -> str:
    """Make the name under which a sender's forms are kept: never a path.

    Parameters
    ----------
    name
        What the sender is called, in whatever words.

    Returns
    -------
    str
        Lower-case ASCII and hyphens, at most sixty characters; ``sender`` where nothing is left.

    Examples
    --------
    >>> sender_slug("Sở KH&CN"), sender_slug("../../x"), sender_slug("***")
    ('so-kh-cn', 'x', 'sender')
    """
    return slug(name)[:_LONGEST_SENDER].strip("-") or "sender"


def column_key(row: Mapping[Hashable, object]) -> Key:
    """Make the key of a column that a reading understood.

    Parameters
    ----------
    row
        A row of ``understood``.

    Returns
    -------
    tuple of str
        What its titles say, and its heading's key.
    """
    return _words(row["context"]), heading_key(visible(_words(row["heading"]))[:LONGEST_HEADING])


def _words(value: object) -> str:
    """Give a text, ``""`` where it is missing."""
    return value if isinstance(value, str) else ""


# ---- reading the files ---------------------------------------------------------------------------
def read_remembered(folder: Path, *, province: str | None, vintage: str) -> Remembered:
    """Read what a workspace remembers about workbooks.

    Parameters
    ----------
    folder
        The workspace.
    province, vintage
        Which list of units its files speak of.

    Returns
    -------
    Remembered
        Nothing, for a workspace without such files.

    Raises
    ------
    SettingsError
        If one of the files is not TOML, or has a meaning, an operator or a unit that does not
        exist; the nearest ones are named.
    """
    forms = {path.stem: read_mapping(path) for path in sorted((folder / MAPPINGS).glob("*.toml"))}
    names = folder / NAMES_FILE
    # A link to nothing or a folder of that name is no "nothing was decided".
    is_there = names.exists() or names.is_symlink()
    spelt = read_names(names, province=province, vintage=vintage) if is_there else {}
    return Remembered(forms, spelt)


def read_mapping(path: Path) -> tuple[Form, ...]:
    """Read the forms of one sender.

    Parameters
    ----------
    path
        ``mappings/<sender>.toml``.

    Returns
    -------
    tuple of Form
        Its forms.

    Raises
    ------
    SettingsError
        As for :func:`read_remembered`.
    """
    file = read_toml(path, error=SettingsError)
    forms = file.validate(_Mapping).forms
    wrong: list[tuple[Place, str]] = [
        (("forms", place, "columns", at, "meaning"), expected)
        for place, form in enumerate(forms)
        for at, column in enumerate(form.columns)
        if column.how == "answered" and (expected := unknown_meaning(column.meaning))
    ]
    file.refuse(wrong)
    return forms


def unknown_meaning(meaning: str) -> str:
    """Say what a meaning that does not exist may be instead.

    Parameters
    ----------
    meaning
        An id.

    Returns
    -------
    str
        ``""`` where it exists; the nearest ids otherwise.

    Examples
    --------
    >>> unknown_meaning("people_4g"), unknown_meaning("peple_4g")
    ('', 'people_4g, people_5g, people_with_apps, ignored')
    """
    known = load_headings().quantities
    if meaning == IGNORED or meaning in known:
        return ""
    return ", ".join([*nearest_quantities(meaning), IGNORED])


def nearest_quantities(written: str) -> list[str]:
    """List the quantities whose ids resemble a written one.

    Parameters
    ----------
    written
        As a person wrote it.

    Returns
    -------
    list of str
        At most three, the nearest first.
    """
    return nearest_ids(written, load_headings().quantities)


def read_names(path: Path, *, province: str | None, vintage: str) -> dict[str, str]:
    """Read spellings of units.

    Parameters
    ----------
    path
        ``names.toml``: under ``[names]``, each spelling and the code or name of the unit.
    province, vintage
        Which list.

    Returns
    -------
    dict
        Spelling to code.

    Raises
    ------
    SettingsError
        If a unit is not on the list; the nearest ones are named.
    """
    file = read_toml(path, error=SettingsError)
    written = file.validate(_Names).names
    codes = unit_codes(written.values(), province, vintage)
    file.refuse(
        (("names", spelling), nearest_units(name, province, vintage) or "00000")
        for spelling, name in written.items()
        if name not in codes
    )
    return {spelling: codes[name] for spelling, name in written.items()}


def unit_code(written: str, province: str | None, vintage: str) -> str | None:
    """Give the code of the unit that a code or a name means, if it is one of the list.

    Parameters
    ----------
    written
        A code or a name.
    province, vintage
        Which list.

    Returns
    -------
    str or None
        Five digits.
    """
    return unit_codes([written], province, vintage).get(written)


def unit_codes(written: Collection[str], province: str | None, vintage: str) -> dict[str, str]:
    """Give the codes of the units that codes or names mean, of those that mean one of the list.

    Parameters
    ----------
    written
        Codes and names.
    province, vintage
        Which list.

    Returns
    -------
    dict
        As it is written to its code.
    """
    listed = index_names(province, vintage).names
    codes = {each: each for each in written if each in listed}
    others = [each for each in dict.fromkeys(written) if each not in listed]
    found = match_units(others, province=province, vintage=vintage)["unit_code"]
    pairs = zip(others, found, strict=True)
    return codes | {each: code for each, code in pairs if isinstance(code, str)}


def nearest_units(written: str, province: str | None, vintage: str) -> str:
    """Name the units that a written name resembles.

    Parameters
    ----------
    written
        A name.
    province, vintage
        Which list.

    Returns
    -------
    str
        Names with codes; ``""`` where none is alike.
    """
    found = find_units(written[:100], province=province, vintage=vintage)[:3]
    rows = zip(found["unit_name"], found["unit_code"], strict=True)
    return "; ".join(f"{name} ({code})" for name, code in rows)
