"""The documents beside a site's pages: which were written, and of which figures they speak.

A report without documents must leave none beside its pages that say something else. Those of other
figures are taken away, and those that somebody has written into since are put aside under another
name: a report in Word is there to be edited.
"""

from __future__ import annotations

import itertools
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pydantic import BaseModel, ConfigDict, ValidationError

from dxanalysis.batch.state.run_log import RUNS, Hash, SiteFile
from dxanalysis.files import read_ordinary, sha256_in, write_whole, writing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path


_FILE: Final = "documents.json"
_EDITED: Final = "da-sua"
"""Vietnamese for "edited", in letters that every file system knows."""


class _Papers(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    key: Hash
    files: dict[SiteFile, Hash]


@dataclass
class Settled:
    """What became of the documents of earlier reports.

    Attributes
    ----------
    key
        What documents would be made from now (:func:`~dxanalysis.batch.state.keys.whole_key`).
    kept
        Those that are still true.
    removed
        Those of other figures.
    aside
        Those that somebody had changed: the name, and the one it has now.
    """

    key: str = field(default="", compare=False)
    kept: set[str] = field(default_factory=set)
    removed: set[str] = field(default_factory=set)
    aside: list[tuple[str, str]] = field(default_factory=list)


def settle(out: Path, *, key: str, planned: Collection[str]) -> Settled:
    """Make sure that no document of other figures stays, and none that was edited is lost.

    Parameters
    ----------
    out
        The site.
    key
        What documents would be made from now (:func:`~dxanalysis.batch.state.keys.whole_key`).
    planned
        Those that this report is going to write.

    Returns
    -------
    Settled
        What became of each that was there as a report had written it.

    Raises
    ------
    OutputError
        If one cannot be taken away.
    """
    found = Settled(key)
    known = _read(out)
    for name, content in known.files.items() if known else ():
        path = out / name
        if not path.is_file() or path.is_symlink():
            continue
        own = sha256_in(path) == content
        if known and known.key == key and (own or name not in planned):
            found.kept.add(name)
            continue
        with writing(path, key="batch.cannot_write"):
            if own:
                path.unlink()
                found.removed.add(name)
            else:
                free = _free_name(path)
                path.rename(free)
                found.aside.append((name, free.name))
    return found


def _free_name(path: Path) -> Path:
    """Find a name beside a file that nothing has yet."""
    names = (f"{path.stem}-{_EDITED}-{number}{path.suffix}" for number in itertools.count(1))
    return next(free for name in names if not os.path.lexists(free := path.with_name(name)))


def note(out: Path, settled: Settled, files: Iterable[Path]) -> None:
    """Write down which documents there are now.

    Parameters
    ----------
    out
        The site.
    settled
        What became of those of earlier reports.
    files
        Those just written, from the same.
    """
    known = _read(out)
    before = known.files if known and known.key == settled.key else {}
    entries = {name: content for name, content in before.items() if name in settled.kept}
    for path in files:
        name = path.relative_to(out).as_posix()
        entries[name] = sha256_in(path) or ""
    content = _Papers.model_construct(key=settled.key, files=entries).model_dump_json(indent=1)
    write_whole(out / RUNS / _FILE, content + "\n")


def _read(out: Path) -> _Papers | None:
    """Read what was written down; None where that is nothing, or not in our form."""
    try:
        return _Papers.model_validate_json(read_ordinary(out / RUNS / _FILE) or b"")
    except ValidationError:
        return None
