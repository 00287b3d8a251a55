"""Files that are there whole or not at all, their hashes, and texts that no spreadsheet runs."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import hashlib
import os
import stat
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dxanalysis.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator


FIXED_DAY: Final = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""When files say that they were made: not now, so that the same content gives the same bytes."""


@contextlib.contextmanager
def atomic_write(
    path: Path,
    *,
    key: str = "files.cannot_write",
    make_folder: bool = False,
    durable: bool = True,
) -> Iterator[Path]:
    """Write a file so that it is there complete or not at all.

    Parameters
    ----------
    path
        Where to, in a folder that is there. An older file is replaced in one step, at the end, and
        keeps its permissions; a symbolic link is replaced, not followed.
    key
        Message key of the error, which names ``{where}`` and ``{found}``.
    make_folder
        Whether a missing folder is made.
    durable
        Whether the content is on the disk before it takes the older file's place, so that a power
        cut leaves one or the other. Not needed for what is made again where it is lost.

    Yields
    ------
    pathlib.Path
        A new name in the same folder, with the same ending, to write to. Whatever goes wrong, it is
        gone afterwards.

    Raises
    ------
    OutputError
        If the file cannot be written: no such folder, no right, disk full, a folder, device or pipe
        of that name, a name too long or with a NUL in it.
    """
    half = None
    try:
        mode = _mode_of(path)
        if make_folder:
            path.parent.mkdir(parents=True, exist_ok=True)
        # Beside the target, for only there it can take its place in one step.
        handle, name = tempfile.mkstemp(
            prefix=".", suffix=f".half{path.suffix}", dir=path.parent or Path()
        )
        os.close(handle)
        half = Path(name)
        half.chmod(mode)
        yield half
        if durable:
            _sync(half)
        _take_place(half, path)
    except (OSError, ValueError) as error:
        if isinstance(error, ValueError) and "null" not in str(error):
            raise
        raise OutputError(key, where=str(path), found=_reason(error)) from error
    finally:
        if half is not None:
            for left in (half, *half.parent.glob(f"{half.name}-*")):  # journals of SQLite too
                left.unlink(missing_ok=True)


def move_into_place(made: Path, path: Path) -> None:
    """Put a file that was made whole in the place of an earlier one, or of an empty folder.

    Parameters
    ----------
    made
        The file, on the same disk.
    path
        Where it belongs.

    Raises
    ------
    OSError
        If it cannot be put there.
    OutputError
        If another program has the earlier one open, or a folder with something in it is there.

    Examples
    --------
    >>> folder = getfixture("tmp_path")
    >>> (folder / "page.html").mkdir()  # some program left it
    >>> _ = (folder / "made.html").write_text("whole", encoding="utf-8")
    >>> move_into_place(folder / "made.html", folder / "page.html")
    >>> (folder / "page.html").read_text(encoding="utf-8")
    'whole'
    """
    if path.is_dir() and not path.is_symlink():
        try:
            path.rmdir()
        except OSError as error:  # what is in it is not ours to take away
            raise OutputError("files.folder_there", where=str(path)) from error
    _take_place(made, path)


def _take_place(half: Path, path: Path) -> None:
    """Put a file in the place of another.

    Windows lets nobody replace a file that a program has open: Excel, for as long as the planner
    looks at it; a search index or a virus scanner, for a moment.
    """
    for left in reversed(range(_TRIES)):
        try:
            half.replace(path)
        except PermissionError as error:
            if left and path.exists():
                time.sleep(_PAUSE_SECONDS)
                continue
            if path.exists() and os.access(path.parent, os.W_OK):
                raise OutputError("files.in_use", where=str(path)) from error
            raise
        return


_TRIES: Final = 4
_PAUSE_SECONDS: Final = 0.1


def _mode_of(path: Path) -> int:
    """Give the permissions that a file is to have; refuse what a file must not replace."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return 0o644
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(status.st_mode):  # a device or a pipe, or a link to one
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP), str(path))
    return stat.S_IMODE(status.st_mode)


def _sync(path: Path) -> None:
    """Wait until a file is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _reason(error: Exception) -> str:
    """Say in a few words why a file cannot be used, without its name."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error)


_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell begins with that a spreadsheet may run; some take the wide forms for the plain."""


@contextlib.contextmanager
def writing(where: Path, *, key: str) -> Iterator[None]:
    """Say of whatever cannot be written within that it is this place that cannot.

    Parameters
    ----------
    where
        A file or a folder.
    key
        Message key of the error, which names ``{where}`` and ``{found}``.

    Raises
    ------
    OutputError
        If the system refuses anything that is done within.
    """
    try:
        yield
    except OSError as error:
        raise OutputError(key, where=where, found=error.strerror or error) from error


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a text or bytes by :func:`atomic_write`, without waiting for the disk.

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
    with atomic_write(path, durable=False) as half:
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


def read_ordinary(path: Path, *, most: int = 100_000_000) -> bytes | None:
    """Read a file that the program wrote, if it still is one.

    Parameters
    ----------
    path
        The file.
    most
        The most bytes it can have.

    Returns
    -------
    bytes or None
        None where it is gone, larger, may not be read, or is no ordinary file: a pipe waits, a
        device has no end, and a link shows what lies elsewhere.
    """
    try:
        status = path.lstat()
        if stat.S_ISREG(status.st_mode) and status.st_size <= most:
            return path.read_bytes()
    except (OSError, ValueError):
        pass
    return None


def sha256_in(path: Path) -> str | None:
    """Hash a file.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    str or None
        SHA-256, in hexadecimal digits; None where it is no ordinary file, or cannot be read.
    """
    try:
        if not path.is_file():  # a pipe waits, a device has no end
            return None
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
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
    return bool(hashes) and all(
        sha256_in(folder / name) == digest for name, digest in hashes.items()
    )


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
