"""The same words say wherever they stand that what is counted is no state of today."""

from __future__ import annotations

import pytest

from dxanalysis.sources.workbook.notes.doubts import is_not_there
from dxanalysis.sources.workbook.rows.sections import Subject, section_says, title_says
from dxanalysis.sources.workbook.words.unit_lookup import unit_lookup
from dxanalysis.sources.workbook.words.vetoes import title_veto

pytestmark = pytest.mark.usefixtures("read_here")

LOOKUP = unit_lookup("14", "2025-07")
OUT = ("mất liên lạc", "mất tín hiệu", "gián đoạn", "hư hại", "tháo dỡ", "thu hồi", "thanh lý",
       "dừng hoạt động", "ngưng vận hành", "ngừng khai thác")  # fmt: skip
TO_COME = ("chưa phát sóng", "chưa vận hành", "chưa lắp đặt", "chưa hoàn thành", "sắp nghiệm thu")


@pytest.mark.parametrize("words", OUT)
def test_a_title_of_what_is_out_of_service_is_heard(words: str) -> None:
    assert title_veto("", [f"Số trạm BTS {words}"], []).kind == "out"


@pytest.mark.parametrize("words", [*OUT, *TO_COME])
def test_a_section_and_a_remark_hear_the_same_words(words: str) -> None:
    assert is_not_there(words.capitalize())
    line = f"B. Trạm {words}"
    assert section_says(line, Subject(), LOOKUP).kind == "other"
    assert title_says(line, Subject(), LOOKUP).kind == "other"


@pytest.mark.parametrize(
    "words", ["đang hoạt động", "đã nghiệm thu", "đã lắp đặt", "đang khai thác", "vận hành"]
)
def test_what_is_in_service_is_a_state_of_today(words: str) -> None:
    assert not title_veto("", [f"Số trạm BTS {words}"], [])
    assert not is_not_there(words.capitalize())
    assert title_says(f"B. Trạm {words}", Subject(), LOOKUP).kind == "ordinary"


@pytest.mark.parametrize("words", ["điều chỉnh tăng", "chênh lệch"])
def test_what_changed_is_no_state_either(words: str) -> None:
    assert title_veto("", [f"{words.capitalize()} so với kỳ trước"], []).kind == "new"
    assert title_veto("", [f"Số liệu {words} trong quý"], []).kind == "new"
    assert not title_veto("", ["Số liệu trong quý, tăng so với kỳ trước"], [])


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Nơi dự kiến nhận báo cáo: Sở Y tế", ""),
        ("(Dự kiến trình UBND tỉnh ngày 15/10)", ""),
        ("Kỳ báo cáo kế tiếp dự kiến: 15/01", ""),
        ("BỘ PHẬN KẾ HOẠCH - VẬT TƯ", ""),
        ("Bản kế hoạch phát triển trạm", "plan"),
        ("Tổ kế hoạch dự kiến lắp trạm", "plan"),
        ("Số liệu báo cáo dự kiến", "plan"),
    ],
)
def test_what_becomes_of_a_report_is_no_plan(line: str, kind: str) -> None:
    assert title_veto("", [line], []).kind == kind
