"""Titles that say that a table is no state of today, or not of whole communes."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.dates.of_figures import signed_on
from dxanalysis.sources.workbook.dates.written import find_dates
from dxanalysis.sources.workbook.words.counted import counted_otherwise
from dxanalysis.sources.workbook.words.no_state_of_today import toneless
from dxanalysis.sources.workbook.words.other_states import other_state, put_aside, rises
from dxanalysis.sources.workbook.words.put_away import draft
from dxanalysis.sources.workbook.words.samples import SAMPLE, sampled
from dxanalysis.sources.workbook.words.slots import slot_words
from dxanalysis.vietnamese import normalise, plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dxanalysis.sources.workbook.dates.written import Dated

_PLAN: Final = re.compile(
    r"\b(?:ke hoach|muc tieu|du kien|phan dau|de xuat|nhu cau|giao uoc"
    r"|(?<!va )lo trinh|lo trinh(?! (?:tat|ngung|dung|cat)\b)"
    r"|dang ky (?:dau tu|phat trien|trien khai|xay dung|lap dat|mo rong|moi)"
    r"|cam ket|thi dua|pledges?|commitments?|target|estimated?"
    r"|uoc (?:thuc hien|th|dat|tinh|ket qua|lam|hoan thanh|den|ca nam|nam|quy|thang|so)"
    r"|targets|plan|planned|forecast"
    r"|chi tieu (?:giao|ke hoach|nam|den|phat trien)|du bao|kh (?:(?:20)?\d\d|phat trien|nam)"
    r"|(?:giao|phan giao|phan khai|phan bo|phan ra|an dinh|dieu chinh|dang ky|xay dung)"
    r"(?: (?:cac|bo sung|cu the|chi tiet|so|mot so|nhiem vu|nhiem vu va))* chi tieu"
    r"|giao (?:cac )?nhiem vu|phan khai"
    r"|(?<!phong )(?<!ban )(?<!vien )(?<!so )(?:quy hoach|phuong an|dinh huong)(?! so\b)"
    r"(?: (?:phat trien|xay dung|bo tri|lap dat|mang luoi|mang|ha tang|tram|den|nam|giai doan))+"
    r"|[xv] ?(?:=|:|la) ?(?:se|sap|can|dang (?:xay|lap|thi cong|trien khai|lam))"
    r"|(?:kh|qh) ?20\d\d)\b|^kh(?!\W?cn)\b|^qh\b"
)
_OF_LETTER: Final = re.compile(
    r"\bdu kien (?:se )?(?:(?:gui|trinh|nop|cong bo|ban hanh|hop)\b|cap nhat (?:lan|vao|ky)\b"
    r"|(?:nhan|tiep nhan|tong hop) (?:\w+ )?(?:bao cao|so lieu|van ban|phieu)\b)"
    r"|\b(?:ky|lan|dot)(?: bao cao| so lieu| cap nhat)* (?:sau|tiep theo|ke tiep) du kien\b"
    r"|\b(?:to|bo phan|phong|vien) (?:ke hoach|quy hoach|du an|du bao)\b"
)
"""What becomes of a report, and who makes it: nothing of this is planned of the figures."""

_OF_TARGETS: Final = re.compile(
    r"\b(?:muc do|muc|ty le|ti le|phan tram|%) (?:da )?(?:hoan thanh|thuc hien) (?:\w+ ){0,3}?"
    r"(?:chi tieu|ke hoach|kh|muc tieu|nhiem vu)\b"
)
"""How much of a plan was reached, and not what there is."""

_PERHAPS: Final = re.compile(r"^chi tieu(?= \w)")
"""Targets, or indicators: a plan where nothing says that it is the state of a day."""

_STATE: Final = re.compile(r"\b(?:hien trang|thuc trang|ket qua|tinh hinh|tien do|current state)\b")
_FOR_POINTS: Final = re.compile(
    r"\b(?:phuc vu|dau vao|lam (?:co so|can cu|minh chung)|(?:so lieu|du lieu|dung) de)"
    r"(?:,? (?:cho|viec|cong tac|de|va|tu|danh gia|tham dinh|ra soat|xet))*,?"
    r" (?:cham diem|danh gia|xep hang|xep loai|cong nhan)(?:,? (?:va )?(?:xep (?:hang|loai)"
    r"|danh gia|cham diem))*\b"
)
"""What figures are wanted for: points are given for them, and they are none."""

_REPORTED: Final = re.compile(
    r"\b(?:hien trang|thuc trang|ket qua|tinh hinh|tien do|thuc hien|trien khai|theo|can cu"
    r"|muc do dat|so voi)\b"
)
"""Before "kế hoạch", these make a report on a plan of it."""

_PURPOSE: Final = re.compile(
    r"\b(?:phuc vu|dau vao|lam (?:co so|can cu))"
    r"(?: (?:cho|viec|cong tac|de|xay dung|lap|tham muu|ban hanh|hoan thien|va))*"
    r" (?:ke hoach|quy hoach|de an|chi tieu|chuong trinh)\b"
)
"""What figures are wanted for, and not what they are."""

_PRESENT: Final = re.compile(
    r"\b(?:hien trang|thuc trang|ket qua|tinh hinh|so lieu (?:den|tinh)|tinh den"
    r"|da thuc hien|tien do|bao cao|as of|current)\b"
    r"|^\W*den (?:het )?ngay (?!31\D{1,8}12\b)\d"
)
_NEW: Final = re.compile(
    r"\b(?:phat trien moi|tang them|bo sung|phat sinh|lap dat moi|xay moi|tram moi"
    r"|moi phat song|ptm|newly|new (?:stations|sites|coverage)|roll ?out"
    r"|phat trien(?: thue bao(?: \w+){0,4}| duoc| them)? trong (?:thang|quy|ky|tuan))\b"
)
_RISE: Final = re.compile(
    r"^\W*(?:(?:(?:bang|bieu|muc|phan|phu luc)(?: so)? )?(?:[ivx]+|\d{1,2}|[a-d])\s*[.):/-]\s*)?"
    r"(?:(?:so lieu|tinh hinh|muc|so) )?"
    rf"(?:{toneless('changed')}|bien dong|tang\W{{0,3}}(?:va |hoac )?giam|thay doi"
    r"|changes?|increase)\b"
    r"(?=.*\b(?:so (?:sanh )?voi|ke tu|tu ngay|trong (?:ky|thang|quy|nam)|since|compared)\b)"
)
"""A title of what figures rose or fell by."""

_SOME_UNITS: Final = (
    r"(?: (?:cho|cua|doi voi|cac|mot so|nhung|\d{1,3}))*"
    r" (?:xa|phuong|dac khu|don vi|dia phuong)(?:\W+(?:va )?(?:xa|phuong|dac khu))*"
    r"(?: con (?:thieu|lai))?"
)
_SUPPLEMENT: Final = re.compile(
    r"\bbo sung(?:,? (?:va |hoac )?(?:dieu chinh|cap nhat|dinh chinh|sua doi|chinh sua))*"
    r"(?: them| cac| mot so)* (?:so lieu|du lieu|bao cao|bieu|phu luc)\b"
    r"|\b(?:so lieu|du lieu|bao cao|bieu|bieu mau|phu luc|bang)(?: so lieu| bao cao)?"
    r"(?:,? (?:va )?(?:dieu chinh|cap nhat|dinh chinh|sua doi|chinh sua),?(?: va)?)*"
    r" (?:gui )?bo sung\b"
    r"(?=\W*$|\W*[(,;:.–-]| (?:lan|dot|ve|cua|kem|theo|den|tinh den|ngay|thang|quy|so lieu)\b)"
    rf"|[(\[]\s*(?:gui )?bo sung(?: (?:lan|dot)(?: thu)? \w+|{_SOME_UNITS})?\s*[)\]]"
    rf"|^\W*(?:gui )?bo sung(?: (?:lan|dot)(?: thu)? \w+|{_SOME_UNITS})?\W*$"
    rf"|(?<!tram )(?<!bts )(?<!song )(?<!cap )\bbo sung{_SOME_UNITS}"
    r" (?:con (?:thieu|lai)|bi (?:thieu|sot)|thieu|sot|chua (?:gui|bao cao|co so lieu))\b"
)
"""Data that were missing or wrong, or of communes that were, sent later: "Phụ lục bổ sung",
"(bổ sung 37 xã)"; what else is "bổ sung" was added in a period."""
_LACKS: Final = re.compile(
    r"\b(?:trang song|lom song|vung lom|chua (?:duoc |co |phu )*(?:phu |co )?(?:song"
    r"|cap quang|internet|mang)|chua phu|chua co|khong co (?:song|cap quang)"
    r"|no signal|without (?:a )?(?:signal|fibre|fiber|coverage|4g|5g)|uncovered|not covered"
    r"|con thieu)\b"
)
_SUBSCRIBERS_TOO: Final = re.compile(
    r"\b(?:thue bao|tb|khach hang)\b[^,;]*[,;].*\b(?:trang song|lom song|vung lom)\b"
    r"|\b(?:trang song|lom song|vung lom)\b.*[,;][^,;]*\b(?:thue bao|tb|khach hang)\b"
)
"""Lists of which only one thing lacks a signal: "TB 2G only, bản trắng sóng, vùng lõm"."""

_PART: Final = re.compile(
    r"\b(?:ho ngheo|can ngheo|(?:vung (?:co )?(?:dong bao )?)?(?:dan toc thieu so|dtts)"
    r"|xa bien gioi|dac biet kho khan|dbkk"
    r"|(?<!phong )(?<!cuc )(?<!trung tam )bao tro xa hoi|doi tuong (?:chinh sach|bao tro|yeu the"
    r"|uu tien|thu huong|duoc huong|huong|nhan)|(?:nguoi|ho|dan) (?:thu huong|(?:duoc |dang )?huong"
    r" (?:luong|tro cap|che do|chinh sach|bao hiem|uu dai)"
    r"|duoc (?:tro cap|nhan tro cap|tang|cap khong)|cao tuoi|khuyet tat|co cong|lao dong)"
    r"|tro cap(?! xang)|chi tra|(?:trong )?do tuoi lao dong|hoc vien(?! vien)|nguoi nop thue"
    r"|tham gia bao hiem|luong huu|bao hiem that nghiep|an sinh xa hoi"
    r"|phu nu|tre em|hoc sinh|truong hoc|co so y te|tram y te|khu cong nghiep|vung sau"
    r"|vay von|hoi vien|doan vien|dai dien|(?:thon|xom|ban|lang|khu) (?:diem|mau|kieu mau)"
    r"|mo hinh (?!tram)|binh quan (?:moi|tren|theo)"
    r"|roaming|chuyen vung(?: \w+)? (?:mang|quoc gia|trong nuoc)"
    r"|poor households|ethnic minority|chon mau|co mau(?= ?[:=\d])|(?:dieu tra|khao sat) mau"
    r"(?! so)|duoc phong van|phong van (?:ho|nguoi)|sample survey|sampled|interviewed)\b"
)
_HOURS: Final = re.compile(
    r"\b(?:nop|nhan|do|ghi nhan|phat sinh|thong ke|tinh|tong hop|giao dich|truy cap|thuc hien"
    r"|luu luong|dem|ket noi)(?: \w+){0,3} (?:trong|ngoai|vao) (?:cac )?(?:khung )?"
    r"(?:gio (?:hanh chinh|lam viec|cao diem)|gio\b|ngay (?:nghi|le|lam viec)|ban (?:ngay|dem)"
    r"|cuoi tuan|thu bay)\b"
)
"""What came at some hours only."""

_OF_CELLS: Final = re.compile(
    r"^\W*(?:don vi(?: tinh)?|dvt|unit)\W+(?:cells?|sectors?|carriers?|trx|thiet bi|cong|port)\W*$"
)
"""A unit line that counts parts of stations."""

_PAID: Final = re.compile(
    r"\b(?:tram|bts|vi tri|song|cot)\b.{0,80}?\b"
    r"(?:(?:dau tu|ho tro|tai tro|xay dung|xay lap|trien khai|lap dat|trang bi|thuc hien|phat song)"
    r"(?: \w+){0,2} (?:bang|tu|boi|theo|thuoc)(?: cac| tu)?"
    r" (?:kinh phi|nguon|von|ngan sach|quy(?! hoach)|du an|de an|goi thau|chuong trinh)"
    r"|(?:thuoc|cua|trong|tu|theo) (?:cac |nguon )?(?:du an|goi thau|ngan sach|quy dich vu"
    r"|quy vtci)"
    r"|do (?:\w+ ){1,6}(?:dau tu|ho tro|tai tro|cap kinh phi)"
    r"|funded|financed|paid (?:for )?by)\b"
)
"""Stations that somebody paid for, and not all there are."""

_MONEY: Final = re.compile(
    r"^\W*(?:don vi(?: tinh)?|dvt|unit|currency)\W+(?:\w+ )?"
    r"(?:trieu|nghin|ngan|ty|million|billion)?\W*(?:dong|vnd|usd|d)\W*$"
    r"|^(?:\W|\d|\b(?:bieu|bang|phu luc|bao cao|tong hop|thong ke|tinh hinh|so|muc|[ivx]{1,4})\b)*"
    r"(?:gia tri (?:dau tu|hop dong|san xuat|san luong|thanh toan)"
    r"|chi phi|kinh phi|doanh thu|du toan|so tien|von|ngan sach|cost|costs|revenue"
    r"|budget|expenditure)\b"
)
"""A table in money, whatever its columns are called."""

_POINTS: Final = re.compile(
    r"^\W*(?:don vi(?: tinh)?|dvt|unit)\W+(?:so )?(?:diem|thu hang|points?|scores?)\W*$"
    r"|\b(?:(?:tu )?cham|thang|bang(?: tong hop| ke)?|phieu|ket qua|tong) diem(?: so)?\b"
    r"(?! (?:lom|trang|dan cu|den|phat|thu|cau|giao dich|ket noi|tram|truy cap|wifi|buu dien"
    r"|ban|toi|khu|du lich|truong|cung cap|phuc vu|co|chua|khong))"
    r"|^(?:\W|\d|\b(?:bieu|bang|phu luc|so|muc|ket qua|[ivx]{1,4})\b)*"
    r"(?:diem (?:danh gia|so(?! lieu)|tieu chi|thanh phan|cac (?:tieu chi|chi so|chi tieu))"
    r"|(?:danh gia,? )?xep (?:hang|loai)(?!.*\btheo (?:ty|ti|so|muc)\b)"
    r"|thu hang\b)"
    r"|\b(?:scorecard|points table|ranking of)\b"
)
"""A table of points that communes get, or of ranks, whatever its columns are called."""

_BY_FIGURE: Final = re.compile(r"\bxep (?:hang|loai)\b.*\btheo (?:ty|ti|so|muc)\b")
_RANKED: Final = re.compile(r"(?:bang |ket qua )?xep (?:hang|thu tu)")
"""A sheet's name that only says that communes are ranked, by a figure that a title names."""

