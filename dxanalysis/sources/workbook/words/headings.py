"""What the heading of a column means: word for word, or by the words that it is put together of."""

from __future__ import annotations

import functools
import math
import re
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING, Final

from dxanalysis.errors import ParameterError
from dxanalysis.indicators import indicator_counting, indicator_of, indicators
from dxanalysis.sources.workbook.dates.written import with_years
from dxanalysis.sources.workbook.words.compose import Composed, Context, compose
from dxanalysis.sources.workbook.words.heading_states import no_state
from dxanalysis.sources.workbook.words.slots import (
    Level,
    parse_level,
    with_tens,
    without_dates,
    without_numbering,
)
from dxanalysis.sources.workbook.words.tokens import (
    bare_tokens,
    heading_key,
    is_written,
    toned_tokens,
)
from dxanalysis.vietnamese import normalise, plain_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    Words = tuple[str, ...]

KINDS: Final = (
    "count",
    "rate",
    "mark",
    "text",
    "code",
    "order",
    "district",
    "note",
    "place",
    "unclear",
    "personal",
)
FIGURES: Final = ("count", "rate", "mark")
"""The kinds whose cells are figures."""

_OF_ALL: Final = frozenset(
    {"population", "households", "villages", "adults", "electrified_villages"}
    | {"schools", "health_stations", "places", "agencies"}
)
"""Bases that need not be all below the title of a group: "Mạng di động / Số thôn"."""

_OF_AN_AGE: Final = frozenset({"adults", "working_age"})
_PEOPLE: Final = "dân số"

_RESCUED: Final = frozenset(
    {"column_changed", "column_unknown", "basis_unclear", "no_indicator", "technology_unclear"}
)
"""Where the slots give nothing for one of these reasons, a heading may still be one that the
catalogue has word for word."""

_ADDED: Final = re.compile(r"\b(?:bổ|bo) sung\b", re.IGNORECASE)
"""Without tones "cần bổ sung" begins like "cán bộ"."""

_SUBSCRIPTIONS: Final = re.compile(
    r"(?:tong )?(?:so )?(?:luong )?thue bao\b|.*\bdien thoai (?:di dong )?thong minh\b"
)

_DEVICES: Final = re.compile(
    r"\W*(?:tong )?(?:so )?(?:luong )?(?:so |may |chiec |cai )*"
    r"(?:dien thoai (?:di dong )?thong minh|smartphones?)"
    r" (?:hien )?(?:(?:co|dang (?:su )?dung)? ?(?:trong|cua|tai|o) (?:cac |moi |nhung )?"
    r"(?:ho|nguoi|gia dinh|dan|thon)|in households|of households)\b"
)
"""Devices that are counted, of which a household or a person may have several."""

_PROCEDURES: Final = re.compile(
    r"\W*(?:tong |so |luong |sl |% |ty le |ti le |tl )*"
    r"(?:tthc|thu tuc(?: hanh chinh)?|dvc(?:tt)?|dich vu cong)\b"
    r".*\b(?:co|phat sinh) (?:phat sinh )?(?:ho so|hs)\b"
)
"""Procedures that are counted, of which each may have several files or none."""

_WHO: Final = frozenset({"can_bo", "doanh_nghiep"})
"""Who has or does something: these words alone count no thing."""

_SIGNATURES: Final = re.compile(r"\W*(?:tong )?so (?:luong )?(?:chu ky so|chung thu so|cks|cts)\b")
"""Signatures that are counted, of which an office may have several."""

_OF_OFFICES: Final = re.compile(r"(?:agencies|officers)_")

_ASKS_HOW_MANY: Final = re.compile(r"(?i)\b(?:bao nhiêu|mấy|how many)\b")
_ASKS_FOR_PEOPLE: Final = re.compile(r"(?i)\b(?:bao nhiêu|mấy|how many) (?:người|people)\b")
_NO_PEOPLE: Final = frozenset({"teams", "holes"})
"""Where people are, and which are none themselves."""

_BARE_PROCEDURES: Final = re.compile(r"\W*(?:tthc|thu tuc(?: hanh chinh)?|procedures?)\W*")
_HOW_MANY: Final = re.compile(r"\b(?:so|tong|sl|ts|total|number|count|bao nhieu|may)\b")
"""A table of procedures has their names in a column; how many there are is said."""

_COMMUNES_THAT: Final = re.compile(
    r"\W*(?:tong |so |luong |sl |% |ty le |ti le |tl )*(?:cac )?(?:xa|phuong|dac khu|don vi cap xa"
    r"|communes|wards)\b(?: ?[,/] ?(?:phuong|thi tran|dac khu)| and wards)* (?:da |duoc )*"
    r"(?:co|bo tri|dat|lap|thanh lap|trien khai|xay dung|with)\b(?!.*\b(?:bao nhieu|may)\b)"
)
"""Communes that have something are counted, and not what they have of it."""

IGNORED: Final = "ignored"
"""The meaning of a column that a planner has said is not to be read."""

