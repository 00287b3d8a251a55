"""Headings of what communes do not have today: under way, possible, of a period, elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from dxanalysis import read_workbook
from dxanalysis.sources.workbook.words.heading_catalogue import load_headings
from dxanalysis.units import load_units

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from dxanalysis.sources.workbook import WorkbookReading

pytestmark = pytest.mark.usefixtures("read_here")

TITLE = "Số liệu tính đến 30/9/2025"
COMMUNES = list(load_units(province="14")["unit_name"])[:4]


def meant(heading: str) -> str:
    """Give what a heading counts; "" where it is not read."""
    meaning = load_headings().meaning(heading.split(" / "))
    return ", ".join(one.id for one in meaning.columns)


def read(folder: Path, rows: Sequence[Sequence[object]], operator: str = "viettel",
         title: str = TITLE) -> WorkbookReading:  # fmt: skip
    book = openpyxl.Workbook()
    for row in ([title], [], *rows):
        book.active.append(list(row))
    path = folder / "book.xlsx"
    book.save(path)
    return read_workbook(path, operator=operator, province="14")


def figures(reading: WorkbookReading, indicator: str) -> dict[str, tuple[float, ...]]:
    """Give the day and the figures of each of an indicator's days."""
    rows = reading.observations[reading.observations["indicator"] == indicator]
    return {
        str(day)[:10]: tuple(some["numerator"].astype(float))
        for day, some in rows[rows["numerator"].notna()].groupby("as_of")
    }


@pytest.mark.parametrize(
    "heading",
    [
        "Số trạm 5G đang lắp", "Trạm 4G hiện đang xây", "Số bản đang kéo cáp quang",
        "Thôn sắp được lắp cáp quang", "Tổ công nghệ số cộng đồng đang thành lập",
        "Tài khoản định danh điện tử đang kích hoạt", "Số buôn đang phủ sóng 4G",
        "Số trạm 5G chờ lắp", "Số trạm 4G chờ truyền dẫn", "Đang lắp / Trạm 5G",
        "So tram 5G dang lap", "Số hộ đăng ký lắp cáp quang", "Trạm 5G được cấp",
        "Số thôn chuẩn bị kéo cáp quang",
    ],
)  # fmt: skip
def test_what_is_under_way_is_not_there(heading: str) -> None:
    assert meant(heading) == ""


@pytest.mark.parametrize(
    ("heading", "quantity"),
    [
        ("Số trạm 5G đang phát sóng", "stations_5g"),
        ("Số trạm 4G đang hoạt động", "stations_4g"),
        ("Dân số đang được phủ sóng 4G", "people_4g"),
        ("Thôn đang có sóng 4G", "villages_with_4g"),
        ("Số hộ đang sử dụng cáp quang", "households_subscribed"),
        ("So ho dang dung cap quang", "households_subscribed"),
        ("Số hộ đã lắp đặt cáp quang", "households_subscribed"),
        ("Cán bộ đang làm việc tại bộ phận một cửa", "one_stop_officers"),
        ("Số hộ đăng ký sử dụng cáp quang", "households_subscribed"),
        ("Số hộ đủ điều kiện đăng ký cáp quang", "households_passed"),
        ("Cán bộ có thẩm quyền được cấp chữ ký số", "officers_with_signature"),
    ],
)
def test_what_is_there_stays(heading: str, quantity: str) -> None:
    assert meant(heading) == quantity


@pytest.mark.parametrize(
    "heading",
    [
        "Dân số có thể được phủ sóng 5G", "Trạm 5G có thể lắp", "Thôn có thể kéo cáp quang",
        "Thôn có khả năng kết nối cáp quang", "Số hộ có thể có điện thoại thông minh",
        "Tổ công nghệ số cộng đồng có thể lập", "Tiềm năng / Trạm 5G",
    ],
)  # fmt: skip
def test_what_could_be_is_not_there(heading: str) -> None:
    assert meant(heading) == ""


@pytest.mark.parametrize(
    ("heading", "quantity"),
    [
        ("Số hộ có thể lắp cáp quang", "households_passed"),
        ("Số hộ có khả năng kết nối cáp quang", "households_passed"),
        ("Khả năng tiếp cận / Số thôn có sóng 4G", "villages_with_4g"),
    ],
)
def test_homes_that_could_have_fibre_are_counted(heading: str, quantity: str) -> None:
    assert meant(heading) == quantity


