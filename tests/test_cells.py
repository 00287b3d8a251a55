"""Cells of OpenCelliD: counted once, apart by operator, the same as by an exact join."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources.measurements import radio_cells
from dxanalysis.sources.measurements.locator import OUTSIDE, make_locator

if TYPE_CHECKING:
    from pathlib import Path

ROWS = """\
radio,mcc,net,area,cell,unit,lon,lat,range,samples,changeable,created,updated,averageSignal
LTE,452,4,10,1,0,104.05,21.05,1000,5,1,1600000000,1650000000,0
LTE,452,4,10,2,0,104.06,21.05,1000,5,1,1500000000,1640000000,0
LTE,452,4,10,2,0,104.06,21.06,1000,5,1,1500000000,1690000000,0
LTE,452,1,10,2,0,104.06,21.05,1000,5,1,1600000000,1650000000,0
GSM,452,2,10,3,0,104.15,21.05,1000,5,1,1600000000,1650000000,0
NR,452,4,10,4,0,104.15,21.05,1000,5,1,1600000000,1650000000,0
LTE,452,7,10,5,0,104.15,21.05,1000,5,1,1600000000,1650000000,0
LTE,457,4,10,6,0,104.05,21.05,1000,5,1,1600000000,1650000000,0
LTE,452,4,10,7,0,0,0,1000,5,1,1600000000,1650000000,0
LTE,452,4,10,8,0,104.5,21.5,1000,5,1,1600000000,1650000000,0
"""


@pytest.fixture
def two() -> gpd.GeoDataFrame:
    """Return two squares of 0.1° side by side."""
    shapes = [shapely.box(104.0, 21.0, 104.1, 21.1), shapely.box(104.1, 21.0, 104.2, 21.1)]
    return gpd.GeoDataFrame(geometry=shapes, index=pd.Index(["00001", "00002"]), crs=4326)


def counted(reading: radio_cells.CellReading) -> dict[tuple[str, str, str], int]:
    keys = zip(*(reading.table[name] for name in ("unit_code", "operator", "radio")), strict=True)
    return dict(zip(keys, reading.table["cells"], strict=True))


EXPECTED = {
    ("00001", "viettel", "LTE"): 2,
    ("00001", "mobifone", "LTE"): 1,
    ("00002", "vnpt", "GSM"): 1,
    ("00002", "viettel", "NR"): 1,
    ("00002", "other", "LTE"): 1,
}


def test_each_cell_is_counted_once_and_what_is_left_out_is_told(
    two: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    path = tmp_path / "452.csv"
    path.write_text(ROWS, encoding="utf-8")
    reading = radio_cells.read_cells(path, units=two)
    assert counted(reading) == EXPECTED
    assert (reading.rows, reading.located, reading.duplicates) == (10, 7, 1)
    assert (reading.outside, reading.implausible, reading.other_countries) == (1, 1, 1)
    seen = reading.table.set_index(["unit_code", "operator", "radio"]).loc[
        ("00001", "viettel", "LTE")
    ]
    assert seen["first_seen"] == pd.Timestamp(1500000000, unit="s")
    assert seen["last_seen"] == pd.Timestamp(1690000000, unit="s")


@pytest.mark.parametrize("form", ["header", "bare", "gz", "bom", "semicolon"])
def test_every_form_of_the_file_gives_the_same(
    two: gpd.GeoDataFrame, tmp_path: Path, form: str
) -> None:
    header, _, body = ROWS.partition("\n")
    content = {
        "header": ROWS,
        "bare": body,
        "gz": body,
        "bom": "\ufeff" + header.upper().replace("NET", "MNC") + "\r\n" + body,
        "semicolon": ROWS.replace(",", ";"),
    }[form].encode()
    path = tmp_path / ("452.csv.gz" if form == "gz" else "452.csv")
    path.write_bytes(gzip.compress(content) if form == "gz" else content)
    reading = radio_cells.read_cells(path, units=two)
    assert counted(reading) == EXPECTED
    assert reading.rows == 10


def test_reduced_columns_and_words_among_numbers(two: gpd.GeoDataFrame, tmp_path: Path) -> None:
    path = tmp_path / "it.csv"
    path.write_text(
        ",lon,lat,mcc,range,net,cell,averageSignal\n"
        "1,104.05,21.05,452,1,4,7,-70\n2,104.05,21.05,452,1,4,7,-70\n"
        "3,n/a,21.05,452,1,4,8,-70\n4,104.05,21.05,452\n5,104.15,21.05,452,1,x,9,-70\n",
        encoding="utf-8",
    )
    reading = radio_cells.read_cells(path, units=two)
    assert counted(reading) == {
        ("00001", "viettel", "unknown"): 1,
        ("00002", "other", "unknown"): 1,
    }
    assert (reading.rows, reading.duplicates, reading.implausible, reading.unreadable) == (
        *(5, 1, 1),
        1,
    )
    assert reading.table[["first_seen", "last_seen"]].isna().all(axis=None)
    reduced = reading.findings.set_index("rule").loc["cells.reduced_columns", "value"]
    assert reduced == "radio, area, created, updated"


def test_5g_is_said_to_be_undercounted(two: gpd.GeoDataFrame, tmp_path: Path) -> None:
    path = tmp_path / "452.csv"
    path.write_text(ROWS, encoding="utf-8")
    findings = radio_cells.read_cells(path, units=two).findings
    row = findings[findings["rule"] == "cells.undercount_5g"].iloc[0]
    assert radio_cells.sentence(row, "en").startswith("5G is undercounted in “452.csv”")
    assert radio_cells.sentence(row, "vi").startswith(
        "Số ô 5G trong tệp “452.csv” thấp hơn thực tế"
    )


def test_observations_keep_operators_apart(two: gpd.GeoDataFrame, tmp_path: Path) -> None:
    path = tmp_path / "452.csv"
    path.write_text(ROWS, encoding="utf-8")
    table = radio_cells.to_observations(radio_cells.read_cells(path, units=two), vintage="2025-07")
    found = table.set_index(["unit_code", "operator", "indicator"])["numerator"].to_dict()
    assert found == {
        ("00001", "viettel", "cells_4g"): 2,
        ("00001", "mobifone", "cells_4g"): 1,
        ("00002", "vnpt", "cells_2g"): 1,
        ("00002", "viettel", "cells_5g"): 1,
    }
    assert set(table["evidence"]) == {"measured"}
    assert set(table["as_of"]) == {pd.Timestamp(1690000000, unit="s").normalize()}


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (None, "cells.missing_file"),
        (b"lon,lat\n1,2\n", "cells.missing_columns"),
        (b"a,b,c\n1,2,3\n", "cells.not_cells"),
        (b"", "cells.not_cells"),
        (b"\x1f\x8b\x08\x00broken", "cells.damaged"),
        (gzip.compress(ROWS.encode() * 50)[:-60], "cells.damaged"),
        (b"lon,lat,net\n" + b"1" * 20_000_000, "cells.damaged"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_sentence(
    two: gpd.GeoDataFrame, tmp_path: Path, content: bytes | None, key: str
) -> None:
    path = tmp_path / "cells.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(FileUnreadableError) as caught:
        radio_cells.read_cells(path, units=two)
    assert caught.value.key == key
    for lang in ("vi", "en"):
        assert "cells.csv" in caught.value.sentence(lang)


def first_by_exact_test(shapes: np.ndarray, lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    found = np.full(len(lon), OUTSIDE)
    for place in reversed(range(len(shapes))):
        found[shapely.intersects_xy(shapes[place], lon, lat)] = place
    return found


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), grid=st.sampled_from([1, 9, 400, 40_000]))
def test_the_grid_answers_as_exact_tests_do(seed: int, grid: int) -> None:
    rng = np.random.default_rng(seed)
    # Overlapping blobs, blobs with holes, corners on whole numbers, and one inside another.
    middles = rng.integers(0, 8, (6, 2)) / 4
    discs = shapely.buffer(shapely.points(middles), rng.uniform(0.2, 1.2, 6), quad_segs=3)
    shapes = np.append(discs, [shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)])
    shapes[0] = shapely.difference(shapes[0], shapely.buffer(shapely.points(middles[0]), 0.1))
    frame = gpd.GeoDataFrame(geometry=list(shapes), crs=4326)
    vertices = shapely.get_coordinates(shapes)
    lon, lat = np.concatenate(
        [
            rng.uniform(-1, 3, (400, 2)),
            rng.integers(-4, 12, (200, 2)) / 4,
            vertices,
            [[np.nan, 0.5], [np.inf, 0.5]],
        ]
    ).T
    found = make_locator(frame, cells=grid).find(lon, lat)
    assert (found == first_by_exact_test(shapes, lon, lat)).all()


@pytest.mark.real
def test_the_reduced_extract_is_counted_in_full(real_data: Path) -> None:
    path = real_data / "samples" / "opencellid" / "final_dataset.csv"
    frame = pd.read_csv(path)
    west, south = frame[["lon", "lat"]].min() - 0.01
    east, north = frame[["lon", "lat"]].max() + 0.01
    middle = (west + east) / 2
    halves = gpd.GeoDataFrame(
        geometry=[shapely.box(west, south, middle, north), shapely.box(middle, south, east, north)],
        index=["00001", "00002"],
        crs=4326,
    )
    operators = {1: "telekom", 2: "vodafone", 3: "o2"}
    reading = radio_cells.read_cells(path, units=halves, mcc=262, operators=operators)
    assert reading.rows == len(frame) == 2231
    assert reading.other_countries == (frame["mcc"] != 262).sum()
    home = frame[frame["mcc"] == 262]
    assert reading.located == len(home)
    assert reading.duplicates == home.duplicated(["net", "cell"]).sum()
    west_half = home.drop_duplicates(["net", "cell"])
    west_half = west_half[west_half["lon"] <= middle]
    theirs = west_half["net"].map(operators).fillna("other").value_counts().to_dict()
    ours = reading.table[reading.table["unit_code"] == "00001"]
    assert ours.groupby("operator")["cells"].sum().to_dict() == theirs


@pytest.mark.real
@pytest.mark.slow
def test_generated_rows_over_the_whole_country_count_as_sjoin_does(
    real_data: Path, tmp_path: Path
) -> None:
    units = gpd.read_parquet(real_data / "boundaries" / "vietnam_communes_2025_generalised.parquet")
    units = units.set_index("code").rename_axis("unit_code").sort_index()
    rng = np.random.default_rng(7)
    boxes = units.bounds.to_numpy()[rng.integers(0, len(units), 60_000)]
    frame = pd.DataFrame(
        {
            "lon": rng.uniform(boxes[:, 0], boxes[:, 2]).round(6),
            "lat": rng.uniform(boxes[:, 1], boxes[:, 3]).round(6),
            "net": rng.choice([1, 2, 4, 5], len(boxes)),
            "cell": np.arange(len(boxes)),
        }
    )
    frame.to_csv(tmp_path / "cells.csv", index=False)
    points = gpd.GeoDataFrame(
        frame, geometry=gpd.points_from_xy(frame["lon"], frame["lat"]), crs=4326
    )
    joined = (
        gpd.sjoin(points, units[["geometry"]]).reset_index().sort_values(["index", "unit_code"])
    )
    theirs = joined.drop_duplicates("index").groupby(["unit_code", "net"]).size()
    table = radio_cells.read_cells(tmp_path / "cells.csv", units=units).table
    nets = {name: net for net, name in radio_cells.OPERATORS_BY_NET.items()}
    ours = table.assign(net=table["operator"].map(nets)).set_index(["unit_code", "net"])["cells"]
    assert ours.sum() > 50_000
    pd.testing.assert_series_equal(
        ours.sort_index(), theirs.sort_index(), check_names=False, check_index_type=False
    )
