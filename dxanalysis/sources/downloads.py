"""Obtaining public data: the catalogue of sources, and downloads that resume and are verified.

``data/sources.toml`` says of each source where it is, under which licence, what it holds, and the
sha256 of what was held when the entry was written, or why there is none. pooch keeps what was
obtained and holds it against the hash; a download that was cut goes on where it stopped, now or at
the next call.
"""

from __future__ import annotations

import json
import os
import shutil
import string
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pooch
from tqdm import tqdm

from dxanalysis.errors import FileUnreadableError, OutputError, ParameterError
from dxanalysis.sources.boundaries import parts as boundary_parts
from dxanalysis.sources.fetcher import Fetcher
from dxanalysis.units.lists import LATEST_VINTAGE, load_units, provinces, resolve_province

if TYPE_CHECKING:
    from collections.abc import Mapping
    from concurrent.futures import Future

    import pandas as pd

__all__ = ["Source", "get", "get_boundaries", "load_sources"]

_FILE: Final = "sources.toml"
_TOGETHER: Final = 4
"""Files obtained at the same time: as many as a public host does not mind."""

_BEGINNINGS: Final = {
    ".tif": (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"),
    ".gpkg": (b"SQLite format 3\0",),
    ".zip": (b"PK\3\4",),
    ".gz": (b"\x1f\x8b",),
}
"""How files of these endings begin."""


@dataclass(frozen=True)
class Source:
    """Where something public is obtained, and what is known of it.

    Attributes
    ----------
    name
        Its name in the catalogue.
    title_vi, title_en
        What it is.
    address
        Where it is, http or https, with ``{placeholders}``.
    licence
        Its licence, and whether it is clear.
    vintage
        What time, or list of units, it stands for.
    rows
        What it holds, in words.
    crs
        Its coordinate system.
    sha256
        Hash of the file; empty where there is none.
    no_sha256
        Why there is none; empty where there is one.
    parts_sha256
        For a source of many files: key to the hash of the list ``<sha256>  <file name>``, one line
        for each file in order.
    exceptions
        For a source of many files: unit code to the file's name without its ending, where that does
        not follow the rule.
    """

    name: str
    title_vi: str
    title_en: str
    address: str
    licence: str
    vintage: str
    rows: str
    crs: str
    sha256: str = ""
    no_sha256: str = ""
    parts_sha256: Mapping[str, str] = field(default_factory=dict)
    exceptions: Mapping[str, str] = field(default_factory=dict)

    @property
    def placeholders(self) -> tuple[str, ...]:
        """Name what has to be filled into the address."""
        names = (name for _, name, _, _ in string.Formatter().parse(self.address))
        return tuple(dict.fromkeys(name for name in names if name))


def load_sources(path: Path | None = None) -> dict[str, Source]:
    """Load the catalogue of sources.

    Parameters
    ----------
    path
        Another catalogue of the same form; by default the project's own.

    Returns
    -------
    dict
        Name to source.

    Raises
    ------
    FileUnreadableError
        If the catalogue is missing or not as it should be.
    """
    own = Path(__file__).resolve().parents[2] / "data" / _FILE
    packed = resources.files("dxanalysis.catalogue") / _FILE
    entry = path or (own if own.is_file() else packed)
    try:
        table = tomllib.loads(entry.read_text(encoding="utf-8"))
        return {name: Source(name=name, **values) for name, values in table.items()}
    except (OSError, ValueError, TypeError) as error:
        raise FileUnreadableError("downloads.catalogue", where=entry, found=error) from error


def get(
    name: str,
    *,
    folder: str | Path,
    values: Mapping[str, object] | None = None,
    sources: Mapping[str, Source] | None = None,
    progress: bool = False,
) -> Path:
    """Obtain one file of a source, unless it is there already.

    Parameters
    ----------
    name
        Name of the source.
    folder
        Where to put it.
    values
        What to fill into the address: ``{"year": 2025, "quarter": 3, "month": "07"}``.
    sources
        The catalogue; the project's own by default.
    progress
        Whether to show a bar, on a terminal.

    Returns
    -------
    pathlib.Path
        The file, its hash verified where the catalogue has one.

    Raises
    ------
    ParameterError
        If there is no such source, or a placeholder has no value.
    FileUnreadableError
        If there is no network, the host has no such file or refuses it, the download was cut again
        and again, or the file is not the one that the catalogue describes.
    OutputError
        If the file cannot be written.
    """
    source = _source(name, sources)
    filled = {key: str(value) for key, value in (values or {}).items()}
    missing = [key for key in source.placeholders if key not in filled]
    if missing:
        raise ParameterError("downloads.missing_value", where=name, expected=", ".join(missing))
    address = source.address.format_map(filled)
    return _retrieve(address, Path(folder), sha256=source.sha256, progress=progress)


def get_boundaries(
    *,
    province: str,
    folder: str | Path,
    sources: Mapping[str, Source] | None = None,
    progress: bool = False,
) -> Path:
    """Obtain the boundaries of a province's communes and put them into one GeoPackage.

    Parameters
    ----------
    province
        Code or name of a province of 2025-07.
    folder
        The workspace. Files already obtained are kept in ``.downloads`` in it until all are there,
        so that a second call goes on where the first was cut.
    sources
        The catalogue; the project's own by default. Its entry ``boundaries`` is used.
    progress
        Whether to show a bar, on a terminal.

    Returns
    -------
    pathlib.Path
        ``boundaries_<province>_2025-07.gpkg``: ``unit_code``, ``unit_name`` and polygons,
        EPSG:4326, one row for each unit, for :func:`dxanalysis.sources.boundaries.read_boundaries`.

    Raises
    ------
    ParameterError
        If there is no such province.
    FileUnreadableError
        As of :func:`get`; also if a file holds another commune than its name says.
    OutputError
        If something cannot be written.
    """
    source = _source("boundaries", sources)
    code = resolve_province(province)
    units = load_units(province=code)
    folder = Path(folder)
    parts = folder / ".downloads" / f"boundaries_{code}"
    files = _parts(source, code, units, parts, progress=progress)
    expected = source.parts_sha256.get(code)
    found = boundary_parts.fingerprint(files.values())
    if expected and found != expected:
        shutil.rmtree(parts, ignore_errors=True)
        raise FileUnreadableError(
            "downloads.wrong_hash", where=source.address, found=found[:12], expected=expected[:12]
        )
    layer = boundary_parts.one_layer(files, units)
    target = folder / f"boundaries_{code}_{LATEST_VINTAGE}.gpkg"
    try:
        unfinished = parts / target.name
        layer.to_file(unfinished, driver="GPKG")
        unfinished.replace(target)
    except (OSError, RuntimeError) as error:
        raise OutputError("downloads.not_written", where=target, found=error) from error
    shutil.rmtree(parts, ignore_errors=True)
    if not any(parts.parent.iterdir()):
        parts.parent.rmdir()
    return target


def _parts(
    source: Source, province: str, units: pd.DataFrame, folder: Path, *, progress: bool
) -> dict[str, Path]:
    """Obtain one file for each unit, several at a time."""
    name = boundary_parts.code_name(str(provinces().loc[province, "short_name"]))
    addresses = {
        str(code): source.address.format_map(
            {
                "province": f"{province}_{name}",
                "unit": source.exceptions.get(
                    str(code), f"{code}_{boundary_parts.code_name(short)}"
                ),
            }
        )
        for code, short in units["short_name"].items()
    }
    waiting: dict[str, Future[Path]] = {}
    with ThreadPoolExecutor(max_workers=_TOGETHER) as pool:
        for code, address in addresses.items():
            waiting[code] = pool.submit(_retrieve, address, folder, sha256="", progress=False)
        try:
            shown = tqdm(waiting.items(), unit="xã", disable=None if progress else True)
            return {code: future.result() for code, future in shown}
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _source(name: str, sources: Mapping[str, Source] | None) -> Source:
    """Look a source up."""
    known = load_sources() if sources is None else sources
    if name not in known:
        raise ParameterError("downloads.unknown_source", found=name, expected=", ".join(known))
    return known[name]


def _is_whole(path: Path, ending: str) -> bool:
    """Judge whether a file without a known hash is what its ending says; of others, not empty."""
    if path.stat().st_size == 0:
        return False
    if ending in {".geojson", ".json", ".topojson"}:
        try:
            return isinstance(json.loads(path.read_bytes()), dict)
        except (ValueError, RecursionError):
            return False
    with path.open("rb") as file:
        head = file.read(16)
        file.seek(-min(4, path.stat().st_size), os.SEEK_END)
        tail = file.read()
    if ending == ".parquet":
        return head[:4] == tail == b"PAR1"
    return head.startswith(_BEGINNINGS.get(ending, (b"",)))


def _retrieve(address: str, folder: Path, *, sha256: str, progress: bool) -> Path:
    """Obtain one file by way of pooch; one without a hash waits under another name to be judged."""
    name = address.rsplit("/", 1)[-1]
    target = folder / name
    if not sha256 and target.is_file():
        return target
    kept_as = name if sha256 else f"{name}.unverified"
    pooch.get_logger().setLevel("ERROR")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        fetcher = Fetcher(folder / f"{name}.part", progress=progress)
        path = pooch.retrieve(
            address,
            known_hash=f"sha256:{sha256}" if sha256 else None,
            fname=kept_as,
            path=folder,
            downloader=fetcher,
        )
        if not sha256:
            if not _is_whole(Path(path), target.suffix.lower()):
                Path(path).unlink()
                raise FileUnreadableError("downloads.not_whole", where=address, expected=name)
            Path(path).replace(target)
    except ValueError as error:  # pooch: the hash differs
        raise FileUnreadableError(
            "downloads.wrong_hash", where=address, found=fetcher.sha256[:12], expected=sha256[:12]
        ) from error
    except OSError as error:
        raise OutputError("downloads.not_written", where=folder, found=error) from error
    return target
