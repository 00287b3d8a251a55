"""Make the pages of all 3,321 communes of the country from generated figures.

    python benchmarks/country.py --boundaries FILE [--grouping commune] [--pages N] [--out FOLDER]

Writes a workspace of the whole country (population, 4G, 5G and fibre by commune, for any operator
and three operators; drawn at random from a fixed seed and marked illustrative), runs
``dxanalysis report`` on it as a user would, and prints wall time, processor time, the most memory
that any one process took, and the size of the site. Real boundaries of the country are needed: a
file with the 3,321 units and their codes. ``--pages`` makes so many communes' pages, spread over
the country, and says what all of them would take; that is an estimate and is printed as one.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

from dxanalysis.units import load_units

SEED = 20250701
OPERATORS = ("any", "viettel", "vnpt", "mobifone")

HEADINGS = {
    "unit_code": "Mã xã",
    "unit_name": "Tên xã, phường",
    "population": "Dân số (người)",
    "pop_4g": "Dân số được phủ sóng 4G (người)",
    "pop_5g": "Dân số được phủ sóng 5G (người)",
    "villages": "Tổng số thôn, bản",
    "villages_4g": "Số thôn, bản có sóng 4G",
    "villages_fibre": "Số thôn, bản có cáp quang",
}


def main() -> int:
    """Make the workspace and its site, and say what it took."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--boundaries", type=Path, required=True)
    parser.add_argument("--grouping", default="commune")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--jobs")
    parser.add_argument("--pages", type=int)
    options = parser.parse_args()
    if options.pages and options.grouping != "commune":
        parser.error("--pages is of communes")
    with tempfile.TemporaryDirectory() as scratch:
        workspace = make_workspace(
            Path(scratch) / "viet-nam", options.boundaries.resolve(), grouping=options.grouping
        )
        out = options.out or Path(scratch) / "site"
        command = [sys.executable, "-m", "dxanalysis", "report", workspace, "--out", out]
        command += ["--jobs", options.jobs] if options.jobs else []
        every = sorted(load_units().index)
        only = (
            every[:: max(1, len(every) // options.pages)][: options.pages] if options.pages else []
        )
        command += ["--only", *only] if only else []
        start = time.perf_counter()
        code = subprocess.run(command, check=False).returncode
        wall = time.perf_counter() - start
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        files = [path for path in out.rglob("*") if path.is_file()]
        pages = [path for path in files if path.parent.name == "units" and path.suffix == ".html"]
        size = sum(path.stat().st_size for path in files) / 1e6
        print(f"exit code {code}; {len(pages)} pages; {size:,.0f} MB in {len(files)} files")
        print(f"wall {wall / 60:.1f} min; processor {(used.ru_utime + used.ru_stime) / 60:.1f} min")
        print(f"most memory of one process: {used.ru_maxrss / 1024:,.0f} MB")
        if only:
            units = [path for path in files if path.parent.name == "units"]
            each = sum(path.stat().st_size for path in units) / max(1, len(pages)) / 1e6
            rest = size - each * len(pages)
            print(
                f"estimate for all {len(every):,}: {rest + each * len(every):,.0f} MB "
                f"({each:.2f} MB a page with its notebook)"
            )
    return code


def make_workspace(folder: Path, boundaries: Path, *, grouping: str) -> Path:
    """Write a workspace of the whole country with generated figures.

    Parameters
    ----------
    folder
        Where to.
    boundaries
        A file with the boundaries of all units.
    grouping
        What one page is about.

    Returns
    -------
    pathlib.Path
        The folder.
    """
    folder.mkdir(parents=True)
    rng = np.random.default_rng(SEED)
    units = load_units()
    base = pd.DataFrame({"unit_code": units.index, "unit_name": units["unit_name"].to_numpy()})
    base["population"] = rng.lognormal(9.9, 0.6, len(units)).round().astype(int)
    base["villages"] = np.maximum(1, base["population"] // 1500)
    for column, low, of in (
        ("pop_4g", 0.8, "population"),
        ("pop_5g", 0.0, "pop_4g"),  # nobody has 5G where there is no 4G
        ("villages_4g", 0.8, "villages"),
        ("villages_fibre", 0.5, "villages"),
    ):
        base[column] = np.floor(base[of] * rng.uniform(low, 1.0, len(units))).astype(int)
    entries = []
    for operator in OPERATORS:
        table = base.copy()
        if operator != "any":  # no operator alone reaches more than all together
            share = rng.uniform(0.5, 1.0, len(units))
            for column in ("pop_4g", "pop_5g", "villages_4g", "villages_fibre"):
                table[column] = np.floor(base[column] * share).astype(int)
        table.rename(columns=HEADINGS)[list(HEADINGS.values())].to_csv(
            folder / f"{operator}.csv", index=False, encoding="utf-8-sig"
        )
        entries.append(
            f'[[workbooks]]\npath = "{operator}.csv"\noperator = "{operator}"\nas_of = 2025-09-30\n'
        )
    (folder / f"boundaries{boundaries.suffix}").symlink_to(boundaries)
    (folder / "province.toml").write_text(
        f'[province]\ncode = "VN"\nvintage = "2025-07"\ngrouping = "{grouping}"\n'
        'languages = ["vi", "en"]\nevidence = "illustrative"\n\n'
        + "\n".join(entries)
        + f'\n[boundaries]\npath = "boundaries{boundaries.suffix}"\nkind = "real"\n'
        f'source = "{boundaries.name}"\n\n'
        '[targets]\npop_4g = { value_pct = 99.0, year = 2030, document = "benchmark" }\n'
        'pop_5g = { value_pct = 50.0, year = 2030, document = "benchmark" }\n'
        'villages_fibre = { value_pct = 100.0, year = 2030, document = "benchmark" }\n',
        encoding="utf-8",
    )
    return folder


if __name__ == "__main__":
    sys.exit(main())
