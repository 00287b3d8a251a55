"""Tables shared by the examples in docstrings, so that each shows only its own function."""

from __future__ import annotations

import pandas as pd
import pytest


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
