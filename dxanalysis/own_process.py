"""Settings of the processes that are the program's own: the command, and what a batch starts.

A notebook's or another program's process is left as it is.
"""

from __future__ import annotations

import gc
import os
from typing import Final

_COLLECT_AFTER: Final = (100_000, 20, 50)
"""New objects before Python looks for cycles: its 700 cost a command, which soon ends, a tenth."""

_THREADS: Final = "OPENBLAS_NUM_THREADS"
"""How many threads NumPy's library of matrices starts: one per processor, with no work here."""

_state = {"own": False, "one_thread": False}


def claim() -> None:
    """Say that this process is the program's own, and set what needs no package."""
    _state["own"] = True
    gc.set_threshold(*_COLLECT_AFTER)
    # Others' plugins have no say in how a province.toml is read, and looking for them takes longer.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    if _THREADS not in os.environ:
        os.environ[_THREADS] = "1"
        _state["one_thread"] = True


def loaded() -> None:
    """Say that what a command needs is loaded, which Python need not look through for garbage."""
    if _state["own"]:
        gc.freeze()
        gc.enable()
    if _state["one_thread"]:  # NumPy has seen it; what a command starts is not to
        os.environ.pop(_THREADS, None)


def settle_pandas() -> None:
    """Have pandas keep texts as Python's, where the process is the program's own.

    Our tables are small, and asking PyArrow for each choice of rows takes a sixth of a command.
    What is computed is the same.
    """
    if _state["own"]:
        import pandas as pd  # noqa: PLC0415 - a command may not need it

        pd.set_option("mode.string_storage", "python")
