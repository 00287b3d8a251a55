"""Damage files in every way and see that each ends in a reading or in one clear sentence.

Every file is read in a process of its own with at most 2 GB of memory, beyond what the interpreter
has, and 30 seconds of processor time. A traceback, a crash or a file that takes longer is a
failure, and its file is kept.

    python benchmarks/fuzz_readers.py --files 500 --seed 14
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import io
import json
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import geopandas as gpd
import openpyxl
import psutil
import xlsxwriter

from dxanalysis import checks
from dxanalysis.check_reports import to_html, write_marked
from dxanalysis.errors import DxAnalysisError
from dxanalysis.findings import make_findings
from dxanalysis.sources import boundaries
from dxanalysis.sources.workbook import read_workbook
from dxanalysis.units import load_units

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "data" / "son-la"
MEMORY = 2_000_000_000
SECONDS = 30
"""Of processor time: wall clock says as much of the machine's other work as of the file."""
GIVEN_UP = 600
LONG_RUN = 100
"""Files from which on the whole files are read first, to see that they can be."""
WORKBOOKS = {".xlsx", ".xlsm", ".xls", ".ods", ".csv"}
READ, REFUSED, BROKEN = 0, 10, 20

HOSTILE = (
    "=cmd|' /C calc'!A0", '=HYPERLINK("http://example.invalid","x")', "{{ 7*7 }}{% for %}",
    "<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>", "\u202etxt.exe",
    "A" * 40_000,
    "{where.__class__}", "1e999", "-0", "٣", "NaN", "𝟗", "\x0b", "Xã " * 500,
)  # fmt: skip
ODS = "urn:oasis:names:tc:opendocument:xmlns:"


