"""Cells of a notebook whose figures a province does not have: one sentence says what and why."""

from __future__ import annotations

import ast
import sys
from html import escape
from typing import TYPE_CHECKING, Final

from dxanalysis.errors import DxAnalysisError
from dxanalysis.indicators import indicators
from dxanalysis.lang import text

if TYPE_CHECKING:
    from dxanalysis.lang import Lang

_SHOW: Final = "_dxanalysis_show_"
_EXPLAIN: Final = "_dxanalysis_explain_"


def say_what_is_missing(lang: Lang = "vi") -> None:
    """Let the cells that follow say what they cannot show, and why, and not stop the notebook.

    A cell that needs figures which the province does not have shows one sentence; so does a later
    one that needs what that cell would have made. Any other error stops as it always does.

    Parameters
    ----------
    lang
        The language of the sentences.

    Notes
    -----
    Outside a notebook it does nothing.

    Examples
    --------
    >>> say_what_is_missing("en")
    """
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    if shell is None:
        return
    unmade = _Unmade(lang)
    shell.ast_transformers[:] = [
        one for one in shell.ast_transformers if not isinstance(one, _Watched)
    ]
    shell.ast_transformers.append(_Watched())
    shell.user_ns[_EXPLAIN] = unmade.explain
    shell.user_ns[_SHOW] = _show


class _Unmade:
    """Which names of a notebook were not made, and why."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self.reasons: dict[str, str] = {}

    def explain(self, error: BaseException, *names: str) -> None:
        """Say why a cell shows nothing; raise what is no matter of the province's figures."""
        from IPython.display import HTML, display  # noqa: PLC0415 - only where there is a notebook

        reason = self._reason(error)
        if not reason:
            raise error
        self.reasons |= dict.fromkeys(names, reason)
        said = escape(text("tables.cell_missing", self.lang, reason=reason))
        display(HTML(f"<p>{said}</p>"))  # type: ignore[no-untyped-call]

    def _reason(self, error: BaseException) -> str:
        if isinstance(error, DxAnalysisError):
            wanted = str(error.params.get("found"))
            if error.params.get("name") == "indicator" and wanted in indicators():
                return self._lacks(wanted)
            if error.params.get("name") == "classes":
                return text("tables.no_class_list", self.lang, found=wanted)
            return error.sentence(self.lang)
        if isinstance(error, NameError):
            return self.reasons.get(str(error.name), "")
        if not isinstance(error, KeyError):
            return ""
        wanted = str(error.args[0]) if error.args else ""
        return self._lacks(wanted) if wanted in indicators() else ""

    def _lacks(self, indicator: str) -> str:
        """Say that there are no figures of an indicator."""
        return text("tables.no_figures_of", self.lang, name=indicators()[indicator].name(self.lang))


class _Watched(ast.NodeTransformer):
    """Put each cell into a ``try`` whose handler explains what the province's figures lack."""

    def visit_Module(self, node: ast.Module) -> ast.Module:
        if not node.body:
            return node
        names = sorted(
            {
                one.id
                for one in ast.walk(node)
                if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)
            }
        )
        body = list(node.body)
        last = body[-1]
        if isinstance(last, ast.Expr):
            shown = ast.Call(ast.Name(_SHOW, ast.Load()), [last.value], [])
            body[-1] = ast.copy_location(ast.Expr(shown), last)
        arguments = [ast.Name("_error_", ast.Load()), *map(ast.Constant, names)]
        explained = ast.Expr(ast.Call(ast.Name(_EXPLAIN, ast.Load()), arguments, []))
        kinds = ast.Name("Exception", ast.Load())
        handler = ast.ExceptHandler(kinds, "_error_", [explained])
        watched = ast.copy_location(ast.Try(body, [handler], [], []), body[0])
        node.body = [ast.fix_missing_locations(watched)]
        return node


def _show(value: object) -> None:
    """Show the value of a cell, as a notebook does."""
    from IPython.display import display  # noqa: PLC0415 - only where there is a notebook

    if value is not None:
        display(value)  # type: ignore[no-untyped-call]
