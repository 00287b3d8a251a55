"""A whole workspace checked in one round, and what its files say of each other."""

from __future__ import annotations

import datetime as dt
import json
import math
import shutil
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from dxanalysis import open_workspace, units
from dxanalysis.cli import main
from dxanalysis.commands.options import open_or_default
from dxanalysis.errors import ChecksFailedError
from dxanalysis.file_updates import check_against_others
from dxanalysis.findings import sentence
from dxanalysis.observations import make_observations
from dxanalysis.pages.key_findings import headline_sentences
from dxanalysis.pages.notes import disputed_figures
from dxanalysis.pages.tables import sources_of
from dxanalysis.pipeline import analyse, check_workspace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("read_here")

COMMUNES = list(units.load_units(province="14").index)


def workspace(folder: Path, son_la: Path, **files: tuple[str, Sequence[Sequence[object]]]) -> Path:
    """Write a workspace of Sơn La with one CSV for each table: its operator and its rows."""
    folder.mkdir()
    shutil.copy(son_la / "boundaries.geojson", folder)
    settings = (
        '[province]\ncode = "14"\nvintage = "2025-07"\ngrouping = "former_district"\n'
        'languages = ["vi"]\nevidence = "declared"\n'
    )
    for name, (operator, rows) in files.items():
        lines = [";".join("" if cell is None else str(cell) for cell in row) for row in rows]
        (folder / f"{name}.csv").write_text("\n".join(lines), encoding="utf-8")
        settings += f'[[workbooks]]\npath = "{name}.csv"\noperator = "{operator}"\n'
    settings += '[boundaries]\npath = "boundaries.geojson"\nkind = "approximate"\nsource = "x"\n'
    (folder / "province.toml").write_text(settings, encoding="utf-8")
    return folder


def rows_of(*headings: str, title: str = "Tính đến 30/9/2025") -> list[list[object]]:
    """Give each commune 8,000 people and, of each further column, a growing part of them."""
    body: list[list[object]] = [
        [code, 8000, *(5000 + 20 * at + 7 * column for column in range(len(headings)))]
        for at, code in enumerate(COMMUNES)
    ]
    return [[title], ["Mã xã", "Dân số", *headings], *body]


def rules(folder: Path) -> set[str]:
    return set(check_workspace(open_workspace(folder)).findings["rule"])


