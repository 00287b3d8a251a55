"""Imported once by the process that workers are forked from, so that each starts ready to render.

Only code is loaded and one empty page rendered; no kernel is started and nothing is written.
"""

from __future__ import annotations

import signal

# An interrupt at the terminal reaches this process too, and is the driver's to answer.
_before = signal.signal(signal.SIGINT, signal.SIG_IGN)

from nbformat.v4 import new_code_cell, new_notebook  # noqa: E402 - not before that

from dxanalysis.batch.execution.worker import render  # noqa: E402

render(new_notebook(cells=[new_code_cell("")]), title="", lang="vi")  # type: ignore[no-untyped-call]
signal.signal(signal.SIGINT, _before)
