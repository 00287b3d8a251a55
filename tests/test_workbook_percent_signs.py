"""Shares under "%": of 1 or of 100, what decides it, and cells that are shown as percent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from dxanalysis import read_workbook
from tests.test_workbook_around import DATE, LISTED, read

if TYPE_CHECKING:
    from pathlib import Path

    from dxanalysis.sources.workbook import WorkbookReading
    from tests.test_workbook_around import Rows

pytestmark = pytest.mark.usefixtures("read_here")

NAMES = [str(name) for name in LISTED[:6]]
SHARES = (0.45, 0.27, 0.464, 0.43, 0.28, 0.05)
"""What 5G may be in percent as well as of 1."""


def table(columns: dict[str, tuple[object, ...]]) -> Rows:
    """Write columns of figures, one for each commune."""
    rows = zip(*columns.values(), strict=True)
    body: Rows = [[n, NAMES[n - 1], *figures] for n, figures in enumerate(rows, start=1)]
    return [DATE, ["STT", "Xã, phường", *columns], *body]


def rates(reading: WorkbookReading, indicator: str) -> list[float]:
    """Give the shares of an indicator that are figures, in percent."""
    rows = reading.observations[reading.observations["indicator"] == indicator]
    parts = 100 * rows["rate"].fillna(rows["numerator"] / rows["denominator"])
    return [round(float(one), 4) for one in parts.dropna()]


def asked(reading: WorkbookReading, rule: str = "percent_scale_unclear") -> list[str]:
    found = reading.findings
    return list(found[(found["rule"] == rule) & (found["severity"] == "error")]["cell"])


@pytest.mark.parametrize(
    ("heading", "indicator"),
    [
        ("Tỷ lệ dân số phủ sóng 5G (%)", "pop_5g"),
        ("Tỷ lệ thôn có sóng 5G (%)", "villages_5g"),
        ("Tỷ lệ thôn có cáp quang (%)", "villages_fibre"),
        ("Tỷ lệ hộ sử dụng Internet cáp quang (%)", "households_fibre_subscribed"),
        ("Tỷ lệ hồ sơ nộp trực tuyến (%)", "files_online"),
        ("Tỷ lệ dân số có hồ sơ sức khỏe điện tử (%)", "population_health_record"),
    ],
)
@pytest.mark.parametrize("factor", [1, 0.1])
def test_nothing_above_1_under_percent_is_asked_about(
    tmp_path: Path, heading: str, indicator: str, factor: float
) -> None:
    figures = tuple(round(factor * one, 4) for one in SHARES)
    reading = read(tmp_path, table({heading: figures}), operator="any")
    assert rates(reading, indicator) == []
    assert asked(reading) == ["C2"]


@pytest.mark.parametrize(("shares", "are_read"), [(SHARES, True), ((0.9, 0.8, 0.7) * 2, False)])
def test_nearly_nobody_has_2g_only(
    tmp_path: Path, shares: tuple[float, ...], *, are_read: bool
) -> None:
    reading = read(tmp_path, table({"Tỷ lệ thuê bao chỉ dùng 2G (%)": shares}), operator="viettel")
    assert rates(reading, "subscribers_2g_only") == (list(shares) if are_read else [])
    assert asked(reading) == ([] if are_read else ["C2"])


@pytest.mark.parametrize("few", [(0, 0, 0.35, 0, 0, 0), (1, 0, 1, 0, 1, 0.5), (0.5, 1, 1, 1, 1, 1)])
def test_some_without_any_do_not_make_them_percents(tmp_path: Path, few: tuple[float, ...]) -> None:
    reading = read(tmp_path, table({"Dân số": (9000,) * 6, "Tỷ lệ dân số phủ sóng 5G (%)": few}))
    assert rates(reading, "pop_5g") == []
    assert asked(reading) == ["D2"]


@pytest.mark.parametrize(
    "beside",
    [
        {"Tỷ lệ dân số phủ sóng 4G (%)": (97.3, 98, 91.25, 100, 95, 99)},
        {"Tỷ lệ phủ sóng 4G theo diện tích (%)": (81.5, 70, 64, 92, 55, 60)},
        {"Tỷ lệ dân số phủ sóng 4G (%)": ("97,3", "98,0", "91,2", "99,9", "95,0", "99,1")},
        {"Tỷ lệ dân số phủ sóng 5G 31/12/2026 (%)": (30, 12.5, 44, 51, 7, 9)},
    ],
)
@pytest.mark.parametrize("little", [SHARES, (0, 0, 0.35, 0, 0.9, 0)])
def test_percents_beside_them_decide(
    tmp_path: Path, beside: dict[str, tuple[object, ...]], little: tuple[float, ...]
) -> None:
    reading = read(tmp_path, table({**beside, "Tỷ lệ dân số phủ sóng 5G (%)": little}))
    assert rates(reading, "pop_5g") == list(little)
    assert asked(reading) == []


@pytest.mark.parametrize(
    "beside",
    [
        # Written otherwise: nothing says that these are percents too.
        {"Tỷ lệ dân số phủ sóng 4G (%)": ("97,3%", "98%", "91,2%", "99,9%", "95%", "99,1%")},
        {"Tỷ lệ dân số phủ sóng 4G": (0.97, 0.98, 0.912, 0.999, 0.95, 0.991)},
        {"Dân số": (24_448, 9_010, 8_733, 12_001, 5_004, 7_776)},
        {"Số trạm 5G": (2, 1, 9, 3, 4, 2)},
    ],
)
def test_what_is_written_otherwise_decides_nothing(
    tmp_path: Path, beside: dict[str, tuple[object, ...]]
) -> None:
    reading = read(tmp_path, table({**beside, "Tỷ lệ dân số phủ sóng 5G (%)": SHARES}))
    assert rates(reading, "pop_5g") == []
    assert asked(reading) == ["D2"]


@pytest.mark.parametrize("indicator", ["villages_5g", "villages_fibre"])
def test_a_share_of_villages_is_a_number_of_them(tmp_path: Path, indicator: str) -> None:
    heading = "Tỷ lệ thôn có sóng 5G (%)" if indicator[-1] == "g" else "Tỷ lệ thôn có cáp quang (%)"
    villages, with_it = (20, 12, 16, 25, 31, 9), (13, 5, 0, 11, 17, 4)
    shares = tuple(round(one / all_, 2) for one, all_ in zip(with_it, villages, strict=True))
    columns: dict[str, tuple[object, ...]] = {"Số thôn": villages, heading: shares}
    reading = read(tmp_path, table({**columns, "Tỷ lệ dân số phủ sóng 5G (%)": SHARES}))
    assert rates(reading, indicator) == pytest.approx([100 * one for one in shares])
    # Written in the same manner beside it, this is of 1 as well.
    assert rates(reading, "pop_5g") == pytest.approx([100 * one for one in SHARES])
    assert asked(reading) == []


def test_homes_may_be_so_few_or_so_many(tmp_path: Path) -> None:
    homes = (2000, 3100, 1700, 2450, 3900, 2222)
    heading = "Tỷ lệ hộ sử dụng Internet cáp quang (%)"
    reading = read(tmp_path, table({"Số hộ": homes, heading: SHARES}))
    assert rates(reading, "households_fibre_subscribed") == []
    assert asked(reading) == ["D2"]


@pytest.mark.parametrize("of", [1, 100])
def test_counts_beside_them_decide(tmp_path: Path, of: int) -> None:
    people = (24_448, 9_010, 8_733, 12_001, 5_004, 7_776)
    covered = tuple(round(all_ * one / of) for all_, one in zip(people, SHARES, strict=True))
    reading = read(
        tmp_path,
        table({
            "Dân số": people,
            "Dân số được phủ sóng 5G": covered,
            "Tỷ lệ dân số phủ sóng 5G (%)": SHARES,
        }),
    )  # fmt: skip
    assert rates(reading, "pop_5g") == pytest.approx([100 * one / of for one in SHARES], abs=0.02)
    assert asked(reading) == []


# ---- cells that give no exact figure -------------------------------------------------------------
@pytest.mark.parametrize(
    "form",
    ["{a}-{b}{s}", "{a} – {b} {s}", "{a}{s} - {b}{s}", "từ {a} đến {b}{s}", "{a}~{b}{s}", "~{b}{s}",
     "khoảng {b}{s}", "Trên {b} {s}", "đạt gần {b}{s}", "≥{b}{s}", "{b}{s} trở lên", "{b}{s}+",
     "{a},5-{b},2{s}", "{a}-{b},5{s}", "khoảng {b}{s} số hộ dân"],
)  # fmt: skip
@pytest.mark.parametrize(
    ("base", "heading", "indicator"),
    [
        ("Số hộ", "Tỷ lệ hộ có điện thoại thông minh (%)", "households_smartphone"),
        ("Dân số", "Tỷ lệ dân số phủ sóng 4G (%)", "pop_4g"),
        *(
            pytest.param(*one, marks=pytest.mark.slow)
            for one in (
                ("Số thôn", "Số thôn có sóng 4G", "villages_4g"),
                ("Số thôn", "Số trạm 4G", "stations_4g"),
                ("Số hộ", "Số hộ có điện thoại thông minh", "households_smartphone"),
            )
        ),
        ("Số thôn", "Số tổ công nghệ số cộng đồng", "teams"),
    ],
)
def test_no_end_of_a_range_and_no_about_is_a_figure(
    tmp_path: Path, base: str, heading: str, indicator: str, form: str
) -> None:
    sign = "" if base == "Số thôn" else "%"
    cells = tuple(form.format(a=n, b=n + 5, s=sign).strip() for n in (61, 64, 70, 72, 77, 81))
    reading = read(tmp_path, table({base: (90,) * 6, heading: cells}), operator="any")
    rows = reading.observations[reading.observations["indicator"] == indicator]
    assert rows[["numerator", "rate"]].isna().all(axis=None)
    assert asked(reading, "figure_inexact") == [f"D{row}" for row in range(3, 9)]


@pytest.mark.parametrize(
    ("cell", "numerator"),
    [
        ("27 thôn - 90%", 27), ("27/30 - 90%", 27), ("27 (90%)", 27), ("27 trên 30 thôn", 27),
        ("đạt 27/30 thôn", 27), ("27", 27), ("đạt 27", 27), ("27 thôn", 27),
    ],
)  # fmt: skip
def test_a_part_and_its_share_are_no_range(tmp_path: Path, cell: str, numerator: float) -> None:
    rows = table({"Số thôn": (30,) * 6, "Số thôn có sóng 4G": (cell,) * 5 + (25,)})
    reading = read(tmp_path, rows)
    found = reading.observations[reading.observations["indicator"] == "villages_4g"]
    assert list(found["numerator"]) == [numerator] * 5 + [25]
    assert asked(reading, "figure_inexact") == []


@pytest.mark.parametrize(
    "form", ["đạt {}%", "{}% hộ", "chiếm {}% số hộ", "Đã đạt {} %", "tỷ lệ {}%"]
)
def test_words_around_a_share_that_say_nothing_of_it(tmp_path: Path, form: str) -> None:
    shares = (60, 62.5, 71, 80, 55, 90)
    cells = tuple(form.format(str(one).replace(".", ",")) for one in shares)
    reading = read(
        tmp_path,
        table({"Số hộ": (500,) * 6, "Tỷ lệ hộ có điện thoại thông minh (%)": cells}),
        operator="any",
    )
    assert rates(reading, "households_smartphone") == list(shares)


@pytest.mark.parametrize(
    "cell", ["{}% dân số", "{}% hộ nghèo", "{}% hộ khá", "chưa đạt {}%", "mất {}%"]
)
def test_words_around_a_share_that_make_it_another(tmp_path: Path, cell: str) -> None:
    cells = tuple(cell.format(one) for one in (60, 62, 71, 80, 55, 90))
    reading = read(
        tmp_path,
        table({"Số hộ": (500,) * 6, "Tỷ lệ hộ có điện thoại thông minh (%)": cells}),
        operator="any",
    )
    assert rates(reading, "households_smartphone") == []


# ---- cells shown as percent below a heading of counts --------------------------------------------
def shown(folder: Path, columns: dict[str, tuple[object, ...]], form: str) -> WorkbookReading:
    """Read columns of which all but "Dân số" and "Số thôn" have a format."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in table(columns):
        sheet.append(row)
    for line in sheet.iter_rows(min_row=3, min_col=3):
        for cell in line:
            if sheet.cell(2, cell.column).value not in {"Dân số", "Số thôn"}:
                cell.number_format = form
    book.save(folder / "a.xlsx")
    return read_workbook(folder / "a.xlsx", operator="viettel", province="20")