# ---- whole files ---------------------------------------------------------------------------------
def seeds(folder: Path) -> list[Path]:
    """Write one whole file of every kind."""
    book = openpyxl.load_workbook(SAMPLE / "workbooks" / "viettel.xlsx", data_only=True)
    rows = [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    whole = [Path(shutil.copy(SAMPLE / "workbooks" / "viettel.xlsx", folder))]
    whole.append(Path(shutil.copy(SAMPLE / "workbooks" / "so-khcn.xlsx", folder / "so.xlsm")))
    whole.append(write_ods(folder / "bang.ods", rows))
    for name, encoding in {"utf8": "utf-8-sig", "utf16": "utf-16"}.items():
        text = io.StringIO()
        csv.writer(text, delimiter=";").writerows(rows)
        whole.append(folder / f"{name}.csv")
        whole[-1].write_bytes(text.getvalue().encode(encoding))
    old = write_xls(folder / "cu.xls", rows)
    whole += [old] if old else []

    layer = gpd.read_file(SAMPLE / "boundaries.geojson")
    layer = layer[["unit_code", "unit_name", "geometry"]]
    for name in ("ranh.gpkg", "ranh.shp", "ranh.geojson"):
        layer.to_file(folder / name)
    (folder / "ranh.kml").write_text(placemarks(layer), encoding="utf-8")
    layer.to_parquet(folder / "ranh.parquet")
    with zipfile.ZipFile(folder / "ranh.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for part in folder.glob("ranh.???"):
            if part.suffix in {".shp", ".shx", ".dbf", ".prj", ".cpg"}:
                archive.write(part, part.name)
    with zipfile.ZipFile(folder / "ranh.kmz", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(folder / "ranh.kml", "doc.kml")
    (folder / "ranh.topojson").write_text(topology(layer), encoding="utf-8")
    kinds = ("gpkg", "shp", "geojson", "kml", "parquet", "zip", "kmz", "topojson")
    return whole + [folder / f"ranh.{kind}" for kind in kinds]


def write_ods(path: Path, rows: list[list[object]]) -> Path:
    """Write a small OpenDocument workbook."""
    body = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="float" office:value="{value}"/>'
            if isinstance(value, int | float)
            else '<table:table-cell office:value-type="string"><text:p>'
            f"{escape(str(value or ''))}</text:p></table:table-cell>"
            for value in row
        )
        + "</table:table-row>"
        for row in rows
    )
    names = " ".join(f'xmlns:{each}="{ODS}{each}:1.0"' for each in ("office", "table", "text"))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:spreadsheet>"
            f'<table:table table:name="B">{body}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path


def write_xls(path: Path, rows: list[list[object]]) -> Path | None:
    """Write a workbook of the old format, where the package that can is installed."""
    try:
        import xlwt  # noqa: PLC0415 - only developers have it
    except ImportError:
        return None
    book = xlwt.Workbook()
    sheet = book.add_sheet("Biểu 01")
    for place, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(place, column, value)
    book.save(str(path))
    return path


def topology(layer: gpd.GeoDataFrame) -> str:
    """Write polygons as TopoJSON, an arc for each ring."""
    arcs: list[object] = []
    shapes = []
    for row in layer.itertuples():
        ring = [list(point) for point in row.geometry.exterior.coords]
        arcs.append(ring)
        properties = {"unit_code": row.unit_code, "unit_name": row.unit_name}
        shapes.append({"type": "Polygon", "arcs": [[len(arcs) - 1]], "properties": properties})
    objects = {"xa": {"type": "GeometryCollection", "geometries": shapes}}
    return json.dumps({"type": "Topology", "objects": objects, "arcs": arcs}, ensure_ascii=False)


def placemarks(layer: gpd.GeoDataFrame) -> str:
    """Write polygons as KML, a line each."""
    marks = []
    for row in layer.itertuples():
        ring = " ".join(f"{x},{y}" for x, y in row.geometry.exterior.coords)
        marks.append(
            f"<Placemark><name>{row.unit_name}</name><Polygon><outerBoundaryIs><LinearRing>"
            f"<coordinates>{ring}</coordinates></LinearRing></outerBoundaryIs></Polygon>"
            "</Placemark>"
        )
    lines = "\n".join(marks)
    return f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{lines}</Document></kml>'


# ---- ways to damage ------------------------------------------------------------------------------
def flip_bits(path: Path, chance: random.Random) -> None:
    data = bytearray(path.read_bytes())
    for _ in range(chance.choice((1, 3, 20, 200))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(bytes(data))


def flip_bits_at_the_start(path: Path, chance: random.Random) -> None:
    data = bytearray(path.read_bytes())
    for _ in range(chance.randint(1, 8)):
        data[chance.randrange(min(4096, len(data)))] = chance.randrange(256)
    path.write_bytes(bytes(data))


def cut_off(path: Path, chance: random.Random) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: chance.randrange(len(data))])


def repeat_a_piece(path: Path, chance: random.Random) -> None:
    data = path.read_bytes()
    start = chance.randrange(len(data))
    piece = data[start : start + chance.randint(1, 4000)]
    path.write_bytes(data[:start] + piece * chance.randint(2, 50) + data[start:])


def damage_inside(path: Path, chance: random.Random) -> None:
    """Damage the parts of an archive, and leave the archive whole."""
    if not zipfile.is_zipfile(path):
        flip_bits(path, chance)
        return
    with zipfile.ZipFile(path) as archive:
        parts = {name: bytearray(archive.read(name)) for name in archive.namelist()}
    for name, part in parts.items():
        if len(part) and chance.random() < 0.5 and name != "mimetype":
            for _ in range(chance.randint(1, 6)):
                part[chance.randrange(len(part))] = chance.randrange(32, 127)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, bytes(part))


def wrong_extension(path: Path, chance: random.Random) -> Path:
    other = chance.choice(
        [".xlsx", ".xls", ".ods", ".csv", ".gpkg", ".geojson", ".shp", ".kml", ".zip", ".kmz",
         ".parquet", ".topojson", ".pdf", ""]
    )  # fmt: skip
    return path.rename(path.with_name(f"other{other}"))


