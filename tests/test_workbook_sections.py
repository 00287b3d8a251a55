"""Lines among rows, titles of halves, sums with a place's name, and lists of before the mergers."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import openpyxl
import pandas as pd
import pytest

from dxanalysis import read_workbook
from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources.workbook.words.unit_lookup import clean_name, is_other_body
from dxanalysis.units import districts, former_districts, load_units, same_ground

if TYPE_CHECKING:
    from pathlib import Path

    from dxanalysis.sources.workbook import WorkbookReading

pytestmark = pytest.mark.usefixtures("read_here")

Rows = list[list[object]]
DATE: list[object] = ["Số liệu đến 30/9/2025"]


def read(folder: Path, rows: Rows, province: str = "20") -> WorkbookReading:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    book.save(folder / "a.xlsx")
    return read_workbook(folder / "a.xlsx", operator="viettel", province=province)


def now(reading: WorkbookReading) -> dict[str, float]:
    """Give the stations of the file's own day, by unit."""
    rows = reading.observations
    rows = rows[rows["as_of"] == pd.Timestamp("2025-09-30")]
    return dict(zip(rows["unit_code"], rows["numerator"], strict=True))


def in_sections(*lines: str, province: str = "20", marked: bool = False) -> Rows:
    """Write a table of two communes below each line."""
    names = load_units(province=province)["unit_name"].tolist()
    body: Rows = []
    for place, line in enumerate(lines):
        body.append(["ABCDEF"[place] if marked else None, line])
        for n in (2 * place, 2 * place + 1):
            body.append([n + 1, names[n], 10 + n])
    return [["Trạm BTS"], DATE, ["STT", "Xã, phường", "Trạm 4G"], *body]


@pytest.mark.parametrize("marked", [False, True])
@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Trạm mất liên lạc do bão", "section_other"),
        ("Nhóm trạm quy hoạch 2026-2030", "section_other"),
        ("Các xã đang triển khai, chưa phát sóng", "section_other"),
        ("Các xã dự kiến lắp đặt năm 2026", "section_other"),
        ("TRẠM CHƯA HÒA MẠNG", "section_other"),
        ("Chỉ tiêu 2026", "section_other"),
        ("Nhu cầu bổ sung", "section_other"),
        ("Trạm tạm ngừng do sạt lở", "section_other"),
        ("Trạm mới phát sóng trong quý", "section_other"),
        ("Số liệu ước tính", "section_other"),
        ("Giai đoạn 2026-2030", "section_other"),
        ("Tháng 12", "section_other"),
        ("ĐVT: cell", "section_other"),
        ("Trạm 3G", "section_other"),
        ("MobiFone", "section_other"),
        ("Xin chủ trương", "section_unknown"),
        ("Các xã đang lắp", "section_unknown"),
        ("Trạm tạm dừng", "section_other"),
        ("Trạm hạ", "section_unknown"),
        ("Phân bổ năm 2026", "section_unknown"),
        ("Phương án đầu tư", "section_unknown"),
        ("Dự toán", "section_other"),
        ("Loại khỏi báo cáo", "section_other"),
        ("Bỏ", "section_unknown"),
        ("Xã đăng ký", "section_unknown"),
        ("Bản nháp", "section_other"),
        ("Theo xã báo cáo, chưa xác minh", "section_other"),
        ("Số liệu minh họa", "section_unknown"),
        ("Xã còn thiếu", "section_other"),
        ("Vùng phủ dự báo", "section_other"),
        ("Số liệu cũ", "section_other"),
        ("Các xã đã báo cáo kế hoạch", "section_other"),
        ("Các xã chưa tách số liệu", "section_other"),
        ("Nhà mạng khác", "section_other"),
        ("Uncovered zone", "section_other"),
        ("Planned sites of the area", "section_other"),
        ("5G", "section_other"),
        ("Năm 2024", "rows_of_date"),
        ("Tháng 6", "rows_of_date"),
        ("Khu vực Tràng Định (số liệu năm 2024)", "rows_of_date"),
    ],
)
def test_lines_that_say_more_than_a_place_are_heard(
    tmp_path: Path, line: str, rule: str, *, marked: bool
) -> None:
    reading = read(tmp_path, in_sections("Trạm đang phát sóng", line, marked=marked))
    assert sorted(now(reading).values()) == [10, 11]
    assert rule in set(reading.findings["rule"])


