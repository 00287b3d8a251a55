"""Takes away what Windows lacks, so that the tests show on Linux what would be missing there.

Python runs this file at the start of every interpreter that finds it on ``PYTHONPATH``: of the
tests, and of every process that they start. ``conftest.py`` puts it there where
``DXANALYSIS_AS_ON_WINDOWS=1`` is set. Code that is not installed (dxanalysis, its tests, notebooks)
gets ``os``, ``signal`` and ``socket`` without what is listed here, and some modules not at all. The
standard library and installed packages keep theirs, since on Windows they run code of their own;
but nobody can fork.
"""

from __future__ import annotations

import builtins
import multiprocessing
import os
import signal
import site
import socket
import sysconfig
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final, NoReturn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LACKING: Final = {
    "os": (
        "fork forkpty killpg setsid getsid setpgid getpgid getpgrp wait3 wait4 mkfifo mknod "
        "register_at_fork WIFSIGNALED WTERMSIG geteuid getuid getgid chown fchown statvfs sysconf"
    ),
    "signal": "SIGKILL SIGHUP SIGXCPU SIGALRM SIGPIPE SIGUSR1 SIGUSR2 alarm setitimer pause",
    "socket": "AF_UNIX",
}
"""Names that typeshed, too, has only for systems other than Windows."""

ABSENT: Final = {"fcntl", "resource", "pwd", "grp", "termios", "tty", "pty"}
"""Modules that Windows has not."""

INSTALLED: Final = tuple(
    [sysconfig.get_paths()[kind] for kind in ("stdlib", "platstdlib")] + site.getsitepackages()
)

_import = builtins.__import__


class Without(ModuleType):
    """A module without some of its names; whatever else is asked or set is the module's own."""

    def __init__(self, module: ModuleType, lacking: str) -> None:
        super().__init__(module.__name__)
        vars(self).update(_module=module, _lacking=frozenset(lacking.split()))
        for name in ("__file__", "__path__", "__spec__", "__loader__", "__package__"):
            vars(self).pop(name, None)

    def __getattr__(self, name: str) -> Any:
        if name in self._lacking:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r} on Windows")
        return getattr(self._module, name)

    def __setattr__(self, name: str, value: object) -> None:
        setattr(self._module, name, value)

    def __delattr__(self, name: str) -> None:
        delattr(self._module, name)

    def __dir__(self) -> list[str]:
        return [name for name in dir(self._module) if name not in self._lacking]


VIEWS: Final = {
    module.__name__: Without(module, LACKING[module.__name__]) for module in (os, signal, socket)
}


def _import_what_windows_has(
    name: str,
    globals: Mapping[str, object] | None = None,  # noqa: A002 - Python's own names
    locals: Mapping[str, object] | None = None,  # noqa: A002
    fromlist: Sequence[str] | None = (),
    level: int = 0,
) -> Any:
    """Import a module; code that is not installed gets what Windows has of it."""
    module = _import(name, globals, locals, fromlist, level)
    if level or (name not in ABSENT and module.__name__ not in VIEWS):
        return module
    if str((globals or {}).get("__file__") or "").startswith(INSTALLED):
        return module
    if name in ABSENT:
        raise ModuleNotFoundError(f"No module named {name!r} on Windows", name=name)
    return VIEWS[module.__name__]


def _refuse() -> NoReturn:
    """Stand where a fork would be made."""
    raise NotImplementedError("there is no fork on Windows")


multiprocessing.set_start_method("spawn")
os.fork = os.forkpty = _refuse  # type: ignore[assignment]
builtins.__import__ = _import_what_windows_has
