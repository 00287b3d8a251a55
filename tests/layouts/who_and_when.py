"""Operators, provinces and days that layouts name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxanalysis import units
from dxanalysis.units.crosswalk import load_links

if TYPE_CHECKING:
    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


MARCH = "2025-03-31"
JUNE = "2025-06-30"
JULY = "2025-07-01"
AUGUST = "2025-08-31"
SEPTEMBER = "2025-09-30"
OCTOBER = "2025-10-31"
DECEMBER = "2025-12-31"
SPRING = "2026-03-31"
LAST_JULY = "2024-07-01"
LAST_YEAR = "2024-12-31"

LETTERHEADS = {"20": "LẠNG SƠN", "66": "ĐẮK LẮK", "91": "AN GIANG"}

FULL_OPERATORS = (("Viettel", "viettel"), ("VNPT VinaPhone", "vnpt"), ("MobiFone", "mobifone"))

OPERATOR_KEYS = {"Viettel": "viettel", "VNPT": "vnpt", "MobiFone": "mobifone"}

OPERATORS = (("Viettel", "viettel"), ("VNPT", "vnpt"), ("MobiFone", "mobifone"))

PROVINCES = {
    "08": "Tuyên Quang",
    "14": "Sơn La",
    "20": "Lạng Sơn",
    "25": "Phú Thọ",
    "52": "Gia Lai",
    "66": "Đắk Lắk",
    "82": "Đồng Tháp",
    "91": "An Giang",
    "96": "Cà Mau",
}

FOUR_OPERATORS = {
    "viettel": "Viettel",
    "vnpt": "VNPT",
    "mobifone": "MobiFone",
    "vietnamobile": "Vietnamobile",
}


def place_name(case: Case) -> str:
    """Give the province's name in capitals, as a letterhead has it."""
    return LETTERHEADS.get(case.province, "TỈNH")


def older(commune: Commune) -> list[tuple[str, str]]:
    """Name the communes that went into one of today: code and name."""
    links = load_links()
    before = units.load_units(vintage="2025-02")["unit_name"]
    codes = sorted(set(links.loc[links["to_code"] == commune.code, "from_code"]))
    return [(code, str(before.get(code, code))) for code in codes]