_REMEMBERED: Final = 10_000
_BRACKET: Final = re.compile(r"\(([^()]+)\)")
_ASKS_WHETHER: Final = re.compile(
    r"\W*(?:da )?(?:co|bo tri(?: duoc)?) (?:can bo|cong chuc|vien chuc|nhan luc|nhan su"
    r"|nguoi (?:phu trach|truc|lam))\b"
)
"""Whether there is anybody, and not how many: "Có cán bộ trực"."""

_STAFF: Final = re.compile(
    r"\W*(?:tong )?so (?:luong )?(?:can bo|cong chuc|vien chuc|nhan luc|nhan su|nguoi)\b"
)

_SCALED: Final = re.compile(
    r"(?i)\(\s*((?:(?:đvt|đơn vị(?: tính)?)\W+)?(?:nghìn|ngàn|triệu|x10+|1[.,]?000))\s+([^()\d]+)\)"
)
_HAVE_IT: Final = re.compile(r"\b(?:nguoi|dan|ho|thon)\W+(?:da |duoc )*(?:co|duoc|lap|cap)\W*$")
"""Those who have what the level above names."""

_VAGUE: Final = re.compile(
    r"\W*(?:tong so nguoi|(?:so (?:luong )?)?(?:nguoi(?: dan)?|cong dan|ho(?: dan| gia dinh)?"
    r"|thon|ban|xom|ap))\W*"
)
"""People, homes or villages, of which it is not said that they are all."""

_UNITS: Final = ("cuoc", "tk", "bv", "cai", "chiec")
"""Words in brackets after which things are counted."""

_EXAMPLES: Final = re.compile(r"(?i)\s*(?:ví dụ|vd|như)\b.*|.*(?:…|\.\.\.|v\.?v\.?)\s*")
"""In brackets: some of what is counted, "(VNeID, SmartCaMau…)"."""

_RESULT_IN: Final = re.compile(
    r"(?i)^\W*(?:kết quả(?: (?:thực hiện|đạt được))?|thực hiện)\s*(?=%|\(\s*%\s*\)\W*$)"
)
"""Before the unit alone, below what is counted: "Tỷ lệ hồ sơ trực tuyến / Kết quả (%)"."""

_LIVE: Final = re.compile(r"(?i)\b(?:sinh )?sống\b")
"""Without its tone it is a signal: "Dân số sống trong vùng lõm"."""

_SINCE: Final = re.compile(
    r"(?i)(?:\b(?:cộng dồn|lũy kế|luỹ kế)\W+)?(?:tính )?\btừ đầu năm\b"
    r"(?: (?:đến|tới) (?:nay|hết kỳ|cuối kỳ|hết tháng|hết quý|thời điểm báo cáo))?|\bcộng dồn\b"
    r"|\b(?:phát sinh )?trong kỳ(?: (?:này|báo cáo))?\b"
)
_OF_WHICH: Final = re.compile(
    r"(?i)^\W*(?:trong đó|of which)\b\W*(?:có\W+)?(?=(?:tổng\s+)?số\s+(?:lượng\s+)?[^\W\d])"
)
"""Before what names itself all that it counts: "Trong đó: số hồ sơ nộp trực tuyến"."""

_ONLY_OF_WHICH: Final = re.compile(r"(?i)\W*(?:trong đó|of which)\W*")
_THINGS: Final = re.compile(
    r"thôn|bản|ấp|trường|điểm(?: trường)?|cơ sở|trạm|tổ|lớp|sản phẩm|htx|hợp tác xã|văn bản|hồ sơ"
    r"|tài khoản|cơ quan|giao dịch|máy|thiết bị|nhóm"
)
"""A unit, as a column of units has it, by which other things than people and homes are counted."""

_PART: Final = re.compile(r"(?i)^\W*(?:trong đó|of which)\b\W*(?:có\W+)?(?=[^\W\d])")
_COUNTS: Final = re.compile(r"\W*(?:tong )?(?:so|sl) (?:luong )?\w")
"""A level that counts what it names, and is no title of a group: "Số hồ sơ tiếp nhận"."""

_OF_ALL_PEOPLE: Final = re.compile(
    r"(?i)^\W*(?:(?:tính )?(?:trên|theo|của) )?"
    r"(?:toàn bộ|tất cả|tổng(?: số)?|toàn|cả) dân(?: số)?\W*$"
)
FROM_TO: Final = re.compile(
    r"(?:\b(?:từ|tu)\s+(?:(?:ngày|ngay)\s+)?)?\b(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*\d{4})?"
    r"\s*(?:đến|den|tới|toi|[-–])(?=\s+(?:(?:hết|het|ngày|ngay)\s+)*\d|\d{1,2}[/.])"
    r"|\b(?:từ|tu)\s+(?=(?:tháng|thang|quý|quy)\s+(\w+)\s*(?:đến|den|[-–]))",
    re.IGNORECASE,
)
"""How a period begins that a heading names with its end: "Từ 01/7/2025 đến 30/9/2025"."""

_FLOWS: Final = re.compile(
    r"(?:files|results|documents|training|transactions|conferences|calls|tests|\w+_queries)(?:_|$)"
)
"""What happens and is added up over a year; of other things there are more than came in it."""

