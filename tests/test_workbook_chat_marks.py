"""Tables as programs for chats write them: pictures, marks of bold print, counts with shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dxanalysis.sources.workbook.sheets.chat_marks import _plain
from dxanalysis.sources.workbook.words.heading_catalogue import load_headings
from dxanalysis.sources.workbook.words.unit_lookup import unit_lookup
from tests.test_workbook import figure, rules
from tests.test_workbook_around import LISTED, NAMES, Rows, read

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("read_here")


def test_a_table_of_a_chat_is_read(tmp_path: Path) -> None:
    rows: Rows = [
        ["## 📊 **Hạ tầng số các xã** (số liệu đến 30/9/2025)"],
        [],
        ["#", "📍 **Xã/Phường**", "👥 `Dân số`", "📡 __Dân số phủ sóng 5G__", "*Số trạm 4G*"],
    ]
    rows += [
        [n, f"🏡 **{name}**", f"{9 + n}.500 người", f"{4 + n}.000 người (≈ 50%)", f"📶 {n} trạm"]
        for n, name in enumerate(NAMES, start=1)
    ]
    rows[3][3:4] = ["5.000 người (47,6%)"]
    reading = read(tmp_path, rows)
    assert figure(reading, LISTED.index[0], "population")["numerator"] == 10500
    assert figure(reading, LISTED.index[0], "pop_5g")["numerator"] == 5000
    assert figure(reading, LISTED.index[2], "stations_4g")["numerator"] == 3
    assert not rules(reading, "error")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("✅ Đã phủ sóng", "Đã phủ sóng"),
        ("**Tổng cộng**", "Tổng cộng"),
        ("Số hộ<br>có cáp quang", "Số hộ\ncó cáp quang"),
        ("🟡 Khá", "Khá"),
        ("💡 *Nguồn: các xã*", "Nguồn: các xã"),
        ("❌ Chưa có", "Chưa có"),
        ("✓ Có", "Có"),
        ("❌ Có", "❌ Có"),
        ("✗ 4G", "✗ 4G"),
        *((text, text) for text in ("✅", "❌", "🟢 12", "⚠️ Số ước tính", "Xã A *", "** Ghi chú")),
        *((text, text) for text in (f"🔴 {NAMES[0]}", "☑ Có ☐ Không", "#1", "TEN_XA", "5 * 3 * 2")),
    ],
)
def test_only_marks_that_say_nothing_are_taken_off(text: str, plain: str) -> None:
    assert _plain(text, unit_lookup("20", "2025-07")) == plain


@pytest.mark.parametrize(
    ("heading", "quantity"),
    [
        ("Người có hồ sơ sức khỏe điện tử", "people_with_health_record"),
        ("Số lượt được tập huấn kỹ năng số", "training_attendances"),
        ("Số đợt tập huấn kỹ năng số", ""),
        ("Số lượt tập huấn kỹ năng số cho cán bộ", ""),
    ],
)
def test_people_and_attendances_are_named_shortly(heading: str, quantity: str) -> None:
    meaning = load_headings().meaning((heading,))
    assert [one.id for one in meaning.columns] == [quantity] * bool(quantity)
