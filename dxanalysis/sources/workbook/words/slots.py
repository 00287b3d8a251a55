"""What the words of one level of a heading say: subject, technology, relation, measure and so on.

The words are data (``catalogue/slots.toml``). Vietnamese words are known with their tones; where a
text has lost them, without.
"""

from __future__ import annotations

import functools
import itertools
import re
import tomllib
from dataclasses import dataclass, field
from importlib import resources
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.dates.written import find_dates
from dxanalysis.sources.workbook.words.places_of_operators import without_places_of_operators
from dxanalysis.vietnamese import normalise, plain_text, strip_tones

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dxanalysis.sources.workbook.dates.written import Dated

    Words = tuple[str, ...]
    Slots = frozenset[tuple[str, str]]

_TOKEN: Final = re.compile(r"[^\W_]+|[%‰]")
_FORMULA: Final = re.compile(r"[(\[]?\s*\d{1,2}\s*=\s*[\d\s()+*:/x×\-%]+[)\]]?")
_FOOTNOTE: Final = re.compile(
    r"[(\[]\s*(?:\d{1,2}|\*+)\s*[)\]]|\*+|[¹²³⁰-⁹†‡]|(?<=[^\W\d_])\s+\d[)\]]"
)
_GUIDANCE: Final = re.compile(
    r"(?i)(?:ghi|nhập|điền|tích|đánh dấu|xem|ghi chú|chú thích|chú giải)\b.*|[a-eđ]"
    r"|(?:dùng |sử dụng |lấy )?(?:để (?:tính|so sánh)|làm (?:cơ sở|mẫu số|căn cứ))\b.*"
)
"""In brackets: how a form is filled in, or which remark below says more."""

_PAGE: Final = re.compile(r"(?i)(?:trang|tờ|page) (?:số )?\d+(?: ?(?:/|of|trên) ?\d+)?")
"""The number of a printed page, above its heading."""

_SHARE_OF: Final = re.compile(r"(?i)\s*(?:%|phần trăm|tỷ lệ|tỉ lệ)\s*(?:của |trên |trong )?[^\W\d]")
"""In brackets: what a rate is a share of, "% dân số"; "%, người" are two units."""

_OF_WHOLE: Final = re.compile(r"(?i)\s*(?:trên|trong|of)(?: tổng)?(?: số)? ?\d[\d., ]*\s*[^\W\d]")
"""In brackets: a whole that is one for all rows, "trên tổng số 222.785 hộ toàn tỉnh"."""

_STATION: Final = re.compile(r"(?i)\b(?:trạm|bts|nodeb|station)")
_ITS_SITE: Final = re.compile(
    r"(?i)\s*(?:tính )?(?:theo )?(?:số )?(?:vị trí|nhà trạm|sites?)(?: (?:đặt )?trạm)?\s*"
)
"""In brackets: a station is a place, however many bands it sends on."""

_SOURCE: Final = re.compile(
    r"(?i)(?:(?:theo|nguồn:?|do|số liệu|báo cáo|của|từ) )+(?:các )?"
    r"(?:công an|bộ công an|doanh nghiệp|nhà mạng|(?:chi )?cục thống kê|niên giám|csdl"
    r"|cơ sở dữ liệu|ubnd|địa phương|đơn vị|viettel|vnpt|mobifone|sở )[^%]*"
)
"""In brackets: where figures come from. "Doanh nghiệp" there is no part of what is counted."""

