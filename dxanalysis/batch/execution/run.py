"""Runs the planned notebooks, several at a time, and tries again what may pass.

The driver only gives out jobs and takes in results: see :mod:`dxanalysis.batch.execution.worker`
for what is done with one, :mod:`dxanalysis.batch.execution.pool` for the processes. A unit's files
are moved into place, whole, as soon as they are made, and reported at once; whatever ends the batch
leaves them there.
"""

from __future__ import annotations

import contextlib
import dataclasses
import os
import shutil
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tqdm import tqdm

from dxanalysis import handover
from dxanalysis.batch.execution.jobs import Job, PageResult, PageTask, Setting
from dxanalysis.batch.execution.memory import free_mb, need_mb, workers
from dxanalysis.batch.execution.pool import Pool
from dxanalysis.batch.execution.signals import Stop
from dxanalysis.errors import OutputError
from dxanalysis.files import move_into_place, writing
from dxanalysis.lang import text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self

    from dxanalysis.batch.execution.jobs import Fault

_LOOK_SECONDS: Final = 0.25
"""How often the driver looks whether it was asked to stop."""

_GRACE_SECONDS: Final = 5.0
"""How long units that run may go on when the batch is asked to stop."""

_LATE_SECONDS: Final = 20.0
"""How much longer than a unit may take its process is trusted to end it by itself."""

_DEAF_SECONDS: Final = 20.0
"""A hub that does not end a unit for so long is ended itself: it hangs, or was stopped."""

_WORTH_REHEARSING: Final = 10
"""Units from which on it is less than what they would each do for the first time."""

Done = Callable[[PageTask, PageResult], None]
"""Called for each unit as soon as its files are in place."""


def run(
    tasks: Sequence[PageTask],
    setting: Setting,
    *,
    done: Done | None = None,
    stop: Stop | None = None,
    peaks: Sequence[float | None] = (),
    pool: Pool | None = None,
) -> list[PageResult]:
    """Run every task, each in processes of its own, several at a time; give results in their order.

    Tasks with an error are not run and come back as failed. ``done`` is called for each unit as
    soon as its files are in place; ``peaks`` are the megabytes that earlier units had; ``pool`` are
    processes that are there already, by default some are started and ended. One unit that fails
    leaves the others as they are; those not tried are ``skipped``. Raises ``OutputError`` if
    results can no longer be written.
    """
    with Batch(tasks, setting, done=done, stop=stop) as batch:
        if batch.open and not batch.is_over:
            known = [*peaks]
            with contextlib.ExitStack() as held:
                pool = pool or held.enter_context(Pool())
                at_once = workers(setting.jobs, units=len(batch.open), need=need_mb(known))
                pool.grow(at_once)
                _Driver(batch, pool, known, at_once).drive()
    return batch.in_order()


class Batch:
    """What becomes of the units of a batch, wherever they are made.

    Those with an error are settled at once.
    """

    def __init__(
        self,
        tasks: Sequence[PageTask],
        setting: Setting,
        *,
        done: Done | None = None,
        stop: Stop | None = None,
    ) -> None:
        self.tasks = tasks
        self.setting = setting
        self.lang = setting.lang
        self.stop = stop or Stop()
        self._done = done
        self._results: dict[str, PageResult] = {}
        self._bar: tqdm[Any] = tqdm(
            total=len(tasks),
            disable=not setting.progress,
            unit="",
            desc=text("batch.pages", self.lang),
        )

    def __enter__(self) -> Self:
        """Tell of the units that will not be tried."""
        for task in self.tasks:
            if task.error:
                said = task.error.sentence(self.lang)
                self._tell(task, PageResult.without_page(task, "refused", said))
        return self

    def __exit__(self, *_: object) -> None:
        """Take away what is half made."""
        self._bar.close()
        shutil.rmtree(self.setting.work, ignore_errors=True)

    @property
    def open(self) -> list[PageTask]:
        """The units of which nothing is known yet."""
        return [task for task in self.tasks if task.code not in self._results]

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to be started."""
        failures = any(result.status == "failed" for result in self._results.values())
        return self.stop.asked or (self.setting.fail_fast and failures)

    def settle(self, task: PageTask, result: PageResult) -> None:
        """Put a unit's files in place, and report it.

        They lie in a folder of its own below ``work``. Raises ``OutputError`` if they cannot be put
        there.
        """
        if result.fault == "write":  # what stands in the way of one stands in the way of all
            full = OutputError("batch.cannot_write", where=self.setting.out, found=result.error)
            self._tell(task, result.model_copy(update={"error": full.sentence(self.lang)}))
            raise full
        with writing(self.setting.out, key="batch.cannot_write"):
            self._move(task, result)
        self._tell(task, result)

    def _move(self, task: PageTask, result: PageResult) -> None:
        """Put a unit's files where they belong."""
        page, book = task.files
        made, failed = self.setting.work / task.stem, self.setting.failed
        if result.status == "ok":
            for name in (book, page):  # the page last: it is what is opened
                move_into_place(made / name, self.setting.out / name)
            if failed and failed.exists():
                (failed / book).unlink(missing_ok=True)
                with contextlib.suppress(OSError):  # others of it may still be failed
                    failed.rmdir()
        elif failed and (made / book).exists():
            with contextlib.suppress(OSError):  # what is left of a failed unit is worth no failure
                failed.mkdir(exist_ok=True)
                os.replace(made / book, failed / book)  # noqa: PTH105
        shutil.rmtree(made, ignore_errors=True)

    def _tell(self, task: PageTask, result: PageResult) -> None:
        """Tell of a unit that will not be tried again."""
        self._results[task.code] = result
        if self._done:
            self._done(task, result)
        failures = sum(result.status == "failed" for result in self._results.values())
        if failures:
            self._bar.set_postfix_str(text("batch.failures", self.lang, n=failures))
        self._bar.update()

    def in_order(self) -> list[PageResult]:
        """List what became of every unit; those nobody came to are skipped."""
        said = text("batch.not_tried", self.lang)
        return [
            self._results.get(task.code) or PageResult.without_page(task, "skipped", said)
            for task in self.tasks
        ]


