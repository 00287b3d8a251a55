"""Make the folder that a planner unpacks: ``build/dxanalysis-desk.zip``.

It has the files of this folder, the package as a wheel, and the pinned versions. ``make desk``.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
ROOT: Final = HERE.parent
TOP: Final = "dxanalysis"
"""The folder that is unpacked: short, for paths on Windows have an end."""

_DATE: Final = (1980, 1, 1, 0, 0, 0)
_RUNS: Final = (".sh", ".command")


def contents(wheel: Path) -> dict[str, Path]:
    """List what is packed: the path in the folder, and where it comes from."""
    own = [path for path in sorted(HERE.rglob("*")) if path.is_file() and path.suffix != ".py"]
    found = {path.relative_to(HERE).as_posix(): path for path in own}
    return {**found, "constraints.txt": ROOT / "constraints.txt", f"goi/{wheel.name}": wheel}


def pack(wheel: Path, out: Path) -> None:
    """Write the archive; the same files give the same bytes."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in contents(wheel).items():
            entry = zipfile.ZipInfo(f"{TOP}/{name}", _DATE)
            mode = 0o755 if path.suffix in _RUNS else 0o644
            entry.create_system, entry.external_attr = 3, (0o100000 | mode) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())


def main() -> int:
    """Build the wheel and pack everything."""
    out = ROOT / "build" / "dxanalysis-desk.zip"
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", folder]
        subprocess.run([*command, str(ROOT)], check=True)
        pack(next(Path(folder).glob("*.whl")), out)
    sys.stdout.write(f"{out.relative_to(ROOT).as_posix()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
