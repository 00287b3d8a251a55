"""The classes of a map: fixed by policy, the same in every unit and month, and their colours.

Both scales grow darker by equal steps of lightness, so that they stay in order for colour-blind
eyes and on a black-and-white print (tests/test_maps_palette.py computes it). On the gap scale dark
means far from the target; on the rate scale dark means a high share. What cannot be coloured is
hatched: no figure, and a figure that no target fits, are different things, and neither is zero.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from dxanalysis import lang as words

if TYPE_CHECKING:
    import numpy.typing as npt

    from dxanalysis.lang import Lang

Kind = Literal["gap", "rate", "count", "two"]
"""What a theme colours by: ``two`` sets two indicators against each other, three levels each."""

Scale = Literal["gap", "rate", "count"]

GAP_EDGES: Final = (0.0, 5.0, 10.0, 25.0, 50.0)
"""Upper edges, in percentage points below the target; the first class has met it.

After the last of them comes a class of its own: those that have nothing yet, at 0 %. Where a
network has only begun, they are most units, and would hide how far the others are.
"""

RATE_EDGES: Final = (25.0, 50.0, 80.0, 90.0, 95.0, 99.0)
"""Lower edges, in percent, of all classes but the first."""

COUNT_EDGES: Final = (0.0, 3.0, 10.0, 30.0, 100.0, 1_000.0)
"""Upper edges of counts; the first class is zero, which is a figure."""

LEVEL_EDGES: Final = {"gap": (0.0, 10.0), "rate": (95.0, 80.0)}
"""Edges of the three levels that two-variable themes have, best first."""

LEVELS: Final = 3

_GAP_COLOURS: Final = (
    "#d9f2f9",
    "#f8d28c",
    "#f0a959",
    "#e3793d",
    "#c84d43",
    "#a0274e",
    "#661c53",
)
_RATE_COLOURS: Final = (
    "#f2efd0",
    "#b7dbb1",
    "#64c4b0",
    "#14a4b0",
    "#0481a1",
    "#095e8e",
    "#023b7c",
)
# Rows: the first indicator's level; columns: the second's. Orange lacks the first, blue the second.
_PAIR_COLOURS: Final = (
    ("#f1efe6", "#a9cde0", "#4393c3"),
    ("#f7c48a", "#b59a8e", "#5a6f9c"),
    ("#dd8127", "#9a5246", "#33244f"),
)
_HATCH_GROUND: Final = "#ffffff"
INKS: Final = ("#14181d", "#ffffff")
"""What text on a class is written in: whichever of the two reads better."""


@dataclass(frozen=True)
class MapClass:
    """One class of a legend.

    Attributes
    ----------
    label
        What the legend says, in the page's language.
    colour
        ``#rrggbb``; the ground below the lines where the class is hatched.
    hatch
        ``none``, ``missing`` (no figure) or ``incomparable`` (a figure that no target fits).
    """

    label: str
    colour: str
    hatch: Literal["none", "missing", "incomparable"] = "none"

    @property
    def ink(self) -> str:
        """Give the colour, near-black or white, that reads best on it."""
        return max(INKS, key=lambda ink: contrast(ink, self.colour))


def luminance(colour: str) -> float:
    """Compute the relative luminance of a colour (WCAG 2, sRGB).

    Parameters
    ----------
    colour
        ``#rrggbb``.

    Returns
    -------
    float
        From 0, black, to 1, white.
    """
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
        for share in shares
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Compute the contrast of two colours (WCAG 2).

    Parameters
    ----------
    one, other
        ``#rrggbb``.

    Returns
    -------
    float
        From 1, equal, to 21, black on white.
    """
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def classes(kind: Scale, lang: Lang) -> tuple[MapClass, ...]:
    """List the classes of one kind of theme.

    Parameters
    ----------
    kind
        ``gap`` in percentage points below a target, ``rate`` in percent, ``count`` in what is
        counted.
    lang
        The language of the labels.

    Returns
    -------
    tuple of MapClass
        Seven coloured classes, best or most first, then ``not comparable`` (for gaps only) and
        ``no data``.
    """
    if kind == "gap":
        labels = [
            words.text("map.class_met", lang),
            *_interval_labels(GAP_EDGES[1:], "gap", lang),
            words.text("map.class_nothing", lang),
        ]
        coloured = [MapClass(*pair) for pair in zip(labels, _GAP_COLOURS, strict=True)]
        return (*coloured, *_hatched(lang))
    if kind == "rate":
        labels = _interval_labels(RATE_EDGES, "rate", lang)
    else:
        labels = [words.text("map.class_none", lang), *_count_labels(lang)]
    coloured = [MapClass(*pair) for pair in zip(labels, _RATE_COLOURS, strict=True)]
    return (*reversed(coloured), _hatched(lang)[-1])


