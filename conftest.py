"""Tables shared by the examples in docstrings, so that each shows only its own function.

Here too, before anything of dxanalysis is imported: the tests without what Windows lacks.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from dxanalysis.analysis import Analysis
    from dxanalysis.workspace import Workspace

ROOT = Path(__file__).resolve().parent
SAMPLE = ROOT / "data" / "son-la"

AS_ON_WINDOWS = os.environ.get("DXANALYSIS_AS_ON_WINDOWS") == "1"
if AS_ON_WINDOWS:  # for this process, and by PYTHONPATH for every one that is started
    _folder = str(ROOT / "tests" / "as_on_windows")
    os.environ["PYTHONPATH"] = os.pathsep.join([_folder, os.environ.get("PYTHONPATH", "")])
    if not hasattr(sys.modules.get("sitecustomize"), "LACKING"):
        sys.modules.pop("sitecustomize", None)
        sys.path.insert(0, _folder)
        __import__("sitecustomize")
        sys.path.pop(0)


@pytest.fixture(scope="module", autouse=True)
def _own_indicators_are_forgotten() -> Iterator[None]:
    """Leave no indicator of a test's own to the tests after it."""
    yield
    known = sys.modules.get("dxanalysis.indicators")
    if known is not None and known._own:  # noqa: SLF001 - there is no public way to forget one
        known._own.clear()  # noqa: SLF001
        known.indicators.cache_clear()


@pytest.fixture(scope="session", autouse=True)
def _example_tables(doctest_namespace: dict[str, object]) -> None:
    """Offer ``rates``: two units, one with 90 of 100 people covered, one with 100 of 900."""
    rates = pd.DataFrame(
        {
            "unit_code": ["00001", "00002"],
            "indicator": "pop_4g",
            "operator": "any",
            "as_of": pd.Timestamp("2025-09-30"),
            "numerator": [90.0, 100.0],
            "denominator": [100.0, 900.0],
        }
    )
    doctest_namespace["pd"] = pd
    doctest_namespace["rates"] = rates.assign(
        rate_pct=100 * rates["numerator"] / rates["denominator"]
    )


# ---- the embedded workspace, read once -----------------------------------------------------------
@pytest.fixture(scope="session")
def analysis() -> Analysis:
    """Analyse the embedded workspace once for all files of tests, none of which changes it."""
    from dxanalysis import analyse, open_workspace  # noqa: PLC0415 - after what is at the top

    return analyse(open_workspace(SAMPLE))


@pytest.fixture
def read_once(analysis: Analysis, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have whatever analyses the embedded workspace get what was read of it already.

    For tests of what comes after, which would all wait for the same answer. A workspace that is
    changed in any way, other boundaries and other days are read.
    """
    from dxanalysis import open_workspace, pipeline  # noqa: PLC0415 - after what is at the top

    read = pipeline._analyse  # noqa: SLF001 - the one way in of all commands

    def find(
        workspace: Workspace,
        boundaries: str | Path | None,
        *,
        as_of: dt.date | None,
        keep_going: bool,
    ) -> Analysis:
        as_it_is = boundaries is None and as_of is None and workspace.folder.resolve() == SAMPLE
        if as_it_is and workspace == open_workspace(workspace.folder):
            return analysis
        return read(workspace, boundaries, as_of=as_of, keep_going=keep_going)

    monkeypatch.setattr(pipeline, "_analyse", find)


@pytest.fixture(autouse=True)
def _examples_read_once(request: pytest.FixtureRequest) -> None:
    """Spare the examples in docstrings the reading; the first of them to come does it."""
    if isinstance(request.node, pytest.DoctestItem):
        request.getfixturevalue("read_once")
