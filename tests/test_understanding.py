"""What was understood is shown, and what was not is never passed over."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from dxanalysis import read_workbook
from dxanalysis.check_reports import understood_text
from dxanalysis.cli import main
from dxanalysis.errors import FileUnreadableError
from dxanalysis.intake.columns import suggestions
from dxanalysis.sources.workbook.columns.understood import nearest_meanings
from dxanalysis.units import load_units

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("Số thôn vùng lòng hồ có sóng 4G", "villages_with_4g"),
        ("Phủ sóng di động / Dân số được phủ sóng 5G / Tỷ lệ (%)", "pop_5g_pct"),
        ("Số buôn khu vực 3 có cáp quang GPON", "villages_with_fibre"),
        ("Dân số thường trú bình quân", "population"),
        ("Số hộ nghèo", "households"),
    ],
)
def test_the_nearest_meaning_counts_the_same_thing(heading: str, meaning: str) -> None:
    assert nearest_meanings(heading)[0] == meaning


def test_headings_about_nothing_that_is_measured_are_like_nothing() -> None:
    assert nearest_meanings("Diện tích (km2)") == []
    assert nearest_meanings("Tỷ lệ (%)") == []
    assert suggestions("Tỷ lệ (%)") == []


@pytest.mark.usefixtures("read_here")
@pytest.mark.parametrize(
    ("heading", "share", "why"),
    [
        ("Tỷ lệ (%)", 75, "share_beside"),
        ("Tỷ lệ kích hoạt (%)", 75, "share_beside"),
        ("Tỷ lệ (%)", 90, "column_unknown"),
        ("Tỷ lệ so với kế hoạch (%)", 75, "column_changed"),
    ],
)
def test_a_share_that_the_count_beside_it_gives_is_no_riddle(
    heading: str, share: int, why: str, tmp_path: Path
) -> None:
    units = load_units(province="14")["unit_name"][:5]
    rows = [f"{name};{1000 + at};{0.75 * (1000 + at):.0f};{share}" for at, name in enumerate(units)]
    path = written(tmp_path, f"Xã;Dân số;Dân số được phủ sóng 4G;{heading}", *rows)
    reading = read_workbook(path, operator="any", province="14", as_of=dt.date(2025, 9, 30))
    unread = reading.understood.query("role == 'unread'").to_dict("records")
    assert [one["why"] for one in unread] == [why]
    if why == "share_beside":
        assert unread[0]["nearest"] == ""
        assert reading.findings["rule"].tolist() == []
        assert "khớp với số đếm" in understood_text(reading.understood, lang="vi")


@pytest.mark.usefixtures("read_here")
def test_what_is_of_no_indicator_is_no_plan(tmp_path: Path) -> None:
    units = load_units(province="14")["unit_name"][:5]
    rows = [f"{name};Huyện Sông Mã;{1000 + at};{at}" for at, name in enumerate(units)]
    path = written(tmp_path, "Xã;Huyện/TP cũ;Dân số;Số trường có internet cáp quang", *rows)
    reading = read_workbook(path, operator="any", province="14", as_of=dt.date(2025, 9, 30))
    unread = reading.understood.query("role == 'unread'")
    assert set(unread["why"]) == {"no_indicator"}
    assert len(unread) == 2


def written(folder: Path, *rows: str) -> Path:
    path = folder / "bieu.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["Hà Nội", "Sơn La", "Lào Cai", "Cao Bằng", "Đà Nẵng"], "có bảng theo tỉnh"),
        (
            ["Huyện Sông Mã", "Huyện Mai Sơn", "Huyện Yên Châu", "Bắc Yên"],
            "theo huyện (cũ) (4 tên)",
        ),
        (["Tốt", "Khá", "Trung bình", "Yếu", "Kém"], "Không có trang tính nào"),
    ],
)
def test_a_file_without_communes_is_told_what_it_has(
    rows: list[str], said: str, tmp_path: Path
) -> None:
    path = written(
        tmp_path, "TT;Huyện;Dân số", *(f"{at};{row};8000" for at, row in enumerate(rows))
    )
    with pytest.raises(FileUnreadableError) as raised:
        read_workbook(path, operator="any", province="14")
    sentence = raised.value.sentence("vi")
    assert said in sentence
    assert "“Dân số”" in sentence


def test_the_file_of_another_province_is_one_error_that_names_it(tmp_path: Path) -> None:
    names = ["Xã Hội Hoan", "Xã Na Sầm", "Xã Tân Văn", "Xã Thất Khê", "Xã Đình Lập"]
    rows = [f"{name};8000" for name in names]
    reading = read_workbook(
        written(tmp_path, "Tính đến 30/9/2025", "Tên xã;Dân số", *rows),
        operator="any",
        province="14",
    )
    (found,) = reading.findings.to_dict("records")
    assert (found["rule"], found["value"], found["expected"], found["cell"]) == (
        "province_differs", "Tỉnh Lạng Sơn", 5, "A3",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("names", "other"),
    [
        # These are in the list of 2024, which there is of Sơn La alone.
        (["Xã Mường Bám", "Xã Chiềng Sơ", "Xã Púng Bánh", "Xã Mường Hung", "Xã Mường Lạn"],
         "Tỉnh Sơn La"),
        (["Mường Bám", "Chiềng Sơ", "Púng Bánh", "Mường Hung", "Bắc Hà"], "Tỉnh Sơn La"),
        # Of communes of before the mergers, one is shared by name.
        (["Xã Hữu Khánh", "Xã Mẫu Sơn", "Xã Tú Đoạn", "Xã Khuất Xá", "Xã Bắc Hà"],
         "Tỉnh Lạng Sơn"),
    ],
)  # fmt: skip
def test_communes_of_another_province_may_be_former_or_shared(
    tmp_path: Path, names: list[str], other: str
) -> None:
    rows = [f"{name};8000" for name in names]
    path = written(tmp_path, "Tính đến 30/9/2025", "Tên xã;Dân số", *rows)
    found = read_workbook(path, operator="any", province="15").findings
    errors = found[found["severity"] == "error"]
    assert list(errors["rule"]) == ["province_differs"]
    assert list(errors["value"]) == [other]


def test_a_percentage_among_counts_is_called_one(tmp_path: Path) -> None:
    rows = [
        "Tên xã;Dân số;Dân số được phủ sóng 4G",
        "Xã Bó Sinh;8000;7900",
        "Xã Chiềng Sơ;9000;97,5",
    ]
    reading = read_workbook(written(tmp_path, "30/9/2025", *rows), operator="any", province="14")
    (found,) = reading.findings.query("severity == 'error'").to_dict("records")
    assert (found["rule"], found["cell"]) == ("count_is_share", "C4")


@pytest.mark.parametrize(
    "heading",
    [
        "Số thôn vùng lòng hồ có sóng 4G trong mùa lũ bỏ không",
        "Hộ dùng cáp quang hoặc truyền hình",
        "Dân số tạm trú quy đổi bình quân",
    ],
)
def test_pass_is_not_said_while_something_important_is_unread(
    heading: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [f"Xã, phường;Dân số;{heading}", "Xã Bó Sinh;8000;33", "Xã Chiềng Sơ;9000;38"]
    path = written(tmp_path, "Tính đến 30/9/2025", *rows)
    assert main(["check", str(path), "--province", "14"]) == 0
    said = capsys.readouterr().out
    assert "ĐẠT" not in said.splitlines()[-1]
    assert "gần nhất: " in said
    assert heading in said
