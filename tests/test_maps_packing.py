"""A large page's data: as few bytes as may be, and every figure of it back."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from dxanalysis.maps.geometry.arcs import encode
from dxanalysis.maps.html import packing

WIDE, HIGH = 10, 7
SIZE = WIDE * HIGH


def grid() -> np.ndarray:
    """Squares with an island each in the last row, and one with a hole that another fills."""
    cells = np.empty(SIZE, dtype=object)
    cells[:] = [
        shapely.box(104 + x / 100, 21 + y / 100, 104 + (x + 1) / 100, 21 + (y + 1) / 100)
        for y in range(HIGH)
        for x in range(WIDE)
    ]
    enclave = shapely.Point(104.055, 21.055).buffer(0.002)
    cells[55] = cells[55].difference(enclave)
    cells[54] = shapely.MultiPolygon([cells[54], enclave])
    for place in range(SIZE - WIDE, SIZE):
        island = shapely.box(110, 10 + place / 100, 110.001, 10.005 + place / 100)
        cells[place] = shapely.MultiPolygon([island, cells[place]])
    return cells


ARCS = encode(grid(), decimals=5)

figure = st.none() | st.integers(-(10**6), 10**6)
count = st.none() | st.integers(0, 10**8)


def columns(of: st.SearchStrategy[int | None]) -> st.SearchStrategy[list[int | None]]:
    return st.lists(of, min_size=SIZE, max_size=SIZE)


@st.composite
def themes(draw: st.DrawFn) -> dict[str, Any]:
    target: dict[str, Any] = {"all": draw(figure)}
    if draw(st.booleans()):
        of = draw(st.lists(figure, min_size=2, max_size=4, unique=True))
        places = st.integers(0, len(of) - 1)
        target = {"of": of, "at": draw(st.lists(places, min_size=SIZE, max_size=SIZE))}
    return {
        "key": "x",
        "target": target,
        "numerator": draw(columns(count)),
        "denominator": draw(columns(count)),
        **{name: draw(columns(figure)) for name in ("rate", "gap", "count")},
    }


def page(**theme: Any) -> dict[str, Any]:
    names = ["Xã A" if place % 3 else "Phường – B" for place in range(SIZE)]
    return {
        "themes": [theme],
        "units": {
            "code": [f"{7 * place:05d}" for place in range(SIZE)],
            "name": names,
            "short": [name.split(" ", 1)[1] for name in names],
        },
        "geometry": {"decimals": 5, "anchors": list(range(2 * SIZE)), "room": [1] * SIZE},
    }


def whole(data: dict[str, Any]) -> dict[str, Any]:
    geometry = {**data["geometry"], "arcs": ARCS.arcs, "units": ARCS.units}
    return {**data, "geometry": geometry}


@settings(max_examples=10, deadline=None)
@given(themes(), themes())
def test_everything_comes_back(first: dict[str, Any], second: dict[str, Any]) -> None:
    data = page(**first, second=second)
    assert packing.unpack(packing.pack(data, ARCS)) == whole(data)


def test_codes_that_are_no_numbers_stay_as_they_are() -> None:
    data = page(**plain())
    data["units"]["code"] = [f"A{place}" for place in range(SIZE)]
    assert packing.unpack(packing.pack(data, ARCS)) == whole(data)


def plain() -> dict[str, Any]:
    numerator = list(range(1_000, 1_000 + SIZE))
    rate = [(20_000 * one + 3_000) // 6_000 for one in numerator]
    return {
        "key": "x",
        "target": {"all": 9_900},
        "numerator": numerator,
        "denominator": [3_000] * SIZE,
        "rate": rate,
        "gap": [9_900 - one for one in rate],
        "count": [-((10_000 * one - 9_900 * 3_000) // 10_000) for one in numerator],
    }


def test_what_follows_from_the_counts_costs_nothing() -> None:
    packed = packing.pack(page(**plain()), ARCS)
    strange = plain() | {"rate": list(np.random.default_rng(0).integers(0, 10_000, SIZE).tolist())}
    other = packing.pack(page(**strange), ARCS)
    assert len(packed) + 2 * SIZE <= len(other)
