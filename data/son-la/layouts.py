"""How senders lay their workbooks out, each in its own way, and as messy as real ones are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

AS_OF: Final = "Tính đến ngày 30/9/2025"
ILLUSTRATIVE: Final = "SỐ LIỆU MINH HỌA – không phải số liệu thật"

Kind = Literal["count", "rate", "mark", "text"]


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    head
        Heading from the top row down; equal neighbours are merged.
    value
        Column of the figures; ``numerator/denominator`` for a rate.
    kind
        How its cells are written and added up.
    unit
        What stands in the units row.
    dash
        Whether none is written ``-``.
    """

    head: tuple[str, ...]
    value: str
    kind: Kind = "count"
    unit: str = ""
    dash: bool = False


@dataclass(frozen=True)
class Layout:
    """How one sender lays a workbook out.

    Attributes
    ----------
    file, sheet
        Names of the file and of the sheet with the table.
    agency, letter, title
        What stands above the table.
    columns
        The columns after number, name and code.
    name_head, code_head
        Headings of those two.
    numbers
        ``real`` numbers, or ``text`` with Vietnamese separators.
    rate_scale
        100 for percent, 1 for a fraction.
    rate_decimals
        Digits that rates are cut to; None keeps them whole, as a formula in Excel does.
    short_names
        ``X.`` and ``P.`` for ``Xã`` and ``Phường``, as a sender with little room writes.
    code_numbers
        Codes as whole numbers, so that leading zeros are lost.
    area
        How a former district's subtotal row is called.
    running
        Whether communes are numbered through the whole table.
    formulas
        Whether totals and rates are formulas with their results.
    notes_first
        Whether the notes stand on the first sheet.
    aliases
        Names that this sender spells in its own way.
    """

    file: str
    sheet: str
    agency: tuple[str, str]
    letter: str
    title: str
    columns: tuple[Column, ...]
    name_head: str = "Tên xã, phường"
    code_head: str = "Mã xã"
    numbers: Literal["real", "text"] = "real"
    rate_scale: int = 100
    rate_decimals: int | None = None
    short_names: bool = False
    code_numbers: bool = False
    area: str = "{district} (cũ)"
    running: bool = False
    formulas: bool = False
    notes_first: bool = False
    aliases: dict[str, str] = field(default_factory=dict)


def operator_columns(
    operator: str, heads: dict[str, tuple[str, ...]], *, dash: bool = False, bases: Sequence[Column]
) -> tuple[Column, ...]:
    """Give the columns that every operator reports, under its own headings."""
    generations = ("2g", "3g", "4g", "5g")
    stations = [
        Column((*heads["stations"], g.upper()), f"stations_{g}_{operator}", unit="trạm", dash=dash)
        for g in generations
    ]
    villages = [
        Column((*heads["villages"], g.upper()), f"villages_with_{g}_{operator}", unit=bases[0].unit)
        for g in generations[2:]
    ]
    rates = [
        Column((*heads["people"], g.upper()), f"people_{g}_{operator}/population", "rate", "%")
        for g in generations[2:]
    ]
    return (
        *bases,
        *stations,
        *villages,
        *rates,
        Column(heads["fibre"], f"villages_with_fibre_{operator}", unit=bases[0].unit),
        Column(heads["subscribed"], f"households_subscribed_{operator}", unit="hộ"),
        Column(("Ghi chú",), f"note_{operator}", "text"),
    )


VIETTEL: Final = Layout(
    file="viettel.xlsx",
    sheet="Biểu 01",
    agency=("TẬP ĐOÀN CÔNG NGHIỆP - VIỄN THÔNG QUÂN ĐỘI", "VIETTEL SƠN LA"),
    letter="(Kèm theo Công văn số …/VTSL-KT ngày …/10/2025 của Viettel Sơn La)",
    title="BIỂU TỔNG HỢP HIỆN TRẠNG PHỦ SÓNG THÔNG TIN DI ĐỘNG VÀ CÁP QUANG",
    name_head="Tên xã, phường",
    formulas=True,
    columns=operator_columns(
        "viettel",
        {
            "stations": ("Số trạm BTS",),
            "villages": ("Số thôn, bản có sóng",),
            "people": ("Tỷ lệ dân số được phủ sóng (%)",),
            "fibre": ("Cáp quang", "Số thôn, bản có cáp quang"),
            "subscribed": ("Cáp quang", "Số hộ thuê bao"),
        },
        bases=(
            Column(("Số thôn, bản",), "villages"),
            Column(("Dân số (người)",), "population"),
            Column(("Số hộ",), "households"),
        ),
    ),
)