@pytest.mark.parametrize("line", ["KHU VỰC TỈNH GIA LAI (CŨ)", "Địa bàn tỉnh Bình Định cũ"])
def test_former_provinces_are_sections_of_the_new_one(tmp_path: Path, line: str) -> None:
    reading = read(tmp_path, in_sections("Các xã biên giới", line, province="52"), province="52")
    assert sorted(now(reading).values()) == [10, 11, 12, 13]


@pytest.mark.parametrize("marked", [False, True])
@pytest.mark.parametrize(
    "line",
    [
        "Huyện Tràng Định", "Khu vực I", "Các xã miền núi", "Đô thị", "CÁC XÃ VÙNG CAO",
        "Xã khu vực III theo Quyết định 861/QĐ-TTg ngày 04/6/2021", "Các xã còn lại",
        "Các xã không thuộc vùng dân tộc thiểu số", "TTVT Bắc Sơn", "Cụm Sông Kỳ Cùng",
        "Viettel Hữu Lũng", "Xã mới sau sáp nhập", "Địa bàn huyện Lộc Bình (10 xã)",
        "Viettel tự đầu tư", "Số liệu đến 30/9/2025", "Năm 2025", "Đồng bằng, trung du",
        "Xã chưa đạt chuẩn NTM", "4G", "Trạm 4G", "CAC XA MIEN NUI", "Các xã bãi ngang ven biển",
        "Trạm đã phát sóng", "Trạm đang phục vụ", "Xã đã đủ sóng", "Tổ 1: Nguyễn Văn An",
        "Các phường thuộc thành phố Lạng Sơn cũ", "Western zone",
        "Các xã, phường đã báo cáo", "Xã đã gửi số liệu đúng hạn", "Các đơn vị đã loại trùng",
        "Các xã đã tách số liệu theo địa giới mới", "Số liệu thay thế", "Số liệu đã đính chính",
        "CÁC XÃ, PHƯỜNG THUỘC TỈNH LẠNG SƠN", "Former Cao Loc district",
    ],
)  # fmt: skip
def test_lines_that_only_group_communes_change_nothing(
    tmp_path: Path, line: str, *, marked: bool
) -> None:
    reading = read(tmp_path, in_sections("Các xã biên giới", line, marked=marked))
    assert sorted(now(reading).values()) == [10, 11, 12, 13]
    assert not reading.findings["rule"].str.startswith("section_").any()


def test_a_district_below_a_line_is_within_it(tmp_path: Path) -> None:
    lines = "Huyện Bắc Sơn", "Chưa phát sóng", "Huyện Lộc Bình", "Đang phát sóng"
    assert sorted(now(read(tmp_path, in_sections(*lines))).values()) == [10, 11, 14, 15, 16, 17]
    rows = in_sections("A. Chưa phát sóng", "1. Huyện Bắc Sơn", "B. Đang phát sóng")
    assert sorted(now(read(tmp_path, rows)).values()) == [14, 15]


@pytest.mark.parametrize(
    ("title", "is_read"),
    [
        ("Chưa phát sóng", False), ("Trạm mất liên lạc", False), ("Trạm đã dừng hoạt động", False),
        ("Tháng 6", False), ("Năm 2024", False), ("Trạm các xã còn lại", True),
        ("Huyện Lộc Bình", True),
    ],
)  # fmt: skip
def test_titles_of_halves_and_of_second_tables_are_of_them_alone(
    tmp_path: Path, title: str, *, is_read: bool
) -> None:
    names = load_units(province="20")["unit_name"].tolist()
    head: list[object] = ["STT", "Xã", "Trạm 4G"]
    first: Rows = [[n + 1, names[n], 10 + n] for n in (0, 1)]
    second: Rows = [[n - 1, names[n], 10 + n] for n in (2, 3)]
    below = [["Viettel"], DATE, head, *first, [], [title], head, *second]
    beside = [
        ["Viettel"], DATE, ["Đang phát sóng", None, None, title], [*head, *head],
        *([*one, *two] for one, two in zip(first, second, strict=True)),
    ]  # fmt: skip
    for rows in (below, beside):
        found = sorted(now(read(tmp_path, rows)).values())
        assert found == ([10, 11, 12, 13] if is_read else [10, 11])