_NUMBERING: Final = re.compile(
    r"^\s*(?:(?:[IVXivx]+|\d{1,2}(?:\.\d{1,2})*[a-fđ]?|[a-zđA-ZĐ])\s*[.)]\s+"
    r"|\d{1,2}(?:\.\d{1,2})*[a-fđ]?\s*(?:[.)](?=[^\W\d_])|[/:–-]\s+(?=[^\W\d_]))"
    r"|(?:[A-ZĐ]|[IVX]+)(?:\.\d{1,2}){1,3}\s*[.):]?\s+"
    r"|(?![QTHK])[A-ZĐ]\d{1,2}(?:\.\d{1,2})*\s*[.)]\s+"
    r"|(?:TC|CT|CS|KPI)[ .]?\d{1,2}(?:\.\d{1,2})*\s*[.:)/–-]\s*(?=[^\W\d_])"
    r"|(?i:output|outcome|indicator|component|chỉ tiêu|chỉ số|tiêu chí|hợp phần|nội dung|bảng"
    r"|biểu|câu(?: hỏi)?|mục|tc|ct)\s+(?:số\s+)?\d{1,2}(?:\.\d{1,2})*[a-d]?\s*[.:)/–-]\s+)"
    r"|(?i:chỉ tiêu|chỉ số|tiêu chí|nội dung|mục|tc|ct)\s*(?:(?i:số)\s+)?"
    r"\d{1,2}(?:\.\d{1,2})+[a-d]?\s*[.:)/–-]?\s*(?=[^\W\d_a-zà-ỹđ])"
)
_NUMBERED: Final = re.compile(
    r"^\s*[(\[]\s*\d{1,2}(?:\.\d{1,2})?[a-fđ]?\s*[)\]]\s*[.:]?\s*(?=[^\W\d_])"
)
_COLUMN: Final = re.compile(
    r"(?i)(?<!\bmức)(?<!\bđộ)(?<!\bloại)(?<!\bcấp)\s*[(\[]\s*\d{1,2}\s*[)\]]\s*$"
    r"|\s*[(\[]\s*(?:tiêu chí|chỉ tiêu|chỉ số|mục|tc|ct)\s*(?:số\s*)?\d{1,2}(?:\.\d{1,2})*[a-d]?"
    r"\s*[)\]]\s*$"
)
"""The number of a question before it, or of a column behind its heading: "(6) …", "… (6)"."""

_ASKED: Final = (
    r"(?:(?:trả lời|theo|tại|đáp ứng|thực hiện|yêu cầu)\s+)*"
    r"(?:(?:điểm|mục|khoản|câu(?: hỏi)?|phần|ý|gạch đầu dòng|đề nghị|yêu cầu)\s+(?:số\s+|thứ\s+)?"
    r"(?:\d{1,2}(?:\.\d{1,2})*[a-zđ]?|[a-zđ]|[ivx]{2,})\b[\s,]*)+"
    r"(?:(?:của\s+)?(?:công văn|văn bản|cv|phụ lục|đề cương|mẫu|phiếu)"
    r"(?:\s+(?:số\s+)?\d[\w/.-]*)?(?:\s+của\s+sở)?\s*)?"
)
_POINT: Final = re.compile(rf"(?i)^\s*{_ASKED}[:.)–-]\s+(?=\S)|[(\[]\s*{_ASKED}[)\]]")
"""The point of a letter that a heading answers: "Điểm a mục 1: …", "… (điểm 2a công văn)"."""

_ABBREVIATION: Final = re.compile(r"[A-ZĐ]{2,6}")
"""Letters that a bracket explains: "HC (hộ đang sử dụng cáp quang)"."""

_CHANGE: Final = re.compile(
    r"[(\[]?\s*(?:\+\s*[/,;]?\s*[-–−]|[±Δ∆])\s*[)\]]?|[(\[]\s*\+\s*[)\]]|^\s*\+\s*$"
)
"""A sign of more or less, as above a column of differences."""

_START: Final = re.compile(r"(?<!tháng )(?<!quý )(?<!tuần )\bđầu (?:năm|quý|tháng|kỳ)\b")
"""The state from which a period began: "Đầu năm 2025", but not "9 tháng đầu năm 2025"."""

_UNTIL: Final = re.compile(
    r"\b(?:đến|tới|den|toi)(?: (?:hết|het))?(?: (?:ngày|ngay))?\s*$", re.IGNORECASE
)
"""In front of a date: "Hiện trạng đến 30/9/2025"."""

_MONTHS: Final = re.compile(r"\b\d{1,2}(?:\s+tháng|\s?T)(?:\s+đầu\s+năm)?(?!\w)", re.IGNORECASE)
"""How much of the year is over: "thực hiện 9 tháng"."""

_THOUSANDS: Final = re.compile(r"\b1[.,\s]000(?:([.,\s])000)?\b")
_FEW: Final = {"chục": "x10 ", "trăm": "x100 "}
_HOW_MANY: Final = re.compile(r"\bmấy\b", re.IGNORECASE)
_AGED: Final = re.compile(r"\b(1[3-9]|[2-9]\d) ?t\b", re.IGNORECASE)
"""Years of age: "Dân ≥15t" are no people of all ages."""

