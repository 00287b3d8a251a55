"""Help, and what is said of wrong calls, are in the reader's language."""

from __future__ import annotations

import re

import pytest

from dxanalysis import lang
from dxanalysis.cli import COMMANDS, main

ARGPARSE = r"argument|expected|required|choice|option|usage:|show this|positional|could match"
"""Words of argparse's own sentences."""

CALLS = {
    "reprot": "reprot",
    "report --jobs": "--jobs",
    "report --only": "--only",
    "report --frob": "--frob",
    "report --merge --shard 1/2": "--merge",
    "report --mail=3": "3",
    "report --f html": "--formats",
    "new": "--province",
    "check --operator foo a.xlsx": "foo",
    "map --compare one": "--compare",
    "units": "",
}
"""Wrong calls, and what a sentence about each has to name."""


def told(words: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int | str | None, str]:
    with pytest.raises(SystemExit) as end:
        main(words)
    captured = capsys.readouterr()
    return end.value.code, captured.out + captured.err


@pytest.mark.parametrize("command", ["", *COMMANDS, "units find", "units convert"])
def test_help_is_in_one_language(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    for of in lang.LANGUAGES:
        code, said = told([*command.split(), "--help", f"--lang={of}"], capsys)
        assert code == 0
        values = set(re.findall(r"--[\w-]+ \[?([^\W\d_][\w/]*)", said))
        words = {text for key, text in lang.catalogue(of).items() if key.startswith("usage.word_")}
        assert values <= words, "the value of an option has a name in the language"
    code, said = told([*command.split(), "--help", "--lang=vi"], capsys)
    assert not re.search(ARGPARSE, said)
    described = re.split(r"\n  (?=-)", said)[1:]
    assert all(len(one.split("  ", 1)) > 1 for one in described), "every option says what it does"


@pytest.mark.parametrize(("call", "named"), CALLS.items())
def test_wrong_calls_are_told_in_the_language(
    call: str, named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for of in lang.LANGUAGES:
        code, said = told([*call.split(), f"--lang={of}"], capsys)
        sentence = said.splitlines()[-1]
        assert code == 2
        assert named in sentence
        assert said.startswith(lang.text("usage.usage", of))
        if of == "vi":
            assert not re.search(ARGPARSE, sentence.replace(named, ""))
