"""The claims of a workspace's operators that its speed tests contradict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from dxanalysis.rates import ANY
from dxanalysis.sources.findings import Findings
from dxanalysis.sources.measurements.speed_test_files import read_rows, units_named
from dxanalysis.sources.measurements.speed_tests import read_speed_tests
from dxanalysis.studies.claims import OVER_CLAIMED, compare_claims

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

    from dxanalysis.workspace import Workspace

COLUMNS: Final = ["unit_code", "operator", "claim_pct", "measured_pct", "tests", "verdict"]

_INDICATOR: Final = "pop_4g"


def find_doubts(
    workspace: Workspace, rates: pd.DataFrame, communes: gpd.GeoDataFrame
) -> pd.DataFrame:
    """Find the claims of 4G coverage that tests contradict.

    Parameters
    ----------
    workspace
        Where the tests are, if there are any.
    rates
        Rates of communes, one row per ``unit_code``, ``indicator`` and ``operator``.
    communes
        Polygons, EPSG:4326, indexed by ``unit_code``.

    Returns
    -------
    pandas.DataFrame
        :data:`COLUMNS`, one row per claim that is doubted. Each operator's claim is compared with
        the tests on its own network; where no operator reported for itself, that of all together
        with all tests. No rows where there is nothing to compare, nor where tests are only known by
        their position and the boundaries are approximate: nobody is accused by a line that was
        guessed.

    Raises
    ------
    FileUnreadableError
        If the tests cannot be read.
    """
    claims = rates[(rates["indicator"] == _INDICATOR) & rates["rate_pct"].notna()]
    own = claims[claims["operator"] != ANY]
    claims = own if len(own) else claims
    if workspace.speed_tests is None or workspace.province is None or claims.empty:
        return pd.DataFrame(columns=COLUMNS)
    path = workspace.speed_tests.path
    if workspace.boundaries.kind == "approximate" and not _are_named(path, workspace):
        return pd.DataFrame(columns=COLUMNS)
    made, reached = (
        read_speed_tests(
            path,
            units=communes,
            province=workspace.province,
            vintage=workspace.vintage,
            network=network,
        ).table
        for network in ("mobile", "4g")
    )
    found = []
    for operator, of in claims.groupby("operator", observed=True):
        tests = pd.DataFrame(
            {
                name: table[table["operator"] == operator].set_index("unit_code")["tests"]
                for name, table in (("tests", made), ("tests_reached", reached))
            }
        )
        # A place where there are tests and none of them on 4G was not reached.
        tests["tests_reached"] = tests["tests_reached"].fillna(0.0)
        compared = compare_claims(of.set_index("unit_code")["rate_pct"], tests)
        doubted = compared[compared["verdict"] == OVER_CLAIMED]
        found.append(doubted.assign(operator=str(operator)).reset_index())
    return pd.concat(found, ignore_index=True)[COLUMNS]


def _are_named(path: Path, workspace: Workspace) -> bool:
    """Tell whether every test names its commune."""
    rows = read_rows(path, network="mobile", note=Findings(path.name))
    province, vintage = str(workspace.province), workspace.vintage
    return bool(units_named(rows, province=province, vintage=vintage).notna().all())