_SOME_PEOPLE: Final = re.compile(
    r"\b(?:hộ(?: gia đình| dân)?|người(?: dân)?|nhân khẩu|dân cư) (?:{})\b".format(
        "|".join(sorted(map(re.escape, slot_words("veto", "part")), key=len, reverse=True))
    )
)
"""Households or people of a kind: "chuyển đổi số của hộ kinh doanh cá thể"."""

IN_PER_MILLE: Final = re.compile(
    r"\b(?:don vi(?: tinh)?|dvt|unit)\b\W*(?:‰|phan (?:nghin|ngan)\b|per (?:mille|thousand)\b)"
    r"|^\W*‰\W*$"
)
"""A title that says that all its shares are of a thousand."""

_PER_MILLE: Final = re.compile(r"‰|\bphan (?:nghin|ngan)\b|\bper (?:mille|thousand)\b")
_OF_ALL: Final = re.compile(
    r"\b(?:tinh|tren|gom|cua|cho|la|voi) (?:tat ca|toan bo|moi|tong so)(?: cac| so)?"
    r" (?:ho|nguoi|dan|nhan khau|thon|ban|ap|khom|buon|xom|khu pho)\b"
)
"""What a nearer title says against one further up: "(tính trên tất cả các hộ)"."""
_STRIP: Final = re.compile(
    r"\b(?:doc (?:theo )?(?:cac |hai ben |2 ben |mot so )*(?:tuyen|truc|quoc lo|tinh lo|ql|dt|duong"
    r"|cao toc|hanh lang|bien gioi|song|kenh|bo bien|bo song)"
    r"|(?<!xa )(?<!phuong )ven (?:cac )?(?:bien|song|duong|ho|kenh|quoc lo|tuyen|truc|do|rung)"
    r"|(?:pham vi|ban kinh|vong) (?:khoang |duoi |toi da |den )?[\d.,]+ ?(?:km|m|met|cay so)"
    r"|cach [^.;]{0,40}\d ?(?:km|m|met)|hai ben (?:duong|tuyen|quoc lo|bo|song)"
    r"|(?:xung )?quanh (?!nam\b)(?:cac )?\w+|lan can|phu can"
    r"|tuyen (?:quoc lo|cao toc|tinh lo|bien gioi|duong (?:bo|sat|thuy|tinh|lien|ho chi minh))"
    r"|quoc lo|tinh lo(?! trinh)|duong cao toc|duong sat"
    r"|hanh lang (?:kinh te|giao thong|duong|tuyen)|cua khau"
    r"|(?:khu|cum) (?:\w+ )?(?:cong nghiep|che xuat|cong nghe cao)|(?:khu|diem|tuyen) du lich"
    r"|(?<!dac )khu kinh te|khu (?:di tich|do thi(?! va)|tai dinh cu|bao ton)"
    r"|(?:tai|khu vuc) (?:cac )?trung tam (?:cac )?(?:xa|phuong|huyen|cum)(?! va\b)"
    r"|tai (?:cac |mot so )*(?:cho|truong|ben xe|nha ga|cang|san bay|chung cu|toa nha|benh vien)"
    r"|vung (?:ven|dem|loi|long ho))\b"
)
"""A strip or a place of the territory, and not all of a commune."""