_TIMES: Final = re.compile(r"\bluot\b")
"""How often something was done, and not to how many."""

_BARE_RESULT: Final = re.compile(r"\W*(?:ket qua|kq|results?)\W*")
"""A heading of whatever its title is about, and not of the results of public services."""

_SLASH: Final = re.compile(r"(?<!\d)\s*/\s*(?!\d)")
_COUNTED: Final = re.compile(
    r"(?i)\b(?:hộ|hồ sơ|văn bản|dân|người|thôn|bản|tthc|thủ tục|kết quả|thuê bao|trạm|tổ|cơ quan"
    r"|cán bộ|khẩu|trường|giao dịch|sản phẩm)\b"
)
_PARTED: Final = re.compile(
    rf"{_SLASH.pattern}|(?i:\b(?:trên|so với|chia(?: cho)?)\s+(?:(?:tổng(?: số)?|số|các)\b"
    rf"|(?={_COUNTED.pattern.removeprefix('(?i)')}))"
    r"|\btrong (?:tổng(?: số)?|số)\b)"
)
"""Between the part that a share is of and its whole."""

_IN_PERCENT: Final = re.compile(r"(?i)[(\[][^()\[\]]*%[^()\[\]]*[)\]]|%|\bt[ỷỉ] lệ\b")


@dataclass(frozen=True)
class Column:
    """One quantity that a column can hold.

    Attributes
    ----------
    id
        A numerator or denominator of the catalogue of indicators, ``<indicator>_pct`` for a rate,
        or what is no figure: ``unit_name``, ``unit_code``, ``village``.
    kind
        One of :data:`KINDS`.
    dash
        Whether "-" means ``missing`` or ``zero``.
    base
        Whether others are shares of it.
    whole
        Whether its counts are whole numbers; points and money need not be.
    """

    id: str
    kind: str
    dash: str = "missing"
    base: bool = False
    whole: bool = True


@dataclass(frozen=True)
class Meaning:
    """What one heading was understood as.

    Attributes
    ----------
    columns
        The quantities it can be: two where only the cells below decide (a village's name or the
        number of villages); none where it is not recognised.
    scale
        What counts are multiples of, 1000 for thousands.
    personal
        Whether it is about a person.
    composed
        What its slots say, and why they give no quantity where they give none.
    how
        ``composed`` of slots, ``exact`` where the catalogue has it word for word, ``given`` where
        a planner has said it.
    adds
        Whether its figures are a part that is added to the other column of the same quantity.
    """

    columns: tuple[Column, ...]
    scale: int = 1
    personal: bool = False
    composed: Composed = field(default_factory=Composed)
    how: str = "composed"
    adds: bool = False

    def of_kind(self, *kinds: str) -> Column | None:
        """Give the quantity of one of some kinds, if it can be one."""
        return next((column for column in self.columns if column.kind in kinds), None)


@dataclass(frozen=True)
class Decision:
    """What a planner has decided that a column means.

    Attributes
    ----------
    heading
        Its heading, as :func:`dxanalysis.sources.workbook.columns.understood.understand` gives it.
    meaning
        The id of a quantity, or :data:`IGNORED`; ``""`` where it is still to be decided.
    context
        What the titles above it said. The decision holds for a table whose titles say the same,
        never for a plan in the form of a report.
    """

    heading: str
    meaning: str
    context: str = ""


