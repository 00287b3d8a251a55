"""Sums beside their parts, classes, who paid, money, what was sent back or entered in part."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import openpyxl
import pytest

from dxanalysis import read_workbook
from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources.workbook.words.heading_catalogue import load_headings
from tests.test_workbook_around import DATE, LISTED, NAMES, read, table

if TYPE_CHECKING:
    from pathlib import Path

    from dxanalysis.sources.workbook import WorkbookReading
    from tests.test_workbook_around import Rows

pytestmark = pytest.mark.usefixtures("read_here")


def firsts(reading: WorkbookReading) -> dict[str, float]:
    """Give the figures of the first commune."""
    rows = reading.observations
    whose = rows["operator"].isin(["any"] if "any" in set(rows["operator"]) else ["viettel"])
    own = rows[(rows["unit_code"] == LISTED.index[0]) & whose]
    return {str(one): float(n) for one, n in zip(own["indicator"], own["numerator"], strict=True)}


def grouped(above: str, *below: str, before: tuple[str, ...] = ()) -> Rows:
    """Write a group of columns, and other columns before it; figures are 1, 2 and so on."""
    count = len(before) + len(below)
    heads: Rows = [
        ["STT", "Xã, phường", *before, above, *[None] * (len(below) - 1)],
        [None, None, *[None] * len(before), *below],
    ]
    body: Rows = [[n, name, *range(1, count + 1)] for n, name in enumerate(NAMES, start=1)]
    return [*heads, *body]


def read_or_ask(folder: Path, rows: Rows, operator: str = "viettel") -> dict[str, float]:
    with contextlib.suppress(FileUnreadableError):
        return firsts(read(folder, rows, operator=operator))
    return {}


@pytest.mark.parametrize(
    ("above", "below", "read_as"),
    [
        ("Số tổ công nghệ số cộng đồng", ("Cấp xã", "Cấp thôn", "Cộng"), {"teams": 3}),
        ("Số tổ công nghệ số cộng đồng", ("Tổng số", "Cấp xã", "Cấp thôn"), {"teams": 1}),
        ("Tổ công nghệ số cộng đồng", ("Cấp xã", "Cấp thôn"), {}),
        ("Số tổ công nghệ số cộng đồng", ("Cấp xã",), {"teams": 1}),
        ("Số trạm 4G", ("Viettel", "VNPT", "Tổng"), {"stations_4g": 3}),
        ("Số hộ", ("Tổng số", "Có cáp quang"), {"households": 1}),
    ],
)
def test_the_sum_is_read_and_not_a_part_of_it(
    tmp_path: Path, above: str, below: tuple[str, ...], read_as: dict[str, float]
) -> None:
    found = read_or_ask(tmp_path, [DATE, [], *grouped(above, *below)], "any")
    assert {name: found.get(name) for name in read_as} == read_as
    if above.endswith("cộng đồng"):
        assert set(found) == set(read_as)


@pytest.mark.parametrize(
    ("title", "above", "read_as"),
    [
        ("Hạ tầng", "Số thôn theo công nghệ cao nhất hiện có", {"villages_5g"}),
        ("PHÂN LOẠI THÔN THEO THẾ HỆ MẠNG CAO NHẤT", "Số thôn có sóng", {"villages_5g"}),
        ("Hạ tầng", "Số thôn có sóng", {"villages_4g", "villages_5g"}),
        ("Xã có tỷ lệ cao nhất ở đầu", "Số thôn có sóng", {"villages_4g", "villages_5g"}),
    ],
)
def test_classes_by_the_best_technology_say_nothing_of_the_others(
    tmp_path: Path, title: str, above: str, read_as: set[str]
) -> None:
    rows = [[title], DATE, [], *grouped(above, "5G", "4G", before=("Số thôn",))]
    assert set(read_or_ask(tmp_path, rows)) == {"villages", *read_as}


@pytest.mark.parametrize(
    ("title", "stations"),
    [
        ("TRẠM BTS ĐƯỢC ĐẦU TƯ BẰNG KINH PHÍ QUỸ DỊCH VỤ VIỄN THÔNG CÔNG ÍCH", False),
        ("Trạm thu phát sóng xây dựng từ nguồn vốn ngân sách nhà nước", False),
        ("DANH SÁCH TRẠM BTS THUỘC DỰ ÁN PHỦ SÓNG VÙNG LÕM", False),
        ("Trạm BTS do tỉnh hỗ trợ đầu tư", False),
        ("HIỆN TRẠNG TRẠM BTS TRÊN ĐỊA BÀN TỈNH", True),
        ("TRẠM BTS THEO QUY HOẠCH TỈNH: HIỆN TRẠNG", True),
        ("KẾT QUẢ CHƯƠNG TRÌNH CUNG CẤP DỊCH VỤ VIỄN THÔNG CÔNG ÍCH", True),
    ],
)
def test_stations_that_somebody_paid_for_are_not_all(
    tmp_path: Path, title: str, *, stations: bool
) -> None:
    found = read_or_ask(tmp_path, [[title], DATE, [], *table("Số thôn", "Số trạm 4G")])
    assert ("stations_4g" in found) is stations
    assert "villages" in found


@pytest.mark.parametrize(
    ("line", "is_read"),
    [
        ("Đơn vị tính: triệu đồng", False),
        ("ĐVT: đồng", False),
        ("Unit: million VND", False),
        ("CHI PHÍ VẬN HÀNH TRẠM BTS 9 THÁNG", False),
        ("Biểu 3. Doanh thu theo loại trạm", False),
        ("Đơn vị tính: trạm", True),
        ("TIẾN ĐỘ NHẬP SỐ LIỆU TRẠM", True),
        ("GIÁ TRỊ CÁC CHỈ SỐ HẠ TẦNG SỐ", True),
    ],
)
def test_a_table_in_money_has_no_stations(tmp_path: Path, line: str, *, is_read: bool) -> None:
    found = read_or_ask(tmp_path, [[line], DATE, [], *table("Trạm 4G", "Trạm 5G")])
    assert ("stations_4g" in found) is is_read


@pytest.mark.parametrize("heading", ["Trạng thái", "Kết quả phê duyệt", "Duyệt", "Status"])
@pytest.mark.parametrize(
    ("word", "rule"),
    [
        ("Trả lại", "row_said_wrong"),
        ("Không duyệt", "row_said_wrong"),
        ("Rejected", "row_said_wrong"),
        ("Trả về để xã báo cáo lại", "row_said_wrong"),
        ("Chờ duyệt", "note_on_rows"),
        ("Draft", "note_on_rows"),
        ("Đã duyệt", ""),
        ("Hoàn thành", ""),
    ],
)
def test_a_status_says_which_rows_were_not_taken(
    tmp_path: Path, heading: str, word: str, rule: str
) -> None:
    rows = table("Số trạm 4G", "Số hộ")
    rows[0].append(heading)
    for number, row in enumerate(rows[1:]):
        row.append(word if number == 2 else "Đã duyệt")
    reading = read(tmp_path, [DATE, [], *rows])
    said = reading.findings[reading.findings["unit_code"] == LISTED.index[2]]
    assert {*said["rule"]} & {"row_said_wrong", "note_on_rows"} == ({rule} - {""})
    codes = set(reading.observations["unit_code"])
    assert (LISTED.index[2] in codes) is (rule != "row_said_wrong")


@pytest.mark.parametrize("label", ["Cộng (các xã đã duyệt)", "Tổng cộng (các đơn vị đã gửi)"])
def test_a_sum_of_some_communes_is_no_commune(tmp_path: Path, label: str) -> None:
    rows = [*table("Số trạm 4G"), [None, label, 100]]
    reading = read(tmp_path, [DATE, [], *rows])
    assert "unit_unknown" not in set(reading.findings["rule"])
    assert len(reading.observations) == len(NAMES)


@pytest.mark.parametrize(
    ("heading", "counts"),
    [
        ("Số thôn đã nhập", True),
        ("Số thôn, bản đã gửi báo cáo", True),
        ("Số bản đã rà soát xong", True),
        ("Villages reported so far", True),
        ("Số thôn đã có sóng 4G", False),
        ("Số thôn đã có nhà văn hóa", False),
        ("Số hộ đã nhập khẩu", False),
    ],
)
def test_a_commune_that_is_entered_in_part_has_no_figures_yet(
    tmp_path: Path, heading: str, *, counts: bool
) -> None:
    rows = table("Số thôn", "Số hộ")
    rows[0].append(heading)
    for number, row in enumerate(rows[1:]):
        row.append(int(str(row[2])) - (number == 1))
    reading = read(tmp_path, [DATE, [], *rows])
    homes = reading.observations[reading.observations["indicator"] == "households"]
    given = set(homes[homes["numerator"].notna()]["unit_code"])
    assert (LISTED.index[1] not in given) is counts
    assert len(given) == len(NAMES) - counts
    villages = reading.observations[reading.observations["indicator"] == "villages"]
    assert villages["numerator"].notna().sum() == len(NAMES)
    assert ("row_in_part" in set(reading.findings["rule"])) is counts


@pytest.mark.parametrize(
    ("path", "quantity"),
    [
        (("A. DÂN CƯ", "A.2. Số hộ", "hộ"), "households"),
        (("B. DI ĐỘNG", "B.1. Mạng 4G", "B.1.2. Dân số được phủ sóng"), "people_4g"),
        (("II.1. Số trạm 5G",), "stations_5g"),
        (("C2) Số thôn có cáp quang",), "villages_with_fibre"),
        (("Dân số", "Số hộ"), ""),
        (("Q3. Số trạm 4G đã phát sóng mới",), ""),
        (("Số thôn chưa có sóng di động (vùng trắng)",), "villages_without_signal"),
        (("Số bản không có sóng điện thoại",), "villages_without_signal"),
        (("Số thôn trắng sóng 4G",), ""),
        (("Số hộ chưa có sóng",), ""),
        (("Dân số được phủ sóng 4G", "toàn dân"), "people_4g"),
        (("Dân số được phủ sóng 4G", "hộ nghèo"), ""),
    ],
)
def test_letters_of_parts_topics_and_words_for_no_signal(
    path: tuple[str, ...], quantity: str
) -> None:
    assert [one.id for one in load_headings().meaning(path).columns] == [quantity][: bool(quantity)]


def test_what_is_within_a_base_may_be_without_a_signal(tmp_path: Path) -> None:
    rows = grouped("Trong đó", "Có sóng 4G", "Trắng sóng", before=("Số thôn",))
    found = read_or_ask(tmp_path, [DATE, [], *rows])
    assert found["villages_no_signal"] == 3
    assert set(found) == {"villages", "villages_4g", "villages_no_signal"}


@pytest.mark.parametrize(
    ("title", "is_read"),
    [
        ("TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG CÁC XÃ, PHƯỜNG", True),
        ("Biểu 2. Kết quả hoạt động của tổ CNSCĐ", True),
        ("TỔNG HỢP TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG TOÀN THÀNH PHỐ", True),
        ("TỔ DÂN PHỐ VÀ TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG", False),
        ("TỔ TỰ QUẢN VÀ TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG", False),
        ("TỔ AN NINH CƠ SỞ", False),
    ],
)
def test_a_title_says_what_teams_are_counted(tmp_path: Path, title: str, *, is_read: bool) -> None:
    found = read_or_ask(tmp_path, [[title], DATE, [], *table("Số thôn", "Số tổ")])
    assert ("teams" in found) is is_read


@pytest.mark.parametrize("label", ["Địa bàn", "Nơi phục vụ", "Xã, phường"])
@pytest.mark.parametrize(
    "below",
    [
        ("Kế hoạch", "Thực hiện", "Còn lại"),
        ("Giao", "Đạt được", "Thiếu"),
        ("KH", "TH", "Chênh lệch"),
    ],
)
def test_a_level_of_any_words_is_heading_below_a_label_over_two_rows(
    tmp_path: Path, label: str, below: tuple[str, ...]
) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    rows: Rows = [
        DATE, ["STT", label, "Số thôn", "Số trạm 4G", None, None], [None, None, None, *below],
    ]  # fmt: skip
    for row in (*rows, *([n, name, 9, 30 + n, 20 + n, 10] for n, name in enumerate(NAMES, 1))):
        sheet.append(list(row))
    for cells in ("A2:A3", "B2:B3", "C2:C3", "D2:F2"):
        sheet.merge_cells(cells)
    book.save(tmp_path / "a.xlsx")
    found = read_workbook(tmp_path / "a.xlsx", operator="viettel", province="20").observations
    stations = found.loc[found["indicator"] == "stations_4g", "numerator"].dropna()
    assert set(found["indicator"]) <= {"stations_4g", "villages"}
    assert list(stations) in ([], [20 + n for n in range(1, len(NAMES) + 1)])  # never the plan
    if below[1] == "Thực hiện":
        assert len(stations) == len(NAMES)


def test_homes_beside_people_are_no_part_of_them(tmp_path: Path) -> None:
    heads = ["Dân số", "Hộ"] * 2
    rows: Rows = [
        ["DÂN SỐ, HỘ NẰM TRONG VÙNG PHỦ SÓNG"], ["Số liệu đến 30/9/2025"],
        ["STT", "Xã, phường", "Tổng toàn xã", None, "Trong vùng phủ 4G", None],
        [None, None, *heads],
    ]  # fmt: skip
    rows += [[n, name, 4000 + n, 990, 3000 + n, 800] for n, name in enumerate(NAMES, 1)]
    found = read(tmp_path, rows).observations.set_index("indicator")["numerator"]
    assert found["population"].tolist() == [4000 + n for n in range(1, len(NAMES) + 1)]
    assert found["pop_4g"].tolist() == [3000 + n for n in range(1, len(NAMES) + 1)]
