"""One tree of errors; each says in one sentence: found → expected → where → remedy.

::

    DxAnalysisError
    ├── UsageError          exit 2   the call or a file cannot be used
    │   ├── SettingsError                a TOML file that a person wrote is missing or wrong
    │   │   └── WorkspaceError           … and it is province.toml
    │   ├── FileUnreadableError          a workbook, boundary file or table cannot be read
    │   ├── ParameterError               an unknown or ill-typed parameter or option
    │   └── OutputError                  the result cannot be written
    ├── BatchStoppedError       exit 130 a batch was asked to stop; what it made is in place
    └── DataProblemError        exit 1   the data has problems; they are listed
        ├── UnitMatchError               a name or code that is no unit, or several
        ├── VintageError                 units of different vintages brought together
        ├── BasisError                   figures on different bases brought together
        └── ChecksFailedError            checks found errors (the table is on the exception)
"""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, ClassVar, Final, TypeGuard

from dxanalysis.lang import LANGUAGES, Lang, text

if TYPE_CHECKING:
    import pandas as pd


_LONGEST = 4_000
"""No sentence repeats more characters than this of what was found."""


class DxAnalysisError(Exception):
    """The root of all errors that dxanalysis raises on purpose.

    Parameters
    ----------
    key
        The sentence's key in the message catalogues, ``room.name``.
    **params
        What the sentence names: the value found, the value expected, the file, sheet and cell.

    Attributes
    ----------
    key, params
        As given, so that callers can act on the values and not on the words.
    """

    exit_code: ClassVar[int] = 2

    def __init__(self, key: str, /, **params: object) -> None:
        super().__init__(key, params)
        self.key = key
        self.params = params

    def sentence(self, lang: Lang) -> str:
        """Say the error in one language.

        Parameters
        ----------
        lang
            The language.

        Returns
        -------
        str
            One sentence of plain text.
        """
        params = {
            name: f"{value[:_LONGEST]}…" if _is_long(value) else said_by_system(value, lang)
            for name, value in self.params.items()
        }
        return text(self.key, lang, **params)

    def __str__(self) -> str:
        return self.sentence("en")

    def _render_traceback_(self) -> list[str]:
        """Show a notebook's reader what to do, in both languages, and no traceback."""
        return [f"{lang}: {self.sentence(lang)}" for lang in LANGUAGES]

    def __reduce__(self) -> tuple[object, ...]:
        # Errors travel between the processes of a batch; keyword arguments need help to do so.
        return _rebuild, (type(self), self.key, self.params, self.__dict__)


_SYSTEM: Final = {
    os.strerror(number): f"errors.system_{name}"
    for number, name in (
        (errno.EACCES, "no_access"), (errno.EPERM, "no_access"), (errno.ENOTDIR, "no_folder"),
        (errno.EISDIR, "is_folder"), (errno.ENOENT, "absent"), (errno.ENOSPC, "full"),
        (errno.EROFS, "read_only"), (errno.EEXIST, "there_already"),
    )
}  # fmt: skip
"""What systems say in English only, to the words for it."""


def said_by_system(found: object, lang: Lang) -> object:
    """Say in the reader's language what the operating system says of a file.

    Parameters
    ----------
    found
        The system's words, or anything else, which stays as it is.
    lang
        The language.

    Returns
    -------
    object
        The words.

    Examples
    --------
    >>> said_by_system("Permission denied", "vi"), said_by_system("a.xlsx", "vi")
    ('không có quyền', 'a.xlsx')
    """
    key = _SYSTEM.get(found) if isinstance(found, str) else None
    return text(key, lang) if key else found


def _is_long(value: object) -> TypeGuard[str]:
    """Say whether a text is too long to be repeated."""
    return isinstance(value, str) and len(value) > _LONGEST


def _rebuild(
    kind: type[DxAnalysisError], key: str, params: dict[str, object], state: dict[str, object]
) -> DxAnalysisError:
    """Make an error again after it was pickled."""
    error = kind.__new__(kind)
    DxAnalysisError.__init__(error, key, **params)
    error.__dict__.update(state)
    return error


class UsageError(DxAnalysisError):
    """The call, or a file it names, cannot be used."""


class SettingsError(UsageError):
    """A TOML file that a person wrote is missing, wrong or incomplete.

    Attributes
    ----------
    others
        What else is wrong with the same file; :meth:`sentence` says it too.
    """

    others: tuple[SettingsError, ...] = ()

    def sentence(self, lang: Lang) -> str:
        """Say everything that is wrong, one sentence each.

        Parameters
        ----------
        lang
            The language.

        Returns
        -------
        str
            Plain text, one line for each fault.
        """
        params = dict(self.params)
        kind = str(params.get("expected", ""))
        if kind.startswith("workspace.kind_"):
            params["expected"] = text(kind, lang)
        said = DxAnalysisError(self.key, **params).sentence(lang)
        return "\n".join([said, *(other.sentence(lang) for other in self.others)])


class WorkspaceError(SettingsError):
    """A workspace's ``province.toml`` is missing, wrong or incomplete."""


class FileUnreadableError(UsageError):
    """A file is missing or is not what its use expects."""


class ParameterError(UsageError):
    """A parameter is unknown, missing or of the wrong type."""


class OutputError(UsageError):
    """A result cannot be written."""


class BatchStoppedError(DxAnalysisError):
    """A batch was asked to stop. What it made is in place."""

    exit_code: ClassVar[int] = 130


class DataProblemError(DxAnalysisError):
    """The data has problems that a person has to correct."""

    exit_code: ClassVar[int] = 1


class UnitMatchError(DataProblemError):
    """A written name or code is no unit, or could be several."""


class VintageError(DataProblemError):
    """Units of different vintages were brought together without a crosswalk."""


class BasisError(DataProblemError):
    """Figures on different bases were brought together."""


class ChecksFailedError(DataProblemError):
    """Checks found errors.

    Parameters
    ----------
    key
        The sentence's key.
    findings
        Every finding, one row each: see :mod:`dxanalysis.checks`.
    **params
        What the sentence names.
    """

    def __init__(self, key: str, /, *, findings: pd.DataFrame, **params: object) -> None:
        super().__init__(key, **params)
        self.findings = findings