_AND: Final = re.compile(r"\b(?:hien trang|thuc trang|current state)\b.*\b(?:va|and)\b")
_HAS: Final = re.compile(
    r"\b(?:da co|co song|duoc phu|phu song|vung phu|hien trang|tong hop|coverage|covered)\b"
)
_ONLY: Final = re.compile(
    r"\bchi (?:tong hop|thong ke|liet ke|bao gom|gom|tinh|neu|lap|ke|dem|xet|lay|thu thap|khao sat"
    r"|ap dung|phan anh|de cap)\b|(?<!2g[ -])\bonly\b"
)
"""Before what a table is of, and of nothing else."""

_OF_TABLE: Final = re.compile(
    r"^\W*(?:(?:ghi chu|luu y|chu thich|notes?)\W+)?"
    r"(?:(?:(?:cac |toan bo )?(?:so lieu|du lieu|bieu|bang|phu luc|bao cao|danh sach)"
    r"(?: (?:nay|tren|duoi day|o tren|trong (?:bieu|bang)(?: nay)?|thong ke|tong hop))*"
    r"|(?:these |the |all )?(?:data|figures|table))\W+(?:(?:duoc|deu|la|are|is) )*(?:chi|la|only)"
    r"|chi (?:tong hop|thong ke|liet ke|bao gom|gom|tinh|dem|xet|lay|thu thap)|only)\b"
)
"""How a sentence begins that says of what all figures of a table are."""

