"""The embedded sample: it adds up to what was published, keeps every law, and can be made again."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
import shapely

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

GEOS_OF_THE_COMMITTED_FILE = (3, 14, 1)
"""Another GEOS may draw the same mosaic with other bytes."""

OPERATORS = ("viettel", "vnpt", "mobifone")
SHARED = (
    "people_4g",
    "people_5g",
    "villages_with_4g",
    "villages_with_5g",
    "villages_with_fibre",
    "households_subscribed",
)


@pytest.fixture(scope="module")
def made(son_la: Path) -> ModuleType:
    sys.path.insert(0, str(son_la))
    try:
        return importlib.import_module("figures")
    finally:
        sys.path.remove(str(son_la))


@pytest.fixture(scope="module")
def table(made: ModuleType) -> pd.DataFrame:
    return made.figures()


@pytest.fixture(scope="module")
def population(son_la: Path) -> pd.DataFrame:
    return pd.read_csv(
        son_la / "population.csv", dtype={"unit_code": str, "border": int}, index_col="unit_code"
    )


@pytest.fixture(scope="module")
def remade(son_la: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("remade")
    script = son_la / "make_workbooks.py"
    subprocess.run([sys.executable, script, "--out", folder], check=True, capture_output=True)
    return folder


def test_the_population_is_the_published_one_with_its_faults_mended(
    population: pd.DataFrame,
) -> None:
    assert len(population) == 75
    assert population["population"].sum() == 1_394_763
    assert population["border"].sum() == 13
    published = population["population_published"]
    assert published.isna().sum() == 1
    assert population.loc["03703", "population"] == 28_111
    changed = population[published.notna() & (published != population["population"])]
    assert set(changed.index) == {"03757", "03781", "03814", "03892", "03997"}
    assert (changed["population"] == changed["population_published"] * 10).all()
    # Whatever is not as published, or is doubtful, says why in both languages.
    noted = population[["note_vi", "note_en"]].notna()
    assert set(population.index[noted.all(axis=1)]) == {*changed.index, "03703", "04117"}
    assert (noted["note_vi"] == noted["note_en"]).all()
    assert population["source"].notna().all()


@pytest.mark.parametrize(
    ("numerator", "denominator", "percent", "decimals"),
    [
        ("people_4g", "population", 97.25, 2),
        ("people_5g", "population", 10.14, 2),
        ("villages_with_fibre", "villages", 80.03, 2),
        ("villages_with_4g", "villages", 96.9, 1),
        ("households_with_smartphone", "households", 96.36, 2),
        ("adults_with_signature", "adults", 6.86, 2),
        ("people_with_apps", "population", 66.76, 2),
        ("adults_with_epayment", "adults", 90.4, 2),
        ("results_digitised", "results", 95.6, 2),
    ],
)
def test_shares_add_up_to_the_published_ones(
    table: pd.DataFrame, numerator: str, denominator: str, percent: float, decimals: int
) -> None:
    share = 100 * table[numerator].sum() / table[denominator].sum()
    assert round(share, decimals) == percent


def test_counts_add_up_to_the_published_ones(table: pd.DataFrame, made: ModuleType) -> None:
    assert table["teams"].sum() == 2_448
    assert table["team_members"].sum() == 15_101
    assert table["eid_accounts"].sum() == 539_304
    assert table["communes_with_fibre"].sum() == len(table) == 75
    assert sum(table[f"stations_5g_{operator}"].sum() for operator in OPERATORS) == 44
    assert {name: table[name].sum() for name in made.TOTALS} == made.TOTALS
    assert all(table[name].dtype.kind == "i" for name in made.TOTALS)


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("people_4g", "population"),
        ("people_5g", "people_4g"),
        ("villages_with_4g", "villages"),
        ("villages_with_5g", "villages_with_4g"),
        ("villages_with_fibre", "villages"),
        ("households_passed", "households"),
        ("households_subscribed", "households_passed"),
        ("households_with_smartphone", "households"),
        ("adults", "population"),
        ("adults_with_epayment", "adults"),
        ("adults_with_signature", "adults"),
        ("eid_accounts", "adults"),
        ("people_with_apps", "population"),
        ("files_online", "files"),
        ("results", "files"),
        ("results_digitised", "results"),
        ("subscribers_with_2g_only", "subscribers"),
    ],
)
def test_no_part_is_more_than_its_whole(table: pd.DataFrame, part: str, whole: str) -> None:
    assert (table[part] >= 0).all()
    assert (table[part] <= table[whole]).all()


@pytest.mark.parametrize("quantity", SHARED)
def test_any_operator_lies_between_the_best_and_the_sum(table: pd.DataFrame, quantity: str) -> None:
    alone = table[[f"{quantity}_{operator}" for operator in OPERATORS]]
    assert (alone.max(axis=1) <= table[quantity]).all()
    assert (table[quantity] <= alone.sum(axis=1)).all()


@pytest.mark.parametrize("operator", OPERATORS)
def test_stations_stand_where_there_is_coverage(table: pd.DataFrame, operator: str) -> None:
    for generation in ("4g", "5g"):
        covered = table[f"people_{generation}_{operator}"] > 0
        assert ((table[f"stations_{generation}_{operator}"] > 0) == covered).all()
    assert (table[f"people_5g_{operator}"] <= table[f"people_4g_{operator}"]).all()


def test_far_away_is_worse_and_wards_are_best(table: pd.DataFrame) -> None:
    share = table["people_4g"] / table["population"]
    ward = table["kind"] == "phường"
    border = table["border"] == 1
    assert ward.sum() == 8
    assert share[ward].min() > 0.99 > share[border].mean()
    assert share[border].mean() < share[~border].mean()
    assert share.rank().corr(table["remote"].rank()) < -0.9
    assert (table.loc[ward, "people_5g"] > 0).all()
    elsewhere = table[(table["people_5g"] > 0) & ~ward]
    assert elsewhere["population"].min() > 20_000
    sizes = table["population"] / table["households"]
    assert sizes.between(3.7, 5.1).all()


def test_villages_without_signal_fit_the_counts(table: pd.DataFrame, made: ModuleType) -> None:
    villages = made.dark_villages(table)
    counted = villages.groupby("unit_code").size().reindex(table.index, fill_value=0)
    assert (counted == table["villages"] - table["villages_with_4g"]).all()
    people = villages.groupby("unit_code")["people"].sum().reindex(table.index, fill_value=0)
    assert (people <= table["population"] - table["people_4g"]).all()
    assert villages["people"].min() > villages["households"].min() > 0
    assert villages["electricity"].nunique() == 2
    assert not villages.duplicated(["unit_code", "village"]).any()
    assert villages["village"].str.contains("minh họa").all()


def _members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.slow
def test_the_workbooks_can_be_made_again(son_la: Path, remade: Path) -> None:
    committed = sorted((son_la / "workbooks").iterdir())
    assert [path.name for path in committed] == sorted(path.name for path in remade.iterdir())
    assert len(committed) == 9
    for path in committed:
        again = remade / path.name
        if path.suffix == ".csv":
            assert path.read_bytes() == again.read_bytes(), path.name
            continue
        # Builds of zlib may pack the same content differently, so content is what must be equal.
        assert _members(path) == _members(again), path.name


@pytest.mark.slow
def test_making_twice_gives_the_same_bytes(son_la: Path, remade: Path, tmp_path: Path) -> None:
    script = son_la / "make_workbooks.py"
    subprocess.run([sys.executable, script, "--out", tmp_path], check=True, capture_output=True)
    for path in remade.iterdir():
        assert path.read_bytes() == (tmp_path / path.name).read_bytes(), path.name


def test_every_workbook_says_that_it_is_illustrative(son_la: Path) -> None:
    for path in (son_la / "workbooks").glob("*.xlsx"):
        book = openpyxl.load_workbook(path)
        for sheet in book:
            said = [
                str(cell) for row in sheet.iter_rows(max_row=6, values_only=True) for cell in row
            ]
            assert any("SỐ LIỆU MINH HỌA" in cell for cell in said), (path.name, sheet.title)


def test_the_made_up_lists_say_so_in_every_row(son_la: Path) -> None:
    regions = pd.read_csv(son_la / "workbooks" / "khu-vuc-minh-hoa.csv", dtype="str")
    tests = pd.read_csv(son_la / "workbooks" / "do-kiem-minh-hoa.csv", dtype="str", sep=";")
    assert set(regions["note"]) == set(tests["Ghi chú"]) == {"SỐ LIỆU MINH HỌA"}
    assert len(regions) == 73  # two communes have no class
    assert set(regions["region"]) == {"I", "II", "III"}


def test_2g_phones_are_more_frequent_far_away(table: pd.DataFrame) -> None:
    share = table["subscribers_with_2g_only"] / table["subscribers"]
    assert share.rank().corr(table["remote"].rank()) > 0.7
    assert (table["subscribers"] <= table["population"]).all()


def _rows(path: Path, sheet: str) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(path, data_only=True)[sheet].iter_rows(values_only=True))


@pytest.mark.parametrize(
    ("file", "sheet"),
    [
        ("viettel.xlsx", "Biểu 01"),
        ("mobifone.xlsx", "Sheet1"),
        ("so-khcn.xlsx", "Tổng hợp"),
        ("dich-vu-nguoi-dan.xlsx", "Biểu 02"),
    ],
)
def test_subtotals_and_total_are_the_sums_of_what_is_written(
    son_la: Path, file: str, sheet: str
) -> None:
    rows = _rows(son_la / "workbooks" / file, sheet)
    communes = [row for row in rows if isinstance(row[0], int)]
    subtotals = [row for row in rows if re.fullmatch(r"[IVX]+", str(row[0]))]
    total = next(row for row in rows if row[1] == "Tổng cộng")
    assert (len(communes), len(subtotals)) == (75, 12)
    counts = [
        place
        for place in range(3, len(total))
        if isinstance(total[place], int) and isinstance(communes[0][place], int)
    ]
    assert len(counts) >= 8
    for place in counts:
        assert sum(row[place] or 0 for row in communes) == total[place]
        assert sum(row[place] or 0 for row in subtotals) == total[place]


def test_senders_write_numbers_each_in_their_way(son_la: Path) -> None:
    rows = _rows(son_la / "workbooks" / "vnpt.xlsx", "TH_MangLuoi")
    vnpt = [row for row in rows if isinstance(row[0], int)]
    assert len(vnpt) == 75
    cells = [cell for row in vnpt for cell in row[3:16]]
    assert all(cell is None or isinstance(cell, str) for cell in cells)
    assert "-" in cells
    assert None in cells
    assert any(re.fullmatch(r"\d{1,2},\d", str(cell)) for cell in cells)
    assert any(re.fullmatch(r"\d{1,2}\.\d{3}", str(cell)) for cell in cells)
    mobifone = _rows(son_la / "workbooks" / "mobifone.xlsx", "Sheet1")
    communes = [row for row in mobifone if isinstance(row[0], int)]
    assert all(isinstance(row[2], int) and row[2] < 10_000 for row in communes)
    assert all(0 <= row[12] <= 1 for row in communes)
    assert all(str(row[1]).startswith(("X. ", "P. ")) for row in communes)


def test_the_department_leaves_no_cell_blank(son_la: Path) -> None:
    rows = _rows(son_la / "workbooks" / "so-khcn.xlsx", "Tổng hợp")
    communes = [row for row in rows if isinstance(row[0], int)]
    assert all(cell is not None for row in communes for cell in row[:16])
    assert all(row[12] == "x" for row in communes)


def test_the_boundaries_are_one_true_coverage(son_la: Path, table: pd.DataFrame) -> None:
    path = son_la / "boundaries.geojson"
    assert path.stat().st_size <= 250_000
    drawn = gpd.read_file(path).set_index("unit_code")
    assert sorted(drawn.index) == sorted(table.index)
    drawn = drawn.loc[table.index]
    assert drawn["approximate"].all()
    assert (drawn["unit_name"] == table["unit_name"]).all()
    shapes = drawn.geometry.to_numpy()
    assert shapely.is_valid(shapes).all()
    assert not shapely.is_empty(shapes).any()
    assert shapely.coverage_is_valid(shapes)
    assert set(drawn.geom_type) == {"Polygon"}
    whole = shapely.coverage_union_all(shapes)
    assert (whole.geom_type, len(whole.interiors)) == ("Polygon", 0)
    areas = drawn.to_crs(32648).area / 1e6
    assert areas.sum() == pytest.approx(14_109.83, rel=0.01)
    assert (areas / table["area_km2"]).between(0.6, 1.4).all()


@pytest.mark.slow
def test_the_boundaries_can_be_drawn_again(son_la: Path, tmp_path: Path) -> None:
    again = tmp_path / "boundaries.geojson"
    script = son_la / "make_boundaries.py"
    subprocess.run([sys.executable, script, "--out", again], check=True, capture_output=True)
    committed = son_la / "boundaries.geojson"
    if shapely.geos_version == GEOS_OF_THE_COMMITTED_FILE:
        assert again.read_bytes() == committed.read_bytes()
    one, other = (gpd.read_file(path).geometry.to_numpy() for path in (committed, again))
    shared = shapely.area(shapely.intersection(one, other))
    assert (shared / shapely.area(shapely.union(one, other))).min() > 0.99


@pytest.mark.real
def test_the_boundaries_are_near_the_real_ones(son_la: Path, real_data: Path) -> None:
    drawn = gpd.read_file(son_la / "boundaries.geojson").set_index("unit_code").to_crs(32648)
    real = gpd.read_file(real_data / "boundaries" / "son_la_communes_2025.gpkg").set_index("code")
    real = real.to_crs(32648).loc[drawn.index]
    one, other = drawn.geometry.to_numpy(), shapely.make_valid(real.geometry.to_numpy())
    overlap = shapely.area(shapely.intersection(one, other)) / shapely.area(
        shapely.union(one, other)
    )
    assert float(pd.Series(overlap).median()) > 0.7
    assert overlap.min() > 0.3