@dataclass(frozen=True)
class Short:
    """A quantity that a heading names only beside others, or below a title.

    Attributes
    ----------
    column
        Its id.
    beside
        Quantities of which one must stand in the same table.
    titles
        Words, without tones, of which one must stand in its titles.
    """

    column: str
    beside: frozenset[str] = frozenset()
    titles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Headings:
    """The catalogue of headings, ready to be looked up in."""

    phrases: Mapping[Words, str]
    fillers: frozenset[str]
    weak: frozenset[str]
    context: frozenset[str]
    scales: Mapping[str, int]
    personal: frozenset[Words]
    columns: Mapping[frozenset[str], tuple[Column, ...]]
    longest: int
    toned: Mapping[Words, Collection[Words]] = field(default_factory=dict)
    short: Mapping[frozenset[str], tuple[Short, ...]] = field(default_factory=dict)
    wholes: Mapping[frozenset[str], frozenset[str]] = field(default_factory=dict)
    wide: tuple[tuple[frozenset[str], frozenset[str], Column], ...] = ()
    given: Mapping[frozenset[str], Column] = field(default_factory=dict)
    remembered: Mapping[str, Column] = field(default_factory=dict)
    decided: Mapping[tuple[str, str], Column | None] = field(default_factory=dict)
    _known: dict[object, Meaning] = field(default_factory=dict, compare=False)

    @functools.cached_property
    def by_id(self) -> dict[str, Column]:
        """Every quantity and role by its id."""
        return {column.id: column for some in self.columns.values() for column in some}

    def meaning(self, path: Sequence[str], context: Context | None = None) -> Meaning:
        """Tell what a column's heading means.

        Parameters
        ----------
        path
            The heading from the topmost merged cell down to the column.
        context
            What the sheet's name and titles say.

        Returns
        -------
        Meaning
            The quantities it can be, none if it is not recognised.
        """
        key = (tuple(path), context)
        if key not in self._known:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            self._known[key] = self._meaning(key[0], context or Context())
        return self._known[key]

    def can_be(self, text: str, *kinds: str) -> bool:
        """Tell whether a heading of one level can be of some kinds, before its meaning is known.

        Parameters
        ----------
        text
            The heading.
        *kinds
            Kinds of which no quantity is composed: :data:`KINDS` but for the figures.

        Returns
        -------
        bool
            False where :meth:`meaning` gives none of them; found in a fraction of its time.
        """
        words = self.words(text) - frozenset(self.scales)
        loose = words - self.weak
        said = (self.remembered.get(heading_key(text)), self.given.get(words))
        found = (self.columns.get(each, ()) for each in (words, loose, loose - self.context))
        return any(column and column.kind in kinds for column in (*said, *chain(*found)))

    def short_of(self, path: Sequence[str], composed: Composed) -> tuple[Short, ...]:
        """List what a heading may be short for, which nothing else is known of.

        Parameters
        ----------
        path
            Its levels.
        composed
            Why its slots give no quantity.

        Returns
        -------
        tuple of Short
            The quantities, and beside what they are meant; none where a sign such as "+/-" or a
            span of time changes what is counted.
        """
        if not _is_open(path, composed) or _is_changed(path, composed):
            return ()
        words = frozenset().union(*map(self.words, path)) - frozenset(self.scales)
        return self.short.get(words) or self.short.get(words - self.weak, ())

    def scale_of(self, path: Sequence[str]) -> int:
        """Say what a heading's counts are multiples of.

        Parameters
        ----------
        path
            Its levels.

        Returns
        -------
        int
            1000 for thousands; 1 where it does not say.
        """
        words = frozenset().union(*map(self.words, path))
        return math.prod(self.scales[word] for word in words.intersection(self.scales))

    def with_meanings(self, meanings: Mapping[str, str]) -> Headings:
        """Add what a planner has said that headings mean.

        Parameters
        ----------
        meanings
            Heading path, its levels joined by " / ", to the id of a quantity or role, or
            :data:`IGNORED`. Tones, case and dates of the path do not matter.

        Returns
        -------
        Headings
            A copy that knows them.

        Raises
        ------
        ParameterError
            If an id is unknown; the nearest known ones are named.
        """
        if not meanings:
            return self
        known: dict[str, Column] = dict(self.remembered)
        for path, name in meanings.items():
            if name != IGNORED and name not in self.by_id:
                raise ParameterError(
                    "workbook.meaning_unknown",
                    found=name,
                    name=path,
                    expected=", ".join(nearest_ids(name, self.by_id)),
                )
            known[heading_key(path)] = self.by_id.get(name, Column(IGNORED, "note"))
        return replace(self, remembered=known, _known={})

    def with_decisions(self, decisions: Iterable[Decision]) -> Headings:
        """Add what a planner has decided of single columns.

        Parameters
        ----------
        decisions
            One for each heading and context.

        Returns
        -------
        Headings
            A copy that knows them.

        Raises
        ------
        ParameterError
            If an id is no quantity; the nearest ones are named.
        """
        decisions = list(decisions)
        if not decisions:
            return self
        known = dict(self.decided)
        figures = self.quantities
        for one in decisions:
            if one.meaning not in {IGNORED, "", *figures}:
                raise ParameterError(
                    "workbook.meaning_unknown",
                    found=one.meaning,
                    name=one.heading,
                    expected=", ".join(nearest_ids(one.meaning, figures)),
                )
            column = figures.get(one.meaning, Column(IGNORED, "note"))
            known[one.context, heading_key(one.heading)] = column if one.meaning else None
        return replace(self, decided=known, _known={})

    @property
    def quantities(self) -> dict[str, Column]:
        """What the figures of a column can be, by id."""
        return {name: column for name, column in self.by_id.items() if column.kind in FIGURES}

    def _meaning(self, path: tuple[str, ...], context: Context) -> Meaning:
        """Work one heading out."""
        # "Toàn bộ dân số / Số người có tài khoản": all people, beside those of an age.
        path = (*(_OF_ALL_PEOPLE.sub("Dân số", level) for level in path[:-1]), *path[-1:])
        if any(map(_ONLY_OF_WHICH.fullmatch, path[1:-1])) and compose(path[-1:]).quantity:
            # "Thuê bao Internet / Trong đó / Hộ gia đình dùng FTTH" says itself what it counts.
            path = tuple(level for level in path if not _ONLY_OF_WHICH.fullmatch(level))
        meaning = self._said(path, context)
        one = meaning.of_kind(*FIGURES)
        own = [level for level in path if level not in {context.counted, context.things}]
        if one is None or meaning.how == "given":
            return meaning
        changed = no_state(own, one.id) or next(
            filter(None, (self._other_base(one, level) for level in own)), ""
        )
        if not changed:
            return meaning
        composed = replace(
            meaning.composed, quantity="", kind="", reason="column_changed", word=changed, base=""
        )
        return Meaning((), meaning.scale, composed=composed)

    def _other_base(self, one: Column, level: str) -> str:
        """Give the words of another base than a quantity's own: ".../hộ có hạ tầng cáp quang"."""
        parted = _PARTED.search(level) if one.kind == "rate" else _SLASH.search(level)
        entry = indicator_of(one.id)
        if parted is None or entry is None:
            return ""
        before = level[: parted.start()]
        part = self._said((before,), Context()).of_kind(*FIGURES) or self._said(
            (_IN_PERCENT.sub(" ", before),), Context()
        ).of_kind(*FIGURES)
        if part is None or part.base:
            return ""  # "Tỷ lệ thôn/bản có sóng 4G": two words for one thing
        base = _IN_PERCENT.sub(" ", level[parted.end() :])
        if self.words(base) == self.words(before):
            return ""  # in two languages: "Có tổ công nghệ số / With a community digital team"
        said = self._said((base,), Context()).columns
        said = said or self._said((f"Số {base}",), Context()).columns  # "… trên tổng số TTHC"
        wholes = {column.id for column in said if column.kind != "unclear"}
        wholes |= self.wholes.get(self.words(base), frozenset())
        shared = indicator_of(part.id)
        if any(indicator_of(whole) == entry for whole in wholes):
            other = False  # in two languages: "Dân số phủ 4G/4G population covered"
        elif shared and shared.denominator and entry.denominator in wholes:
            other = False
        elif shared != entry:
            other = bool(wholes)
        else:
            other = entry.denominator is not None and bool(wholes or _COUNTED.search(base))
        return level[parted.start() :].strip() if other else ""

    def _said(self, path: tuple[str, ...], context: Context) -> Meaning:
        """Take what a heading counts from its words, or from the catalogue."""
        composed = compose(path, context)
        remembered = self.remembered.get(heading_key(" / ".join(path)))
        dated = with_years(path, context.year)
        exact = self._exact(dated)
        if context.things and not exact.columns and any(map(self.words, path)):
            # "Tiếp nhận", "Đã giải quyết" in a table of files.
            exact = self._exact((context.things, *dated))
        words = frozenset().union(*(self.words(level) for level in path)) - frozenset(self.scales)
        given = remembered or self.given.get(words)
        if given is not None:
            return Meaning((given,), composed.scale or exact.scale, composed=composed, how="given")
        thing = exact.of_kind(*FIGURES)
        if thing and "words_passed_over" in composed.why and _HAVE_IT.search(plain_text(path[-1])):
            # "Hồ sơ sức khỏe điện tử / Số người đã có": not all people.
            return replace(exact, composed=composed, how="exact")
        if self._may_be_some(path, composed):
            composed = replace(
                composed, quantity="", kind="", reason="base_in_group", base=composed.quantity
            )
        if composed.quantity:
            column = self.by_id.get(composed.quantity)
            columns: tuple[Column, ...] = (column,) if column else ()
            # "Thôn, bản" may also be a village's name: the cells below it decide.
            columns += tuple(
                other for other in exact.columns
                if other.kind == "text" and other != column and composed.quantity == "villages"
            )  # fmt: skip
            return Meaning(columns, composed.scale, composed=composed)
        if _is_open(path, composed) and not _is_changed(path, composed):
            if not exact.columns and self._names_things(path, composed):
                composed = replace(composed, reason="column_unknown", word=path[-1])
            return replace(exact, composed=composed, how="exact")
        return Meaning((), exact.scale, exact.personal, composed)

    def _may_be_some(self, path: Sequence[str], composed: Composed) -> bool:
        """Tell people or homes that a group's title may say more of: "Định danh / Số người".

        "Dân số" or "Tổng số hộ" there are all.
        """
        if "words_passed_over" not in composed.why or not _VAGUE.fullmatch(plain_text(path[-1])):
            return False
        if any(
            {"people", "households", "villages"} & {*parse_level(one).subjects} for one in path[:-1]
        ):
            return False  # "Số hộ dùng cáp quang / hộ" is a unit below what is counted
        above = frozenset[str]().union(*map(self.words, path[:-1]))
        return any("_" in word for word in above & self.things)

    def _names_things(self, path: Sequence[str], composed: Composed) -> bool:
        """Tell whether the words a heading was refused for are things that are counted.

        "Điện thoại thông minh" makes no part of what else there is.
        """
        vetoes = [veto for level in path for veto in parse_level(level).vetoes]
        return composed.reason in {"column_changed", "no_indicator"} and all(
            kind == "part" and self.phrases.get(bare_tokens(words), "") in self.things
            for kind, words in vetoes
        )

    @functools.cached_property
    def vocabulary(self) -> dict[str, frozenset[str]]:
        """All words of the names of each quantity, by its id."""
        found: dict[str, frozenset[str]] = {}
        for words, some in self.columns.items():
            for one in some:
                found[one.id] = found.get(one.id, frozenset()) | words
        return found

    @functools.cached_property
    def things(self) -> frozenset[str]:
        """The words that are about what the quantities count, by the ones they stand for."""
        said = frozenset().union(*self.columns) - _WHO
        return said - self.fillers - self.weak - self.context

    def _exact(self, path: Sequence[str]) -> Meaning:
        """Look one heading up word for word."""
        plain = [plain_text(without_numbering(level)) for level in path] or [""]
        if _DEVICES.match(plain[-1]) or _PROCEDURES.match(plain[-1]):
            return Meaning(())
        said, since = _timeless(path)
        said = _parts(_without_unit(said))
        each = [self.words(level) for level in said]
        if _is_bare([one for one, some in zip(said, each, strict=True) if some], plain):
            return Meaning(())
        found = self._found(said, each)
        found = found or self._of_which(said) or self._in_own_unit(said) or self._of_operator(said)
        if not found and len(said) > 1 and _repeats_units(said):
            # "Tỷ lệ hộ có điện thoại thông minh / Xã, phường đạt được": every row is a commune.
            return self._exact(said[:-1])
        if since or any(map(_TIMES.search, plain)):
            found = tuple(column for column in found if _FLOWS.match(column.id))
        found = _asked_for(found, path)
        if _SIGNATURES.match(plain[-1]):
            found = tuple(column for column in found if not _OF_OFFICES.match(column.id))
        if any(map(_COMMUNES_THAT.match, plain)):
            found = tuple(column for column in found if _is_of_communes(column))
        things = {one.id for some in each for one in self.columns.get(some, ()) if one.base}
        if "agencies" in things and any(_STAFF.match(plain_text(level)) for level in said):
            found = ()  # "Cơ quan, đơn vị / Số cán bộ CNTT" are persons
        if not things and any(_ASKS_WHETHER.match(plain_text(level)) for level in said):
            found = tuple(column for column in found if column.kind == "mark")
        personal = not found and any(self._has_personal(level) for level in path)
        return Meaning(found, self.scale_of(said), personal)

    def _found(self, said: Sequence[str], each: Sequence[frozenset[str]]) -> tuple[Column, ...]:
        """Give the quantities whose names have all words of a heading's levels."""
        words = frozenset().union(*each).difference(self.scales)
        loose = words - self.weak
        found = self._named(words) or self._named(loose)
        if not found and len(said) > 1:
            if _repeats_units(said):
                return ()
            # "Hồ sơ tiếp nhận / Trực tuyến" is a phrase that two levels share.
            found = self._named(self.words(" ".join(said)).difference(self.scales))
        if not found and not (each[-1] and each[-1] <= self.context):
            found = tuple(
                column
                for column in self._named(loose - self.context)
                if column.kind in FIGURES and column.id not in _OF_ALL
            )
        if len(each) > 1 and (all_of := self._repeated(each)):
            return (all_of,)
        if len(each) > 1 and not {words, loose} & self.columns.keys():
            # "Thanh toán trực tuyến / Hồ sơ phải nộp phí": the part, or its whole?
            whole = {one.id for one in self._named(each[-1]) if one.base}
            found = tuple(column for column in found if _whole_of(column) not in whole)
        return found

    def _of_which(self, said: Sequence[str]) -> tuple[Column, ...]:
        """Give the part that a level names below its whole: "Thôn có điện / Trong đó: có 4G"."""
        part = [*said[:1], *(_PART.sub("", level) for level in said[1:])]
        each = [self.words(level) for level in part]
        if part == list(said) or (part[-1] != said[-1] and len(each[-2]) == 1
                                  and not _COUNTS.match(plain_text(said[-2]))):  # fmt: skip
            return ()  # below "Hồ sơ" alone it is a part of what stands right before it
        found = self._found(part, each)
        if not found and part[-1] == said[-1] and len(each[-1]) == 1:
            # In the middle: "Tiếp nhận / Trong đó: Trực tuyến / Số hồ sơ".
            found = self._named(frozenset().union(*each))
        # Never the whole again: "Hồ sơ tiếp nhận / Trong đó: nộp tại quầy".
        whole = {one.id for level in said for one in self._named(self.words(level))}
        return tuple(one for one in found if not one.base and one.id not in whole)

    def _in_own_unit(self, said: Sequence[str]) -> tuple[Column, ...]:
        """Give what a heading names above its unit: "Trạm y tế, bệnh viện / cơ sở"."""
        if len(said) < 2 or not _THINGS.fullmatch(said[-1]):  # noqa: PLR2004 - a unit below it
            return ()
        found = self._exact(said[:-1]).columns
        counted = (indicator_counting(one.id) for one in found)
        return found if any(one and one.unit_vi == said[-1] for one in counted) else ()

    def _of_operator(self, said: Sequence[str]) -> tuple[Column, ...]:
        """Give what a heading says beside an operator: "Thuê bao chỉ dùng 2G / Viettel"."""
        own = [level for level in said if not _names_operator(level)]
        if not own or len(own) != len(said) - 1:
            return ()
        return tuple(one for one in self._exact(own).columns if one.id in _of_networks())

    def _named(self, words: frozenset[str]) -> tuple[Column, ...]:
        """Give the quantities of a name, or of the longest with words that it may also have."""
        if found := self.columns.get(words):
            return found
        wider = [one for one in self.wide if one[0] <= words <= one[0] | one[1]]
        most = max((len(name) for name, _, _ in wider), default=0)
        longest = {column: None for name, _, column in wider if len(name) == most}
        return tuple(sorted(longest, key=lambda column: column.kind == "mark"))

    def _repeated(self, each: Sequence[frozenset[str]]) -> Column | None:
        """Give all of an age, where the lowest level names them as the one above it does.

        "Tập huấn cho người trong độ tuổi lao động / Số người trong độ tuổi lao động": not only
        those who were trained.
        """
        own = self.columns.get(each[-1], ())
        base = next((one for one in own if one.id in _OF_AN_AGE), None)
        named = each[-1] - self.words(_PEOPLE) <= each[-2]
        return base if named else None

    def words(self, text: str) -> frozenset[str]:
        """Take the words of one level that say what is counted, each by the one it stands for."""
        text = _LIVE.sub(" ", with_tens(without_numbering(text)))
        if "(" in text:
            text = _SCALED.sub(lambda one: _scale_alone(one, text), text)
            # "(trực tuyến và trực tiếp)": nothing that the words before it could go on with.
            said = {*bare_tokens(_BRACKET.sub(" ", text)), *_UNITS}
            text = _BRACKET.sub(
                lambda one: (
                    one[0] if self._adds(one[1], said) and not _EXAMPLES.fullmatch(one[1]) else " "
                ),
                text,
            )
            text = self._without_other_name(text)
        tokens, toned = bare_tokens(text), toned_tokens(text)
        words: set[str] = set()
        start = 0
        while start < len(tokens):
            for length in range(min(self.longest, len(tokens) - start), 0, -1):
                phrase = tokens[start : start + length]
                if phrase not in self.phrases and length > 1:
                    continue
                word = self.phrases.get(phrase, phrase[0])
                if word not in self.fillers:
                    words.add(word)
                elif not is_written(phrase, toned[start : start + length], self.toned):
                    if length > 1:
                        continue
                    words.add(toned[start])  # "đề án" is no "để" and "an"
                start += length
                break
        return frozenset(words)

    def _adds(self, bracket: str, said: Collection[str]) -> bool:
        """Tell whether a bracket says more than how many of what is named: "(số lớp)"."""
        return bool(self.words(bracket)) and not all(
            one in said or one in self.fillers for one in bare_tokens(bracket)
        )

    def _without_other_name(self, text: str) -> str:
        """Take a bracket out that only names what stands before it otherwise.

        "Phòng học (lớp học) thông minh": with either the heading says the same.
        """
        bracket = _BRACKET.search(text)
        before = text[: bracket.start()].split() if bracket else []
        if bracket is None or _BRACKET.search(text, bracket.end()) or not before:
            return text
        behind = text[bracket.end() :].strip()
        plain = " ".join([*before, behind])
        said = self.words(plain)
        for length in range(1, min(len(before), len(bracket[1].split()) + 1) + 1):
            other = " ".join([*before[:-length], bracket[1], behind])
            if said == self.words(other):
                return plain
        return text

    def _has_personal(self, level: str) -> bool:
        """Tell whether a heading has one of the words about persons; subscriptions are none."""
        if _SUBSCRIPTIONS.match(plain_text(without_numbering(level))):
            return False  # "Thuê bao điện thoại di động", "Có điện thoại thông minh": counted
        tokens = bare_tokens(_ADDED.sub(" ", level))
        return any(
            tokens[start : start + length] in self.personal
            for length in range(1, self.longest + 1)
            for start in range(len(tokens) - length + 1)
        )