_AS_WELL: Final = re.compile(
    r"\b(?:ca|tru|khong (?:bao )?gom|khong tinh|chua (?:gom|tinh)|except)\b"
)
"""With these, a sentence names some who are counted with others, or who are not."""

_SCHOOL_YEAR: Final = re.compile(r"\b(?:nam hoc|nien khoa|school year) \d{4}\W{1,3}\d{2,4}\b")
"""A span of years that is no period of a plan."""

_EARLY: Final = dt.timedelta(days=15)
_GUIDE: Final = re.compile(r"^(?:huong dan|luu y|ghi chu|thuc hien|can cu|theo|muc tieu:|note)\b")
_SENTENCE: Final = 6
"""Words from which on a line that ends like a sentence is one."""

_OF_MARKS: Final = re.compile(
    r"(?:^|(?<=[\s(.;,:]))[\"“'‘]?"
    r"(?:[xv✓✔+–-]|(?:(?:ô|dấu|chỗ) )?(?:để |bỏ )?(?:trống|trắng)|blank)"
    r"[\"”'’]?\s*(?:[=:]|\blà\b)\s*(?:(?:xã|đơn vị|nơi|là|đã|chưa|không|có|được|đạt|bố trí|phủ sóng"
    r"|triển khai|thành lập|kết nối|hoạt động|báo cáo|số liệu)\b\s*)+(?=[;.,)\n]|$)",
    re.IGNORECASE,
)
"""What a mark or an empty cell means: "để trống = chưa có"."""

