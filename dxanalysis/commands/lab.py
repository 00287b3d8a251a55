"""``dxanalysis lab``: open JupyterLab on the desk, where everything is done by buttons."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dxanalysis.commands.options import OK, UNUSABLE, add_language, read_count, say, shipped
from dxanalysis.files import writing
from dxanalysis.lang import text

if TYPE_CHECKING:
    import argparse

    from dxanalysis.lang import Lang

START: Final = "00-start.ipynb"
NOTEBOOKS: Final = {"vi": "notebooks", "en": "notebooks/en"}
SETTINGS: Final = {"vi": "lab/settings", "en": "lab/settings-en"}

_FOLDER: Final = "dxanalysis-desk"
_COPIED: Final = {
    "notebooks": ("*.ipynb", "README.md", "en/*.ipynb"),
    "data/son-la": ("**/*",),
    "data/measurements-sample": ("**/*",),
}


def describe(lab: argparse.ArgumentParser, lang: Lang) -> None:
    """Describe the command that opens the desk."""
    add_language(lab, lang)
    lab.add_argument("folder", nargs="?", type=Path, help=text("cli.help_lab_folder", lang))
    lab.add_argument("--port", type=read_count, help=text("cli.help_lab_port", lang))
    lab.add_argument("--no-browser", action="store_true", help=text("cli.help_lab_browser", lang))
    lab.set_defaults(run=run)


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Open JupyterLab, and wait until it is ended."""
    root = prepare_desk(options.folder, lang=lang)
    trust_start(root)
    say(text("cli.lab_opens", lang, where=root))
    command = lab_command(root, port=options.port, browser=not options.no_browser, lang=lang)
    lab = subprocess.Popen(command)  # noqa: S603 - our own command
    try:
        return OK if lab.wait() == 0 else UNUSABLE
    except KeyboardInterrupt:
        lab.terminate()
        lab.wait()
        return OK


def lab_command(root: Path, *, port: int | None, browser: bool, lang: Lang) -> list[str]:
    """Give the command that opens JupyterLab on the desk.

    Parameters
    ----------
    root
        The folder to work in.
    port
        The port; None for JupyterLab's own choice.
    browser
        Whether it opens a browser.
    lang
        The language of the notebook and of the menus.

    Returns
    -------
    list of str
        Program and arguments. No settings of whoever calls it are changed.
    """
    settings = shipped(SETTINGS[lang], installed=True).resolve()
    return [
        *(sys.executable, "-m", "jupyterlab"),
        f"--ServerApp.root_dir={root}",
        f"--LabApp.default_url=/doc/tree/{NOTEBOOKS[lang]}/{START}",
        f"--LabApp.app_settings_dir={settings}",
        *([f"--port={port}"] if port is not None else []),
        *([] if browser else ["--no-browser"]),
    ]


def prepare_desk(folder: Path | None, *, lang: Lang) -> Path:
    """Find the folder to work in; make it where it is not there.

    Parameters
    ----------
    folder
        The folder; by default the current one if the notebooks lie there, and otherwise one of its
        own in it.
    lang
        The language.

    Returns
    -------
    pathlib.Path
        The folder, with the notebooks and the sample province. No file that is there is changed.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    start = Path("notebooks") / START
    if folder is None:
        folder = Path() if start.is_file() else Path(_FOLDER)
    if not (folder / start).is_file():
        with writing(folder, key="files.cannot_write"):
            for name, patterns in _COPIED.items():
                _copy_missing(shipped(name, installed=True), folder / name, patterns)
        say(text("cli.lab_made", lang, where=folder.resolve()))
    return folder.resolve()


def trust_start(root: Path) -> None:
    """Let JupyterLab trust the first notebook, so that its button asks nothing; no other one.

    Parameters
    ----------
    root
        The folder to work in. A notebook in it that is not the one we ship stays untrusted.
    """
    from nbformat import read, sign  # noqa: PLC0415 - no other command needs it

    for folder in NOTEBOOKS.values():
        file = root / folder / START
        own = shipped(f"{folder}/{START}", installed=True)
        if file.is_file() and file.read_bytes() == own.read_bytes():
            notary: Any = sign.NotebookNotary  # without types
            load: Any = read
            notary().sign(load(file, as_version=4))


def _copy_missing(source: Path, to: Path, patterns: tuple[str, ...]) -> None:
    """Copy files that are not there yet."""
    for pattern in patterns:
        for file in sorted(source.glob(pattern)):
            copy = to / file.relative_to(source)
            if file.is_file() and not copy.exists():
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, copy)
