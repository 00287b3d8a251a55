"""What a batch has analysed once is what its notebooks get, and only for the same call."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from dxanalysis import handover

if TYPE_CHECKING:
    from pathlib import Path

    from dxanalysis.analysis import Analysis

ASK = """
import json, sys
import dxanalysis as dx
from dxanalysis import handover
from dxanalysis.sources import workbook

workspace = dx.open_workspace(sys.argv[1])
found = dx.analyse(workspace)
known = handover.find(handover.call(workspace.folder, boundaries=None, keep_going=False)) is found
other = handover.find(handover.call(workspace.folder, boundaries=None, keep_going=True))
print(json.dumps({
    "handed": known,
    "crs": found.communes.crs.to_epsg(),
    "other": other is None,
    "area": found.area("126").name,
    "4g": found.figure("126", "pop_4g"),
    "rows": len(found.commune_gaps(found.area("126"))),
    "km2": found.communes.to_crs(32648).area.sum() / 1e6,
}))
"""


def test_another_process_gets_the_same_analysis(
    analysis: Analysis, son_la: Path, tmp_path: Path
) -> None:
    call = handover.call(son_la, boundaries=None, keep_going=False)
    file = tmp_path / "prepared.pickle"
    with handover.handed_over(analysis, call, file):
        # Named by another way to the same folder: the call is the same.
        roundabout = son_la / ".." / son_la.name
        done = subprocess.run(
            [sys.executable, "-c", ASK, roundabout], check=True, capture_output=True, text=True
        )
    said = json.loads(done.stdout)
    assert said["handed"]
    assert said["other"]
    assert said["crs"] == 4326
    assert said["area"] == "Huyện Sông Mã"
    assert said["4g"] == analysis.figure("126", "pop_4g")
    assert said["rows"] == len(analysis.commune_gaps(analysis.area("126")))
    assert said["km2"] == pytest.approx(analysis.communes.to_crs(32648).area.sum() / 1e6)
    assert not file.exists()
    assert handover.VARIABLE not in os.environ
    assert analysis.communes.crs is not None  # handing over takes nothing from it


def test_a_file_that_others_changed_is_never_unpickled(
    analysis: Analysis, son_la: Path, tmp_path: Path
) -> None:
    call = handover.call(son_la, boundaries=None, keep_going=False)
    file = tmp_path / "prepared.pickle"
    with handover.handed_over(analysis, call, file):
        file.write_bytes(pickle.dumps(Trap(str(tmp_path / "ran"))))
        assert handover.find(call) is None
    assert not (tmp_path / "ran").exists()


class Trap:
    """Runs code when it is unpickled."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return open, (self.path, "w")


def test_outside_a_batch_files_are_read(son_la: Path) -> None:
    assert handover.find(handover.call(son_la, boundaries=None, keep_going=False)) is None


def test_an_area_or_operator_without_figures_has_none(analysis: Analysis) -> None:
    assert analysis.figures("99999").empty
    assert analysis.figures("126", operator="vietnamobile").empty
