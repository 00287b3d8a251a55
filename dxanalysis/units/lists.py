"""Where: the administrative units of every vintage, what they belong to, and how to group them.

A code means nothing without its vintage. Since 1 July 2025 a code that a unit had before may stand
for a bigger area or for another place: all 75 codes of Sơn La are reused, 68 of them for more
ground than before. Only :mod:`dxanalysis.units.crosswalk` leads from one vintage to another.
"""

from __future__ import annotations

import datetime as dt
import functools
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from dxanalysis.errors import ParameterError
from dxanalysis.lang import text
from dxanalysis.units import registry
from dxanalysis.vietnamese import fold, strip_each, strip_tones

if TYPE_CHECKING:
    from dxanalysis.lang import Lang

SUPPORTED_VINTAGES: Final = ("2024-12", "2025-02", "2025-07")
"""The lists of units: 204 units of Sơn La until January 2025; 10,040 of 63 provinces until June
2025; 3,321 of 34 provinces since July 2025."""

LATEST_VINTAGE: Final = "2025-07"

_SLIVER: Final = 0.001
"""A part smaller than this of a unit is a fault of the layers laid over each other."""

_TABLES: Final = {
    "2024-12": registry.table_2024_12,
    "2025-02": registry.table_2025_02,
    "2025-07": registry.table_2025_07,
}


def load_units(*, vintage: str = LATEST_VINTAGE, province: str | None = None) -> pd.DataFrame:
    """List the units of one vintage.

    Parameters
    ----------
    vintage
        One of :data:`SUPPORTED_VINTAGES`.
    province
        Code (``"14"``) or name (``"Sơn La"``) of a province of that vintage; all by default.

    Returns
    -------
    pandas.DataFrame
        A copy, indexed by ``unit_code`` in ascending order, with the columns ``unit_name``
        ("Xã Bó Sinh"), ``short_name`` ("Bó Sinh"), ``kind``, ``toneless_name`` ("Bo Sinh"),
        ``district_code`` and ``district_name`` (missing since July 2025), ``province_code``,
        ``province_name``, ``lat`` and ``lon`` (a point within or near the unit, degrees, WGS 84)
        and ``area_km2`` (missing before July 2025). Codes have five digits, save those of five
        islands that were districts without communes until June 2025.

    Raises
    ------
    ParameterError
        If the vintage or the province is unknown.

    Examples
    --------
    >>> units = load_units(province="14")
    >>> len(units), units.loc["04171", "unit_name"]
    (75, 'Xã Bó Sinh')
    """
    if province is None:
        return _listed(vintage, None).copy()
    return _listed(vintage, frozenset({resolve_province(province, vintage=vintage)})).copy()


def _table(vintage: str) -> pd.DataFrame:
    """Read a vintage's table as the registry has it."""
    try:
        return _TABLES[vintage]()
    except KeyError:
        raise ParameterError(
            "units.unknown_vintage", found=vintage, expected=", ".join(SUPPORTED_VINTAGES)
        ) from None


@functools.cache
def _listed(vintage: str, provinces: frozenset[str] | None) -> pd.DataFrame:
    """Take the units of some provinces once, or of all, and add the names without marks."""
    table = _table(vintage).drop(columns=["box", "key"], errors="ignore")
    if provinces is not None:
        table = table[table["province_code"].isin(provinces)].copy()
    toneless = strip_each(table["short_name"])
    table.insert(3, "toneless_name", pd.Series(toneless, index=table.index, dtype="str"))
    return table


def provinces(*, vintage: str = LATEST_VINTAGE) -> pd.DataFrame:
    """List the provinces of one vintage.

    Parameters
    ----------
    vintage
        One of :data:`SUPPORTED_VINTAGES`.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``province_code``: ``province_name`` ("Tỉnh Sơn La"), ``short_name``
        ("Sơn La"), ``lat`` and ``lon`` (mean of the units' points, degrees, WGS 84), ``units``
        (how many).

    Examples
    --------
    >>> provinces().loc[["20", "25"], "short_name"].tolist()
    ['Lạng Sơn', 'Phú Thọ']
    """
    return _provinces(vintage).copy()


