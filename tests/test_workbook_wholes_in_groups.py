"""A part and its whole below the part's name, and wholes that may be either."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.test_workbook import figure, rules
from tests.test_workbook_headings import DAY, UNITS, read

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("read_here")


def below(title: str, *columns: tuple[str, list[float]]) -> tuple[list[list[object]], list[str]]:
    """Lay columns out below one title."""
    rows: list[list[object]] = [
        ["BÁO CÁO"],
        DAY,
        ["Xã, phường", title, *[None] * (len(columns) - 1)],
        [None, *[heading for heading, _ in columns]],
        *[[name, *[some[at] for _, some in columns]] for at, name in enumerate(UNITS)],
    ]
    return rows, ["A3:A4", f"B3:{'ABCDEFG'[len(columns)]}3"]


ALL = [1200.0, 2300, 3400, 1500]
SOME = [700.0, 1500, 2000, 900]
SHARES = [58.33, 65.22, 58.82, 60]


@pytest.mark.parametrize(
    ("title", "whole", "part", "indicator"),
    [
        ("Số hóa kết quả TTHC", "Kết quả đã trả", "Đã số hóa", "results_digitised"),
        ("Thanh toán trực tuyến", "Hồ sơ có phát sinh phí, lệ phí",
         "Hồ sơ thanh toán trực tuyến", "files_paid_online"),
        ("TC3. Hồ sơ trực tuyến", "Tổng số hồ sơ tiếp nhận", "Số hồ sơ trực tuyến",
         "files_online"),
        ("CT 2.1: Hộ có điện thoại thông minh", "Tổng số hộ", "Số hộ có",
         "households_smartphone"),
        ("Người dân có tài khoản ngân hàng", "Dân số", "Số người có tài khoản",
         "population_epayment"),
        ("Người dân sử dụng nền tảng số", "Nhân khẩu", "Số người sử dụng",
         "population_digital_apps"),
        ("Chữ ký số cá nhân", "Người từ 15 tuổi trở lên", "Người từ 15 tuổi có chữ ký số",
         "adults_digital_signature"),
        ("Sản phẩm OCOP lên sàn TMĐT", "Tổng số sản phẩm OCOP", "Sản phẩm lên sàn",
         "products_listed"),
        ("Địa điểm trọng yếu có sóng 5G", "Tổng số", "Đã có sóng", "places_5g"),
        ("Cán bộ được cấp chữ ký số", "Cán bộ có thẩm quyền ký", "Đã được cấp",
         "officers_signature"),
        ("TTHC cung cấp toàn trình", "Tổng số TTHC", "Số TTHC toàn trình",
         "procedures_fully_online"),
        ("Chữ ký số", "Lãnh đạo có thẩm quyền ký", "Đã được cấp chữ ký số", "officers_signature"),
        ("Chữ ký số cán bộ", "Số cán bộ có thẩm quyền ký", "Số cán bộ đã được cấp chữ ký số",
         "officers_signature"),
    ],
)  # fmt: skip
def test_a_part_and_its_whole_stand_below_the_part_s_name(
    tmp_path: Path, title: str, whole: str, part: str, indicator: str
) -> None:
    rows, merge = below(title, (whole, ALL), (part, SOME), ("Tỷ lệ (%)", SHARES))
    found = figure(read(tmp_path, rows, merge=merge), "04195", indicator)
    assert (found["numerator"], found["denominator"]) == (1500, 2300)


def test_a_part_may_have_its_share_beside_it_in_the_cell(tmp_path: Path) -> None:
    rows, merge = below(
        "Chữ ký số cán bộ", ("Số cán bộ có thẩm quyền ký", [8.0, 9, 10, 12]),
        ("Số cán bộ đã được cấp chữ ký số", SOME),
    )  # fmt: skip
    for row, part in zip(rows[4:], ("7 (87,5%)", "9 (100,0%)", "4 (40%)", "6 (50%)"), strict=True):
        row[2] = part
    found = figure(read(tmp_path, rows, merge=merge), "04195", "officers_signature")
    assert (found["numerator"], found["denominator"]) == (9, 9)


def test_a_whole_is_no_part_though_the_column_beside_it_is_not_read(tmp_path: Path) -> None:
    rows, merge = below(
        "Chữ ký số cán bộ", ("Số cán bộ có thẩm quyền ký", SOME),
        ("Số cán bộ đã được cấp chữ ký số", ALL),  # more than may have one
    )  # fmt: skip
    rows = [[*row, known] for row, known in zip(rows, _beside(), strict=True)]
    reading = read(tmp_path, rows, merge=merge)
    assert set(reading.observations["indicator"]) == {"villages"}
    assert ("base_in_group", "B4") in rules(reading, "warning")


@pytest.mark.parametrize(
    ("title", "whole", "part"),
    [
        ("Hộ nghèo có điện thoại thông minh", "Tổng số hộ", "Số hộ có"),
        ("Hồ sơ trực tuyến lĩnh vực đất đai", "Số hồ sơ tiếp nhận", "Số hồ sơ trực tuyến"),
        ("Kế hoạch số hóa kết quả TTHC", "Kết quả đã trả", "Đã số hóa"),
        ("Số hóa kết quả TTHC tăng thêm", "Kết quả đã trả", "Đã số hóa"),
        ("Cơ quan kết nối cơ sở dữ liệu", "Tổng số", "Đã kết nối"),
    ],
)
def test_a_title_of_some_only_leaves_whole_and_part_unread(
    tmp_path: Path, title: str, whole: str, part: str
) -> None:
    rows, merge = below(title, (whole, ALL), (part, SOME))
    rows = [[*row, known] for row, known in zip(rows, _beside(), strict=True)]
    assert set(read(tmp_path, rows, merge=merge).observations["indicator"]) == {"villages"}


def _beside() -> list[object]:
    return [None, None, "Số thôn", None, *[9] * len(UNITS)]


@pytest.mark.parametrize(
    ("title", "whole"),
    [
        ("Người dân có tài khoản ngân hàng", "Dân số"),
        ("Hộ có điện thoại thông minh", "Tổng số hộ"),
        ("Người dân sử dụng nền tảng số", "Số dân"),
    ],
)
def test_a_whole_without_its_part_may_be_either(tmp_path: Path, title: str, whole: str) -> None:
    rows, merge = below(title, (whole, ALL), ("Tỷ lệ (%)", SHARES))
    reading = read(tmp_path, rows, merge=merge)
    assert reading.observations["numerator"].isna().all()
    assert ("base_in_group", "B4") in rules(reading, "warning")


@pytest.mark.parametrize(("beside", "is_read"), [("Quá hạn", True), ("Tỷ lệ (%)", False)])
def test_all_files_of_a_title_are_its_own(tmp_path: Path, beside: str, *, is_read: bool) -> None:
    figures = SHARES if "%" in beside else [5.0] * 4
    rows, merge = below("Hồ sơ trực tuyến", ("Tổng số hồ sơ", ALL), (beside, figures))
    found = figure(read(tmp_path, rows, merge=merge), "04195", "files_online")
    assert bool(found["numerator"] == 2300) is is_read


@pytest.mark.parametrize(
    ("title", "counted", "indicator"),
    [
        ("Người dân có tài khoản thanh toán điện tử", "Số người", "population_epayment"),
        ("Người dân có hồ sơ sức khỏe điện tử", "Số lượng (người)", "population_health_record"),
        ("Hộ có điện thoại thông minh", "Số hộ", "households_smartphone"),
    ],
)
def test_a_number_below_who_is_counted_is_theirs(
    tmp_path: Path, title: str, counted: str, indicator: str
) -> None:
    rows, merge = below(title, (counted, SOME), ("Tỷ lệ (%)", SHARES))
    found = figure(read(tmp_path, rows, merge=merge), "04195", indicator)
    assert found["numerator"] == 1500


@pytest.mark.parametrize(
    ("title", "known"),
    [("Tiêu chí 4: Tài khoản ĐDĐT", True), ("Tài khoản ĐDĐT của học sinh", False)],
)
def test_a_short_heading_is_known_beside_its_part_below_one_title(
    tmp_path: Path, title: str, *, known: bool
) -> None:
    rows, merge = below(title, ("Số người đủ điều kiện", ALL), ("Đã kích hoạt", SOME))
    rows = [[*row, more] for row, more in zip(rows, _beside(), strict=True)]
    found = read(tmp_path, rows, merge=merge).observations
    assert ("eligible_eid" in set(found["indicator"])) is known


def test_more_of_the_part_than_of_the_whole_is_no_part(tmp_path: Path) -> None:
    rows, merge = below("Số hóa kết quả TTHC", ("Kết quả đã trả", SOME), ("Đã số hóa", ALL))
    found: Any = read(tmp_path, rows, merge=merge).observations
    assert found["denominator"].isna().all()


@pytest.mark.parametrize(
    ("title", "plan"),
    [
        ("Số hóa kết quả TTHC", "Chỉ tiêu"),
        ("Hộ có điện thoại thông minh", "Kế hoạch năm"),
        ("Hồ sơ trực tuyến", "Mục tiêu"),
    ],
)
def test_a_share_beside_a_plan_may_be_of_the_plan(tmp_path: Path, title: str, plan: str) -> None:
    rows, merge = below(title, (plan, ALL), ("Kết quả", SOME), ("Tỷ lệ (%)", SHARES))
    reading = read(tmp_path, rows, merge=merge)
    assert reading.observations["rate"].isna().all()
    assert ("measure_unclear", "D4") in rules(reading, "warning")


def test_a_target_beside_the_share_that_was_reached(tmp_path: Path) -> None:
    rows, merge = below(
        "Tỷ lệ hồ sơ trực tuyến", ("Mục tiêu (%)", [80.0] * 4), ("Kết quả (%)", SHARES)
    )
    found = figure(read(tmp_path, rows, merge=merge), "04195", "files_online")
    assert found["rate"] == pytest.approx(0.6522)


def test_months_without_a_year_are_those_of_the_title(tmp_path: Path) -> None:
    rows, merge = below(
        "Hộ có điện thoại thông minh", ("Tháng 8", SOME), ("Tháng 9", ALL), ("Tỷ lệ (%)", SHARES)
    )
    reading = read(tmp_path, rows, merge=merge)
    assert figure(reading, "04195", "households_smartphone")["numerator"] == 2300
    assert reading.observations["rate"].isna().all()
    assert set(reading.earlier["numerator"]) == set(SOME)


@pytest.mark.parametrize(
    ("title", "columns", "indicator", "read_as"),
    [
        ("Hồ sơ trực tuyến", ("Trong tháng", "Lũy kế từ đầu năm"), "files_online", 2300),
        ("Lượt tham gia tập huấn", ("Kỳ này", "Cộng dồn"), "training_attendances", 2300),
        ("Số lớp tập huấn", ("Phát sinh trong kỳ", "Tính từ đầu năm đến nay"),
         "training_sessions", 2300),
        ("Tổ công nghệ số cộng đồng", ("Quý này", "Lũy kế"), "teams", 2300),
        ("Tổ công nghệ số cộng đồng", ("Quý này", "Từ đầu năm"), "teams", 1500),
        ("Tổ công nghệ số cộng đồng", ("Trong quý", "Từ đầu năm"), "teams", None),
        ("Số trạm 5G", ("Trong quý", "Từ đầu năm"), "stations_5g", None),
    ],
)  # fmt: skip
def test_what_was_added_up_is_read_and_not_one_period(
    tmp_path: Path, title: str, columns: tuple[str, str], indicator: str, read_as: int | None
) -> None:
    rows, merge = below(title, (columns[0], SOME), (columns[1], ALL))
    rows = [[*row, known] for row, known in zip(rows, _beside(), strict=True)]
    found = read(tmp_path, rows, merge=merge).observations
    own = found[found["indicator"] == indicator]["numerator"].tolist()
    assert own[1:2] == ([read_as] if read_as else [])


def test_a_number_of_persons_below_their_title(tmp_path: Path) -> None:
    rows, merge = below("Nhân lực ATTT, CĐS", ("Số người", [5.0] * 4), ("Chuyên trách", [2.0] * 4))
    found = figure(read(tmp_path, rows, merge=merge), "04195", "security_staff_full_time")
    assert (found["numerator"], found["denominator"]) == (2, 5)


@pytest.mark.parametrize(
    ("title", "whole", "part", "indicator"),
    [
        ("Cơ sở y tế được phủ sóng 4G", "Tổng số", "Đã phủ sóng", "clinics_covered"),
        ("Thôn được phủ sóng 4G", "Tổng", "Được phủ sóng", "villages_4g"),
        ("Cơ quan kết nối TSLCD", "Tổng số", "Đã kết nối", "agencies_network"),
    ],
)
def test_all_there_are_below_the_part_s_name(
    tmp_path: Path, title: str, whole: str, part: str, indicator: str
) -> None:
    rows, merge = below(title, (whole, [12.0, 23, 34, 15]), (part, [7.0, 15, 20, 9]))
    found = figure(read(tmp_path, rows, merge=merge), "04195", indicator)
    assert (found["numerator"], found["denominator"]) == (15, 23)
