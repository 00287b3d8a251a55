"""Settings of the documentation's site: ``make docs``.

Everything a page needs lies beside it, so that the site can be read without internet: formulae are
MathML, which browsers draw themselves, and fonts are those of the machine.
"""

from __future__ import annotations

from importlib.metadata import version as installed
from typing import TYPE_CHECKING

from docutils.nodes import SkipNode
from docutils.utils.math.latex2mathml import tex2mathml

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

project = "dxanalysis"
author = "dxanalysis"
version = release = installed("dxanalysis")
language = "vi"
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx.ext.viewcode"]
exclude_patterns = ["_build"]
# A plain word such as ``evidence`` may be an entry of several dataclasses: then it is no link.
suppress_warnings = ["ref.python"]
nitpicky = False  # docstrings name types in words ("list of str")

myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_default_options = {"members": True, "show-inheritance": False}
napoleon_google_docstring = False
napoleon_use_rtype = False

html_theme = "furo"
html_title = f"dxanalysis {version}"
html_math_renderer = "mathml"
html_show_sphinx = False
html_show_copyright = False
html_copy_source = False


def _inline(self: HTML5Translator, node: nodes.math) -> None:
    """Write a formula within a line."""
    self.body.append(tex2mathml(node.astext()))

    raise SkipNode


def _block(self: HTML5Translator, node: nodes.math_block) -> None:
    """Write a formula of its own."""
    self.body.append(f'<div class="math">{tex2mathml(node.astext(), as_block=True)}</div>')

    raise SkipNode


def setup(app: Sphinx) -> None:
    """Draw formulae as MathML."""
    app.add_html_math_renderer("mathml", (_inline, None), (_block, None))