_LEGEND: Final = re.compile(r"\W*(?:(?:chu giai|ghi chu|chu thich|ky hieu|notes?|legend)\b\W*)?")

_NOW: Final = re.compile(
    r"\b(?:hien trang|thuc trang|thuc hien(?! (?:truc tuyen|toan trinh|mot phan|qua|tren|tai|bang"
    r"|thu tuc|tthc|dich vu|dvc|giao dich|thanh toan))"
    r"|(?<!hoa )(?<!tra )(?<!cap )(?<!nhan )(?<!luu )ket qua"
    r"(?! (?:tthc|thu tuc|giai quyet (?:tthc|thu tuc|ho so)|dien tu|ban giay|hoc tap))"
    r"|hien co|hien nay|hien tai|da co|da dat|luy ke|thuc te|dang hoat dong|da phat song"
    r"|dang phat song|dang khai thac|dang su dung|on ?air|in service|existing|actual|current)\b"
)


@dataclass(frozen=True)
class Veto:
    """Why a table's titles say that its figures are no coverage of today.

    Attributes
    ----------
    words
        The words that say it; ``""`` where none do.
    kind
        ``plan``, ``new``, ``out`` (of service), ``part``, ``paid``, ``money``, ``points``,
        ``lacks``, ``draft`` or ``""``.
    """

    words: str = ""
    kind: str = ""

    def __bool__(self) -> bool:
        """Tell whether titles say so."""
        return bool(self.words)