@pytest.mark.parametrize("form", ["0.0%", "0%", '0.00" %"'])
@pytest.mark.parametrize(
    ("heading", "indicator"),
    [
        ("4G pop coverage", "pop_4g"),
        ("Dân số phủ sóng 5G", "pop_5g"),
        ("Số thôn có sóng 4G", "villages_4g"),
        ("Thôn có cáp quang", "villages_fibre"),
        ("Hộ có điện thoại thông minh", "households_smartphone"),
    ],
)
def test_a_format_of_percent_makes_shares_of_all(
    tmp_path: Path, heading: str, indicator: str, form: str
) -> None:
    shares = (0.98, 0.955, 1, 0.91, 0, 0.875)
    times = 100 if '"' in form else 1
    columns: dict[str, tuple[object, ...]] = {"Dân số": (9000,) * 6, "Số thôn": (200,) * 6}
    reading = shown(tmp_path, {**columns, heading: tuple(times * one for one in shares)}, form)
    assert rates(reading, indicator) == pytest.approx([100 * one for one in shares])
    assert not set(reading.findings["severity"]) & {"error"}


@pytest.mark.parametrize("form", ["{}%", "{} %"])
def test_a_sign_behind_all_figures_makes_them_shares(tmp_path: Path, form: str) -> None:
    cells = tuple(form.format(one) for one in ("98", "95,5", "100", "91", "0", "87,5"))
    reading = read(tmp_path, table({"Số thôn": (20,) * 6, "Số thôn có sóng 4G": cells}))
    assert rates(reading, "villages_4g") == [98, 95.5, 100, 91, 0, 87.5]