@pytest.mark.parametrize(
    ("province", "place"),
    [("20", "Lộc Bình"), ("25", "Hòa Bình"), ("25", "Lạc Sơn"), ("24", "Bắc Giang")],
)
@pytest.mark.parametrize("order", ["first", "last", "Tổng"])
def test_a_bare_name_that_adds_up_is_no_commune(
    tmp_path: Path, province: str, place: str, order: str
) -> None:
    listed = load_units(province=province)
    own = listed.index[listed["short_name"] == place]
    others = listed[listed["short_name"] != place].iloc[:3]
    body: Rows = [[n, name, 3 * n, n] for n, name in enumerate(others["unit_name"], start=1)]
    total: list[object] = ["Tổng" if order == "Tổng" else None, place, 18, 6]
    heads: Rows = [["Trạm"], DATE, ["TT", "Địa bàn", "Trạm 4G", "Trạm 5G"]]
    rows = [*heads, *body, total] if order == "last" else [*heads, total, *body]
    reading = read(tmp_path, rows, province)
    assert len(own)
    assert set(now(reading)) == set(others.index)


@pytest.mark.parametrize(
    ("mark", "name", "figure", "is_read"),
    [
        (None, "{}", 19, False),  # one number differs: a sum with a mistake, or a commune
        (4, "{}", 18, True),  # numbered as the others are
        (4, "{}", 19, True),
        (None, "Xã {}", 18, True),
    ],
)
def test_a_commune_of_a_districts_name_is_read_where_it_is_one(
    tmp_path: Path, mark: object, name: str, figure: int, *, is_read: bool
) -> None:
    listed = load_units(province="20")
    [own] = listed.index[listed["unit_name"] == "Xã Lộc Bình"]
    others = listed[listed["short_name"] != "Lộc Bình"].iloc[:3]
    body: Rows = [[n, text, 3 * n] for n, text in enumerate(others["short_name"], start=1)]
    last: list[object] = [mark, name.format("Lộc Bình"), figure]
    reading = read(tmp_path, [["Trạm"], DATE, ["TT", "Địa bàn", "Trạm 4G"], *body, last])
    assert (own in now(reading)) is is_read
    assert ("place_or_sum" in set(reading.findings["rule"])) is not is_read


def test_a_sum_of_all_rows_is_told_where_none_is_numbered(tmp_path: Path) -> None:
    listed = load_units(province="25")
    others = listed[listed["short_name"] != "Hòa Bình"].iloc[:5]
    body: Rows = [[name, 3 * n] for n, name in enumerate(others["short_name"], start=1)]
    head: Rows = [["Trạm"], DATE, ["Địa bàn", "Trạm 4G"]]
    reading = read(tmp_path, [*head, *body, ["Hòa Bình", 45]], "25")
    assert set(now(reading)) == set(others.index)
    reading = read(tmp_path, [*head, *body, ["Hòa Bình", 44]], "25")
    assert len(now(reading)) == 6


def surviving(province: str) -> tuple[str, list[str]]:
    """Give a former district, and communes of today in it whose names it had before."""
    old = same_ground(province, vintage="2025-07", other="2025-02")
    today = load_units(province=province)["unit_name"]
    lie = former_districts(province=province)["district_name"]
    had = set(zip(old["unit_name"], old["district_name"], strict=True))
    found: dict[str, list[str]] = {}
    for code, name in today.items():
        if (name, lie[code]) in had:
            found.setdefault(lie[code], []).append(name)
    return max(found.items(), key=lambda one: len(one[1]))


def read_or_none(folder: Path, rows: Rows, province: str) -> dict[str, float]:
    with contextlib.suppress(FileUnreadableError):
        reading = read(folder, rows, province)
        assert not reading.observations.empty or "vintage_differs" in set(reading.findings["rule"])
        return dict(
            zip(reading.observations["unit_code"], reading.observations["numerator"], strict=True)
        )
    return {}