def test_a_file_that_cannot_be_read_hides_nothing_of_the_others(
    son_la: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = rows_of("Dân số được phủ sóng 4G")
    rows[5][2] = 9000  # more than the people there are
    folder = workspace(tmp_path / "w", son_la, so=("any", rows), vnpt=("vnpt", [["ghi chú"]]))
    assert main(["check", str(folder), "--lang", "en"]) == 2
    said = capsys.readouterr().out
    assert "vnpt.csv" in said
    assert "more than the 8,000 there are" in said
    assert "so.csv" in said.partition("→")[0]  # its columns are shown as they were understood
    assert main(["check", str(folder), "--json"]) == 2
    found = json.loads(capsys.readouterr().out)
    assert found["verdict"] == "fail"
    assert {finding["rule"] for finding in found["findings"]} >= {"unusable", "covered_above_base"}


def test_the_lists_of_a_plan_are_checked_with_the_workbooks(
    son_la: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = workspace(tmp_path / "w", son_la, so=("any", rows_of("Dân số được phủ sóng 4G")))
    (folder / "tram.csv").mkdir()
    (folder / "thon.csv").write_text(
        "thôn;xã;vĩ độ;kinh độ\nBản Lạ;Xã Không Đâu;21,3;103,9\n", encoding="utf-8"
    )
    with (folder / "province.toml").open("a", encoding="utf-8") as settings:
        settings.write('[plan]\nvillages = "thon.csv"\nstations = "tram.csv"\n')
        settings.write('candidates = "khong-co.csv"\n')
    assert main(["check", str(folder), "--lang", "en"]) == 2
    said = capsys.readouterr().out
    assert "tram.csv” is a folder" in said
    assert f"There is no file “{folder / 'khong-co.csv'}”" in said
    assert "Bản Lạ · Xã Không Đâu (#1)" in said
    assert "so.csv" in said


def test_rows_left_out_of_speed_tests_are_named(son_la: Path, tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w", son_la, so=("any", rows_of("Dân số được phủ sóng 4G")))
    code = COMMUNES[0]
    (folder / "do.csv").write_text(
        "Mã xã;Tên xã;Loại mạng;Tải xuống\n"
        f"{code};;4G;10,5\n{code};;3G;lỗi\n;Xã Không Đâu;4G;10,5\n",
        encoding="utf-8",
    )
    with (folder / "province.toml").open("a", encoding="utf-8") as settings:
        settings.write('[speed_tests]\npath = "do.csv"\n')
    found = check_workspace(open_workspace(folder)).findings
    said = [sentence(row, "en") for _, row in found.iterrows()]
    assert any("“lỗi”" in one and "do.csv" in one for one in said)
    assert any("“Xã Không Đâu”" in one for one in said)
    # That most communes have no tests is no fault of the file.
    assert not {"speedtests.no_tests", "speedtests.too_few"} & set(found["rule"])


def test_a_refused_workbook_is_a_finding_for_other_programs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "ke-hoach.csv"
    path.write_text(
        "KẾ HOẠCH NĂM 2030\nTên xã;Dân số được phủ sóng 4G\nXã Bó Sinh;9000\n", encoding="utf-8"
    )
    assert main(["check", str(path), "--province", "14", "--json"]) == 2
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert finding["file"] == "ke-hoach.csv"
    assert "“KẾ HOẠCH”" in finding["message"]


def test_columns_of_earlier_dates_are_history_and_never_the_present(
    son_la: Path, tmp_path: Path
) -> None:
    rows = rows_of("Dân số được phủ sóng 4G", "Dân số được phủ sóng 4G 30/6/2025")
    rows[2][2] = None  # left blank: what stood in June stands
    analysis = analyse(open_workspace(workspace(tmp_path / "w", son_la, so=("any", rows))))
    dated = analysis.history.query("indicator == 'pop_4g' and unit_code == @COMMUNES[1]")
    assert dated.set_index("as_of")["numerator"].sort_index().tolist() == [5027, 5020]
    now = analysis.snapshot.figures.query("indicator == 'pop_4g'").set_index("unit_code")
    assert now.loc[COMMUNES[1], "numerator"] == 5020
    assert now.loc[COMMUNES[0], ["numerator", "as_of"]].tolist() == [
        5007,
        pd.Timestamp("2025-06-30"),
    ]


def test_an_earlier_column_does_not_beat_figures_without_a_date(
    son_la: Path, tmp_path: Path
) -> None:
    rows = rows_of("Dân số được phủ sóng 4G", "Dân số được phủ sóng 4G 30/6/2025", title="Biểu 1")
    analysis = analyse(open_workspace(workspace(tmp_path / "w", son_la, so=("any", rows))))
    now = analysis.snapshot.figures.query("indicator == 'pop_4g'").set_index("unit_code")
    assert now.loc[COMMUNES[1], "numerator"] == 5020


@pytest.mark.slow
def test_percentages_alone_or_one_operator_alone_is_told_by_check(
    son_la: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rates = [
        ["Tính đến 30/9/2025"],
        ["Mã xã", "Tỷ lệ dân số được phủ sóng 4G (%)"],
        *([code, f"{60 + at / 4:.2f}".replace(".", ",")] for at, code in enumerate(COMMUNES)),
    ]
    alone = {"ty-le": ("any", rates), "viettel": ("viettel", rows_of("Dân số được phủ sóng 4G"))}
    for name, file in alone.items():
        folder = workspace(tmp_path / name, son_la, **{name.replace("-", "_"): file})
        assert {"ty-le": "only_rates", "viettel": "only_operators"}[name] in rules(folder)
        assert main(["check", str(folder), "--lang", "en"]) == 0
        said = capsys.readouterr().out
        assert {"ty-le": "without counts", "viettel": "Viettel"}[name] in said
        assert main(["map", str(folder), "--out", str(tmp_path / f"{name}.html")]) == 0
        capsys.readouterr()


def table(
    day: str, operator: str = "any", file: str = "", **change: float
) -> list[dict[str, object]]:
    return [
        {
            "unit_code": code,
            "vintage": "2025-07",
            "indicator": "pop_4g",
            "operator": operator,
            "as_of": day,
            "numerator": (5000 + 20 * at) * change.get("times", 1) + change.get("plus", 0),
            "denominator": 8000,
            "source": f"{file or day}.xlsx|1|C{at + 2}",
        }
        for at, code in enumerate(COMMUNES)
    ]


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        (table("2025-06-30"), table("2025-09-30"), "file_repeats"),
        (table("2025-06-30"), table("2025-06-30", file="moi"), "file_repeats"),
        (table("2025-06-30", "viettel"), table("2025-06-30", "vnpt", "vnpt"), "file_repeats"),
        (table("2025-06-30"), table("2025-09-30", times=0.5), "series_fell"),
        (table("2025-06-30"), table("2025-09-30", plus=15), None),
        (table("2025-06-30"), table("2025-06-30", "vnpt", "vnpt", times=0.8), None),
    ],
)
def test_a_file_is_held_against_the_ones_before(
    before: list[dict[str, object]], after: list[dict[str, object]], rule: str | None
) -> None:
    rows = make_observations([*before, *after])
    found = check_against_others(rows, rows.drop_duplicates(["unit_code", "operator", "as_of"]))
    assert found["rule"].tolist() == ([rule] if rule else [])
    for _, finding in found.iterrows():
        assert "30" in sentence(finding, "vi")


def test_a_single_commune_that_fell_is_named() -> None:
    after = table("2025-09-30", plus=15)
    after[7]["numerator"] = 900
    rows = make_observations([*table("2025-06-30"), *after])
    (found,) = check_against_others(rows, rows).to_dict("records")
    assert (found["rule"], found["unit_code"], found["cell"]) == ("figure_fell", COMMUNES[7], "C9")
    assert (found["value"], found["other"]) == (11.25, dt.date(2025, 6, 30))


def test_coverage_a_little_lower_is_a_note_about_the_series() -> None:
    after = table("2025-09-30", plus=15)
    after[7]["numerator"], after[9]["numerator"] = 5100, 4900
    after[11].update(numerator=5240, denominator=9000)  # as many as before, of more people
    rows = make_observations([*table("2025-06-30"), *after])
    (found,) = check_against_others(rows, rows).to_dict("records")
    assert (found["severity"], found["rule"]) == ("note", "shares_fell")
    assert (found["value"], found["unit_code"]) == (2, COMMUNES[9])
    assert found["expected"] == pytest.approx(100 * (5180 - 4900) / 8000)


@pytest.mark.slow
def test_an_analysis_can_go_on_without_rows_of_no_commune(
    son_la: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = rows_of("Dân số được phủ sóng 4G")
    rows[2][0] = "99999"
    folder = workspace(tmp_path / "tinh", son_la, tong=("any", rows))
    space = open_workspace(folder)
    with pytest.raises(ChecksFailedError):
        analyse(space)
    made = analyse(space, keep_going=True)
    assert math.isnan(made.figure(COMMUNES[0], "pop_4g"))
    out = tmp_path / "map.html"
    assert main(["map", str(folder), "--keep-going", "--out", str(out), "--lang", "en"]) == 0
    assert "cell A3" in capsys.readouterr().err
    # Without any other row there is nothing to go on with.
    folder = workspace(tmp_path / "none", son_la, tong=("any", rows[:3]))
    with pytest.raises(ChecksFailedError, match="cell A3"):
        analyse(open_workspace(folder), keep_going=True)


def test_figures_that_files_dispute_are_not_shown(son_la: Path, tmp_path: Path) -> None:
    rows = rows_of("Dân số được phủ sóng 4G")
    other = [*rows[:2], [COMMUNES[0], 8000, 4321], *rows[3:5]]
    folder = workspace(tmp_path / "tinh", son_la, tong=("any", rows), khac=("any", other))
    made = analyse(open_workspace(folder), keep_going=True)
    assert math.isnan(made.figure(COMMUNES[0], "pop_4g"))
    assert made.figure(COMMUNES[1], "pop_4g") == 100 * 5020 / 8000
    assert f"{len(COMMUNES) - 1}/{len(COMMUNES)}" in headline_sentences(
        made, made.whole, lang="vi"
    )[0]  # fmt: skip
    said = str(disputed_figures(made, lang="vi").html)
    assert "Chưa dùng 1 số liệu" in said
    assert "4.321 theo khac.csv; 5.000 theo tong.csv" in said
    # That it was not sent is not said: it was, and twice.
    assert not rules(folder) & {"figures_incomplete", "figures_incomplete_several"}
    settings = folder / "province.toml"
    written = settings.read_text(encoding="utf-8")
    settings.write_text(
        written.replace('path = "khac.csv"', 'path = "khac.csv"\ncorrects = "tong.csv"'),
        encoding="utf-8",
    )
    made = analyse(open_workspace(folder))
    assert made.figure(COMMUNES[0], "pop_4g") == 100 * 4321 / 8000
    assert not disputed_figures(made, lang="vi").html
    files, _ = sources_of(made, lang="vi")
    assert "Tệp khac.csv sửa tệp tong.csv ở 1 xã, phường." in files.note


def test_a_correction_of_a_file_that_is_not_used_is_said(son_la: Path, tmp_path: Path) -> None:
    rows = rows_of("Dân số được phủ sóng 4G")
    folder = workspace(tmp_path / "tinh", son_la, tong=("any", rows))
    (folder / "cu.csv").write_text("", encoding="utf-8")
    settings = folder / "province.toml"
    written = settings.read_text(encoding="utf-8")
    settings.write_text(
        written.replace('path = "tong.csv"', 'path = "tong.csv"\ncorrects = "cu.csv"'),
        encoding="utf-8",
    )
    found = check_workspace(open_workspace(folder)).findings
    said = found[found["rule"].eq("corrects_unused")]
    assert [*said["file"], *said["value"]] == ["tong.csv", "cu.csv"]


def test_in_a_province_folder_that_province_is_meant(
    son_la: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = rows_of("Dân số được phủ sóng 4G")
    rows[2][0] = "99999"
    folder = workspace(tmp_path / "Tỉnh tôi", son_la, tong=("any", rows))
    monkeypatch.chdir(folder)
    assert main(["check", "--lang", "en"]) == 1
    assert "tong.csv" in capsys.readouterr().out
    assert main(["map", "--lang", "en"]) == 1
    assert open_or_default(None).folder == folder
    monkeypatch.chdir(tmp_path)
    assert open_or_default(None).province == "14"
    assert open_or_default(None).folder.name == "son-la"
    for command in ("check", "report", "map", "plan", "coverage-check"):
        with pytest.raises(SystemExit):
            main([command, "--lang", "en", "--help"])
        assert "the current folder" in " ".join(capsys.readouterr().out.split())


def test_where_all_without_4g_live_it_does_not_say_half(son_la: Path, tmp_path: Path) -> None:
    rows = rows_of("Dân số được phủ sóng 4G")
    for row in rows[2:]:
        row[2] = row[1]
    rows[2][2] = 5000
    made = analyse(open_workspace(workspace(tmp_path / "tinh", son_la, tong=("any", rows))))
    said = " ".join(headline_sentences(made, made.whole, lang="vi"))
    assert "Tất cả số người chưa có 4G sống ở" in said
    assert "Hơn một nửa" not in said