VNPT: Final = Layout(
    file="vnpt.xlsx",
    sheet="TH_MangLuoi",
    agency=("TẬP ĐOÀN BƯU CHÍNH VIỄN THÔNG VIỆT NAM", "VNPT SƠN LA"),
    letter="(Kèm theo Văn bản số …/VNPT-SLA-KTĐT ngày … tháng 10 năm 2025)",
    title="TỔNG HỢP HẠ TẦNG MẠNG VINAPHONE VÀ CÁP QUANG TRÊN ĐỊA BÀN TỈNH SƠN LA",
    name_head="Đơn vị hành chính",
    code_head="Mã ĐVHC",
    numbers="text",
    rate_decimals=1,
    area="Khu vực {district_small} (cũ)",
    running=True,
    notes_first=True,
    columns=operator_columns(
        "vnpt",
        {
            "stations": ("Mạng di động", "Số trạm thu phát sóng"),
            "villages": ("Mạng di động", "Số bản có sóng"),
            "people": ("Mạng di động", "Tỷ lệ dân số phủ sóng"),
            "fibre": ("Mạng cố định", "Số bản có cáp quang"),
            "subscribed": ("Mạng cố định", "Số hộ thuê bao cáp quang"),
        },
        dash=True,
        bases=(
            Column(("Tổng số bản, tiểu khu, tổ dân phố",), "villages", unit="bản"),
            Column(("Dân số",), "population", unit="người"),
            Column(("Số hộ gia đình",), "households", unit="hộ"),
        ),
    ),
)

MOBIFONE: Final = Layout(
    file="mobifone.xlsx",
    sheet="Sheet1",
    agency=("TỔNG CÔNG TY VIỄN THÔNG MOBIFONE", "MOBIFONE TỈNH SƠN LA"),
    letter="(Kèm theo Công văn số …/SLA-KTKT)",
    title="BÁO CÁO HIỆN TRẠNG VÙNG PHỦ SÓNG MOBIFONE THEO XÃ",
    name_head="Xã/phường",
    code_head="Mã",
    rate_scale=1,
    rate_decimals=4,
    short_names=True,
    code_numbers=True,
    aliases={"X. Xím Vàng": "X. Xín Vàng"},
    columns=operator_columns(
        "mobifone",
        {
            "stations": ("Trạm BTS đang hoạt động",),
            "villages": ("Số thôn/bản được phủ sóng",),
            "people": ("Tỷ lệ phủ sóng dân số",),
            "fibre": ("Số thôn/bản có cáp quang",),
            "subscribed": ("Hộ thuê bao cáp quang",),
        },
        bases=(
            Column(("Số thôn/bản",), "villages"),
            Column(("Dân số",), "population"),
            Column(("Số hộ",), "households"),
        ),
    ),
)

_COVERED = "Dân số được phủ sóng (người)"
_SHARE = "Tỷ lệ dân số được phủ sóng (%)"