def _names_operator(text: str) -> bool:
    """Tell a level that names one operator, and nothing else."""
    level = parse_level(text)
    return len(level.operators) == 1 and Level("") == replace(
        level, text="", operators=(), network=False
    )


@functools.cache
def _of_networks() -> frozenset[str]:
    """Give the quantities that operators report of their own networks, and their bases."""
    entries = [one for one in indicators().values() if one.source in {"operators", "measurements"}]
    return frozenset(
        {one.numerator for one in entries} | {one.denominator or "" for one in entries}
    )


def _without_unit(said: Sequence[str]) -> Sequence[str]:
    """Leave out a unit that a heading has named: "Số trường học, điểm trường / điểm"."""
    if len(said) < 2 or not _THINGS.fullmatch(said[-1]):  # noqa: PLR2004 - a unit below it
        return said
    named = re.search(rf"\b{said[-1]}\b", said[-2], re.IGNORECASE)
    return said[:-1] if named else said


def _parts(said: Sequence[str]) -> list[str]:
    """Take "trong đó" off what names by itself, or by the level above, of what it is a part."""
    said = [_OF_WHICH.sub("", level) for level in said]
    if len(said) > 1 and _COUNTS.match(plain_text(said[-2])):
        said[-1] = _PART.sub("", said[-1])
    return said


