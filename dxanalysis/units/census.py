"""The census of 2019 as observations: an earlier count, on the units of its time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from dxanalysis.errors import ParameterError
from dxanalysis.observations import make_observations
from dxanalysis.units import registry

if TYPE_CHECKING:
    from dxanalysis.lang import Lang

CENSUS_DAY: Final = pd.Timestamp("2019-04-01")
"""The day of the census."""

_PROVINCE: Final = "14"

_SOURCE: Final = {"vi": "Tổng điều tra dân số 2019", "en": "Census of 2019"}


def census_2019(*, province: str | None = None, lang: Lang = "vi") -> pd.DataFrame:
    """Give the people counted on 1 April 2019 in the 204 units of Sơn La of that time.

    Parameters
    ----------
    province
        Code of the province that it is needed of; only that of Sơn La, 14, is embedded.
    lang
        The language in which the source is named.

    Returns
    -------
    pandas.DataFrame
        Observations (:data:`dxanalysis.observations.COLUMNS`) of the indicator ``population``,
        vintage 2024-12, measured. :func:`dxanalysis.units.crosswalk.convert` brings them onto
        today's units.

    Raises
    ------
    ParameterError
        If it is needed of another province.

    Examples
    --------
    >>> census = census_2019()
    >>> len(census), int(census["numerator"].sum())
    (204, 1248415)
    """
    if province not in (None, _PROVINCE):
        raise ParameterError("units.no_census", found=province)
    people = registry.population_2019()
    table = pd.DataFrame({"unit_code": people.index, "numerator": people.to_numpy()})
    return make_observations(
        table.assign(
            vintage="2024-12",
            indicator="population",
            operator="any",
            as_of=CENSUS_DAY,
            evidence="measured",
            source=_SOURCE[lang],
        )
    )