def empty(path: Path, chance: random.Random) -> None:
    path.write_bytes(b"\0" * chance.choice((0, 1, 600)))


def edit_rows(path: Path, chance: random.Random) -> None:
    """Cut rows, swap columns, rename sheets, write formulas and hostile words into cells."""
    if path.suffix in {".xlsx", ".xlsm"}:
        book = openpyxl.load_workbook(path)
        for sheet in book.worksheets:
            edit_sheet(sheet, chance)
        book.save(path)
    elif path.suffix in {".geojson", ".topojson", ".kml"} or path.stem == "utf8":
        lines = path.read_text(encoding="utf-8").split("\n")
        for _ in range(chance.randint(1, 10)):
            place = chance.randrange(len(lines))
            lines[place] = chance.choice(("", lines[chance.randrange(len(lines))], *HOSTILE))
        path.write_text("\n".join(lines), encoding="utf-8")
    elif path.suffix == ".ods":
        rows = [[chance.choice((*HOSTILE, 1, -1, None)) for _ in range(9)] for _ in range(40)]
        rows[chance.randrange(20)][:3] = ["Tên xã", "Dân số", "Số hộ"]
        write_ods(path, [[str(v).replace("\x0b", "") for v in row] for row in rows])
    else:
        damage_inside(path, chance)


def edit_sheet(sheet: openpyxl.worksheet.worksheet.Worksheet, chance: random.Random) -> None:
    """Edit one sheet as a hurried or hostile sender would."""
    deed = chance.randrange(6)
    if deed == 0:
        sheet.delete_rows(chance.randint(1, 40), chance.randint(1, 60))
    elif deed == 1:
        left, right = chance.sample(range(1, 12), 2)
        for row in range(1, sheet.max_row + 1):
            one, other = sheet.cell(row, left), sheet.cell(row, right)
            if type(one) is type(other) is openpyxl.cell.cell.Cell:
                one.value, other.value = other.value, one.value
    elif deed == 2:
        sheet.title = chance.choice(("=1+1", "'; DROP", "A|B|C", "Tính đến 31.2.2025", "x" * 31))
    elif deed == 3:
        sheet.insert_cols(chance.randint(1, 5), chance.randint(1, 3))
    else:
        for _ in range(chance.randint(1, 60)):
            cell = sheet.cell(chance.randint(1, 90), chance.randint(1, 20))
            if isinstance(cell, openpyxl.cell.cell.Cell):
                word = chance.choice((*HOSTILE, 1e300, -5, True, dt.datetime(1900, 1, 1)))  # noqa: DTZ001
                cell.value = word.replace("\x0b", "") if isinstance(word, str) else word


def wide_sheet(path: Path, chance: random.Random) -> Path:
    """Make a sheet of 100,000 columns, in one of the kinds that can say so."""
    kind = chance.choice((".csv", ".ods", ".xlsx"))
    out = path.with_name(f"wide{kind}")
    if kind == ".csv":
        out.write_text("Tên xã;Dân số" + ";Số hộ" * 100_000 + "\nXã Bó Sinh;1\n", encoding="utf-8")
    elif kind == ".ods":
        write_ods(out, [["Tên xã", *["Dân số"] * 100_000], ["Xã Bó Sinh", 1]])
    else:
        book = xlsxwriter.Workbook(out)
        sheet = book.add_worksheet()
        for column in range(16_384):
            sheet.write(0, column, "Tên xã" if column == 0 else "Dân số")
            sheet.write(1, column, "Xã Bó Sinh" if column == 0 else column)
        book.close()
    return out