@pytest.mark.parametrize("province", ["20", "25", "38"])
@pytest.mark.parametrize(
    ("title", "date", "heading", "is_read"),
    [
        ("TRẠM TRƯỚC SÁP NHẬP", "30/9/2025", "Xã", False),
        ("Trạm theo xã cũ", "30/9/2025", "Xã", False),
        ("Trạm theo đơn vị hành chính trước khi sắp xếp", "30/9/2025", "Xã", False),
        ("Trạm", "31/12/2024", "Xã", True),  # recast, as most are: their names are old ones, too
        ("Địa bàn huyện A trước sắp xếp", "30/9/2025", "Xã", True),
        ("Trạm", "30/9/2025", "Xã cũ", False),
        ("Trạm", "30/9/2025", "Xã (trước sáp nhập)", False),
        ("TRẠM SAU SÁP NHẬP (TRƯỚC SÁP NHẬP: 207 XÃ)", "30/9/2025", "Xã", True),
        ("Trạm các xã thuộc huyện cũ", "30/9/2025", "Xã", True),
        ("Trạm", "30/9/2025", "Xã", True),
    ],
)
def test_a_list_of_before_the_mergers_is_not_read_as_todays(
    tmp_path: Path, province: str, title: str, date: str, heading: str, *, is_read: bool
) -> None:
    _, names = surviving(province)
    rows: Rows = [[title], [f"Số liệu đến {date}"], ["STT", heading, "Trạm 4G"]]
    rows += [[n, name, n] for n, name in enumerate(names[:4], start=1)]
    assert bool(read_or_none(tmp_path, rows, province)) is is_read


def test_the_district_of_a_row_is_that_of_its_commune(tmp_path: Path) -> None:
    district, names = surviving("25")
    other = next(one for one in districts(province="25")["district_name"] if one != district)
    heads: Rows = [["Trạm"], DATE, ["STT", "Huyện", "Xã", "Trạm 4G"]]
    body: Rows = [[n, district, name, n] for n, name in enumerate(names[:4], start=1)]
    assert len(now(read(tmp_path, [*heads, *body], "25"))) == 4
    body[1][1] = other
    reading = read(tmp_path, [*heads, *body], "25")
    assert sorted(now(reading).values()) == [1, 3, 4]
    assert "district_differs" in set(reading.findings["rule"])


@pytest.mark.parametrize("where", ["column", "line", "title"])
def test_a_former_commune_is_not_its_namesake_in_another_district(
    tmp_path: Path, where: str
) -> None:
    # Xã Lương Sơn of today lies where the district of that name was, and not in Yên Lập.
    names = ["Xã Lương Sơn", "Xã Xuân Viên", "Xã Trung Sơn", "Xã Thượng Long"]
    title = "TRẠM HUYỆN YÊN LẬP" if where == "title" else "TRẠM"
    heads: Rows = [[title], DATE, ["STT", "Huyện", "Xã", "Trạm 4G"]]
    own = "Huyện Yên Lập" if where == "column" else None
    body: Rows = [[n, own, name, n] for n, name in enumerate(names, start=1)]
    line: Rows = [["I", None, "Huyện Yên Lập"]] if where == "line" else []
    assert not read_or_none(tmp_path, [*heads, *line, *body], "25")


@pytest.mark.parametrize(
    ("wards", "communes"),
    [
        ("Phường", "Xã"),
        ("PHƯỜNG", "XÃ"),
        ("Các phường", "Các xã"),
        ("I. Phường", "II. Xã"),
        ("Cấp phường", "Cấp xã"),
        ("Phường:", "Xã:"),
        ("Phường, đặc khu", "Xã"),
        ("Đơn vị hành chính phường", "Đơn vị hành chính xã"),
    ],
)
@pytest.mark.parametrize("marks", [("A", "B"), (None, None)])
@pytest.mark.parametrize("numbered", [False, True])
def test_a_kind_of_units_alone_in_its_row_heads_no_new_table(
    tmp_path: Path, wards: str, communes: str, marks: tuple[str | None, str | None], *,
    numbered: bool,
) -> None:  # fmt: skip
    rows: Rows = [["Trạm"], DATE, ["STT", "Đơn vị hành chính", "Trạm 4G"]]
    rows += [["A", "B", 1]] if numbered else []
    rows += [[marks[0], wards, None], [1, "Phường Hòa Bình", 11], [2, "Phường Tân Hòa", 12]]
    rows += [[marks[1], communes, None], [1, "Xã Đà Bắc", 13], [2, "Xã Đức Nhàn", 14]]
    reading = read(tmp_path, rows, "25")
    assert sorted(now(reading).values()) == [11, 12, 13, 14]
    assert set(reading.findings["severity"]) <= {"note"}


