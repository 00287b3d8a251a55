"""Cells of several figures, rows of codes, names of tabs, filters of exports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dxanalysis.errors import FileUnreadableError
from tests.test_workbook_around import DATE, NAMES, read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from dxanalysis.sources.workbook import WorkbookReading
    from tests.test_workbook_around import Rows

NUMBERS = range(1, len(NAMES) + 1)
OPERATORS = ("mobifone", "viettel", "vnpt")


def numbers(reading: WorkbookReading, indicator: str, operator: str = "") -> list[float]:
    rows = reading.observations[reading.observations["indicator"] == indicator]
    if operator:
        rows = rows[rows["operator"] == operator]
    return [float(one) for one in rows["numerator"].dropna()]


def rules(reading: WorkbookReading) -> set[str]:
    return set(reading.findings["rule"])


def of_cells(heading: str, cell: Callable[[int], object]) -> Rows:
    """Beside a column of households, one of cells with several figures."""
    body: Rows = [[n, name, 500 + n, cell(n)] for n, name in zip(NUMBERS, NAMES, strict=True)]
    return [DATE, [], ["STT", "Xã, phường", "Số hộ", heading], *body]


# ---- cells that name what each of their figures is ----------------------------------------------
@pytest.mark.parametrize(
    "cell",
    [
        "Viettel: {}\nVNPT: {}\nMobiFone: {}",
        "Viettel {}, VNPT {}, MobiFone {}",
        "VTT: {}; VNP: {}; MBF: {}",
        "- Viettel: {} trạm\n- VinaPhone: {} trạm\n- Mobifone: {} trạm.",
        "Viettel = {} | VNPT = {} | MobiFone = {}",
        "Viettel: {} VNPT: {} MobiFone: {}",
    ],
)
@pytest.mark.parametrize("heading", ["Số trạm 4G", "Số trạm 4G (theo nhà mạng)"])
def test_figures_named_by_operators_are_theirs(tmp_path: Path, cell: str, heading: str) -> None:
    rows = of_cells(heading, lambda n: cell.format(n, 2 * n, 3 * n))
    reading = read(tmp_path, rows, operator="any")
    for operator, times in (("viettel", 1), ("vnpt", 2), ("mobifone", 3)):
        assert numbers(reading, "stations_4g", operator) == [times * n for n in NUMBERS]
    assert "cells_named" in rules(reading)
    assert numbers(reading, "households") == [500 + n for n in NUMBERS]


@pytest.mark.parametrize(
    "cell", ["4G: {}; 5G: {}", "4G: {}, 5G: {}", "4G {}\n5G {}", "4G:{};5G:{}"]
)
@pytest.mark.parametrize("heading", ["Số trạm", "Số trạm (4G, 5G)", "Số trạm 4G/5G"])
def test_figures_named_by_technologies(tmp_path: Path, cell: str, heading: str) -> None:
    reading = read(tmp_path, of_cells(heading, lambda n: cell.format(n, 9 * n)))
    assert numbers(reading, "stations_4g") == [*NUMBERS]
    assert numbers(reading, "stations_5g") == [9 * n for n in NUMBERS]


def test_an_operator_that_a_cell_leaves_out_is_missing(tmp_path: Path) -> None:
    def cell(n: int) -> str:
        if n == 2:
            return "VNPT: 20"
        order = ("VNPT: {1}; Viettel: {0}", "Viettel: {0}; VNPT: {1}")[n % 2]
        return order.format(n, 10 * n)

    reading = read(tmp_path, of_cells("Số trạm 4G", cell), operator="any")
    assert numbers(reading, "stations_4g", "viettel") == [1, 3, 4, 5, 6, 7, 8]
    assert numbers(reading, "stations_4g", "vnpt") == [10 * n for n in NUMBERS]
    source = reading.observations.query("operator == 'vnpt' and indicator == 'stations_4g'")
    assert str(source["source"].iloc[0]).endswith("D4")


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Số trạm 4G", "Viettel: {}; thôn Nà Pó: {}"),
        ("Số trạm 4G", "Viettel: {}; tổng: {}"),
        ("Số trạm 4G", "Viettel: {}; 5G: {}"),
        ("Số trạm 4G", "Viettel: {}; Viettel: {}"),
        ("Số trạm 4G", "Viettel: {}; VNPT: {} (1 trạm ngừng)"),
        ("Số trạm 4G", "Viettel: {}; VNPT: khoảng {}"),
        ("Số trạm 4G của Viettel", "Viettel: {}; VNPT: {}"),
        ("Số trạm 4G", "3G: {}; 5G: {}"),
        ("Số hộ", "nghèo: {}; cận nghèo: {}"),
    ],
)
def test_figures_with_other_names_stay_together(tmp_path: Path, heading: str, cell: str) -> None:
    rows = of_cells(heading, lambda n: cell.format(n, 2 * n))
    reading = read(tmp_path, rows, operator="any")
    assert not rules(reading) & {"cells_named", "cells_parted"}
    assert not numbers(reading, "stations_4g")
    assert not numbers(reading, "stations_5g")


def test_one_cell_that_is_not_understood_keeps_the_column_whole(tmp_path: Path) -> None:
    def cell(n: int) -> str:
        return "Viettel: 3; VNPT: 4-5" if n == 4 else f"Viettel: {n}; VNPT: {n}"

    reading = read(tmp_path, of_cells("Số trạm 4G", cell), operator="any")
    assert not numbers(reading, "stations_4g")


# ---- plan and result in one cell ----------------------------------------------------------------
@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Số trạm 4G (KH/TH)", "{1}/{0}"),
        ("Số trạm 4G KH/TH", "{1}/{0}"),
        ("Số trạm 4G (Kế hoạch/Thực hiện)", "{1} / {0}"),
        ("Số trạm 4G (TH/KH)", "{0}/{1}"),
        ("Số trạm 4G (giao/đạt)", "{1}/{0}"),
        ("Số trạm 4G (KH 2025/TH)", "{1}/{0}"),
        ("Số trạm 4G", "KH: {1}; TH: {0}"),
        ("Số trạm 4G (KH, TH)", "KH: {1}\nTH: {0}"),
    ],
)
def test_of_plan_and_result_the_result_is_read(tmp_path: Path, heading: str, cell: str) -> None:
    reading = read(tmp_path, of_cells(heading, lambda n: cell.format(n, n + 5)))
    assert numbers(reading, "stations_4g") == [*NUMBERS]
    changed = reading.findings[reading.findings["rule"] == "column_changed"]
    assert ["kế hoạch" in str(one) for one in changed["value"]] == [True]


def test_a_result_of_an_earlier_year_is_not_the_present(tmp_path: Path) -> None:
    rows = of_cells("Số trạm 4G (TH 2023/KH 2025)", lambda n: f"{n}/{n + 5}")
    read_of = read(tmp_path, rows).observations.query("indicator == 'stations_4g'")
    assert {str(day.date()) for day in read_of["as_of"]} <= {"2023-12-31"}


@pytest.mark.parametrize(
    "heading",
    [
        "Số thôn có sóng 4G/Tổng số",
        "Số trạm 4G (ước/KH)",
        "Số trạm 4G (KH/đề xuất)",
        "Trạm 4G (KH)",
    ],
)
def test_other_pairs_are_no_plan_and_result(tmp_path: Path, heading: str) -> None:
    reading = read(tmp_path, of_cells(heading, lambda n: f"{n}/{n + 5}"))
    assert "cells_parted" not in rules(reading)
    assert not numbers(reading, "stations_4g")


def test_a_plan_alone_is_refused_still(tmp_path: Path) -> None:
    rows = [[*row[:2], *row[3:]] for row in of_cells("Số trạm 4G (KH)", lambda n: n)[2:]]
    with pytest.raises(FileUnreadableError):
        read(tmp_path, [DATE, [], *rows])
