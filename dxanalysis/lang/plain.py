r"""Text of files made harmless to show: what cannot be seen becomes a visible mark.

Control characters begin a terminal's sequences, and marks of direction turn text around, so that it
says something else than it holds.
"""

from __future__ import annotations

import os
import re
import shlex
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_NO_TEXT: Final = "\N{REPLACEMENT CHARACTER}"
_SURROGATES: Final = range(0xD800, 0xE000)
_WHITE: Final = re.compile("[\t\n\r\v\f\u2028\u2029]")
_HIDDEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufffe\uffff]"
)


def visible(words: str) -> str:
    r"""Show what cannot be seen, and put text on one line.

    Parameters
    ----------
    words
        Any text, from a file too.

    Returns
    -------
    str
        The same words; control characters and marks of direction by their number, lone surrogates
        as ``�``, tabs and line ends as blanks. It can stand in a terminal, in XML and in a picture.

    Examples
    --------
    >>> visible("Xã\x1b[31m Bó\nSinh"), visible("a\u202eb")
    ('Xã⟨U+001B⟩[31m Bó Sinh', 'a⟨U+202E⟩b')
    """
    return words if words.isprintable() else reveal(_WHITE.sub(" ", words))


def reveal(words: str) -> str:
    r"""Show what cannot be seen, and leave tabs and line ends as they are.

    Parameters
    ----------
    words
        Any text, from a file too.

    Returns
    -------
    str
        As :func:`visible`, on as many lines as before.

    Examples
    --------
    >>> reveal("Xã\x1b[31m Bó\nSinh")
    'Xã⟨U+001B⟩[31m Bó\nSinh'
    """
    return words if words.isprintable() else _HIDDEN.sub(_mark, words)


def shorten(words: str, *, most: int = 200) -> str:
    """Cut a text that is too long to be shown.

    Parameters
    ----------
    words
        Any text.
    most
        The most characters.

    Returns
    -------
    str
        The text, or its beginning and ``…``.

    Examples
    --------
    >>> shorten("Xã Bó Sinh"), shorten("Bản " * 9, most=12)
    ('Xã Bó Sinh', 'Bản Bản Bản…')
    """
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def join_words(words: Sequence[str]) -> str:
    """Write the words of a command as they are typed on this machine.

    Parameters
    ----------
    words
        The words.

    Returns
    -------
    str
        One line.

    Examples
    --------
    >>> join_words(["dxanalysis", "check", "tinh-toi"])
    'dxanalysis check tinh-toi'
    """
    if os.name == "nt":
        from subprocess import list2cmdline  # noqa: PLC0415 - slow to load, and seldom needed

        return list2cmdline(words)
    return shlex.join(words)


def _mark(found: re.Match[str]) -> str:
    """Give the mark that stands for a character."""
    code = ord(found[0])
    return _NO_TEXT if code in _SURROGATES else f"⟨U+{code:04X}⟩"
