"""A sheet is drawn alike by Matplotlib and as dots, and a chart says the same in both."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image

from dxanalysis import charts
from dxanalysis.charts.bars import coverage_sheet
from dxanalysis.display.dots import to_image, to_png
from dxanalysis.display.sheet import Shapes, Sheet, Strokes, Words, rectangle
from dxanalysis.maps import Theme
from dxanalysis.maps.still import figure_of
from dxanalysis.maps.still_sheet import still_sheet
from tests.test_maps_page import gaps, grid

if TYPE_CHECKING:
    from dxanalysis.analysis import Analysis
    from dxanalysis.lang import Lang

DPI = 100


@pytest.fixture(scope="module")
def sample(analysis: Analysis) -> Analysis:
    return analysis


def by_matplotlib(sheet: Sheet) -> np.ndarray:
    out = io.BytesIO()
    figure_of(sheet).savefig(out, format="png", dpi=DPI, facecolor="white")
    return np.asarray(Image.open(out).convert("RGB"), dtype=int)


def far_off(sheet: Sheet) -> float:
    """Give the share of dots that differ by more than an edge's smoothness does."""
    one, other = by_matplotlib(sheet), np.asarray(to_image(sheet, dpi=DPI), dtype=int)
    high, wide = (min(pair) for pair in zip(one.shape[:2], other.shape[:2], strict=True))
    away = np.abs(one[:high, :wide] - other[:high, :wide]).max(axis=2)
    return float((away > 60).mean())


def test_a_map_is_drawn_alike_by_both() -> None:
    options: dict[str, Any] = {"theme": Theme("pop_4g"), "illustrative": True, "approximate": True}
    sheet = still_sheet(grid(), gaps(), title="Ba xã đã đạt chỉ tiêu", as_of="30/9", **options)
    assert far_off(sheet) < 0.03, "letters differ by a dot here and there, and nothing else does"
    shifted = Sheet(sheet.wide, sheet.high, "", words=sheet.words)
    shifted.drawn = [one for one in sheet.drawn if not isinstance(one, Shapes)]
    other = np.asarray(to_image(shifted, dpi=DPI), dtype=int)
    one = by_matplotlib(sheet)[: other.shape[0], : other.shape[1]]
    assert (np.abs(one - other).max(axis=2) > 60).mean() > 0.2, "the comparison sees a difference"


def test_holes_hatches_dashes_and_grounds_are_drawn_alike() -> None:
    ring = [*rectangle(0.2, 0.2, 1.6, 1.6), rectangle(0.6, 0.6, 0.8, 0.8)[0][::-1]]
    slanted = np.array([(2.0, 0.2), (3.0, 1.8)])
    sheet = Sheet(
        3.2,
        2,
        "",
        drawn=[
            Shapes([ring], "#c84d43", edge="#000000"),
            Strokes([slanted], weight=3.0),
            Strokes([slanted - (0.3, 0)], ink="#2f6f9f", weight=3.0, dashes=(8.0, 8.0)),
        ],
        words=[Words("Sơn La", 1.0, 1.0, 12, across="center", up="center", ground="#fdf0d0")],
    )
    assert far_off(sheet) < 0.03
    dots = np.asarray(to_image(sheet, dpi=DPI))
    assert dots[200 - 65, 65].tolist() == [255, 255, 255], "a ring within a ring is a hole"
    assert dots[200 - 40, 40].tolist() == [0xC8, 0x4D, 0x43]
    for hatch in ("missing", "incomparable"):
        hatched = Sheet(1, 1, "", drawn=[Shapes([rectangle(0, 0, 1, 1)], "#ffffff", hatch)])
        inked = np.asarray(to_image(hatched, dpi=200).convert("L")) < 128
        assert 0.01 < inked.mean() < 0.3


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("code", ["126", "119"])
def test_a_chart_of_a_document_says_what_that_of_the_page_says(
    sample: Analysis, code: str, lang: Lang
) -> None:
    options: dict[str, Any] = {"indicator_id": "pop_4g", "operator": "any", "lang": lang}
    sheet = coverage_sheet(sample, sample.areas[code], **options)
    figure = charts.coverage_chart(sample, sample.areas[code], **options)
    (axes,) = figure.axes
    ticks = [tick.get_text() for tick in axes.get_xticklabels()]
    shown = [one.get_text() for one in (*figure.texts, *axes.texts, axes.xaxis.label)]
    assert sorted(one.words for one in sheet.words) == sorted([*shown, *ticks])
    assert (sheet.wide, sheet.high) == pytest.approx(tuple(figure.get_size_inches()))
    (bars,) = [one for one in sheet.drawn if isinstance(one, Shapes)]
    lengths = [float(np.ptp(ring[0][:, 0])) for ring in bars.outlines]
    widths = [patch.get_width() for patch in axes.patches]
    per = {round(length / width, 6) for length, width in zip(lengths, widths, strict=True) if width}
    assert len(per) == 1, "a percent is as long in each bar"
    assert to_png(sheet, dpi=150) == to_png(sheet, dpi=150)
