"""``python -m dxanalysis``: the commands of :mod:`dxanalysis.cli`."""

import sys

if __name__ == "__main__":
    if not sys.flags.safe_path:
        del sys.path[0]  # the current folder: what lies there is not to be imported as installed
    from dxanalysis.cli import main

    sys.exit(main())