@pytest.mark.parametrize(
    "heading",
    [
        "Trạm 5G phát sóng năm 2025", "Trạm 5G phát sóng / Năm 2025", "Năm 2025 / Trạm 4G lắp đặt",
        "Hộ được lắp cáp quang năm 2025", "Thôn được phủ sóng 4G năm 2025",
        "Trạm 4G phát sóng 9 tháng", "Trạm 4G hoàn thành quý III/2025", "Trạm 4G trong 9 tháng",
        "Trạm 4G lũy kế năm 2025", "Phát sóng 9 tháng / Trạm 4G", "Trạm 5G (+)",
        "Tổ công nghệ số cộng đồng được thành lập năm 2025",
    ],
)  # fmt: skip
def test_what_came_in_a_period_is_no_stock(heading: str) -> None:
    assert meant(heading) == ""


@pytest.mark.parametrize(
    ("heading", "quantity"),
    [
        ("Số trạm phát sóng 5G năm 2025", "stations_5g"),
        ("Trạm thu phát sóng 4G / Năm 2025", "stations_4g"),
        ("Trạm 5G đang phát sóng năm 2025", "stations_5g"),
        ("Trạm 5G đã phát sóng đến 30/9/2025", "stations_5g"),
        ("Trạm 4G lũy kế đến hết năm 2025", "stations_4g"),
        ("Trạm 4G 9 tháng", "stations_4g"),
        ("Hộ thuê bao cáp quang năm 2025", "households_subscribed"),
        ("Tỷ lệ thôn được phủ sóng 4G năm 2025 (%)", "villages_4g_pct"),
        ("Dân số được phủ sóng 4G năm 2025", "people_4g"),
        ("Hồ sơ tiếp nhận trong kỳ", "files"),
    ],
)
def test_the_state_of_a_day_stays(heading: str, quantity: str) -> None:
    assert meant(heading) == quantity


@pytest.mark.parametrize(
    "heading",
    [
        "Tổng trạm 4G của tỉnh", "Trạm 4G toàn tỉnh", "Trạm 4G cấp huyện", "Trạm 4G của huyện",
        "Số trạm 4G khu vực", "Tỷ lệ dân số được phủ sóng 4G của tỉnh (%)",
        "Tỷ lệ dân số được phủ sóng 4G bình quân tỉnh (%)", "Dân số của huyện",
    ],
)  # fmt: skip
def test_what_a_province_or_district_has_is_no_communes(heading: str) -> None:
    assert meant(heading) == ""


@pytest.mark.parametrize(
    ("heading", "quantity"),
    [
        ("Số trạm 4G trên địa bàn tỉnh", "stations_4g"),
        ("Số thôn vùng lõm sóng", ""),
        ("Dân số khu vực được phủ sóng 4G", "people_4g"),
        ("Cán bộ cấp tỉnh", "officers_provincial"),
        ("Số khóm, khu vực có sóng 4G", "villages_with_4g"),
        ("Ấp/khu vực có cáp quang", "villages_with_fibre"),
        ("Trạm 4G của các ấp và toàn khu vực", ""),
    ],
)
def test_places_that_are_no_whole(heading: str, quantity: str) -> None:
    assert meant(heading) == quantity


@pytest.mark.parametrize(
    "heading",
    [
        "Tỷ lệ hộ sử dụng cáp quang/hộ có hạ tầng cáp quang (%)",
        "Tỷ lệ hồ sơ thanh toán trực tuyến/tổng hồ sơ (%)",
        "Tỷ lệ hồ sơ thanh toán trực tuyến trên tổng số hồ sơ (%)",
        "Tỷ lệ hồ sơ trực tuyến trên tổng số TTHC (%)", "Tỷ lệ văn bản ký số/văn bản đến (%)",
        "Tỷ lệ tổ công nghệ số/thôn (%)", "Hồ sơ thanh toán trực tuyến/tổng hồ sơ",
    ],
)  # fmt: skip
def test_a_rate_on_another_base(heading: str) -> None:
    assert meant(heading) == ""


