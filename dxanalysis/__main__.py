"""``python -m dxanalysis``, and the program itself: the commands of :mod:`dxanalysis.cli`."""

import signal
import sys


def main() -> int:
    """Run a command; from its first moment on, SIGTERM is taken as Ctrl-C is."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        from dxanalysis.cli import main as run  # noqa: PLC0415 - loading takes longest
    except KeyboardInterrupt:
        from dxanalysis.lang import LANGUAGES, text  # noqa: PLC0415 - small

        sys.stderr.write(f"{text('cli.interrupted', LANGUAGES[0])}\n")
        return 130
    return run()


if __name__ == "__main__":
    if not sys.flags.safe_path:
        del sys.path[0]  # the current folder: what lies there is not to be imported as installed
    sys.exit(main())
