"""Settings and records that are not what the program wrote, each as somebody may send it.

``province.toml``, ``names.toml``, ``mappings/*.toml``, and what a site keeps about itself: the
records in ``.runs``, its manifests, the tables of the report before it.
"""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING, Any, Final

import tomlkit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

DIGITS: Final = "9" * 10_000
DEEP: Final = 100_000
ELSEWHERE: Final = "/etc/passwd"

WRONG: Final[dict[str, object]] = {
    "number": 7,
    "negative": -1,
    "large": 10**4000,
    "infinite": float("inf"),
    "nan": float("nan"),
    "flag": True,
    "empty": "",
    "long": "ế" * 5000,
    "marks": "\u202ea\x1b[31m\x1b]0;x\x07b\u2066",
    "lines": "a\r\nb\u2028c",
    "formula": '=cmd|" /C calc"!A0',
    "markup": "<script>alert(1)</script>{{ 7*7 }}${x}",
    "absolute": ELSEWHERE,
    "upwards": "../../../../../../../../etc/passwd",
    "home": "~/x",
    "device": "/dev/zero",
    "list": [],
    "lists": [[[[1]]]],
    "table": {},
    "tables": {"a": {"b": {"c": 1}}},
}
"""What may stand where something else is expected."""

MAPPING: Final[dict[str, Any]] = {
    "forms": [
        {
            "fingerprint": "00e7f2521d056eeb",
            "operators": ["viettel"],
            "named": ["viettel"],
            "file": "bieu.xlsx",
            "columns": [
                {
                    "heading": "DS phủ 4G",
                    "meaning": "people_4g",
                    "how": "answered",
                    "context": "so nguoi",
                }
            ],
        }
    ]
}
NAMES: Final[dict[str, Any]] = {"names": {"Xã Bó Sính": "04171"}}


def as_toml(content: dict[str, Any]) -> bytes:
    """Write TOML."""
    return tomlkit.dumps(content).encode("utf-8", "surrogatepass")


def leaves(content: object, place: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Name every entry, tables and lists too."""
    if place:
        yield place
    if isinstance(content, dict | list):
        for key, inner in content.items() if isinstance(content, dict) else enumerate(content):
            yield from leaves(inner, (*place, key))


def changed(content: Any, place: tuple[str | int, ...], value: object) -> Any:
    """Copy a content with one entry changed."""
    if not place:
        return value
    inner = changed(content[place[0]], place[1:], value)
    if isinstance(content, dict):
        return content | {place[0]: inner}
    return [*content[: place[0]], inner, *content[int(place[0]) + 1 :]]


def wrong_entries(content: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    """Put each wrong value in place of each entry, and each odd name in place of its own."""
    for place in leaves(content):
        for name, value in WRONG.items():
            yield f"{'.'.join(map(str, place))} {name}", as_toml(changed(content, place, value))


def odd_texts(good: bytes, name: str) -> dict[str, bytes]:
    """Give what the bytes of any TOML file may be; ``name`` is one of its tables."""
    head = name.encode()
    return {
        "nothing": b"",
        "blank": b"\n \t\n",
        "NUL": b"\x00" * 100,
        "NUL within": good + b"\n# \x00\n",
        "escape": good + b'\n"\\u001b[31m\\u202e" = "\\u001b]0;x\\u0007"\n',
        "raw escape": good + b"\n# \x1b[31m\n",
        "raw RLO": good + "\n\u202ex = 1\n".encode(),
        "UTF-16": good.decode().encode("utf-16"),
        "UTF-32": good.decode().encode("utf-32"),
        "cp1258": good + "\n# t\u1ea1i \u0111\xe2y".encode("cp1252", "replace") + b"\xd0\xf2\n",
        "half": good[: len(good) // 2] + b"\n[x",
        "twice": good + b"\n" + good,
        "key twice": good + b"\nz = 1\nz = 2\n",
        "table twice": good + b"\n[" + head + b"]\n[" + head + b"]\n",
        "digits": good + f"\n[zz]\nz = {DIGITS}\n".encode(),
        "exponent": good + b"\n[zz]\nz = 1e999999999\n",
        "deep list": good + b"\n[zz]\nz = " + b"[" * DEEP + b"]" * DEEP,
        "deep table": good + b"\n[zz]\nz = " + b"{a=" * 20_000 + b"1" + b"}" * 20_000,
        "deep name": good + b"\n[" + b"a." * 20_000 + b"a]\nx = 1\n",
        "shallow list": good + b"\nz = " + b"[" * 200 + b"]" * 200 + b"\n",
        "long name": good + b"\n" + b"x" * 5000 + b" = 1\n",
        "many": good + b"\n[zz]\n" + b"".join(b"k%d = 1\n" % n for n in range(50_000)),
        "too large": good + b"\n# " + b"x" * 2**21,
        "another": b"[" + head + b"x]\na = 1\n",
        "a word": head + b" = 'x'\n",
        "a number": head + b" = 5\n",
        "list": b"[[" + head + b"]]\na = 1\n",
    }


def _fifo(path: Path) -> None:
    os.mkfifo(path)


PLACES: Final[dict[str, Callable[[Path], object]]] = {
    "folder": lambda path: path.mkdir(),
    "FIFO": _fifo,
    "link to a secret": lambda path: path.symlink_to(ELSEWHERE),
    "link to a device": lambda path: path.symlink_to("/dev/zero"),
    "link to itself": lambda path: path.symlink_to(path.name),
    "link to nothing": lambda path: path.symlink_to("nowhere"),
    "memory": lambda path: path.symlink_to("/proc/self/mem"),
}
"""What may stand where a file is expected."""


def put(path: Path, kind: str) -> None:
    """Put something that is no file in a file's place."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    PLACES[kind](path)


def wrong_records(good: Any) -> Iterator[tuple[str, bytes]]:
    """Put each wrong value in place of each entry of a record or a manifest."""
    for place in leaves(good):
        for name, value in WRONG.items():
            content = json.dumps(changed(good, place, value)) if name != "large" else ""
            if name == "large":
                content = json.dumps(changed(good, place, "@")).replace('"@"', DIGITS)
            yield f"{'.'.join(map(str, place))} {name}", content.encode()


def odd_records(good: bytes) -> dict[str, bytes]:
    """Give what the bytes of a record or a manifest may be."""
    return {
        "nothing": b"",
        "null": b"null",
        "a number": DIGITS.encode(),
        "a list": b"[]",
        "a table": b"{}",
        "half": good[: len(good) // 2],
        "twice": good + good,
        "NUL": b"\x00" * 1000,
        "BOM": b"\xef\xbb\xbf" + good,
        "UTF-16": good.decode().encode("utf-16"),
        "no UTF-8": b'{"event": "\xff\xfe"}',
        "surrogate": b'{"event": "\\ud800", "finished": "\\ud800"}',
        "deep": b"[" * DEEP + b"]" * DEEP,
        "deep table": b'{"a":' * DEEP + b"1" + b"}" * DEEP,
        "nan": b'{"finished": NaN, "seconds": Infinity}',
        "key twice": b'{"event": "unit", "event": "finished", "files": {}, "files": []}',
        "escape": b'{"event": "\\u001b[31m", "finished": "\\u202e"}',
        "long": b'{"event": "' + b"x" * 10_000_000 + b'"}',
        "one line of digits": b'{"finished": ' + DIGITS.encode() + b"}",
    }
