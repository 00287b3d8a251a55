"""Workbooks by an older list of units: read with that list, then converted to today's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from dxanalysis import units
from dxanalysis.errors import FileUnreadableError
from dxanalysis.findings import make_findings
from dxanalysis.observations import COLUMNS, make_observations
from dxanalysis.sources.workbook.reader import preview_workbook
from dxanalysis.units import crosswalk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dxanalysis.sources.workbook.reader import WorkbookReading

_SHOWN: Final = 5


def former_province(
    path: Path, *, operator: str, province: str | None, vintage: str, today: str
) -> str | None:
    """Find which province of an older list a workbook is about.

    Provinces were merged in July 2025: a workbook of one of today's may be about one of those that
    it was made of, or about all of them.

    Parameters
    ----------
    path
        The workbook.
    operator
        Whose figures are read.
    province
        Code of the province of today; None for the whole country.
    vintage
        The older list.
    today
        The list that the province is of.

    Returns
    -------
    str or None
        The code, in the older list, of the one province by whose communes most rows can be
        matched; None where the whole country's list is needed.

    Raises
    ------
    FileUnreadableError
        If the workbook names no unit of any of them.
    """
    ground = units.same_ground(province, vintage=today, other=vintage)
    candidates = sorted(ground["province_code"].unique()) if province is not None else []
    if len(candidates) == 1:
        return str(candidates[0])
    errors: dict[str | None, int] = {}
    refused: FileUnreadableError | None = None
    for candidate in (*candidates, None):
        try:
            seen = preview_workbook(path, operator=operator, province=candidate, vintage=vintage)
        except FileUnreadableError as error:
            refused = error
            continue
        errors[candidate] = int((seen.findings["severity"] == "error").sum())
    if not errors:
        raise refused or FileUnreadableError("workbook.no_header", where=path, found="–", seen="–")
    return min(errors, key=lambda one: errors[one])


def convert_reading(reading: WorkbookReading, *, vintage: str, to: str) -> WorkbookReading:
    """Convert what a workbook says to another list of units.

    Parameters
    ----------
    reading
        As it was read by the older list.
    vintage
        That list.
    to
        The list wanted.

    Returns
    -------
    WorkbookReading
        Dates and sums stay. A unit has a figure only if each of the older units that it is made of
        has one; a finding names the others. Villages of a unit that was divided are left out.
    """
    links = crosswalk.load_links(vintage=vintage)
    main = links.sort_values("weight").drop_duplicates("from_code", keep="last")
    went_to = main.set_index("from_code")["to_code"]
    divided = set(links.loc[links["from_code"].duplicated(), "from_code"])
    whole = ~reading.villages["unit_code"].isin(divided)
    villages = reading.villages[whole]
    observations, about = _converted(reading.observations, to=to)
    earlier, _ = _converted(reading.earlier, to=to)
    found: list[dict[str, Any]] = [
        {"severity": "note", "rule": "list_converted", "value": vintage, "expected": to},
        *about,
    ]
    if not whole.all():
        n = int((~whole).sum())
        found.append({"severity": "warning", "rule": "villages_of_divided", "value": n})
    own = make_findings([{"file": reading.path.name, **one} for one in found])
    findings = _of_units_of_today(reading.findings, went_to, to=to)
    return replace(
        reading,
        observations=observations,
        earlier=earlier,
        villages=villages.assign(unit_code=villages["unit_code"].map(went_to)).reset_index(
            drop=True
        ),
        findings=pd.concat([findings, own], ignore_index=True),
    )


def _of_units_of_today(findings: pd.DataFrame, went_to: pd.Series[str], *, to: str) -> pd.DataFrame:
    """Give findings the code of the unit of today, and name both units where they differ."""
    names = units.load_units(vintage=to)["unit_name"]
    codes = findings["unit_code"].map(went_to.to_dict(), na_action="ignore")
    today = codes.map(names.to_dict(), na_action="ignore")
    older = findings["unit_name"]
    renamed = today.notna() & older.notna() & (older != today)
    both = (older + " → " + today).where(renamed, older)
    return findings.assign(unit_code=codes, unit_name=both.astype("str"))


def _converted(observations: pd.DataFrame, *, to: str) -> tuple[pd.DataFrame, list[dict[str, Any]]]:
    """Convert observations, and say where that leaves units without a figure or with estimates."""
    if observations.empty:
        return observations, []
    table, partly = crosswalk.without_partial(crosswalk.convert(observations, to=to))
    lost = table[partly]
    estimated = (table["estimated_share"] > 0) & ~partly
    modelled = estimated & table["evidence"].isin(["declared", "measured"])
    table.loc[modelled, "evidence"] = "modelled"
    names = units.load_units(vintage=to)["unit_name"]
    found = [*_lost(lost, names)]
    codes = table.loc[estimated, "unit_code"].unique()
    if len(codes):
        found.append(
            {
                "severity": "note",
                "rule": "converted_by_estimate",
                "value": len(codes),
                "expected": _listed(codes, names),
            }
        )
    return make_observations(table[list(COLUMNS)]), found


def _lost(lost: pd.DataFrame, names: pd.Series[str]) -> Iterator[dict[str, Any]]:
    """Name the units whose older units have not all a figure, or only a rate."""
    for indicator, rows in lost.groupby("indicator", sort=False):
        codes = rows["unit_code"].unique()
        yield {
            "severity": "warning",
            "rule": "converted_partly",
            "indicator": indicator,
            "value": len(codes),
            "expected": _listed(codes, names),
        }


def _listed(codes: Any, names: pd.Series[str]) -> str:  # noqa: ANN401 - an array of codes
    """Name some units."""
    shown = ", ".join(str(names.get(code, code)) for code in codes[:_SHOWN])
    return f"{shown} …" if len(codes) > _SHOWN else shown
