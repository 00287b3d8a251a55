"""Workspaces that have little: one operator only, percentages only, no boundaries, no targets."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import geopandas
import pytest

import dxanalysis as dx
from dxanalysis import charts, documents, exports, pages, reads, units
from dxanalysis.cli import main
from dxanalysis.errors import DataProblemError
from dxanalysis.pipeline import analyse, check_workspace
from dxanalysis.workspace import DEFAULT_TARGETS, open_workspace

if TYPE_CHECKING:
    from pathlib import Path

    from dxanalysis.analysis import Analysis

pytestmark = pytest.mark.usefixtures("read_here")

PROVINCE = "12"  # Lai Châu: the fewest communes
NUMBERS = [100, 90], [200, 150], [400, 0]
"""People and people with 4G of the first three communes: 240 of 700. All others sent nothing."""


def communes() -> list[tuple[str, str]]:
    listed = units.load_units(province=PROVINCE)["unit_name"]
    return [(str(code), str(name)) for code, name in listed.items()]


def workspace(folder: Path, files: dict[str, tuple[str, str]], *, more: str = "") -> Path:
    """Write a workspace whose settings say no more than they must."""
    folder.mkdir()
    settings = f'[province]\ncode = "{PROVINCE}"\n'
    for name, (operator, content) in files.items():
        (folder / name).write_text(content, encoding="utf-8")
        settings += f'[[workbooks]]\npath = "{name}"\noperator = "{operator}"\nas_of = 2025-09-30\n'
    (folder / "province.toml").write_text(settings + more, encoding="utf-8")
    return folder


def counts(scale: float = 1.0) -> str:
    """Write people and people with 4G, of the first three communes."""
    lines = ["Mã xã;Xã, phường;Dân số;Dân số được phủ sóng 4G"]
    figures: list[list[object]] = [[p, round(n * scale)] for p, n in NUMBERS]
    for place, (code, name) in enumerate(communes()):
        people, served = figures[place] if place < len(figures) else ("", "")
        lines.append(f"{code};{name};{people};{served}")
    return "\n".join(lines)


def percentages() -> str:
    lines = ["Mã xã;Xã, phường;Tỷ lệ dân số được phủ sóng 4G (%)"]
    lines += [f"{code};{name};{80 + n / 4}" for n, (code, name) in enumerate(communes())]
    return "\n".join(lines).replace(".", ",")


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    folder = tmp_path_factory.mktemp("one") / "w"
    return analyse(open_workspace(workspace(folder, {"viettel.csv": ("viettel", counts())})))


@pytest.fixture(scope="module")
def rates(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    folder = tmp_path_factory.mktemp("rates") / "w"
    return analyse(open_workspace(workspace(folder, {"so.csv": ("any", percentages())})))


def everything_shown(made: Analysis, *, lang: dx.Lang) -> str:
    """Write the whole page of the province and of the first area."""
    shown: list[str] = []
    for area in (made.whole, made.page_areas[0]):
        for block in list(reads.AREA_BLOCKS.values()):
            given = {} if block.__name__ == "sources_table" else {"area": area}
            if block.__name__ == "coverage_chart":
                given["indicator_id"] = "pop_4g"
            found = (
                block(made, **given)
                if block.__name__ == "area_still"
                else block(made, **given, lang=lang)
            )
            shown.append((hasattr(found, "_repr_html_") and found._repr_html_()) or "")
    shown.append(str(pages.area_table(made, lang=lang).html))
    return "".join(shown)


TARGET = """
[targets]
pop_4g = {value_pct = 99.0, year = 2026, document = "Chỉ tiêu của tỉnh"}
"""


@pytest.mark.slow
def test_a_province_has_not_reached_its_target_by_three_communes(tmp_path: Path) -> None:
    lines = counts().splitlines()[:1]
    listed = communes()
    lines += [f"{code};{name};1000;999" for code, name in listed[:3]]
    lines += [f"{code};{name};;" for code, name in listed[3:]]
    book = {"viettel.csv": ("viettel", "\n".join(lines))}
    made = analyse(open_workspace(workspace(tmp_path / "w", book, more=TARGET)))
    whole = made.whole
    assert made.figure(PROVINCE, "pop_4g", operator="viettel") == pytest.approx(99.9)
    tiles = str(pages.key_figures(made, whole, lang="vi").html)
    assert "Đã đạt chỉ tiêu" not in tiles
    assert "chưa đủ số liệu để kết luận" in tiles
    assert "3/38 xã, phường" in tiles.replace("<wbr>", "").replace("\u200b", "")
    assert "dân số)" not in tiles  # the populations of the others are not known
    assert "99,90%" in tiles
    operators = str(pages.operator_table(made, whole, lang="vi").html)
    assert "3/38" in operators
    assert "7,89%" not in operators
    brief = documents.brief.make_brief(made, whole, lang="vi")
    assert not brief.figures[0].is_met
    assert "3/38" in brief.figures[0].observed


def test_however_little_is_missing_a_headline_says_of_which_communes_it_is(tmp_path: Path) -> None:
    listed = communes()
    lines = [counts().splitlines()[0], f"{listed[0][0]};{listed[0][1]};10;"]
    lines += [f"{code};{name};1000;950" for code, name in listed[1:]]
    book = {"so.csv": ("any", "\n".join(lines))}
    made = analyse(open_workspace(workspace(tmp_path / "w", book, more=TARGET)))
    [first, *_] = pages.key_findings.headline_sentences(made, made.whole, lang="vi")
    assert "37/38 xã, phường (99,97% dân số)" in first
    tiles = str(pages.key_figures(made, made.whole, lang="vi").html)
    assert "100%" not in tiles


def test_the_population_is_of_everybody_and_not_of_communes_with_4g_figures(tmp_path: Path) -> None:
    listed = communes()
    lines = [counts().splitlines()[0], f"{listed[0][0]};{listed[0][1]};700;"]
    lines += [f"{code};{name};1000;950" for code, name in listed[1:]]
    book = {"so.csv": ("any", "\n".join(lines))}
    made = analyse(open_workspace(workspace(tmp_path / "w", book)))
    rows = [(made.whole.code, "whole", None), (listed[0][0], listed[0][1], None)]
    table = pages.tables.rates_of(made, rows, first="province", lang="vi")
    assert table.headings[1] == "Dân số"
    assert [row[1].shown for row in table.rows] == ["37.700", "700"]
    assert table.rows[1][2].shown == "–"


def of_date(head: str, rows: list[str]) -> str:
    return "\n".join([f"Mã xã;Xã, phường;{head}", *rows])


def test_a_later_figure_above_the_joint_one_is_said_in_check_and_on_the_page(
    tmp_path: Path,
) -> None:
    listed = communes()
    head = "Dân số;Dân số được phủ sóng 4G"
    joint = of_date(head, [f"{code};{name};1000;900" for code, name in listed])
    later = of_date(head, [f"{code};{name};1000;1000" for code, name in listed])
    files = {"so.csv": ("any", joint), "viettel.csv": ("viettel", later)}
    folder = workspace(tmp_path / "w", files, more=TARGET)
    settings = folder / "province.toml"
    first, second = settings.read_text(encoding="utf-8").split('"viettel"\n')
    second = second.replace("2025-09-30", "2025-12-31", 1)
    settings.write_text(f'{first}"viettel"\n{second}', encoding="utf-8")
    opened = open_workspace(folder)
    found = check_workspace(opened).findings
    [said] = found[found["rule"] == "any_overtaken"].to_dict("records")
    assert (said["severity"], said["operator"], said["value"]) == ("warning", "viettel", 38)
    made = analyse(opened)
    for area in (made.whole, made.page_areas[0]):
        sentences = pages.key_findings.headline_sentences(made, area, lang="vi")
        assert any("số mới hơn (31/12/2025) của riêng Viettel" in one for one in sentences)
        asked = pages.asks.asks_in(made, area)
        assert "reach_target" not in set(asked["kind"])
        assert "update_figures" in set(asked["kind"])


def test_check_names_the_communes_of_which_no_file_has_a_figure(tmp_path: Path) -> None:
    listed = communes()
    head = "Dân số;Dân số được phủ sóng 4G"
    rows = [f"{code};{name};1000;{'' if n < 2 else 900}" for n, (code, name) in enumerate(listed)]
    one = of_date(head, rows[5:6])
    for name, content, severity, n in (
        ("a", of_date(head, rows), "note", 2),
        ("b", one, "warning", 37),
    ):
        folder = workspace(tmp_path / name, {"so.csv": ("any", content)})
        found = check_workspace(open_workspace(folder)).findings
        said = found[found["rule"].str.startswith("figures_incomplete")].iloc[0]
        assert (said["severity"], said["value"], said["expected"]) == (severity, n, 38)


def test_one_operators_figures_are_shown_under_its_name(one: Analysis) -> None:
    assert one.require_area(PROVINCE) == one.whole
    own = one.shown(PROVINCE)
    assert own["operator"].get("pop_4g") == "viettel"
    assert own["numerator"].get("pop_4g") == 240
    assert own["denominator"].get("pop_4g") == 700
    assert one.figures(PROVINCE)["rate_pct"].get("pop_4g") is None  # nobody spoke for all
    [first, *_] = pages.key_findings.headline_sentences(one, one.whole, lang="vi")
    assert first.startswith(
        "Tỉnh Lai Châu: riêng 3/38 xã, phường có số liệu còn 460 người chưa được Viettel phủ sóng"
    )
    assert "65,71% dân số các nơi này" in first
    assert one.name_of("pop_4g", "vi") == "Dân số được phủ sóng 4G – Viettel"
    assert any("Viettel" in mark for mark in one.marks("vi"))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_nothing_is_said_of_any_operator_from_one(one: Analysis, lang: dx.Lang) -> None:
    shown = everything_shown(one, lang=lang)
    for wrong in (
        "Chỉ một nhà mạng có sóng",
        "Chỉ được một nhà mạng",
        "chưa có sóng 4G, bằng",
        "have no 4G,",
        "by one operator only",
    ):
        assert wrong not in shown
    table = pages.tables.operators_of(one, one.whole, lang=lang)
    assert [row[0].shown for row in table.rows] == ["Viettel"]
    table = pages.tables.rates_of(
        one, [(code, name, None) for code, name in communes()], first="commune", lang=lang
    )
    assert all("Viettel" in head for head in table.headings[2:])


def test_a_commune_that_sent_nothing_is_missing_and_one_without_4g_is_zero(one: Analysis) -> None:
    listed = [(code, name, None) for code, name in communes()]
    table = pages.tables.rates_of(one, listed, first="commune", lang="vi")
    assert [cell.shown for cell in table.rows[2][1:4]] == ["400", "0,00%", "400"]
    assert {cell.shown for cell in table.rows[3][1:4]} == {"–"}
    silent = next(area for area in one.page_areas if communes()[-1][0] in area.communes)
    if not {code for code, _ in communes()[:3]} & set(silent.communes):
        with pytest.raises(DataProblemError):
            one.require_area(silent.code)


def test_first_figures_are_of_what_was_reported(one: Analysis, rates: Analysis) -> None:
    shown = str(pages.key_figures(one, one.whole, lang="vi").html)
    assert shown.count("<dt>") == 1
    assert "không rõ ngày" not in shown
    alone = str(pages.key_figures(rates, rates.areas[communes()[1][0]], lang="vi").html)
    assert "80,25%" in alone, "a rate of one commune is a figure, though the province has none"


def test_two_operators_without_any_are_not_added(tmp_path: Path) -> None:
    files = {"viettel.csv": ("viettel", counts()), "vnpt.csv": ("vnpt", counts(0.5))}
    made = analyse(open_workspace(workspace(tmp_path / "w", files)))
    assert made.shown_operators["pop_4g"] == "viettel"
    assert made.shown(PROVINCE)["numerator"].get("pop_4g") == 240
    table = pages.tables.operators_of(made, made.whole, lang="vi")
    assert [row[0].shown for row in table.rows] == ["Viettel", "VNPT VinaPhone"]
    lone = str(pages.single_operators(made, made.whole, lang="vi").html)
    assert "Chỉ một nhà mạng" not in lone  # of 400 people nobody serves, none is served by one


def test_every_kind_of_station_that_was_sent_is_in_the_table(tmp_path: Path) -> None:
    head = "Mã xã;Tên xã;Trạm 2G;Trạm 3G;Số thôn;Số thôn có sóng 5G"
    lines = [f"{code};{name};3;5;10;4" for code, name in communes()[:3]]
    files = {"viettel.csv": ("viettel", "\n".join([head, *lines]))}
    made = analyse(open_workspace(workspace(tmp_path / "w", files)))
    table = pages.tables.operators_of(made, made.whole, lang="vi")
    shown = dict(zip(table.headings, [cell.shown for cell in table.rows[0]], strict=True))
    assert shown == {
        "Nhà mạng": "Viettel", "Thôn, bản có 5G": "40,00%", "Trạm 2G": "9", "Trạm 3G": "15",
    }  # fmt: skip


def of_first(n: int) -> str:
    """Write people and people with 4G of any operator, of so many of the first communes."""
    lines = counts().split("\n")
    blank = [";".join([*line.split(";")[:2], "", ""]) for line in lines[n + 1 :]]
    return "\n".join([*lines[: n + 1], *blank])


def test_few_figures_of_any_operator_hide_none_of_an_operator_that_gave_all(
    tmp_path: Path,
) -> None:
    files = {"so.csv": ("any", of_first(1)), "viettel.csv": ("viettel", counts(0.5))}
    folder = workspace(tmp_path / "w", files)
    made = analyse(open_workspace(folder))
    assert made.operator_of("pop_4g") == "viettel"
    assert made.set_aside == {"pop_4g": (1, 3)}
    assert made.shown(PROVINCE)["numerator"].get("pop_4g") == 120
    for lang in ("vi", "en"):
        [mark] = [one for one in made.marks(lang, long=True) if "Viettel" in one]
        assert made.name_of("pop_4g", lang) in mark
        assert "1 " in mark
    found = check_workspace(open_workspace(folder)).findings
    assert found["rule"].tolist().count("any_set_aside") == 1
    assert "only_operators" not in set(found["rule"])


def test_figures_of_any_operator_for_most_communes_stand(tmp_path: Path) -> None:
    files = {"so.csv": ("any", of_first(2)), "viettel.csv": ("viettel", counts(0.5))}
    folder = workspace(tmp_path / "w", files)
    made = analyse(open_workspace(folder))
    assert made.operator_of("pop_4g") == "any"
    assert made.set_aside == {}
    assert "any_set_aside" not in set(check_workspace(open_workspace(folder)).findings["rule"])


def test_percentages_have_a_date_although_they_have_no_total(rates: Analysis) -> None:
    assert rates.dates(rates.whole, lang="vi") == "30/9/2025"
    assert rates.dates(rates.page_areas[0], lang="vi") == "30/9/2025"
    assert "30/9/2025" in str(pages.header(rates, rates.whole, lang="vi").html)


def test_percentages_only_have_no_total_and_are_shown_by_commune(rates: Analysis) -> None:
    assert rates.require_area(PROVINCE) == rates.whole
    assert math.isnan(rates.figure(PROVINCE, "pop_4g"))
    code, name = communes()[1]
    assert rates.figure(code, "pop_4g") == 80.25
    [sentence, *_] = pages.key_findings.headline_sentences(rates, rates.whole, lang="vi")
    first = communes()[0][1]
    assert "chỉ ghi tỷ lệ" in sentence
    assert f"{first[:1].lower()}{first[1:]} (80,00%)" in sentence
    rows = [(code, name, None)]
    table = pages.tables.rates_of(rates, rows, first="commune", lang="vi")
    assert [cell.shown for cell in table.rows[0]] == [name, "80,25%"]
    assert pages.page_themes(rates)[0].kind == "rate"
    assert "chưa có sóng 4G, bằng" not in everything_shown(rates, lang="vi")


@pytest.mark.parametrize("which", ["one", "rates"])
def test_documents_and_tables_are_written(
    which: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    made: Analysis = request.getfixturevalue(which)
    assert documents.area_document(made, made.whole, lang="vi").startswith(b"PK")
    brief = documents.brief.make_brief(made, made.whole, lang="en")
    assert len(brief.communes) == 8
    exports.write_gpkg(made, tmp_path / "gaps.gpkg")
    exports.write_xlsx(made, tmp_path / "gaps.xlsx", lang="vi")
    assert charts.to_svg(charts.operator_chart(made, made.whole)).startswith("<svg")


def test_units_in_a_layer_have_the_figures_of_each_operator(tmp_path: Path) -> None:
    """Where nobody gave those of any, the others' are not lost beside the one that is shown."""
    files = {
        "viettel.csv": ("viettel", counts()),
        "vnpt.csv": ("vnpt", counts(0.5)),
    }
    made = analyse(open_workspace(workspace(tmp_path / "w", files)))
    exports.write_gpkg(made, tmp_path / "gaps.gpkg")
    layer = geopandas.read_file(tmp_path / "gaps.gpkg", layer="communes").set_index("unit_code")
    assert layer["pop_4g_viettel_numerator"].dropna().tolist() == [90, 150, 0]
    assert layer["pop_4g_vnpt_numerator"].dropna().tolist() == [45, 75, 0]
    assert not [name for name in layer if name.startswith("pop_4g_numerator")]


