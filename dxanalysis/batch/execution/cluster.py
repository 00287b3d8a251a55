"""Pages made by the workers of a Dask cluster (``pip install dxanalysis[dask]``).

Units travel in chunks, with the files that they read; pages come back as bytes, so that no path
needs to be shared. What becomes of them is written down here, by the driver, as for a local batch.
Dask itself gives a lost worker's chunks to others. This is the only room that imports Dask.
"""

from __future__ import annotations

import math
import queue
from typing import TYPE_CHECKING, Final

from dxanalysis.batch.execution.chunks import MAKER, Chunk, Outcome, pack
from dxanalysis.batch.execution.jobs import Limits, PageResult
from dxanalysis.batch.execution.run import Batch
from dxanalysis.errors import ParameterError
from dxanalysis.lang import text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from distributed import Client, Future

    from dxanalysis.batch.execution.jobs import PageTask
    from dxanalysis.batch.execution.signals import Stop
    from dxanalysis.lang import Lang

_LARGEST: Final = 20
"""Units in a chunk: enough to be worth the way, few enough that a lost worker costs little."""

_CHUNKS_EACH: Final = 3
"""Chunks for each worker, so that a slow one does not keep all waiting at the end."""

_LOOK_SECONDS: Final = 0.25
_CONNECT_SECONDS: Final = 15


def run_on_cluster(
    scheduler: str,
    tasks: Sequence[PageTask],
    *,
    notebook: Path,
    folder: Path,
    files: Sequence[Path],
    out: Path,
    work: Path,
    lang: Lang,
    jobs: int | None = None,
    progress: bool = False,
    limits: Limits | None = None,
    fail_fast: bool = False,
    failed: Path | None = None,
    log_of: Callable[[PageTask], Path] | None = None,
    done: Callable[[PageTask, PageResult], None] | None = None,
    stop: Stop | None = None,
    peaks: Sequence[float | None] = (),
) -> list[PageResult]:
    """Run every task on a cluster.

    Parameters
    ----------
    scheduler
        Address of the Dask scheduler: ``tcp://host:8786``.
    tasks, notebook, folder, out, work, lang, progress, fail_fast, failed, log_of, done, stop
        As for :func:`dxanalysis.batch.execution.run.run`.
    files
        What the kernels read: it is sent along.
    jobs
        How many units at a time each worker makes; by default as many as it has threads.
    limits
        As there; tries are made by the worker that has the unit.
    peaks
        Not needed here: each worker looks at its own memory.

    Returns
    -------
    list of PageResult
        As there.

    Raises
    ------
    ParameterError
        If Dask is not installed, or nobody answers at the address.
    OutputError
        If results cannot be written here.
    """
    del peaks  # of another machine
    try:
        from distributed import Client  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise ParameterError("batch.no_dask") from error
    with Batch(
        tasks,
        out=out,
        work=work,
        failed=failed,
        lang=lang,
        progress=progress,
        fail_fast=fail_fast,
        done=done,
        stop=stop,
    ) as batch:
        if batch.open and not batch.is_over:
            try:
                client = Client(scheduler, timeout=_CONNECT_SECONDS, set_as_default=False)
            except (OSError, ValueError) as error:
                raise ParameterError("batch.no_scheduler", found=scheduler) from error
            with client:
                threads = client.nthreads().values()
                chunks = [
                    Chunk(
                        tasks=some,
                        notebook=(notebook.name, notebook.read_bytes()),
                        files=pack(files, folder),
                        lang=lang,
                        limits=limits or Limits(),
                        jobs=jobs or max(threads, default=1),
                    )
                    for some in _split(batch.open, max(1, len(threads)))
                ]
                _gather(client, chunks, batch, log_of)
    return batch.in_order()


def _split(tasks: Sequence[PageTask], workers: int) -> list[list[PageTask]]:
    """Split units into chunks."""
    size = max(1, min(_LARGEST, math.ceil(len(tasks) / (workers * _CHUNKS_EACH))))
    return [list(tasks[start : start + size]) for start in range(0, len(tasks), size)]


def _make(chunk: Chunk) -> list[Outcome]:
    """Make a chunk: what a worker of the cluster does."""
    return MAKER.make(chunk)


def _gather(
    client: Client,
    chunks: Sequence[Chunk],
    batch: Batch,
    log_of: Callable[[PageTask], Path] | None,
) -> None:
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
                _settle(task, outcome, batch, log_of)
        else:
            for task in chunk.tasks:
                said = text("batch.process_lost", batch.lang, found=task.name)
                lost = PageResult(task.code, "failed", 0.0, "none", error=said, fault="worker")
                batch.settle(task, lost)
    client.cancel([future for future, _ in waiting.values()])


def _settle(
    task: PageTask, outcome: Outcome, batch: Batch, log_of: Callable[[PageTask], Path] | None
) -> None:
    """Write down here what was made there."""
    made = batch.work / task.stem
    try:
        made.mkdir(parents=True, exist_ok=True)
        for name in task.files:
            if name in outcome.files:
                (made / name).write_bytes(outcome.files[name])
        if log_of and outcome.log:
            log_of(task).write_bytes(outcome.log)
    except OSError as error:
        full = PageResult(
            task.code, "failed", 0.0, "none", error=error.strerror or str(error), fault="write"
        )
        batch.settle(task, full)
    if outcome.result.fault != "skipped":
        batch.settle(task, outcome.result)
