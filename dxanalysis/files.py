"""Files that are there whole or not at all, their hashes, and texts that no spreadsheet runs."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell begins with that a spreadsheet may run; some take the wide forms for the plain."""


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file so that it is there whole or not at all.

    Parameters
    ----------
    path
        Where to.
    content
        What.
    """
    half = path.with_name(f".{path.name}.half")
    half.write_bytes(content if isinstance(content, bytes) else content.encode())
    half.replace(path)


def sha256_of(content: bytes) -> str:
    """Hash a content.

    Parameters
    ----------
    content
        Any bytes.

    Returns
    -------
    str
        SHA-256, in hexadecimal digits.
    """
    return hashlib.sha256(content).hexdigest()


def sha256_in(path: Path) -> str | None:
    """Hash a file.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    str or None
        SHA-256, in hexadecimal digits; None where the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def are_whole(folder: Path, hashes: dict[str, str]) -> bool:
    """Tell whether files are still what they were when they were written.

    Parameters
    ----------
    folder
        Where they lie.
    hashes
        Path relative to the folder, to hash.

    Returns
    -------
    bool
        Whether all are there and none was changed.
    """
    return bool(hashes) and all(sha256_in(folder / name) == told for name, told in hashes.items())


def as_plain_text(value: object) -> object:
    """Keep a text from being taken for a formula by a spreadsheet.

    Parameters
    ----------
    value
        Anything; only texts are changed.

    Returns
    -------
    object
        A text that begins like a formula gets an apostrophe in front, as spreadsheets themselves
        mark plain text.

    Examples
    --------
    >>> as_plain_text("=1+1"), as_plain_text("Xã Bó Sinh"), as_plain_text(-3.5)
    ("'=1+1", 'Xã Bó Sinh', -3.5)
    """
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value
