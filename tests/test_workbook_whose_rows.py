"""Whose figures they are: of today's commune or a former one, of a village, of some households."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from dxanalysis import read_workbook
from dxanalysis.errors import FileUnreadableError
from dxanalysis.units import load_units
from tests.test_workbook_around import DATE, LISTED, NAMES, Rows, read

if TYPE_CHECKING:
    from pathlib import Path

    from dxanalysis.sources.workbook import WorkbookReading

pytestmark = pytest.mark.usefixtures("read_here")

CODES = [str(code) for code in LISTED.index[:8]]
BARE = [name.split(" ", 1)[1] for name in NAMES]
SMART = "Số hộ có điện thoại thông minh"


def numbers(reading: WorkbookReading, indicator: str = "households") -> dict[str, float]:
    rows = reading.observations[reading.observations["indicator"] == indicator]
    known = rows[rows["numerator"].notna()]
    return dict(zip(known["unit_code"], known["numerator"].astype(float), strict=True))


def said(reading: WorkbookReading) -> set[str]:
    return set(reading.findings["rule"])


def refused(folder: Path, *sheets: Rows) -> str:
    with pytest.raises(FileUnreadableError) as caught:
        read(folder, *sheets, operator="any")
    return str(caught.value)


# ---- former communes -----------------------------------------------------------------------------
FORMER = [
    (0, BARE[0], 1500), (0, BARE[5], 1600), (1, BARE[1], 1700),
    (1, BARE[6], 1800), (2, BARE[2], 900), (2, "Làng Nhì", 800),
]  # fmt: skip
SUMS = dict(zip(CODES, [3100, 3500, 1700], strict=False))


@pytest.mark.parametrize(
    ("today", "former"),
    [
        ("Xã mới", "Xã cũ"),
        ("Xã sau sáp nhập", "Xã trước sáp nhập"),
        ("Đơn vị mới", "Đơn vị cũ"),
        ("Xã mới thành lập", "Xã được sáp nhập"),
        ("Tên xã hiện nay", "Tên xã, thị trấn trước khi sắp xếp"),
        ("Xã, phường", "Gồm các xã cũ"),
        ("Xã mới (từ các xã cũ sáp nhập)", "Địa bàn cũ"),
    ],
)
@pytest.mark.parametrize("once", [False, True])
@pytest.mark.parametrize("turned", [False, True])
def test_a_heading_tells_units_of_today_from_former_ones(
    tmp_path: Path, today: str, former: str, *, once: bool, turned: bool
) -> None:
    rows: Rows = [DATE, ["TT", *([former, today] if turned else [today, former]), "Số hộ"]]
    before = -1
    for number, (place, old, count) in enumerate(FORMER, start=1):
        new = None if once and place == before else NAMES[place]
        rows.append([number, *([old, new] if turned else [new, old]), count])
        before = place
    reading = read(tmp_path, rows, operator="any")
    assert numbers(reading) == SUMS
    assert "older_rows_added" in said(reading)


def test_a_former_unit_without_a_figure_leaves_no_sum(tmp_path: Path) -> None:
    rows: Rows = [DATE, ["TT", "Xã mới", "Xã cũ", "Số hộ"]]
    rows += [[n, NAMES[at], old, number] for n, (at, old, number) in enumerate(FORMER, start=1)]
    rows[3][3] = None
    assert set(numbers(read(tmp_path, rows, operator="any"))) == set(CODES[1:3])


def test_what_a_unit_was_made_of_in_one_cell_changes_nothing(tmp_path: Path) -> None:
    rows: Rows = [DATE, ["TT", "Xã", "Xã cũ", "Số hộ"]]
    rows += [[n, name, f"{BARE[0]}, {BARE[5]}", 100 * n] for n, name in enumerate(NAMES, start=1)]
    reading = read(tmp_path, rows, operator="any")
    assert list(numbers(reading).values()) == [100.0 * n for n in range(1, 9)]
    assert "older_rows_added" not in said(reading)


# ---- villages with the names of communes ---------------------------------------------------------
def villages(heading: str) -> Rows:
    return [
        [f"UBND {NAMES[0].upper()}"], DATE, ["TT", heading, "Số hộ", SMART],
        *[[n, name, 50 + n, 40 + n] for n, name in enumerate([*BARE[2:5], "Lim"], start=1)],
    ]  # fmt: skip


@pytest.mark.parametrize(
    "heading",
    [
        "Tên xóm", "Thôn", "Bản", "Khu", "Tổ dân phố", "Tên thôn/bản", "Tổ CNSCĐ", "Khu dân cư",
        "Đơn vị", "Địa bàn",
    ],
)  # fmt: skip
def test_villages_are_no_communes_of_their_names(tmp_path: Path, heading: str) -> None:
    assert "village" in refused(tmp_path, villages(heading))
    table: Rows = [DATE, ["TT", "Xã, phường", "Số hộ", SMART]]
    table += [[n, name, 1000 * n, 900 * n] for n, name in enumerate(NAMES, start=1)]
    reading = read(tmp_path, table, villages(heading), operator="any")
    assert list(numbers(reading).values()) == [1000.0 * n for n in range(1, 9)]
    assert "villages_of_one" in said(reading)
    assert "tables_differ" not in said(reading)


@pytest.mark.parametrize("heading", ["Xã, phường", "Đơn vị"])
def test_a_title_with_a_commune_above_communes_changes_nothing(
    tmp_path: Path, heading: str
) -> None:
    rows: Rows = [[f"UBND {NAMES[0].upper()}"], DATE, ["TT", heading, "Số hộ"]]
    rows += [[n, name, 1000 * n] for n, name in enumerate(NAMES, start=1)]
    assert len(numbers(read(tmp_path, rows, operator="any"))) == len(NAMES)


@pytest.mark.parametrize("heads", [2, 3])
@pytest.mark.parametrize("roman", [False, True])
def test_villages_beneath_their_communes_are_parts(
    tmp_path: Path, heads: int, *, roman: bool
) -> None:
    rows: Rows = [DATE, ["TT", "Đơn vị" if roman else "Xã, xóm", "Số hộ"]]
    for place in range(heads):
        rows.append([["I", "II", "III"][place] if roman else None, NAMES[place], 4000 + place])
        rows += [[n, BARE[3 + place + n], 1600] for n in (1, 2)]
    found = numbers(read(tmp_path, rows, operator="any"))
    assert found == {CODES[place]: 4000.0 + place for place in range(heads)}


@pytest.mark.parametrize(
    "question",
    [
        "Bạn là tổ trưởng Tổ CNSCĐ thôn nào?", "Họ tên trưởng thôn", "Thôn/khu anh (chị) phụ trách",
        "Anh/chị phụ trách thôn, bản", "Ông (bà) ở tổ dân phố nào?",
    ],
)  # fmt: skip
def test_an_answer_of_a_village_is_not_its_commune_s(tmp_path: Path, question: str) -> None:
    rows: Rows = [["Dấu thời gian", "Xã/phường", question, "Tổng số hộ", SMART]]
    rows += [
        [f"01/10/2025 8:0{n}", name, f"Thôn {n}", 80 + n, 70 + n] for n, name in enumerate(NAMES)
    ]
    assert question in refused(tmp_path, rows)
    rows[0][2] = "Họ tên người báo cáo"
    assert len(numbers(read(tmp_path, rows, operator="any"))) == len(NAMES)


@pytest.mark.parametrize("mark", ["VD", "Ví dụ", "VD:", "(Mẫu)"])
def test_a_row_numbered_as_an_example_is_no_unit_s(tmp_path: Path, mark: str) -> None:
    rows: Rows = [DATE, ["TT", "Xã", "Số hộ"], [mark, NAMES[0], 1500]]
    rows += [[n, name, 1000 * n if n > 1 else None] for n, name in enumerate(NAMES, start=1)]
    assert set(numbers(read(tmp_path, rows, operator="any"))) == set(CODES[1:])


# ---- sections and parents of forms ---------------------------------------------------------------
def forms(folder: Path, *lines: list[object]) -> WorkbookReading:
    book = openpyxl.Workbook()
    del book[book.sheetnames[0]]
    for name in NAMES[:4]:
        sheet = book.create_sheet(name[:30])
        heading = ["TT", "Nội dung", "ĐVT", "Số liệu"]
        for row in ([f"UBND {name.upper()}"], DATE, [], heading, *lines):
            sheet.append(list(row))
    book.save(folder / "a.xlsx")
    return read_workbook(folder / "a.xlsx", operator="any", province="20")


WHOLE: list[object] = [1, "Số thôn", "Thôn", 20]
PART: list[object] = [1, SMART, "Hộ", 60]


@pytest.mark.parametrize(
    "section",
    [
        "Hộ nghèo", "Nhu cầu, đề xuất năm 2026", "Dự kiến đến cuối năm 2025", "Đăng ký thực hiện",
        "Vùng đồng bào dân tộc thiểu số", "Hộ hội viên nông dân", "Phát triển mới trong năm",
    ],
)  # fmt: skip
def test_a_section_of_a_form_is_heard(tmp_path: Path, section: str) -> None:
    for line in (["II", section], [f"II. {section}"], ["B", section], [None, section]):
        reading = forms(tmp_path, WHOLE, line, PART)
        assert set(reading.observations["indicator"]) == {"villages"}
        loud = reading.findings.query("severity == 'warning'")["rule"]
        assert {"column_changed", "column_unknown"} & set(loud)


def test_a_section_of_an_earlier_year_dates_its_figures(tmp_path: Path) -> None:
    reading = forms(tmp_path, WHOLE, ["II", "Năm 2024"], PART)
    rows = reading.observations.query("indicator == 'households_smartphone'")
    assert set(rows["as_of"].astype(str).str[:4]) <= {"2024"}


@pytest.mark.parametrize("section", ["Thông tin chung", "Kết quả năm 2025", "Hạ tầng số"])
def test_a_section_that_says_nothing_changes_nothing(tmp_path: Path, section: str) -> None:
    reading = forms(tmp_path, WHOLE, ["II", section], PART)
    assert set(numbers(reading, "households_smartphone").values()) == {60}
    assert {str(day)[:10] for day in reading.observations["as_of"]} == {"2025-09-30"}


@pytest.mark.parametrize("mark", ["-", "2.1", "a)", None])
def test_a_parent_question_of_a_form_is_heard(tmp_path: Path, mark: str | None) -> None:
    parent = [2, "Tổng số hộ nghèo, trong đó:", "Hộ", 100]
    reading = forms(tmp_path, WHOLE, parent, [mark, *PART[1:]])
    assert set(reading.observations["indicator"]) == {"villages"}
    reading = forms(tmp_path, WHOLE, parent, [3, *PART[1:]])
    assert set(numbers(reading, "households_smartphone").values()) == {60}


@pytest.mark.parametrize("mark", ["-", "2.1", None])
def test_a_parent_is_heard_where_communes_stand_side_by_side(
    tmp_path: Path, mark: str | None
) -> None:
    across = list(range(20, 24))
    rows: Rows = [
        DATE, [], ["TT", "Chỉ tiêu", "ĐVT", *NAMES[:4]], [1, "Số thôn", "Thôn", *across],
        [2, "Hộ nghèo", "Hộ", *across], [mark, SMART, "Hộ", *across],
    ]  # fmt: skip
    reading = read(tmp_path, rows, operator="any")
    assert set(reading.observations["indicator"]) == {"villages"}
    rows[-1][0] = 3
    assert len(numbers(read(tmp_path, rows, operator="any"), "households_smartphone")) == 4


# ---- dates, operators, lists that go on ----------------------------------------------------------
def test_a_part_of_last_year_is_put_over_last_year_s_base(tmp_path: Path) -> None:
    heading: Rows = [["TT", "Xã", "Số hộ", None, SMART], [None, None, "Năm 2024", "Năm 2025"]]
    heading[1].append("Năm 2024")
    body = [[n, name, 1500, 2000, 1400] for n, name in enumerate(NAMES, start=1)]
    reading = read(tmp_path, [DATE, *heading, *body], operator="any")
    rows = reading.observations.query("indicator == 'households_smartphone'")
    assert set(rows["denominator"]) == {1500}
    assert set(numbers(reading).values()) == {2000}
    alone = [[*row[:2], *row[3:]] for row in body]
    heading = [["TT", "Xã", "Số hộ", SMART], [None, None, "Năm 2025", "Năm 2024"]]
    reading = read(tmp_path, [DATE, *heading, *alone], operator="any")
    assert set(numbers(reading, "households_smartphone").values()) == {1400}


@pytest.mark.parametrize("place", [0, 1, 2])
def test_an_operator_typed_over_any_column_of_its_group_is_that_of_all(
    tmp_path: Path, place: int
) -> None:
    below = ["Số trạm 3G", "Số trạm 4G", "Số trạm 5G"]
    groups: list[object] = [None] * 6
    groups[place], groups[3 + place] = "Viettel", "VNPT"
    rows: Rows = [DATE, ["TT", "Xã", "Số thôn", *groups], [None, None, None, *below, *below]]
    rows += [[n, name, 20, 1, 2, 3, 4, 5, 6] for n, name in enumerate(NAMES, start=1)]
    seen = read(tmp_path, rows, operator="any").observations
    found = {
        (row.operator, row.indicator): row.numerator
        for row in seen[seen["indicator"].str.startswith("stations")].itertuples()
    }
    assert found == {
        (who, f"stations_{which}"): number
        for who, start in (("viettel", 1), ("vnpt", 4))
        for number, which in enumerate(("3g", "4g", "5g"), start=start)
    }


def test_a_list_that_goes_on_at_the_right_is_said(tmp_path: Path) -> None:
    rows: Rows = [DATE, [], ["TT", "Xã", "Số hộ"]]
    rows += [[n, NAMES[n - 1], 1000 + n, None, n + 4, NAMES[n + 3], 1004 + n] for n in range(1, 5)]
    assert "list_beside" in said(read(tmp_path, rows, operator="any"))
    alike = [row[:3] for row in rows]
    assert "list_beside" not in said(read(tmp_path, alike, operator="any"))


def test_units_of_another_province_have_such_names_too(tmp_path: Path) -> None:
    listed = load_units(province="25")["unit_name"]
    rows: Rows = [DATE, ["TT", "Xã mới", "Xã cũ", "Số hộ"]]
    for number, name in enumerate(listed[:6], start=1):
        rows += [[number, name, f"{name} cũ", 100], [None, None, "Xã Bình An", 50]]
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    book.save(tmp_path / "a.xlsx")
    reading = read_workbook(tmp_path / "a.xlsx", operator="any", province="25")
    assert set(numbers(reading).values()) == {150}


@pytest.mark.parametrize(
    ("remark", "known"),
    [
        ("Xã chưa nộp báo cáo, tạm để 0", False),
        ("chưa gửi số liệu về Sở", False),
        ("Không có số liệu", False),
        ("not reported", False),
        ("chưa có sóng 5G", True),
        ("Chưa cung cấp dịch vụ tại xã", True),
        ("Không có thôn nào", True),
    ],
)
@pytest.mark.parametrize("as_note", [True, False])
def test_zero_is_no_figure_of_who_has_not_reported(
    tmp_path: Path, remark: str, *, known: bool, as_note: bool
) -> None:
    rows: Rows = [DATE, [], ["STT", "Xã", "Dân số", "Số thôn có sóng 4G", "Ghi chú"]]
    rows += [[n, name, 5000 + n, 6, None] for n, name in enumerate(NAMES[:4], start=1)]
    rows[4][3] = 0
    rows[4][4] = None if as_note else remark
    note: Rows = [[f"- {NAMES[1]}: {remark}."]] if as_note else []
    signed: Rows = [[None, "NGƯỜI LẬP BIỂU", None, "GIÁM ĐỐC"], [], ["Lưu: VT."]]
    reading = read(tmp_path, [*rows, [], *note, [], *signed])
    assert numbers(reading, "population")[CODES[1]] == 5002
    assert (CODES[1] in numbers(reading, "villages_4g")) == known
    assert known or "figure_said_wrong" in said(reading)
    assert len(numbers(reading, "villages_4g")) == 3 + known


def test_who_has_left_a_blank_has_reported_the_zero(tmp_path: Path) -> None:
    rows: Rows = [DATE, [], ["STT", "Xã", "Số hộ", "Số thôn có sóng 4G", "Ghi chú"]]
    rows += [[n, name, 500 + n, 6, None] for n, name in enumerate(NAMES[:4], start=1)]
    rows[4][2:] = [None, 0, "Chưa báo cáo số hộ"]
    assert numbers(read(tmp_path, rows), "villages_4g")[CODES[1]] == 0