@pytest.mark.parametrize(
    ("heading", "cells", "form"),
    [
        ("Dân số phủ sóng 4G", (0.25, 0.2, 0.15, 0.1, 0.1, 0.2), "0%"),  # of the province
        ("Số thôn có sóng 4G", ("98%", "95%", 18, 17, 19, 20), "General"),
        ("Số thôn có sóng 4G", ("98%", "95,5%", "91,5", "87,5", "90,5", "94,5"), "General"),
        ("Số trạm 4G", (0.98, 0.9, 1, 0.91, 0, 0.87), "0%"),
    ],
)
def test_a_format_of_percent_that_makes_no_shares(
    tmp_path: Path, heading: str, cells: tuple[object, ...], form: str
) -> None:
    columns: dict[str, tuple[object, ...]] = {"Dân số": (9000,) * 6, "Số thôn": (20,) * 6}
    reading = shown(tmp_path, {**columns, heading: cells}, form)
    assert set(reading.findings["rule"]) & {"count_is_share", "count_not_whole", "count_is_percent"}
    assert not rates(reading, "pop_4g")


def test_whole_numbers_that_have_the_format_stay_counts(tmp_path: Path) -> None:
    counts = (18, 20, 17, 12, 9, 20)
    reading = shown(tmp_path, {"Số thôn": (20,) * 6, "Số thôn có sóng 4G": counts}, "0%")
    assert rates(reading, "villages_4g") == [5 * one for one in counts]


