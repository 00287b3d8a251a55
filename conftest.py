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
    from collections.abc import Iterator

AS_ON_WINDOWS = os.environ.get("DXANALYSIS_AS_ON_WINDOWS") == "1"
if AS_ON_WINDOWS:  # for this process, and by PYTHONPATH for every one that is started
    _folder = str(Path(__file__).parent / "tests" / "as_on_windows")
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
