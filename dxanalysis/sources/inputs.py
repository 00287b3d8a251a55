"""Opening any file that comes from outside: only a regular file, and never one that waits for ever.

A FIFO, a device or a file of ``/proc`` can be named like a workbook. They are opened without
waiting, looked at, and refused before a byte is read.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dxanalysis.errors import FileUnreadableError

if TYPE_CHECKING:
    from io import BufferedReader

_FLAGS: Final = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_OF_THE_SYSTEM: Final = ("/proc", "/sys")
_ABSENT: Final = (errno.ENOENT, errno.ENOTDIR)
_LONGEST_SHOWN: Final = 200


def open_input(path: Path, *, missing: str, **about: object) -> BufferedReader:
    """Open a regular file for reading.

    Parameters
    ----------
    path
        The file.
    missing
        Key of the sentence that says that there is no such file.
    **about
        What that sentence names besides ``where``.

    Returns
    -------
    binary file
        At its beginning; to be closed by the caller.

    Raises
    ------
    FileUnreadableError
        If it is missing, a folder, a device or a pipe, may not be read, or has an impossible name.

    Examples
    --------
    >>> with open_input(Path("data/son-la/province.toml"), missing="workbook.missing") as file:
    ...     len(file.read(4))
    4
    """
    where = shown(path)
    try:
        if path.is_dir():
            raise FileUnreadableError("inputs.folder", where=where)
        number = os.open(path, _FLAGS)
    except ValueError:  # a NUL in the name
        raise FileUnreadableError("inputs.bad_name", where=where) from None
    except OSError as error:
        if error.errno in _ABSENT:
            raise FileUnreadableError(missing, where=where, **about) from None
        raise _refusal(error, where) from error
    about_file = os.fstat(number)
    if not stat.S_ISREG(about_file.st_mode) or about_file.st_dev in _devices_of_the_system():
        os.close(number)
        raise FileUnreadableError("inputs.special", where=where)
    return os.fdopen(number, "rb")


def check_input(path: Path, *, missing: str, **about: object) -> int:
    """Check that a path is a regular file that can be read.

    Parameters
    ----------
    path, missing, **about
        As for :func:`open_input`.

    Returns
    -------
    int
        Its size, bytes.

    Raises
    ------
    FileUnreadableError
        As :func:`open_input`.
    """
    with open_input(path, missing=missing, **about) as file:
        return os.fstat(file.fileno()).st_size


def read_start(path: Path, count: int, *, missing: str, **about: object) -> bytes:
    """Read the first bytes of a file.

    Parameters
    ----------
    path, missing, **about
        As for :func:`open_input`.
    count
        How many, at most.

    Returns
    -------
    bytes
        Fewer where the file is shorter.

    Raises
    ------
    FileUnreadableError
        As :func:`open_input`.
    """
    with open_input(path, missing=missing, **about) as file:
        return file.read(count)


def sha256(path: Path, *, missing: str = "inputs.missing") -> str:
    """Hash a file's bytes; of a shapefile, those of the ``.shp`` alone.

    Parameters
    ----------
    path
        The file.
    missing
        As for :func:`open_input`.

    Returns
    -------
    str
        SHA-256, in hexadecimal digits.

    Raises
    ------
    FileUnreadableError
        As :func:`open_input`.
    """
    with open_input(path, missing=missing) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def shown(path: Path) -> str:
    """Write a path for a sentence: of one that is very long, the beginning and the end."""
    written = str(path)
    half = _LONGEST_SHOWN // 2
    return written if len(written) <= _LONGEST_SHOWN else f"{written[:half]}…{written[-half:]}"


def _refusal(error: OSError, where: str) -> FileUnreadableError:
    """Make the error of a file that is there and cannot be opened."""
    if error.errno == errno.ENAMETOOLONG:
        return FileUnreadableError("inputs.bad_name", where=where)
    if isinstance(error, PermissionError):
        return FileUnreadableError("inputs.not_allowed", where=where)
    if error.errno == errno.ENXIO:  # a socket
        return FileUnreadableError("inputs.special", where=where)
    return FileUnreadableError("inputs.unreadable", where=where, found=error.strerror)


def _devices_of_the_system() -> set[int]:
    """Give the device numbers of the file systems in which the kernel shows itself."""
    return {Path(folder).stat().st_dev for folder in _OF_THE_SYSTEM if Path(folder).is_dir()}