@pytest.mark.parametrize(
    ("heading", "quantity"),
    [
        ("Tỷ lệ hộ sử dụng cáp quang/tổng số hộ (%)", "households_fibre_subscribed_pct"),
        ("Tỷ lệ hộ có điện thoại thông minh trên tổng số hộ (%)", "households_smartphone_pct"),
        ("Tỷ lệ hồ sơ trực tuyến/tổng số hồ sơ tiếp nhận (%)", "files_online_pct"),
        ("Tỷ lệ thôn có sóng 4G/thôn có điện (%)", "electrified_villages_4g_pct"),
        ("Dân số phủ sóng 4G/4G population covered", "people_4g"),
        ("Tỷ lệ thôn/bản có sóng 4G (%)", "villages_4g_pct"),
        ("Tỷ lệ người có chữ ký số/người từ 15 tuổi (%)", "adults_digital_signature_pct"),
        ("Số thôn/bản có sóng 4G", "villages_with_4g"),
    ],
)
def test_a_rate_on_its_own_base(heading: str, quantity: str) -> None:
    assert meant(heading) == quantity


@pytest.mark.parametrize(
    "heading",
    [
        "Trạm lặp 4G", "Trạm 4G Đề án", "Trạm 4G cô lập", "Trạm 4G phát hiện", "Trạm 4G công an",
        "Trạm 4G tại chợ", "Trạm 4G đưa vào danh mục", "Trạm 4G BS", "Trạm 4G ĐC", "Trạm 4G ?",
        "Trạm 4G (?)", "Trạm 5G NSA", "Trạm 5G SA", "Nhà trạm 4G", "Thôn có cáp quang đi qua",
        "Văn bản đến ký số", "Tổ công nghệ số cộng đồng lặp",
    ],
)  # fmt: skip
def test_words_that_make_them_others(heading: str) -> None:
    assert meant(heading) == ""


@pytest.mark.parametrize(
    ("heading", "quantity"),
    [
        ("Tổ công nghệ số cộng đồng đã thành lập", "teams"),
        ("Tổ công nghệ số cộng đồng được lập", "teams"),
        ("Dân số (theo công an)", "population"),
        ("Dân số đươc phủ sóng 4G (nguời)", "people_4g"),
        ("Sô hộ gia đình", "households"),
        ("Dân số đc phủ sóng 4G", "people_4g"),
        ("Số thôn có sóng 4G là bao nhiêu ?", "villages_with_4g"),
        ("Hộ có cáp quang đi qua", "households_passed"),
        ("Văn bản ký số", "documents_signed"),
        ("BS 4G", "stations_4g"),
    ],
)
def test_words_that_change_nothing(heading: str, quantity: str) -> None:
    assert meant(heading) == quantity


@pytest.mark.parametrize(
    ("others", "counts"),
    [
        (["Trạm 5G NSA", "Trạm 5G SA", "Tổng trạm 5G"], [1, 2, 3]),
        (["Trạm 5G đang lắp", "Tổng trạm 5G"], [1, 3]),
        (["Trạm 5G phát sóng năm 2024", "Trạm 5G phát sóng năm 2025", "Tổng trạm 5G"], [1, 2, 3]),
        (["Tổng trạm 5G của tỉnh", "Trạm 5G"], [210, 3]),
        (["Trạm lặp 5G", "Trạm 5G"], [1, 3]),
    ],
)
def test_what_is_not_there_hides_nothing_beside_it(
    tmp_path: Path, others: list[str], counts: list[int]
) -> None:
    rows = [["Xã", *others], *([name, *counts] for name in COMMUNES)]
    reading = read(tmp_path, rows)
    assert figures(reading, "stations_5g") == {"2025-09-30": (3.0,) * 4}
    said = set(reading.findings["rule"])
    assert "column_twice" not in said
    assert said & {"column_changed", "column_unknown"}


@pytest.mark.parametrize("cells", [["+3", "+1", "0", "+2"], ["+3", "-1", "+2", "-"]])
def test_cells_with_a_sign_are_what_there_is_more_of(tmp_path: Path, cells: list[str]) -> None:
    rows = [["Xã", "Trạm 4G", "Trạm 5G"],
            *([name, 9, cell] for name, cell in zip(COMMUNES, cells, strict=True))]  # fmt: skip
    reading = read(tmp_path, rows)
    assert figures(reading, "stations_5g") == {}
    assert figures(reading, "stations_4g") == {"2025-09-30": (9.0,) * 4}
    assert "column_changed" in set(reading.findings["rule"])


