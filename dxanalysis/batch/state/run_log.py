"""What a batch did, written down as it happens: ``site/.runs/<number>/run.jsonl``.

One line of JSON for each thing that happened, on the disk before the next one begins, and only
after the files it names are in place. So whatever ends a batch (a power cut, ``kill -9``), the
next one knows what is done. A line that was cut off counts for nothing, and the unit is made again.

A record is believed only where it has the form of one (:data:`Record`), and a page only where its
files have the hashes that the record names: whatever else stands there is as if it were not.

Nothing is decided by a date or by which line is newer. A page is up to date if some record has its
key and its files still have the hashes of that record; a clock that was moved does no harm.

========  =========================================================================
event     entries
========  =========================================================================
start     what was asked for: how many units, workers, the shard
unit      one unit's end: :class:`dxanalysis.batch.execution.jobs.PageResult`, key, files
province  the province's page, the map and the tables: key, files
finished  the whole site: stamp (:mod:`dxanalysis.batch.state.freshness`) as its key, files
stopped   that the batch was asked to stop
========  =========================================================================
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import shutil
from typing import TYPE_CHECKING, Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from dxanalysis.batch.execution.jobs import UNITS, PageResult
from dxanalysis.errors import OutputError
from dxanalysis.files import are_whole, read_ordinary, writing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from dxanalysis.batch.execution.jobs import PageTask

RUNS: Final = ".runs"

RUN_FILE: Final = "run.jsonl"
"""The file of a run, in its folder."""

_KEPT: Final = 10
"""So many runs are kept to look at. Only the last finished one is needed."""


Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
SiteFile = Annotated[str, Field(pattern=r"^(units/)?[A-Za-z0-9][A-Za-z0-9._-]{0,200}$")]
"""The name of a file of the site: never a path that leads elsewhere."""


class UnitRecord(PageResult):
    """What became of one unit, as :meth:`RunLog.write_unit` writes it."""

    event: Literal["unit"]
    key: Hash
    files: dict[SiteFile, Hash]


class SiteRecord(BaseModel):
    """The province's files or the whole finished site, and the key of all that went in."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    event: Literal["province", "finished"]
    key: Hash
    files: dict[SiteFile, Hash]


Record = UnitRecord | SiteRecord

_RECORD: Final[TypeAdapter[Record]] = TypeAdapter(Annotated[Record, Field(discriminator="event")])


class RunLog:
    """The record of one run, open for writing, in ``folder``, beside the logs of its units."""

    def __init__(self, site: Path, *, shard: tuple[int, int] | None = None) -> None:
        self.site = site
        self.folder = _new_folder(site / RUNS, shard)
        path = self.folder / RUN_FILE
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_EXCL, 0o644)

    def close(self) -> None:
        """Write no more."""
        os.close(self._file)

    def write(self, event: str, *, sync: bool = True, **entries: object) -> None:
        """Write down one thing that happened.

        With ``sync`` it is on the disk afterwards; what is written next may wait for both. Raises
        ``OutputError`` if it cannot be written, or the folder is gone: a record nobody can find is
        none.
        """
        at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")  # for people; decides nothing
        line = json.dumps({"event": event, "at": at, **entries}, ensure_ascii=False) + "\n"
        with writing(self.site, key="batch.cannot_write"):
            os.write(self._file, line.encode())
            if sync:
                os.fsync(self._file)
            is_gone = os.fstat(self._file).st_nlink == 0
        if is_gone:
            raise OutputError("batch.folder_gone", where=self.site)

    def write_unit(self, task: PageTask, result: PageResult, *, sync: bool = True) -> None:
        """Write down what became of a unit, after its files were put in place."""
        log = self.folder / f"{task.stem}.log"
        if result.status == "ok" and not result.attempts:
            log.unlink(missing_ok=True)  # what it says is of interest where something went wrong
        entries = result.model_dump(include=set(PageResult.model_fields))
        entries |= {"seconds": round(result.seconds, 2), "stem": task.stem}
        key = task.key_for(result.reads)
        self.write("unit", sync=sync, **entries, key=key, log=log.name if log.exists() else None)

    def forget_older(self) -> None:
        """Take away the records of runs long past.

        Allowed only when this run is finished: what it did not make again it has written down anew,
        so that no older record is needed.
        """
        folders = [path for path in (self.site / RUNS).iterdir() if path.is_dir()]
        runs = sorted(path for path in folders if _number(path.name))  # others are not ours
        for old in runs[:-_KEPT]:
            if old != self.folder:
                shutil.rmtree(old, ignore_errors=True)


def _new_folder(runs: Path, shard: tuple[int, int] | None) -> Path:
    """Make the folder of a new run, numbered one higher than any before."""
    suffix = f"-{shard[0]}of{shard[1]}" if shard else ""
    runs.mkdir(parents=True, exist_ok=True)
    number = 1 + max((_number(path.name) for path in runs.iterdir()), default=0)
    folder = runs / f"{number:06d}{suffix}"
    folder.mkdir()
    return folder


def _number(name: str) -> int:
    """Read the number of a run from the name of its folder; 0 where it is none."""
    head = name.partition("-")[0]
    return int(head) if head.isdecimal() else 0


def read_records(site: Path) -> list[Record]:
    """Read what all runs wrote down: a record for each line that has the form of one."""
    records: list[Record] = []
    for path in sorted((site / RUNS).glob(f"*/{RUN_FILE}")):
        for line in (read_ordinary(path) or b"").splitlines():
            with contextlib.suppress(ValidationError):
                records.append(_RECORD.validate_json(line))
    return records


def find_made(
    site: Path, tasks: Iterable[PageTask], records: Iterable[Record]
) -> dict[str, PageResult]:
    """Find the units whose pages are up to date.

    Code to what became of the unit when its page was made. Its key is still the same, and both
    files are as they were written: a damaged page is made again.
    """
    wanted = {task.code: task for task in tasks if not task.error}
    found: dict[str, PageResult] = {}
    for record in records:
        if not isinstance(record, UnitRecord) or record.status != "ok" or record.code in found:
            continue
        task = wanted.get(record.code)
        if task is None or record.key != task.key_for(record.reads):
            continue
        if set(record.files) == {f"{UNITS}/{name}" for name in task.files} and _are_as_written(
            site, record.files
        ):
            found[task.code] = record
    return found


def find_files(
    site: Path, records: Iterable[Record], *, event: Literal["province", "finished"], key: str
) -> dict[str, str]:
    """Find the files made with a key, with their hashes: all as they were written, or none."""
    for record in records:
        if (
            isinstance(record, SiteRecord)
            and (record.event, record.key) == (event, key)
            and _are_as_written(site, record.files)
        ):
            return dict(record.files)
    return {}


def _are_as_written(site: Path, files: dict[str, str]) -> bool:
    """Tell whether the files of a record are ordinary files of the site, and have its hashes.

    False too for a link, a pipe or a device in the place of a file: none is opened.
    """
    ours = all((site / name).is_file() and not (site / name).is_symlink() for name in files)
    return ours and are_whole(site, files)
