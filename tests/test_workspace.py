"""province.toml: what it says is taken, and what it gets wrong is said in one sentence."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from dxanalysis.errors import FileUnreadableError, WorkspaceError
from dxanalysis.pipeline import analyse, check_workspace
from dxanalysis.sources.class_lists import read_classes
from dxanalysis.workspace import open_workspace, use_boundaries

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """
[province]
code = "20"
vintage = "2025-07"
grouping = "commune"
languages = ["en", "vi"]

[[workbooks]]
path = "books/a.xlsx"
operator = "vnpt"
as_of = 2025-09-30

[[workbooks]]
path = "books/b.xlsx"
operator = "any"
evidence = "measured"

[boundaries]
path = "lines.gpkg"
kind = "real"
source = "somebody"

[targets]
pop_5g = "qd36-pop-5g-2030"
villages_4g = { value_pct = 98.5, year = 2027, document = "a plan" }
"""


def write(folder: Path, content: str) -> Path:
    (folder / "province.toml").write_text(content, encoding="utf-8")
    return folder


def test_without_speed_tests_one_sentence_says_what_to_add(tmp_path: Path) -> None:
    space = open_workspace(write(tmp_path, GOOD))
    with pytest.raises(WorkspaceError) as caught:
        space.require_speed_tests()
    for lang in ("vi", "en"):
        assert "[speed_tests]" in caught.value.sentence(lang)


def test_a_notebook_shows_an_error_as_a_sentence(tmp_path: Path) -> None:
    code = f"import dxanalysis as dx; dx.open_workspace({str(tmp_path)!r})"
    done = subprocess.run(
        [sys.executable, "-m", "IPython", "--colors=NoColor", "-c", code],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "IPYTHONDIR": str(tmp_path)},
    )
    said = done.stdout + done.stderr
    assert "province.toml" in said
    assert "hãy kiểm tra lại đường dẫn" in said
    assert "Traceback" not in said
    assert "workspace.py" not in said


def test_everything_that_is_said_is_taken(tmp_path: Path) -> None:
    space = open_workspace(write(tmp_path, GOOD))
    assert (space.province, space.vintage, space.grouping) == ("20", "2025-07", "commune")
    assert space.languages == ("en", "vi")
    assert [book.operator for book in space.workbooks] == ["vnpt", "any"]
    assert space.workbooks[0].path == tmp_path / "books" / "a.xlsx"
    assert space.workbooks[0].as_of == dt.date(2025, 9, 30)
    assert space.workbooks[1].as_of is None
    assert [book.evidence for book in space.workbooks] == ["declared", "measured"]
    assert space.boundaries.kind == "real"
    assert space.targets["pop_5g"].value_pct == 99.0
    assert space.classes == ()
    assert space.speed_tests is None
    own = space.targets["villages_4g"]
    assert (own.value_pct, own.year, own.basis) == (98.5, 2027, "villages")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (('code = "20"', 'code = "2"'), "'2'"),
        (('code = "20"', "code = 20"), "20"),
        (('grouping = "commune"', 'grouping = "huyện"'), "huyện"),
        (('languages = ["en", "vi"]', 'languages = ["fr"]'), "fr"),
        (('operator = "vnpt"', 'operator = "vinaphone"'), "vinaphone"),
        (("as_of = 2025-09-30", 'as_of = "30/9/2025"'), "30/9/2025"),
        (('kind = "real"', 'kind = "exact"'), "exact"),
        (('kind = "real"', ""), "kind"),
        (("[boundaries]", "[boundary]"), "boundaries"),
        (('path = "books/a.xlsx"', 'pth = "books/a.xlsx"'), "path"),
        (('evidence = "measured"', 'evidence = "measured"\nowner = "x"'), "owner"),
        (('pop_5g = "qd36-pop-5g-2030"', 'pop_5g = "qd749-communes-fibre-2025"'), "qd749"),
        (('pop_5g = "qd36-pop-5g-2030"', 'pop_6g = "x"'), "pop_6g"),
        (("value_pct = 98.5", "value_pct = 985"), "985"),
        (("year = 2027, ", ""), "year"),
        (("[province]", "[province"), "TOML"),
    ],
)
def test_a_mistake_is_one_sentence_that_names_it(
    tmp_path: Path, change: tuple[str, str], told: str
) -> None:
    folder = write(tmp_path, GOOD.replace(*change, 1))
    with pytest.raises(WorkspaceError) as caught:
        open_workspace(folder)
    for lang in ("vi", "en"):
        sentence = caught.value.sentence(lang)
        assert told in sentence
        assert "province.toml" in sentence
        assert sentence.count("\n") == len(caught.value.others)


def test_a_folder_without_province_toml(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match=r"province\.toml"):
        open_workspace(tmp_path / "nowhere")


def test_without_workbooks_it_says_how_to_add_one(tmp_path: Path) -> None:
    head, rest = GOOD.split("[[workbooks]]", 1)
    tail = rest[rest.index("[boundaries]") :]
    space = open_workspace(write(tmp_path, head + tail))
    for step in (analyse, check_workspace):
        with pytest.raises(WorkspaceError) as caught:
            step(space)
        assert "dxanalysis add" in caught.value.sentence("vi")
        assert str(tmp_path) in caught.value.sentence("en")


def test_real_boundaries_are_entered_and_the_rest_is_left_as_it_was(tmp_path: Path) -> None:
    folder = write(tmp_path, "# why this is so\n" + GOOD)
    use_boundaries(folder, file=folder / "real.gpkg", source='Nguồn "mới"')
    space = open_workspace(folder)
    assert space.boundaries.path == folder / "real.gpkg"
    assert (space.boundaries.kind, space.boundaries.source) == ("real", 'Nguồn "mới"')
    content = (folder / "province.toml").read_text(encoding="utf-8")
    assert content.startswith("# why this is so")
    assert [book.operator for book in space.workbooks] == ["vnpt", "any"]


CLASSES = """
[[classes]]
id = "region"
path = "regions.csv"
column = "khu_vuc"
name = { vi = "Khu vực", en = "Region" }
values = { III = { vi = "khu vực III", en = "region III" } }

