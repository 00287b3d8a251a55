"""Reading a file from outside in a process of its own, with limits on memory, time and writing.

Whatever a library does with a hostile file (swell, hang, crash), the caller gets one sentence and
goes on. The limits are the last line: readers count what they build and refuse earlier.

The process is forked where that is safe, which takes a few milliseconds. In a program with several
threads, or where there is no fork, a fresh interpreter is started at the first file; it keeps
serving the program's later files, forking for each where it can. What comes back is plain data
(:mod:`dxanalysis.sources.plain_data`), never a pickle.

Settings of the environment, for the rare file that is sound and heavy:

``DXANALYSIS_READ_SECONDS``
    Seconds for a file, 60 by default, and more for layers that are known to be large.
``DXANALYSIS_READ_MEGABYTES``
    Memory for a file beyond what the interpreter has already, 1000 MB by default.
``DXANALYSIS_BOX``
    ``auto``; ``fork`` or ``server`` to have it so; ``off`` to read in the program itself, as for
    looking for an error with a debugger.
"""

from __future__ import annotations

import contextlib
import os
import threading
from typing import TYPE_CHECKING, Any, Final

from dxanalysis import errors
from dxanalysis.errors import DxAnalysisError, FileUnreadableError
from dxanalysis.sources import box_processes as processes
from dxanalysis.sources import inputs, plain_data
from dxanalysis.sources.box_processes import MEGABYTES, SECONDS, Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

__all__ = ["MEGABYTES", "SECONDS", "Limits", "larger", "run"]

_ERRORS: Final = {
    kind.__name__: kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, DxAnalysisError)
}
"""The errors that a reader may raise, by name."""


def larger(path: Path, *, seconds_per_mb: float, memory_per_byte: float) -> Limits:
    """Give the limits for a kind of file that is known to be large.

    Parameters
    ----------
    path
        The file.
    seconds_per_mb
        Seconds for each megabyte of it, up to ten minutes in all.
    memory_per_byte
        Memory for each byte of it where that is more than the usual, up to 6 GB in all.

    Returns
    -------
    Limits
        The limits; never below the usual ones.
    """
    with contextlib.suppress(OSError, ValueError):
        megabytes = path.stat().st_size / 1e6
        return Limits(
            min(SECONDS + seconds_per_mb * megabytes, 600.0),
            int(min(max(MEGABYTES, memory_per_byte * megabytes), 6000)),
        )
    return Limits()


def run(
    function: Callable[..., Any],
    /,
    *arguments: object,
    path: Path,
    limits: Limits | None = None,
    types: Iterable[type] = (),
    **options: object,
) -> Any:  # noqa: ANN401 - what the function returns
    """Call a function that reads a file, in a process of its own.

    Parameters
    ----------
    function
        A function of a module, by whose name it can be found again.
    *arguments, **options
        What it is called with.
    path
        The file that it reads, for sentences.
    limits
        What it may take; by default the usual limits.
    types
        The dataclasses that its result may hold.

    Returns
    -------
    object
        What the function returned, if that is plain data.

    Raises
    ------
    DxAnalysisError
        What the function raised, if that is one; or a sentence that the file took too long, needed
        too much memory, or brought the reader down.
    """
    how = os.environ.get("DXANALYSIS_BOX", "auto")
    if processes.state["inside"] or how == "off":
        return function(*arguments, **options)
    limits = _as_set(limits or Limits())
    call = (function, arguments, options)
    if processes.FORKS and (how == "fork" or (how == "auto" and threading.active_count() == 1)):
        kind, content = processes.in_a_fork(call, limits)
    else:
        kind, content = processes.by_the_server(call, limits)
    return _answer(kind, content, path, limits, types)


def _answer(kind: bytes, content: bytes, path: Path, limits: Limits, types: Iterable[type]) -> Any:  # noqa: ANN401
    """Give the result, or raise what went wrong."""
    where = inputs.shown(path)
    if kind == processes.DONE:
        with contextlib.suppress(ValueError):
            return plain_data.decode(content, types=types)
        kind, content = processes.FAILED, b"result"
    if kind == processes.REFUSED:
        raise _error_of(content, where)
    if kind == processes.MEMORY:
        raise FileUnreadableError("inputs.too_much_memory", where=where, expected=limits.megabytes)
    if content == b"time":
        raise FileUnreadableError("inputs.too_slow", where=where, expected=round(limits.seconds))
    found = content.decode("utf-8", "replace")
    raise FileUnreadableError("inputs.reader_failed", where=where, found=found)


def _error_of(content: bytes, where: str) -> DxAnalysisError:
    """Make the error again that the reader raised."""
    try:
        name, key, params = plain_data.decode(content)
        kind = _ERRORS[name]
        error: DxAnalysisError = kind(key, **params)
    except (ValueError, TypeError, LookupError):
        return FileUnreadableError("inputs.reader_failed", where=where, found="error")
    return error


def _as_set(limits: Limits) -> Limits:
    """Give the limits with what the environment says in place of the defaults."""
    return Limits(
        _setting("DXANALYSIS_READ_SECONDS", limits.seconds),
        int(_setting("DXANALYSIS_READ_MEGABYTES", limits.megabytes)),
        limits.written_megabytes,
    )


def _setting(name: str, usual: float) -> float:
    """Read a setting of the environment; one that is no number above 0 is none."""
    with contextlib.suppress(ValueError):
        value = float(os.environ.get(name, usual))
        if 0 < value < 1e9:  # noqa: PLR2004
            return value
    return usual
