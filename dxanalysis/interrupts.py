"""Being asked to end, by Ctrl-C or by SIGTERM, from the first moment of a command to its last.

Python drops an interrupt that arrives while it runs a piece of code whose errors have nowhere to
go: a finaliser, a hook around a fork, a call-back of a C library. It writes "Exception ignored" and
goes on, and whoever pressed Ctrl-C waits. Here such an interrupt is sent again. Nothing but the
standard library is imported, so that this is in place before anything that takes long to load.
"""

from __future__ import annotations

import _thread
import contextlib
import signal
import sys
import threading
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_AGAIN_SECONDS: Final = 0.05
"""By then the code that dropped the interrupt is left."""


@contextlib.contextmanager
def ended_by_signals() -> Iterator[None]:
    """Take SIGTERM as Ctrl-C is taken, and lose neither.

    Both are a ``KeyboardInterrupt`` in the body. In a thread other than the main one nothing can be
    heard, and nothing is changed.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    hook = sys.unraisablehook
    timers: list[threading.Timer] = []

    def send_again(dropped: sys.UnraisableHookArgs) -> None:
        """Interrupt once more; other errors that nobody can catch are reported as before."""
        if not issubclass(dropped.exc_type, KeyboardInterrupt):
            hook(dropped)
            return
        timers.append(threading.Timer(_AGAIN_SECONDS, _interrupt))
        timers[-1].daemon = True
        timers[-1].start()

    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.unraisablehook = send_again
    try:
        yield
    finally:
        for timer in timers:  # what was to be ended has ended
            timer.cancel()
        sys.unraisablehook = hook
        signal.signal(signal.SIGTERM, before)


def _interrupt() -> None:
    """Interrupt the main thread, also where it waits for something.

    By SIGTERM: whoever runs a command in the background has it ignore SIGINT.
    """
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGTERM)
    else:
        _thread.interrupt_main(signal.SIGTERM)


@contextlib.contextmanager
def held_back() -> Iterator[None]:
    """Let no interrupt disturb the body; one that comes meanwhile takes effect at its end."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = {
        number: signal.signal(number, lambda number, _: came.append(number))
        for number in (signal.SIGINT, signal.SIGTERM)
        if signal.getsignal(number) is not None  # None: it is not Python's, and cannot be put back
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for arrived in came[:1]:
            signal.raise_signal(arrived)