class _Driver:
    """Gives out the jobs of a batch to a pool, and decides what is tried again."""

    def __init__(self, batch: Batch, pool: Pool, peaks: list[float | None], at_once: int) -> None:
        self.batch = batch
        self.pool = pool
        self.limits = batch.setting.limits
        self.peaks = peaks
        self.at_once = at_once
        self.attempts: dict[str, list[Fault]] = {}
        self.given_up: set[str] = set()
        given = vars(batch.setting)
        paths: dict[str, Any] = {
            key: one.resolve() for key, one in given.items() if isinstance(one, Path)
        }
        self.setting = dataclasses.replace(batch.setting, **paths)  # cells run in another folder

    def drive(self) -> None:
        """Give out jobs and take in results until there are none."""
        queue = deque(self.batch.open)
        rehearsed = len(queue) < _WORTH_REHEARSING
        stopped_at: float | None = None
        while queue or self.pool.running:
            if self.batch.is_over:
                queue.clear()
            if self.batch.stop.asked:
                stopped_at = stopped_at or time.monotonic()
                if time.monotonic() - stopped_at > _GRACE_SECONDS:
                    self.pool.interrupt()
            while queue and self._has_room(len(self.pool.running)):
                self.pool.take(self._job(queue.popleft()))
            if queue and not rehearsed:
                self.pool.rehearse(self._job(queue[0]))  # while the first are made
                rehearsed = True
            self._end_what_is_late()
            for job, result in self.pool.answers(_LOOK_SECONDS):
                if self._again(job.task, result or self._lost(job.task)):
                    queue.append(job.task)

    def _job(self, task: PageTask) -> Job:
        """Make the next try of a unit."""
        # A unit that lost its process gets one that owes nothing to the others.
        warm = not self.attempts.get(task.code)
        return Job(task, self.setting, warm, os.environ.get(handover.VARIABLE))

    def _end_what_is_late(self) -> None:
        """End the processes of units that take too long, and hubs that do not do so."""
        for code, seconds in self.pool.running.items():
            late = seconds - self.limits.unit_seconds
            if late > _LATE_SECONDS + _DEAF_SECONDS:
                self.given_up.discard(code)  # what is late is the hub, not the unit
                self.pool.end_hub_of(code)
            elif late > _LATE_SECONDS:
                self.given_up.add(code)
                self.pool.give_up(code)

    def _has_room(self, running: int) -> bool:
        """Tell whether one more unit may be started. One always may."""
        return running == 0 or (running < self.at_once and free_mb() > need_mb(self.peaks))

    def _lost(self, task: PageTask) -> PageResult:
        """Make the result of a unit whose worker is gone."""
        fault: Fault = "timeout" if task.code in self.given_up else "worker"
        key = {"timeout": "batch.took_too_long", "worker": "batch.process_lost"}[fault]
        said = text(key, self.batch.lang, found=task.name)
        return PageResult.without_page(task, fault, said)

    def _again(self, task: PageTask, result: PageResult) -> bool:
        """Take in a result; return whether the unit is to be tried again."""
        self.peaks.append(result.peak_mb)
        if result.fault == "skipped":
            return False  # it was broken off, and will be made by the next batch
        if result.fault == "memory":
            self.at_once = max(1, self.at_once // 2)
        earlier = self.attempts.setdefault(task.code, [])
        if self.limits.allows(result.fault, len(earlier) + 1) and not self.batch.is_over:
            earlier.append(result.fault)
            return True
        self.batch.settle(task, result.model_copy(update={"attempts": tuple(earlier)}))
        return False
