"""TOML files that people write: every fault is named by entry, line and what is expected."""

from __future__ import annotations

import os
import pickle
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

import pytest

from dxanalysis.errors import SettingsError, WorkspaceError
from dxanalysis.indicators import Indicator, Target
from dxanalysis.toml_files import (
    CONFIG,
    Flag,
    Number,
    TomlFile,
    Whole,
    must,
    nearest,
    one_of,
    read_catalogue,
    read_toml,
)
from dxanalysis.workspace import open_workspace
from tests.test_workspace import CLASSES, GOOD, write

if TYPE_CHECKING:
    from pathlib import Path


def fault(folder: Path, content: str | bytes) -> WorkspaceError:
    path = folder / "province.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(WorkspaceError) as caught:
        open_workspace(folder)
    for lang in ("vi", "en"):
        lines = caught.value.sentence(lang).split("\n")
        assert len(lines) == 1 + len(caught.value.others)
        assert max(map(len, lines)) < 1000
    return caught.value


ALL = GOOD + CLASSES
LINES = ALL.split("\n")


def line_of(start: str) -> str:
    """Give the number of the first line that begins so, as an editor shows it."""
    return str(next(n for n, line in enumerate(LINES, 1) if line.startswith(start)))


@pytest.mark.parametrize(
    ("change", "line", "entry", "expected"),
    [
        # What is of the wrong kind.
        (('code = "20"', "code = 20"), 'code = "20"', "code", "text in quotation marks"),
        (('code = "20"', 'code = ["20"]'), 'code = "20"', "code", "text in quotation marks"),
        (('code = "20"', 'code = "２０"'), 'code = "20"', "code", "“14”"),
        (('vintage = "2025-07"', "vintage = 2025-07-01"), "vintage", "vintage", "text in"),
        (("as_of = 2025-09-30", "as_of = 2025-09-30T07:00:00Z"), "as_of", "as_of", "a date"),
        (("as_of = 2025-09-30", "as_of = 2025-09-30T00:00:00"), "as_of", "as_of", "a date"),
        (("as_of = 2025-09-30", "as_of = 20250930"), "as_of", "as_of", "a date"),
        (("as_of = 2025-09-30", 'as_of = "2025-09-30"'), "as_of", "as_of", "a date"),
        (('languages = ["en", "vi"]', 'languages = "en"'), "languages", "languages", "a list"),
        (('languages = ["en", "vi"]', "languages = []"), "languages", "languages", "“vi”"),
        (("value_pct = 98.5", 'value_pct = "98.5"'), "villages_4g", "value_pct", "a number"),
        (("value_pct = 98.5", "value_pct = true"), "villages_4g", "value_pct", "a number"),
        (("value_pct = 98.5", "value_pct = nan"), "villages_4g", "value_pct", "0–100"),
        (("value_pct = 98.5", "value_pct = inf"), "villages_4g", "value_pct", "0–100"),
        (("value_pct = 98.5", "value_pct = 0"), "villages_4g", "value_pct", "0–100"),
        (("year = 2027", "year = true"), "villages_4g", "year", "a whole number"),
        (("year = 2027", "year = 2027.5"), "villages_4g", "year", "a whole number"),
        (("year = 2027", f"year = 1{'0' * 4000}"), "villages_4g", "year", "1990–2100"),
        (('document = "a plan"', "document = {}"), "villages_4g", "document", "text in"),
        (('path = "lines.gpkg"', "path = 5"), 'path = "lines', "path", "1–250"),
        (('path = "lines.gpkg"', 'path = ""'), 'path = "lines', "path", "1–250"),
        (('path = "lines.gpkg"', f'path = "{"a" * 5000}"'), 'path = "lines', "path", "1–250"),
        (('path = "lines.gpkg"', 'path = "a\\u0000b"'), 'path = "lines', "path", "1–250"),
        (('path = "lines.gpkg"', 'path = "a\\u001b[31m"'), 'path = "lines', "path", "1–250"),
        (('path = "lines.gpkg"', 'path = "a\\u202eb"'), 'path = "lines', "path", "1–250"),
        (('kind = "real"', 'kind = "Real"'), "kind", "kind", "approximate, real"),
        (('grouping = "commune"', 'grouping = "\\u0000.csv"'), "grouping", "grouping", "groups"),
        (('column = "khu_vuc"', 'column = "unit_code"'), "column", "column", "≠ unit_code"),
        (('id = "region"', 'id = "khu vực"'), "id", "id", "a–z"),
        (('vi = "Khu vực",', "vi = 1,"), "name", "vi", "text in"),
        (('name = { vi = "Khu vực", en = "Region" }', 'name = "x"'), "name", "name", "a section"),
        (('name = { vi = "Khu vực", en = "Region" }', "name = {}"), "name", "name", "{ vi, en }"),
        # Misspelt words: the one that is meant is suggested alone.
        (('operator = "vnpt"', 'operator = "vietel"'), "operator", "operator", "viettel;"),
        (('evidence = "measured"', 'evidence = "mesured"'), "evidence", "evidence", "measured;"),
        (("qd36-pop-5g-2030", "qd36-pop-5g-2031"), "pop_5g", "pop_5g", "qd36-pop-5g-2030"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named_with_its_line(
    tmp_path: Path, change: tuple[str, str], line: str, entry: str, expected: str
) -> None:
    assert change[0] in ALL
    error = fault(tmp_path, ALL.replace(*change, 1))
    assert error.key == "workspace.entry_wrong"
    assert (error.params["entry"], error.params["line"]) == (entry, line_of(line))
    sentence = error.sentence("en")
    assert expected in sentence
    assert f"line {line_of(line)}" in sentence
    assert f"dòng {line_of(line)}" in error.sentence("vi")


@pytest.mark.parametrize(
    ("change", "line", "found", "expected"),
    [
        (('code = "20"', 'code = "20"\nlangauges = ["vi"]'), 4, "langauges", "languages"),
        (('operator = "vnpt"', 'operatr = "vnpt"'), 10, "operatr", "operator"),
        (("[boundaries]", '[boundaris]\npath = "x"\n[boundaries]'), 18, "boundaris", "boundaries"),
        (("[targets]", "[figures]\nmax_age = 3\n[targets]"), 24, "max_age", "max_age_months"),
        (("[targets]", '[document]\nsignr = "x"\n[targets]'), 24, "signr", "signer"),
        (('document = "a plan"', 'document = "a", certanty = "x"'), 25, "certanty", "certainty"),
        (("pop_5g = ", "pop_5 = "), 24, "pop_5", "pop_5g"),
    ],
)
def test_an_unknown_entry_suggests_the_right_one(
    tmp_path: Path, change: tuple[str, str], line: int, found: str, expected: str
) -> None:
    assert change[0] in ALL
    error = fault(tmp_path, ALL.replace(*change, 1))
    faults = {one.key: one for one in (error, *error.others)}
    unknown = faults["workspace.entry_unknown"]
    assert (unknown.params["found"], unknown.params["expected"]) == (found, expected)
    assert unknown.params["line"] == str(line)


def test_the_same_entry_of_another_table_has_its_own_line(tmp_path: Path) -> None:
    error = fault(tmp_path, ALL.replace('operator = "any"', 'operator = "all"', 1))
    assert error.params["section"] == "workbooks 2"
    assert error.params["line"] == line_of('operator = "any"') == "15"


def test_statements_of_several_lines_and_words_in_strings_mislead_nobody(tmp_path: Path) -> None:
    text = '# [boundaries]\n[document]\nbody = """\n[targets]\nkind = 5\n"""\n'
    text += 'recipients = [\n "a",\n 5,\n]\n'
    error = fault(tmp_path, text + ALL.replace('kind = "real"', "kind = 5", 1))
    wrong = {one.params["entry"]: one.params["line"] for one in (error, *error.others)}
    shift = text.count("\n")
    assert wrong == {"1": "7", "kind": str(int(line_of("kind")) + shift)}


def test_everything_wrong_is_said_at_once(tmp_path: Path) -> None:
    content = ALL.replace('kind = "real"\n', "").replace('code = "20"', "code = 20")
    content = content.replace('operator = "vnpt"', 'operator = "x"').replace(
        "[speed_tests]", "[speed]"
    )
    error = fault(tmp_path, content)
    keys = sorted(one.key.removeprefix("workspace.") for one in (error, *error.others))
    assert keys == ["entry_missing", "entry_unknown", "entry_wrong", "entry_wrong"]
    sentence = error.sentence("vi")
    for found in ("code", "operator", "kind", "speed"):
        assert f"{found}" in sentence
    assert pickle.loads(pickle.dumps(error)).sentence("vi") == sentence  # noqa: S301 - made above


def test_a_wrong_default_is_said_once(tmp_path: Path) -> None:
    error = fault(tmp_path, ALL.replace('code = "20"', 'code = "20"\nevidence = "guess"', 1))
    assert (error.params["section"], error.others) == ("province", ())


def test_a_missing_section_is_named(tmp_path: Path) -> None:
    error = fault(tmp_path, ALL.replace("[province]", "[xprovince]"))
    missing = {one.params["entry"] for one in (error, *error.others) if "missing" in one.key}
    assert "province" in missing


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"province = 5",
        b"[workbooks]\npath = 'x'",
        b"[[province]]\ncode = '14'",
        b"\xff\xfe[\x00p\x00",
        b"\xd7\xf0[province]",
        b"[province]\ncode = " + b"9" * 10_000,
        b"a = " + b"[" * 100_000,
        b"a." * 3000 + b"a = 1",
        b"a = '" + b"x" * 2**20 + b"'",
        b"[province]\n[province]",
        b"\x00\x00\x00",
        GOOD.replace("pop_5g =", '"pop\\u001b[31m" =').encode(),
        GOOD.replace("[targets]", "targets = 5\n[z]").encode(),
        GOOD.replace("[targets]", "[targets.pop_4g.x.y]").encode(),
        GOOD.replace('"en", "vi"', "[[[]]]").encode(),
        GOOD.replace("[[workbooks]]", "[[[workbooks]]]").encode(),
    ],
    ids=range(17),
)
def test_whatever_the_file_holds_it_is_one_line(tmp_path: Path, content: bytes) -> None:
    error = fault(tmp_path, content)
    assert "\x1b" not in error.sentence("vi")


def test_a_mark_of_byte_order_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    (tmp_path / "province.toml").write_bytes(b"\xef\xbb\xbf" + ALL.replace("\n", "\r\n").encode())
    assert open_workspace(tmp_path).province == "20"


def test_places_that_are_no_file(tmp_path: Path) -> None:
    (tmp_path / "a" / "province.toml").mkdir(parents=True)
    (tmp_path / "b").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "b" / "province.toml")
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "province.toml").symlink_to("province.toml")
    for name in ("a", "b", "c", "none", "a\0b", "x" * 5000, "-rf", "a\nb"):
        with pytest.raises(WorkspaceError) as caught:
            open_workspace(tmp_path / name)
        for lang in ("vi", "en"):
            assert "\n" not in caught.value.sentence(lang)
            assert len(caught.value.sentence(lang)) < 1000


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(tmp_path, ALL)

    def refuse(*_: object, **__: object) -> str:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr("os.open", refuse)
        with pytest.raises(WorkspaceError) as caught:
            open_workspace(folder)
    assert caught.value.key == "workspace.unreadable"


