"""Where: the administrative units of every vintage, their names, and the ways between them."""

from dxanalysis.units.lists import (
    LATEST_VINTAGE,
    SUPPORTED_VINTAGES,
    area_label,
    districts,
    districts_of,
    former_districts,
    grouping,
    load_units,
    province_pairs,
    provinces,
    resolve_province,
    same_ground,
)

__all__ = [
    "LATEST_VINTAGE",
    "SUPPORTED_VINTAGES",
    "area_label",
    "districts",
    "districts_of",
    "former_districts",
    "grouping",
    "load_units",
    "province_pairs",
    "provinces",
    "resolve_province",
    "same_ground",
]
