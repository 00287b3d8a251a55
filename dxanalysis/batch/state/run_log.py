"""What a batch did, written down as it happens: ``site/.runs/<number>/run.jsonl``.

One line of JSON for each thing that happened, on the disk before the next one begins, and only
after the files it tells of are in place. So whatever ends a batch (a power cut, ``kill -9``), the
next one knows what is done. A line that was cut off tells nothing, and the unit is made again.

Nothing is decided by a date or by which line is newer. A page is up to date if some record has its
key and its files still have the hashes of that record; a clock that was moved does no harm.

========  =========================================================================
event     told
========  =========================================================================
start     what was asked for: how many units, workers, the shard
unit      one unit's end: :class:`dxanalysis.batch.execution.jobs.PageResult`, key, files
province  the province's page, the map and the tables: key, files
finished  the stamp of all that went in: see :mod:`dxanalysis.batch.state.freshness`
stopped   that the batch was asked to stop
========  =========================================================================
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dxanalysis.batch.execution.jobs import PageResult
from dxanalysis.errors import OutputError
from dxanalysis.files import are_whole

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dxanalysis.batch.execution.jobs import PageTask

RUNS: Final = ".runs"
UNITS: Final = "units"

_FILE: Final = "run.jsonl"
_KEPT: Final = 10
"""So many runs are kept to look at. Only the last finished one is needed."""


class RunLog:
    """The record of one run, open for writing.

    Parameters
    ----------
    site
        The folder of the site.
    shard
        Which part of the batch this is, and of how many; None for the whole.

    Attributes
    ----------
    folder
        Where the record and the logs of the units lie.
    """

    def __init__(self, site: Path, *, shard: tuple[int, int] | None = None) -> None:
        self.site = site
        self.folder = _new_folder(site / RUNS, shard)
        path = self.folder / _FILE
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_EXCL, 0o644)

    def close(self) -> None:
        """Write no more."""
        os.close(self._file)

    def log_of(self, task: PageTask) -> Path:
        """Tell where a unit's log is."""
        return self.folder / f"{task.stem}.log"

    def write(self, event: str, *, sync: bool = True, **told: object) -> None:
        """Write down one thing that happened.

        Parameters
        ----------
        event
            What.
        sync
            Whether to wait until it is on the disk; what is written next may wait for both.
        **told
            What is told of it.

        Raises
        ------
        OutputError
            If it cannot be written, or the folder is gone: a record nobody can find is none.
        """
        at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")  # for people; decides nothing
        line = json.dumps({"event": event, "at": at, **told}, ensure_ascii=False) + "\n"
        try:
            os.write(self._file, line.encode())
            if sync:
                os.fsync(self._file)
            is_gone = os.fstat(self._file).st_nlink == 0
        except OSError as error:
            raise OutputError(
                "batch.cannot_write", where=self.site, found=error.strerror or error
            ) from error
        if is_gone:
            raise OutputError("batch.folder_gone", where=self.site)

    def write_unit(self, task: PageTask, result: PageResult, *, sync: bool = True) -> None:
        """Write down what became of a unit, after its files were put in place.

        Parameters
        ----------
        task
            What was to be made.
        result
            What became of it.
        sync
            As for :meth:`write`.
        """
        log = self.log_of(task)
        if result.status == "ok" and not result.attempts:
            log.unlink(missing_ok=True)  # what it says is of interest where something went wrong
        self.write(
            "unit",
            sync=sync,
            code=task.code,
            stem=task.stem,
            key=task.key,
            status=result.status,
            fault=result.fault,
            error=result.error,
            seconds=round(result.seconds, 2),
            kernel=result.kernel,
            cell=result.cell,
            cells=list(result.cells),
            peak_mb=result.peak_mb,
            exit_code=result.exit_code,
            attempts=list(result.attempts),
            files={f"{UNITS}/{name}": told for name, told in result.sha256.items()},
            log=log.name if log.exists() else None,
        )

    def forget_older(self) -> None:
        """Take away the records of runs long past.

        Allowed only when this run is finished: what it did not make again it has written down anew,
        so that no older record is needed.
        """
        runs = sorted(path for path in (self.site / RUNS).iterdir() if path.is_dir())
        for old in runs[:-_KEPT]:
            if old != self.folder:
                shutil.rmtree(old, ignore_errors=True)


def _new_folder(runs: Path, shard: tuple[int, int] | None) -> Path:
    """Make the folder of a new run, numbered one higher than any before."""
    suffix = f"-{shard[0]}of{shard[1]}" if shard else ""
    runs.mkdir(parents=True, exist_ok=True)
    number = 1 + max((_number(path.name) for path in runs.iterdir()), default=0)
    while True:
        folder = runs / f"{number:06d}{suffix}"
        try:
            folder.mkdir()
        except FileExistsError:
            number += 1
        else:
            return folder


def _number(name: str) -> int:
    """Read the number of a run from the name of its folder; 0 where it is none."""
    head = name.partition("-")[0]
    return int(head) if head.isdecimal() else 0


def read_records(site: Path) -> list[dict[str, Any]]:
    """Read what all runs wrote down.

    Parameters
    ----------
    site
        The folder of the site.

    Returns
    -------
    list of dict
        One for each line that is whole.
    """
    records: list[dict[str, Any]] = []
    for path in sorted((site / RUNS).glob(f"*/{_FILE}")):
        with contextlib.suppress(OSError):
            for line in path.read_bytes().splitlines():
                with contextlib.suppress(ValueError):
                    record = json.loads(line)
                    if isinstance(record, dict):
                        records.append(record)
    return records


def find_made(
    site: Path, tasks: Iterable[PageTask], records: Iterable[dict[str, Any]]
) -> dict[str, PageResult]:
    """Find the units whose pages are up to date.

    Parameters
    ----------
    site
        The folder of the site.
    tasks
        The units.
    records
        As :func:`read_records` gives them.

    Returns
    -------
    dict
        Code to what became of the unit when its page was made. Its key is still the same, and both
        files are as they were written: a page that was damaged is made again.
    """
    wanted = {(task.code, task.key): task for task in tasks if not task.error}
    found: dict[str, PageResult] = {}
    for record in records:
        task = wanted.get((record.get("code", ""), record.get("key", "")))
        if task is None or record.get("event") != "unit" or record.get("status") != "ok":
            continue
        files: dict[str, str] = record.get("files", {})
        ours = {f"{UNITS}/{name}" for name in task.files}
        if task.code not in found and set(files) == ours and are_whole(site, files):
            found[task.code] = result_of(record)
    return found


def result_of(record: dict[str, Any]) -> PageResult:
    """Read a unit's result from its record.

    Parameters
    ----------
    record
        A record of a unit.

    Returns
    -------
    PageResult
        As it was written down.
    """
    return PageResult(
        code=record["code"],
        status=record["status"],
        seconds=record["seconds"],
        kernel=record["kernel"],
        error=record["error"],
        fault=record["fault"],
        cell=record["cell"],
        cells=tuple(record["cells"]),
        peak_mb=record["peak_mb"],
        exit_code=record["exit_code"],
        sha256={Path(name).name: told for name, told in record["files"].items()},
        attempts=tuple(record["attempts"]),
    )
