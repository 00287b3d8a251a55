"""One batch at a time on a folder, on every system."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from dxanalysis.batch.state import lock
from dxanalysis.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path


def test_a_second_batch_is_refused_and_a_dead_ones_lock_is_none(tmp_path: Path) -> None:
    runs = tmp_path / "site" / ".runs"
    code = (
        "import sys, time, pathlib\n"
        "from dxanalysis.batch.state.lock import claim\n"
        "with claim(pathlib.Path(sys.argv[1])):\n"
        "    print('held', flush=True)\n"
        "    time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(runs)],
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        for shard in (None, (1, 3)):
            with pytest.raises(OutputError) as refused, lock.claim(runs, shard=shard):
                pass
            sentence = refused.value.sentence("en")
            assert str(holder.pid) in sentence
            assert f"since {time.strftime('%Y')}" in sentence
        holder.kill()
    with lock.claim(runs):
        pass
    with lock.claim(runs, shard=(1, 3)), lock.claim(runs, shard=(2, 3)):
        for shard in (None, (1, 3)):
            with pytest.raises(OutputError), lock.claim(runs, shard=shard):
                pass
