"""The notebooks to explore with run from top to bottom on the sample, without a warning."""

from __future__ import annotations

from typing import TYPE_CHECKING

import papermill
import pytest

from dxanalysis.batch.kernels import manager_for, warm_kernels
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))


@pytest.fixture(scope="module")
def warm() -> Iterator[dict[str, object]]:
    with warm_kernels() as address:
        yield {"kernel_manager_class": manager_for(address)} if address else {}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs(
    path: Path, warm: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    done = papermill.execute_notebook(
        str(path),
        str(tmp_path / path.name),
        cwd=str(path.parent),
        progress_bar=False,
        execution_timeout=120,
        **warm,
    )
    said = [
        output.text
        for cell in done.cells
        for output in cell.get("outputs", [])
        if output.output_type == "stream" and output.name == "stderr"
    ]
    assert said == []
    assert any(cell.get("outputs") for cell in done.cells)