_DOZENS: Final = re.compile(
    r"(?i)(?<!phần )\b(chục|trăm) (?=(?:hộ|người|dân|nhân khẩu|lượt|hồ sơ"
    r"|tài khoản|thuê bao|văn bản|giao dịch|kết quả)\b)"
)
"""Only with its tones: without, it is a station."""

_POWER: Final = re.compile(r"\b10\s*\^?\s*([36])\b|10([³⁶])")
_GENERATION: Final = re.compile(r"(?<![0-9a-z])([2-6])\s?g(?![a-z])", re.IGNORECASE)
_BRACKETS: Final = re.compile(r"[(\[]([^()\[\]]*)[)\]]?")
_WITHIN: Final = (
    *("trong do", "of which", "bao gom", "gom", "including"),
    *("chia ra", "chia theo", "phan ra", "phan theo"),
)
_IS_WITHIN: Final = re.compile(rf"\b(?:{'|'.join(_WITHIN)})\b")
_LONGEST: Final = 8
_BESIDE_VILLAGES: Final = ("kp", "tk")
"""Letters that are a village beside another word for it: "Thôn/KP"; alone they may be money."""

_NODES: Final = ("enodeb", "gnodeb", "nodeb", "enb", "gnb")
_UNIT_SLOTS: Final = frozenset({"subject", "measure", "scale", "neutral"})


@dataclass(frozen=True)
class Level:
    """What one level of a heading says.

    Attributes
    ----------
    text
        As written.
    subjects, technologies, relations, operators
        What it names, in order and without repeats.
    measure
        ``percent``, ``count`` or ``""``.
    per_mille
        Whether its shares are of a thousand.
    scale
        What its counts are multiples of.
    vetoes
        Words that change what is counted, each with its kind.
    unknown
        Words of no list.
    dates
        The dates it names.
    unit
        What it names as the unit of its figures, "(người)": a subject, or ``""``.
    within
        Whether it says "trong đó".
    network
        Whether it names a network, under which a bare base need not be the number of all.
    total
        Whether it says "tổng".
    """

    text: str
    subjects: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    operators: tuple[str, ...] = ()
    measure: str = ""
    per_mille: bool = False
    scale: int = 1
    vetoes: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()
    dates: tuple[Dated, ...] = ()
    unit: str = ""
    within: bool = False
    network: bool = False
    total: bool = False

    @property
    def says_something(self) -> bool:
        """Whether any of its words is about what is counted."""
        return bool(
            self.subjects
            or self.technologies
            or self.relations
            or self.operators
            or self.measure
            or self.scale != 1
            or self.dates
            or self.unit
        )

    @property
    def is_bare(self) -> bool:
        """Whether no word says what is counted, whose or when: "Tổng số", "Tỷ lệ (%)"."""
        says = self.subjects or self.technologies or self.relations or self.operators
        return not (says or self.vetoes or self.unknown or self.dates or self.unit)

    @property
    def is_neutral(self) -> bool:
        """Whether it has words, and none that changes what is counted: "Thực hiện 9 tháng"."""
        return not (self.says_something or self.vetoes or self.unknown or self.network)


