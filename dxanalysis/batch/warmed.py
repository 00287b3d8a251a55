"""Imported once by the process that workers are forked from, so that each starts ready to render.

Only code is loaded and one empty page rendered; no kernel is started and nothing is written.
"""

from __future__ import annotations

from nbformat.v4 import new_code_cell, new_notebook

from dxanalysis.batch.work import render

render(new_notebook(cells=[new_code_cell("")]), title="", lang="vi")  # type: ignore[no-untyped-call]
