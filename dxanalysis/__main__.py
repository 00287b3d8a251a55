"""``python -m dxanalysis``: the commands of :mod:`dxanalysis.cli`."""

import sys

from dxanalysis.cli import main

if __name__ == "__main__":
    sys.exit(main())
