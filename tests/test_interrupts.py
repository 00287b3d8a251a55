"""Whoever asks a command to end is heard, also while Python runs what drops every error."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from dxanalysis.interrupts import ended_by_signals, held_back
from dxanalysis.sources.box_processes import FORKS

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals are those of Unix")


@pytest.fixture(autouse=True)
def _ctrl_c_is_heard() -> Iterator[None]:
    """Hear SIGINT, also where the tests run in the background and were told to ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


class Finaliser:
    """Is asked to end while it goes: what is raised there, Python drops."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __del__(self) -> None:
        os.kill(os.getpid(), self.number)
        time.sleep(0.01)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_that_a_finaliser_dropped_comes_again(number: int) -> None:
    def wait() -> None:
        with ended_by_signals():
            finaliser = Finaliser(number)
            del finaliser
            time.sleep(60)

    with pytest.raises(KeyboardInterrupt):
        wait()


def test_one_that_comes_too_late_to_matter_is_let_go() -> None:
    with ended_by_signals():
        finaliser = Finaliser(signal.SIGINT)
        del finaliser
    time.sleep(0.2)  # an interrupt now would end the test


def test_other_dropped_errors_are_told_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def __del__(self) -> None:
            raise ValueError("planted")

    told = []
    monkeypatch.setattr(sys, "unraisablehook", told.append)
    with ended_by_signals():
        broken = Broken()
        del broken
    assert [str(one.exc_value) for one in told] == ["planted"]


def test_what_is_held_back_arrives_afterwards() -> None:
    reached = []

    def go_on() -> None:
        with held_back():
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.01)
            reached.append("the end")

    with pytest.raises(KeyboardInterrupt):
        go_on()
    assert reached == ["the end"]


@pytest.mark.skipif(not FORKS, reason="files are not read in forks here")
def test_an_interrupt_right_at_a_fork_is_heard_and_the_fork_ended() -> None:
    asked = """
import os, signal, time
import psutil
from dxanalysis.sources import box_processes
signal.signal(signal.SIGINT, signal.default_int_handler)
os.register_at_fork(after_in_parent=lambda: os.kill(os.getpid(), signal.SIGINT))
try:
    box_processes.in_a_fork((time.sleep, (600,), {}), box_processes.Limits())
except KeyboardInterrupt:
    print("heard", len(psutil.Process().children()))
"""
    ended = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True, timeout=300
    )
    assert (ended.stdout, ended.stderr) == ("heard 0\n", "")


@pytest.mark.skipif(not FORKS, reason="files are not read in forks here")
def test_a_reader_whose_program_is_gone_before_it_can_answer_says_nothing() -> None:
    asks = """
import os, threading, time
from dxanalysis.sources import box_processes
ask = (time.sleep, (0.01,), {}), box_processes.Limits()
threading.Thread(target=box_processes.by_the_server, args=ask, daemon=True).start()
while box_processes.state["server"] is None:
    time.sleep(0.01)
time.sleep(0.1)  # what is asked lies in the pipe; whoever is to read it still loads
os._exit(0)
"""
    # What the reader says would come here too: both have one standard error.
    ended = subprocess.run(
        [sys.executable, "-c", asks], capture_output=True, text=True, check=True, timeout=300
    )
    assert (ended.stdout, ended.stderr) == ("", "")


@pytest.mark.parametrize("is_gone", [True, False])
def test_what_is_started_below_a_program_that_is_gone_ends_before_it_loads(
    *, is_gone: bool
) -> None:
    code = (
        "from dxanalysis.batch.execution.cells import begin_below_parent\n"
        "begin_below_parent()\n"
        "print('goes on')"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as started:
        assert started.stdin is not None
        assert started.stdout is not None
        if is_gone:
            started.stdin.close()
        assert started.stdout.read() == ("" if is_gone else "goes on\n")
    assert started.returncode == int(is_gone)