def explains_marks(line: str) -> bool:
    """Tell whether a line only says what marks and empty cells mean.

    Parameters
    ----------
    line
        A line around a table.

    Returns
    -------
    bool
        Whether it does.

    Examples
    --------
    >>> explains_marks("Chú giải: x = có; để trống = chưa có"), explains_marks("x = kế hoạch 2026")
    (True, False)
    """
    left = plain_text(_OF_MARKS.sub(" ", line))
    return left != plain_text(line) and _LEGEND.fullmatch(left) is not None


def title_veto(
    name: str,
    own: Sequence[str],
    common: Sequence[str],
    *,
    others_planned: Callable[[], bool] = bool,
    rises_named: Callable[[], bool] = bool,
    is_tab: bool = True,
) -> Veto:
    """Find the words that make a table something else than the state of today.

    Parameters
    ----------
    name
        The sheet's.
    own, common
        The lines above the table, and those above all tables, from the top down; without those
        of a letter's head.
    others_planned
        Tells whether headings beside say themselves what is planned or to come: "Hiện trạng và đề
        xuất bổ sung" is then a title of both.
    rises_named
        Tells whether the table's own headings say which of its columns are rises: what stands
        beside them are states.
    is_tab
        Whether the name is one that somebody gave the sheet, and not the file's.

    Returns
    -------
    Veto
        What the nearest title says that says either a plan or the state of today; sentences of a
        preamble say neither.
    """
    own, common = ([_OF_MARKS.sub(" ", line) for line in some] for some in (own, common))
    lines = [line for line in (*reversed(own), *reversed(common)) if not is_sentence(line)]
    plain = [plain_text(line) for line in (*lines, name)]
    if any("khach hang" in line for line in plain):
        plain = ["khach hang" if line == "kh" else line for line in plain]
    present = any(map(_PRESENT.search, plain))
    found = (
        _draft(lines, name)
        or _plan(plain, present=present)
        or _counted(lines, name)
        or _put_aside(name if is_tab else "", plain, others_planned)
        or _risen([*(own or common), name], rises_named)
    )
    if found:
        return found
    some = _some_only(lines, plain, [*own, *common], others_planned)
    if some:
        return some
    for line in [plain_text(line) for line in own if not is_sentence(line)] or plain:
        match = _LACKS.search(_SUPPLEMENT.sub(" ", line))  # "còn thiếu" there are figures
        beside = _SUBSCRIBERS_TOO.search(line)
        if match and (_ONLY.search(line) or not (beside or _HAS.search(_LACKS.sub(" ", line)))):
            return Veto(match[0], "lacks")
    return Veto()