# ---- the parts -----------------------------------------------------------------------------------
@dataclass(frozen=True)
class Inner:
    """One table of a list."""

    __pydantic_config__ = CONFIG
    share: Annotated[Number, must(lambda number: number >= 0, "≥ 0")]
    shown: Flag = True


@dataclass(frozen=True)
class Outer:
    """A whole file."""

    __pydantic_config__ = CONFIG
    count: Whole
    kind: Annotated[str, one_of(["one", "two"])] = "one"
    inner: dict[str, tuple[Inner, ...]] = field(default_factory=dict)
    only: Inner | None = None


def test_any_dataclass_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("count = 3\n[[inner.x]]\nshare = 1\n[only]\nshare = 0.5\nshown = false\n")
    assert read_toml(path).validate(Outer) == Outer(
        3, "one", {"x": (Inner(1.0),)}, Inner(0.5, shown=False)
    )
    path.write_text(
        "count = 3\n[[inner.x]]\nshare = 1\nshwn = true\n[only]\nshare = -1\nshown = 0\n"
    )
    with pytest.raises(SettingsError) as caught:
        read_toml(path).validate(Outer)
    faults = [caught.value, *caught.value.others]
    assert [(one.params["section"], one.params["line"]) for one in faults] == [
        ("inner.x 1", "4"),
        ("only", "6"),
        ("only", "7"),
    ]
    assert faults[0].params["expected"] == "shown"
    assert faults[1].params["expected"] == "≥ 0"


