"""What every unit of a batch inherits: loaded once, before the first of them is forked.

Only what each would load for itself at its first page: code, the kernel, words, templates, fonts,
and what is found out when blocks are called for the first time. No thread is started, for none
survives a fork.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import importlib
from typing import TYPE_CHECKING, Final

from dxanalysis import own_process, reads

if TYPE_CHECKING:
    from dxanalysis.analysis import Analysis
    from dxanalysis.lang import Lang

MODULES: Final = (
    "IPython.core.application",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
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
    from dxanalysis.batch.execution import shell  # noqa: PLC0415 - not before load() is called

    shell.kernel()  # first: Matplotlib draws inline where there is a kernel when it is loaded
    for name in MODULES:
        importlib.import_module(name)
    _load_words()
    _load_templates()
    _load_fonts()


def rehearse(analysis: Analysis, *, lang: Lang) -> None:
    """Show one area by each block that says what it reads, and forget what was shown.

    What pandas, Arrow and the blocks find out at their first call (a sixth of a page's time) is
    then known to all pages. A block that fails does so again where it is asked for.
    """
    area = analysis.page_areas[0]
    for block in list(reads.AREA_BLOCKS.values()):
        with contextlib.suppress(Exception):
            shown = block(analysis, area, lang=lang)
            shown._repr_html_()  # type: ignore[attr-defined]
    reads.forget()


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
    """Measure letters and draw a chart, so that fonts are found and open."""
    from matplotlib.figure import Figure  # noqa: PLC0415

    from dxanalysis import charts  # noqa: PLC0415
    from dxanalysis.display.sheet import width_of  # noqa: PLC0415

    for is_bold in (False, True):
        width_of("Phủ sóng", 1, is_bold=is_bold)
    with charts.house_style():
        figure = Figure(figsize=(2, 1))
        figure.add_subplot().barh([0], [50])
        charts.write_title(figure, ["Phủ sóng"], edge=0.1)
    charts.to_svg(figure)
