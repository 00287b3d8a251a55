"""Former districts and provinces by the names that people still call them by."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pandas as pd

from dxanalysis import units
from dxanalysis.units.matching import districts_called
from dxanalysis.units.name_index import exact_key, toneless_key
from dxanalysis.units.parsing import read_district
from dxanalysis.vietnamese import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

_OFFICE: Final = re.compile(r"^(?:ubnd|[uủ][yỷ] ban nhân dân|uy ban nhan dan)\s+", re.IGNORECASE)
_PROVINCE: Final = re.compile(
    r"^(?P<kind>tỉnh|tinh|thành phố|thanh pho|tp\.?)\s+(?P<name>.+)", re.IGNORECASE
)
_BEFORE: Final = "2025-02"
_NAMED: Final = 12


def find_larger(name: str, *, province: str | None, vintage: str | None) -> pd.DataFrame:
    """Find the former district or the province that a name with the word for it means.

    Parameters
    ----------
    name
        For instance "huyện Mộc Châu" or "tỉnh Hòa Bình"; a bare "Mộc Châu" means a commune.
    province
        Code or name of a province; all by default.
    vintage
        One of :data:`dxanalysis.units.SUPPORTED_VINTAGES`; all by default.

    Returns
    -------
    pandas.DataFrame
        The columns of :func:`dxanalysis.units.names.find_units`; empty where neither is meant.

    Examples
    --------
    >>> found = find_larger("huyện Sốp Cộp", province=None, vintage=None)
    >>> found[["unit_code", "unit_name", "province_name"]].values.tolist()
    [['127', 'Huyện Sốp Cộp', 'Tỉnh Sơn La']]
    """
    columns = ["vintage", "unit_code", "unit_name", "district_name", "province_name"]
    written = _OFFICE.sub("", normalise(name))
    rows = [*_provinces(written), *_districts(written, province)]
    if province is not None:
        within = {units.resolve_province(province)} if _is_of_today(province) else set()
        rows = [row for row in rows if row["of"] in within]
    rows = [row for row in rows if vintage in (None, row["vintage"])]
    table = pd.DataFrame(rows, columns=[*columns, "became"])
    return table.assign(likeness=100.0)[[*columns, "likeness", "became"]]


def _is_of_today(province: str) -> bool:
    """Tell whether a province is one of today's."""
    return any(province in (code, *names) for code, *names in _listed_provinces())


def _listed_provinces() -> Iterator[tuple[str, str, str]]:
    """Give code, name and name without its kind of today's provinces."""
    table = units.provinces()
    for code, name, short in zip(
        table.index, table["province_name"], table["short_name"], strict=True
    ):
        yield str(code), str(name), str(short)


def _provinces(written: str) -> Iterator[dict[str, object]]:
    """Give the provinces that are called so, of today first."""
    called = _PROVINCE.match(written)
    if called is None:
        return
    today = {code: name for code, name, _ in _listed_provinces()}
    is_province = toneless_key(called["kind"]) == "tinh"
    pairs = units.province_pairs().set_index("old")["new"]
    for vintage in (units.LATEST_VINTAGE, _BEFORE):
        table = units.provinces(vintage=vintage)
        for key in (exact_key, toneless_key):
            is_kind = table["province_name"].str.startswith("Tỉnh") == is_province
            hits = table[is_kind & (table["short_name"].map(key) == key(called["name"]))]
            for code, found in hits["province_name"].items():
                of = str(code) if vintage == units.LATEST_VINTAGE else str(pairs[str(code)])
                if vintage != units.LATEST_VINTAGE and (of, today[of]) == (code, found):
                    continue  # it has code and name still
                yield {
                    "vintage": vintage,
                    "unit_code": str(code),
                    "unit_name": str(found),
                    "district_name": None,
                    "province_name": None,
                    "became": "" if vintage == units.LATEST_VINTAGE else f"{today[of]} ({of})",
                    "of": of,
                }
            if len(hits):
                break


def _districts(written: str, province: str | None) -> Iterator[dict[str, object]]:
    """Give the former districts that are called so."""
    reading = read_district(written)
    if reading is None or reading.kind is None:
        return
    within = province if province is not None and _is_of_today(province) else None
    listed = units.load_units(vintage=_BEFORE)
    if (listed["unit_name"] == f"{reading.kind} {reading.name}").any():
        return  # five districts were units themselves
    now = units.load_units()
    lies_in = units.districts_of(vintage=units.LATEST_VINTAGE)
    for code in districts_called(written, province=within, bare=False):
        first = listed[listed["district_code"] == code].iloc[0]
        parts = [str(unit) for unit in now.index if code in lies_in.get(str(unit), frozenset())]
        shown = ", ".join(f"{now['unit_name'][unit]} ({unit})" for unit in parts[:_NAMED])
        yield {
            "vintage": _BEFORE,
            "unit_code": code,
            "unit_name": str(first["district_name"]),
            "district_name": None,
            "province_name": str(first["province_name"]),
            "became": shown + (" …" if len(parts) > _NAMED else ""),
            "of": str(now["province_code"][parts[0]]) if parts else "",
        }