def _is_bare(worded: Sequence[str], plain: Sequence[str]) -> bool:
    """Tell a heading that has only a word for results or procedures."""
    worded = [plain_text(level) for level in worded]
    if all(map(_BARE_RESULT.fullmatch, worded)):
        return True
    bare = all(map(_BARE_PROCEDURES.fullmatch, worded))
    return bare and not any(map(_HOW_MANY.search, plain))


def _asked_for(found: tuple[Column, ...], path: Sequence[str]) -> tuple[Column, ...]:
    """Keep what a question may ask for: how many, and how many people."""
    if any(map(_ASKS_FOR_PEOPLE.search, path)):
        found = tuple(column for column in found if column.id not in _NO_PEOPLE)
    if any(map(_ASKS_HOW_MANY.search, path)):
        found = tuple(column for column in found if column.kind != "mark")
    return found


def _whole_of(column: Column) -> str | None:
    """Name the base of which a quantity is a part."""
    entry = indicator_counting(column.id)
    return entry.denominator if entry else None


def _is_of_communes(column: Column) -> bool:
    """Tell a quantity that each commune has or has not, and the share of those that have it."""
    entry = indicator_of(column.id)
    return column.kind == "mark" or (entry is not None and entry.denominator == "communes")


def _scale_alone(unit: re.Match[str], text: str) -> str:
    """Give only the scale of a unit whose noun stands in the heading: "(nghìn tài khoản)"."""
    named = {*bare_tokens(text[: unit.start()])}
    return f"({unit[1]})" if {*bare_tokens(unit[2])} <= named else unit[0]