@functools.cache
def _provinces(vintage: str) -> pd.DataFrame:
    """Gather the provinces of a vintage, which are asked for with every name."""
    groups = _table(vintage).groupby("province_code")
    table = groups.agg(
        province_name=("province_name", "first"),
        lat=("lat", "mean"),
        lon=("lon", "mean"),
        units=("unit_name", "size"),
    )
    short = table["province_name"].str.replace(r"^(Tỉnh|Thành phố) ", "", regex=True)
    table.insert(1, "short_name", short)
    return table


@functools.lru_cache(maxsize=256)
def resolve_province(province: str, *, vintage: str = LATEST_VINTAGE) -> str:
    """Find a province's code.

    Parameters
    ----------
    province
        Its code, or its name with or without "Tỉnh", with all marks or with none.
    vintage
        One of :data:`SUPPORTED_VINTAGES`.

    Returns
    -------
    str
        Two digits.

    Raises
    ------
    ParameterError
        If no province, or more than one, is meant.

    Examples
    --------
    >>> resolve_province("son la"), resolve_province("14")
    ('14', '14')
    """
    table = provinces(vintage=vintage)
    code = str(province).strip()
    if code.isdigit() and code.zfill(2) in table.index:
        return code.zfill(2)
    for spelling in (fold, lambda name: strip_tones(name).casefold()):
        wanted = spelling(province)
        for column in ("short_name", "province_name"):
            hits = table.index[[spelling(name) == wanted for name in table[column]]]
            if len(hits) == 1:
                return str(hits[0])
    if vintage == SUPPORTED_VINTAGES[0]:
        _refuse_earlier_list(province)
    raise ParameterError("units.unknown_province", found=province, vintage=vintage)


def _refuse_earlier_list(province: str) -> None:
    """Say of a province that there is that it has no list from before February 2025, and why."""
    try:
        code = resolve_province(province, vintage=SUPPORTED_VINTAGES[1])
    except ParameterError:
        return
    since = registry.catalogue_table("same_codes_since").set_index("province_code")["since"]
    name = provinces(vintage=SUPPORTED_VINTAGES[1])["province_name"][code]
    if code in since.index:
        day = dt.date.fromisoformat(str(since[code]))
        raise ParameterError("units.list_unchanged", found=name, since=day)
    raise ParameterError("units.no_earlier_list", found=name)


def districts(*, province: str | None, vintage: str = "2025-02") -> pd.DataFrame:
    """List the districts that a province had before July 2025.

    Parameters
    ----------
    province
        Code or name of a province of 2025-07 or, where it no longer exists, of 2025-02; None for
        the whole country.
    vintage
        ``2025-02`` or ``2024-12``.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``district_code`` (three digits): ``district_name`` ("Huyện Sông Mã"),
        ``units`` (how many it had).

    Examples
    --------
    >>> districts(province="Sơn La")["district_name"]["126"]
    'Huyện Sông Mã'
    """
    table = same_ground(province, vintage=LATEST_VINTAGE, other=vintage)
    groups = table.groupby("district_code")
    return groups.agg(district_name=("district_name", "first"), units=("unit_name", "size"))


def same_ground(province: str | None, *, vintage: str, other: str) -> pd.DataFrame:
    """List the units that another vintage has on a province's ground.

    Provinces were merged in July 2025: today's Phú Thọ is yesterday's Phú Thọ, Vĩnh Phúc and
    Hòa Bình, and has the code of the first.

    Parameters
    ----------
    province
        Code or name of a province of ``vintage``; where that has none, of ``other``. None for the
        whole country.
    vintage
        The vintage that the province belongs to.
    other
        The vintage to list.

    Returns
    -------
    pandas.DataFrame
        As from :func:`load_units`.

    Examples
    --------
    >>> now = same_ground("Phú Thọ", vintage="2025-07", other="2025-02")
    >>> sorted(now["province_name"].unique())
    ['Tỉnh Hòa Bình', 'Tỉnh Phú Thọ', 'Tỉnh Vĩnh Phúc']
    """
    if province is None:
        return load_units(vintage=other)
    try:
        code = resolve_province(province, vintage=vintage)
    except ParameterError:
        return load_units(vintage=other, province=province)
    if LATEST_VINTAGE in (vintage, other) and vintage != other:
        pairs = province_pairs()
        here, there = ("new", "old") if vintage == LATEST_VINTAGE else ("old", "new")
        codes = set(pairs.loc[pairs[here] == code, there])
    else:
        codes = {code}
    return _listed(other, frozenset(codes)).copy()


