"""Where: the administrative units of every vintage, their names, and the ways between them."""

from dxanalysis.units.census import CENSUS_DAY, census_2019
from dxanalysis.units.lists import (
    LATEST_VINTAGE,
    SUPPORTED_VINTAGES,
    area_label,
    district_in,
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
    "CENSUS_DAY",
    "LATEST_VINTAGE",
    "SUPPORTED_VINTAGES",
    "area_label",
    "census_2019",
    "district_in",
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
