"""The list of layouts, each registered where it is written."""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from dxanalysis.units import LATEST_VINTAGE
from tests.layouts.cases import AS_OF, Case
from tests.layouts.truths import Truth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PROVINCES = {
    "public": ("20", "25", "66", "52", "91", "82"),
    "held": ("20", "08", "66", "52", "96", "82"),
}
"""The provinces of each half: two in the North, two in the Highlands, two in the South."""

PACKAGES = {"public": ("forms", "traps"), "held": ("held",)}
"""Where the layouts of each half are; those of the held half may be absent."""


@dataclass(frozen=True)
class Layout:
    """A way to lay a workbook out."""

    name: str
    kind: str
    half: str
    about: str
    operator: str
    as_of: str | None
    ending: str
    errors_due: bool
    vintage: str
    build: Callable[[Case], None]

    def make(self, folder: Path, *, province: str, seed: int = 0) -> tuple[Path, Truth]:
        """
        Write the workbook of one province.

        Parameters
        ----------
        folder
            Where to.
        province
            Two-digit code, one of those in :data:`tests.layouts.figures.VILLAGE_WORDS`.
        seed
            Another seed, other figures.

        Returns
        -------
        pathlib.Path, Truth
            The file, and what it says.
        """
        truth = Truth(
            name=self.name, about=self.about, kind=self.kind, province=province,
            operator=self.operator, as_of=self.as_of, half=self.half, errors_due=self.errors_due,
            vintage=self.vintage,
        )  # fmt: skip
        case = Case(truth, seed=seed)
        self.build(case)
        return case.save(folder, self.ending), truth


LAYOUTS: dict[str, Layout] = {}


def layout(
    *,
    operator: str = "any",
    as_of: str | None = AS_OF,
    ending: str = ".xlsx",
    errors_due: bool = False,
    vintage: str = LATEST_VINTAGE,
) -> Callable[[Callable[[Case], None]], Callable[[Case], None]]:
    """
    Register a function that builds a layout.

    Its name and docstring become the layout's; its package tells the half, its module the kind.
    """

    def register(build: Callable[[Case], None]) -> Callable[[Case], None]:
        if build.__name__ in LAYOUTS:
            message = f"{build.__name__} is the name of another layout"
            raise ValueError(message)
        package, module = build.__module__.split(".")[-2:]
        half = next(which for which, some in PACKAGES.items() if package in some)
        LAYOUTS[build.__name__] = Layout(
            name=build.__name__, kind=module.replace("_", " "), half=half,
            about=(build.__doc__ or "").strip(),
            operator=operator, as_of=as_of, ending=ending, errors_due=errors_due, vintage=vintage,
            build=build,
        )  # fmt: skip
        return build

    return register


def layouts(half: str | None = None) -> Iterator[Layout]:
    """Give the layouts of one half, or of all halves that are there, in the order of names."""
    for package in chain(*(some for which, some in PACKAGES.items() if half in {None, which})):
        if importlib.util.find_spec(f"tests.layouts.{package}"):
            listed = importlib.import_module(f"tests.layouts.{package}")
            for name in sorted(m.name for m in pkgutil.iter_modules(listed.__path__)):
                importlib.import_module(f"{listed.__name__}.{name}")
    yield from (LAYOUTS[name] for name in sorted(LAYOUTS) if half in {None, LAYOUTS[name].half})
