"""The recipes of the documentation run, each after the two lines that all begin with."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest

from dxanalysis.scaffold import create_workspace
from tests.filling import fill_in

ROOT = Path(__file__).resolve().parent.parent
BLOCKS = re.findall(
    r"^```python\n(.+?)^```$",
    (ROOT / "docs" / "how-to" / "recipes.md").read_text(encoding="utf-8"),
    re.MULTILINE | re.DOTALL,
)
FIRST, RECIPES = BLOCKS[0], BLOCKS[1:]
MOST_LINES = 6
EARLIER = {"people_4g": 0.7, "people_5g": 0.1}


@pytest.fixture(scope="module")
def desk(son_la: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the sample, another province of two quarters, and an own table."""
    folder = tmp_path_factory.mktemp("recipes")
    shutil.copytree(son_la, folder / "son-la")
    shutil.copy(son_la / "workbooks" / "viettel.xlsx", folder)
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    other = folder / "lang-son"
    create_workspace(other, province="Lạng Sơn")
    fill_in(other)
    quarter = other / "workbooks" / "so-khcn-q2.xlsx"
    shutil.copy(other / "workbooks" / "so-khcn.xlsx", quarter)
    book = openpyxl.load_workbook(quarter)
    book.worksheets[0]["D4"] = "30/6/2025"
    del book[book.sheetnames[1]]
    book.save(quarter)
    settings = other / "province.toml"
    entry = '[[workbooks]]\npath = "workbooks/so-khcn-q2.xlsx"\noperator = "any"\n\n[boundaries]'
    whole = settings.read_text(encoding="utf-8").replace("[boundaries]", entry, 1)
    settings.write_text(whole, encoding="utf-8")
    codes = pd.read_csv(son_la / "population.csv", dtype="str")["unit_code"]
    schools = pd.DataFrame({"unit_code": codes, "numerator": 3, "denominator": 4, "pupils": 100})
    schools.to_csv(folder / "truong-hoc.csv", index=False)
    return folder


@pytest.fixture(scope="module")
def begun(desk: Path) -> dict[str, Any]:
    """Run the two lines that all begin with."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(desk)
        names: dict[str, Any] = {}
        exec(FIRST, names)  # noqa: S102 - our own documentation
    return names


@pytest.fixture
def ran(desk: Path, begun: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that runs a recipe and gives what it named."""
    monkeypatch.chdir(desk)

    def run(number: int) -> dict[str, Any]:
        names = dict(begun)
        exec(RECIPES[number - 1], names)  # noqa: S102 - our own documentation
        return names

    return run


def test_there_are_twelve_and_each_is_short() -> None:
    assert len(RECIPES) == 12
    assert max(len(block.splitlines()) for block in BLOCKS) <= MOST_LINES


def test_gaps_are_a_layer_that_can_be_opened(ran: Any, desk: Path) -> None:
    gap = ran(1)["gap"]
    layer = gpd.read_file(desk / "gap.gpkg", layer="gap")
    assert len(layer) == 75
    assert layer["pop_4g"].sum() == gap["pop_4g"].sum()
    assert layer.crs.to_epsg() == 4326


@pytest.mark.slow
def test_two_provinces_stand_beside_each_other(ran: Any) -> None:
    assert ran(2)["rows"]["unit_name"].tolist() == ["Tỉnh Sơn La", "Tỉnh Lạng Sơn"]
    communes = ran(11)["communes"]
    assert len(communes) == 75 + 65
    assert communes.crs.to_epsg() == 4326


def test_an_own_indicator_and_an_own_target_are_like_any_other(ran: Any) -> None:
    more = ran(3)["more"]
    assert more.figure("14", "schools_online") == 75.0
    assert more.figure("14", "schools_online", "denominator") == 75 * 4
    stricter = ran(4)
    sample = stricter["sample"]
    four = sample.figure("14", "pop_4g")
    assert stricter["stricter"].figure("14", "pop_4g", "gap_points") == pytest.approx(99.5 - four)
    assert sample.workspace.targets["pop_4g"].value_pct != 99.5, "the sample's own stays"


def test_villages_own_columns_and_a_district(ran: Any, desk: Path) -> None:
    villages = ran(5)["villages"]
    assert villages["people"].is_monotonic_decreasing
    assert villages["unit_name"].notna().all()
    assert ran(6)["joined"]["schools"].eq(4).all()
    names = ran(7)
    shown = names["dx"].view(names["more"], indicator="pupils")
    assert "Số học sinh" in shown.html
    assert "7.500 học sinh" in shown.sentence
    rows = ran(8)["rows"]
    sheet = pd.read_excel(desk / "song-ma.xlsx", dtype={"unit_code": "str"})
    assert sheet["unit_code"].nunique() == rows["unit_code"].nunique() > 1
    assert sheet["rate_pct"].tolist() == pytest.approx(rows["rate_pct"].tolist())


@pytest.mark.slow
def test_papermill_runs_the_page(ran: Any, desk: Path) -> None:
    ran(9)
    assert "Sông Mã" in (desk / "126.ipynb").read_text(encoding="utf-8")


@pytest.mark.slow
def test_quarters_and_one_workbook(ran: Any) -> None:
    trend = ran(10)["trend"]
    assert [f"{day:%Y-%m-%d}" for day in trend.index] == ["2025-06-30", "2025-09-30"]
    names = ran(12)
    assert set(names["figures"]["operator"]) == {"viettel"}
    assert names["figures"]["unit_code"].nunique() == 75
