"""The lists of units, by every key that a written name can be found under."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dxanalysis import units
from dxanalysis.units import registry
from dxanalysis.units.parsing import toneless
from dxanalysis.vietnamese import fold

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class NameIndex:
    """One province's names of one vintage, by every key they can be found under.

    Attributes
    ----------
    names, bare, kinds, fuzzy
        Code to "Xã Bó Sinh", "Bó Sinh", "xã", "bo sinh".
    districts
        Code to the codes of the districts it is or was in.
    exact, variant, toneless
        The key of :func:`exact_key`, :func:`variant_key`, :func:`toneless_key` to codes.
    """

    names: dict[str, str]
    bare: dict[str, str]
    kinds: dict[str, str]
    districts: dict[str, frozenset[str]]
    exact: dict[str, frozenset[str]]
    variant: dict[str, frozenset[str]]
    toneless: dict[str, frozenset[str]]
    fuzzy: dict[str, str]


def _grouped(keys: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Turn code → key into key → codes."""
    found: dict[str, set[str]] = {}
    for code, key in keys.items():
        found.setdefault(key, set()).add(code)
    return {key: frozenset(codes) for key, codes in found.items()}


def _number(key: str) -> str:
    """Write "Phường 01" as "Phường 1"."""
    return re.sub(r"\b0+(?=\d)", "", key)


def exact_key(name: str) -> str:
    """Make the key of :func:`dxanalysis.vietnamese.fold`, with "Phường 01" as "Phường 1".

    Parameters
    ----------
    name
        A name without its kind.

    Returns
    -------
    str
        The key under which names are exactly the same.
    """
    return _number(fold(name))


def variant_key(name: str) -> str:
    """Make *i* and *y* at the end of a syllable one letter: Qui/Quy, Mĩ/Mỹ, Lí/Lý.

    Parameters
    ----------
    name
        A name without its kind.

    Returns
    -------
    str
        The key under which such spellings are the same; Thúy stays apart from Thúi.
    """
    return re.sub(r"(?:(?<=[hklmstv])|(?<=qu))y(?=[\u0300-\u0323]?(?:\s|$))", "i", exact_key(name))


def toneless_key(name: str) -> str:
    """Make the key of :func:`dxanalysis.units.parsing.toneless`, with "Phường 01" as "Phường 1".

    Parameters
    ----------
    name
        A name without its kind.

    Returns
    -------
    str
        The key under which names are the same once all marks are lost.
    """
    return _number(toneless(name))


@functools.lru_cache(maxsize=128)
def index_names(province: str | None, vintage: str) -> NameIndex:
    """Index a province's units, or the whole country's.

    Parameters
    ----------
    province
        Code of a province of that vintage; None for the whole country.
    vintage
        One of :data:`dxanalysis.units.lists.SUPPORTED_VINTAGES`.

    Returns
    -------
    NameIndex
        The index; kept, for it is asked again and again.
    """
    table = units.load_units(vintage=vintage, province=province)
    pairs = zip(table.index, table["unit_name"], table["kind"], strict=True)
    bare = {code: name[len(kind) + 1 :] for code, name, kind in pairs}
    toneless_keys = {code: toneless_key(name) for code, name in bare.items()}
    return NameIndex(
        names=dict(zip(table.index, table["unit_name"], strict=True)),
        bare=bare,
        kinds=dict(zip(table.index, table["kind"], strict=True)),
        districts=units.districts_of(vintage=vintage),
        exact=_grouped({code: exact_key(name) for code, name in bare.items()}),
        variant=_grouped({code: variant_key(name) for code, name in bare.items()}),
        toneless=_grouped(toneless_keys),
        fuzzy=toneless_keys,
    )


@functools.cache
def code_aliases(vintage: str) -> dict[str, str]:
    """Read the codes that other published lists give to a unit.

    Parameters
    ----------
    vintage
        One of :data:`dxanalysis.units.lists.SUPPORTED_VINTAGES`.

    Returns
    -------
    dict
        Code in the other list to code in the list used here.
    """
    table = registry.catalogue_table("code_aliases")
    table = table[table["vintage"] == vintage]
    return dict(zip(table["written"], table["unit_code"], strict=True))


@functools.cache
def spelling_aliases() -> dict[str, dict[str, str]]:
    """Read the listed spellings.

    Returns
    -------
    dict
        Province code to the spellings met there: written name to official name.
    """
    table = registry.catalogue_table("aliases")
    found: dict[str, dict[str, str]] = {}
    for row in table.itertuples():
        found.setdefault(str(row.province_code), {})[str(row.written)] = str(row.official)
    return found


@functools.lru_cache(maxsize=128)
def names_of_other_vintages(
    province: str | None, vintage: str
) -> dict[tuple[str | None, str], frozenset[str]]:
    """Map names that the same ground has in the other lists to codes.

    Parameters
    ----------
    province
        Code of a province of that vintage; None for the whole country.
    vintage
        One of :data:`dxanalysis.units.lists.SUPPORTED_VINTAGES`.

    Returns
    -------
    dict
        Kind and :func:`exact_key`, and None and the same key, to codes in the other lists.
    """
    found: dict[tuple[str | None, str], set[str]] = {}
    for other in units.SUPPORTED_VINTAGES:
        if other != vintage:
            table = units.same_ground(province, vintage=vintage, other=other)
            for code, name, kind in zip(
                table.index, table["unit_name"], table["kind"], strict=True
            ):
                key = exact_key(name[len(kind) + 1 :])
                for each in (kind, None):
                    found.setdefault((each, key), set()).add(code)
    return {key: frozenset(codes) for key, codes in found.items()}


@functools.lru_cache(maxsize=128)
def district_names(province: str | None) -> dict[str, tuple[str, str]]:
    """Name the districts that a province had before July 2025.

    Parameters
    ----------
    province
        Code or name of the province; None for the whole country.

    Returns
    -------
    dict
        Three-digit code to kind ("Huyện") and name without it ("Sông Mã").
    """
    table = units.districts(province=province)
    parts = table["district_name"].str.extract(r"^(Thành phố|Thị xã|Huyện|Quận) (.+)")
    return dict(zip(parts.index, zip(parts[0], parts[1], strict=True), strict=True))
