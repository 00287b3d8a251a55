"""What headings and the line of units measure: parts, shares, points, all operators, devices."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest

from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources.workbook.dates.written import find_dates
from dxanalysis.sources.workbook.words.heading_catalogue import load_headings
from dxanalysis.sources.workbook.words.vetoes import title_veto
from tests.test_workbook_around import DATE, LISTED, read

if TYPE_CHECKING:
    from pathlib import Path

    from dxanalysis.sources.workbook import WorkbookReading
    from tests.test_workbook_around import Rows

pytestmark = pytest.mark.usefixtures("read_here")

CODE = LISTED.index[0]
NAMES = [str(name) for name in LISTED[:6]]
"""So few that all may have the same share."""


def table(headings: tuple[str, ...], *figures: float) -> Rows:
    """Write the same figures for each commune."""
    body: Rows = [[n, name, *figures] for n, name in enumerate(NAMES, start=1)]
    return [["STT", "Xã, phường", *headings], *body]


def first(reading: WorkbookReading, indicator: str, operator: str = "any") -> tuple[float, ...]:
    """Give the numerator, denominator and rate of the first commune; nothing where unread."""
    rows = reading.observations
    own = rows[(rows["unit_code"] == CODE) & (rows["indicator"] == indicator)]
    own = own[own["operator"] == operator]
    given = [(one.numerator, one.denominator, one.rate) for one in own.itertuples()]
    return tuple(round(float(n), 6) for n in given[0] if n == n) if given else ()  # noqa: PLR0124


def said(reading: WorkbookReading) -> set[str]:
    return set(reading.findings["rule"])


def read_or_none(folder: Path, rows: Rows) -> WorkbookReading | None:
    with contextlib.suppress(FileUnreadableError):
        return read(folder, rows, operator="any")
    return None


# ---- parts of one figure -------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("headings", "early"),
    [
        (("Số hồ sơ giải quyết trước hạn", "Số hồ sơ giải quyết đúng hạn"), 2),
        (("Hồ sơ đã giải quyết sớm hạn", "Hồ sơ đã giải quyết đúng hạn"), 2),
        (("Hồ sơ giải quyết đúng hạn", "Hồ sơ giải quyết trước thời hạn"), 2),
    ],
)
def test_what_was_settled_early_is_on_time_too(
    tmp_path: Path, headings: tuple[str, ...], early: int
) -> None:
    heads = ("Số hồ sơ đã giải quyết", *headings)
    figures = (650, 45) if "đúng" in heads[early] else (45, 650)
    found = read(tmp_path, [DATE, *table(heads, 700, *figures)], operator="any")
    assert first(found, "files_on_time") == (695, 700)
    assert "columns_added" in said(found)


def test_early_and_on_time_below_one_group_are_added(tmp_path: Path) -> None:
    rows: Rows = [
        DATE,
        ["STT", "Đơn vị", "Số lượng hồ sơ đã giải quyết", None, None, None],
        [None, None, "Tổng số", "Trước hạn", "Đúng hạn", "Quá hạn"],
        *[[n, name, 700, 650, 45, 5] for n, name in enumerate(NAMES, start=1)],
    ]
    assert first(read(tmp_path, rows, operator="any"), "files_on_time") == (695, 700)


def test_shares_settled_early_and_on_time_are_added(tmp_path: Path) -> None:
    heads = ("Tỷ lệ hồ sơ giải quyết trước hạn (%)", "Tỷ lệ hồ sơ giải quyết đúng hạn (%)")
    found = read(tmp_path, [DATE, *table(heads, 92.9, 6.4)], operator="any")
    assert first(found, "files_on_time") == (0.993,)


def test_parts_below_a_line_of_percent_are_added_too(tmp_path: Path) -> None:
    heads = ("Hồ sơ giải quyết trước hạn", "Hồ sơ giải quyết đúng hạn")
    found = read(tmp_path, [DATE, ["Đơn vị tính: %"], *table(heads, 92, 7)], operator="any")
    assert first(found, "files_on_time") == (0.99,)


@pytest.mark.parametrize(
    ("headings", "figures", "meant", "rule"),
    [
        # On time holds those before their time already, for together they are more than all.
        (("Hồ sơ giải quyết trước hạn", "Hồ sơ giải quyết đúng hạn"), (650, 695), 695,
         "column_within"),
        (("Hồ sơ giải quyết trước hạn", "Hồ sơ giải quyết đúng hạn"), (650, 95), None,
         "columns_above"),
        (("Hồ sơ giải quyết đúng hạn", "Trong đó: giải quyết trước hạn"), (695, 5), 695, ""),
        (("Hồ sơ cấp trên trả trước hạn", "Hồ sơ giải quyết đúng hạn"), (650, 45), None,
         "part_apart"),
        (("Hồ sơ giải quyết trước hạn và đúng hạn", "Quá hạn"), (695, 5), 695, ""),
    ],
)  # fmt: skip
def test_early_is_added_only_where_it_is_counted_apart(
    tmp_path: Path,
    headings: tuple[str, ...],
    figures: tuple[int, ...],
    meant: int | None,
    rule: str,
) -> None:
    heads = ("Hồ sơ tiếp nhận", "Số hồ sơ đã giải quyết", *headings)
    found = read(tmp_path, [DATE, *table(heads, 900, 700, *figures)], operator="any")
    given = first(found, "files_on_time")
    assert given == (meant, 700) if meant else given in {(), (700,)}  # its whole may stay
    assert not rule or rule in said(found)


def test_a_part_that_was_left_empty_makes_no_sum(tmp_path: Path) -> None:
    heads = ("Hồ sơ đã giải quyết", "Hồ sơ giải quyết trước hạn", "Hồ sơ giải quyết đúng hạn")
    rows = table(heads, 700, 650, 45)
    rows[1][3] = None
    found = read(tmp_path, [DATE, *rows], operator="any")
    assert first(found, "files_on_time") == (700,)
    assert "part_lacking" in said(found)


@pytest.mark.parametrize(
    ("headings", "meant"),
    [
        (("Số thôn", "Tổ CNSCĐ cấp xã", "Tổ CNSCĐ cấp thôn"), ()),
        (("Số thôn", "Số tổ công nghệ số cộng đồng xã", "Số tổ công nghệ số cộng đồng thôn"), ()),
        (("Tổ CNSCĐ cấp phường", "Tổ CNSCĐ cấp tổ dân phố", "Tổng số tổ CNSCĐ"), (3,)),
        (("Số thôn", "Số tổ CNSCĐ (gồm cả tổ cấp xã)", "Số hộ"), (2,)),
    ],
)
def test_teams_of_one_level_are_not_all_teams(
    tmp_path: Path, headings: tuple[str, ...], meant: tuple[float, ...]
) -> None:
    found = read(tmp_path, [DATE, *table((*headings, "Dân số"), 1, 2, 3, 4000)], operator="any")
    assert first(found, "teams") == meant
    assert not first(found, "villages_team")


# ---- shares by the title -------------------------------------------------------------------------
@pytest.mark.parametrize("unit", ["Đơn vị tính: %", "(ĐVT: %)", "Tính theo tỷ lệ %"])
@pytest.mark.parametrize(
    ("heading", "indicator"),
    [
        ("Hộ có điện thoại thông minh", "households_smartphone"),
        ("Số hộ có điện thoại thông minh", "households_smartphone"),
        ("Văn bản ký số", "documents_signed"),
        ("Hộ đăng ký thuê bao cáp quang", "households_fibre_subscribed"),
        ("Thôn có tổ công nghệ số cộng đồng", "villages_team"),
    ],
)
def test_whole_numbers_under_percent_are_shares(
    tmp_path: Path, unit: str, heading: str, indicator: str
) -> None:
    found = read(tmp_path, [DATE, [unit], *table((heading,), 70)], operator="any")
    assert first(found, indicator) == (0.7,)


def test_a_title_of_shares_is_heard_and_a_base_below_percent_is_none(tmp_path: Path) -> None:
    title: list[object] = ["TỶ LỆ HỘ CÓ ĐIỆN THOẠI THÔNG MINH"]
    found = read(tmp_path, [title, DATE, *table(("Hộ có điện thoại thông minh",), 70)],
                 operator="any")  # fmt: skip
    assert first(found, "households_smartphone") == (0.7,)
    heads = ("Tổng số hộ", "Hộ có điện thoại thông minh")
    unit: list[object] = ["Đơn vị tính: %"]
    found = read(tmp_path, [DATE, unit, *table(heads, 2000, 70)], operator="any")
    assert first(found, "households") == (2000,)
    assert first(found, "households_smartphone") == (1400, 2000)


@pytest.mark.parametrize(
    ("title", "headings", "figures", "meant"),
    [
        ("TỶ LỆ THÔN CÓ TỔ CNSCĐ", ("Số thôn", "Thôn có tổ CNSCĐ"), (20, 18), (18, 20)),
        ("ĐVT: %", ("Số thôn", "Số thôn có tổ CNSCĐ"), (20, 18), ()),
        ("ĐVT: %", ("Số thôn", "Thôn có tổ CNSCĐ (thôn)"), (20, 18), (18, 20)),
        ("TỶ LỆ THÔN CÓ TỔ CNSCĐ", ("Số thôn", "Thôn có tổ CNSCĐ"), (20, 95), (19, 20)),
    ],
)
def test_few_of_few_may_be_a_number_under_percent(
    tmp_path: Path,
    title: str,
    headings: tuple[str, ...],
    figures: tuple[int, ...],
    meant: tuple[float, ...],
) -> None:
    found = read(tmp_path, [[title], DATE, *table(headings, *figures)], operator="any")
    assert first(found, "villages_team") == meant


@pytest.mark.parametrize(
    ("heading", "indicator"),
    [
        ("Phủ sóng 4G/dân số", "pop_4g"), ("Phủ 5G / dân số", "pop_5g"),
        ("Thôn có cáp quang/tổng số thôn", "villages_fibre"), ("Phủ sóng 4G trên dân số", "pop_4g"),
    ],
)  # fmt: skip
def test_figures_decide_whether_a_part_before_its_whole_is_a_share(
    tmp_path: Path, heading: str, indicator: str
) -> None:
    shares = [(0.9755,), (0.91,), (0.8486,)]
    found = read(tmp_path, [["KẾT QUẢ"], DATE, *varied((heading,), *shares)], operator="any")
    assert first(found, indicator) == (0.9755,)
    percents = [(97.55,), (91.0,), (84.86,)]
    found = read(tmp_path, [["KẾT QUẢ"], DATE, *varied((heading,), *percents)], operator="any")
    assert first(found, indicator) == (0.9755,)


@pytest.mark.parametrize("line", ["Tổng/TB", "Tổng cộng (TB)", "Cộng/bình quân", "TB chung", "BQ"])
def test_rows_of_sums_and_averages_are_no_communes(tmp_path: Path, line: str) -> None:
    body = varied(("Số trạm 4G",), (5,), (7,), (9,))
    found = read(tmp_path, [["KẾT QUẢ"], DATE, *body, [None, line, 21]], operator="any")
    assert "unit_unknown" not in said(found)
    assert len(found.observations) == 3


@pytest.mark.parametrize(
    ("periods", "is_read"),
    [
        (("Từ 01/7/2025 đến 30/9/2025", "Từ 01/7/2025 đến 30/11/2025"), True),
        (("01/07 - 30/9/2025", "1/7 - 30/11/2025"), True),
        (("Từ 01/7/2025 đến 30/9/2025", "Từ 01/10/2025 đến 30/11/2025"), False),
        (("Từ tháng 4 đến tháng 6/2025", "Từ tháng 7 đến tháng 11/2025"), False),
    ],
)
def test_of_periods_that_begin_together_the_longest_is_all(
    tmp_path: Path, periods: tuple[str, ...], *, is_read: bool
) -> None:
    heads = tuple(f"Số lớp tập huấn kỹ năng số {period}" for period in periods)
    found = read_or_none(tmp_path, [["KẾT QUẢ"], *table((*heads, "Số trạm 4G"), 100, 300, 5)])
    assert found is not None
    assert first(found, "training_sessions") == ((300,) if is_read else ())


# ---- points --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "title",
    [
        "Đơn vị tính: điểm", "BẢNG ĐIỂM CHI TIẾT BỘ CHỈ SỐ", "CHẤM ĐIỂM CHUYỂN ĐỔI SỐ CẤP XÃ",
        "THANG ĐIỂM 100", "KẾT QUẢ XẾP HẠNG CÁC XÃ", "Điểm đánh giá các tiêu chí",
    ],
)  # fmt: skip
def test_points_are_no_shares(tmp_path: Path, title: str) -> None:
    heads = ("Tỷ lệ dân số được phủ sóng 4G", "Hộ có điện thoại thông minh", "Dân số")
    found = read_or_none(tmp_path, [[title], DATE, *table(heads, 2.5, 5, 8000)])
    assert found is not None
    assert not first(found, "pop_4g")
    assert not first(found, "households_smartphone")
    assert first(found, "population") == (8000,)
    assert "title_changes" in said(found)


def test_points_of_coverage_on_a_map_are_none_and_shares_with_a_sign_stay(tmp_path: Path) -> None:
    for title in ("BẢNG ĐIỂM LÕM SÓNG", "XẾP HẠNG CÁC XÃ THEO TỶ LỆ PHỦ SÓNG 4G", "SỐ ĐIỂM CẦU"):
        assert title_veto("", [title], []).kind != "points"
    ranked = ["XẾP HẠNG PHƯỜNG, XÃ THEO TỶ LỆ PHỦ SÓNG 5G"]
    assert not title_veto("Xep hang", ranked, [])
    assert title_veto("Xếp hạng", ["XẾP HẠNG CHUYỂN ĐỔI SỐ CÁC XÃ"], []).kind == "points"
    heads = ("Tỷ lệ dân số được phủ sóng 4G (%)", "Điểm")
    found = read(tmp_path, [["BẢNG CHẤM ĐIỂM"], DATE, *table(heads, 92.5, 4)], operator="any")
    assert first(found, "pop_4g") == (0.925,)


def varied(headings: tuple[str, ...], *rows: tuple[float, ...]) -> Rows:
    body: Rows = [
        [n, name, *row] for n, (name, row) in enumerate(zip(NAMES, rows, strict=False), 1)
    ]
    return [["Hạng", "Xã, phường", *headings], *body]


@pytest.mark.parametrize("title", ["BẢNG XẾP HẠNG CÁC XÃ", "XẾP HẠNG KẾT QUẢ PHỦ CÁP QUANG"])
@pytest.mark.parametrize(("times", "is_read"), [(1000, True), (1, False)])
def test_a_ranking_holds_counts_that_no_points_are(
    tmp_path: Path, title: str, times: int, *, is_read: bool
) -> None:
    heads = ("Số hộ", "Số hộ có điện thoại thông minh")
    rows = [(9 * times, 8 * times), (7 * times, 6 * times), (5 * times, 4 * times)]
    found = read_or_none(tmp_path, [[title], DATE, *varied(heads, *rows)])
    assert found is not None
    assert bool(first(found, "households_smartphone")) is is_read


def test_no_count_is_worked_out_of_a_share_whose_count_stands_beside(tmp_path: Path) -> None:
    heads = ("Số hộ", "Số hộ đã rà soát lần hai", "Tỷ lệ hộ có điện thoại thông minh (%)")
    rows = [(7283, 7190, 98.72), (5958, 5879, 98.67), (7759, 7640, 98.47), (5715, 5589, 97.8)]
    found = read(tmp_path, [["KẾT QUẢ"], DATE, *varied(heads, *rows)], operator="any")
    assert first(found, "households_smartphone") == (7190, 7283)
    others = [(rows[0][0], 3000, rows[0][2]), (5958, 400, 98.67), (7759, 50, 98.47)]
    found = read(tmp_path, [["KẾT QUẢ"], DATE, *varied(heads, *others)], operator="any")
    assert first(found, "households_smartphone") == (7189.7776, 7283)


@pytest.mark.parametrize(
    ("beside", "is_read"), [("Hộ DTTS", True), ("Hộ dân tộc thiểu số", True), ("Hộ nghèo", False)]
)
def test_a_region_s_title_makes_no_part_beside_a_column_of_its_peoples(
    tmp_path: Path, beside: str, *, is_read: bool
) -> None:
    title = "HẠ TẦNG SỐ VÙNG ĐỒNG BÀO DÂN TỘC THIỂU SỐ VÀ MIỀN NÚI"
    heads = ("Số hộ", beside, "Số thôn có sóng 4G")
    found = read_or_none(tmp_path, [[title], DATE, *table(heads, 900, 700, 8)])
    assert bool(found is not None and first(found, "villages_4g")) is is_read
    title = "HẠ TẦNG SỐ CỦA HỘ DÂN TỘC THIỂU SỐ"
    found = read_or_none(tmp_path, [[title], DATE, *table(heads, 900, 700, 8)])
    assert found is None or not first(found, "villages_4g")


# ---- operators -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("heading", "read_as"),
    [
        ("Số thôn có sóng 4G của cả 3 nhà mạng", ()),
        ("Số thôn có sóng 4G của tất cả các nhà mạng", ()),
        ("Số thôn có sóng 4G (cả ba doanh nghiệp)", ()),
        ("Số thôn có sóng 4G chung 3 nhà mạng", (9, 20)),
        ("Số thôn có sóng 4G của ít nhất một nhà mạng", (9, 20)),
        ("Số thôn có sóng 4G cả 3 nhà mạng (không tính trùng)", (9, 20)),
    ],
)
def test_all_operators_at_once_are_not_any(
    tmp_path: Path, heading: str, read_as: tuple[float, ...]
) -> None:
    found = read(tmp_path, [DATE, *table(("Số thôn", heading), 20, 9)], operator="any")
    assert first(found, "villages_4g") == read_as
    assert bool(read_as) is ("operators_all" not in said(found))


def test_stations_of_all_operators_stay_stations(tmp_path: Path) -> None:
    heads = ("Tổng số trạm 4G của cả 3 nhà mạng",)
    assert first(read(tmp_path, [DATE, *table(heads, 9)], operator="any"), "stations_4g") == (9,)


@pytest.mark.parametrize("total", [12, 8])
def test_the_sum_of_operators_counts_villages_several_times(tmp_path: Path, total: int) -> None:
    rows: Rows = [
        DATE,
        ["STT", "Xã, phường", "Số thôn", "Số thôn có sóng 5G", None, None],
        [None, None, None, "Viettel", "VNPT", "Tổng cộng"],
        *[[n, name, 20, 7, 5, total] for n, name in enumerate(NAMES, start=1)],
    ]
    found = read(tmp_path, rows, operator="any")
    assert first(found, "villages_5g", "viettel") == (7, 20)
    is_sum = total == 12
    assert first(found, "villages_5g") == (() if is_sum else (8, 20))
    assert ("operators_added" in said(found)) is is_sum


def test_the_sum_of_stations_is_read(tmp_path: Path) -> None:
    rows: Rows = [
        DATE,
        ["STT", "Xã, phường", "Số trạm 4G", None, None],
        [None, None, "Viettel", "VNPT", "Cộng"],
        *[[n, name, 7, 5, 12] for n, name in enumerate(NAMES, start=1)],
    ]
    assert first(read(tmp_path, rows, operator="any"), "stations_4g") == (12,)


# ---- units and things ----------------------------------------------------------------------------
def test_a_unit_alone_does_not_say_which_people(tmp_path: Path) -> None:
    rows: Rows = [
        DATE,
        ["TT", "Chỉ tiêu", "ĐVT", *NAMES],
        [1, "Số thôn", "Thôn", *[20] * len(NAMES)],
        [2, "Học viên lớp tập huấn", "Người", *[4500] * len(NAMES)],
        [3, "Sản xuất giỏi", "Hộ", *[1500] * len(NAMES)],
    ]
    found = read(tmp_path, rows, operator="any")
    assert first(found, "villages") == (20,)
    assert not first(found, "population")
    assert not first(found, "households")
    rows[3][1], rows[4][1] = "Dân số trung bình", "Tổng số hộ"
    found = read(tmp_path, rows, operator="any")
    assert first(found, "households") == (1500,)


@pytest.mark.parametrize(
    ("heading", "read_as"),
    [
        ("Số điện thoại thông minh trong các hộ", ()),
        ("Số lượng smartphone của hộ gia đình", ()),
        ("Số hộ có điện thoại thông minh", (300,)),
    ],
)
def test_devices_are_no_homes(tmp_path: Path, heading: str, read_as: tuple[float, ...]) -> None:
    found = read(tmp_path, [DATE, *table(("Dân số", heading), 4000, 300)], operator="any")
    assert first(found, "households_smartphone") == read_as


# ---- of whom -------------------------------------------------------------------------------------
PAYS = "Số người có tài khoản thanh toán điện tử"


@pytest.mark.parametrize(
    "counted", [(PAYS, "epayment"), ("Người dân có điện thoại thông minh", "smartphone")]
)
@pytest.mark.parametrize(
    ("share", "rate", "whose"),
    [
        ("Tỷ lệ (%)", 85.4, "adults"),
        ("Tỷ lệ", 0.854, "adults"),
        ("Tỷ lệ người có (%)", 85.4, "adults"),
        ("Tỷ lệ (%)", 61.5, "population"),
        ("Tỷ lệ (%)", 70, ""),
        ("Ghi chú", 0, ""),
    ],
)  # fmt: skip
def test_the_sheets_own_share_tells_adults_from_all(
    tmp_path: Path, counted: tuple[str, str], share: str, rate: float, whose: str
) -> None:
    heading, kind = counted
    heads = ("Dân số", "Dân số từ 15 tuổi trở lên", heading, share)
    found = read(tmp_path, [DATE, *table(heads, 13005, 9363, 7996, rate)], operator="any")
    bases = {"adults": (7996, 9363), "population": (7996, 13005)}
    for name, figures in bases.items():
        assert first(found, f"{name}_{kind}") == (figures if name == whose else ())
    assert ("adults_or_all" in said(found)) is (not whose)


@pytest.mark.parametrize(
    ("share", "read_as"),
    [("Tỷ lệ người dân có tài khoản thanh toán (%)", 0), ("Tỷ lệ dân số có thanh toán điện tử", 1)],
)
def test_share_without_its_count_beside_adults(tmp_path: Path, share: str, read_as: int) -> None:
    heads = ("Dân số", "Dân số từ 15 tuổi trở lên", share)
    found = read(tmp_path, [DATE, *table(heads, 13005, 9363, 85.4)], operator="any")
    assert bool(first(found, "population_epayment")) == bool(read_as)
    assert not first(found, "adults_epayment")


@pytest.mark.parametrize(
    ("title", "head", "is_read"),
    [
        ("(tính cho người từ 18 tuổi trở lên)", "Tổng số người", False),
        ("TÀI KHOẢN CỦA NGƯỜI TRƯỞNG THÀNH", "Số người", False),
        ("NGƯỜI ĐỦ 15 TUỔI CÓ TÀI KHOẢN", "Dân số", True),
        ("NGƯỜI ĐỦ 15 TUỔI CÓ TÀI KHOẢN", "Nhân khẩu thường trú", True),
        ("(số liệu từ 01/01 đến 30/9/2025)", "Tổng số người", True),
    ],
)
def test_people_below_a_title_of_adults_are_asked_about(
    tmp_path: Path, title: str, head: str, *, is_read: bool
) -> None:
    rows = [[title], DATE, *table((head, "Số thôn"), 800, 12)]
    found = read(tmp_path, rows, operator="any")
    assert bool(first(found, "population")) is is_read
    assert ("adults_or_all" in said(found)) is not is_read


@pytest.mark.parametrize(
    ("title", "heads", "members"),
    [
        ("TỔ CÔNG TÁC ĐỀ ÁN 06", ("Số tổ", "Số thành viên"), ()),
        ("BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ", ("Số ban", "Số thành viên"), ()),
        ("PHÁT TRIỂN KHOA HỌC, CÔNG NGHỆ SỐ LIỆU", ("Số tổ", "Thành viên"), ()),
        ("LỰC LƯỢNG NÒNG CỐT", ("Số tổ", "Tổng số thành viên"), ()),
        ("TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG", ("Số tổ", "Số thành viên"), (40,)),
        ("Kết quả hoạt động của tổ CNSCĐ", ("Số tổ", "Số thành viên"), (40,)),
        ("SỐ LIỆU", ("Số tổ công nghệ số cộng đồng", "Số thành viên"), (40,)),
        ("SỐ LIỆU", ("Số tổ", "Số thành viên tổ công nghệ số cộng đồng"), (40,)),
    ],
)
def test_members_are_of_the_teams_that_something_names(
    tmp_path: Path, title: str, heads: tuple[str, ...], members: tuple[float, ...]
) -> None:
    rows = [[title], DATE, *table((*heads, "Dân số"), 5, 40, 3000)]
    found = read(tmp_path, rows, operator="any")
    assert first(found, "team_members") == members
    assert bool(members) is ("teams_unclear" not in said(found))


@pytest.mark.parametrize(
    ("title", "head", "is_read"),
    [
        ("TÌNH HÌNH KÍCH HOẠT ĐỊNH DANH ĐIỆN TỬ MỨC 2", "Đã kích hoạt", True),
        ("Kết quả cấp tài khoản định danh điện tử đến 30/9/2025", "Số đã kích hoạt", True),
        ("TÌNH HÌNH KÍCH HOẠT ĐỊNH DANH ĐIỆN TỬ MỨC 2", "Đã kích hoạt trong tháng", False),
        ("TÌNH HÌNH KÍCH HOẠT ĐỊNH DANH ĐIỆN TỬ MỨC 2", "Hồ sơ thu nhận", False),
        ("KẾT QUẢ KÍCH HOẠT ĐỊNH DANH ĐIỆN TỬ TRONG QUÝ", "Đã kích hoạt", False),
        ("CĂN CƯỚC VÀ ĐỊNH DANH ĐIỆN TỬ", "Đã kích hoạt", False),
    ],
)
def test_a_title_says_which_accounts_were_activated(
    tmp_path: Path, title: str, head: str, *, is_read: bool
) -> None:
    rows = [[title], DATE, *table(("Số thôn", head), 12, 3000)]
    try:
        found = first(read(tmp_path, rows, operator="any"), "eid_accounts")
    except FileUnreadableError:
        found = ()
    assert found == ((3000,) if is_read else ())


@pytest.mark.parametrize(
    ("full", "part", "what"),
    [
        ("Số TTHC trực tuyến toàn trình", "Số TTHC trực tuyến một phần", "procedures"),
        ("TTHC cung cấp DVC trực tuyến toàn trình", "TTHC một phần", "procedures"),
        ("Số DVC trực tuyến toàn trình", "Dịch vụ công trực tuyến một phần", "services"),
        ("DVCTT toàn trình", "DVCTT một phần", "services"),
    ],
)
def test_procedures_are_no_services(tmp_path: Path, full: str, part: str, what: str) -> None:
    heads = ("Tổng số TTHC", full, part)
    found = read(tmp_path, [DATE, *table(heads, 400, 130, 80)], operator="any")
    whole = (400,) if what == "procedures" else ()
    assert first(found, f"{what}_fully_online") == (130, *whole)
    assert first(found, f"{what}_partially_online") == (80, *whole)
    other = {"procedures": "services", "services": "procedures"}[what]
    assert not first(found, f"{other}_fully_online")


# ---- what else is counted ------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("heads", "indicator"),
    [
        (("Số lớp tập huấn đã tổ chức",), "training_sessions"),
        (("Số lượt người tham gia tập huấn",), "training_attendances"),
        (("Số lượt tham gia", "Số lớp tập huấn đã tổ chức"), "training_attendances"),
        (("Số hộ có sẵn hạ tầng cáp quang",), "households_fibre_passed"),
        (("Số người từ đủ 15 tuổi có tài khoản giao dịch",), "adults_epayment"),
        (("Số máy 4G đã hỗ trợ",), "devices_supplied"),
        (("Số máy điện thoại 4G đã hỗ trợ người dân",), "devices_supplied"),
        (("Số trạm 2G còn hoạt động",), "stations_2g"),
        (("Cán bộ có thẩm quyền được cấp chữ ký số",), "officers_signature"),
        (("Số cán bộ, công chức làm việc tại bộ phận một cửa",), "one_stop_officers"),
        (("Số quầy giao dịch", "Số cán bộ bộ phận một cửa"), "one_stop_counters"),
        (("Số quầy giao dịch",), ""),
        (("Số lượt tham gia",), ""),
        (("Số cán bộ",), ""),
        (("Số nhóm Zalo",), ""),
        (("Số trạm 2G không còn hoạt động",), ""),
        (("Số trạm 2G còn thiếu",), ""),
        (("Số hộ giao dịch",), ""),
        (("Số máy có hỗ trợ 4G",), ""),
        (("Số máy hỗ trợ 4G",), ""),
    ],
)
def test_counts_are_neither_plans_nor_personal(
    tmp_path: Path, heads: tuple[str, ...], indicator: str
) -> None:
    figures = [7, *(4 for _ in heads[1:])]
    found = read(tmp_path, [DATE, *table((*heads, "Số thôn"), *figures, 20)], operator="any")
    rows = found.observations[found.observations["numerator"].eq(7)]
    assert set(rows["indicator"]) == ({indicator} if indicator else set())
    assert "column_personal" not in said(found)


@pytest.mark.parametrize("heading", ["Năm sinh cán bộ", "Số điện thoại", "Cán bộ phụ trách"])
@pytest.mark.parametrize("value", [1985, 912345678])
def test_numbers_about_one_person_stay_personal(tmp_path: Path, heading: str, value: float) -> None:
    found = read(tmp_path, [DATE, *table(("Số thôn", heading), 20, value)], operator="any")
    small = value < 10_000 and "sinh" not in heading
    assert ("column_personal" in said(found)) is (not small)


# ---- how many to one of another thing ------------------------------------------------------------
@pytest.mark.parametrize(
    "heading",
    [
        "Số thành viên/tổ CNSCĐ", "Thành viên / tổ công nghệ số cộng đồng", "Tổ CNSCĐ/thôn",
        "Số tổ công nghệ số cộng đồng/khu phố", "Tổ CNSCĐ/1 thôn", "Số thành viên tổ CNSCĐ/tổ",
        "Dân số (người/hộ)", "Tài khoản định danh điện tử/người", "So thanh vien/to CNSCD",
        "Số thành viên tổ CNSCĐ (người/tổ)", "Tổ CNSCĐ (tổ/ấp)", "Nhân khẩu/hộ", "Dân số/thôn",
    ],
)  # fmt: skip
def test_how_many_to_one_of_another_is_no_number_of_all(tmp_path: Path, heading: str) -> None:
    figures = [5, 6, 7, 5, 6, 7]
    body = [[n, name, 20, figures[n - 1]] for n, name in enumerate(NAMES, start=1)]
    rows: Rows = [DATE, ["STT", "Xã, phường", "Số trạm 4G", heading], *body]
    found = read(tmp_path, rows, operator="any")
    assert set(found.observations["indicator"]) == {"stations_4g"}
    assert heading in set(found.understood["heading"][found.understood["role"] == "unread"])


@pytest.mark.parametrize(
    ("heading", "indicator"),
    [
        ("Số thôn, bản/khu phố", "villages"), ("Thôn/bản", "villages"),
        ("Số ấp/khóm", "villages"), ("Số hộ/hộ dân", "households"),
        ("Số trạm 5G/xã", "stations_5g"), ("Số trạm 5G (trạm/phường)", "stations_5g"),
        ("Số thành viên tổ CNSCĐ", "team_members"), ("Số trạm gNodeB/5G", "stations_5g"),
        ("Số thôn có sóng 4G/tổng số thôn", "villages_4g"),
        ("Tỷ lệ phủ sóng 4G/dân số (%)", "pop_4g"),
    ],
)  # fmt: skip
def test_two_names_of_one_thing_are_no_ratio(tmp_path: Path, heading: str, indicator: str) -> None:
    body = [[n, name, 20, 5 + n] for n, name in enumerate(NAMES, start=1)]
    rows: Rows = [DATE, ["STT", "Xã, phường", "Số trạm 4G", heading], *body]
    found = read(tmp_path, rows, operator="any")
    assert set(found.observations["indicator"]) == {"stations_4g", indicator}


def test_a_part_and_its_whole_in_each_cell_are_no_ratio(tmp_path: Path) -> None:
    body = [[n, name, f"{10 + n}/20"] for n, name in enumerate(NAMES, start=1)]
    found = read(tmp_path, [DATE, ["STT", "Xã", "Thôn có tổ CNSCĐ/thôn"], *body], operator="any")
    assert first(found, "villages_team") == (11, 20)


@pytest.mark.parametrize(
    ("whole", "are_adults"),
    [
        ("Dân số trưởng thành (từ 15 tuổi)", True),
        ("Người trưởng thành (từ đủ 15 tuổi trở lên)", True),
        ("Người trưởng thành (≥15 tuổi)", True),
        # Strictly they are 16 and over, but no target, law or census counts those: it is everyday
        # speech for "từ đủ 15 tuổi", in which the national target is set.
        ("Dân số trên 15 tuổi", True),
        ("Số người trên 15 tuổi", True),
        ("Công dân từ 15 tuổi", True),
        ("Số công dân từ đủ 15 tuổi trở lên", True),
        ("Dân số từ 15 tuổi đến 60 tuổi", False),
        ("Dân số từ 15 đến 60 tuổi", False),
        ("Dân số từ đủ 16 tuổi", False),
        ("Dân số dưới 15 tuổi", False),
        ("Nữ từ 15 tuổi trở lên", False),
        ("Lao động từ 15 tuổi trở lên", False),
    ],
)
def test_who_is_an_adult(tmp_path: Path, *, whole: str, are_adults: bool) -> None:
    heads = (whole, f"{whole} có tài khoản thanh toán", "Tỷ lệ (%)")
    rows = [DATE, *table((*heads, "Số hộ"), 9363, 7996, 85.4, 3000)]
    found = read(tmp_path, rows, operator="any")
    assert first(found, "adults_epayment") == ((7996, 9363) if are_adults else ())
    assert ("counted_of_part" in said(found)) is False


# ---- files counted below "Tiếp nhận" and "Giải quyết" --------------------------------------------
OFFICES = (
    "KẾT QUẢ TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ TTHC CỦA UBND CẤP XÃ",
    "Tình hình giải quyết hồ sơ thủ tục hành chính của Ủy ban nhân dân các xã, phường tỉnh Sơn La",
)


def handled(title: str, settled: tuple[str, ...], *figures: int) -> Rows:
    return [
        [title],
        DATE,
        ["STT", "Đơn vị", "Tiếp nhận", None, "Giải quyết", *[None] * (len(settled) - 1)],
        [None, None, "Tổng số", "Trực tuyến", *settled],
        *[[n, name, 900, 600, *figures] for n, name in enumerate(NAMES, start=1)],
    ]


@pytest.mark.parametrize("title", OFFICES)
@pytest.mark.parametrize(
    ("settled", "figures"),
    [
        (("Tổng số đã giải quyết", "Trước hạn, đúng hạn", "Quá hạn"), (700, 695, 5)),
        (("Đã giải quyết", "Trước và đúng hạn"), (700, 695)),
        (("Tổng số đã giải quyết", "Trước hạn", "Đúng hạn", "Quá hạn"), (700, 650, 45, 5)),
    ],
)
def test_files_received_and_settled(
    tmp_path: Path, title: str, settled: tuple[str, ...], figures: tuple[int, ...]
) -> None:
    found = read(tmp_path, handled(title, settled, *figures), operator="any")
    assert first(found, "files_online") == (600, 900)
    assert first(found, "files_on_time") == (695, 700)


@pytest.mark.parametrize(
    ("title", "settled", "figures"),
    [
        (OFFICES[0], ("Tổng số đã giải quyết", "Trước hạn", "Quá hạn"), (700, 650, 5)),
        (OFFICES[0], ("Tổng số", "Trong đó trước hạn"), (700, 650)),
        ("KẾT QUẢ GIẢI QUYẾT ĐƠN THƯ", ("Tổng số đã giải quyết", "Trước hạn, đúng hạn"), (7, 6)),
    ],
)
def test_other_files_are_not_those_settled_on_time(
    tmp_path: Path, title: str, settled: tuple[str, ...], figures: tuple[int, ...]
) -> None:
    rows = [[*row, 3000] for row in handled(title, settled, *figures)]
    rows[2][-1] = "Số hộ"
    rows[3][-1], rows[0][-1], rows[1] = None, None, DATE
    assert (
        not read(tmp_path, rows, operator="any")
        .observations.query("indicator == 'files_on_time' and numerator.notna()")
        .size
    )


# ---- what the indicators are called elsewhere ----------------------------------------------------
@pytest.mark.parametrize(
    ("heading", "quantity"),
    [
        ("Số sản phẩm OCOP trên sàn TMĐT", "products_listed"),
        ("Sản phẩm OCOP đã được đưa lên sàn", "products_listed"),
        ("Số SP trên sàn", ""),
        ("Số sản phẩm OCOP có mã QR truy xuất", "products_traceable"),
        ("Số sản phẩm OCOP dán tem truy xuất nguồn gốc", "products_traceable"),
        ("Số sản phẩm OCOP có mã QR", ""),  # perhaps to pay with
        ("Số HTX", "cooperatives"),
        ("Số HTX bán hàng trên sàn TMĐT", "cooperatives_online"),
        ("Số HTX có trang web bán hàng", ""),
        ("Số văn bản đi", "documents"),
        ("Số văn bản đi được ký số", "documents_signed"),
        ("Số văn bản đến", ""),
        ("Số văn bản đến được ký số", ""),
        ("Số văn bản đi, đến", ""),
        ("Số hồ sơ DVCTT", "files_online"),
        ("Số hồ sơ DVCTT một phần", ""),
        ("Nhân lực ATTT, CĐS (chuyên trách + kiêm nhiệm)", "security_staff"),
        ("Nhân lực ATTT, CĐS / Trong đó chuyên trách", "security_staff_full_time"),
        ("Nhân lực ATTT, CĐS / Trong đó kiêm nhiệm", ""),
        ("Nhân lực CĐS", ""),
        ("Người trong độ tuổi lao động được phổ cập kỹ năng số", "working_age_with_skills"),
        ("Người cao tuổi được phổ cập kỹ năng số", ""),
        ("Số công dân đủ điều kiện cấp TK ĐDĐT", "people_eligible_for_eid"),
        ("Số người đủ điều kiện kích hoạt định danh", "people_eligible_for_eid"),
        ("Công dân đủ điều kiện có định danh đã kích hoạt", "people_with_eid"),
        ("Số công dân đủ điều kiện cấp CCCD", ""),
    ],
)
def test_what_indicators_are_called_elsewhere(heading: str, quantity: str) -> None:
    found = load_headings().meaning(tuple(heading.split(" / ")))
    assert [one.id for one in found.columns] == ([quantity] if quantity else [])


@pytest.mark.parametrize("heading", ["Số máy 4G đã hỗ trợ chuyển đổi", "Máy 4G hỗ trợ chuyển đổi"])
def test_handsets_that_were_given(tmp_path: Path, heading: str) -> None:
    found = read(tmp_path, [DATE, *table((heading, "Số hộ"), 12, 3000)], operator="any")
    assert first(found, "devices_supplied") == ((12,) if "đã" in heading else ())


@pytest.mark.parametrize(
    ("heads", "figures", "eligible", "accounts"),
    [
        (("Số công dân đủ điều kiện cấp TK ĐDĐT", "Số TK ĐDĐT mức 2 đã kích hoạt"), (800, 600),
         (600, 800), ()),
        (("Dân số", "Số TK ĐDĐT mức 2 đã kích hoạt"), (900, 600), (), (600,)),
        # Of others, too: more accounts than there are people who may have one.
        (("Người đủ điều kiện cấp định danh", "Tài khoản định danh điện tử"), (800, 850), (),
         (850,)),
    ],
)  # fmt: skip
def test_accounts_beside_those_who_may_have_one(
    tmp_path: Path,
    heads: tuple[str, ...],
    figures: tuple[int, ...],
    eligible: tuple[float, ...],
    accounts: tuple[float, ...],
) -> None:
    found = read(tmp_path, [DATE, *table((*heads, "Số hộ"), *figures, 300)], operator="any")
    assert first(found, "eligible_eid") == eligible
    assert first(found, "eid_accounts") == accounts


@pytest.mark.parametrize(
    ("part", "eligible"),
    [("Đã kích hoạt", (600, 800)), ("Đã kích hoạt qua mã thẻ", ())],
)
def test_those_who_may_have_an_account_have_a_part_of_their_own(
    tmp_path: Path, part: str, eligible: tuple[float, ...]
) -> None:
    heads = ("Tài khoản định danh điện tử / Lũy kế đã kích hoạt", *("Công dân từ đủ 14 tuổi",) * 2)
    rows = table(heads, 650, 800, 600)
    rows[:1] = [
        [*rows[0][:-3], "Tài khoản định danh điện tử", "Công dân từ đủ 14 tuổi trở lên", None],
        [*[None] * (len(rows[0]) - 3), "Lũy kế đã kích hoạt", "Đủ điều kiện cấp tài khoản", part],
    ]
    found = read(tmp_path, [["ĐỊNH DANH ĐIỆN TỬ"], DATE, *rows], operator="any")
    assert first(found, "eid_accounts") == (650,)
    assert first(found, "eligible_eid") == eligible


@pytest.mark.parametrize(
    ("heading", "asked"),
    [
        ("Số lượng tổ CNSCĐ thôn", True),
        ("Số tổ công nghệ số cộng đồng cấp thôn, bản", True),
        ("Tổ CNSCĐ ở tổ dân phố", True),
        ("Số thôn có tổ CNSCĐ", False),
        ("Tổ dân phố có tổ CNSCĐ", False),
    ],
)
def test_teams_of_villages_are_no_villages(tmp_path: Path, *, heading: str, asked: bool) -> None:
    found = read(tmp_path, [DATE, *table((heading, "Số hộ"), 12, 3000)], operator="any")
    assert first(found, "villages_team") == (() if asked else (12,))
    assert not first(found, "teams")
    loud = found.findings[found.findings["severity"] != "note"]
    assert asked is (heading in set(loud["value"]))


@pytest.mark.parametrize(
    ("foot", "scale"),
    [
        ("(*) Đơn vị tính: nghìn tài khoản", 1000),
        ("(*) ĐVT: trăm tài khoản (100 tài khoản).", 100),
        ("* Cột này tính bằng nghìn", 1000),
        ("(**) Nguồn: Công an. (*) Nghìn tài khoản", 1000),
        ("(*) Đơn vị: tài khoản", 1),
        ("(*) Đơn vị: tỷ lần", 0),
    ],
)
def test_a_footnote_can_give_the_unit_of_a_heading(tmp_path: Path, foot: str, scale: int) -> None:
    rows = table(("Số trạm 4G", "Tài khoản định danh điện tử đã kích hoạt (*)"), 100, 7)
    reading = read(tmp_path, [DATE, [], *rows, [], [foot]], operator="any")
    held = reading.observations.query("indicator == 'eid_accounts'")["numerator"]
    assert {*held} == ({7 * scale} if scale else set())
    assert {*reading.observations.query("indicator == 'stations_4g'")["numerator"]} == {100}


@pytest.mark.parametrize(
    ("note", "is_read"),
    [
        ("(*) Một vị trí trạm có thể phát nhiều băng tần, không cộng các băng với nhau.", True),
        ("(*) Số trạm 4G tính theo số vị trí trạm", True),
        ("(*) Số trạm 4G tính theo số cell", False),
    ],
)
def test_stations_are_places_however_many_bands_they_have(
    tmp_path: Path, note: str, *, is_read: bool
) -> None:
    heads = ("Băng 900 MHz", "Băng 1800 MHz", "Số vị trí trạm 4G (*)", "Số hộ")
    reading = read(tmp_path, [DATE, [], *table(heads, 3, 5, 6, 900), [], [note]], operator="any")
    assert first(reading, "stations_4g") == ((6,) if is_read else ())


@pytest.mark.parametrize("heading", ["Số trạm 4G (vị trí)", "Trạm BTS 4G (theo vị trí trạm)"])
def test_a_bracket_can_say_that_stations_are_places(tmp_path: Path, heading: str) -> None:
    rows = table(("Số cell 4G", heading), 54, 6)
    assert first(read(tmp_path, [["CELL, TRẠM"], DATE, *rows], operator="any"), "stations_4g") == (
        6,
    )


@pytest.mark.parametrize(
    ("heading", "day"),
    [
        ("Năm 2025 (đến 30/9)", "2025-09-30"),
        ("Năm 2025, tính đến ngày 30/9", "2025-09-30"),
        ("Năm 2025 (đến hết tháng 9)", "2025-09-30"),
        ("Năm 2025 (9 tháng)", "2025-09-30"),
        ("Năm 2025 (9 tháng cuối)", "2025-12-31"),
        ("Năm 2025", "2025-12-31"),
    ],
)
def test_a_year_can_say_up_to_which_day(heading: str, day: str) -> None:
    [found] = find_dates(heading)
    assert found.day is not None
    assert found.day.isoformat() == day


@pytest.mark.parametrize(
    ("title", "headings", "indicator", "own"),
    [
        (
            "NGƯỜI TRONG ĐỘ TUỔI LAO ĐỘNG ĐƯỢC TẬP HUẤN KỸ NĂNG SỐ",
            ("Người trong độ tuổi lao động", "Đã được tập huấn kỹ năng số"),
            "working_age_skills", (60, 90),
        ),
        ("ĐÁNH GIÁ CHUYỂN ĐỔI SỐ CẤP XÃ", ("Điểm tối đa", "Điểm thẩm định"),
         "points_evaluation", (60, 90)),
        ("ĐIỀU TRA MẪU VỀ ĐIỆN THOẠI THÔNG MINH",
         ("Tổng số hộ của xã", "Tỷ lệ hộ có điện thoại thông minh suy rộng toàn xã (%)"),
         "households_smartphone", (0.6,)),
        ("ĐIỀU TRA MẪU VỀ ĐIỆN THOẠI THÔNG MINH",
         ("Tổng số hộ của xã", "Tỷ lệ hộ có điện thoại thông minh (%)"),
         "households_smartphone", ()),
        ("VĂN BẢN CẤP XÃ", ("Văn bản đi (phát hành) / Tổng số",
         "Văn bản đi (phát hành) / Đã ký số"), "documents_signed", (60, 90)),
        ("VĂN BẢN CẤP XÃ", ("Văn bản đến / Tổng số", "Văn bản đến / Đã ký số"),
         "documents_signed", ()),
        ("HỒ SƠ CẤP XÃ", ("Hồ sơ tiếp nhận mới trong kỳ / Tổng số",
         "Hồ sơ tiếp nhận mới trong kỳ / Nộp trực tuyến"), "files_online", (60, 90)),
    ],
)  # fmt: skip
def test_what_a_title_or_a_group_says_of_a_column(
    tmp_path: Path, title: str, headings: tuple[str, str], indicator: str, own: tuple[float, ...]
) -> None:
    groups = [heading.rpartition(" / ")[0] or None for heading in headings]
    rows = table(tuple(heading.split(" / ")[-1] for heading in headings), 90, 60)
    above: Rows = [[title], DATE, [], *([[None, None, *groups]] if any(groups) else [])]
    found = first(read(tmp_path, [*above, *rows], operator="any"), indicator) if own else ()
    assert found[:2] == own
    if not own:
        reading = read_or_none(tmp_path, [*above, *rows])
        assert reading is None or not first(reading, indicator)


# ---- what levels above and words before say of a heading -----------------------------------------
@pytest.mark.parametrize(
    ("path", "name"),
    [
        (("Cộng dồn từ ngày 1/1/2025 đến hết 30/9/2025", "Số kết quả đã số hóa"),
         "results_digitised"),
        (("Từ 01/01 đến 30/9/2025", "Tổng số hồ sơ tiếp nhận"), "files"),
        (("Từ 01/09/2025 đến 30/9/2025", "Số tài khoản định danh điện tử"), ""),
        (("Số tài khoản định danh điện tử đã kích hoạt (tính đến cuối quý)", "Quý III/2025"),
         "eid_accounts"),
        (("Số tài khoản định danh điện tử đã kích hoạt", "Quý III/2025"), ""),
        (("Số tài khoản định danh điện tử đã kích hoạt", "Tăng trong quý III"), ""),
        (("Tính trên toàn dân số", "Số người có tài khoản thanh toán"), "people_with_epayment"),
        (("Toàn bộ dân số", "Dân số"), "population"),
        (("Số hộ dân cư", "Trong đó", "Hộ sử dụng điện thoại thông minh"),
         "households_with_smartphone"),
        (("Trong đó: Số hồ sơ giải quyết đúng hạn",), "files_on_time"),
        (("Trong đó: tổng số văn bản ký số",), "documents_signed"),
        (("Trong đó: nữ",), ""),
        (("Trong đó: số hộ nghèo",), ""),
        (("Trường học", "Số phòng học thông minh"), "smart_classrooms"),
        (("Cơ sở y tế", "Số lớp học thông minh"), ""),
    ],
)  # fmt: skip
def test_levels_that_say_only_of_whom_or_since_when(path: tuple[str, ...], name: str) -> None:
    found = load_headings(None).meaning(path).of_kind("count")
    assert (found.id if found else "") == name


@pytest.mark.parametrize("title", ["Lao động được phổ cập kỹ năng số", "KẾT QUẢ TẬP HUẤN"])
def test_people_with_skills_are_those_of_the_age_beside_them(tmp_path: Path, title: str) -> None:
    heads = ("Số người trong độ tuổi lao động", "Số người được phổ cập kỹ năng số")
    found = read(tmp_path, [[title], DATE, *table(heads, 900, 500)], operator="any")
    assert first(found, "working_age_skills")[:2] == (500, 900)
    alone = read_or_none(tmp_path, [[title], DATE, *table((heads[1], "Số thôn"), 500, 4)])
    assert alone is None or not first(alone, "working_age_skills")


@pytest.mark.parametrize(
    "parts", [("1. Dân cư", "2. Di động"), ("I. Dân cư", "II. Thông tin di động"),
              ("A. Thông tin chung", "B. Hạ tầng di động")],
)  # fmt: skip
def test_numbered_parts_of_a_turned_sheet_name_topics(
    tmp_path: Path, parts: tuple[str, str]
) -> None:
    rows: Rows = [
        ["STT", "Chỉ tiêu", "ĐVT", *NAMES],
        [None, parts[0]], [1, "Số hộ", "hộ", *range(500, 506)],
        [None, parts[1]], [2, "Dân số được phủ sóng 4G", "người", *range(900, 906)],
        [3, "Số trạm 4G", "trạm", *range(3, 9)],
    ]  # fmt: skip
    found = read(tmp_path, [DATE, [], *rows], operator="viettel")
    assert first(found, "households", "viettel") == (500,)
    assert first(found, "pop_4g", "viettel") == (900,)
    assert first(found, "stations_4g", "viettel") == (3,)


@pytest.mark.parametrize(
    ("title", "unit", "heads", "counted"),
    [
        ("Dân số trung bình phân theo đơn vị hành chính", "Nghìn người",
         ["Tổng số", "Nam", "Nữ"], {"population": 2000}),
        ("Dân số phân theo giới tính và theo thành thị, nông thôn", "Người",
         ["Tổng số", "Thành thị", "Nông thôn"], {"population": 2002}),
        ("Số hộ phân theo đơn vị hành chính cấp xã", "Hộ",
         ["Tổng số", "Hộ nghèo", "Hộ cận nghèo"], {"households": 2}),
        ("Số hộ nghèo phân theo đơn vị hành chính", "Hộ", ["Tổng số", "Hộ dân tộc thiểu số"], {}),
    ],
)  # fmt: skip
def test_the_total_of_a_yearbook_s_table_is_what_its_title_counts(
    tmp_path: Path, title: str, unit: str, heads: list[str], counted: dict[str, int]
) -> None:
    more = 2000 if unit == "Người" else 0
    rows: list[list[object]] = [
        ["THỐNG KÊ TỈNH"], [title], [f"Đơn vị tính: {unit}"], [], [None, *heads],
        ["TỔNG SỐ", *[sum(range(2, 8)) + 6 * more] * len(heads)],
        *([name, *[2 + n + more, 1, 1 + n + more][: len(heads)]] for n, name in enumerate(NAMES)),
    ]  # fmt: skip
    reading = read_or_none(tmp_path, rows)
    found = reading.observations if reading else None
    firsts = {} if found is None else found.groupby("indicator")["numerator"].first().to_dict()
    assert firsts == counted
