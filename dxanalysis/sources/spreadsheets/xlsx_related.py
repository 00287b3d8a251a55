"""The parts of an ``.xlsx`` workbook that belong to a sheet beside its cells, each parsed once.

Only parts that were parsed to their end before (:mod:`.xlsx_parts`) are looked at.
"""

from __future__ import annotations

import posixpath
import zipfile
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_LARGEST: Final = 5_000_000
"""Bytes of a part that are looked at: thousands of comments."""


class Related:
    """The parts that may be looked at.

    Parameters
    ----------
    archive
        The workbook.
    whole
        The parts that could be parsed.
    """

    def __init__(self, archive: zipfile.ZipFile, whole: Collection[str]) -> None:
        self._archive = archive
        self.left = set(whole)

    def tree(self, part: str) -> ET.Element | None:
        """Parse a part; None where it is not there, was parsed, or is larger than any of its kind.

        Parameters
        ----------
        part
            Its name in the archive.

        Returns
        -------
        xml.etree.ElementTree.Element or None
            Its root.
        """
        if part not in self.left:
            return None
        self.left.remove(part)
        try:
            with self._archive.open(part) as stream:
                content = stream.read(_LARGEST + 1)
            return None if len(content) > _LARGEST else ET.fromstring(content)  # noqa: S314 - parsed before
        except (ET.ParseError, zipfile.BadZipFile, KeyError):
            return None

    def parts_of(self, part: str) -> list[tuple[str, str]]:
        """List the parts that belong to one, each after what it is.

        Parameters
        ----------
        part
            Its name in the archive.

        Returns
        -------
        list of tuple
            The last word of the kind (``comments``, ``drawing``), and the name of the part.
        """
        folder, name = posixpath.split(part)
        listed = self.tree(f"{folder}/_rels/{name}.rels")
        return [
            (
                one.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/"),
            )
            for one in (() if listed is None else listed)
        ]


def elements(tree: ET.Element, name: str) -> Iterator[ET.Element]:
    """Give all elements of a name, whatever it belongs to, first ones first.

    Parameters
    ----------
    tree
        Where to look.
    name
        Without its namespace.

    Yields
    ------
    xml.etree.ElementTree.Element
        Each.
    """
    return (one for one in tree.iter() if one.tag.rpartition("}")[2] == name)