def paired_classes(
    names: tuple[str, str], scales: tuple[Scale, Scale], lang: Lang
) -> tuple[MapClass, ...]:
    """List the classes of a two-variable theme.

    Parameters
    ----------
    names
        What the two indicators are called.
    scales
        Whether each is levelled by its gap or by its rate.
    lang
        The language of the labels.

    Returns
    -------
    tuple of MapClass
        Three levels of the first, best first, times three of the second; then ``not comparable``
        and ``no data``.
    """
    first, second = (
        [f"{name}: {level}" for level in level_labels(scale, lang)]
        for name, scale in zip(names, scales, strict=True)
    )
    coloured = [
        MapClass(f"{one} · {other}", _PAIR_COLOURS[row][column])
        for row, one in enumerate(first)
        for column, other in enumerate(second)
    ]
    return (*coloured, *_hatched(lang))


def level_labels(scale: Scale, lang: Lang) -> list[str]:
    """Name the three levels of one side of a two-variable theme.

    Parameters
    ----------
    scale
        ``gap`` or ``rate``.
    lang
        The language.

    Returns
    -------
    list of str
        Best first.
    """
    high, low = (words.number(edge, lang) for edge in LEVEL_EDGES[scale])
    return [
        words.text(f"map.level_{scale}_{place}", lang, high=high, low=low)
        for place in ("best", "middle", "worst")
    ]


def _hatched(lang: Lang) -> tuple[MapClass, MapClass]:
    """Give the two classes that have no colour."""
    return (
        MapClass(words.text("map.class_incomparable", lang), _HATCH_GROUND, "incomparable"),
        MapClass(words.text("map.class_missing", lang), _HATCH_GROUND, "missing"),
    )


def _interval_labels(edges: tuple[float, ...], kind: Scale, lang: Lang) -> list[str]:
    """Write the intervals between edges, and the open ones at both ends."""
    shown = [words.number(edge, lang) for edge in edges]
    lowest = "map.class_gap_first" if kind == "gap" else "map.class_rate_first"
    highest = "map.class_gap_last" if kind == "gap" else "map.class_rate_last"
    return [
        words.text(lowest, lang, edge=shown[0]),
        *(
            words.text(f"map.class_{kind}_between", lang, low=low, high=high)
            for low, high in itertools.pairwise(shown)
        ),
        words.text(highest, lang, edge=shown[-1]),
    ]


def _count_labels(lang: Lang) -> list[str]:
    """Write the intervals of counts above zero."""
    shown = [words.number(edge, lang) for edge in COUNT_EDGES]
    return [
        *(
            words.text("map.class_count_between", lang, low=low, high=high)
            for low, high in itertools.pairwise(shown)
        ),
        words.text("map.class_count_last", lang, edge=shown[-1]),
    ]


