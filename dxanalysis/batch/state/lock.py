"""One batch at a time on a folder.

The system itself holds the lock for the process and lets go when it ends, however it ends: a lock
that is left behind does not exist, and no clock or process number is asked whether one is. It is
taken through SQLite, which locks a file in one way on every system, shared locks too.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import json
import os
import sqlite3
from typing import TYPE_CHECKING, Final

from dxanalysis.errors import OutputError
from dxanalysis.files import read_ordinary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_FILE: Final = "lock"
"""Who holds the folder, for whoever asks; beside it ``lock.sqlite``, which is locked."""


@contextlib.contextmanager
def claim(
    folder: Path, *, beside: Iterable[str] = (), shard: tuple[int, int] | None = None
) -> Iterator[None]:
    """Keep a folder, which is made where there is none, for this process.

    The shards of one batch may work side by side, but no shard beside the whole, and none beside
    itself. Raises ``OutputError`` if another process has it, it cannot be written, or it or one of
    those named ``beside`` it, which are written too, is a link.
    """
    with contextlib.ExitStack() as held:
        try:
            for each in (folder, *(folder.parent / name for name in beside)):
                if each.is_symlink():  # what is written would be written elsewhere
                    raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(each))
            folder.mkdir(parents=True, exist_ok=True)
            held.enter_context(_hold(folder / _FILE, shared=shard is not None))
            if shard:
                own = folder / f"{_FILE}-{shard[0]}of{shard[1]}"
                held.enter_context(_hold(own, shared=False))
        except (OSError, sqlite3.Error) as error:
            found = error.strerror if isinstance(error, OSError) else None
            raise OutputError(
                "batch.cannot_write", where=folder.parent, found=found or error
            ) from error
        yield


@contextlib.contextmanager
def _hold(path: Path, *, shared: bool) -> Iterator[None]:
    """Hold a lock, and write down who holds it."""
    for each in (path, path.with_name(f"{path.name}.sqlite")):
        if each.is_symlink() or each.is_fifo():  # not ours, and written to all the same
            each.unlink()
    with contextlib.closing(sqlite3.connect(f"{path}.sqlite", timeout=0)) as database:
        database.isolation_level = None  # transactions begin and end where it is written
        try:
            database.execute("BEGIN" if shared else "BEGIN EXCLUSIVE")
            database.execute("SELECT count(*) FROM sqlite_master").fetchone()  # takes a shared one
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                raise _taken(path) from error
            raise
        since = dt.datetime.now(dt.UTC).astimezone().isoformat(timespec="seconds")
        path.write_text(json.dumps({"pid": os.getpid(), "since": since}), encoding="utf-8")
        yield


def _taken(path: Path) -> OutputError:
    """Say who has the folder."""
    pid = since = "?"
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        holder = json.loads(read_ordinary(path, most=1000) or b"")
        pid, since = str(holder["pid"]), str(holder["since"])
    return OutputError("batch.locked", where=path.parent.parent, found=pid, since=since)