def test_a_second_table_may_begin_with_the_label_of_units_alone(tmp_path: Path) -> None:
    rows: Rows = [["Trạm"], DATE, ["STT", "Xã", "Trạm 4G", "Trạm 5G"], [1, "Xã Đà Bắc", 11, 1]]
    rows += [[2, "Xã Đức Nhàn", 12, 2], [None, "Xã", None, None]]
    rows += [[None, None, "Trạm 5G", "Trạm 4G"], [1, "Xã Tân Pheo", 3, 13]]
    reading = read(tmp_path, rows, "25")
    table = reading.observations[reading.observations["indicator"] == "stations_4g"]
    assert sorted(table["numerator"]) == [11, 12, 13]


@pytest.mark.parametrize(
    ("first", "name", "sums"),
    [
        ("TỔNG CỘNG", None, (2043, 2011)),
        (None, "Tổng cộng", (2043, 2011)),
        (None, "Cộng", (1963, 1943)),
        ("Toàn tỉnh", None, (2050, 2024)),
        (None, "Tổng số", (2025, 2010)),
        (None, "Phú Thọ", (2043, 2031)),
    ],
)
@pytest.mark.parametrize("numbered", [False, True])
def test_sums_below_a_heading_are_no_years(
    tmp_path: Path, first: str | None, name: str | None, sums: tuple[int, int], *, numbered: bool
) -> None:
    rows: Rows = [["Thôn"], DATE, ["STT", "Xã", "Số thôn", "Số thôn có sóng 4G"]]
    rows += [["A", "B", 1, 2]] if numbered else []
    rows += [[first, name, *sums], [1, "Xã Đà Bắc", 1000, 999], [2, "Xã Đức Nhàn", 15, 9]]
    rows += [[3, "Xã Tân Pheo", sums[0] - 1015, sums[1] - 1008]]
    reading = read(tmp_path, rows, "25")
    table = reading.observations[reading.observations["indicator"] == "villages_4g"]
    assert list(table["numerator"]) == [999, 9, sums[1] - 1008]
    assert str(reading.as_of) == "2025-09-30"


def test_years_beside_a_sum_still_head_their_columns(tmp_path: Path) -> None:
    rows: Rows = [["Trạm"], DATE, ["STT", "Xã", "Trạm 4G", None, None]]
    rows += [[None, None, "Tổng số", "2024", "2025"], [1, "Xã Đà Bắc", 5, 2, 5]]
    rows += [[2, "Xã Đức Nhàn", 6, 3, 6]]
    reading = read(tmp_path, rows, "25")
    assert sorted(now(reading).values()) == [5, 6]


@pytest.mark.parametrize(
    ("names", "sums", "rule"),
    [
        (["Hòa Bình"], [900], "place_or_sum"),
        (["Hòa Bình", "Vĩnh Phúc", "Phú Thọ"], [900, 800, 700], "place_or_sum"),
        (["Yên Lập"], [5], "place_or_sum"),
        (["Hòa Bình"], [63], "place_sum"),
    ],
)
@pytest.mark.parametrize("below", [False, True])
def test_the_bare_name_of_a_place_among_named_communes_is_none_of_them(
    tmp_path: Path, names: list[str], sums: list[int], rule: str, *, below: bool
) -> None:
    own: Rows = [["Xã Đà Bắc", 11], ["Xã Đức Nhàn", 24], ["UBND xã Tân Pheo", 28]]
    places: Rows = [list(one) for one in zip(names, sums, strict=True)]
    body = [*own, *places] if below else [*places, *own]
    reading = read(tmp_path, [["Trạm"], DATE, ["Địa bàn", "Trạm 4G"], *body], "25")
    assert sorted(now(reading).values()) == [11, 24, 28]
    assert set(reading.findings["rule"]) - {"total_differs"} == {rule}


def test_a_commune_beside_the_sum_of_its_name_is_read(tmp_path: Path) -> None:
    rows: Rows = [["Hòa Bình", 900], ["Vĩnh Phúc", 800], ["Phường Hòa Bình", 11]]
    rows += [["Phường Vĩnh Phúc", 12], ["Xã Tân Pheo", 13], ["Xã Đà Bắc", 14]]
    reading = read(tmp_path, [["Trạm"], DATE, ["Địa bàn", "Trạm 4G"], *rows], "25")
    assert sorted(now(reading).values()) == [11, 12, 13, 14]
    assert list(reading.findings["rule"]).count("place_sum") == 2


