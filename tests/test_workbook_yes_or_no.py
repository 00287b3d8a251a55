"""Headings that say how their questions are answered: "(có/không)"."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from dxanalysis.errors import FileUnreadableError
from tests.test_workbook_around import LISTED, NAMES, read
from tests.test_workbook_cells_and_tabs import NUMBERS, of_cells

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("read_here")

QUESTIONS = {
    "Cáp quang đến trung tâm xã": "communes_fibre",
    "Nhóm Zalo hỗ trợ chuyển đổi số": "communes_zalo",
    "Bộ phận một cửa hiện đại": "communes_modern_one_stop",
}


@pytest.mark.parametrize(
    ("how", "answers"),
    [
        ("{} (có/không)", ("Có", "Không")),
        ("{} (Có, không)", ("có", "không")),
        ("{} (có/chưa)", ("Có", "Chưa")),
        ("{} (C/K)", ("C", "K")),
        ("{} (Y/N)", ("Y", "N")),
        ("{} (1: có; 0: không)", (1, 0)),
        ("{} (Có = 1, Không = 2)", (1, 2)),
        ("{} (1 - có, 2 - không)", ("1", "2")),
        ("{} (ghi có hoặc không)", ("Có", "Không")),
        ("{} (đánh dấu x nếu có)", ("x", "")),
        ("{}: có/không?", ("Có", "Không")),
        ("4. Xã có {} không?", ("Có", "Không")),
        ("Xã/phường đã có {} hay chưa ?", ("Đã có", "Chưa")),
    ],
)
@pytest.mark.parametrize("question", QUESTIONS)
def test_how_a_question_is_answered_changes_nothing(
    tmp_path: Path, question: str, how: str, answers: Sequence[object]
) -> None:
    reading = read(tmp_path, of_cells(how.format(question), lambda n: answers[n % 2]))
    found = reading.observations.query("indicator == @QUESTIONS[@question]")
    assert found["numerator"].tolist() == [(n + 1) % 2 for n in NUMBERS]


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Cáp quang đến trung tâm xã (C/D)", ("C", "D")),
        ("Cáp quang đến trung tâm xã (không)", ("x", "")),
        ("Cáp quang đến trung tâm xã (có điện/không có điện)", ("Có", "Không")),
        ("Cáp quang đến trung tâm xã (1: có; 2: đang làm; 3: không)", (1, 2)),
    ],
)
def test_other_brackets_are_no_ways_to_answer(
    tmp_path: Path, heading: str, cells: Sequence[object]
) -> None:
    reading = read(tmp_path, of_cells(heading, lambda n: cells[n % 2]))
    assert set(reading.observations["indicator"]) == {"households"}


@pytest.mark.parametrize(
    ("filled", "expected"),
    [
        (4, [0] * 3),  # a figure of a column that is not read
        ("x", [0] * 3),
        ("", [None] * 3),  # nobody filled the row in
        ("chưa có số liệu", [None] * 3),
    ],
)
def test_a_blank_says_no_where_the_row_is_filled_in(
    tmp_path: Path, filled: object, expected: list[int | None]
) -> None:
    rows: list[list[object]] = [
        ["(đến 30/4/2025; đánh dấu x nếu có)"],
        ["STT", "Xã, phường", "Cáp quang đến trung tâm xã", "Bộ phận một cửa hiện đại", "Số ghế"],
    ]
    rows += [[n, name, "x", "x" if n % 2 else None, 5] for n, name in enumerate(NAMES[:5], 1)]
    rows += [[n, name, None, None, filled] for n, name in enumerate(NAMES[5:], 6)]
    reading = read(tmp_path, rows)
    for name in ("communes_fibre", "communes_modern_one_stop"):
        rows_of = reading.observations[reading.observations["indicator"] == name]
        last = rows_of.set_index("unit_code")["numerator"].reindex(LISTED.index[5:8])
        assert [None if math.isnan(one) else int(one) for one in last] == expected


@pytest.mark.parametrize("answers", [("Có", "Không"), ("Đã có", "Chưa có"), ("Chưa", "Có")])
@pytest.mark.parametrize("question", QUESTIONS)
def test_each_answer_may_have_its_column(
    tmp_path: Path, question: str, answers: tuple[str, str]
) -> None:
    yes = 0 if "Có" in answers[0] or "Đã" in answers[0] else 1
    rows: list[list[object]] = [
        ["(đến 30/4/2025)"], ["STT", "Xã, phường", "Số hộ", question, None],
        [None, None, None, *answers],
    ]  # fmt: skip
    rows += [
        [n, name, 900 + n, *("x" if (n + place + yes) % 2 else None for place in (0, 1))]
        for n, name in enumerate(NAMES, 1)
    ]
    found = read(tmp_path, rows).observations.query("indicator == @QUESTIONS[@question]")
    assert found["numerator"].tolist() == [n % 2 for n in range(1, len(NAMES) + 1)]


@pytest.mark.parametrize(
    "legend",
    [
        "Chú giải: x = có; để trống = chưa có",
        "Ký hiệu: “x” là đã có, ô trống là chưa triển khai",
        "(x: có; ô để trống: không có)",
    ],
)
@pytest.mark.parametrize("group", ["Bộ máy, con người", "Điều kiện", "Chính quyền số"])
def test_what_marks_mean_is_no_state_of_the_table(tmp_path: Path, legend: str, group: str) -> None:
    rows: list[list[object]] = [
        ["CHUYỂN ĐỔI SỐ CẤP XÃ"], [f"Đến 30/4/2025. {legend}"],
        ["STT", "Xã, phường", group, group],
        [None, None, "Bộ phận một cửa hiện đại", "Nhóm Zalo hỗ trợ chuyển đổi số"],
    ]  # fmt: skip
    rows += [[n, name, "x", "x" if n % 2 else None] for n, name in enumerate(NAMES, 1)]
    reading = read(tmp_path, rows)
    found = reading.observations.set_index("indicator")["numerator"]
    assert found["communes_zalo"].tolist() == [n % 2 for n in NUMBERS]
    assert set(found["communes_modern_one_stop"]) == {1}
    assert reading.findings.empty


@pytest.mark.parametrize("legend", ["x = sẽ có trong năm 2026", "x là kế hoạch xây dựng"])
def test_marks_of_plans_are_none_of_today(tmp_path: Path, legend: str) -> None:
    rows: list[list[object]] = [
        [f"Đến 30/4/2025. Chú giải: {legend}"],
        ["STT", "Xã, phường", "Số hộ", "Bộ phận một cửa hiện đại"],
    ]
    rows += [[n, name, 900 + n, "x"] for n, name in enumerate(NAMES, 1)]
    try:
        found = read(tmp_path, rows).observations["indicator"]
    except FileUnreadableError:
        return
    assert "communes_modern_one_stop" not in set(found)


@pytest.mark.parametrize(
    ("note", "letters"),
    [("CBC = xã chưa báo cáo", "CBC"), ("Ghi chú: K/R: không rõ; x: có", "K/R")],
)
@pytest.mark.parametrize(("heading", "filled"), [("Nhóm Zalo hỗ trợ chuyển đổi số", "x"),
                                                 ("Số trạm 4G", 3)])  # fmt: skip
def test_letters_for_what_is_not_known_are_no_figure(
    tmp_path: Path, note: str, letters: str, heading: str, filled: object
) -> None:
    rows = of_cells(heading, lambda n: letters if n == NUMBERS[1] else filled)
    reading = read(tmp_path, [*rows, [], [note]], operator="any")
    found = reading.observations[reading.observations["unit_code"] == LISTED.index[1]]
    assert found.loc[found["indicator"] != "households", "numerator"].dropna().empty
    assert not (reading.findings["severity"] == "error").any()
    assert "figure_unknown" in set(reading.findings["rule"])
    bare = read(tmp_path, rows, operator="any")
    assert (bare.findings["severity"] == "error").any()  # nobody says what they are