@functools.cache
def province_pairs() -> pd.DataFrame:
    """Pair the province codes before July 2025 with those after it.

    Returns
    -------
    pandas.DataFrame
        ``old`` and ``new``, two digits each; 63 rows. Shared: copy before changing it.

    Examples
    --------
    >>> pairs = province_pairs()
    >>> sorted(pairs.loc[pairs["new"] == "25", "old"])
    ['17', '25', '26']
    """
    links = registry.successors_2025_02()
    old = _table("2025-02")["province_code"].reindex(links["from_code"]).to_numpy()
    new = _table(LATEST_VINTAGE)["province_code"].reindex(links["to_code"]).to_numpy()
    return pd.DataFrame({"old": old, "new": new}).drop_duplicates(ignore_index=True)


@functools.cache
def districts_of(*, vintage: str) -> dict[str, frozenset[str]]:
    """Say which districts each unit is or was in.

    Parameters
    ----------
    vintage
        One of :data:`SUPPORTED_VINTAGES`.

    Returns
    -------
    dict
        Unit code to district codes: one before July 2025; since then those of all its parts.

    Examples
    --------
    >>> sorted(districts_of(vintage="2025-07")["03985"])
    ['123', '128']
    """
    if vintage != LATEST_VINTAGE:
        codes = _table(vintage)["district_code"]
        return {str(unit): frozenset([district]) for unit, district in codes.items()}
    links = registry.successors_2025_02()
    before = _table("2025-02")["district_code"].reindex(links["from_code"])
    found: dict[str, set[str]] = {}
    for unit, district in zip(links["to_code"].tolist(), before.tolist(), strict=True):
        found.setdefault(unit, set()).add(district)
    return {unit: frozenset(of) for unit, of in found.items()}


def former_districts(*, province: str | None) -> pd.DataFrame:
    """Say which former district each unit of today lies in.

    Districts were abolished on 1 July 2025, yet operators, budgets and baselines still go by them.

    Parameters
    ----------
    province
        Code or name of a province of 2025-07; None for the whole country.

    Returns
    -------
    pandas.DataFrame
        Indexed by the 2025-07 ``unit_code``: ``district_code``, ``district_name``, ``spans``
        (names of the further districts it reaches into, ``""`` if none), ``main_share`` (share of
        it in the district named, 0–1) and ``share_basis``: ``population_2019`` (census of 1 April
        2019) where known for all its parts, else ``old_units`` (how many of the units that it was
        made of lay there; of as many, those with the larger area). A ward of five small wards and
        one wide commune is the town's: most of its people live there.

    Examples
    --------
    >>> former_districts(province="14").loc["03985", ["district_name", "spans"]].tolist()
    ['Thị xã Mộc Châu', 'Huyện Vân Hồ']
    """
    code = None if province is None else resolve_province(province, vintage=LATEST_VINTAGE)
    return _former_districts(code).copy()


@functools.lru_cache(maxsize=32)
def _former_districts(province: str | None) -> pd.DataFrame:
    """Do so once for each province: every workbook asks, for a twentieth of the time it takes."""
    units = load_units(province=province)
    members = registry.links_to(units.index)
    old = _table("2025-02")
    members = members.assign(
        district_code=old["district_code"].reindex(members["from_code"]).to_numpy(),
        district_name=old["district_name"].reindex(members["from_code"]).to_numpy(),
        people=registry.population_2019().reindex(members["from_code"]).to_numpy()
        * members["weight"].to_numpy(),
    )
    known = members["people"].notna().groupby(members["to_code"]).transform("all")
    members["size"] = members["people"].where(known, members["weight"])
    members["share_basis"] = np.where(known, "population_2019", "old_units")
    return _main_district(members).reindex(units.index)


