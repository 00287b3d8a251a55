"""An executed notebook as a page, and as it is shared."""

from __future__ import annotations

import functools
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbconvert.exporters import TemplateExporter

from dxanalysis.display.table_of_contents import headings
from dxanalysis.lang import text

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from nbformat import NotebookNode

    from dxanalysis.batch.execution.jobs import PageTask
    from dxanalysis.lang import Lang


def render(executed: NotebookNode, *, title: str, lang: Lang) -> str:
    """Render an executed notebook as one page that asks for nothing outside.

    ``title`` is what the browser's tab says.
    """
    page = {
        "title": title,
        "lang": lang,
        "layout": (_templates() / "layout.css").read_text(encoding="utf-8"),
        "show_code": text("pages.show_code", lang),
        "back": text("pages.back", lang),
        "contents_label": text("pages.contents", lang),
        "contents": headings(
            "".join(
                output.data.get("text/html", "")
                for cell in executed.cells
                for output in cell.get("outputs", [])
                if "data" in output
            )
        ),
    }
    body, _ = _exporter().from_notebook_node(executed, resources={"page": page})
    return str(body)


def _templates() -> Traversable:
    """Find the pages' templates by path: importing the pages would load maps and charts."""
    return resources.files("dxanalysis") / "pages"


@functools.cache
def _exporter() -> TemplateExporter:
    """Make what fills in the notebook's template, once for all pages.

    Not nbconvert's HTMLExporter, which parses each page once more to look for its own classes and
    for images without a description; that took as long as all else that happens beside the kernel.
    """
    return TemplateExporter(  # type: ignore[no-untyped-call]
        optimistic_validation=True,  # once, and not after each preprocessor that does nothing
        template_name="notebook",
        template_file="index.html.j2",
        extra_template_basedirs=[str(_templates())],
    )


def tidy(notebook: NotebookNode, task: PageTask) -> None:
    """Take out of an executed notebook what names the machine it ran on.

    Vietnamese letters in the injected parameters are shown as written: papermill escapes them.
    """
    record: dict[str, Any] = notebook.metadata.get("papermill", {})
    record["input_path"] = Path(str(record.get("input_path", ""))).name
    record["output_path"] = task.files[1]
    for cell in notebook.cells:
        if "injected-parameters" in cell.metadata.get("tags", []):
            lines = [f"{name} = {value!r}" for name, value in task.parameters.items()]
            cell.source = "\n".join(["# Parameters", *lines])