def _draft(lines: Sequence[str], name: str) -> Veto:
    """Find that nobody is to use a table yet, or any more."""
    said = next(filter(None, map(draft, lines)), "") or draft(name, is_sheet=True)
    return Veto(said, "draft") if said else Veto()


def _risen(nearest: Sequence[str], rises_named: Callable[[], bool]) -> Veto:
    """Find that figures are what there is more or less of since a day.

    Only the nearest titles say so: what stands above a table beside this one is none of both.
    """
    risen = next(filter(None, map(_RISE.search, map(plain_text, nearest))), None)
    words = risen[0].strip() if risen else next(filter(None, map(rises, nearest)), "")
    return Veto(words, "new") if words and not rises_named() else Veto()


def _counted(lines: Sequence[str], name: str) -> Veto:
    """Find that titles count others than the stations or subscribers there are."""
    for line in (*lines, name):
        words, kind = counted_otherwise(line)
        if not words:
            words, kind = other_state(line)
        if words:
            return Veto(words, kind)
    return Veto()


def _put_aside(name: str, plain: Sequence[str], others_planned: Callable[[], bool]) -> Veto:
    """Find that a sheet is named for what is no state, where no title or heading says more."""
    words, kind = put_aside(name)
    said = not words or any(map(_STATE.search, plain)) or others_planned()
    return Veto() if said else Veto(words, kind)


def _some_only(
    written: Sequence[str],
    plain: Sequence[str],
    sentences: Sequence[str],
    others_planned: Callable[[], bool],
) -> Veto:
    """Find what is new in a period, of some people, or in some places."""
    of_all = False
    by_figure = any(map(_BY_FIGURE.search, plain))
    for line, toned in zip_longest(plain, written, fillvalue=""):
        added = _SUPPLEMENT.sub(" ", line)
        match = _NEW.search(added)
        if match and not (_AND.search(added[: match.start()]) and others_planned()):
            return Veto(match[0], "new")
        if money := _MONEY.search(line) or _OF_CELLS.search(line):
            return Veto(money[0].strip(), "money")
        scored = _FOR_POINTS.sub(" ", line)
        if (points := _POINTS.search(scored)) and not (by_figure and _RANKED.fullmatch(line)):
            return Veto(points[0].strip(), "points")
        if paid := _PAID.search(line):
            return Veto(paid[0], "paid")
        people = (
            _PART.search(line)
            or SAMPLE.search(line)
            or _SOME_PEOPLE.search(" ".join(normalise(toned).lower().split()))
            or (None if _AS_WELL.search(line) else _HOURS.search(line))
        )
        match = (
            (None if of_all else people)
            or _STRIP.search(line)
            or _PER_MILLE.search(IN_PER_MILLE.sub(" ", line))
        )
        if match:
            return Veto(match[0], "part")
        of_all = of_all or _OF_ALL.search(line) is not None
    limits = (_limit(line) for line in sentences)
    return next((Veto(words, "part") for words in limits if words), Veto())


