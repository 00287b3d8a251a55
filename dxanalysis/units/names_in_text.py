"""Names of places as texts write them: in small letters, with tones and without."""

from __future__ import annotations

import functools
from typing import Final

from dxanalysis.units.lists import SUPPORTED_VINTAGES, load_units, provinces
from dxanalysis.vietnamese import strip_each

_KINDS_OF_DISTRICTS: Final = ("thành phố ", "thị xã ", "huyện ", "quận ")
_KIND_IN_NAME: Final = ("phường ", "phuong ")


@functools.cache
def commune_names() -> frozenset[str]:
    """Name the communes of all lists.

    Returns
    -------
    frozenset of str
        The names without their kinds; of "Phường 1 Bảo Lộc", whose name has its kind, both.

    Examples
    --------
    >>> {"bó sinh", "bo sinh", "1 bảo lộc"} <= commune_names()
    True
    """
    names: set[str] = set()
    for vintage in SUPPORTED_VINTAGES:
        listed = load_units(vintage=vintage)
        names.update(map(str.lower, listed["short_name"]), map(str.lower, listed["toneless_name"]))
    for kind in _KIND_IN_NAME:
        names |= {name.removeprefix(kind) for name in names if name.startswith(kind)}
    return frozenset(names)


@functools.cache
def province_and_district_names() -> tuple[str, ...]:
    """Name the provinces of all lists, and the districts that there were before July 2025.

    Returns
    -------
    tuple of str
        The names without their kinds, the longest first; districts that are numbered have none.

    Examples
    --------
    >>> {"hòa bình", "hoa binh", "sông mã"} <= {*province_and_district_names()}
    True
    """
    names = {name for one in SUPPORTED_VINTAGES for name in provinces(vintage=one)["short_name"]}
    names = {name.lower() for name in names}
    for district in load_units(vintage="2025-02")["district_name"].unique():
        name = district.lower()
        kind = next(kind for kind in _KINDS_OF_DISTRICTS if name.startswith(kind))
        names.add(name.removeprefix(kind))
    names = {name for name in names if name[:1].isalpha()}
    return tuple(sorted(names.union(strip_each(names)), key=lambda name: (-len(name), name)))