# ---- questions of a form -------------------------------------------------------------------------
@pytest.mark.parametrize("parts", [("26/27", "27/27"), ("26/27 thôn",), ("26/27 (96,3%)", "5/9")])
@pytest.mark.parametrize("share", ["93,9%", 93.9, "93,9", "93.9 %"])
@pytest.mark.parametrize("sign", ["", " (%)"])
def test_a_share_among_questions_of_parts_is_a_share(
    tmp_path: Path, parts: tuple[str, ...], share: object, sign: str
) -> None:
    asked_of = ("Số thôn có sóng 4G/tổng số thôn", "Số thôn có cáp quang/tổng số thôn")
    rows: Rows = [DATE]
    for name in NAMES:
        rows += [[], [name], ["TT", "Nội dung báo cáo", "Số liệu"]]
        answers = dict(zip(asked_of, parts, strict=False))
        answers[f"Tỷ lệ hộ gia đình có điện thoại thông minh{sign}"] = str(share)
        rows += [[n, *one] for n, one in enumerate(answers.items(), start=1)]
        rows[-1][-1] = share
        rows += [[9, "Số trạm BTS", 4]]
    reading = read(tmp_path, rows, operator="any")
    assert rates(reading, "households_smartphone") == [93.9] * len(NAMES)
    assert rates(reading, "villages_4g") == [pytest.approx(96.2963)] * len(NAMES)


