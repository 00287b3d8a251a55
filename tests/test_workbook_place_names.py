"""What a workbook is read as does not depend on the name of the province or district it is of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from dxanalysis import units
from dxanalysis.sources.workbook.dates.of_figures import best_date
from dxanalysis.sources.workbook.notes.harmless import is_harmless_line
from dxanalysis.sources.workbook.reader import preview_workbook, read_workbook
from dxanalysis.sources.workbook.titles.title_words import unclear_in_sheet_name, unclear_in_title
from dxanalysis.sources.workbook.words.unit_lookup import district_names

if TYPE_CHECKING:
    from pathlib import Path

PROVINCES = units.provinces(vintage="2025-07")
ALL = [
    name for one in ("2025-02", "2025-07") for name in units.provinces(vintage=one)["short_name"]
]
DISTRICTS = [one for code in PROVINCES.index for one in district_names(code).values()]
HEADINGS = ["STT", "Xã, phường", "Mã xã", "Số thôn", "Số thôn có sóng 4G", "Số trạm 4G"]


def write(path: Path, sheet: str, lines: list[str], rows: list[list[object]]) -> Path:
    """Write a table below some lines."""
    book = openpyxl.Workbook()
    own = book.active
    assert own is not None
    own.title = sheet[:31]
    for line in [*([one] for one in lines), [], HEADINGS, *rows]:
        own.append(line)
    book.save(path)
    return path


def of_communes(code: str, count: int) -> list[list[object]]:
    """Give rows of a province's first communes."""
    listed = list(units.load_units(province=code)["unit_name"].items())[:count]
    return [[i, name, one, 20 + i, 10 + i, 3 + i] for i, (one, name) in enumerate(listed, 1)]


def total(rows: list[list[object]], label: str) -> list[object]:
    """Add rows up."""
    return [None, label, None, *(sum(int(str(row[at])) for row in rows) for at in (3, 4, 5))]


OF_VIETTEL = ("{X}", ["VIETTEL {U}", "HẠ TẦNG SỐ {F}", "(Đến 30/9/2025)"], "viettel", "{F}")
OF_VNPT = ("TH {X}", ["VIỄN THÔNG {U}", "Hạ tầng {X} đến 30/9/2025"], "vnpt", "Toàn tỉnh")
OF_MOBIFONE = ("BC", ["BÁO CÁO TRẠM MOBIFONE {U} QUÝ III NĂM 2025"], "mobifone", "TỔNG {U}")
OF_PROVINCE = (
    "T9",
    ["UBND {F}", "Phủ sóng tại {X} đến 30/9/2025", "Nguồn: Thống kê {X}"],
    "",
    "Cộng {X}",
)


LIKE_WORDS = ("Cà Mau", "Hải Phòng", "Tuyên Quang", "Điện Biên", "Cần Thơ", "Đồng Nai")
"""Names of provinces in which other words can be heard: mẫu, phòng, quang, điện, cần, đồng."""


@pytest.mark.parametrize("names", [LIKE_WORDS, pytest.param((), marks=pytest.mark.slow)])
@pytest.mark.parametrize(
    "form",
    [OF_VIETTEL, *(pytest.param(one, marks=pytest.mark.slow)
                   for one in (OF_VNPT, OF_MOBIFONE, OF_PROVINCE))],
)  # fmt: skip
def test_every_province_is_read_alike(
    tmp_path: Path, form: tuple[str, list[str], str, str], names: tuple[str, ...]
) -> None:
    sheet, lines, operator, sum_of = form
    for code, one in PROVINCES[PROVINCES["short_name"].isin(names or ALL)].iterrows():
        name = str(one["short_name"])
        said = {"X": name, "U": name.upper(), "F": str(one["province_name"]).upper()}
        rows = of_communes(str(code), 4)
        path = write(
            tmp_path / "bieu.xlsx", sheet.format(**said), [line.format(**said) for line in lines],
            [*rows, total(rows, sum_of.format(**said))],
        )  # fmt: skip
        seen = preview_workbook(path, operator="any", province=str(code))
        assert (name, *seen.operators) == (name, *([operator] if operator else []))
        reading = read_workbook(path, operator=operator or "any", province=str(code))
        assert (name, len(reading.observations)) == (name, 12)
        doubts = reading.findings.query("severity != 'note'")["rule"].unique()
        assert (name, *doubts) == (name,)
        assert str(reading.as_of) == "2025-09-30"


@pytest.mark.slow
@pytest.mark.parametrize("said", ["{K} {X}", "{K} {X} (cũ)", "TTVT {X}", "{KU} {U}"])
def test_former_districts_head_their_communes(tmp_path: Path, said: str) -> None:
    for code in PROVINCES.index:
        rows = of_communes(code, 80)
        parted: list[list[object]] = []
        for place, (kind, name) in enumerate(district_names(code).values()):
            some = rows[2 * place : 2 * place + 2]
            if some and not name.isdecimal():
                own = said.format(K=kind, X=name, KU=kind.upper(), U=name.upper())
                parted += [total(some, own), *some]
        path = write(tmp_path / "bieu.xlsx", "T9", ["SỐ LIỆU ĐẾN 30/9/2025"], parted)
        reading = read_workbook(path, operator="any", province=code)
        communes = sum(row[2] is not None for row in parted)
        assert (code, len(reading.observations)) == (code, 3 * communes)
        rules = set(reading.findings.query("severity != 'note'")["rule"])
        assert (code, rules - {"units_absent"}) == (code, set())


@pytest.mark.parametrize("name", ALL)
def test_names_of_provinces_say_nothing_else(name: str) -> None:
    assert not unclear_in_sheet_name(f"TH {name}")
    assert not unclear_in_title(f"VIETTEL {name.upper()}")
    assert not unclear_in_title(f"Hạ tầng số {name} đến 30/9/2025")
    assert is_harmless_line(f"Nguồn: Chi cục Thống kê {name}")


def test_names_of_former_districts_say_nothing_else() -> None:
    for kind, name in DISTRICTS:
        if " - " not in name:
            assert not unclear_in_title(f"VNPT - TTVT {name.upper()}"), name
        assert not unclear_in_title(f"Hạ tầng số {kind.lower()} {name} đến 30/9/2025"), name
        assert best_date([f"Báo cáo khu vực {name} đến 30/9/2025"]) is not None, name