def _is_open(path: Sequence[str], composed: Composed) -> bool:
    """Tell whether a heading that its slots give nothing for may be one of the catalogue.

    "Người dân có tài khoản thanh toán / Số người" is about no network that all people may have.
    """
    if composed.reason != "base_in_group":
        return composed.reason in _RESCUED
    levels = list(map(parse_level, path))
    whole = levels[-1].total and levels[-1].subjects  # "Tổng số dân"; "Tổng" is of those above
    return not whole and not any(one.technologies or one.network for one in levels)


def _is_changed(path: Sequence[str], composed: Composed) -> bool:
    """Tell a sign, or a span of time, that is no word of a heading and yet changes its count."""
    vetoes = (word for level in path for _, word in parse_level(level).vetoes)
    spans = any(one.precision == "span" for one in composed.dates)
    return spans or any(not re.search(r"\w", word) for word in vetoes)


_THIS_TIME: Final = re.compile(
    r"\W*(?:so (?:lieu )?)?(?:ky|quy|thang|nam|tuan|dot) (?:nay|bao cao|hien tai)\W*"
)
"""What is left of "Kỳ này (15/6/2026)" without its date."""


def _says_nothing(text: str) -> bool:
    """Tell a level that has neutral words only, or no more than that it is the sum: "Cộng"."""
    level = parse_level(text)
    return level.is_neutral or replace(level, text="") == Level("", measure="count", total=True)


