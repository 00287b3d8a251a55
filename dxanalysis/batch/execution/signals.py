"""Being asked to stop: once, and what is running may end; twice, and everything ends now."""

from __future__ import annotations

import contextlib
import signal
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Stop:
    """Whether somebody asked the batch to stop."""

    def __init__(self) -> None:
        self.asked = False

    def __call__(self, *_: object) -> None:
        """Take note of a signal; raise at the second."""
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True


@contextlib.contextmanager
def heeding_signals() -> Iterator[Stop]:
    """Turn the first Ctrl-C or SIGTERM into a request.

    To be looked at now and then, and the second into an end. In a thread other than the main one
    nothing can be heard.
    """
    stop = Stop()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.signal(number, stop) for number in numbers}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