@pytest.mark.parametrize("numbers", [True, False])
def test_bare_names_of_communes_among_others_are_read(tmp_path: Path, *, numbers: bool) -> None:
    names = ["Hòa Bình", "Đà Bắc", "Xã Đức Nhàn", "Tân Pheo", "Phường Tân Hòa"]
    names = ["Hòa Bình", "Xã Đà Bắc", *names[2:3], "Xã Tân Pheo"] if numbers else names
    body: Rows = [[n if numbers else None, name, n] for n, name in enumerate(names, start=1)]
    reading = read(tmp_path, [["Trạm"], DATE, ["STT", "Địa bàn", "Trạm 4G"], *body], "25")
    assert len(now(reading)) == len(names)


FILES: list[object] = ["STT", "Đơn vị", "Tổng số hồ sơ tiếp nhận", "Số hồ sơ nộp trực tuyến"]


def of_bodies(*bodies: str) -> Rows:
    names = ["xã Đà Bắc", "xã Đức Nhàn", "phường Tân Hòa"]
    each = [f"{body} {name}".strip() for body in bodies for name in names]
    return [[n, name, 100 + n, 50 + n] for n, name in enumerate(each, start=1)]


@pytest.mark.parametrize(
    ("body", "is_read"),
    [
        ("", True), ("UBND", True), ("HĐND - UBND", True), ("HĐND và UBND", True),
        ("Trung tâm Phục vụ hành chính công", True), ("Ủy ban nhân dân", True),
        ("Công an", False), ("CÔNG AN", False), ("CA", False), ("Trạm Y tế", False),
        ("Ban CHQS", False), ("Đảng ủy", False), ("Đảng bộ", False), ("- Công an", False),
        ("BCH Quân sự", False), ("Hội LHPN", False), ("Công đoàn", False), ("VP Đảng ủy", False),
        ("Văn phòng HĐND và UBND", True), ("Phòng VH-XH", True),
    ],
)  # fmt: skip
def test_what_other_bodies_do_the_commune_does_not(
    tmp_path: Path, body: str, *, is_read: bool
) -> None:
    reading = read(tmp_path, [["KẾT QUẢ"], DATE, FILES, *of_bodies(body)], "25")
    assert len(now(reading)) == (3 if is_read else 0)
    assert ("rows_of_bodies" in set(reading.findings["rule"])) is not is_read


def test_other_bodies_may_count_the_people_of_their_commune(tmp_path: Path) -> None:
    heads = ["STT", "Đơn vị", "Dân số", "Số hồ sơ nộp trực tuyến"]
    reading = read(tmp_path, [["KẾT QUẢ"], DATE, heads, *of_bodies("Công an")], "25")
    assert set(reading.observations["indicator"]) == {"population"}
    assert "rows_of_bodies" in set(reading.findings["rule"])


@pytest.mark.parametrize(
    "body",
    [
        "Đoàn", "Đoàn TN", "Đoàn Thanh niên", "Đoàn TNCS Hồ Chí Minh", "BCH Đoàn", "HND",
        "Hội Nông dân", "HỘI PHỤ NỮ", "Hội LHPN Việt Nam", "Hội CCB", "MTTQ", "UBMTTQ Việt Nam",
        "Ủy ban MTTQ", "Hội Khuyến học", "BTV Đoàn",
    ],
)  # fmt: skip
def test_each_commune_has_one_of_each_such_body(tmp_path: Path, body: str) -> None:
    heads = ["STT", f"{body} xã, phường", "Tổng số thôn", "Số tổ công nghệ số cộng đồng"]
    reading = read(tmp_path, [["KẾT QUẢ"], DATE, heads, *of_bodies(body)], "25")
    rows = reading.observations.query("indicator == 'teams'")
    assert sorted(rows["numerator"]) == [51, 52, 53]


def test_bodies_of_several_kinds_are_no_communes(tmp_path: Path) -> None:
    heads = ["STT", "Đơn vị", "Tổng số thôn", "Số tổ công nghệ số cộng đồng"]
    names = ["HND xã Đà Bắc", "Hội Nông dân xã Đức Nhàn", "Hội ND phường Tân Hòa"]
    rows: Rows = [[n, name, 20, 50] for n, name in enumerate(names, start=1)]
    reading = read(tmp_path, [["KẾT QUẢ"], DATE, heads, *rows], "25")
    assert len(reading.observations.query("indicator == 'teams'")) == 3
    rows[0][1] = "Đoàn xã Đà Bắc"
    reading = read(tmp_path, [["KẾT QUẢ"], DATE, heads, *rows], "25")
    assert reading.observations.empty
    assert "rows_of_bodies" in set(reading.findings["rule"])


