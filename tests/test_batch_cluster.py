"""A batch on a Dask cluster makes the site that it makes at home."""

from __future__ import annotations

import shutil
import threading
import time
from typing import TYPE_CHECKING

import psutil
import pytest

from dxanalysis.batch.execution import cells
from dxanalysis.batch.execution.chunks import pack, unpack
from dxanalysis.errors import ParameterError
from tests.batches import likeness, made_in, make, planner

if TYPE_CHECKING:
    from pathlib import Path

    from distributed import LocalCluster


def test_files_travel_and_stay_inside_where_they_are_laid_out(tmp_path: Path) -> None:
    home = tmp_path / "home" / "provinces"
    for name in ("tinh/province.toml", "../lines/real.gpkg"):
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    files = [home / "tinh" / "province.toml", home / ".." / "lines" / "real.gpkg"]
    packed = pack(files, home)
    assert set(packed) == {"tinh/province.toml", "../lines/real.gpkg"}
    shutil.rmtree(tmp_path / "home")
    folder = unpack(packed, tmp_path / "there")
    for name in packed:
        assert (folder / name).read_bytes() == name.encode()
        assert (folder / name).resolve().is_relative_to(tmp_path / "there")


@pytest.mark.slow
def test_nobody_at_the_address_is_told_in_one_sentence(
    son_la: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dxanalysis.batch.execution import cluster

    monkeypatch.setattr(cluster, "_CONNECT_SECONDS", 0.5)
    here = planner(son_la, tmp_path, groups="ab")
    with pytest.raises(ParameterError, match=r"tcp://127\.0\.0\.1:9"):
        make(here, tmp_path / "site", lang="vi", scheduler="tcp://127.0.0.1:9")


def lose_a_worker(cluster: LocalCluster, out: Path) -> None:
    """Kill a worker as soon as some page is there, and all that it started."""
    while not made_in(out):
        time.sleep(0.02)
    victim = psutil.Process(next(iter(cluster.workers.values())).pid)
    started = victim.children(recursive=True)
    victim.kill()
    _, alive = psutil.wait_procs(started, timeout=60)
    assert not [process for process in alive if process.status() != psutil.STATUS_ZOMBIE]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # Dask's own, of versions of its dependencies
@pytest.mark.parametrize("loses", [False, True])
def test_two_workers_make_the_same_site_and_so_does_the_one_that_is_left(
    son_la: Path, tmp_path: Path, *, loses: bool
) -> None:
    from distributed import LocalCluster

    here = planner(son_la, tmp_path, groups="abcdefghijkl")
    make(here, tmp_path / "home", lang="vi", jobs=2)
    out = tmp_path / "away"
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        if loses:
            loser = threading.Thread(target=lose_a_worker, args=(cluster, out))
            loser.start()
        made = make(here, out, lang="vi", scheduler=cluster.scheduler_address)
        if loses:
            loser.join(60)
            assert not loser.is_alive()
    assert {result.status for result in made.units} == {"ok"}
    assert {result.kernel for result in made.units} == (
        {"forked"} if cells.can_fork() else {"cold"}
    )
    assert likeness(out) == likeness(tmp_path / "home")