def _timeless(path: Sequence[str]) -> tuple[Sequence[str], bool]:
    """Take dates and periods out of a heading, and tell whether it adds up what came in one."""
    begun = any(map(FROM_TO.search, path))
    ends = [FROM_TO.sub(" đến ", level) for level in path] if begun else path
    undated = [_undated(level) for level in ends if not _says_nothing(level)]
    named = [level for level in undated if not _THIS_TIME.fullmatch(plain_text(level))]
    said = named or undated or path
    if len(said) > 1:
        said = [_RESULT_IN.sub(" ", level) for level in said]
    since = begun or any(map(_SINCE.search, said))
    said = [_SINCE.sub(" ", level) for level in said] if since else said
    return [level for level in said if level] or path, since


def _undated(text: str) -> str:
    """Take the period that a level names out of it: "Quý III/2026", "9 tháng đầu năm 2026"."""
    dates = [one for one in parse_level(text).dates if one.precision != "span"]
    cut = " ".join(normalise(text).split())
    return without_dates(cut, dates, until=True).strip() if dates else text


def _repeats_units(path: Sequence[str]) -> bool:
    """Tell whether the lowest level only says that a commune's figure is meant."""
    above, last = parse_level(path[-2]), parse_level(path[-1])
    says = last.technologies or last.relations or last.operators or last.measure or last.dates
    return (
        last.subjects == ("communes",)
        and not (says or last.total or last.unknown or last.vetoes or last.unit or last.within)
        and "communes" not in above.subjects
        and bool(above.subjects)
    )


def nearest_ids(name: str, known: Iterable[str], *, limit: int = 3) -> list[str]:
    """List the known ids that a written one resembles most.

    Parameters
    ----------
    name
        As written.
    known
        The ids there are.
    limit
        How many to give.

    Returns
    -------
    list of str
        The nearest first.
    """
    from rapidfuzz import process  # noqa: PLC0415 - loads slowly, and only suggests

    return [str(one[0]) for one in process.extract(name, list(known), limit=limit)]