DEPARTMENT: Final = Layout(
    file="so-khcn.xlsx",
    sheet="Tổng hợp",
    agency=("ỦY BAN NHÂN DÂN TỈNH SƠN LA", "SỞ KHOA HỌC VÀ CÔNG NGHỆ"),
    letter="(Kèm theo Báo cáo số …/BC-SKHCN ngày … tháng 10 năm 2025)",
    title="BIỂU TỔNG HỢP HIỆN TRẠNG PHỦ SÓNG 4G, 5G VÀ CÁP QUANG (MỌI NHÀ MẠNG)",
    name_head="Tên xã",
    running=True,
    formulas=True,
    columns=(
        Column(("Số thôn/bản",), "villages", unit="thôn"),
        Column(("Dân số (người)",), "population", unit="người"),
        Column(("Số hộ",), "households", unit="hộ"),
        Column((_COVERED, "4G"), "people_4g", unit="người"),
        Column((_COVERED, "5G"), "people_5g", unit="người"),
        Column((_SHARE, "4G"), "people_4g/population", "rate", "%"),
        Column((_SHARE, "5G"), "people_5g/population", "rate", "%"),
        Column(("Số thôn có sóng", "4G"), "villages_with_4g", unit="thôn"),
        Column(("Số thôn có sóng", "5G"), "villages_with_5g", unit="thôn"),
        Column(("Cáp quang", "Xã có cáp quang"), "communes_with_fibre", "mark", "x"),
        Column(("Cáp quang", "Số thôn có cáp quang"), "villages_with_fibre", unit="thôn"),
        Column(("Cáp quang", "Số hộ có thể kết nối cáp quang"), "households_passed", unit="hộ"),
        Column(("Cáp quang", "Số hộ thuê bao cáp quang"), "households_subscribed", unit="hộ"),
        Column(("Ghi chú",), "note_any", "text"),
    ),
)

SERVICES: Final = Layout(
    file="dich-vu-nguoi-dan.xlsx",
    sheet="Biểu 02",
    agency=("ỦY BAN NHÂN DÂN TỈNH SƠN LA", "SỞ KHOA HỌC VÀ CÔNG NGHỆ"),
    letter="(Kèm theo Báo cáo số …/BC-SKHCN ngày … tháng 10 năm 2025)",
    title="BIỂU TỔNG HỢP CHUYỂN ĐỔI SỐ PHỤC VỤ NGƯỜI DÂN",
    columns=(
        Column(("Tổ công nghệ số cộng đồng", "Số tổ"), "teams"),
        Column(("Tổ công nghệ số cộng đồng", "Số thành viên"), "team_members"),
        Column(("Số tài khoản định danh điện tử đã kích hoạt (mức 1, 2)",), "eid_accounts"),
        Column(("Hộ gia đình", "Tổng số hộ"), "households"),
        Column(("Hộ gia đình", "Số hộ có điện thoại thông minh"), "households_with_smartphone"),
        Column(("Người từ 15 tuổi trở lên", "Tổng số người từ 15 tuổi"), "adults"),
        Column(
            ("Người từ 15 tuổi trở lên", "Số người có tài khoản thanh toán điện tử"),
            "adults_with_epayment",
        ),
        Column(("Người từ 15 tuổi trở lên", "Số người có chữ ký số"), "adults_with_signature"),
        Column(("Dân số (người)",), "population"),
        Column(("Số người dân sử dụng ứng dụng số",), "people_with_apps"),
        Column(("Hồ sơ thủ tục hành chính", "Số hồ sơ tiếp nhận"), "files"),
        Column(("Hồ sơ thủ tục hành chính", "Số hồ sơ nộp trực tuyến"), "files_online"),
        Column(("Kết quả giải quyết", "Số kết quả đã trả"), "results"),
        Column(("Kết quả giải quyết", "Số kết quả đã số hóa"), "results_digitised"),
        Column(("Ghi chú",), "note_none", "text"),
    ),
)

SUBSCRIBERS: Final = Layout(
    file="thue-bao-2g.xlsx",
    sheet="Thuê bao 2G",
    agency=("ỦY BAN NHÂN DÂN TỈNH SƠN LA", "SỞ KHOA HỌC VÀ CÔNG NGHỆ"),
    letter="(Kèm theo Báo cáo số …/BC-SKHCN ngày … tháng 10 năm 2025)",
    title="BIỂU TỔNG HỢP THUÊ BAO DI ĐỘNG CÒN CHỈ DÙNG 2G (MỌI NHÀ MẠNG)",
    columns=(
        Column(("Thuê bao di động",), "subscribers"),
        Column(("Thuê bao chỉ dùng 2G",), "subscribers_with_2g_only"),
        Column(("Tỷ lệ thuê bao chỉ dùng 2G (%)",), "subscribers_with_2g_only/subscribers", "rate"),
        Column(("Dân số (người)",), "population"),
        Column(("Ghi chú",), "note_none", "text"),
    ),
)

LAYOUTS: Final = (VIETTEL, VNPT, MOBIFONE, DEPARTMENT, SERVICES, SUBSCRIBERS)
