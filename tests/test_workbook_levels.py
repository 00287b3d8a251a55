"""Accounts of level 1 and of level 2: all of them only together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.test_workbook_around import DATE, NAMES, read
from tests.test_workbook_rows_named import numbers

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("read_here")

GROUP = "Tài khoản định danh điện tử đã kích hoạt"


@pytest.mark.parametrize(
    "headings",
    [
        [f"{GROUP} mức 1", f"{GROUP} mức 2"],
        [f"{GROUP} mức độ 1", f"{GROUP} mức độ 2"],
        ["Tài khoản định danh mức 1", "Tài khoản định danh mức 2"],
        ["Tài khoản VNeID mức 1", "Tài khoản VNeID mức 2"],
        ["TK ĐDĐT mức 1", "TK ĐDĐT mức 2"],
    ],
)
def test_one_level_beside_the_other_is_not_all(tmp_path: Path, headings: list[str]) -> None:
    rows = [[n, name, 10 * n, 20 * n, 5] for n, name in enumerate(NAMES, 1)]
    reading = read(tmp_path, [DATE, ["STT", "Xã, phường", *headings, "Số trạm 4G"], *rows])
    assert set(reading.observations["indicator"]) == {"stations_4g"}
    assert headings[1] in set(reading.findings["value"])


def test_with_their_sum_the_sum_is_read(tmp_path: Path) -> None:
    head = [
        ["STT", "Xã, phường", GROUP, None, None],
        [None, None, "Mức 1", "Mức 2", "Tổng số (mức 1+2)"],
    ]
    rows = [[n, name, 10 * n, 20 * n, 30 * n] for n, name in enumerate(NAMES, 1)]
    reading = read(tmp_path, [DATE, *head, *rows])
    assert numbers(reading, "eid_accounts") == [30.0 * n for n in range(1, 9)]
    assert not (reading.findings["severity"] == "error").any()


@pytest.mark.parametrize("heading", [GROUP, "Tài khoản định danh mức 2", f"{GROUP} mức 2"])
def test_a_level_alone_is_read_as_before(tmp_path: Path, heading: str) -> None:
    rows = [[n, name, 20 * n, 5] for n, name in enumerate(NAMES, 1)]
    reading = read(tmp_path, [DATE, ["STT", "Xã, phường", heading, "Số trạm 4G"], *rows])
    assert numbers(reading, "eid_accounts") == [20.0 * n for n in range(1, 9)]
