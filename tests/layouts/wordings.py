"""
Headings as offices write them, and what each means.

A wording is a path of headings, levels joined by "|", and what a careful reader takes from the
column: a quantity, "%" and an indicator, a role ("role:name", "role:code"), or "" where nothing
may be read. Each group names the kind of source that writes so; none is copied from a file.
"""

from __future__ import annotations

import importlib
import importlib.util
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import dxanalysis
from tests.layouts.cases import Case, Form
from tests.layouts.columns import Column
from tests.layouts.truths import Truth

if TYPE_CHECKING:
    from pathlib import Path

WORDINGS: dict[str, dict[str, str]] = {
    "statistical yearbooks and censuses": {
        "Dân số trung bình (Người)": "population",
        "Tổng dân số": "population",
        "Dân số thường trú": "population",
        "Số nhân khẩu": "population",
        "Tổng số nhân khẩu": "population",
        "Quy mô dân số (người)": "population",
        "Dân số|Tổng số": "population",
        "Population (persons)": "population",
        "Tổng số hộ": "households",
        "Số hộ gia đình": "households",
        "Số hộ dân cư": "households",
        "Hộ|Tổng số": "households",
        "Dân số|Nam": "",
        "Dân số|Nữ": "",
        "Dân số thành thị": "",
        "Mật độ dân số (người/km2)": "",
        "Diện tích (km2)": "",
        "Quy mô hộ bình quân (người/hộ)": "",
        "Tốc độ tăng dân số (%)": "",
        "Dân số năm 2019": "population?",
        "Dự báo dân số đến năm 2030": "",
    },
    "reports of operators": {
        "Dân số được phủ sóng 4G": "people_4g",
        "Số dân được phủ sóng 4G": "people_4g",
        "Dân số trong vùng phủ 4G": "people_4g",
        "Người dân được phủ sóng 4G (người)": "people_4g",
        "Dân số phủ sóng|4G": "people_4g",
        "Dân số phủ sóng|5G": "people_5g",
        "4G|Dân số phủ sóng": "people_4g",
        "DS phủ sóng 5G": "people_5g",
        "Dân số vùng phủ 4G LTE": "people_4g",
        "Dân số được phủ sóng 5G NR": "people_5g",
        "Vùng phủ 4G|Dân số (người)": "people_4g",
        "Vùng phủ 4G|Tỷ lệ dân số (%)": "%pop_4g",
        "% dân số phủ sóng 5G": "%pop_5g",
        "Tỷ lệ dân số phủ 4G (%)": "%pop_4g",
        "TL phủ sóng 4G theo dân số (%)": "%pop_4g",
        "Độ phủ dân số 5G (%)": "%pop_5g",
        "Số trạm BTS 4G": "stations_4g",
        "Trạm 5G": "stations_5g",
        "Tổng số trạm 4G đang hoạt động": "stations_4g",
        "eNodeB": "stations_4g",
        "Số trạm gNodeB": "stations_5g",
        "BTS|2G": "stations_2g",
        "Số trạm phát sóng|3G": "stations_3g",
        "Số trạm thu phát sóng di động|5G": "stations_5g",
        "Trạm 4G quy hoạch": "",
        "Số trạm 5G dự kiến xây dựng năm 2026": "",
        "Số trạm 4G phát triển mới trong kỳ": "",
        "Số trạm 4G hủy bỏ": "",
        "Thuê bao di động 4G": "",
        "Doanh thu 4G (triệu đồng)": "",
        "Lưu lượng 4G (GB)": "",
    },
    "fibre, by operators and departments": {
        "Số hộ thuê bao cáp quang": "households_subscribed",
        "Số hộ gia đình sử dụng Internet cáp quang": "households_subscribed",
        "Số hộ sử dụng FTTH": "households_subscribed",
        "Hộ gia đình có thuê bao băng rộng cố định cáp quang": "households_subscribed",
        "Hộ gia đình|Có thuê bao FTTH": "households_subscribed",
        "Số hộ có thể kết nối cáp quang": "households_passed",
        "Số hộ có khả năng tiếp cận cáp quang": "households_passed",
        "Số hộ nằm trong vùng phục vụ cáp quang": "households_passed",
        "Số hộ có hạ tầng cáp quang đi qua": "households_passed",
        "Homes passed (FTTH)": "households_passed",
        "Tỷ lệ hộ gia đình sử dụng cáp quang (%)": "%households_fibre_subscribed",
        "Tỷ lệ hộ có khả năng tiếp cận cáp quang (%)": "%households_fibre_passed",
        "Số thôn có cáp quang": "villages_with_fibre",
        "Số thôn, bản đã có cáp quang đến": "villages_with_fibre",
        "Thôn có Internet cáp quang": "villages_with_fibre",
        "Số ấp có cáp quang": "villages_with_fibre",
        "Số buôn có cáp quang": "villages_with_fibre",
        "Tỷ lệ thôn có cáp quang (%)": "%villages_fibre",
        "Số thôn chưa có cáp quang": "",
        "Chiều dài cáp quang (km)": "",
        "Số hộ nghèo sử dụng cáp quang": "",
        "Số cổng FTTH đã lắp đặt": "",
    },
    "villages, in the words of each region": {
        "Số thôn, bản": "villages",
        "Tổng số thôn, tổ dân phố": "villages",
        "Tổng số ấp, khóm": "villages",
        "Số ấp, khu phố": "villages",
        "Số khu dân cư": "villages",
        "Số buôn, thôn, tổ dân phố": "villages",
        "Số xóm": "villages",
        "Số bản, tiểu khu": "villages",
        "Number of villages": "villages",
        "Số thôn có sóng 4G": "villages_with_4g",
        "Số ấp được phủ sóng 4G": "villages_with_4g",
        "Số khóm, ấp đã phủ sóng 5G": "villages_with_5g",
        "Số buôn, làng có sóng 4G": "villages_with_4g",
        "Thôn, bản|Có sóng 4G": "villages_with_4g",
        "Tỷ lệ thôn, bản phủ sóng 4G (%)": "%villages_4g",
        "Số thôn trắng sóng": "villages_without_signal",
        "Số thôn, bản chưa có sóng di động": "villages_without_signal",
        "Số thôn có điện lưới quốc gia": "electrified_villages",
        "Số vùng lõm sóng": "holes",
        "Số thôn đặc biệt khó khăn": "",
        "Số thôn chưa có sóng 4G": "",
        "Trưởng thôn": "",
        "Số thôn trước sắp xếp": "",
    },
    "digital transformation reports of communes": {
        "Số tổ công nghệ số cộng đồng": "teams",
        "Tổ CNSCĐ": "teams",
        "Số thành viên tổ công nghệ số cộng đồng": "team_members",
        "Số hộ có điện thoại thông minh": "households_with_smartphone",
        "Tỷ lệ hộ gia đình có điện thoại thông minh (%)": "%households_smartphone",
        "Số tài khoản định danh điện tử đã kích hoạt": "eid_accounts",
        "Tài khoản VNeID mức 2 đã kích hoạt": "eid_accounts?",
        "Số hồ sơ nộp trực tuyến": "files_online",
        "Tỷ lệ hồ sơ trực tuyến (%)": "%files_online",
        "Số kết quả TTHC được số hóa": "results_digitised",
        "Tỷ lệ người từ 15 tuổi có tài khoản thanh toán điện tử (%)": "%adults_epayment",
        "Tỷ lệ người trưởng thành có chữ ký số (%)": "%adults_digital_signature",
        "Chỉ tiêu giao tỷ lệ hồ sơ trực tuyến (%)": "",
        "Kế hoạch số tổ công nghệ số": "",
        "Số tổ công nghệ số thành lập mới trong quý": "",
        "Ghi chú": "",
        "Số điện thoại tổ trưởng": "",
    },
    "forms of the programmes for new villages and ethnic minorities": {
        "Tổng số thôn của xã": "villages",
        "Tổng số thôn, bản, tổ dân phố": "villages",
        "Số thôn được phủ sóng di động 4G": "villages_with_4g",
        "Số thôn có Internet cáp quang": "villages_with_fibre",
        "Thôn có hạ tầng cáp quang": "villages_with_fibre",
        "Tỷ lệ thôn, bản được phủ sóng 4G (%)": "%villages_4g",
        "Tỷ lệ thôn có cáp quang (%)": "%villages_fibre",
        "Số thôn vùng dân tộc thiểu số có sóng 4G": "",
        "Tỷ lệ hộ nghèo (%)": "",
        "Số hộ cận nghèo được hỗ trợ": "",
        "Số hộ dân tộc thiểu số sử dụng cáp quang": "",
        "Trong đó: số hộ nghèo có điện thoại thông minh": "",
        "Số thôn được phủ sóng 5G": "villages_with_5g",
        "Số thôn đạt chuẩn nông thôn mới": "",
        "Tổng số hộ trên địa bàn xã": "households",
        "Tổng dân số trên địa bàn (người)": "population",
        "Nhu cầu đầu tư trạm 4G giai đoạn 2026-2030": "",
    },
    "dashboards of operators": {
        "Population": "population",
        "Total population": "population",
        "4G pop covered": "people_4g",
        "Pop coverage 4G (%)": "%pop_4g",
        "5G population coverage (%)": "%pop_5g",
        "Population covered|4G": "people_4g",
        "Population covered|5G": "people_5g",
        "Covered population|4G (%)": "%pop_4g",
        "Villages with 4G": "villages_with_4g",
        "Villages with fibre": "villages_with_fibre",
        "Households": "households",
        "Households with FTTH subscription": "households_subscribed",
        "FTTH subscribers (households)": "households_subscribed",
        "Homes passed": "households_passed?",
        "No. of 4G sites": "stations_4g",
        "4G BTS": "stations_4g",
        "NR sites": "stations_5g?",
        "Planned 5G sites": "",
        "Target 4G coverage 2030 (%)": "",
        "Population without 4G": "",
    },
    "statements of operators": {
        "Số dân được phủ sóng|4G|Người": "people_4g",
        "Số dân được phủ sóng|5G|Người": "people_5g",
        "Vùng phủ|4G|Dân số (%)": "%pop_4g",
        "Vùng phủ|5G|Dân số (%)": "%pop_5g",
        "Phủ sóng 4G|Số dân (người)": "people_4g",
        "Phủ sóng 4G|Tỷ lệ (%) dân số": "%pop_4g",
        "Dân số được phủ|4G": "people_4g",
        "Dân số có sóng 4G": "people_4g",
        "Nhân khẩu trong vùng phủ sóng 4G": "people_4g",
        "Số người được phủ sóng 4G": "people_4g",
        "Số khẩu được phủ sóng 5G": "people_5g",
        "Phủ sóng di động|Dân số được phủ sóng 4G|Số người": "people_4g",
        "Phủ sóng di động|Dân số được phủ sóng 4G|Tỷ lệ (%)": "%pop_4g",
        "Hạ tầng di động|Số trạm|4G": "stations_4g",
        "Hạ tầng di động|Số trạm|5G": "stations_5g",
        "Số lượng trạm BTS|4G": "stations_4g",
        "Số vị trí trạm": "",
        "Trạm BTS 3G": "stations_3g",
        "Trạm 2G": "stations_2g",
        "Trạm phát sóng 5G": "stations_5g",
        "Số trạm 4G dùng chung hạ tầng": "",
        "Dân số được phủ sóng 4G năm trước": "",
        "Dân số được phủ sóng 4G tăng thêm": "",
        "Dân số chưa được phủ sóng 4G": "",
        "Dân số nữ được phủ sóng 4G": "",
    },
    "fibre, in the words of branches": {
        "Băng rộng cố định|Số hộ có thuê bao cáp quang": "households_subscribed",
        "Internet cáp quang|Số hộ sử dụng": "households_subscribed",
        "Internet cáp quang|Số thôn có": "villages_with_fibre",
        "Cáp quang|Số bản đã có": "villages_with_fibre",
        "Số hộ đã lắp đặt Internet cáp quang": "households_subscribed",
        "Số hộ dùng Internet cáp quang (FTTH)": "households_subscribed",
        "Hộ có thuê bao FTTx": "households_subscribed",
        "Hộ thuê bao GPON": "households_subscribed",
        "Tỷ lệ hộ thuê bao cáp quang (%)": "%households_fibre_subscribed",
        "Số hộ có khả năng kết nối FTTH": "households_passed",
        "Số hộ thuộc vùng có thể cung cấp cáp quang": "households_passed",
        "Số khu phố có cáp quang": "villages_with_fibre",
        "Số thôn được kéo cáp quang": "villages_with_fibre",
        "Tỷ lệ ấp có cáp quang (%)": "%villages_fibre",
        "Số hộ phát triển mới FTTH trong tháng": "",
        "Số hộ rời mạng FTTH": "",
        "Tổng số cổng GPON": "",
        "Công suất lắp đặt FTTH": "",
    },
    "people and services": {
        "Hộ gia đình có điện thoại thông minh": "households_with_smartphone",
        "Số người dân có hồ sơ sức khỏe điện tử": "people_with_health_record?",
        "Số hồ sơ tiếp nhận trực tuyến": "files_online?",
        "Tổng số thành viên tổ CNSCĐ": "team_members",
        "Số tổ CNSCĐ": "teams",
        "Người trưởng thành có chữ ký số cá nhân": "adults_with_signature",
        "Số người từ 15 tuổi có tài khoản thanh toán": "adults_with_epayment?",
        "Thuê bao chỉ dùng 2G": "subscribers_with_2g_only",
    },
    "resolutions and plans": {
        "Mục tiêu đến năm 2030: dân số phủ sóng 5G (%)": "",
        "Chỉ tiêu 2025 dân số phủ sóng 4G (%)": "",
        "Kế hoạch 2026|Dân số được phủ sóng 5G": "",
        "Phấn đấu đến 2027|Số thôn có cáp quang": "",
        "Dân số được phủ sóng 5G|Mục tiêu 2030": "",
        "Dân số được phủ sóng 4G|Thực hiện": "people_4g",
        "Dân số được phủ sóng 4G|Hiện trạng": "people_4g",
        "Tỷ lệ hoàn thành kế hoạch phủ sóng 4G (%)": "",
    },
    "names and codes of units": {
        "Tên xã, phường": "role:name",
        "Đơn vị hành chính cấp xã": "role:name",
        "Xã/Phường/Đặc khu": "role:name",
        "Địa phương": "role:name",
        "Tên ĐVHC": "role:name",
        "Commune/Ward": "role:name",
        "Mã ĐVHC": "role:code",
        "Mã số xã": "role:code",
        "Mã đơn vị hành chính": "role:code",
        "Commune code": "role:code",
    },
}


