"""Charts of what stations reach, for one's own desk: they show where a station stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Ellipse
from matplotlib.ticker import FuncFormatter

from dxanalysis.charts.pages import BLUE, INK, MUTED, ORANGE, WIDTH, house_style
from dxanalysis.geodesy import METRES_PER_DEGREE
from dxanalysis.lang import number, text
from dxanalysis.terrain.propagation import MEAN_DELTA_N, effective_earth_radius_km, path_loss

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from dxanalysis.lang import Lang
    from dxanalysis.terrain.coverage import Coverage
    from dxanalysis.terrain.elevation import Profile

_HEIGHT: Final = 3.2
_GROUND: Final = "#d8d2c4"
_FOREST: Final = "#9fb58f"
_LOW: Final = "#7fb2dd"
_METRES_PER_MHZ: Final = 299.8
"""A wave's length in metres, times its frequency in megahertz."""


def profile_chart(
    cut: Profile,
    *,
    frequency_mhz: float,
    transmitter_m: float,
    receiver_m: float = 1.5,
    names: tuple[str, str] = ("", ""),
    delta_n: float = MEAN_DELTA_N,
    lang: Lang = "vi",
) -> Figure:
    """Draw the terrain from a station to a place, and what stands in the way.

    Parameters
    ----------
    cut
        The ground between them (:func:`dxanalysis.terrain.elevation.profile`).
    frequency_mhz, transmitter_m, receiver_m, delta_n
        As :func:`dxanalysis.terrain.propagation.path_loss` takes them.
    names
        Of the station and of the place.
    lang
        The language.

    Returns
    -------
    matplotlib.figure.Figure
        Ground as a ray sees it, bulging over the round earth; the straight line between the
        antennas, the first Fresnel zone around it, and the place that rises highest into it,
        counted in Fresnel radii. It shows where the station stands: keep it on this machine.

    Raises
    ------
    ParameterError
        If the loss cannot be computed along the path.
    """
    loss = path_loss(
        cut.distances_km, cut.heights_m, frequency_mhz=frequency_mhz, transmitter_m=transmitter_m,
        receiver_m=receiver_m, clutter_m=cut.clutter_m, delta_n=delta_n,
    )  # fmt: skip
    far = np.asarray(cut.distances_km)
    whole = float(far[-1])
    # Over an earth of the effective radius rays are straight, and the ground between bulges.
    bulge_m = 1000 * far * (whole - far) / (2 * effective_earth_radius_km(delta_n))
    ground = cut.heights_m + bulge_m
    ends = (float(ground[0]) + transmitter_m, float(ground[-1]) + receiver_m)
    line = ends[0] + (ends[1] - ends[0]) * far / whole
    wavelength_m = _METRES_PER_MHZ / frequency_mhz
    zone = np.sqrt(wavelength_m * 1000 * far * (whole - far) / whole)
    with house_style():
        figure = Figure(figsize=(WIDTH, _HEIGHT), layout="constrained")
        axes = figure.add_subplot()
        floor = float(ground.min()) - 0.08 * float(np.ptp(np.r_[ground, ends]) + 10)
        if cut.clutter_m is not None:
            axes.fill_between(far, ground, ground + cut.clutter_m, color=_FOREST, linewidth=0)
        axes.fill_between(far, floor, ground, color=_GROUND, linewidth=0)
        axes.plot(far, ground, color=MUTED, linewidth=1)
        axes.fill_between(far, line - zone, line + zone, color=BLUE, alpha=0.18, linewidth=0)
        axes.plot(far, line, color=BLUE, linewidth=1.2)
        for mast, foot, top in ((0.0, ground[0], ends[0]), (whole, ground[-1], ends[1])):
            axes.plot([mast, mast], [foot, top], color=INK, linewidth=2)
        inner = slice(1, -1) if len(far) > 2 else slice(None)  # noqa: PLR2004 - the two ends
        over = ground if cut.clutter_m is None else ground + cut.clutter_m
        rises = (over - line)[inner] / np.maximum(zone[inner], 1e-9)
        at = int(rises.argmax()) + (inner.start or 0)
        highest = (float(far[at]), float(over[at]))
        clear = loss.line_of_sight
        axes.plot(*highest, "v", color=BLUE if clear else ORANGE, markersize=8)
        axes.annotate(
            text("terrain.profile_near" if clear else "terrain.profile_obstacle", lang),
            highest, xytext=(0, 9), textcoords="offset points",
            ha="center", color=INK, fontsize=8.5,
        )  # fmt: skip
        axes.set_xlim(-0.02 * whole, 1.02 * whole)
        axes.set_ylim(bottom=floor)
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_formatter(FuncFormatter(lambda value, _: number(value, lang)))
        axes.set(xlabel=text("terrain.profile_x", lang), ylabel=text("terrain.profile_y", lang))
        said = {
            "loss": number(loss.loss_db, lang, decimals=0),
            "free": number(loss.free_space_db, lang, decimals=0),
            "more": number(loss.diffraction_db, lang, decimals=0),
        }
        between = " – ".join(filter(None, names))
        title = text("terrain.profile_title", lang, **said)
        axes.set_title("\n".join(filter(None, (between, title))), loc="left", fontsize=9.5)
    figure.set_label(text("terrain.profile_alt", lang, **said))
    return figure


