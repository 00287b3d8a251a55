"""One batch at a time on a folder.

The system itself holds the lock for the process and lets go when it ends, however it ends: a lock
that is left behind does not exist, and no clock or process number is asked whether one is.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import sys
from typing import TYPE_CHECKING, Final

from dxanalysis.errors import OutputError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FILE: Final = "lock"
_FAR: Final = 1 << 20
"""Where Windows locks a byte: beyond the text, which others must be able to read."""


@contextlib.contextmanager
def claim(folder: Path, *, shard: tuple[int, int] | None = None) -> Iterator[None]:
    """Keep a folder, which is made where there is none, for this process.

    The shards of one batch may work side by side, but no shard beside the whole, and none beside
    itself. Raises ``OutputError`` if another process has it, or it cannot be written.
    """
    with contextlib.ExitStack() as held:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            held.enter_context(_hold(folder / _FILE, shared=shard is not None))
            if shard:
                own = folder / f"{_FILE}-{shard[0]}of{shard[1]}"
                held.enter_context(_hold(own, shared=False))
        except OSError as error:
            raise OutputError(
                "batch.cannot_write", where=folder.parent, found=error.strerror or error
            ) from error
        yield


@contextlib.contextmanager
def _hold(path: Path, *, shared: bool) -> Iterator[None]:
    """Hold a lock on one file, and write into it who holds it."""
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if not _lock(file, shared=shared):
            raise _taken(path)
        since = dt.datetime.now(dt.UTC).astimezone().isoformat(timespec="seconds")
        os.ftruncate(file, 0)
        os.write(file, json.dumps({"pid": os.getpid(), "since": since}).encode())
        yield
    finally:
        with contextlib.suppress(OSError):
            os.close(file)


def _lock(file: int, *, shared: bool) -> bool:
    """Lock an open file; return whether that was possible."""
    try:
        if sys.platform == "win32":
            if not shared:  # Windows has no shared lock: shards are not kept from the whole there
                os.lseek(file, _FAR, os.SEEK_SET)
                msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
                os.lseek(file, 0, os.SEEK_SET)
        else:
            kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
            fcntl.flock(file, kind | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _taken(path: Path) -> OutputError:
    """Say who has the folder."""
    pid = since = "?"
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        holder = json.loads(path.read_text(encoding="utf-8"))
        pid, since = str(holder["pid"]), str(holder["since"])
    return OutputError("batch.locked", where=path.parent.parent, found=pid, since=since)
