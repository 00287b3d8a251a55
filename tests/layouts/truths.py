"""What a workbook says, noted while it is made, and judged later."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from dxanalysis.units import LATEST_VINTAGE

RATIOS_OF_OTHERS = ("_per_", "speed_", "upload_", "latency_")


@cache
def indicators() -> dict[str, tuple[str, str | None]]:
    """Map each indicator that a sheet gives itself to its numerator and denominator."""
    text = resources.files("dxanalysis.catalogue").joinpath("indicators.toml").read_text("utf-8")
    return {
        key: (str(entry["numerator"]), entry.get("denominator"))
        for key, entry in tomllib.loads(text).items()
        if not any(mark in key for mark in RATIOS_OF_OTHERS)
    }


@dataclass
class Entry:
    """One cell: a count or a percentage of one unit, or a cell that holds no figure."""

    value: float | None
    tolerance: float = 0.51
    optional: bool = False


@dataclass
class Truth:
    """All that a careful person reads in one workbook; the form is that of ``json()``."""

    name: str
    about: str
    kind: str
    province: str
    operator: str
    as_of: str | None
    file: str = ""
    half: str = "public"
    villages: list[list[Any]] | None = None
    errors_due: bool = False
    vintage: str = LATEST_VINTAGE
    cells: dict[str, dict[tuple[str, str, str], Entry]] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)
    all_headings: set[str] = field(default_factory=set)

    def note(
        self,
        code: str,
        gives: str,
        entry: Entry,
        *,
        operator: str = "",
        as_of: str = "",
        heading: str = "",
    ) -> None:
        """Note that the sheet gives ``gives`` (a quantity, or "%" and an indicator) of a unit."""
        self.cells.setdefault(code, {})[gives, operator, as_of] = entry
        listed = self.columns.setdefault(gives, [])
        if heading and heading not in listed:
            listed.append(heading)

    def facts(self, code: str) -> dict[str, dict[str, Any]]:
        """Work out what the cells of one unit say of each indicator."""
        cells = self.cells.get(code, {})
        whose = {(operator, as_of) for _, operator, as_of in cells}
        made: dict[str, dict[str, Any]] = {}
        for operator, as_of in sorted(whose):
            suffix = (f"@{operator}" if operator else "") + (f"@{as_of}" if as_of else "")
            for key in indicators():
                fact = self._fact(cells, key, operator, as_of)
                if fact:
                    made[key + suffix] = fact
        return made

    def _fact(
        self, cells: dict[tuple[str, str, str], Entry], key: str, operator: str, as_of: str
    ) -> dict[str, Any] | None:
        numerator, denominator = indicators()[key]
        count = cells.get((numerator, operator, as_of))
        share = cells.get((f"%{key}", operator, as_of))
        base = cells.get((denominator or "", operator, as_of))
        if base is None and not as_of:
            base = cells.get((denominator or "", "", ""))
        given = count or share
        if given is None:
            return None
        if count is not None and count.value is None and share is not None:
            given = share
        fact: dict[str, Any] = {}
        whole = base.value if base is not None else None
        if given.value is None:
            fact["missing"] = True
        elif given is count:
            fact = {"n": given.value} | ({"d": whole} if whole is not None else {})
            rounded = whole * 1e-4 if share is not None and whole is not None else 0
            if rounded or given.tolerance != Entry(0).tolerance:
                fact["tol"] = given.tolerance + rounded
        elif whole is not None:
            fact = {"n": given.value / 100 * whole, "d": whole, "tol": whole * 0.0003 + 1}
        else:
            fact = {"r": given.value}
        if given.optional:
            fact["optional"] = True
        return fact

    def headings(self, key: str) -> list[str]:
        """List the headings, levels joined by "|", of the columns that give an indicator."""
        numerator, _ = indicators()[key.split("@", maxsplit=1)[0]]
        return self.columns.get(numerator, []) + self.columns.get(
            f"%{key.split('@', maxsplit=1)[0]}", []
        )

    def json(self) -> dict[str, Any]:
        """Give the truth as plain data."""
        keys = {key for code in self.cells for key in self.facts(code)}
        bases = {key: indicators()[key.split("@")[0]][1] for key in keys}
        return {
            "name": self.name,
            "about": self.about,
            "kind": self.kind,
            "file": self.file,
            "province": self.province,
            "operator": self.operator,
            "as_of": self.as_of,
            "public": self.half == "public",
            "errors_due": self.errors_due,
            "units": {code: self.facts(code) for code in self.cells},
            "villages": self.villages,
            "all_headings": sorted(self.all_headings),
            "headings": {key: self.headings(key) for key in keys},
            "bases": {key: self.columns.get(base or "", []) for key, base in bases.items()},
        }
