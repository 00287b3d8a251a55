"""The public names are there, sorted and documented, and importing them costs nothing else."""

from __future__ import annotations

import doctest
import inspect
import re
import subprocess
import sys
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

import dxanalysis

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def public_functions() -> Iterator[Callable[..., object]]:
    """Go through the functions of the public rooms, and those that are public themselves."""
    for name in dxanalysis.__all__:
        found = getattr(dxanalysis, name)
        if inspect.isfunction(found):
            yield found
        if isinstance(found, ModuleType):
            known = getattr(found, "__all__", None) or [n for n in vars(found) if n[0] != "_"]
            for inner in (getattr(found, one) for one in known):
                if inspect.isfunction(inner) and inner.__module__.startswith(found.__name__):
                    yield inner


FUNCTIONS = list(dict.fromkeys(public_functions()))


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f"{f.__module__}.{f.__name__}")
def test_a_public_function_takes_data_first_and_options_by_keyword(
    function: Callable[..., object],
) -> None:
    parameters = inspect.signature(function).parameters
    by_position = [
        name
        for name, one in parameters.items()
        if one.kind in {one.POSITIONAL_ONLY, one.POSITIONAL_OR_KEYWORD}
        # The language comes last by position everywhere: text(key, lang), sentence(row, lang).
        and name != "lang"
    ]
    assert len(by_position) <= 2, by_position
    assert all(parameters[name].default is inspect.Parameter.empty for name in by_position[1:])


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f"{f.__module__}.{f.__name__}")
def test_a_public_function_says_what_it_takes_and_gives(function: Callable[..., object]) -> None:
    said = inspect.getdoc(function) or ""
    head, _, parameters = said.partition("Parameters\n----------\n")
    assert head.splitlines()[0].endswith(".")
    listed = {
        name.strip().lstrip("*")
        for line in parameters.partition("\n\nReturns\n")[0].splitlines()
        if line and line[0] != " "
        for name in line.split(",")
    }
    signature = inspect.signature(function)
    assert set(signature.parameters) <= listed
    assert (
        signature.return_annotation in {"None", None, "Iterator[None]"}
        or "Returns\n-------\n" in said
    )


def test_the_public_names_are_sorted_and_there() -> None:
    assert dxanalysis.__all__ == sorted(dxanalysis.__all__)
    for name in dxanalysis.__all__:
        assert getattr(dxanalysis, name) is not None
        assert name == "__version__" or getattr(dxanalysis, name).__doc__


def test_an_unknown_name_is_an_attribute_error() -> None:
    assert not hasattr(dxanalysis, "no_such_name")


def test_importing_the_package_loads_no_library() -> None:
    heavy = "{'pandas', 'geopandas', 'folium', 'papermill', 'matplotlib', 'seaborn'}"
    code = f"import dxanalysis, sys; sys.exit(bool({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# What draws or shows does so from a whole analysis: the notebooks and the pages are its examples.
DRAWING = {"charts", "check_reports", "display", "explorer", "exports", "maps", "pages"}
SHOWN = [f for f in FUNCTIONS if f.__module__.split(".")[1] not in DRAWING]


@pytest.mark.parametrize("function", SHOWN, ids=lambda f: f"{f.__module__}.{f.__name__}")
def test_the_example_of_a_public_function_calls_it_and_shows_a_result(
    function: Callable[..., object],
) -> None:
    examples = doctest.DocTestParser().get_examples(inspect.getdoc(function) or "")
    called = [re.search(rf"\b{function.__name__}\(", one.source) for one in examples]
    assert any(called)
    first = next(place for place, found in enumerate(called) if found)
    assert any(one.want for one in examples[first:])
