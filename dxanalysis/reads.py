"""What a page reads of an analysis: seen while it is made, not listed by hand.

A block that shows nothing but its own area, and of the rest only what
:func:`dxanalysis.batch.state.keys.area_digests` looks at, declares it: ``@block(reads="area")``.
The analysis that a batch hands to its notebooks notes whatever else is asked of it. So a page
depends on its area alone only if nothing but such blocks read the analysis when it was made.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, Concatenate, Final, Literal, ParamSpec, TypeVar

from dxanalysis.analysis import Analysis, Area

if TYPE_CHECKING:
    from collections.abc import Callable

EVERYTHING: Final = "*"
"""Stands for reading that no block declares."""

P = ParamSpec("P")
R = TypeVar("R")

AREA_BLOCKS: Final[dict[str, Callable[..., object]]] = {}
"""Every block that declares to read its area only, by its full name."""

_LOOK_UPS: Final = {"area", "require_area"}
"""What may be asked by anybody: the answer is the area that the page is about."""

_seen: set[str] = set()


class WatchedAnalysis(Analysis):
    """An analysis that notes when it is read by anything but a block that says what it reads."""

    def __getattribute__(self, name: str) -> Any:  # noqa: ANN401 - as for every attribute
        """Note what is asked for, and answer as the analysis itself would."""
        if name == "__class__":  # what is made from it anew is an ordinary one
            return Analysis
        if name.startswith("__"):
            return super().__getattribute__(name)
        if name not in _LOOK_UPS:
            _seen.add(EVERYTHING)
        return getattr(plain(self), name)

    def __reduce__(self) -> tuple[object, ...]:
        """Travel as the analysis itself."""
        _seen.add(EVERYTHING)
        return plain, (plain(self),)


def watch(analysis: Analysis) -> Analysis:
    """Make an analysis that notes what is read of it.

    Parameters
    ----------
    analysis
        What it answers with.

    Returns
    -------
    Analysis
        The same in all else.
    """
    watched = object.__new__(WatchedAnalysis)
    object.__setattr__(watched, "_watched", analysis)
    return watched


def plain(analysis: Analysis) -> Analysis:
    """Take the watch off an analysis.

    Parameters
    ----------
    analysis
        Any.

    Returns
    -------
    Analysis
        The one that notes nothing.
    """
    if type(analysis) is not WatchedAnalysis:
        return analysis
    bare: Analysis = object.__getattribute__(analysis, "__dict__")["_watched"]
    return bare


def seen() -> frozenset[str]:
    """Tell what was read of watched analyses, and by blocks, in this process.

    Returns
    -------
    frozenset of str
        Codes of the areas that blocks which declare their reads were called for, and
        :data:`EVERYTHING` where anything else was read.
    """
    return frozenset(_seen)


def forget() -> None:
    """Forget what was read so far: it was for no page."""
    _seen.clear()


def block(
    *, reads: Literal["area"]
) -> Callable[[Callable[Concatenate[Analysis, P], R]], Callable[Concatenate[Analysis, P], R]]:
    """Declare what a block reads of the analysis.

    Parameters
    ----------
    reads
        ``area``: the figures, findings, doubted claims and villages of its area and of the communes
        in it; the whole's rates, to two digits; the targets; the communes around it, without their
        figures.

    Returns
    -------
    callable
        Decorates a function whose first parameter is the analysis. A block that reads more than it
        declares fails ``tests/test_batch_keys.py``, which calls every one of them.
    """
    del reads  # there is one kind so far; whoever reads more declares nothing

    def declare(
        function: Callable[Concatenate[Analysis, P], R],
    ) -> Callable[Concatenate[Analysis, P], R]:
        @functools.wraps(function)
        def call(analysis: Analysis, /, *args: P.args, **options: P.kwargs) -> R:
            areas = [one for one in (*args, *options.values()) if isinstance(one, Area)]
            _seen.update(area.code for area in areas)
            return function(plain(analysis), *args, **options)

        AREA_BLOCKS[f"{function.__module__}.{function.__qualname__}"] = call
        return call

    return declare