def reach_chart(
    found: Coverage,
    *,
    station: tuple[float, float],
    circle_km: float | None = None,
    lang: Lang = "vi",
) -> Figure:
    """Draw what is reached in the least and in the most favourable case.

    Parameters
    ----------
    found
        What stations give, on a grid in degrees.
    station
        Longitude and latitude of the one that is marked.
    circle_km
        The radius of a circle around it, for comparison; None for none.
    lang
        The language.

    Returns
    -------
    matplotlib.figure.Figure
        Reached in any case, only where much is favourable, and not at all, over shaded ground. It
        shows where the station stands: keep it on this machine.
    """
    low, high = found.reached()
    west, south, east, north = found.elevation.bounds
    heights = found.elevation.heights_m
    slope = np.gradient(heights)
    shade = np.clip(0.85 + 0.004 * (slope[0] - slope[1]), 0.55, 1.0)
    colours = np.repeat(shade[:, :, np.newaxis], 3, axis=2)
    for cells, colour in ((high & ~low, _LOW), (low, BLUE)):
        tint = np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])
        colours[cells] = 0.35 * colours[cells] + 0.65 * tint
    widen = float(np.cos(np.radians((north + south) / 2)))
    with house_style():
        figure = Figure(figsize=(WIDTH, WIDTH * 0.75), layout="constrained")
        axes: Axes = figure.add_subplot()
        axes.imshow(colours, extent=(west, east, south, north), aspect=1 / widen)
        axes.plot(
            *station, "^", color=ORANGE, markersize=9, linestyle="none",
            label=text("terrain.reach_station", lang),
        )  # fmt: skip
        if circle_km is not None:
            high_deg = 2000 * circle_km / METRES_PER_DEGREE
            circle = Ellipse(
                station, high_deg / widen, high_deg, fill=False, edgecolor=ORANGE, linewidth=1.5
            )
            axes.add_patch(circle)
            radius = number(circle_km, lang)
            label = text("terrain.reach_circle", lang, km=radius)
            axes.plot([], [], "o", fillstyle="none", color=ORANGE, markersize=10, label=label)
        axes.set_axis_off()
        for key, colour in (("low", BLUE), ("high", _LOW), ("none", "#d9d9d9")):
            axes.plot([], [], "s", color=colour, label=text(f"terrain.reach_{key}", lang))
        figure.legend(loc="outside lower center", ncols=2, frameon=False)
        axes.set_title(text("terrain.reach_title", lang), loc="left")
    figure.set_label(text("terrain.reach_alt", lang))
    return figure