@pytest.mark.parametrize(
    ("heading", "day"),
    [
        ("Số trạm 4G 6 tháng", "2025-06-30"),
        ("Số trạm 4G 6 tháng đầu năm", "2025-06-30"),
        ("Số trạm 4G 9 tháng", "2025-09-30"),
        ("Số trạm 4G", "2025-09-30"),
    ],
)
def test_months_without_a_year_date_a_state(tmp_path: Path, heading: str, day: str) -> None:
    reading = read(tmp_path, [["Xã", heading], *([name, 9] for name in COMMUNES)])
    assert figures(reading, "stations_4g") == {day: (9.0,) * 4}


def test_months_that_are_not_over_are_to_come(tmp_path: Path) -> None:
    rows = [["Xã", "Trạm 5G", "Trạm 4G 12 tháng"], *([name, 1, 9] for name in COMMUNES)]
    reading = read(tmp_path, rows)
    assert figures(reading, "stations_4g") == {}
    assert "column_future" in set(reading.findings["rule"])


@pytest.mark.parametrize(
    ("below", "day", "rule"),
    [
        ([None, None, 2030], "", "column_future"),
        ([None, None, "2024"], "2024-12-31", "column_of_date"),
        ([None, "người", 2030], "", "column_future"),
    ],
)
def test_a_year_under_one_heading_only(
    tmp_path: Path, below: list[object], day: str, rule: str
) -> None:
    rows = [["Xã", "Dân số", "Trạm 5G"], below, *([name, 9000, 7] for name in COMMUNES)]
    reading = read(tmp_path, rows)
    assert figures(reading, "stations_5g") == ({day: (7.0,) * 4} if day else {})
    assert rule in set(reading.findings["rule"])


@pytest.mark.parametrize("below", [[None, 36000, 2028], [None, None, 2028]])
def test_a_sum_that_looks_like_a_year_is_none(tmp_path: Path, below: list[object]) -> None:
    rows = [["Xã", "Dân số", "Trạm 5G"], below, *([name, 9000, 507] for name in COMMUNES)]
    assert figures(read(tmp_path, rows), "stations_5g") == {"2025-09-30": (507.0,) * 4}


@pytest.mark.parametrize("title", ["Viettel Sơn La: so sánh với đối thủ đến 30/9/2025",
                                   "Viettel Sơn La: số trạm đến 30/9/2025"])  # fmt: skip
def test_what_an_operator_knows_of_rivals_is_not_theirs(tmp_path: Path, title: str) -> None:
    rows = [["Xã", "Trạm 4G Viettel", "Trạm 4G VNPT"], *([name, 9, 8] for name in COMMUNES)]
    reading = read(tmp_path, rows, title=title)
    stations = reading.observations[reading.observations["indicator"] == "stations_4g"]
    assert set(stations["operator"]) == {"viettel"}
    assert "column_other_operator" in set(reading.findings["rule"])


def test_columns_of_others_in_a_file_of_one_are_said(tmp_path: Path) -> None:
    rows = [["Xã", "Trạm 4G Viettel", "Trạm 4G VNPT"], *([name, 9, 8] for name in COMMUNES)]
    reading = read(tmp_path, rows)
    said = reading.findings[reading.findings["rule"] == "operator_from_heading"]
    assert list(said["expected"]) == ["vnpt"]
    assert "operator_from_heading" not in set(read(tmp_path, rows, "any").findings["rule"])


@pytest.mark.parametrize("group", ["Đối thủ", "Dự toán", "Do bão", "Vi phạm", "Mô phỏng", "Tồn"])
def test_figures_below_a_title_of_unknown_words_are_not_read(tmp_path: Path, group: str) -> None:
    rows = [["Xã", group, "Số thôn"], [None, "Trạm 4G", None], *([n, 9, 12] for n in COMMUNES)]
    reading = read(tmp_path, rows)
    assert figures(reading, "stations_4g") == {}
    assert "column_unknown" in set(reading.findings["rule"])


@pytest.mark.parametrize("group", ["Hạ tầng", "Kết quả", "Viễn thông", "Hiện trạng", "Hạ tầng số",
                                   "I. Chuyển đổi số", "Kinh tế số", "Báo cáo"])  # fmt: skip
