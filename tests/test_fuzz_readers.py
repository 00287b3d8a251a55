"""The short form of ``benchmarks/fuzz_readers.py``."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="limits of processes are those of Linux")
def test_damaged_files_end_in_a_reading_or_a_sentence(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "benchmarks/fuzz_readers.py", "--files", "8", "--seed", "3"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1].endswith("ended badly: 0")
    assert "8 files, seed 3" in done.stdout