@dataclass
class _Gathered:
    """Collects the slots of a text."""

    slots: dict[str, list[str]] = field(default_factory=dict)
    vetoes: list[tuple[str, str]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    network: bool = False
    total: bool = False

    def add(self, phrase: str, found: Slots) -> None:
        """Take the slots of one phrase."""
        for slot, value in found:
            if slot == "veto":
                self.vetoes.append((value, phrase))
            elif slot == "network":
                self.network = True
            elif value not in self.slots.setdefault(slot, []):
                self.slots[slot].append(value)
        first = strip_tones(phrase.partition(" ")[0])
        self.total = self.total or first.startswith(("tong", "total", "ts")) or first == "cong"


_ALL_RESIDENTS: Final = re.compile(
    r"\(?\s*(?:(?:bao gồm|gồm)\s+)?(?:cả\s+)?thường trú\s*(?:\+|,|và|&)\s*tạm trú\s*\)?"
    r"|\(\s*(?:(?:tính\s+)?theo\s+)?(?:số\s+)?(?:đăng ký|đk|hộ khẩu|hk)\s+(?:hộ khẩu\s+)?"
    r"thường trú\s*\)",
    re.IGNORECASE,
)
"""Permanent and temporary residents together are all; a base is of permanent residents."""


_ALSO: Final = re.compile(
    r"(?i)((?:trong đó|gồm)\W*(?:(?:đã )?có\s+)?)cả\s+(?=(?:sóng\s+)?[2-5]\s?g\b(?!.*[2-5]\s?g\b))"
)
"""Of those above, who have another generation, too: "Trong đó: có cả 5G" of those with 4G."""


@functools.lru_cache(maxsize=32_768)
def parse_level(text: str) -> Level:
    """Read one level of a heading.

    Parameters
    ----------
    text
        As written.

    Returns
    -------
    Level
        What its words say.

    Examples
    --------
    >>> level = parse_level("Số thôn, bản có sóng 4G")
    >>> level.subjects, level.technologies, level.relations
    (('villages',), ('4g',), ('covered',))
    """
    dates = find_dates(text)
    within = _IS_WITHIN.search(plain_text(text)) is not None
    outer, brackets = _without_brackets(
        _ALL_RESIDENTS.sub(" ", _ALSO.sub(r"\1", _tidy(text, dates)))
    )
    brackets = [part for part in brackets if not _OF_WHOLE.match(part)]
    if _STATION.search(outer):
        brackets = [part for part in brackets if not _ITS_SITE.fullmatch(part)]
    if len(brackets) == 1 and _is_explained(outer.strip(), brackets[0]):
        outer, brackets = brackets[0], []
    main, unit = _gather(outer), _Gathered()
    change = _CHANGE.search(text)
    if change:
        main.vetoes.append(("period", change[0].strip()))
    if start := _START.search(normalise(text).lower()):
        main.vetoes.append(("old", start[0]))
    for part in brackets:
        inner = _gather(part)
        is_unit = set(inner.slots) <= _UNIT_SLOTS and not inner.vetoes and not inner.unknown
        target = unit if is_unit and main.slots else main
        for slot, values in inner.slots.items():
            known = target.slots.setdefault(slot, [])
            known += [value for value in values if value not in known]
        main.vetoes += inner.vetoes
        main.unknown += inner.unknown
    if any(map(_SHARE_OF.match, brackets)):
        # Not a unit, but what it is a share of.
        both = [*main.slots.get("subject", []), *unit.slots.pop("subject", [])]
        main.slots["subject"] = list(dict.fromkeys(both))
    return _level(text, main, unit, dates, within=within)


def _level(
    text: str, main: _Gathered, unit: _Gathered, dates: tuple[Dated, ...], *, within: bool
) -> Level:
    """Put what was gathered into one level."""
    measures = main.slots.get("measure", []) + unit.slots.get("measure", [])
    unit_subjects = unit.slots.get("subject", [])
    scales = main.slots.get("scale", []) + unit.slots.get("scale", [])
    scale = 1
    for each in dict.fromkeys(scales):
        scale *= int(each)
    is_share = not {"percent", "per_mille"}.isdisjoint(measures)
    measure = "percent" if is_share else "count" if measures or unit_subjects else ""
    if is_share and unit_subjects:
        measure = "conflict"
    return Level(
        text=text,
        subjects=tuple(main.slots.get("subject", [])),
        technologies=tuple(main.slots.get("technology", [])),
        relations=tuple(main.slots.get("relation", [])),
        operators=tuple(main.slots.get("operator", [])),
        measure=measure,
        per_mille="per_mille" in measures,
        scale=scale,
        vetoes=tuple(dict.fromkeys(main.vetoes)),
        unknown=tuple(dict.fromkeys(main.unknown)),
        dates=dates,
        unit=unit_subjects[0] if len(unit_subjects) == 1 else "",
        within=within,
        network=main.network,
        total=main.total,
    )


def without_numbering(text: str) -> str:
    """Take the number of a question, a point or a column off a heading.

    Parameters
    ----------
    text
        One level of a heading.

    Returns
    -------
    str
        The rest of it.

    Examples
    --------
    >>> without_numbering("2. Số hộ"), without_numbering("Câu 3: Số hộ (3)")
    ('Số hộ', 'Số hộ')
    >>> without_numbering("4G"), without_numbering("15 - 60 tuổi")
    ('4G', '15 - 60 tuổi')
    """
    cut = _COLUMN.sub("", _NUMBERED.sub("", " ".join(normalise(text).split())))
    return _NUMBERING.sub(" ", _POINT.sub(" ", cut)).strip()


def _tidy(text: str, dates: tuple[Dated, ...]) -> str:
    """Take dates, formulas, footnote marks and numbering out of a heading."""
    cut = " ".join(normalise(text).split())
    if _PAGE.fullmatch(cut):
        return ""
    cut = without_places_of_operators(without_dates(cut, dates, until=True))
    cut = _FORMULA.sub(" ", _MONTHS.sub(" ", _AGED.sub(r"\1 tuổi", _CHANGE.sub(" ", cut))))
    cut = _THOUSANDS.sub(lambda match: "1000000" if match[1] else "1000", cut)
    cut = _POWER.sub(lambda match: "1000" if (match[1] or match[2]) in "3³" else "1000000", cut)
    cut = _FOOTNOTE.sub(" ", with_tens(cut))
    cut = _NUMBERING.sub(" ", _POINT.sub(" ", cut))
    return _GENERATION.sub(r" \1g ", cut)


def with_tens(text: str) -> str:
    """Write tens and hundreds of what is counted as multiples.

    Parameters
    ----------
    text
        A heading, normalised (:func:`dxanalysis.vietnamese.normalise`).

    Returns
    -------
    str
        "x100 lượt" for "trăm lượt".
    """
    text = _AGED.sub(r"\1 tuổi", _HOW_MANY.sub("bao nhiêu", text))
    return _DOZENS.sub(lambda found: _FEW[found[1].lower()], text)


def without_dates(text: str, dates: Iterable[Dated], *, until: bool = False) -> str:
    """Take the dates out of a heading.

    Parameters
    ----------
    text
        The heading, normalised (:func:`dxanalysis.vietnamese.normalise`), or plain.
    dates
        The dates found in it, in their order.
    until
        Whether "đến" in front of them is taken out with them: elsewhere it is what fibre does.

    Returns
    -------
    str
        The rest of it.
    """
    # They are found in the text without tones, whose letters stand in the same places.
    if len(strip_tones(text)) == len(text):
        for one in reversed([*dates]):
            before = _UNTIL.sub("", text[: one.start]) if until else text[: one.start]
            text = f"{before} {text[one.end :]}"
    return text


def _without_brackets(text: str) -> tuple[str, list[str]]:
    """Part a heading from what stands in brackets, or behind "ĐVT:"."""
    parts = [part.strip() for part in _BRACKETS.findall(text) if part.strip()]
    parts = [part for part in parts if not (_GUIDANCE.fullmatch(part) or _is_source(part))]
    outer = _BRACKETS.sub(" ", text)
    cut = re.split(r"(?i)(?:đvt|đơn vị tính|đơn vị|dvt|unit)\s*[:;]", outer, maxsplit=1)
    if len(cut) > 1 and cut[0].strip():
        return cut[0], [*parts, cut[1]]
    return cut[-1], parts


def _is_explained(letters: str, part: str) -> bool:
    """Tell whether a heading is an abbreviation that says nothing, and a bracket says it."""
    if not _ABBREVIATION.fullmatch(letters) or not _gather(letters).unknown:
        return False
    return {"subject", "relation"} <= set(_gather(part).slots)


def _is_source(part: str) -> bool:
    """Tell whether a bracket only says where figures come from: "theo Công an tỉnh"."""
    if _SOURCE.fullmatch(part) is None:
        return False
    found = _gather(part)
    return "technology" not in found.slots and all(kind == "part" for kind, _ in found.vetoes)


def _gather(text: str) -> _Gathered:
    """Read a text phrase by phrase, the longest first."""
    found = _Gathered()
    tokens = [token.lower() for token in _TOKEN.findall(text)]
    bare = tuple(map(strip_tones, tokens))
    lost = all(map(str.isascii, tokens))  # its tones
    start = 0
    while start < len(tokens):
        if lost and tokens[start] == "so" and _is_subject(tokens[start + 1 : start + 2]):
            tokens[start] = "số"
        for length in range(min(_LONGEST, len(tokens) - start), 0, -1):
            phrase = tuple(tokens[start : start + length])
            slots = _look_up(phrase, bare[start : start + length])
            if slots:
                found.add(" ".join(phrase), slots)
                start += length
                break
        else:
            found.unknown.append(tokens[start])
            start += 1
    return found


def _is_subject(bare: Sequence[str]) -> bool:
    """Tell what is counted, in a text without tones: "so" before it is a number."""
    return any(slot == "subject" for slot, _ in _look_up(tuple(bare), tuple(bare)))


def _look_up(phrase: Words, bare: Words) -> Slots:
    """Look a phrase up; words that lost their tones match, words with other tones do not."""
    known = _lexicon().get(bare)
    if known is None:
        return frozenset()
    exact = frozenset().union(*(slots for toned, slots in known if toned == phrase))
    if exact:
        return exact
    fitting = [
        slots
        for toned, slots in known
        if all(word == other or word.isascii() for word, other in zip(phrase, toned, strict=True))
    ]
    if not fitting:
        return frozenset()
    # Without tones "năm" is also "nam": what changes the meaning is believed first.
    vetoing = [slots for slots in fitting if any(slot == "veto" for slot, _ in slots)]
    return frozenset().union(*(vetoing or fitting))


@functools.cache
def _lexicon() -> dict[Words, list[tuple[Words, Slots]]]:
    """Load the words, by their form without tones."""
    gathered: dict[Words, set[tuple[str, str]]] = {}
    for slot, value, word in _entries():
        toned = tuple(_TOKEN.findall(normalise(word).lower()))
        gathered.setdefault(toned, set()).add((slot, value))
    lexicon: dict[Words, list[tuple[Words, Slots]]] = {}
    for toned, slots in gathered.items():
        bare = tuple(strip_tones(word) for word in toned)
        lexicon.setdefault(bare, []).append((toned, frozenset(slots)))
    return lexicon


_CHOICE: Final = re.compile(r"\{([^{}]*)\}")


def spelt_out(words: str) -> Iterator[str]:
    """Write out the phrases that choices in braces stand for.

    Parameters
    ----------
    words
        Words of a catalogue, "{có thể|sẵn sàng} lắp {|ngay}".

    Yields
    ------
    str
        Each phrase: "có thể lắp", "có thể lắp ngay" and so on.
    """
    parts = [part.split("|") for part in _CHOICE.split(words)]
    return (" ".join("".join(chosen).split()) for chosen in itertools.product(*parts))


def slot_words(slot: str, value: str) -> list[str]:
    """List the words of the catalogue that fill a slot with a value.

    Parameters
    ----------
    slot, value
        ``subject`` and ``villages``, for one.

    Returns
    -------
    list of str
        The words, as written in the catalogue.
    """
    return [word for kind, filled, word in _entries() if (kind, filled) == (slot, value)]


@functools.cache
def _entries() -> list[tuple[str, str, str]]:
    """List each word of the catalogue with its slot and value."""
    return list(_read_entries())


def _read_entries() -> Iterator[tuple[str, str, str]]:
    """Read the catalogue's words, and those that the rules below know."""
    own = resources.files("dxanalysis.catalogue") / "slots.toml"
    content = tomllib.loads(own.read_text(encoding="utf-8"))
    single = [word for word in content["subject"]["villages"] if not _CHOICE.search(word)]
    for word, letters in itertools.product(single, _BESIDE_VILLAGES):
        yield "subject", "villages", f"{word} {letters}"
        yield "subject", "villages", f"{letters} {word}"
    for slot, values in content.items():
        for value, words in values.items():
            for word in words:
                for phrase in spelt_out(word):
                    yield slot, value, phrase
    for word in (
        *_WITHIN,
        "trong đó",
        "bao gồm",
        "gồm",
        "chia ra",
        "chia theo",
        "phân ra",
        "phân theo",
    ):
        yield "neutral", "words", word
    for word in (*_NODES, *map("{}s".format, _NODES)):
        yield "subject", "stations", word
    for word in ("homepass", "homepassed", "home pass", "home passed", "homes passed", "hp"):
        yield "subject", "households", word
