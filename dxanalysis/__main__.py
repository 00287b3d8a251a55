"""``python -m dxanalysis``, and the program itself: the commands of :mod:`dxanalysis.cli`."""

import gc
import sys

from dxanalysis.interrupts import ended_by_signals


def main() -> int:
    """Run a command; whoever asks it to end is heard from its first moment on."""
    gc.disable()  # what is loaded is no garbage: see own_process.loaded
    try:
        with ended_by_signals():
            from dxanalysis.cli import main as run  # noqa: PLC0415 - loading takes longest

            return run()
    except KeyboardInterrupt:
        from dxanalysis.lang import LANGUAGES, text  # noqa: PLC0415 - small

        sys.stderr.write(f"{text('cli.interrupted', LANGUAGES[0])}\n")
        return 130


if __name__ == "__main__":
    if not sys.flags.safe_path:
        del sys.path[0]  # the current folder: what lies there is not to be imported as installed
    sys.exit(main())