def test_a_title_of_a_group_changes_nothing(tmp_path: Path, group: str) -> None:
    rows = [["Xã", group, "Số thôn"], [None, "Trạm 4G", None], *([n, 9, 12] for n in COMMUNES)]
    assert figures(read(tmp_path, rows), "stations_4g") == {"2025-09-30": (9.0,) * 4}


@pytest.mark.parametrize(
    ("heading", "counted"),
    [
        ("Số xã có trạm 5G", ""),
        ("Số xã, phường đã có trạm 4G", ""),
        ("Số đơn vị cấp xã đã thành lập tổ công nghệ số cộng đồng", ""),
        ("Số xã được trang bị lớp học thông minh", ""),
        ("Số trạm 5G của xã", "stations_5g"),
        ("Xã có bao nhiêu trạm 5G?", "stations_5g"),
    ],
)
def test_communes_that_have_something_are_not_what_they_have(heading: str, counted: str) -> None:
    assert meant(heading) == counted


@pytest.mark.parametrize(
    ("heading", "counted"),
    [
        ("Xã có bao nhiêu tổ công nghệ số cộng đồng?", "teams"),
        ("3. Có bao nhiêu trạm 4G đang phát sóng?", "stations_4g"),
        ("Bộ phận một cửa có mấy quầy?", "one_stop_counters"),
        ("SL hồ sơ giải quyết đúng hạn", "files_on_time"),
        ("tong_so_hs_da_giai_quyet", "files_settled"),
        ("so_dvctt_mot_phan", "services_partial"),
        ("HS tiếp nhận online trong kỳ", "files_online"),
        ("Số thuê bao phát triển mới trong kỳ", ""),
        ("Xã cần bao nhiêu trạm 5G?", ""),
    ],
)
def test_forms_and_exports_ask_for_the_same_things(heading: str, counted: str) -> None:
    assert meant(heading) == counted


LACKING = [
    ["STT", "Xã, phường", "Tổng số bản", "Số bản có điện lưới quốc gia", "Số bản trắng sóng",
     "Số hộ có điện thoại thông minh", "Tổng số hộ"],
    *([n, name, 12, 11 - n, 1 + n, 900, 1000] for n, name in enumerate(COMMUNES, 1)),
]  # fmt: skip


def test_what_there_is_more_of_than_is_lacking_is_no_part_of_it(tmp_path: Path) -> None:
    title = "BẢN TRẮNG SÓNG VÀ CẤP ĐIỆN (đến 30/9/2025)"
    found = set(read(tmp_path, LACKING, "any", title).observations["indicator"])
    assert {"villages_electrified", "households_smartphone", "villages_no_signal"} <= found
    fewer = [
        [*row[:3], 1, *row[4:5], row[4], row[6]] if n else row for n, row in enumerate(LACKING)
    ]
    found = set(read(tmp_path, fewer, "any", title).observations["indicator"])
    assert "villages_no_signal" in found
    assert found.isdisjoint({"villages_electrified", "households_smartphone"})


@pytest.mark.parametrize(
    "heading",
    ["Mã xã (danh mục theo QĐ 19/2025/QĐ-TTg)", "Mã ĐVHC theo Quyết định số 19/2025/QĐ-TTg",
     "Mã đơn vị hành chính (Cục Thống kê)", "Mã xã theo danh mục GSO"],
)  # fmt: skip
def test_a_code_s_heading_may_name_its_list(tmp_path: Path, heading: str) -> None:
    codes = list(load_units(province="14").index)[:4]
    rows = [[heading, "Số trạm 5G"], *([int(code), n] for n, code in enumerate(codes, 1))]
    found = read(tmp_path, rows).observations.query("indicator == 'stations_5g'")
    assert found.set_index("unit_code")["numerator"].to_dict() == dict(
        zip(codes, (1, 2, 3, 4), strict=True)
    )


@pytest.mark.parametrize(
    "heading",
    ["Người dân được tiếp cận 4G", "Số thôn có khả năng sử dụng 5G", "Dân số tiếp cận 4G"],
)
def test_who_could_use_a_network_is_asked_about(heading: str) -> None:
    assert meant(heading) == ""
    assert load_headings().meaning([heading]).composed.reason == "relation_unclear"