# ---- figures of several things in one cell -------------------------------------------------------
@pytest.mark.parametrize(
    "form",
    [
        "{a} tổ, {b} thành viên",
        "{b} thành viên; {a} tổ",
        "{a} tổ/{b} người",
        "{a} tổ với {b} thành viên",
        "{a} to, {b} thanh vien",
    ],
)
@pytest.mark.parametrize(
    ("heading", "indicator", "of"),
    [("Tổ công nghệ số cộng đồng", "teams", 0), ("Số thành viên tổ CNSCĐ", "team_members", 1)],
)
def test_each_figure_of_a_cell_is_of_what_stands_behind_it(
    tmp_path: Path, form: str, heading: str, indicator: str, of: int
) -> None:
    held = [(5, 30), (14, 72), (10, 75), (9, 40), (7, 35), (12, 1031)]
    cells = tuple(form.format(a=f"{a:02}", b=f"{b:,}".replace(",", ".")) for a, b in held)
    reading = read(tmp_path, table({heading: cells}), operator="any")
    rows = reading.observations[reading.observations["indicator"] == indicator]
    assert list(rows["numerator"]) == [one[of] for one in held]


@pytest.mark.parametrize(
    "cell",
    ["{} tổ, 3 tổ mới", "{} tổ, 12 hoạt động tốt", "{} thôn, 30 người", "{} tổ, khoảng 30 người",
     "kế hoạch {} tổ, 30 thành viên", "{} tổ, 2 tổ"],
)  # fmt: skip
def test_figures_of_a_cell_that_may_be_anything_are_none(tmp_path: Path, cell: str) -> None:
    cells = tuple(cell.format(n) for n in (5, 14, 10, 9, 7, 12))
    columns: dict[str, tuple[object, ...]] = {"Số thôn": (20,) * 6}
    rows = table({**columns, "Tổ công nghệ số cộng đồng": cells})
    reading = read(tmp_path, rows, operator="any")
    found = reading.observations[reading.observations["indicator"] == "teams"]
    assert found["numerator"].isna().all()