def test_check_and_report_agree(tmp_path: Path) -> None:
    for name, operator, content in (
        ("one", "viettel", counts()),
        ("rates", "mobifone", percentages()),
    ):
        folder = workspace(tmp_path / name, {"a.csv": (operator, content)})
        found = check_workspace(open_workspace(folder))
        assert not (found.findings["severity"] == "error").any()
        assert not found.unusable


def test_without_boundaries_approximate_ones_are_drawn_and_said_to_be(one: Analysis) -> None:
    assert one.workspace.boundaries is None
    assert one.has_approximate_boundaries
    assert one.communes.geometry.is_valid.all()
    assert not one.communes.geometry.is_empty.any()
    assert "Ranh giới gần đúng" in str(pages.header(one, one.whole, lang="vi").html)


def test_what_is_left_out_has_the_defaults_of_a_new_province(one: Analysis) -> None:
    space = one.workspace
    assert (space.vintage, space.grouping) == (units.LATEST_VINTAGE, "former_district")
    assert set(space.targets) == set(DEFAULT_TARGETS)


def test_an_empty_list_of_targets_has_none(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w", {"a.csv": ("any", counts())}, more="[targets]\n")
    assert open_workspace(folder).targets == {}


def test_without_a_target_for_4g_nothing_is_said_to_be_short_of_it(one: Analysis) -> None:
    own = one.shown(PROVINCE)
    assert math.isnan(own["gap_points"].get("pop_4g"))
    assert own["reason"].get("pop_4g") == "gaps.no_target"
    assert pages.page_themes(one)[0].kind == "rate"
    tiles = str(pages.key_figures(one, one.whole, lang="vi").html)
    assert "còn thiếu" not in tiles
    assert pages.key_findings.gap_share_sentences(one, one.whole, lang="vi") == []


def test_stations_of_operators_are_no_lack_of_figures_of_any(analysis: Analysis) -> None:
    """Each operator has its own stations: the sample lacks nothing."""
    assert analysis.shown_operators["stations_4g"] != "any"
    assert analysis.lone_operators == []
    assert not any("Viettel" in mark for mark in analysis.marks("vi"))


@pytest.mark.slow
def test_the_sample_has_nothing_to_say_at_the_check(son_la: Path) -> None:
    rules = set(check_workspace(open_workspace(son_la)).findings["rule"])
    assert not rules & {"only_operators", "only_rates"}


def empty_form() -> str:
    """Write a form as it was sent out: the population is filled in, and nothing else."""
    lines = ["Mã xã;Xã, phường;Dân số;Dân số được phủ sóng 4G;Dân số được phủ sóng 5G"]
    return "\n".join([*lines, *(f"{code};{name};100;;" for code, name in communes())])


def test_an_empty_form_is_no_matter_where_its_operator_sent_a_file_of_its_own(
    tmp_path: Path,
) -> None:
    files = {
        "viettel.csv": ("viettel", empty_form()),
        "vt-quy-3.csv": ("viettel", counts()),
        "vnpt.csv": ("vnpt", empty_form()),
    }
    found = check_workspace(open_workspace(workspace(tmp_path / "w", files))).findings
    empty = found[found["rule"].isin(["figures_absent", "files_empty"])]
    assert empty["file"].tolist() == ["vnpt.csv"]


@pytest.mark.slow
def test_areas_of_which_nobody_sent_figures_are_named_and_no_failures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    districts = units.former_districts(province=PROVINCE)["district_code"]
    first = districts.iloc[0]
    own = [(code, name) for code, name in communes() if districts[code] == first]
    book = of_date("Dân số;Dân số được phủ sóng 4G", [f"{c};{name};1000;900" for c, name in own])
    folder = workspace(tmp_path / "w", {"so.csv": ("any", book)})
    out = tmp_path / "site"
    assert main(["report", str(folder), "--out", str(out)]) == 0
    silent = analyse(open_workspace(folder)).silent_areas
    assert len(silent) == districts.nunique() - 1
    index = (out / "index.html").read_text(encoding="utf-8")
    assert 'class="card"' not in index
    assert f"Chưa nhận được số liệu nào của {len(silent)} địa bàn" in index
    assert silent[0].label("vi")[1:] in index
    assert len(list((out / "units").glob("*.html"))) == 1
    capsys.readouterr()
    asked = ["report", str(folder), "--out", str(out), "--only", silent[0].code]
    assert main(asked) == 3
    said = capsys.readouterr().err
    assert "so.csv" in said
    assert "boundaries" not in said
