"""Files that are there whole or not at all, and their hashes."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from dxanalysis.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextlib.contextmanager
def atomic_write(
    path: Path, *, key: str = "files.cannot_write", make_folder: bool = False
) -> Iterator[Path]:
    """Write a file so that it is there complete or not at all.

    Parameters
    ----------
    path
        Where to, in a folder that is there. An older file is replaced in one step, at the end.
    key
        Message key of the error, which names ``{where}`` and ``{found}``.
    make_folder
        Whether a missing folder is made.

    Yields
    ------
    pathlib.Path
        A new name in the same folder, with the same ending, to write to. Whatever goes wrong, it is
        gone afterwards.

    Raises
    ------
    OutputError
        If the file cannot be written: no such folder, no right, disk full, a name too long or with
        a NUL in it.
    """
    half = None
    try:
        if make_folder:
            path.parent.mkdir(parents=True, exist_ok=True)
        # Beside the target, for only there it can take its place in one step.
        handle, name = tempfile.mkstemp(
            prefix=".", suffix=f".half{path.suffix}", dir=path.parent or Path()
        )
        os.close(handle)
        half = Path(name)
        half.chmod(0o644)
        yield half
        half.replace(path)
    except (OSError, ValueError) as error:
        if isinstance(error, ValueError) and "null" not in str(error):
            raise
        raise OutputError(key, where=str(path), found=_reason(error)) from error
    finally:
        if half is not None:
            half.unlink(missing_ok=True)


def _reason(error: Exception) -> str:
    """Say in a few words why a file cannot be used, without its name."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error)


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a text or bytes by :func:`atomic_write`.

    Parameters
    ----------
    path
        Where to.
    content
        Text is written as UTF-8.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    with atomic_write(path) as half:
        half.write_bytes(content if isinstance(content, bytes) else content.encode())


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
