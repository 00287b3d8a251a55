"""The claims of a workspace's operators that its speed tests contradict."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import pandas as pd

from dxanalysis.findings import make_findings
from dxanalysis.rates import ANY
from dxanalysis.sources.findings import Findings
from dxanalysis.sources.measurements.speed_test_files import open_file, rows_of
from dxanalysis.sources.measurements.speed_tests import summarise
from dxanalysis.sources.place_lists import TOLERANCE_M
from dxanalysis.studies.claims import OVER_CLAIMED, compare_claims

if TYPE_CHECKING:
    import datetime as dt

    import geopandas as gpd

    from dxanalysis.sources.measurements.speed_test_files import SpeedTestFile
    from dxanalysis.sources.measurements.speed_tests import Network, SpeedReading
    from dxanalysis.workspace import Workspace

COLUMNS: Final = ["unit_code", "operator", "claim_pct", "measured_pct", "tests", "verdict"]

NETWORKS: Final[tuple[Network, Network]] = ("known", "4g_or_5g")
"""Tests that say their generation, and those that reached 4G: a phone on 5G, which stands on 4G in
the networks of today, does not show that 4G is lacking, nor does one that says "mobile" only."""

_INDICATOR: Final = "pop_4g"

_FEW: Final = ("speedtests.too_few", "speedtests.no_tests", "speedtests.outside")


@dataclass(frozen=True)
class Doubts:
    """What tests say against claims.

    Attributes
    ----------
    claims
        :data:`COLUMNS`, one row per claim that is doubted.
    made
        The tests on mobile networks that say of which generation they are; None where none were
        compared.
    findings
        What of the tests was left out (:data:`dxanalysis.findings.FINDING_COLUMNS`).
    """

    claims: pd.DataFrame
    made: SpeedReading | None = None
    findings: pd.DataFrame = field(default_factory=make_findings)


def find_doubts(
    workspace: Workspace,
    rates: pd.DataFrame,
    *,
    communes: gpd.GeoDataFrame,
    approximate: bool,
    as_of: dt.date | None = None,
) -> Doubts:
    """Find the claims of 4G coverage that tests contradict.

    Parameters
    ----------
    workspace
        Where the tests are, if there are any.
    rates
        Rates of communes, one row per ``unit_code``, ``indicator`` and ``operator``, with their
        ``evidence``.
    communes
        Polygons, EPSG:4326, indexed by ``unit_code``.
    approximate
        Whether the polygons are only approximate.
    as_of
        Tests of later days are left aside; None for all there are.

    Returns
    -------
    Doubts
        Each operator's claim is compared with the tests on its own network; where no operator
        reported for itself, that of all together with all tests. None where there is nothing to
        compare. Where the boundaries are approximate, tests that are only known by their position
        do not count: nobody is accused by a line that was guessed. Tests that are made up say
        nothing about claims that are not.

    Raises
    ------
    FileUnreadableError
        If the tests cannot be read.
    """
    nothing = Doubts(pd.DataFrame(columns=COLUMNS))
    entry = workspace.speed_tests
    if entry is None or workspace.province is None:
        return nothing
    claims = rates[(rates["indicator"] == _INDICATOR) & rates["rate_pct"].notna()]
    if entry.evidence == "illustrative":
        claims = claims[claims["evidence"] == "illustrative"]
    own = claims[claims["operator"] != ANY]
    claims = own if len(own) else claims
    if claims.empty:
        return nothing
    file = open_file(entry.path)
    if as_of is not None:
        file = file.only(~(file.rows["day"] > pd.Timestamp(as_of)))
    note = Findings(entry.path.name)
    if approximate:
        named = (file.rows[["code", "name"]] != "").any(axis=1)
        note.counted("speedtests.unnamed_rows", int((~named).sum()))
        file = file.only(named)
    made, reached = (
        summarise(
            file,
            units=communes,
            province=workspace.province,
            vintage=workspace.vintage,
            network=network,
            near_m=TOLERANCE_M["approximate" if approximate else "real"],
        )
        if _has_tests(file, network)
        else None
        for network in NETWORKS
    )
    if made is None:
        rows_of(file, network=NETWORKS[0], note=note)
        return replace(nothing, findings=_left_out(note.table()))
    left_out = pd.concat([note.table(), made.findings], ignore_index=True)
    found = []
    for operator, of in claims.groupby("operator", observed=True):
        tests = pd.DataFrame(
            {
                "tests": _of_operator(made.table, operator),
                "tests_reached": _of_operator((reached or made).table, operator),
            }
        )
        # A place where there are tests and none of them on 4G was not reached.
        tests["tests_reached"] = tests["tests_reached"].fillna(0.0) if reached else 0.0
        compared = compare_claims(of.set_index("unit_code")["rate_pct"], tests)
        doubted = compared[compared["verdict"] == OVER_CLAIMED]
        found.append(doubted.assign(operator=str(operator)).reset_index())
    return Doubts(pd.concat(found, ignore_index=True)[COLUMNS], made, _left_out(left_out))


def _left_out(found: pd.DataFrame) -> pd.DataFrame:
    """Keep what is said of rows; that a commune has few tests is no fault of the file."""
    rows = found[~found["rule"].isin(_FEW)]
    return make_findings(rows.to_dict("records"))  # type: ignore[arg-type]


def _has_tests(file: SpeedTestFile, network: Network) -> bool:
    """Tell whether a file has tests of one kind of network."""
    return len(rows_of(file, network=network, note=Findings(file.path.name))) > 0


def _of_operator(tests: pd.DataFrame, operator: object) -> pd.Series:
    """Give how many tests of an operator each unit has."""
    return tests[tests["operator"] == operator].set_index("unit_code")["tests"]
