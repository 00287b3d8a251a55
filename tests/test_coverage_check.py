"""`dxanalysis coverage-check`: a province with made-up mountains, stations and villages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import pytest
import rasterio
from affine import Affine

from dxanalysis.cli import main
from dxanalysis.commands import coverage_check
from dxanalysis.coverage_checks import check_coverage
from dxanalysis.errors import ParameterError
from dxanalysis.studies import reach
from dxanalysis.terrain.villages import read_villages
from tests.conftest import ROOT
from tests.map_data import data_of

if TYPE_CHECKING:
    from pathlib import Path

    from dxanalysis.analysis import Analysis

pytestmark = pytest.mark.slow

HOSTILE = "=1+1"
STATIONS = 60


@pytest.fixture(scope="module")
def sample(analysis: Analysis) -> Analysis:
    """Return the sample's analysis."""
    return analysis


@pytest.fixture(scope="module")
def communes(sample: Analysis) -> gpd.GeoDataFrame:
    """Return the communes of the sample."""
    return sample.communes


@pytest.fixture
def once(sample: Analysis, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the command take the analysis of all tests, instead of one of its own."""
    monkeypatch.setattr(coverage_check, "analyse_asked", lambda _: sample)


@pytest.fixture(scope="module")
def files(communes: gpd.GeoDataFrame, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write hills of 1 km cells over the province, stations in its east, villages everywhere."""
    folder = tmp_path_factory.mktemp("reach")
    west, south, east, north = communes.total_bounds
    west, south, east, north = west - 0.2, south - 0.2, east + 0.2, north + 0.2
    cell = 0.01
    shape = (int((north - south) / cell), int((east - west) / cell))
    row, column = np.mgrid[: shape[0], : shape[1]]
    heights = 600 + 500 * np.sin(row / 9) * np.cos(column / 7)
    with rasterio.open(
        folder / "do-cao.tif", "w", driver="GTiff", count=1, height=shape[0], width=shape[1],
        dtype="float32", crs="EPSG:4326", transform=Affine(cell, 0, west, 0, -cell, north),
    ) as file:  # fmt: skip
        file.write(heights.astype("float32"), 1)
    generator = np.random.default_rng(5)
    middle = communes.geometry.representative_point()
    eastern = middle[middle.x > middle.x.median()]
    chosen = eastern.iloc[np.arange(STATIONS) % len(eastern)]
    stations = pd.DataFrame(
        {
            "Tên trạm": [f"SLA{number:04d}" for number in range(STATIONS)],
            "Vĩ độ": chosen.y.to_numpy() + generator.normal(0, 0.01, STATIONS),
            "Kinh độ": chosen.x.to_numpy() + generator.normal(0, 0.01, STATIONS),
            "Nhà mạng": ["Viettel", "MobiFone"] * (STATIONS // 2),
            "Công nghệ": "4G",
        }
    )
    stations.to_csv(folder / "tram.csv", index=False)
    villages = pd.DataFrame(
        [
            {
                "Tên thôn": HOSTILE if place == 0 else f"Bản {place}",
                "Vĩ độ": point.y + shift,
                "Kinh độ": point.x,
                "Số dân": 100 + place,
                "Có sóng": "Có",
            }
            for place, point in enumerate(middle)
            for shift in (0.0, 0.004)
        ]
    )
    villages.to_csv(folder / "thon.csv", index=False)
    return folder


NAMED = {"vi": " Các xã, phường như vậy: ", "en": " Communes of this kind: "}


def call(files: Path, out: Path, *more: str) -> int:
    return main(
        ["coverage-check", str(ROOT / "data" / "son-la"), "--stations", str(files / "tram.csv"),
         "--elevation", str(files / "do-cao.tif"), "--out", str(out), *more]
    )  # fmt: skip


def cells(path: Path) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(path)
    return {page.title: list(page.values) for page in book.worksheets}


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_province_is_checked(
    files: Path,
    tmp_path: Path,
    lang: str,
    capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
) -> None:
    if lang == "en":
        request.getfixturevalue("once")  # in the other language it is read
    assert call(files, tmp_path, "--villages", str(files / "thon.csv"), "--lang", lang) == 0
    said = capsys.readouterr()
    assert "{" not in said.out + said.err
    assert str(tmp_path / "coverage-check.xlsx") in said.out
    # Each cause once, for all the communes that are named.
    named = [line for line in said.out.splitlines() if NAMED[lang] in line]
    causes = {line.split(NAMED[lang])[0] for line in named}
    assert 1 <= len(named) == len(causes) <= 3
    assert all(said.out.count(cause.strip()) == 1 for cause in causes)
    assert sum(line.count(", ") + 1 for line in named) >= 20
    sheets = list(cells(tmp_path / "coverage-check.xlsx").values())
    assert "P.1812" in str(sheets[0])
    assert len(sheets[1]) == 1 + 75
    # An interval of people, of villages and of the area.
    percents = [column for column in zip(*sheets[1], strict=True) if str(column[0]).endswith("(%)")]
    assert len(percents) == 1 + 2 + 1 + 2 + 2  # with what is declared and what is expected
    # No station reaches the west: what is declared there cannot be from these stations.
    sentence = {"vi": "không thể đạt được", "en": "cannot be"}[lang]
    assert sum(sentence in str(row[-1]) for row in sheets[1]) > 20
    assert any(row[2] == f"'{HOSTILE}" or row[2] == HOSTILE for row in sheets[2])
    book = openpyxl.load_workbook(tmp_path / "coverage-check.xlsx")
    kinds = {cell.data_type for page in book for row in page.iter_rows() for cell in row}
    assert "f" not in kinds


@pytest.mark.usefixtures("once")
def test_no_place_of_a_station_is_written(files: Path, tmp_path: Path) -> None:
    assert call(files, tmp_path, "--villages", str(files / "thon.csv")) == 0
    stations = pd.read_csv(files / "tram.csv")
    figures = [
        float(value)
        for rows in cells(tmp_path / "coverage-check.xlsx").values()
        for row in rows
        for value in row
        if isinstance(value, int | float)
    ]
    for column in ("Vĩ độ", "Kinh độ"):
        apart = np.abs(np.array(figures)[:, None] - stations[column].to_numpy())
        assert apart.min() > 1e-4
    shared = pd.read_csv(tmp_path / "reach-by-group.csv")
    given = shared[shared["reason"].isna()]
    assert set(given["low_pct"]) | set(given["high_pct"]) <= {0, 20, 40, 60, 80, 100}
    assert (given["low_pct"] <= given["high_pct"]).all()
    assert "SLA0" not in (tmp_path / "reach-by-group.csv").read_text(encoding="utf-8-sig")


@pytest.mark.usefixtures("once")
def test_the_map_shows_nothing_but_what_may_be_shared(
    files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(files, tmp_path / "all", "--villages", str(files / "thon.csv")) == 0
    fewer = tmp_path / "fewer.csv"
    pd.read_csv(files / "tram.csv").iloc[:-1].to_csv(fewer, index=False)
    assert call(files, tmp_path / "fewer", "--stations", str(fewer), "--lang", "en") == 0
    assert "levels.tif" not in capsys.readouterr().err
    pages = [tmp_path / name / "reach-map.html" for name in ("all", "fewer")]
    data, other = (data_of(page.read_text(encoding="utf-8")) for page in pages)
    shared = pd.read_csv(tmp_path / "all" / "reach-by-group.csv", dtype={"unit_code": "str"})
    assert data["units"]["code"] == shared["unit_code"].tolist()
    for theme, end in zip(data["themes"], ("high", "low"), strict=False):
        drawn = [np.nan if rate is None else rate / 100 for rate in theme["rate"]]
        assert drawn == pytest.approx(shared[f"{end}_pct"].tolist(), nan_ok=True)
        assert set(theme["numerator"]) | set(theme["denominator"]) == {None}
    assert [theme["key"].split(".")[0] for theme in data["themes"]] == [
        "reach_people_high", "reach_people_low", "pop_4g",
    ]  # fmt: skip
    # Borders and all else that is drawn follow from no station.
    assert data["geometry"] == other["geometry"]
    assert not data["points"]
    # Without villages the shares are of the area.
    assert other["themes"][0]["key"].startswith("reach_area_high")
    assert {path.name for path in (tmp_path / "all").iterdir()} == {
        "coverage-check.xlsx", "reach-by-group.csv", "reach-map.html",
    }  # fmt: skip


@pytest.mark.usefixtures("once")
def test_a_province_of_which_nothing_may_be_shared_has_a_map_that_says_so(
    files: Path, tmp_path: Path
) -> None:
    few = tmp_path / "few.csv"
    pd.read_csv(files / "tram.csv").iloc[:4].to_csv(few, index=False)
    assert call(files, tmp_path, "--stations", str(few)) == 0
    data = data_of((tmp_path / "reach-map.html").read_text(encoding="utf-8"))
    for theme in data["themes"][:2]:
        assert set(theme["rate"]) == {None}


@pytest.mark.usefixtures("once")
def test_levels_and_outlines_are_written_if_asked_for_by_name_with_a_warning(
    files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(files, tmp_path, "--show-stations", "--lang", "en") == 0
    said = capsys.readouterr().err
    assert "levels.tif" in said
    assert "stations can be read off" in said
    outlines = gpd.read_file(tmp_path / "reached.gpkg")
    assert set(outlines["reached"]) == {"low", "high"}
    with rasterio.open(tmp_path / "levels.tif") as levels:
        assert levels.count == 2


@pytest.mark.usefixtures("once")
def test_without_villages_no_claim_is_judged(
    files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(files, tmp_path, "--lang", "en") == 0
    assert "Add --villages" in capsys.readouterr().out
    table = cells(tmp_path / "coverage-check.xlsx")["Communes"]
    assert not any(row[-1] for row in table[1:])
    area = table[0].index("Area reached, at most (%)")
    assert max(float(str(row[area])) for row in table[1:]) > 0


def test_stations_of_one_operator_reach_no_more_than_all(
    files: Path, communes: gpd.GeoDataFrame, sample: Analysis
) -> None:
    every, one = (
        check_coverage(
            sample,
            stations=files / "tram.csv",
            elevation=[files / "do-cao.tif"],
            villages=files / "thon.csv",
            operator=operator,
        )
        for operator in ("any", "viettel")
    )
    assert (every.reached.stations, one.reached.stations) == (STATIONS, STATIONS // 2)
    assert (one.table["area_high_pct"] <= every.table["area_high_pct"] + 1e-9).all()
    assert set(every.table.index) == set(communes.index)
    assert (one.table["claim_pct"] <= every.table["claim_pct"] + 1e-9).all()
    # Where no village is declared uncovered, nothing tells a missing station from a false claim.
    assert set(every.table["cause"].dropna()) <= {
        reach.FALSE, reach.STATION_MISSING, reach.UNDECIDED
    }  # fmt: skip


@pytest.mark.usefixtures("once")
@pytest.mark.parametrize(
    ("more", "says"),
    [
        (["--operator", "vnpt"], "vnpt"),
        (["--technology", "5g"], "5g"),
        (["--stations", "none.csv"], "none.csv"),
        (["--elevation", "none.tif"], "none.tif"),
        (["--villages", "none.csv"], "none.csv"),
        (["--land-cover", "400"], "400"),
    ],
)
def test_what_cannot_be_used_is_named(
    files: Path, tmp_path: Path, more: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(files, tmp_path / "out", *more) == 2
    said = capsys.readouterr().err
    assert says in said
    assert "Traceback" not in said
    assert not (tmp_path / "out").exists()


def test_an_elevation_of_half_the_province_leaves_the_other_unsaid(
    files: Path, tmp_path: Path, sample: Analysis
) -> None:
    with rasterio.open(files / "do-cao.tif") as whole:
        heights, transform, crs = whole.read(1), whole.transform, whole.crs
    half = heights[:, heights.shape[1] // 2 :]
    west = transform.c + transform.a * (heights.shape[1] // 2)
    shifted = Affine(transform.a, 0, west, 0, transform.e, transform.f)
    path = tmp_path / "dong.tif"
    with rasterio.open(
        path, "w", driver="GTiff", count=1, height=half.shape[0], width=half.shape[1],
        dtype="float32", crs=crs, transform=shifted,
    ) as file:  # fmt: skip
        file.write(half, 1)
    found = check_coverage(
        sample,
        stations=files / "tram.csv",
        elevation=[path],
        villages=files / "thon.csv",
    )
    dark = found.table["reason"] != ""
    assert 10 < dark.sum() < 65
    assert found.table.loc[dark, ["people_low_pct", "people_high_pct"]].isna().all(axis=None)
    assert (found.table.loc[dark, "verdict"] == reach.UNKNOWN).mean() > 0.8


def test_villages_are_read_as_plans_read_them(
    files: Path, tmp_path: Path, sample: Analysis
) -> None:
    villages = pd.read_csv(files / "thon.csv").iloc[1:7]
    villages["Có sóng"] = ["đã phủ sóng", "chưa có", "x", "trắng sóng", "lõm", ""]
    villages["Số dân"] = ["1.200", "80", "", "95", "100", "110"]
    villages.loc[villages.index[0], ["Vĩ độ", "Kinh độ"]] = villages.loc[
        villages.index[0], ["Kinh độ", "Vĩ độ"]
    ].to_numpy()
    villages.loc[villages.index[5], "Vĩ độ"] = 10.5  # in Vietnam, and far from the province
    villages.to_csv(tmp_path / "thon.csv", index=False)
    workspace = sample.workspace
    found = read_villages(
        tmp_path / "thon.csv",
        units=sample.communes,
        province=workspace.province,
        vintage=workspace.vintage,
    )
    declared = found.villages["declared"].tolist()
    assert declared == pytest.approx([1, 0, 1, 0, np.nan], nan_ok=True)
    assert found.villages["people"].tolist() == pytest.approx(
        [1200, 80, np.nan, 95, 100], nan_ok=True
    )
    assert found.villages["lat"].between(20, 23).all()
    assert set(found.findings["rule"]) == {
        "planfiles.position_swapped", "planfiles.position_outside", "terrain.village_people",
    }  # fmt: skip


def test_an_operator_nobody_knows_is_refused(files: Path, sample: Analysis) -> None:
    with pytest.raises(ParameterError, match="viettell"):
        check_coverage(
            sample,
            stations=files / "tram.csv",
            elevation=[files / "do-cao.tif"],
            operator="viettell",
        )
