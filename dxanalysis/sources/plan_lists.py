"""A plan that was made, as ``dxanalysis plan`` stores it beside its page: ``plan.csv``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pandas as pd

from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources.personal_data import without_personal_data
from dxanalysis.sources.spreadsheets import delimited

if TYPE_CHECKING:
    from collections.abc import Collection

PLANNED_COLUMNS: Final = {
    "unit_code": "str",
    "order": "int64",
    "name": "str",
    "kind": "str",
    "solar": "boolean",
    "technology": "str",
    "people_gained": "int64",
    "cost_base_vnd": "float64",
    "scenario": "str",
    "illustrative": "bool",
}
"""One row per site, in building order. Nothing of it says where an existing station is: an upgrade
has no name, and no site coordinates."""

_KINDS: Final = ("village", "own", "upgrade")
_TECHNOLOGIES: Final = ("4g", "5g")
_HEADINGS: Final = {name: (name.replace("_", " "), name) for name in PLANNED_COLUMNS}
_TRUTH: Final = {"true": True, "false": False}


def no_plan() -> pd.DataFrame:
    """Make a table of no planned sites.

    Returns
    -------
    pandas.DataFrame
        No rows, the columns of :data:`PLANNED_COLUMNS`.
    """
    return pd.DataFrame(columns=list(PLANNED_COLUMNS)).astype(PLANNED_COLUMNS)


def read_planned(path: str | Path, *, units: Collection[str]) -> pd.DataFrame:
    """Read the sites of a plan.

    Parameters
    ----------
    path
        ``plan.csv`` as the plan stored it.
    units
        Codes of the communes that it may speak of.

    Returns
    -------
    pandas.DataFrame
        The columns of :data:`PLANNED_COLUMNS`, in building order.

    Raises
    ------
    FileUnreadableError
        If it is not such a file, was changed to what cannot be read, or is of other communes.
    """
    path = Path(path)
    rows, written, _ = delimited.read_table(path, headings=_HEADINGS, room="planfiles")
    if set(rows) != set(PLANNED_COLUMNS):
        raise FileUnreadableError(
            "planfiles.no_plan", where=path, found=", ".join(written.values())
        )
    numbers = {
        name: pd.to_numeric(rows[name], errors="coerce")
        for name in ("order", "people_gained", "cost_base_vnd")
    }
    wrong = ~rows["kind"].isin(_KINDS) | ~rows["technology"].isin(_TECHNOLOGIES)
    wrong |= ~rows["illustrative"].str.lower().isin(_TRUTH)
    for column in numbers.values():
        wrong |= ~(column >= 0)
    for name in ("order", "people_gained"):
        wrong |= numbers[name] % 1 != 0
    if wrong.any():
        raise FileUnreadableError("planfiles.plan_changed", where=path, found=int(wrong.sum()))
    strange = rows.loc[~rows["unit_code"].isin(list(units)), "unit_code"]
    if len(strange):
        raise FileUnreadableError("planfiles.plan_elsewhere", where=path, found=strange.iloc[0])
    flags = {name: rows[name].str.lower().map(_TRUTH) for name in ("solar", "illustrative")}
    texts = {name: rows[name].map(without_personal_data) for name in ("name", "scenario")}
    table = rows.assign(**numbers, **flags, **texts)[list(PLANNED_COLUMNS)]
    table["solar"] = table["solar"].astype("boolean")
    return table.astype(PLANNED_COLUMNS).sort_values("order", ignore_index=True)
