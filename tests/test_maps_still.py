"""Still maps: the page's classes as pictures that say what the page says."""

from __future__ import annotations

import collections
import re
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.colors import to_hex
from matplotlib.font_manager import fontManager
from matplotlib.ft2font import FT2Font

from dxanalysis import lang as words
from dxanalysis import palette
from dxanalysis.errors import OutputError, ParameterError
from dxanalysis.maps import Theme, save_still, still_map
from tests.test_maps_page import PAYLOADS, gaps, grid

if TYPE_CHECKING:
    from pathlib import Path

    from matplotlib.figure import Figure


def drawn(table: pd.DataFrame | None = None, **options: object) -> Figure:
    settings: dict[str, Any] = {
        "theme": Theme("pop_4g"),
        "title": "Ba xã đã đạt chỉ tiêu",
        "illustrative": True,
        "approximate": True,
    }
    return still_map(grid(), gaps() if table is None else table, **(settings | options))


def texts(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.texts]


def painted(figure: Figure) -> list[PathCollection]:
    return [one for one in figure.artists if isinstance(one, PathCollection)]


def test_units_have_the_colours_of_their_classes() -> None:
    areas: collections.Counter[str] = collections.Counter()
    for one in painted(drawn()):
        areas[to_hex(one.get_facecolor()[0])] += len(one.get_paths())
    colours = [one.colour for one in palette.classes("gap", "vi")]
    # Gaps of 50, 40, 30, 20, 10, 0, -10, -20 points and one unit without a figure.
    # Of the first unit nobody is covered: that has a class of its own.
    units = {0: 3, 2: 1, 3: 1, 4: 2, 6: 1, 8: 1}
    expected = collections.Counter({colours[place]: count for place, count in units.items()})
    expected.update(colours)  # one more of each: its sample in the legend
    assert areas == expected
    hatched = [one.get_hatch() for one in painted(drawn()) if one.get_hatch()]
    assert sorted(hatched) == ["...", "////", "////"], "a unit, and the samples of both hatches"


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_the_legend_counts_and_the_marks_stand(lang: words.Lang) -> None:
    shown = " ".join(texts(drawn(lang=lang, as_of="30/9/2025", sources=["so-khcn.xlsx"])))
    for one, count in zip(palette.classes("gap", lang), [3, 0, 1, 1, 2, 0, 1, 0, 1], strict=True):
        assert f"{one.label}: {count}" in shown
    assert words.text("map.mark_illustrative", lang) in shown
    assert words.text("map.mark_approximate", lang) in shown
    assert "so-khcn.xlsx" in shown
    bare = " ".join(texts(drawn(lang=lang, illustrative=False, approximate=False)))
    assert words.text("map.mark_illustrative", lang) not in bare


def test_the_scale_bar_is_as_long_as_it_says() -> None:
    figure = drawn()
    bar = figure.artists[-1 - len(palette.classes("gap", "vi"))]
    assert isinstance(bar, LineCollection)
    (west, _), (east, _) = bar.get_segments()[0]
    units = [path for one in painted(figure) for path in one.get_paths()][: len(grid())]
    edges = np.concatenate([path.vertices[:, 0] for path in units])
    (label,) = [one for one in figure.texts if one.get_text().endswith(" km")]
    # A degree of longitude is 103.7 km at 21.15 degrees north.
    west_most, _, east_most, _ = grid().total_bounds
    wide = (east_most - west_most) * 103.7
    assert label.get_text() == " 5 km"
    assert (east - west) / np.ptp(edges) * wide == pytest.approx(5, rel=1e-3)


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_the_same_map_gives_the_same_file(tmp_path: Path, ending: str) -> None:
    for name in ("one", "two"):
        save_still(drawn(), tmp_path / f"{name}.{ending}")
    first, second = ((tmp_path / f"{name}.{ending}").read_bytes() for name in ("one", "two"))
    assert first == second
    starts = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}
    assert first.startswith(starts[ending])
    assert len(list(tmp_path.iterdir())) == 2


def test_the_font_has_every_letter_of_both_languages() -> None:
    letters = {
        letter
        for lang in words.LANGUAGES
        for message in words.catalogue(lang).values()
        for letter in str(message)
    } - {"\n"}
    with mpl.rc_context({"font.family": ["DejaVu Sans"]}):
        font = FT2Font(fontManager.findfont("DejaVu Sans"))
    assert not {letter for letter in letters if not font.get_char_index(ord(letter))}


@pytest.mark.parametrize("payload", [*PAYLOADS[:3], "$x^2$ $", "\\alpha", "</svg><script>"])
def test_hostile_text_is_drawn_as_it_is(tmp_path: Path, payload: str) -> None:
    figure = drawn(title=payload, sources=[payload])
    assert texts(figure)[0].replace("\n", " ") == payload
    save_still(figure, tmp_path / "map.svg")
    svg = (tmp_path / "map.svg").read_text(encoding="utf-8")
    assert "<script" not in svg
    assert not re.search(r"(?:href|src)=\"https?:", svg)


def test_two_variables_and_one_column_of_units() -> None:
    both = pd.concat([gaps(), gaps(indicator="pop_5g")])
    figure = drawn(both, theme=Theme("pop_4g", kind="two", second="pop_5g"), lang="en")
    assert any("Population covered by 4G: target met" in text for text in texts(figure))


def test_what_cannot_be_done_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ParameterError) as caught:
        save_still(drawn(), tmp_path / "map.bmp")
    assert caught.value.key == "map.bad_still"
    (tmp_path / "file").write_text("old", encoding="utf-8")
    with pytest.raises(OutputError) as failed:
        save_still(drawn(), tmp_path / "file" / "map.png")
    assert failed.value.key == "map.cannot_write"
    with pytest.raises(ParameterError) as missing:
        still_map(
            grid().drop(columns="unit_name"), gaps(), theme=Theme("pop_4g"), title="x",
            illustrative=True, approximate=True,
        )  # fmt: skip
    assert missing.value.key == "map.missing_columns"
    for error in (caught.value, failed.value, missing.value):
        for lang in words.LANGUAGES:
            assert error.sentence(lang)


def test_names_have_room_and_none_lies_over_another() -> None:
    figure = drawn(width_cm=9.2)
    figure.canvas.draw()
    names = [one for one in figure.texts if one.get_path_effects()]
    boxes = [one.get_window_extent() for one in names]
    assert names
    assert not any(
        one.overlaps(other) for place, one in enumerate(boxes) for other in boxes[:place]
    )
    known = {re.sub(r"^(Xã|Phường) ", "", one) for one in grid()["unit_name"]}
    assert {" ".join(one.get_text().split()) for one in names} <= known
    # Where a unit is three millimetres wide no name of its own has room, but its district's has.
    small = [one for one in drawn(width_cm=1.0).texts if one.get_path_effects()]
    assert {(one.get_text(), one.get_weight()) for one in small} == {("1", "bold"), ("2", "bold")}


def test_a_picture_for_a_brief_keeps_its_letters_and_its_height() -> None:
    figure = drawn(width_cm=8.8, most_high_cm=8.4)
    assert figure.get_size_inches()[1] * 2.54 <= 8.4 + 1e-6
    assert min(one.get_fontsize() for one in figure.texts if not one.get_path_effects()) >= 7
    shown = texts(figure)
    assert "Ba xã đã đạt chỉ tiêu" not in shown
    assert not [one for one in shown if one.endswith(": 0")]
    assert any(words.text("map.mark_illustrative", "vi") in one for one in shown)
