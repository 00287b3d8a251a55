"""A page's data as few bytes: whole numbers as columns of bytes, what follows from others left out.

The data is JSON in which every long list of whole numbers is replaced by ``{"$": n}``, its place
among the columns that follow. A column is written byte by byte: first the lowest byte of every
value, then the next: similar values are adjacent, which makes deflating effective. Nothing is
lost: what is computed from other figures (a rate from its counts) is stored as the difference to
the computed value.

The page's script reads the same (``assets/start.js``); :func:`unpack` is its counterpart.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from dxanalysis.maps.geometry.arcs import Arcs, Topology

    IntArray = npt.NDArray[np.int64]
    FloatArray = npt.NDArray[np.float64]

Data = dict[str, Any]

_LONG: Final = 64
_SIGNED, _NULLABLE = 1, 2
_BYTE: Final = 8


def pack(data: Mapping[str, Any], arcs: Arcs) -> bytes:
    """Write a page's data.

    Parameters
    ----------
    data
        What the page's script reads, without the arcs.
    arcs
        The units' geometry.

    Returns
    -------
    bytes
        The number of letters of JSON (four bytes, the lowest first), the JSON, the columns.
    """
    columns = _Columns()
    lean = dict(data)
    lean["themes"] = [
        {**_lean(one), **({"second": _lean(one["second"])} if "second" in one else {})}
        for one in data["themes"]
    ]
    lean["units"] = _lean_units(data["units"])
    geometry = dict(data["geometry"])
    near = np.asarray(geometry["anchors"]).reshape(-1, 2) - _corners(arcs.borders)
    geometry["anchors"] = near.ravel().tolist()
    lean["geometry"] = {**geometry, "borders": _borders(arcs.borders, columns)}
    lean = columns.take(lean)
    lean["columns"] = columns.forms
    text = json.dumps(lean, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode(
        "utf-8", "replace"
    )
    return b"".join([len(text).to_bytes(4, "little"), text, *columns.written])


class _Columns:
    """Columns of whole numbers as they are written."""

    def __init__(self) -> None:
        self.forms: list[list[int]] = []
        self.written: list[bytes] = []

    def take(self, value: Any) -> Any:  # noqa: ANN401 - JSON
        """Replace long lists of whole numbers by their place."""
        if isinstance(value, dict):
            return {key: self.take(one) for key, one in value.items()}
        if not isinstance(value, list):
            return value
        if len(value) >= _LONG and {type(one) for one in value} <= {int, type(None)}:
            return self.add(np.array([np.nan if one is None else one for one in value]))
        return [self.take(one) for one in value]

    def add(self, values: FloatArray | IntArray) -> dict[str, int]:
        """Write a column; NaN is missing."""
        missing = np.isnan(values)
        form = _NULLABLE if missing.any() else 0
        whole = np.where(missing, 0, values).astype(np.int64)
        if (whole < 0).any():
            form |= _SIGNED
            whole = np.where(whole < 0, -2 * whole - 1, 2 * whole)
        if form & _NULLABLE:
            whole = np.where(missing, 0, whole + 1)
        width = max(1, -(-int(whole.max(initial=0)).bit_length() // _BYTE))
        self.forms.append([len(whole), width, form])
        planes = [(whole >> (_BYTE * place)).astype(np.uint8) for place in range(width)]
        self.written.extend(plane.tobytes() for plane in planes)
        return {"$": len(self.forms) - 1}


def _corners(found: Topology) -> IntArray:
    """Find west and south of each unit; shape (units, 2)."""
    least = np.minimum.reduceat(found.points, found.starts[:-1])
    corners = np.full((found.size, 2), np.iinfo(np.int64).max)
    np.minimum.at(corners, found.unit_of_step, least[found.borders])
    return corners


def _borders(found: Topology, columns: _Columns) -> Data:
    """Write borders by the order of the rings that they make.

    A ring's step is 0 where its border is the next new one; else twice how many borders ago that
    one was new, and 1 or, where it is walked forwards, 2. Where a border begins is only said of a
    ring that begins with a new one; all others begin where the border before them ended.
    """
    border = found.borders
    is_new = np.zeros(len(border), dtype=bool)
    is_new[np.unique(border, return_index=True)[1]] = True
    latest = np.cumsum(is_new) - 1
    is_forward = found.steps >= 0
    code = np.where(is_new, 0, 2 * (latest - border) + 1 + is_forward)
    first = found.ring_bounds[:-1]
    begins = found.points[found.starts[border[first[is_new[first]]]]]
    inner = np.ones(len(found.points), dtype=bool)
    inner[found.starts[:-1]] = False
    moves = found.moves[inner]
    return {
        "parts": columns.add(np.bincount(found.unit_of_part, minlength=found.size)),
        "rings": columns.add(np.bincount(found.part_of_ring, minlength=len(found.unit_of_part))),
        "turns": columns.add(np.diff(found.ring_bounds)),
        "steps": columns.add(code),
        "lengths": columns.add(np.diff(found.starts)),
        "begin": [columns.add(np.diff(begins[:, axis], prepend=0)) for axis in (0, 1)],
        "moves": [columns.add(moves[:, axis]) for axis in (0, 1)],
    }


def _whole(values: Any) -> FloatArray:  # noqa: ANN401 - a list with None, or one value
    """Read a column of the data."""
    return cast("FloatArray", np.array(values, dtype=float))


def _targets(figures: Mapping[str, Any]) -> FloatArray:
    """Read the targets, unit by unit."""
    target = figures["target"]
    if "all" in target:
        return np.full(len(figures["rate"]), _whole(target["all"]))
    return cast("FloatArray", _whole(target["of"])[target["at"]])


def _expected(figures: Mapping[str, Any], rate: FloatArray) -> dict[str, FloatArray]:
    """Work out what the counts and the target make a unit's rate, gap and count; else 0.

    Only with additions, products and quotients of whole numbers below 2^53, rounded down: Python
    and the page's script get the same to the last digit.
    """
    numerator, denominator = _whole(figures["numerator"]), _whole(figures["denominator"])
    target = _targets(figures)
    with np.errstate(divide="ignore", invalid="ignore"):
        known = {
            "rate": np.floor((20_000 * numerator + denominator) / (2 * denominator)),
            "gap": target - rate,
            "count": np.maximum(0, -np.floor((10_000 * numerator - denominator * target) / 10_000)),
        }
    return {name: np.where(np.isfinite(values), values, 0) for name, values in known.items()}


_WORKED_OUT: Final = ("rate", "gap", "count")


def _changed(figures: Mapping[str, Any], sign: int) -> Data:
    """Take what is expected off the figures, or put it back."""
    changed = dict(figures)
    rate = _whole(figures["rate"])
    for name in _WORKED_OUT:
        values = _whole(figures[name]) + sign * _expected(figures, rate)[name]
        if name == "rate" and sign > 0:
            rate = values
        changed[name] = [None if one != one else int(one) for one in values.tolist()]  # noqa: PLR0124 - NaN
    return changed


def _lean(figures: Mapping[str, Any]) -> Data:
    """Keep of figures that follow from others only by how much they differ from that."""
    return _changed(figures, -1)


def _lean_units(units: Mapping[str, Any]) -> Data:
    """Write codes as steps, and short names as what comes before them."""
    lean = dict(units)
    codes = units["code"]
    if all(
        code.isascii() and code.isdigit() and len(code) == len(codes[0]) < _DIGITS for code in codes
    ):
        steps = np.diff([int(code) for code in codes], prepend=0).tolist()
        lean["code"] = {"digits": len(codes[0]), "steps": steps}
    if "short" in units:
        before = [
            name.removesuffix(short)
            for name, short in zip(units["name"], units["short"], strict=True)
        ]
        distinct = list(dict.fromkeys(before))
        lean["short"] = {"of": distinct, "at": [distinct.index(one) for one in before]}
    return lean


_DIGITS: Final = 15


def unpack(packed: bytes) -> Data:
    """Read a page's data back, arcs and all.

    Parameters
    ----------
    packed
        What :func:`pack` wrote.

    Returns
    -------
    dict
        The data as a page in plain JSON has it.
    """
    end = 4 + int.from_bytes(packed[:4], "little")
    data: Data = json.loads(packed[4:end])
    columns = []
    for count, width, form in data.pop("columns"):
        planes = np.frombuffer(packed, np.uint8, count * width, end).reshape(width, count)
        end += count * width
        whole = (planes.astype(np.int64) << (_BYTE * np.arange(width))[:, None]).sum(axis=0)
        is_missing = (whole == 0) & bool(form & _NULLABLE)
        whole = whole - 1 if form & _NULLABLE else whole
        if form & _SIGNED:
            whole = np.where(whole % 2, -(whole + 1) // 2, whole // 2)
        columns.append(
            [None if gone else one for one, gone in zip(whole.tolist(), is_missing, strict=True)]
        )

    def put_back(value: Any) -> Any:  # noqa: ANN401 - JSON
        if isinstance(value, dict):
            return (
                columns[value["$"]] if "$" in value else {k: put_back(v) for k, v in value.items()}
            )
        return [put_back(one) for one in value] if isinstance(value, list) else value

    data = put_back(data)
    data["themes"] = [
        {**_changed(one, 1), **({"second": _changed(one["second"], 1)} if "second" in one else {})}
        for one in data["themes"]
    ]
    _widen_units(data["units"])
    _widen_geometry(data["geometry"])
    return data


def _widen_units(units: Data) -> None:
    """Undo :func:`_lean_units`."""
    if isinstance(units["code"], dict):
        form = units["code"]
        units["code"] = [
            str(one).zfill(form["digits"]) for one in np.cumsum(form["steps"]).tolist()
        ]
    if "short" in units:
        before = [units["short"]["of"][at] for at in units["short"]["at"]]
        units["short"] = [
            name.removeprefix(one) for name, one in zip(units["name"], before, strict=True)
        ]


def _widen_geometry(geometry: Data) -> None:
    """Undo :func:`_borders`, and put anchors where they are."""
    borders = geometry.pop("borders")
    codes, lengths = iter(borders["steps"]), iter(borders["lengths"])
    moves = iter(zip(*borders["moves"], strict=True))
    begins = iter(np.cumsum(borders["begin"], axis=1).T.tolist())
    turns, rings_of_part = iter(borders["turns"]), iter(borders["rings"])
    arcs: list[list[int]] = []
    ends: list[tuple[list[int], list[int]]] = []

    def ring() -> list[int]:
        steps: list[int] = []
        at: list[int] | None = None
        for _ in range(next(turns)):
            code = next(codes)
            if code == 0:
                begin = next(begins) if at is None else at
                steps.append(len(arcs))
                arc, at = list(begin), list(begin)
                for _ in range(next(lengths) - 1):
                    dx, dy = next(moves)
                    arc += [dx, dy]
                    at = [at[0] + dx, at[1] + dy]
                arcs.append(arc)
                ends.append((begin, at))
            else:
                number = len(arcs) - 1 - (code - 1) // 2
                is_forward = code % 2 == 0
                steps.append(number if is_forward else ~number)
                at = ends[number][is_forward]
        return steps

    units = [
        [[ring() for _ in range(next(rings_of_part))] for _ in range(n)] for n in borders["parts"]
    ]
    geometry["arcs"], geometry["units"] = arcs, units
    near = iter(geometry["anchors"])
    anchors = []
    for unit in units:
        points = [
            np.cumsum(np.reshape(arcs[n if n >= 0 else ~n], (-1, 2)), axis=0)
            for part in unit
            for one in part
            for n in one
        ]
        west, south = np.concatenate(points).min(axis=0).tolist()
        anchors += [west + next(near), south + next(near)]
    geometry["anchors"] = anchors
