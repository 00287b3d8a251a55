"""Groups in rows, with a list of communes in one cell and a figure of each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dxanalysis.errors import FileUnreadableError
from tests.test_workbook import figure, rules
from tests.test_workbook_around import DATE, LISTED, NAMES, Rows, read

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("read_here")


def groups(figure_of: str, listed: str, joint: str = "; ", count: int = 4) -> Rows:
    """Give the communes in two groups of four, with 2 and with 5 of something."""
    return [
        DATE,
        [],
        ["Nhóm", figure_of, "Số xã", listed],
        ["Nhóm 1", 2, count, joint.join(NAMES[:4])],
        ["Nhóm 2", 5, 4, joint.join(NAMES[4:]) + "."],
        ["Cộng", None, 8, None],
    ]


@pytest.mark.parametrize("joint", ["; ", ", ", "\n"])
@pytest.mark.parametrize(
    ("figure_of", "listed"),
    [
        ("Số trạm 4G của mỗi xã", "Danh sách xã, phường"),
        ("Số trạm 4G tại từng xã, phường", "Gồm các xã"),
        ("Số trạm 4G (mỗi đơn vị)", "Tên đơn vị"),
    ],
)
def test_a_figure_of_each_is_that_of_each(
    tmp_path: Path, figure_of: str, listed: str, joint: str
) -> None:
    reading = read(tmp_path, groups(figure_of, listed, joint))
    numbers = [
        figure(reading, unit, "stations_4g")["numerator"] for unit in LISTED.index[: len(NAMES)]
    ]
    assert numbers == [2] * 4 + [5] * 4
    assert figure(reading, LISTED.index[0], "stations_4g")["source"].endswith("B4")
    assert not rules(reading, "error")


@pytest.mark.parametrize(
    ("figure_of", "count"),
    [("Số trạm 4G", 4), ("Tổng số trạm 4G của nhóm", 4), ("Số trạm 4G mỗi xã", 3)],
)
def test_a_figure_of_a_group_is_that_of_no_commune(
    tmp_path: Path, figure_of: str, count: int
) -> None:
    try:
        reading = read(tmp_path, groups(figure_of, "Danh sách xã, phường", count=count))
    except FileUnreadableError:
        return
    assert reading.observations.empty
    assert {rule for rule, _ in rules(reading, "error")} == {"unit_names_several"}


def test_a_commune_in_two_groups_is_in_neither(tmp_path: Path) -> None:
    rows = groups("Số trạm 4G của mỗi xã", "Danh sách xã, phường")
    rows[4][3] = "; ".join([*NAMES[4:7], NAMES[0]])
    with pytest.raises(FileUnreadableError):
        read(tmp_path, rows)
