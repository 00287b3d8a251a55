"""Make the notebooks of both languages of one source.

``python notebooks/make_notebooks.py`` reads ``source/NN-name.ipynb``, whose text cells are tagged
``vi`` or ``en``, and writes ``NN-name.ipynb`` in Vietnamese and ``en/NN-name.ipynb`` in English.
Code is the same in both, but for what the first cell must say: the language, the comments beside
the parameters (``# Vietnamese · English`` in the source), and the way to the data. Edit the source,
run this, and commit all three.
"""

from __future__ import annotations

import argparse
import copy
import re
from pathlib import Path
from typing import Final

import nbformat

HERE: Final = Path(__file__).parent
SOURCE: Final = HERE / "source"
LANGUAGES: Final = {"vi": HERE, "en": HERE / "en"}
"""Where the notebooks of each language lie."""

_HALVES: Final = re.compile(r"  # (?P<vi>.+) · (?P<en>.+)$", re.MULTILINE)
_SHARED: Final = re.compile(r"\]\((README\.md|district_report\.ipynb)\)")


def render(source: nbformat.NotebookNode, lang: str) -> nbformat.NotebookNode:
    """Take what belongs to one language out of a source."""
    made = copy.deepcopy(source)
    other = set(LANGUAGES) - {lang}
    made.cells = [cell for cell in made.cells if not other & set(cell.metadata.get("tags", []))]
    for number, cell in enumerate(made.cells):
        cell["id"] = str(number)  # as nbstripout numbers them
        tags = cell.metadata.pop("tags", [])
        if kept := [tag for tag in tags if tag != lang]:
            cell.metadata["tags"] = kept
        if "parameters" in tags:
            cell.source = parameters(cell.source, lang)
        elif cell.cell_type == "markdown" and lang != "vi":
            cell.source = _SHARED.sub(r"](../\1)", cell.source)
    return made


def parameters(code: str, lang: str) -> str:
    """Write the first cell for one language and the folder that its notebooks lie in."""
    code = code.replace('lang: str = "vi"', f'lang: str = "{lang}"')
    if lang != "vi":
        code = code.replace('= "../', '= "../../')
    return _HALVES.sub(lambda match: f"  # {match[lang]}", code)


def made() -> dict[Path, str]:
    """Make every notebook: its path, and what it must hold."""
    return {
        folder / path.name: nbformat.writes(render(nbformat.read(path, as_version=4), lang)) + "\n"
        for path in sorted(SOURCE.glob("*.ipynb"))
        for lang, folder in LANGUAGES.items()
    }


def main() -> None:
    """Write the notebooks."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    for path, text in made().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