def test_a_huge_file_is_refused_without_its_lines_being_searched() -> None:
    text = "count = 'x'\n" + "# remark\n" * 100_000
    with pytest.raises(SettingsError) as caught:
        TomlFile(text, "a.toml").validate(Outer)
    assert caught.value.params["line"] == "–"


@pytest.mark.parametrize("part", ["a", '"a b"', "'=,{'", r'"\""'])
@pytest.mark.parametrize("form", ["{} = 1", "[{}]", "[[{}]]", "x = {{ {} = 1 }}"])
def test_tables_within_each_other_without_end_are_refused(
    tmp_path: Path, part: str, form: str
) -> None:
    text = form.format(" . ".join([part] * 20_000))
    assert fault(tmp_path, text).key == "workspace.not_toml"
    (path := tmp_path / "few.toml").write_text(form.format(" . ".join([part] * 3)))
    assert read_toml(path).parse()


def test_dots_in_texts_and_lists_are_no_tables(tmp_path: Path) -> None:
    files = [f"thang.{month}.viettel.xlsx" for month in range(40)]
    text = f"files = {files}\nremark = '{'Xã A. ' * 40}'  # {'.' * 90}\nplaces = {[1.5] * 90}\n"
    (path := tmp_path / "a.toml").write_text(text, encoding="utf-8")
    assert read_toml(path).parse()["files"] == files


def test_catalogues_are_validated() -> None:
    kinds = {"indicators.toml": Indicator, "targets.toml": Target}
    for name, kind in kinds.items():
        file = read_catalogue(name)
        key, entry = next(
            (key, entry) for key, entry in file.parse().items() if key != "references"
        )
        wrong = {
            key: {"id": key, **entry, "colour": "red"}
            if kind is Indicator
            else {**entry, "yaer": 1}
        }
        with pytest.raises(SettingsError) as caught:
            file.validate(dict[str, kind], wrong)  # type: ignore[valid-type]
        assert caught.value.key == "workspace.entry_unknown"
        assert name in caught.value.sentence("vi")
    assert nearest("yaer", ["year", "value"]) == "year"
