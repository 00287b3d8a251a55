"""What every unit of a batch inherits: loaded once, before the first of them is forked.

Only what each would load for itself at its first page, and nothing that knows of a workspace: code,
words, templates, fonts. No thread is started and no database of coordinate systems opened, for
neither survives a fork.
"""

from __future__ import annotations

import datetime as dt
import importlib
from typing import Final

from dxanalysis import own_process

MODULES: Final = (
    "IPython.core.application",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "dxanalysis.batch.execution.shell",
    "dxanalysis.charts.pages",
    "dxanalysis.pages",
    "dxanalysis.pipeline",
    "matplotlib.backends.backend_svg",
    "matplotlib.pyplot",
    "matplotlib_inline.backend_inline",
    "pandas.core.methods.to_dict",
    "pandas.core.reshape.reshape",
    "pyarrow.pandas_compat",
    "tornado.platform.asyncio",
)


def load() -> None:
    """Load it."""
    own_process.claim()
    own_process.settle_pandas()
    for name in MODULES:
        importlib.import_module(name)
    _load_words()
    _load_templates()
    _load_fonts()


def _load_words() -> None:
    """Read messages and catalogues, how each language writes numbers, and what settings may say."""
    from dxanalysis import indicators, lang, toml_files, workspace_file  # noqa: PLC0415 - not before load() is called

    for one in lang.LANGUAGES:
        lang.catalogue(one)
        lang.number(1234.5, one)
        lang.date(dt.date(2025, 7, 1), one)
    indicators.indicators()
    indicators.published_targets()
    toml_files.adapter(workspace_file.Said)


def _load_templates() -> None:
    """Compile the templates of pages, and put the map's script together."""
    from dxanalysis.maps.html import document, leaflet  # noqa: PLC0415
    from dxanalysis.pages import blocks  # noqa: PLC0415

    blocks.compile_templates()
    document.own_script()
    leaflet.script()
    leaflet.style()


def _load_fonts() -> None:
    """Draw a chart with letters of each weight, so that its fonts are found and open."""
    from matplotlib.figure import Figure  # noqa: PLC0415

    from dxanalysis import charts  # noqa: PLC0415

    with charts.house_style():
        figure = Figure(figsize=(2, 1))
        figure.add_subplot().barh([0], [50])
        charts.write_title(figure, ["Phủ sóng"], edge=0.1)
    charts.to_svg(figure)