def _main_district(members: pd.DataFrame) -> pd.DataFrame:
    """Pick, for each unit of today, the district with the biggest part."""
    by = ["to_code", "district_code", "district_name", "share_basis"]
    parts = members.groupby(by)[["size", "part_km2"]].sum().reset_index()
    parts = parts.sort_values(
        ["to_code", "size", "part_km2", "district_code"], ascending=[True, False, False, True]
    )
    whole = parts.groupby("to_code")[["size", "part_km2"]].transform("sum")
    parts["main_share"] = (parts["size"] / whole["size"]).where(whole["size"] > 0)
    alone = parts.groupby("to_code")["size"].transform("size") == 1
    parts.loc[alone, "main_share"] = 1.0
    main: pd.DataFrame = parts.drop_duplicates("to_code").set_index("to_code")
    further = parts[
        parts["to_code"].duplicated() & ~(parts["part_km2"] / whole["part_km2"] < _SLIVER)
    ]
    others = further.groupby("to_code")["district_name"].agg(", ".join)
    main["spans"] = others.reindex(main.index).fillna("")
    columns = ["district_code", "district_name", "spans", "main_share", "share_basis"]
    return main[columns].rename_axis("unit_code")


def area_label(district_name: str, lang: Lang) -> str:
    """Name the ground of a former district, so that nobody takes it for a unit of today.

    Parameters
    ----------
    district_name
        ``"Huyện Sông Mã"``.
    lang
        The language.

    Returns
    -------
    str
        ``"Địa bàn huyện Sông Mã (cũ)"``, or ``"Former Sông Mã district"``.

    Examples
    --------
    >>> area_label("Huyện Sông Mã", "vi"), area_label("Huyện Sông Mã", "en")
    ('Địa bàn huyện Sông Mã (cũ)', 'Former Sông Mã district')
    """
    return text("units.former_district_area", lang, district=district_in(district_name, lang))


def district_in(district_name: str, lang: Lang) -> str:
    """Name a former district within a sentence of either language.

    Parameters
    ----------
    district_name
        ``"Huyện Sông Mã"``.
    lang
        The language.

    Returns
    -------
    str
        ``"huyện Sông Mã"``, or ``"Sông Mã district"``.

    Examples
    --------
    >>> district_in("Thị xã Mộc Châu", "vi"), district_in("Thị xã Mộc Châu", "en")
    ('thị xã Mộc Châu', 'Mộc Châu town')
    """
    kinds = {"Huyện": "district", "Thị xã": "town", "Thành phố": "city", "Quận": "urban district"}
    for kind, english in kinds.items():
        if district_name.startswith(kind + " "):
            name = district_name.removeprefix(kind + " ")
            return f"{kind.lower()} {name}" if lang == "vi" else f"{name} {english}"
    return district_name


def grouping(by: str, *, province: str | None) -> pd.Series:
    """Put each unit of today into a group.

    Parameters
    ----------
    by
        ``"province"`` or ``"former_district"`` (Vietnamese labels of :func:`area_label`). Groups of
        a planner's own are read by :func:`dxanalysis.sources.group_lists.read_groups`.
    province
        Code or name of a province of 2025-07; None for the whole country.

    Returns
    -------
    pandas.Series
        Indexed by ``unit_code``, named ``group``.

    Raises
    ------
    ParameterError
        If it is neither.

    Examples
    --------
    >>> grouping("former_district", province="14")["04171"]
    'Địa bàn huyện Sông Mã (cũ)'
    """
    units = load_units(province=province)
    if by == "province":
        return units["province_name"].rename("group")
    if by == "former_district":
        names = former_districts(province=province)["district_name"]
        return names.map(lambda name: area_label(name, "vi")).rename("group")
    raise ParameterError("units.unknown_grouping", found=by, expected="province, former_district")