def test_a_body_s_name_may_begin_a_commune_s() -> None:
    assert clean_name("Xã Đoàn Kết") == "Xã Đoàn Kết"
    assert clean_name("Đoàn xã Đoàn Kết") == "xã Đoàn Kết"
    assert clean_name("Phường đoàn Đoàn Kết") == "Phường Đoàn Kết"
    assert is_other_body("Xã đoàn Bó Sinh")
    assert not is_other_body("Phường Đoàn Kết")


@pytest.mark.parametrize("heading", ["Công an xã, phường", "Công an các xã", "CA xã"])
def test_the_heading_of_the_names_may_say_of_which_bodies(tmp_path: Path, heading: str) -> None:
    heads = [FILES[0], heading, *FILES[2:]]
    reading = read(tmp_path, [["KẾT QUẢ"], DATE, heads, *of_bodies("")], "25")
    assert reading.observations.empty
    assert "rows_of_bodies" in set(reading.findings["rule"])


def test_a_commune_is_read_beside_its_police(tmp_path: Path) -> None:
    reading = read(tmp_path, [["KẾT QUẢ"], DATE, FILES, *of_bodies("UBND", "Công an")], "25")
    assert sorted(now(reading).values()) == [51, 52, 53]
    assert "rows_of_bodies" in set(reading.findings["rule"])


@pytest.mark.parametrize(
    ("lines", "scales"),
    [
        (("I. Khu vực Bắc (ĐVT: người)", "II. Khu vực Nam (ĐVT: nghìn người)"), (1, 1000)),
        (("Các xã vùng thấp", "Các xã vùng cao (nghìn người)"), (1, 1000)),
        (("A. Đô thị (đơn vị: 1.000 người)", "B. Nông thôn (đơn vị: người)"), (1000, 1)),
        (("1. Cụm 1 - đơn vị tính: nghìn người", "2. Cụm 2"), (1000, 1)),
    ],
)
def test_a_line_can_name_the_unit_of_the_people_below_it(
    tmp_path: Path, lines: tuple[str, ...], scales: tuple[int, ...]
) -> None:
    names = load_units(province="20")["unit_name"].tolist()
    rows: Rows = [DATE, ["STT", "Xã, phường", "Dân số", "Trạm 4G"]]
    for place, (line, scale) in enumerate(zip(lines, scales, strict=True)):
        rows.append([line])
        for n in range(4 * place, 4 * place + 4):
            rows.append([n + 1, names[n], (5250 + 10 * n) / scale, 10 + n])
    found = read(tmp_path, rows).observations
    people = found[found["indicator"] == "population"]["numerator"]
    assert people.tolist() == pytest.approx([5250 + 10 * n for n in range(8)])
    stations = found[found["indicator"] == "stations_4g"]["numerator"]
    assert stations.tolist() == [10 + n for n in range(8)]


def test_a_unit_of_parts_of_stations_below_a_line_is_no_scale(tmp_path: Path) -> None:
    reading = read(tmp_path, in_sections("Trạm đang phát sóng", "Cụm 2 (ĐVT: chục trạm)"))
    assert sorted(now(reading).values()) == [10, 11]


@pytest.mark.parametrize(
    ("line", "own"),
    [
        ("Các xã có trạm của Viettel", [10, 11, 12, 13]),
        ("Các xã Viettel có trạm", [10, 11, 12, 13]),
        ("Các xã có trạm của MobiFone", [10, 11]),
        ("Các xã Viettel chưa có trạm, dùng của VNPT", [10, 11]),
    ],
)
def test_a_line_can_group_communes_by_whose_stations_they_have(
    tmp_path: Path, line: str, own: list[int]
) -> None:
    rows = in_sections("Viettel", line)
    rows[2][2:] = ["Trạm 4G", "Dân số được phủ sóng 4G"]
    rows = [[*row, 5000] if len(row) == 3 and row[0] != "STT" else row for row in rows]
    reading = read(tmp_path, rows)
    found = reading.observations.query("indicator == 'stations_4g' and operator == 'viettel'")
    assert sorted(found["numerator"].dropna()) == own
