"""Pages made by the workers of a Dask cluster (``pip install dxanalysis[dask]``).

Units travel in chunks, with the files that they read; pages come back as bytes, so that no path
needs to be shared. What becomes of them is written down here, by the driver, as for a local batch.
Dask itself gives a lost worker's chunks to others. This is the only room that imports Dask.
"""

from __future__ import annotations

import math
import queue
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dxanalysis.batch.execution.chunks import MAKER, Chunk, Outcome, pack
from dxanalysis.batch.execution.jobs import PageResult
from dxanalysis.batch.execution.run import Batch
from dxanalysis.errors import ParameterError
from dxanalysis.lang import text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from distributed import Client, Future

    from dxanalysis.batch.execution.jobs import PageTask, Setting
    from dxanalysis.batch.execution.run import Done
    from dxanalysis.batch.execution.signals import Stop

_LARGEST: Final = 20
"""Units in a chunk: enough to be worth the way, few enough that a lost worker costs little."""

_CHUNKS_EACH: Final = 3
"""Chunks for each worker, so that a slow one does not keep all waiting at the end."""

_LOOK_SECONDS: Final = 0.25
_CONNECT_SECONDS: Final = 15


def run_on_cluster(
    scheduler: str,
    tasks: Sequence[PageTask],
    setting: Setting,
    *,
    files: Sequence[Path],
    as_of: dt.date | None = None,
    year: int = 0,
    watch: tuple[Done | None, Stop | None] = (None, None),
) -> list[PageResult]:
    """Run every task on the cluster of a Dask scheduler (``tcp://host:8786``).

    As :func:`dxanalysis.batch.execution.run.run`, but ``jobs`` is how many units at a time each
    worker makes, by default as many as it has threads, and tries are made by the worker. ``files``
    are what the cells read, and are sent along; ``watch`` is ``done`` and ``stop``. Raises
    ``ParameterError`` if Dask is not installed or nobody answers, ``OutputError`` if results cannot
    be written here.
    """
    try:
        from distributed import Client  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise ParameterError("batch.no_dask") from error
    done, stop = watch
    with Batch(tasks, setting, done=done, stop=stop) as batch:
        if batch.open and not batch.is_over:
            try:
                client = Client(scheduler, timeout=_CONNECT_SECONDS, set_as_default=False)
            except (OSError, ValueError) as error:
                raise ParameterError("batch.no_scheduler", found=scheduler) from error
            with client:
                threads = client.nthreads().values()
                there = replace(setting, jobs=setting.jobs or max(threads, default=1))
                packed = pack(files, setting.folder)
                chunks = [
                    Chunk(some, there, as_of, setting.notebook.read_bytes(), packed, year)
                    for some in _split(batch.open, max(1, len(threads)))
                ]
                _gather(client, chunks, batch)
    return batch.in_order()


def _split(tasks: Sequence[PageTask], workers: int) -> list[list[PageTask]]:
    """Split units into chunks."""
    size = max(1, min(_LARGEST, math.ceil(len(tasks) / (workers * _CHUNKS_EACH))))
    return [list(tasks[start : start + size]) for start in range(0, len(tasks), size)]


def _make(chunk: Chunk) -> list[Outcome]:
    """Make a chunk: what a worker of the cluster does."""
    from distributed import get_worker  # noqa: PLC0415 - only there

    return MAKER.make(chunk, Path(get_worker().local_directory))


def _gather(client: Client, chunks: Sequence[Chunk], batch: Batch) -> None:
    """Send chunks, and settle what comes back."""
    ended: queue.Queue[Future[list[Outcome]]] = queue.Queue()
    waiting = {}
    for chunk in chunks:
        # Not pure: a page is made again because somebody asked for it.
        future = client.submit(_make, chunk, pure=False)
        waiting[future.key] = (future, chunk)
        future.add_done_callback(ended.put)
    while waiting and not batch.is_over:
        try:
            future = ended.get(timeout=_LOOK_SECONDS)
        except queue.Empty:
            continue
        _, chunk = waiting.pop(future.key)
        if future.status == "finished":
            for task, outcome in zip(chunk.tasks, future.result(), strict=True):
                _settle(task, outcome, batch)
        else:
            for task in chunk.tasks:
                said = text("batch.process_lost", batch.lang, found=task.name)
                batch.settle(task, PageResult.without_page(task, "worker", said))
    client.cancel([future for future, _ in waiting.values()])


def _settle(task: PageTask, outcome: Outcome, batch: Batch) -> None:
    """Write down here what was made there."""
    made = batch.setting.work / task.stem
    try:
        made.mkdir(parents=True, exist_ok=True)
        for name in task.files:
            if name in outcome.files:
                (made / name).write_bytes(outcome.files[name])
        if outcome.log:
            batch.setting.log_of(task).write_bytes(outcome.log)
    except OSError as error:
        said = error.strerror or str(error)
        batch.settle(task, PageResult.without_page(task, "write", said))
    if outcome.result.fault != "skipped":
        batch.settle(task, outcome.result)