def bomb(path: Path, chance: random.Random) -> Path:
    """Make a few bytes that stand for gigabytes."""
    kind = chance.choice((".xlsx", ".ods", ".zip", ".kmz", ".kml", "repeat.ods", "laughs.xlsx"))
    out = path.with_name(f"bomb{kind}")
    part = {".xlsx": "xl/worksheets/sheet1.xml", ".ods": "content.xml", ".zip": "a.shp",
            ".kmz": "doc.kml"}.get(out.suffix, "")  # fmt: skip
    laughs = (
        "<!DOCTYPE a [<!ENTITY b 'ha'>"
        + "".join(
            f"<!ENTITY c{n} '{('&c' + str(n - 1) + ';') * 9 if n else '&b;'}'>" for n in range(12)
        )
        + "]><kml>&c11;</kml>"
    )
    if out.suffix == ".kml":
        out.write_text(laughs)
        return out
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        if out.suffix == ".ods":
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        if kind == "laughs.xlsx":
            archive.writestr(part, laughs)
        elif kind == "repeat.ods":
            names = " ".join(f'xmlns:{n}="{ODS}{n}:1.0"' for n in ("office", "table", "text"))
            cell = (
                '<table:table-cell office:value-type="float" office:value="1"'
                ' table:number-columns-repeated="16384"/>'
            )
            row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
            archive.writestr("content.xml", f"<a {names}><table:table>{row}</table:table></a>")
        else:
            archive.writestr("[Content_Types].xml", "<Types/>")
            with archive.open(part, "w", force_zip64=True) as stream:
                filler = chance.choice((b" " * 1_000_000, b"<c/>" * 250_000))
                stream.write(b"<worksheet>")
                for _ in range(600):
                    stream.write(filler)
    return out


DEEDS: tuple[Callable[[Path, random.Random], Path | None], ...] = (
    flip_bits, flip_bits, flip_bits_at_the_start, cut_off, repeat_a_piece, damage_inside,
    damage_inside, wrong_extension, empty, edit_rows, edit_rows, edit_rows, wide_sheet, bomb,
)  # fmt: skip
RARE = (wide_sheet, bomb, empty)


# ---- reading in a process of its own -------------------------------------------------------------
@dataclass(frozen=True)
class Outcome:
    """How reading one file ended."""

    verdict: str
    seconds: float
    megabytes: float
    said: str


def read(path: Path) -> str:
    """Read one file as the commands do, and everything that follows; give what was said."""
    if path.suffix in WORKBOOKS or path.suffix not in {
        ".gpkg", ".shp", ".geojson", ".kml", ".kmz", ".zip", ".parquet", ".topojson",
    }:  # fmt: skip
        reading = read_workbook(path, operator="viettel", province="14")
        found = make_findings(
            [*reading.findings.to_dict("records"),
             *checks.check_observations(reading.observations).to_dict("records")]
        )  # fmt: skip
        to_html(found, lang="vi")
        write_marked(found, path.with_name("marked.xlsx"), lang="vi", source=path)
        return f"{reading.rows} rows, {len(found)} findings"
    units = load_units(province="14")
    layer = boundaries.read_boundaries(path, units=units, province="14", vintage="2025-07")
    for _, finding in layer.findings.iterrows():
        boundaries.sentence(finding, "vi")
    return f"{layer.joined} units, {len(layer.findings)} findings"


def in_a_process(path: Path) -> Outcome:
    """Read one file in a child, with its limits, and see how it ends."""
    receive, send = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(receive)
        os._exit(in_the_child(path, send))
    os.close(send)
    status, usage = wait(child)
    with os.fdopen(receive, "rb") as stream:
        said = stream.read().decode("utf-8", errors="replace")
    seconds = usage.ru_utime + usage.ru_stime  # its own, and of those it waited for
    verdicts = {READ: "read", REFUSED: "sentence", BROKEN: "TRACEBACK"}
    if status is None or seconds > SECONDS:
        verdict = "HANG" if status is None else "SLOW"
    elif os.WIFSIGNALED(status):
        verdict = f"CRASH {signal.Signals(os.WTERMSIG(status)).name}"
    else:
        verdict = verdicts.get(os.WEXITSTATUS(status), "CRASH")
    return Outcome(verdict, seconds, usage.ru_maxrss / 1024, said)