def classify(
    values: npt.NDArray[np.float64],
    kind: Scale,
    *,
    comparable: npt.NDArray[np.bool_],
    nothing: npt.NDArray[np.bool_],
) -> npt.NDArray[np.int64]:
    """Put figures into the classes of :func:`classes`.

    Parameters
    ----------
    values
        Gap in percentage points (target minus rate), rate in percent, or count; NaN where missing.
    kind
        What the values are.
    comparable
        Whether the unit's figure may be set against the target; it matters for gaps only.
    nothing
        Whether its rate is 0 %; it matters for gaps only.

    Returns
    -------
    ndarray of int
        Position in ``classes(kind, lang)``.

    Notes
    -----
    A gap of exactly 5 points is in "up to 5": a class is named by the most that it allows. A rate
    of exactly 95 % is in "95 to 99": a class is named by the least that it promises. Figures are
    classed as they are printed, with two decimals, so that a legend counts what a table shows; but
    no gap, however small, is in the class that has met its target.

    Examples
    --------
    >>> gaps, all_of_them = np.array([-1.0, 5.0, 99.0, np.nan]), np.ones(4, dtype=bool)
    >>> classify(gaps, "gap", comparable=all_of_them, nothing=gaps == 99)
    array([0, 1, 6, 8])
    """
    if kind != "count":
        values = _as_printed(values, kind)
    if kind == "rate":
        position = len(RATE_EDGES) - np.searchsorted(RATE_EDGES, values, side="right")
        missing = len(RATE_EDGES) + 1
        return np.where(np.isnan(values), missing, position).astype(np.int64)
    if kind == "count":
        position = len(COUNT_EDGES) - np.searchsorted(COUNT_EDGES, values, side="left")
        return np.where(np.isnan(values), len(COUNT_EDGES) + 1, position).astype(np.int64)
    position = np.searchsorted(GAP_EDGES, values, side="left")
    position = np.where(nothing & (position > 0), len(GAP_EDGES) + 1, position)
    incomparable = len(GAP_EDGES) + 2
    position = np.where(np.isnan(values), incomparable + 1, position)
    return np.where(comparable, position, incomparable).astype(np.int64)


def _as_printed(values: npt.NDArray[np.float64], kind: Scale) -> npt.NDArray[np.float64]:
    """Round percentages as tables do; a gap stays a gap."""
    shown = np.floor(values * _PRINTED + 0.5 + _BINARY) / _PRINTED
    if kind == "gap":
        return np.where(values > 0, np.maximum(shown, 1 / _PRINTED), np.minimum(values, 0.0))
    return shown


_PRINTED: Final = 100
"""Tables print percentages in hundredths."""

_BINARY: Final = 1e-9
"""How far below its half a decimal figure may lie as a binary one."""


def classify_pair(
    values: tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]],
    scales: tuple[Scale, Scale],
    *,
    comparable: npt.NDArray[np.bool_],
) -> npt.NDArray[np.int64]:
    """Put pairs of figures into the classes of :func:`paired_classes`.

    Parameters
    ----------
    values
        Gaps or rates of the first and the second indicator; NaN where missing.
    scales
        Which of the two each is.
    comparable
        Whether every gap among the two may be set against its target.

    Returns
    -------
    ndarray of int
        Position in ``paired_classes(names, scales, lang)``.

    Examples
    --------
    >>> both = np.array([0.0]), np.array([79.0])
    >>> classify_pair(both, ("gap", "rate"), comparable=np.array([True]))
    array([2])
    """
    first, second = (
        np.searchsorted(LEVEL_EDGES["gap"], _as_printed(one, scale), side="left")
        if scale == "gap"
        else LEVELS
        - 1
        - np.searchsorted(LEVEL_EDGES["rate"][::-1], _as_printed(one, scale), side="right")
        for one, scale in zip(values, scales, strict=True)
    )
    incomparable = LEVELS * LEVELS
    position = np.where(comparable, first * LEVELS + second, incomparable)
    missing = np.isnan(values[0]) | np.isnan(values[1])
    return np.where(missing, incomparable + 1, position).astype(np.int64)
