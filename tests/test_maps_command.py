"""``dxanalysis map``: pages and pictures, themes, comparisons, languages; and what is refused."""

from __future__ import annotations

import dataclasses
import json
import re
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from dxanalysis import cli, maps, pages
from dxanalysis.commands import map as map_command
from dxanalysis.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from dxanalysis.analysis import Analysis

    Command = Callable[..., tuple[int, Path]]


@pytest.fixture(scope="module")
def sample(analysis: Analysis) -> Analysis:
    return analysis


@pytest.fixture
def command(sample: Analysis, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    """Run the command on the sample, which is read only once for all tests."""
    monkeypatch.setattr(map_command, "analyse_asked", lambda *_args, **_options: sample)

    def run(out: str, *words: str) -> tuple[int, Path]:
        path = tmp_path / out
        return cli.main(["map", "--out", str(path), *words]), path

    return run


def data_of(path: Path) -> dict:
    html = path.read_text(encoding="utf-8")
    block = re.search(r'<script type="application/json" id="dx-data">(.*?)</script>', html)
    return json.loads(block.group(1))


def test_a_page_in_both_languages_with_every_theme(command: Command) -> None:
    code, path = command("map.html", "--lang", "both")
    assert code == 0
    data = data_of(path)
    assert data["languages"] == ["vi", "en"]
    assert [theme["key"] for theme in data["themes"]] == [
        "pop_4g.any.gap",
        "pop_5g.any.gap",
        "villages_fibre.any.gap",
        "pop_4g.any.rate",
        "pop_4g.any.two.villages_fibre",
        *(f"pop_4g.{operator}.gap" for operator in ("viettel", "vnpt", "mobifone")),
        *(f"stations_4g.{operator}.count" for operator in ("viettel", "vnpt", "mobifone")),
    ]
    labels = {theme["label"]["en"] for theme in data["themes"]}
    assert len(labels) == len(data["themes"])
    assert "Population covered by 4G – Viettel" in labels
    # The sample's marks stand, whatever is asked for.
    assert "Illustrative" in data["said"]["mark-0"]["en"]


def test_two_operators_side_by_side(command: Command) -> None:
    code, path = command("map.html", "--compare", "pop_4g:viettel", "pop_4g:vnpt", "--lang", "en")
    assert code == 0
    data = data_of(path)
    assert data["compare"]
    assert [theme["operator"]["en"] for theme in data["themes"]] == ["Viettel", "VNPT VinaPhone"]
    title = (
        "Population covered by 4G – Viettel compared with Population covered by 4G – VNPT VinaPhone"
    )
    assert title in path.read_text(encoding="utf-8")


def test_themes_are_coloured_by_what_they_have(sample: Analysis) -> None:
    written = {
        "pop_4g": "gap",
        "pop_4g:vnpt@2025-09-30": "gap",
        "households_fibre_subscribed": "rate",
        "stations_4g:viettel": "count",
        "pop_4g+villages_fibre": "two",
    }
    for asked, kind in written.items():
        assert pages.read_theme(sample, asked).kind == kind
    assert pages.read_theme(sample, "pop_4g:vnpt@2025-09-30").name("en").endswith(", 30 Sep 2025")


@pytest.mark.parametrize(
    "asked",
    [
        "pop_9g",
        "pop_4g:vietnamobile",
        "stations_4g",
        "pop_4g@2020-01-01",
        "pop_4g+pop_9g",
        "<b>",
        "",
    ],
)
def test_a_theme_without_figures_is_refused_and_those_that_there_are_are_named(
    sample: Analysis, asked: str
) -> None:
    with pytest.raises(ParameterError) as caught:
        pages.read_theme(sample, asked)
    for lang in ("vi", "en"):
        sentence = caught.value.sentence(lang)
        assert "stations_4g (mobifone, viettel, vnpt)" in sentence
        assert "2025-09-30" in sentence


@pytest.mark.parametrize(
    ("ending", "begins"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")]
)
def test_pictures(command: Command, ending: str, begins: bytes) -> None:
    code, path = command(f"map.{ending}", "--themes", "stations_4g:viettel")
    assert code == 0
    assert path.read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("out", "words", "told"),
    [
        ("map.txt", [], ".html, .png, .svg, .pdf"),
        ("map", [], ".html, .png, .svg, .pdf"),
        ("map.png", ["--lang", "both"], "--lang both"),
        ("map.pdf", ["--themes", "pop_4g", "pop_5g"], "pop_4g pop_5g"),
        ("map.svg", ["--compare", "pop_4g", "pop_5g"], "pop_4g pop_5g"),
        ("map.html", ["--themes", "pop_9g"], "pop_9g"),
    ],
)
def test_what_cannot_be_drawn_is_told_in_one_sentence(
    command: Command,
    capsys: pytest.CaptureFixture[str],
    out: str,
    words: list[str],
    told: str,
) -> None:
    code, path = command(out, *words)
    assert code == 2
    assert not path.exists()
    shown = capsys.readouterr().err
    assert told in shown
    assert shown.count("\n") == 1


def test_dates_are_compared_and_without_one_the_latest_is_drawn(sample: Analysis) -> None:
    older = sample.history.query("indicator == 'pop_4g' and operator == 'any'")
    older = older.assign(as_of=pd.Timestamp("2024-09-30"), numerator=older["denominator"] / 2)
    both = dataclasses.replace(
        sample, history=pd.concat([older, sample.history], ignore_index=True)
    )
    themes = [pages.read_theme(both, f"pop_4g@{year}-09-30") for year in (2024, 2025)]
    drawn = pages.area_map(both, both.whole, lang="en", themes=themes, compare=True)
    rates = rates_of(drawn)
    assert set(rates[0]) == {5000}
    assert rates[1] == rates_of(pages.area_map(both, both.whole))[0]
    assert rates[1] == rates_of(pages.area_map(sample, sample.whole))[0]


def rates_of(drawn: object) -> list[list[int]]:
    html = drawn.get_root().render()
    block = re.search(r'<script type="application/json" id="dx-data">(.*?)</script>', html)
    return [theme["rate"] for theme in json.loads(block.group(1))["themes"]]


def test_more_themes_make_a_page_little_larger(sample: Analysis) -> None:
    def size(themes: list[maps.Theme]) -> int:
        block = pages.as_block(pages.area_map(sample, sample.whole, themes=themes))
        return len(str(block).encode())

    themes = pages.page_themes(sample)
    assert size(themes) - size(themes[:3]) < 40_000
