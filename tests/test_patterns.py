"""Patterns that texts of files are searched with: how long they take, and who is spared them."""

from __future__ import annotations

import importlib
import pkgutil
import re
import subprocess
import sys
from itertools import islice
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings, strategies

import dxanalysis.sources
from dxanalysis.sources.workbook.words.written_out import PATTERNS

if TYPE_CHECKING:
    from collections.abc import Iterator

TIMES = 48
"""A repetition that can be read in two ways takes 2 to this power steps for as many words."""

THE_END = 300
"""Seconds after which what would go on for years is broken off; it takes a few."""

ANYWHERE = ("a", "1", " ", "a ", "1 ", "a, ", "1/", "- ", "(", ")", ".", "xã A, ")
WORDS = re.compile(r"[^\W\d_]{2,}(?: [^\W\d_]+)*")


def patterns() -> dict[str, re.Pattern[str]]:
    """Gather the patterns of all modules that read files."""
    found: dict[str, re.Pattern[str]] = {}
    for each in pkgutil.walk_packages(dxanalysis.sources.__path__, "dxanalysis.sources."):
        for name, value in vars(importlib.import_module(each.name)).items():
            for number, one in enumerate(held(value)):
                found.setdefault(f"{each.name}.{name}.{number}", one)
    return found


def held(value: object) -> Iterator[re.Pattern[str]]:
    """Give the patterns that a constant is or holds."""
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, dict):
        yield from (one for each in value.values() for one in held(each))
    elif isinstance(value, tuple | list):
        yield from (one for each in value for one in held(each))


def repeated(pattern: re.Pattern[str]) -> Iterator[str]:
    """Repeat the words of a pattern, so that its last part never follows."""
    for word in islice(dict.fromkeys(WORDS.findall(pattern.pattern)), 100):
        for text in (word, f"{word} ", f"{word}, "):
            yield text * TIMES + "\0"
    yield from (text * TIMES + "\0" for text in ANYWHERE)


def try_all() -> None:
    """Search all of it, naming each pattern before."""
    for name, pattern in patterns().items():
        print(name, flush=True)  # noqa: T201 - the one that never ends is the last
        for text in repeated(pattern):
            pattern.search(text)
            pattern.fullmatch(text)
    print("done")  # noqa: T201 - for the test below


def test_no_pattern_takes_time_that_doubles_with_each_word() -> None:
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "tests.test_patterns"],
            check=True, capture_output=True, text=True, encoding="utf-8", timeout=THE_END,
        )  # fmt: skip
    except subprocess.TimeoutExpired as broken_off:
        pytest.fail(f"never ends: {(broken_off.stdout or b'').decode().split()[-1:]}")
    names = ended.stdout.split()
    assert names[-1] == "done"
    assert len(names) > 500


if __name__ == "__main__":
    try_all()


@pytest.mark.parametrize("number", range(len(PATTERNS)))
def test_a_heading_is_spared_only_patterns_that_find_nothing_in_it(number: int) -> None:
    letters, pattern, _ = PATTERNS[number]

    @settings(max_examples=6, derandomize=True, deadline=None, suppress_health_check=[*HealthCheck])
    @given(strategies.from_regex(pattern))
    def has_some_of_its_letters(found: str) -> None:
        assert any(some in found for some in letters)

    has_some_of_its_letters()
