"""Plain data as bytes and back, so that what a reader found can leave the process it was found in.

Nothing in the bytes names a function, a module or a class to be loaded: tables, shapes and the few
dataclasses that the receiver lists are put together by the code below from numbers and texts. (A
pickle would run whatever it names.)

The form: the length of a JSON text, the text, then the blocks of bytes that it refers to by number.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
import struct
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_AS_IT_IS: Final = frozenset({type(None), bool, str, int, float})
"""What JSON holds as it is."""
_LENGTH: Final = struct.Struct("<Q")
_NUMERIC: Final = "biufmM"
_AUTHORITY: Final = re.compile(r"(?:EPSG|ESRI|OGC|IAU_2015):\w{1,12}")
_KINDS: Final = re.compile(r"[<|=][biuf][1248]|<[mM]8\[(?:s|ms|us|ns|D)\]")


def encode(value: object) -> bytes:
    """Write plain data as bytes.

    Parameters
    ----------
    value
        None, numbers, texts, bytes, dates, paths; lists, tuples, sets and dictionaries of such;
        arrays, shapes, Series and (Geo)DataFrames; dataclasses of these.

    Returns
    -------
    bytes
        To be read by :func:`decode`.

    Raises
    ------
    TypeError
        If something is none of these.

    Examples
    --------
    >>> decode(encode({"a": (1, None, 2.5)}))
    {'a': (1, None, 2.5)}
    """
    writer = _Writer()
    text = json.dumps(writer.tag(value), separators=(",", ":")).encode("ascii")
    parts = [_LENGTH.pack(len(text)), text]
    for block in writer.blocks:
        parts += [_LENGTH.pack(len(block)), block]
    return b"".join(parts)


def decode(content: bytes, *, types: Iterable[type] = ()) -> Any:  # noqa: ANN401 - any plain data
    """Read what :func:`encode` wrote.

    Parameters
    ----------
    content
        The bytes. They may come from a process that read a hostile file.
    types
        The dataclasses that may be in it, and no others.

    Returns
    -------
    object
        The data.

    Raises
    ------
    ValueError
        If the bytes are of no such form.
    """
    try:
        blocks = _blocks(content)
        tagged = json.loads(next(blocks))
        known = {kind.__qualname__: kind for kind in types}
        return _Reader(list(blocks), known).untag(tagged)
    except (LookupError, TypeError, AttributeError, StopIteration, struct.error) as error:
        raise ValueError(f"no plain data: {error!r}") from error


def _blocks(content: bytes) -> Any:  # noqa: ANN401 - an iterator of bytes
    """Cut the bytes into the text and its blocks."""
    at = 0
    while at < len(content):
        (size,) = _LENGTH.unpack_from(content, at)
        at += _LENGTH.size
        if at + size > len(content):
            raise ValueError("cut off")
        yield content[at : at + size]
        at += size


class _Writer:
    """Turns values into what JSON can hold; whatever is not its own is ``{tag: …}``."""

    def __init__(self) -> None:
        self.blocks: list[bytes] = []

    def tag(self, value: Any) -> Any:  # noqa: ANN401, PLR0911 - one return for each kind
        """Turn one value."""
        if type(value) in _AS_IT_IS:
            return value
        if value is pd.NaT or value is pd.NA:
            return {"na": str(value)}
        if isinstance(value, np.generic):
            return self.tag(value.item())
        if isinstance(value, int | float | str):
            return value
        if isinstance(value, list):
            return self._all(value)
        if isinstance(value, tuple | set | frozenset):
            return {type(value).__name__: self._all(value)}
        if isinstance(value, bytes):
            return {"bytes": self._block(value)}
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            fields = dataclasses.fields(value)
            held = {field.name: self.tag(getattr(value, field.name)) for field in fields}
            return {"of": [type(value).__qualname__, held]}
        if hasattr(value, "items") and not isinstance(value, pd.DataFrame | pd.Series):
            return self._mapping(value)
        return self._moment(value)

    def _all(self, values: Iterable[Any]) -> list[Any]:
        """Turn values; most are what JSON holds."""
        return [item if type(item) in _AS_IT_IS else self.tag(item) for item in values]

    def _moment(self, value: Any) -> Any:  # noqa: ANN401
        """Turn dates and paths; anything else is a table."""
        if isinstance(value, pd.Timestamp):
            return {"stamp": value.isoformat()}
        for kind in (dt.datetime, dt.date, dt.time):
            if isinstance(value, kind):
                return {kind.__name__: value.isoformat()}
        if isinstance(value, dt.timedelta):
            return {"timedelta": [value.days, value.seconds, value.microseconds]}
        if isinstance(value, Path):
            return {"path": str(value)}
        return self._table(value)

    def _table(self, value: Any) -> Any:  # noqa: ANN401
        """Turn arrays and tables."""
        if isinstance(value, np.ndarray):
            return {"array": self._column(value)}
        if isinstance(value, pd.Series):
            return {"series": [self._index(value.index), self.tag(value.name), self._column(value)]}
        if isinstance(value, pd.DataFrame):
            frame = {
                "index": self._index(value.index),
                "names": [self.tag(name) for name in value.columns],
                "columns": [self._column(value.iloc[:, at]) for at in range(value.shape[1])],
            }
            if isinstance(value, gpd.GeoDataFrame):
                frame |= {"geometry": value.active_geometry_name, "crs": _written(value.crs)}
            return {"frame": frame}
        if isinstance(value, shapely.Geometry):
            return {"shape": self._block(shapely.to_wkb(value))}
        raise TypeError(f"no plain data: {type(value).__name__}")

    def _mapping(self, value: Mapping[Any, Any]) -> Any:  # noqa: ANN401
        """Turn a dictionary; one by row and column, as of cells, takes less space."""
        values = self._all(value.values())
        if value and set(map(type, value)) == {tuple} and set(map(len, value)) == {2}:
            rows, columns = zip(*value, strict=True)
            if set(map(type, rows)) == set(map(type, columns)) == {int}:
                return {"cells": [list(rows), list(columns), values]}
        return {"dict": [self._all(value), values]}

    def _index(self, index: pd.Index) -> Any:  # noqa: ANN401
        """Turn an index."""
        name = self.tag(index.name)
        if isinstance(index, pd.RangeIndex):
            return {"range": [index.start, index.stop, index.step], "name": name}
        return {"column": self._column(index.to_series()), "name": name}

    def _column(self, values: Any) -> Any:  # noqa: ANN401 - a Series or an array
        """Turn one column: numbers as bytes, shapes as WKB, texts and mixtures one by one."""
        kind = str(values.dtype)
        if kind == "geometry":
            return self._shapes(np.asarray(values, dtype=object))
        if isinstance(values.dtype, np.dtype) and values.dtype.kind in _NUMERIC:
            plain = np.ascontiguousarray(np.asarray(values))
            plain = plain.astype(plain.dtype.newbyteorder("<"))
            block = self._block(plain.tobytes())
            return {"numbers": block, "kind": plain.dtype.str, "shape": list(plain.shape)}
        if (
            kind == "object"
            and len(values)
            and isinstance(values[:1].tolist()[0], shapely.Geometry)
        ):
            return self._shapes(np.asarray(values, dtype=object))
        return {"list": self._all(values.tolist()), "kind": kind}

    def _shapes(self, shapes: np.ndarray[Any, np.dtype[np.object_]]) -> Any:  # noqa: ANN401
        """Turn shapes."""
        raw = [shapely.to_wkb(shape) if shape is not None else None for shape in shapes]
        sizes = np.array([-1 if one is None else len(one) for one in raw], dtype="<i8")
        return {
            "shapes": self._block(b"".join(one for one in raw if one is not None)),
            "sizes": self._block(sizes.tobytes()),
        }

    def _block(self, content: bytes) -> int:
        """Put bytes aside."""
        self.blocks.append(content)
        return len(self.blocks) - 1


class _Reader:
    """Puts values together again."""

    def __init__(self, blocks: list[bytes], types: Mapping[str, type]) -> None:
        self.blocks, self.types = blocks, types
        self.makers = self._makers()

    def untag(self, held: Any) -> Any:  # noqa: ANN401
        """Put one value together."""
        if isinstance(held, list):
            return self._all(held)
        if not isinstance(held, dict):
            return held
        ((tag, inner),) = held.items()
        return self.makers[tag](inner)

    def _all(self, held: Iterable[Any]) -> list[Any]:
        """Put values together; most are what JSON holds."""
        return [item if type(item) in _AS_IT_IS else self.untag(item) for item in held]

    def _makers(self) -> dict[str, Callable[[Any], Any]]:
        """Name what each tag is made by."""
        return {
            "na": lambda inner: pd.NaT if inner == "NaT" else pd.NA,
            "tuple": lambda inner: tuple(self._all(inner)),
            "set": lambda inner: set(self._all(inner)),
            "frozenset": lambda inner: frozenset(self._all(inner)),
            "bytes": lambda inner: self.blocks[inner],
            "of": lambda inner: self.types[inner[0]](
                **{str(name): self.untag(item) for name, item in inner[1].items()}
            ),
            "cells": lambda inner: dict(
                zip(zip(*inner[:2], strict=True), self._all(inner[2]), strict=True)
            ),
            "dict": lambda inner: dict(zip(*(self._all(part) for part in inner), strict=True)),
            "stamp": pd.Timestamp,
            "datetime": dt.datetime.fromisoformat,
            "date": dt.date.fromisoformat,
            "time": dt.time.fromisoformat,
            "timedelta": lambda inner: dt.timedelta(*inner),
            "path": Path,
            "array": self._column,
            "series": lambda inner: self._series(
                inner[2], self._index(inner[0]), name=self.untag(inner[1])
            ),
            "frame": self._frame,
            "shape": lambda inner: shapely.from_wkb(self.blocks[inner]),
        }

    def _frame(self, held: dict[str, Any]) -> pd.DataFrame:
        """Put a table together."""
        index = self._index(held["index"])
        columns = [self._series(column, index) for column in held["columns"]]
        frame = pd.concat(columns, axis=1) if columns else pd.DataFrame(index=index)
        frame.columns = pd.Index([self.untag(name) for name in held["names"]])
        if "geometry" in held:
            frame = gpd.GeoDataFrame(frame, geometry=held["geometry"])
            if held["geometry"] is not None and held["crs"] is not None:
                frame = frame.set_crs(pyproj.CRS(held["crs"]))
        return frame

    def _index(self, held: dict[str, Any]) -> pd.Index:
        """Put an index together."""
        name = self.untag(held["name"])
        if "range" in held:
            start, stop, step = held["range"]
            return pd.RangeIndex(start, stop, step, name=name)
        values = self._column(held["column"])
        index: pd.Index = pd.Index(values, name=name, dtype=values.dtype)
        return index

    def _series(self, held: dict[str, Any], index: pd.Index, name: Any = None) -> pd.Series:  # noqa: ANN401
        """Put a column of a table together, in the type it had: texts may be objects."""
        values = self._column(held)
        column: pd.Series = pd.Series(values, index=index, name=name, dtype=values.dtype)
        return column

    def _column(self, held: dict[str, Any]) -> Any:  # noqa: ANN401 - an array of some kind
        """Put one column together."""
        if "shapes" in held:
            return self._shapes(held)
        kind = str(held["kind"])
        if "numbers" in held:
            if not _KINDS.fullmatch(kind):
                raise ValueError(kind)
            plain = np.frombuffer(self.blocks[held["numbers"]], dtype=np.dtype(kind))
            return plain.reshape(held["shape"]).copy()
        values = self._all(held["list"])
        if kind == "object":
            mixed = np.empty(len(values), dtype=object)
            mixed[:] = values
            return mixed
        return pd.array(cast("Any", values), dtype=cast("Any", kind))

    def _shapes(self, held: dict[str, Any]) -> Any:  # noqa: ANN401
        """Put shapes together."""
        content = self.blocks[held["shapes"]]
        sizes = np.frombuffer(self.blocks[held["sizes"]], dtype="<i8")
        ends = np.cumsum(np.maximum(sizes, 0))
        raw = np.empty(len(sizes), dtype=object)
        for place, (size, end) in enumerate(zip(sizes, ends, strict=True)):
            raw[place] = None if size < 0 else content[end - size : end]
        return gpd.array.from_wkb(raw)


def _written(crs: pyproj.CRS | None) -> str | None:
    """Write a coordinate system: by its authority's code where it is known by that."""
    if crs is None:
        return None
    return crs.srs if _AUTHORITY.fullmatch(str(crs.srs)) else crs.to_wkt()