@dataclass(frozen=True)
class Wording:
    """A heading, what it means, and the kind of source."""

    path: str
    gives: str
    source: str
    half: str = "public"


def wordings(half: str | None = None) -> list[Wording]:
    """List the wordings of one half, or of all halves that are there."""
    made = [
        Wording(path, gives, source)
        for source, group in WORDINGS.items()
        for path, gives in group.items()
    ]
    if importlib.util.find_spec("tests.layouts.held_wordings"):
        more = importlib.import_module("tests.layouts.held_wordings").WORDINGS
        made += [
            Wording(p, g, source, "held")
            for source, group in more.items()
            for p, g in group.items()
        ]
    return [each for each in made if half in {None, each.half}]


def understood(wording: Wording, folder: Path) -> str:
    """
    Read a small workbook with one column headed so, beside names, codes and one plain column.

    Parameters
    ----------
    wording
        The heading.
    folder
        Where to write.

    Returns
    -------
    str
        Empty where it was read as it should be (or, for a column that must not be read, was not);
        else what was read instead. What ends in "?" may be read or asked about.
    """
    truth = Truth("wording", "", "", province="20", operator="viettel", as_of="2025-09-30")
    case = Case(truth)
    sheet = case.sheet("Bieu")
    sheet.put(0, 0, "Số liệu tính đến ngày 30/9/2025")
    gives = wording.gives.removesuffix("?")
    plain = "stations_3g" if gives != "stations_3g" else "stations_2g"
    columns = [Column(f"Số trạm {plain[-2:].upper()}", plain)]
    form = Form()
    if gives.startswith("role:name"):
        form = Form(name=wording.path, codes="")
    elif gives.startswith("role:code"):
        form = Form(code=wording.path, name="Tên xã")
    else:
        columns.append(Column(wording.path, gives, trap="" if gives else _bait(wording.path)))
    case.table(sheet, columns, form, at=2, some=case.communes[:15])
    path = case.save(folder, ".xlsx")
    try:
        reading = dxanalysis.read_workbook(path, operator="viettel", province="20")
    except dxanalysis.DxAnalysisError as error:
        return f"refused: {type(error).__name__}"
    return _difference(reading, truth, plain, optional=wording.gives.endswith("?"))


def _bait(path: str) -> str:
    return "%pop_4g" if "%" in path else "stations_4g" if "rạm" in path else "people_4g"


def _difference(reading: Any, truth: Truth, plain: str, *, optional: bool) -> str:
    table = reading.observations
    table = table[table["numerator"].notna() | table["rate"].notna()]
    got = {
        (str(row["unit_code"]), str(row["indicator"])): (row["numerator"], row["rate"])
        for row in table.to_dict("records")
    }
    wrong = set()
    for code in truth.cells:
        for key, fact in truth.facts(code).items():
            n, rate = got.pop((code, key), (None, None))
            known = n if "n" in fact else rate
            wanted = fact.get("n", fact.get("r", 0) / 100)
            if known is None and optional and key != plain:
                continue
            if known is None or abs(known - wanted) > (0.51 if "n" in fact else 0.0002):
                wrong.add(f"{key}: {known}")
    extra = sorted({f"read as {key}" for _, key in got})
    return "; ".join([*extra, *sorted(wrong)[:2]])
