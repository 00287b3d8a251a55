"""The public names are there, sorted and documented, and importing them costs nothing else."""

from __future__ import annotations

import subprocess
import sys

import dxanalysis


def test_the_public_names_are_sorted_and_there() -> None:
    assert dxanalysis.__all__ == sorted(dxanalysis.__all__)
    for name in dxanalysis.__all__:
        assert getattr(dxanalysis, name) is not None
        assert name == "__version__" or getattr(dxanalysis, name).__doc__


def test_an_unknown_name_is_an_attribute_error() -> None:
    assert not hasattr(dxanalysis, "no_such_name")


def test_importing_the_package_loads_no_library() -> None:
    heavy = "{'pandas', 'geopandas', 'folium', 'papermill', 'matplotlib', 'seaborn'}"
    code = f"import dxanalysis, sys; sys.exit(bool({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
