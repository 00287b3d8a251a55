"""Communes of a province with made-up figures that agree with each other."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dxanalysis import units

if TYPE_CHECKING:
    from collections.abc import Mapping

VILLAGE_WORDS = {
    "08": "thôn, tổ dân phố",
    "14": "bản, tiểu khu, tổ dân phố",
    "20": "thôn, khối phố",
    "25": "khu dân cư",
    "52": "thôn, làng, tổ dân phố",
    "66": "thôn, buôn, tổ dân phố",
    "82": "ấp, khu phố",
    "91": "ấp, khóm",
    "96": "ấp, khóm",
}
"""What the offices of each province call their villages, all words together."""

VILLAGE_NAMES = {
    "08": ("Thôn Nà Ngòa", "Thôn Bản Lầu", "Tổ dân phố 4", "Thôn Khuổi Trang"),
    "14": ("Bản Nà Lốc", "Tiểu khu 2", "Bản Huổi Hin", "Tổ dân phố 5"),
    "20": ("Thôn Nà Pất", "Khối phố 3", "Thôn Bản Ngà", "Thôn Khòn Khẻ"),
    "25": ("Khu dân cư 1", "Khu dân cư Đồng Tâm", "Khu dân cư 12", "Khu dân cư Mường"),
    "52": ("Làng Pleiku Roh", "Thôn Phú Hòa", "Tổ dân phố 2", "Làng O"),
    "66": ("Buôn Ea Sar", "Thôn 7", "Tổ dân phố 3", "Buôn Trấp"),
    "82": ("Ấp Mỹ Lợi", "Khu phố 2", "Ấp 5", "Ấp Tân Thuận"),
    "91": ("Ấp Vĩnh Thành", "Khóm Đông Hưng", "Ấp An Bình", "Khóm 3"),
    "96": ("Ấp Rạch Gốc", "Khóm 6", "Ấp Cái Nước Biển", "Ấp 11"),
}

SHARES = {
    "people_4g": ("population", 0.70, 1.0),
    "villages_with_4g": ("villages", 0.65, 1.0),
    "villages_with_fibre": ("villages", 0.50, 1.0),
    "electrified_villages": ("villages", 0.85, 1.0),
    "villages_with_team": ("villages", 0.60, 1.0),
    "households_passed": ("households", 0.55, 1.0),
    "households_with_smartphone": ("households", 0.70, 1.0),
    "adults_with_epayment": ("adults", 0.50, 0.97),
    "adults_with_signature": ("adults", 0.02, 0.45),
    "files_online": ("files", 0.50, 1.0),
    "files_on_time": ("files_settled", 0.85, 1.0),
    "results_digitised": ("results", 0.55, 1.0),
    "subscribers_with_2g_only": ("subscribers", 0.01, 0.15),
    "people_with_health_record": ("population", 0.4, 0.98),
    "people_with_eid": ("people_eligible_for_eid", 0.7, 0.99),
    "agencies_with_signature": ("agencies", 0.5, 1.0),
}
"""Quantity → what it is a part of, and between which shares it lies."""

BASES = frozenset(base for base, _, _ in SHARES.values()) | {"population", "schools"}


@dataclass(frozen=True)
class Commune:
    """A commune with its figures."""

    code: str
    name: str
    short: str
    kind: str
    district: str
    figures: Mapping[str, int] = field(repr=False)

    def value(self, quantity: str, *, operator: str = "", as_of: str = "") -> int:
        """
        Give a figure of all operators, or of one of them, or of an earlier date.

        One operator covers a part of what all cover, and an earlier date a part of the later;
        what operators do not build (people, households, villages) is the same for each.
        """
        whole = self.figures[quantity]
        if quantity in BASES or not (operator or as_of):
            return whole
        rng = random.Random(f"{self.code} {quantity[-2:]} {operator}")  # noqa: S311
        part = rng.uniform(0.55, 0.97) if operator else 1.0
        if as_of:
            months = 12 * (2025 - int(as_of[:4])) + 9 - int(as_of[5:7])
            part *= rng.uniform(0.975, 0.995) ** months
        return int(whole * part)


def communes(province: str, *, seed: int = 0) -> list[Commune]:
    """
    List a province's communes of today with figures.

    Parameters
    ----------
    province
        Two-digit code.
    seed
        Another seed, other figures.

    Returns
    -------
    list of Commune
        In the order of their codes. A part is never above its whole, 5G never above 4G.
    """
    listed = units.load_units(province=province)
    districts = units.former_districts(province=province)["district_name"]
    made = []
    for code, row in listed.iterrows():
        rng = random.Random(f"{seed} {code}")  # noqa: S311 - made-up figures
        made.append(
            Commune(
                code=str(code),
                name=str(row["unit_name"]),
                short=str(row["short_name"]),
                kind=str(row["kind"]),
                district=str(districts[code]),
                figures=_figures(rng, urban=str(row["kind"]) == "phường"),
            )
        )
    return made


def _figures(rng: random.Random, *, urban: bool) -> dict[str, int]:
    population = int(rng.lognormvariate(9.9 if urban else 9.35, 0.38)) + 900
    made = {
        "population": population,
        "households": int(population / rng.uniform(3.4, 4.6)),
        "villages": rng.randint(8, 34),
        "adults": int(population * rng.uniform(0.70, 0.78)),
        "working_age": int(population * rng.uniform(0.55, 0.66)),
        "people_eligible_for_eid": int(population * rng.uniform(0.72, 0.85)),
        "subscribers": int(population * rng.uniform(0.8, 1.3)),
        "files": rng.randint(300, 4200),
        "agencies": rng.randint(3, 9),
    }
    made["files_settled"] = int(made["files"] * rng.uniform(0.85, 1.0))
    made["results"] = int(made["files_settled"] * rng.uniform(0.9, 1.0))
    for quantity, (base, low, high) in SHARES.items():
        made[quantity] = min(made[base], round(made[base] * rng.uniform(low, high)))
    no_5g = not urban and rng.random() < 0.45
    share = 0.0 if no_5g else rng.uniform(0.05, 0.6)
    made["people_5g"] = int(made["people_4g"] * share)
    made["villages_with_5g"] = int(made["villages_with_4g"] * share)
    made["households_subscribed"] = int(made["households_passed"] * rng.uniform(0.25, 0.85))
    made["electrified_villages_with_4g"] = min(
        made["electrified_villages"], made["villages_with_4g"]
    )
    made["villages_without_signal"] = int((made["villages"] - made["villages_with_4g"]) * 0.6)
    made["holes"] = rng.randint(0, 6)
    made["people_in_holes"] = made["holes"] * rng.randint(30, 180)
    made["stations_4g"] = rng.randint(3, 22)
    made["stations_5g"] = rng.randint(1, 6) if share else 0
    made["stations_3g"] = rng.randint(1, made["stations_4g"])
    made["stations_2g"] = rng.randint(1, made["stations_4g"])
    made["teams"] = made["villages_with_team"] + 1
    made["team_members"] = made["teams"] * rng.randint(4, 8)
    made["eid_accounts"] = made["people_with_eid"]
    made["devices_supplied"] = rng.randint(0, 90)
    return made