def in_the_child(path: Path, send: int) -> int:
    """Read under limits; the exit code says how it ended."""
    try:
        most = psutil.Process().memory_info().vms + MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        code, said = READ, read(path)
    except DxAnalysisError as error:
        code, said = REFUSED, error.sentence("vi")
    except BaseException:  # noqa: BLE001 - whatever it is, it is what this program looks for
        code, said = BROKEN, traceback.format_exc()
    os.write(send, said.encode("utf-8", errors="replace")[-60_000:])
    return code


def wait(child: int) -> tuple[int | None, resource.struct_rusage]:
    """Wait for the child, and end it where it takes far too long."""
    until = time.monotonic() + GIVEN_UP
    while time.monotonic() < until:
        done, status, usage = os.wait4(child, os.WNOHANG)
        if done:
            return status, usage
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    return None, os.wait4(child, 0)[2]


# ---- the run -------------------------------------------------------------------------------------
def damaged(whole: list[Path], folder: Path, chance: random.Random) -> tuple[Path, str]:
    """Copy one whole file and damage it in one way."""
    source = chance.choice(whole)
    path = Path(shutil.copy(source, folder / source.name))
    if source.suffix == ".shp":
        for part in source.parent.glob(f"{source.stem}.*"):
            if part.suffix in {".shx", ".dbf", ".prj", ".cpg"} and chance.random() < 0.9:
                shutil.copy(part, folder)
    deed = chance.choice(DEEDS)
    if deed in RARE and chance.random() < 0.3:
        deed = damage_inside
    try:
        path = deed(path, chance) or path
    except (ValueError, IndexError, UnicodeError):
        deed, _ = flip_bits, flip_bits(path, chance)
    return path, deed.__name__


def main() -> int:
    """Damage files, read them, print how they ended; 1 where any ended badly."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--seed", type=int, default=14)
    parser.add_argument("--keep", type=Path, help="folder for the files that ended badly")
    options = parser.parse_args()
    load_units(province="14")  # what every child would load again
    outcomes: Counter[tuple[str, str, str]] = Counter()
    slowest = heaviest = 0.0
    bad = 0
    with tempfile.TemporaryDirectory() as scratch:
        (first := Path(scratch) / "whole").mkdir()
        whole = seeds(first)
        for source in whole if options.files >= LONG_RUN else ():
            outcome = in_a_process(source)
            assert outcome.verdict == "read", (source.name, outcome)
        for number in range(options.files):
            chance = random.Random(options.seed * 1_000_003 + number)  # noqa: S311 - no secret
            (folder := Path(scratch) / str(number)).mkdir()
            path, deed = damaged(whole, folder, chance)
            outcome = in_a_process(path)
            outcomes[path.suffix or "(none)", deed, outcome.verdict] += 1
            slowest, heaviest = max(slowest, outcome.seconds), max(heaviest, outcome.megabytes)
            if outcome.verdict not in {"read", "sentence"} or len(outcome.said.split("\n")) > 1:
                bad += 1
                print(f"#{number} {path.name} {deed}: {outcome.verdict}\n{outcome.said}")
                if options.keep:
                    options.keep.mkdir(parents=True, exist_ok=True)
                    shutil.copy(path, options.keep / f"{number}-{path.name}")
            shutil.rmtree(folder)
    print(f"{'kind':10} {'damage':24} {'outcome':12} files")
    for (kind, deed, verdict), count in sorted(outcomes.items()):
        print(f"{kind:10} {deed:24} {verdict:12} {count:5}")
    totals = Counter(read=0, sentence=0)
    for (_, _, verdict), count in outcomes.items():
        totals[verdict] += count
    print(f"{options.files} files, seed {options.seed}:", dict(totals))
    print(f"slowest {slowest:.1f} processor s, most memory {heaviest:.0f} MB, ended badly: {bad}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