def _plan(plain: Sequence[str], *, present: bool) -> Veto:
    """Find a plan, from the nearest line on; one that names a state ends the search."""
    for line in (_OF_LETTER.sub(" ", _PURPOSE.sub(" ", one)) for one in plain):
        if reached := _OF_TARGETS.search(line):
            return Veto(reached[0], "plan")
        match = _PLAN.search(line) or (None if present else _PERHAPS.search(line))
        if match and not _REPORTED.search(line[: match.start()]):
            return Veto(match[0], "plan")
        if match or _STATE.search(line):
            break
    lines = [_SCHOOL_YEAR.sub(" ", line) for line in plain]
    spans = [one for line in lines for one in find_dates(line) if one.precision == "span"]
    if spans and not present:
        return Veto(spans[0].written, "plan")
    return Veto()


def not_yet(dated: Dated | None, lines: Sequence[str]) -> Veto:
    """Find that figures are of a day well after the one on which their table was made.

    Parameters
    ----------
    dated
        The date of the figures.
    lines
        The texts above and below the table.

    Returns
    -------
    Veto
        A plan where they are; some days before the end of a period it is reported all the same.
    """
    made = signed_on(lines)
    if dated is None or dated.day is None or made is None or dated.precision in {"year", "span"}:
        return Veto()
    return Veto(dated.written, "plan") if dated.day - made > _EARLY else Veto()


def is_sentence(line: str) -> bool:
    """Tell a sentence of a preamble from a title.

    Parameters
    ----------
    line
        A line above a table.

    Returns
    -------
    bool
        Whether it ends like one, gives percentages, or is a guide or a reference.
    """
    if line.isupper():
        return False
    plain = plain_text(line).strip("( ")
    long = len(plain.split()) >= _SENTENCE
    percent = re.search(r"\d\s*%", plain)
    return bool(long and (line.rstrip(" )")[-1:] in ".;" or percent or _GUIDE.match(plain)))


def limits_all(line: str) -> bool:
    """Tell whether a line says that all figures are of some places, or some people, only.

    Parameters
    ----------
    line
        A line above or below a table, a sentence or not.

    Returns
    -------
    bool
        Whether it does, and not of some columns.

    Examples
    --------
    >>> limits_all("Ghi chú: số liệu chỉ tính trong phạm vi 500 m mỗi bên quốc lộ.")
    True
    >>> limits_all("Biểu này chỉ thống kê hộ nghèo"), limits_all("Số liệu gồm cả hộ nghèo")
    (True, False)
    """
    return bool(_limit(line))


def _limit(line: str) -> str:
    """Give the words by which a line limits all figures: to some places, or to some people."""
    plain = plain_text(line)
    if re.search(r"\bcot\b", plain):
        return ""
    if asked := sampled(plain):
        return asked
    places = _STRIP.search(plain) or _HOURS.search(plain)
    if places and _ONLY.search(plain):
        return places[0]
    begins = _OF_TABLE.match(plain)
    people = _PART.search(plain, begins.end()) if begins else None
    return people[0] if people and not _AS_WELL.search(plain) else ""


def supplement(lines: Sequence[str]) -> str:
    """Find that a table gives what an earlier one lacked or had wrong.

    Parameters
    ----------
    lines
        The titles.

    Returns
    -------
    str
        The title that says so, as written; ``""`` where none does.

    Examples
    --------
    >>> supplement(["BỔ SUNG SỐ LIỆU PHỦ SÓNG 4G"]), supplement(["TRẠM BỔ SUNG TRONG QUÝ"])
    ('BỔ SUNG SỐ LIỆU PHỦ SÓNG 4G', '')
    """
    return next((line for line in lines if _SUPPLEMENT.search(plain_text(line))), "")


def names_result(heading: str) -> bool:
    """Tell whether a heading names what was reached, beside what was planned.

    Parameters
    ----------
    heading
        One level of it.

    Returns
    -------
    bool
        Whether it does: "Kết quả", "Thực hiện", "Hiện trạng".
    """
    return bool(_NOW.search(plain_text(heading)))


def lacks_signal(lines: Sequence[str]) -> bool:
    """Tell whether titles say that what is listed has no signal.

    Parameters
    ----------
    lines
        The titles.

    Returns
    -------
    bool
        Whether any does.
    """
    return any(_LACKS.search(plain_text(line)) for line in lines)
