"""How soon the explorer follows its menus: ``python benchmarks/explorer.py``.

Each menu of the sample's explorer is moved in turn. A planner should see the answer within a
second; the seconds are those of the processor, so that other work on the machine does not count.
"""

from __future__ import annotations

import sys
import time
from typing import Final

import dxanalysis as dx
from tests.test_explorer import MOVES

LIMIT: Final = 1.0


def main() -> int:
    """Move the menus, print the seconds of each; 1 where any took too long."""
    tool = dx.explore(dx.analyse(dx.open_workspace("data/son-la")))
    slowest = 0.0
    for moved, value in MOVES:
        start = time.process_time()
        tool.controls[moved].value = value
        seconds = time.process_time() - start
        slowest = max(slowest, seconds)
        print(f"{moved:12} {seconds:.2f} s")
    print(f"slowest {slowest:.2f} s (limit {LIMIT} s)")
    return int(slowest > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
