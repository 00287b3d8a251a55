"""Borders judged and mended in several threads: the same answer as in one piece."""

from __future__ import annotations

import ast
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dxanalysis.maps.geometry import cache, polygon_coverage

if TYPE_CHECKING:
    from collections.abc import Iterator

SIDE = 12


@pytest.fixture(params=[1, 2, 4], name="threads")
def _threads(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let so many threads work, however small the layer; none may be left afterwards."""
    monkeypatch.setattr(polygon_coverage, "_WORTH_A_THREAD", 1)
    machine = SimpleNamespace(cpu_count=lambda: request.param)
    monkeypatch.setattr(polygon_coverage, "os", machine)
    before = threading.active_count()
    yield
    assert threading.active_count() == before


def grid(faults: dict[int, str]) -> np.ndarray:
    """Squares of 100 m; some overlap their eastern neighbour, or leave it a gap, or cross over."""
    shapes = np.empty(SIDE * SIDE, dtype=object)
    for number in range(len(shapes)):
        y, x = (100 * one for one in divmod(number, SIDE))
        fault = faults.get(number, "")
        move = {"overlap": 7, "gap": -3}.get(fault, 0)
        if fault == "bow":
            shapes[number] = shapely.Polygon([(x, y), (x + 100, y + 100), (x + 100, y), (x, y + 9)])
        else:
            middle = (x + 100 + move, y + 50)  # corners stay, so that no other unit is touched
            ring = [(x, y), (x + 100, y), middle, (x + 100, y + 100), (x, y + 100), (x, y + 50)]
            shapes[number] = shapely.Polygon(ring)
    return shapes


@pytest.mark.usefixtures("threads")
def test_planted_faults_are_named_and_no_others() -> None:
    shapes = grid({30: "overlap", 77: "gap", 130: "overlap"})
    assert np.flatnonzero(polygon_coverage.ill_fitting(shapes)).tolist() == [30, 31, 130, 131]
    found = polygon_coverage.ill_fitting(shapes, gap_width=5)
    assert np.flatnonzero(found).tolist() == [30, 31, 77, 78, 130, 131]
    assert np.flatnonzero(polygon_coverage.invalid(grid({3: "bow", 140: "bow"}))).tolist() == [
        3,
        140,
    ]


@pytest.mark.usefixtures("threads")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    faults=st.dictionaries(
        st.integers(0, SIDE * SIDE - 1), st.sampled_from(["overlap", "gap"]), max_size=12
    ),
    lost=st.sets(st.integers(0, SIDE * SIDE - 1), max_size=120),
)
def test_threads_answer_as_one_call_does(faults: dict[int, str], lost: set[int]) -> None:
    shapes = np.delete(grid(faults), sorted(lost))
    whole = ~shapely.is_empty(shapely.coverage_invalid_edges(shapes, gap_width=5))
    assert (polygon_coverage.ill_fitting(shapes, gap_width=5) == whole).all()
    mended = polygon_coverage.cleaned(shapes, gap_width=5)
    expected = shapely.coverage_clean(shapes, gap_width=5)
    assert shapely.equals(mended, expected).all()


@pytest.mark.usefixtures("threads")
def test_islands_that_touch_in_a_corner_are_mended_each_with_its_own() -> None:
    pair = [shapely.box(0, 0, 60, 50), shapely.box(50, 0, 100, 50)]
    shapes = np.array(
        [shapely.affinity.translate(one, 100 * n, 50 * n) for n in range(6) for one in pair]
    )
    mended = polygon_coverage.cleaned(shapes)
    assert shapely.area(mended).sum() == shapely.area(shapely.union_all(shapes))
    assert (shapely.area(mended).reshape(6, 2) == [3000, 2000]).all()


@pytest.mark.usefixtures("threads")
def test_a_unit_wholly_below_another_stays() -> None:
    shapes = np.array([shapely.box(0, 0, 100, 100), shapely.box(40, 40, 41, 41)])
    assert not shapely.is_empty(polygon_coverage.cleaned(shapes)).any()


@pytest.mark.usefixtures("threads")
def test_an_empty_unit_hides_no_fault_of_others() -> None:
    shapes = grid({30: "overlap", 130: "overlap"})
    shapes[[0, 60, 143]] = shapely.Polygon()
    assert np.flatnonzero(polygon_coverage.ill_fitting(shapes)).tolist() == [30, 31, 130, 131]
    assert not polygon_coverage.invalid(shapes).any()


def test_nothing_is_mended_where_there_is_nothing() -> None:
    assert len(polygon_coverage.cleaned(np.empty(0, dtype=object))) == 0


def test_what_is_kept_on_disk_follows_from_all_the_code_that_makes_it() -> None:
    rooms = Path(cache.__file__).parent
    makers, seen = ["prepare"], set[str]()
    while makers:
        name = makers.pop()
        seen.add(f"{name}.py")
        for node in ast.walk(ast.parse((rooms / f"{name}.py").read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
                "dxanalysis.maps.geometry"
            ):
                below = (node.module or "").removeprefix("dxanalysis.maps.geometry").lstrip(".")
                makers += [below] if below else [one.name for one in node.names]
        makers = [one for one in makers if f"{one}.py" not in seen]
    assert seen <= set(cache._MAKERS)
