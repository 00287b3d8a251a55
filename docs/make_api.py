"""Write ``docs/api.md``, the list of public names, from the docstrings of the source files.

``python docs/make_api.py`` after a public name or the first line of its docstring has changed. The
files are parsed, not imported: the page depends on nothing that is installed.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).parent.parent
FILE: Final = ROOT / "docs" / "api.md"

INTRODUCTION: Final = """\
# API

Lập tự động từ docstring bằng `docs/make_api.py`; không sửa tay. Mỗi hàm nhận dữ liệu trước, lựa \
chọn sau bằng từ khóa; không sửa bảng đưa vào. Đầy đủ tham số và ví dụ: \
[tra cứu API](api-reference.md), hoặc mở tệp nguồn. *Generated from the docstrings by \
`docs/make_api.py`; do not edit. Every function takes data first and options by keyword, and never \
modifies its input. Parameters, return values and examples are in the [API \
reference](api-reference.md) and in the source file that each name links to.*

`dxanalysis.NAME` is the short way to the names marked ★.
"""

SECTIONS: Final = {
    "Một tỉnh · A province": (
        "workspace",
        "workspace_names",
        "pipeline",
        "analysis",
        "own_figures",
        "snapshot",
        "scaffold",
    ),
    "Số liệu, tỷ lệ, khoảng cách · Figures, rates, gaps": (
        "observations",
        "rates",
        "gaps",
        "indicators",
    ),
    "Nghiên cứu · Studies": (
        "studies.strata",
        "studies.inequality",
        "studies.priorities",
        "studies.hotspots",
        "studies.claims",
        "studies.asks",
        "studies.trends",
        "studies.significance",
    ),
    "Số liệu đã công bố · Published figures": (
        "published",
        "published.comparison",
        "published.reconciliation",
        "published.periods",
    ),
    "Đơn vị hành chính · Administrative units": (
        "units",
        "units.names",
        "units.crosswalk",
        "units.vintages",
        "vietnamese",
        "geodesy",
    ),
    "Đọc tệp · Reading files": (
        "sources.workbook",
        "sources.boundaries",
        "sources.measurements.speed_tests",
        "sources.measurements.radio_cells",
        "sources.measurements.population",
        "sources.measurements.facilities",
        "sources.class_lists",
        "sources.wide_table",
        "sources.downloads",
        "intake",
        "intake.panel",
        "desk",
    ),
    "Kiểm tra · Checks": ("checks", "findings", "check_reports"),
    "Bản đồ, biểu đồ, trang · Maps, charts, pages": (
        "maps",
        "charts",
        "charts.studies",
        "palette",
        "display.tables",
        "display.missing_cells",
        "pages",
        "explorer",
    ),
    "Lập kế hoạch, địa hình · Planning, terrain": (
        "planning",
        "planning.sites",
        "planning.fibre",
        "planning.closing",
        "planning.promises",
        "coverage_checks",
        "studies.reach",
        "terrain.elevation_files",
        "terrain.propagation",
        "terrain.coverage",
        "terrain.sites",
        "terrain.sharing",
    ),
    "Tệp xuất ra · Exports": ("exports", "exports.qgis", "documents", "documents.plan"),
    "Lỗi, ngôn ngữ · Errors, languages": ("errors", "lang"),
}
"""The public modules, in the order of the page."""


class Name(NamedTuple):
    """A public name: what it is called, what it does, and the file that defines it."""

    name: str
    summary: str
    file: Path


def write_page(root: Path = ROOT) -> str:
    """Make the page from the source files below a folder."""
    package = root / "dxanalysis"
    short = short_names(package)
    parts = [INTRODUCTION]
    for title, modules in SECTIONS.items():
        parts.append(f"\n## {title}\n")
        for module in modules:
            file = _file_of(package, module)
            marked = " ★" if f"dxanalysis.{module}" in short else ""
            parts.append(f"\n### `dxanalysis.{module}`{marked}\n\n{_summary(_tree(file))}\n")
            parts.append(
                "".join(
                    _line(one, root, starred=f"dxanalysis.{module}.{one.name}" in short)
                    for one in public_names(package, module)
                )
            )
    return "\n".join(part.strip("\n") + "\n" for part in parts if part)


def public_names(package: Path, module: str) -> list[Name]:
    """List the functions, classes and documented constants that a module offers.

    A module that has ``__all__`` offers those names, wherever they are defined; any other offers
    what it defines without a leading underscore.
    """
    file = _file_of(package, module)
    tree = _tree(file)
    own = _defined(tree)
    listed = _listed(tree)
    if listed is None:
        return [Name(name, said, file) for name, said in own.items() if said]
    imported = _imported(tree)
    found = []
    for name in listed:
        where, called = imported.get(name, ("", name))
        origin = _file_of(package, where.removeprefix("dxanalysis.")) if where else file
        said = _defined(_tree(origin)).get(called, "")
        if said:
            found.append(Name(name, said, origin))
    return found


def short_names(package: Path) -> set[str]:
    """Take the full names behind ``dxanalysis.__all__``."""
    values: dict[str, dict[str, str]] = {}
    tree = _tree(package / "__init__.py")
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict):
            (target,) = node.targets
            values[ast.unparse(target)] = ast.literal_eval(node.value)
    members, modules = values["_MEMBERS"], values["_MODULES"]
    full = set()
    for name in _listed(tree) or []:
        if name in members:
            full.add(f"dxanalysis.{members[name]}.{name}")
        elif not name.startswith("__"):
            full.add(f"dxanalysis.{modules.get(name, name)}")
    return full


def _file_of(package: Path, module: str) -> Path:
    """Find the file of a module or package."""
    path = package.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def _tree(file: Path) -> ast.Module:
    """Parse a source file."""
    return ast.parse(file.read_text(encoding="utf-8"))


def _summary(node: ast.Module | ast.ClassDef | ast.FunctionDef) -> str:
    """Take the first sentence of a docstring."""
    return _sentence(ast.get_docstring(node) or "")


def _sentence(said: str) -> str:
    """Take the first line as Markdown: roles and double backticks become code."""
    head = said.strip().partition("\n\n")[0].replace("\n", " ")
    head = re.sub(r":\w+:`~?([^`]+)`", r"`\1`", head)
    return re.sub(r"``([^`]+)``", r"`\1`", head)


def _defined(tree: ast.Module) -> dict[str, str]:
    """Map the public names that a file defines to the first line of their docstrings."""
    found: dict[str, str] = {}
    for node, after in zip(tree.body, [*tree.body[1:], ast.Pass()], strict=True):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found[node.name] = _summary(node)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if (
                isinstance(after, ast.Expr)
                and isinstance(after.value, ast.Constant)
                and isinstance(after.value.value, str)
            ):
                found[ast.unparse(target)] = _sentence(after.value.value)
    return {name: said for name, said in found.items() if not name.startswith("_")}


def _listed(tree: ast.Module) -> list[str] | None:
    """Read ``__all__``, if the file has it."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return [str(name) for name in ast.literal_eval(node.value)]
    return None


def _imported(tree: ast.Module) -> dict[str, tuple[str, str]]:
    """Map each name imported from the package to its module and its name there.

    What stands below ``if TYPE_CHECKING`` is imported too, once it is asked for.
    """
    later = [node for part in tree.body if isinstance(part, ast.If) for node in part.body]
    return {
        alias.asname or alias.name: (node.module, alias.name)
        for node in (*tree.body, *later)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("dxanalysis.")
        for alias in node.names
        if node.module
    }


def _line(one: Name, root: Path, *, starred: bool) -> str:
    """Write one name as an item of a list."""
    mark = " ★" if starred else ""
    return f"- [`{one.name}`](../{one.file.relative_to(root).as_posix()}){mark}: {one.summary}\n"


def main() -> None:
    """Write the page."""
    FILE.write_text(write_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