[speed_tests]
path = "tests.csv"
evidence = "measured"
"""


def test_lists_of_classes_and_speed_tests_are_taken(tmp_path: Path) -> None:
    space = open_workspace(write(tmp_path, GOOD + CLASSES))
    (region,) = space.classes
    assert (region.path, region.column) == (tmp_path / "regions.csv", "khu_vuc")
    assert region.name["vi"] == "Khu vực"
    assert (region.label("III", "en"), region.label("I", "en")) == ("region III", "I")
    assert region.evidence == "declared"
    assert space.speed_tests is not None
    assert space.speed_tests.path == tmp_path / "tests.csv"


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ('id = "region"', 'id = "khu vực"'),
        ('en = "Region" }', 'fr = "Région" }'),
        ('evidence = "measured"\n', 'evidence = "guessed"\n'),
    ],
)
def test_a_wrong_list_of_classes_is_refused(tmp_path: Path, wrong: str, named: str) -> None:
    assert wrong in CLASSES
    with pytest.raises(WorkspaceError):
        open_workspace(write(tmp_path, GOOD + CLASSES.replace(wrong, named)))


def test_classes_are_read_as_text_and_their_faults_told_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "regions.csv"
    path.write_text("unit_code,khu_vuc\n00123,I\n00124,\n", encoding="utf-8")
    table = read_classes(path, column="khu_vuc", vintage="2025-07")
    assert table.to_dict("list") == {
        "unit_code": ["00123"],
        "vintage": ["2025-07"],
        "khu_vuc": ["I"],
    }
    with pytest.raises(FileUnreadableError, match="unit_code, vung"):
        read_classes(path, column="vung", vintage="2025-07")
    for content in (b"", b'"a\n', b"\xff\xfe\x00"):
        path.write_bytes(content)
        with pytest.raises(FileUnreadableError):
            read_classes(path, column="khu_vuc", vintage="2025-07")
    with pytest.raises(FileUnreadableError):
        read_classes(tmp_path / "none.csv", column="khu_vuc", vintage="2025-07")
