"""The classes of maps: fixed edges, and colours that everyone can tell apart (computed here)."""

from __future__ import annotations

import itertools
import re
from importlib import resources

import numpy as np
import pytest

from dxanalysis.lang import LANGUAGES
from dxanalysis.palette import (
    GAP_EDGES,
    INKS,
    RATE_EDGES,
    classes,
    classify,
    contrast,
    luminance,
    paired_classes,
)

# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
VISIONS = {
    "normal": np.eye(3),
    "protan": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deutan": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritan": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
RGB_TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)


def linear(colour: str) -> np.ndarray:
    shares = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)


def lab(rgb: np.ndarray) -> np.ndarray:
    xyz = RGB_TO_XYZ @ rgb / np.array([0.95047, 1.0, 1.08883])
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def coloured(kind: str) -> list[str]:
    if kind == "two":
        paired = paired_classes(("a", "b"), ("gap", "gap"), "vi")
        return [one.colour for one in paired if one.hatch == "none"]
    return [one.colour for one in classes(kind, "vi") if one.hatch == "none"]


@pytest.mark.parametrize("kind", ["gap", "rate", "count", "two"])
@pytest.mark.parametrize("vision", VISIONS)
def test_every_two_classes_differ_for_every_eye(kind: str, vision: str) -> None:
    seen = [lab(np.clip(VISIONS[vision] @ linear(colour), 0, 1)) for colour in coloured(kind)]
    least = min(np.linalg.norm(a - b) for a, b in itertools.combinations(seen, 2))
    assert least >= 9.0


@pytest.mark.parametrize("kind", ["gap", "rate"])
def test_lightness_orders_the_classes_so_that_grey_paper_does_too(kind: str) -> None:
    lightness = np.array([lab(linear(colour))[0] for colour in coloured(kind)])
    steps = np.diff(lightness)
    # Gaps darken from the best class on; rates, listed best first, grow lighter.
    assert (steps < 0).all() if kind == "gap" else (steps > 0).all()
    assert abs(steps).min() >= 7.5


def test_two_variables_darken_along_both_sides() -> None:
    lightness = np.array([lab(linear(colour))[0] for colour in coloured("two")]).reshape(3, 3)
    assert (np.diff(lightness, axis=0) < -4).all()
    assert (np.diff(lightness, axis=1) < -4).all()


@pytest.mark.parametrize("kind", ["gap", "rate", "count"])
def test_names_can_be_read_on_every_class(kind: str) -> None:
    for one in classes(kind, "vi"):
        assert one.ink in INKS
        assert contrast(one.ink, one.colour) >= 4.5


def test_contrast_has_its_known_ends() -> None:
    assert luminance("#000000") == 0
    assert luminance("#ffffff") == pytest.approx(1)
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("gap", "position"),
    [
        (-3.0, 0),
        (0.0, 0),
        (0.001, 1),
        (5.0, 1),
        (5.01, 2),
        (10.0, 2),
        (25.0, 3),
        (50.0, 4),
        (50.1, 5),
        (99.0, 5),
        (np.nan, 8),
    ],
)
def test_gap_edges_belong_to_the_class_that_names_them_as_its_most(
    gap: float, position: int
) -> None:
    known, nothing = np.array([True]), np.array([False])
    found = classify(np.array([gap]), "gap", comparable=known, nothing=nothing)
    assert found.tolist() == [position]


def test_those_that_have_nothing_yet_are_a_class_of_their_own() -> None:
    # Of a target of 99 %, of one of 20 %, and of one that asks for nothing; two are not comparable.
    gaps, nothing = np.array([99.0, 20.0, 0.0, 99.0, np.nan]), np.ones(5, dtype=bool)
    comparable = np.array([True, True, True, False, False])
    found = classify(gaps, "gap", comparable=comparable, nothing=nothing)
    assert found.tolist() == [6, 6, 0, 7, 7]


@pytest.mark.parametrize(
    ("rate", "position"),
    [
        (100.0, 0),
        (99.0, 0),
        (98.994, 1),
        (95.0, 1),
        (94.9, 2),
        (80.0, 3),
        (25.0, 5),
        (24.9, 6),
        (0.0, 6),
        (np.nan, 7),
    ],
)
def test_rate_edges_belong_to_the_class_that_names_them_as_its_least(
    rate: float, position: int
) -> None:
    # Whether a target fits does not matter for a rate.
    assert classify(
        np.array([rate]), "rate", comparable=np.array([False]), nothing=np.array([rate == 0])
    ).tolist() == [position]


def test_what_cannot_be_compared_is_no_gap_and_not_missing() -> None:
    position = classify(
        np.array([3.0]), "gap", comparable=np.array([False]), nothing=np.array([False])
    )
    hatches = [one.hatch for one in classes("gap", "en")]
    assert hatches[position[0]] == "incomparable"
    assert hatches[-1] == "missing"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_labels_name_the_edges(lang: str) -> None:
    gap = [one.label for one in classes("gap", lang)]
    rate = [one.label for one in classes("rate", lang)]
    assert len(gap) == len(GAP_EDGES) + 4
    assert len(rate) == len(RATE_EDGES) + 2
    for number, edge in enumerate(GAP_EDGES[1:], start=1):
        assert f"{edge:.0f}" in gap[number]
        assert f"{edge:.0f}" in gap[number + 1]
    for number, edge in enumerate(reversed(RATE_EDGES)):
        assert f"{edge:.0f}" in rate[number]
        assert f"{edge:.0f}" in rate[number + 1]
    assert len(set(gap)) == len(gap)
    assert len(set(rate)) == len(rate)


def test_the_page_s_words_can_be_read_in_light_and_dark() -> None:
    css = (resources.files("dxanalysis.maps") / "assets" / "map.css").read_text(encoding="utf-8")
    schemes = re.findall(r":root \{([^}]*--ground[^}]*)\}", css)[:2]
    assert len(schemes) == 2
    for scheme in schemes:
        colour = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", scheme))
        for ink, ground in [
            ("ink", "ground"),
            ("ink", "paper"),
            ("ink", "chosen"),
            ("paper", "ink"),
            ("quiet", "ground"),
            ("quiet", "paper"),
            ("quiet", "chosen"),
            ("accent", "paper"),
            ("accent", "ground"),
            ("warn-ink", "warn-ground"),
        ]:
            assert contrast(colour[ink], colour[ground]) >= 4.5, (ink, ground)
        for line, ground in [("border", "paper"), ("hatch-line", "hatch-ground")]:
            assert contrast(colour[line], colour[ground]) >= 2.5, (line, ground)


def test_a_class_has_what_the_table_prints_so_but_no_gap_has_met_its_target() -> None:
    everywhere = np.ones(3, dtype=bool)
    rates = np.array([98.996, 98.994, 99.0])  # printed 99,00 · 98,99 · 99,00
    found = classify(rates, "rate", comparable=everywhere, nothing=~everywhere)
    assert found.tolist() == [0, 1, 0]
    gaps = np.array([0.001, 5.004, 0.0])  # printed 0,00 · 5,00 · 0,00
    found = classify(gaps, "gap", comparable=everywhere, nothing=~everywhere)
    assert found.tolist() == [1, 1, 0]
