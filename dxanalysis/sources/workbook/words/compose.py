"""The slots of a heading's levels → the quantity that its column holds, or why none can be given.

The lowest level that fills a slot decides it; a word that changes what is counted, at any level,
leaves the column unread; so does a lowest level that says nothing that is understood.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.dates.written import with_years
from dxanalysis.sources.workbook.words.slots import Level, parse_level
from dxanalysis.vietnamese import normalise, plain_text, strip_tones

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dxanalysis.sources.workbook.dates.written import Dated
    from dxanalysis.sources.workbook.words.said_units import SaidUnit

_BASES: Final = {"people": "population", "households": "households", "villages": "villages"}
_MOBILE: Final = ("2g", "3g", "4g", "5g")
_SPECIFIC: Final = ("subscribed", "passed", "covered", "connected", "has")
"""Relations, the more telling first."""


@dataclass(frozen=True)
class Context:
    """What the sheet's name and titles say for headings that leave it out.

    Attributes
    ----------
    technology, subject, relation
        What they name, where it is one thing only; otherwise ``""``.
    percent
        Whether they say that the figures are percentages.
    scale
        What counts of people are multiples of, from a line such as "ĐVT: nghìn người".
    scaled
        Of which subject the scale is said: ``""`` for all.
    year
        The year of their date; 0 where they give none.
    in_per_mille
        Whether a line says that all figures, or all shares, are of a thousand.
    in_percent
        Whether a line such as "ĐVT: %" says that all figures are percentages.
    of_rates
        Whether a title says that it is about shares, "TỶ LỆ HỘ …".
    counted
        A title that says by itself what all figures count, "Số trạm BTS 5G"; ``""`` where none
        does.
    things
        What all columns are about, "hồ sơ", where a title names nothing else; ``""`` otherwise.
    units
        The units of measure that they state.
    """

    technology: str = ""
    subject: str = ""
    relation: str = ""
    percent: bool = False
    scale: int = 1
    scaled: str = ""
    year: int = 0
    in_percent: bool = False
    of_rates: bool = False
    in_per_mille: bool = False
    counted: str = ""
    things: str = ""
    units: tuple[SaidUnit, ...] = ()

    def scale_of(self, subject: str) -> int:
        """Give what counts of a subject are multiples of where their heading says nothing."""
        named = {one.of or min(one.counts, default=""): one.scale for one in self.units}
        if named.get(subject, 1) > 1:
            return named[subject]
        counted = {self.scaled} if self.scaled else {"people", "households"}
        return self.scale if subject in counted else 1


@dataclass(frozen=True)
class Composed:
    """What one heading was understood as.

    Attributes
    ----------
    quantity
        The column's id, ``people_4g`` or ``pop_4g_pct``; ``""`` where none can be given.
    kind
        ``count``, ``rate`` or ``mark``.
    reason
        Why there is none: a rule of the findings; ``""`` otherwise.
    word
        The word or words that are the reason.
    confidence
        ``sure``, or ``likely`` where something had to be taken from elsewhere or passed over.
    why
        What it was taken from, or what was passed over: keys of the message catalogue.
    operator
        The operator named; ``""`` where none is.
    dates
        The dates named.
    scale
        What counts are multiples of; 0 where the heading does not say.
    percent
        Whether the heading itself fixes the scale 0–100 by "%".
    per_mille
        Whether it fixes the scale 0–1000 by "‰".
    base
        The base that it may be instead, where it stands in a group about coverage or a network.
    """

    quantity: str = ""
    kind: str = ""
    reason: str = ""
    word: str = ""
    confidence: str = "sure"
    why: tuple[str, ...] = ()
    operator: str = ""
    dates: tuple[Dated, ...] = ()
    scale: int = 1
    percent: bool = False
    per_mille: bool = False
    base: str = ""


_TOPIC: Final = re.compile(
    r"^(?:\W*(?:[a-z]|[ivx]+|\d)[.)])?\W*"
    r"(?:(?:thong tin|tinh hinh|dac diem|quy mo|so lieu) (?:ve |chung ve )?)?"
    r"(?:dan cu|don vi hanh chinh)\W*$"
)
"""A title of a group that counts nothing itself: people, households and villages stand below."""

_SHARE_OF: Final = re.compile(
    r"\b(?:trong|tren)\s+(?:(?:tong\s+)?so\b|tong\b|(?=dan\b|ho\b|thon\b|ban\b|ap\b|nguoi\b))"
    r"|(?P<slash>/)",
    re.IGNORECASE,
)
"""What stands before the whole that a share is of."""


_INSTALLED: Final = re.compile(
    r"\b(?:da (?:duoc )?lap(?: dat)?|(?:dang )?(?:su )?dung (?:cong nghe|bang tan|mang))\b"
)
"""Of stations: that they are there, or what they send."""

_THINGS: Final = re.compile(
    r"truong(?: hoc)?|schools?|y te|benh vien|cho|doanh nghiep|business|co quan"
)
"""What may be counted in place of people, homes and villages, or say which of those are meant."""

_UNION: Final = re.compile(
    r"\bkhong (?:tinh )?trung\b|\bit nhat\b|\btoi thieu\b|\bmot trong\b|\bat least\b|\bany of\b"
)
"""With these, what any operator serves is counted once."""

_EVERY: Final = re.compile(
    r"(?<!\bchung )\b(?:(?:tat )?ca(?: cac)?|moi|du(?: ca)?|toan bo|tu|cua|co|duoc) "
    r"(?:(?:0?[2-5]|hai|ba|bon|nam)(?: cac)? (?:nha mang|doanh nghiep|mang|dn|nha cung cap)\b)"
    r"|\b(?:tat ca|moi|toan bo|du)(?: cac)? (?:nha mang|doanh nghiep|mang|dn|nha cung cap)\b"
    r"|^\W*(?:ca )?(?:0?[2-5]|hai|ba|bon) (?:nha mang|doanh nghiep)\b"
    r"|\b(?:all (?:\w+ )?|both )(?:operators|networks|carriers)\b"
)
"""Where several operators are: all of them at once, or any? "Chung các nhà mạng" is any."""


def compose(path: Sequence[str], context: Context = Context()) -> Composed:
    """Put the slots of a heading together.

    Parameters
    ----------
    path
        The heading from the topmost merged cell down to the row of units.
    context
        What stands above the table.

    Returns
    -------
    Composed
        The quantity, or the reason why there is none.

    Examples
    --------
    >>> compose(["Phủ sóng di động", "Dân số được phủ sóng 4G", "Tỷ lệ (%)"]).quantity
    'pop_4g_pct'
    >>> compose(["Kế hoạch 2026", "Số thôn có sóng 4G"]).reason
    'column_changed'
    """
    levels = [parse_level(text) for text in with_years(path, context.year)]
    levels = _also_newer(_by_kind(levels))
    if not levels:
        return Composed(reason="column_unknown")
    dates = tuple(one for level in levels for one in level.dates)
    operators = tuple(dict.fromkeys(word for level in levels for word in level.operators))
    operator = operators[-1] if operators else ""
    shared = {"dates": dates, "operator": operator}
    refusal = _refusal(levels, operators)
    if refusal:
        return Composed(reason=refusal[0], word=refusal[1], **shared)  # type: ignore[arg-type]
    slots = _Slots(levels, context)
    if slots.conflict:
        return Composed(reason=slots.conflict, word=slots.word, **shared)  # type: ignore[arg-type]
    quantity, kind, reason = _quantity(slots)
    every = _every_operator(levels) if operator in {"", "any"} else ""
    if every and quantity not in {"", *_BASES.values()} and slots.subject != "stations":
        return Composed(reason="operators_all", word=every, **shared)  # type: ignore[arg-type]
    is_open = slots.repeats and reason == "technology_unclear"
    if (slots.bare or is_open) and slots.measure != "percent" and slots.subject in _BASES:
        # "Phủ sóng 4G / Tổng số dân" may be all people or those covered: its neighbours decide.
        base = _BASES[slots.subject]
        if slots.total or is_open or quantity == base:
            quantity, kind, reason = "", "", "base_in_group"
        return Composed(
            quantity, kind, reason, confidence="likely", why=(*slots.why, "group_of_coverage"),
            scale=slots.scale, base=base, **shared,  # type: ignore[arg-type]
        )  # fmt: skip
    unknown = [word for level in levels for word in level.unknown]
    why = list(slots.why)
    if quantity and (group := next(filter(_is_unheard_of, levels[:-1]), None)):
        quantity, kind, reason, unknown = "", "", "column_unknown", list(group.unknown)
    if unknown:
        why.append("words_passed_over")
    return Composed(
        quantity=quantity,
        kind=kind,
        reason=reason,
        word=" ".join(unknown),
        confidence="likely" if why else "sure",
        why=tuple(why),
        operator=operator,
        dates=dates,
        scale=slots.scale,
        percent=slots.percent_sign,
        per_mille=slots.per_mille,
        base=_BASES.get(slots.subject, "") if reason == "base_in_group" else "",
    )


def _is_unheard_of(level: Level) -> bool:
    """Tell whether a group's title has words of no list alone, or beside what is counted.

    "Đối thủ" above "Trạm 4G" may say whose they are; "Hạ tầng xyz" is a topic.
    """
    level = parse_level(_IS_ASKED.sub(" ", level.text))
    words = set(re.findall(r"[^\W\d_]{2,}", normalise(level.text).lower()))
    beside = level.subjects or level.relations or level.unit or level.measure
    heard = all(map(_OF_GROUPS.fullmatch, level.unknown))
    alone = words <= set(level.unknown) and not level.says_something
    return not heard and bool(beside or alone)


_IS_ASKED: Final = re.compile(
    r"[(\[]\s*(?:yêu cầu|mục tiêu|chỉ tiêu|chuẩn|quy định)\b[^()\[\]]*[)\]]", re.IGNORECASE
)
"""How much is asked for, which leaves open how much there is: "(yêu cầu: từ 95% trở lên)"."""

_OF_GROUPS: Final = re.compile(
    r"báo|cáo|tổng|hợp|rà|soát|chỉ|số|tiêu|chí|lĩnh|vực|nhóm|phần|mục|kinh|tế|xã|hội|chính|quyền"
    r"|chuyển|đổi|dữ|liệu|thông|tin|công|tác|biểu|bảng|phụ|lục|cao|nhất|toàn|bộ|tất|cả"
)
"""Words of titles that say only what columns are about, or that are heard elsewhere."""


def _every_operator(levels: Sequence[Level]) -> str:
    """Give the words that may mean where all operators are, and not where any of them is."""
    if any(_UNION.search(plain_text(level.text)) for level in levels):
        return ""
    for level in levels:
        text = " ".join(normalise(level.text).split())
        plain = plain_text(text)
        if found := _EVERY.search(plain):
            return text[found.start() : found.end()] if len(plain) == len(text) else found[0]
    return ""


def _by_kind(levels: list[Level]) -> list[Level]:
    """Read "Loại trạm đang phát sóng" as stations above "4G" and "5G", which are their kinds."""
    return [
        replace(level, vetoes=())
        if level.subjects == ("stations",)
        and level.vetoes == (("other_measure", "loại"),)
        and any(len(one.technologies) == 1 and not one.subjects for one in levels[place + 1 :])
        else level
        for place, level in enumerate(levels)
    ]


def _also_newer(levels: list[Level]) -> list[Level]:
    """Take the generation off "Dân số có sóng 4G" above "Trong đó: có cả 5G": all have 4G, too."""
    inside = next((place for place, level in enumerate(levels) if level.within), 0)
    above, below = levels[:inside], levels[inside:]
    older = {one for level in above for one in level.technologies}
    newer = {one for level in below for one in level.technologies}
    counted = {one for level in levels for one in level.subjects}
    share = any(level.measure == "percent" for level in levels)  # of all, or of those with 4G?
    if share or (older, newer) != ({"4g"}, {"5g"}) or not counted or counted - _BASES.keys():
        return levels
    kept = [relation for level in above for relation in level.relations]
    return [
        *(replace(level, technologies=(), relations=()) for level in above),
        *(replace(level, relations=(*level.relations, *kept)) for level in below),
    ]


def _refusal(levels: Sequence[Level], operators: Sequence[str]) -> tuple[str, str] | None:
    """Say why a heading may not be read, whatever else it says."""
    if len(levels) > 1 and _counts_places(levels[-1], levels[-2]):
        levels = levels[:-1]
    nothing_known = not any(level.subjects or level.unit for level in levels)
    for level in levels:
        changed = ", ".join(word for _, word in level.vetoes) or _other_whole(level)
        if changed:
            another = level.vetoes and (
                {kind for kind, _ in level.vetoes} == {"other_measure"}
                or (nothing_known and all(map(_is_thing, level.vetoes)))
            )
            return "no_indicator" if another else "column_changed", changed
        if any(one.precision == "span" for one in level.dates):
            return "column_changed", ", ".join(one.written for one in level.dates)
    inside = next((place for place, level in enumerate(levels) if level.within), None)
    if inside is not None:
        above, below = levels[:inside], levels[inside:]
        if any(level.relations or level.technologies for level in above) or not any(
            level.relations or level.technologies or level.operators for level in below
        ):
            return "column_changed", levels[inside].text
    if len(set(operators)) > 1:
        return "operators_several", ", ".join(operators)
    last = levels[-1]
    if len(levels) > 1 and _is_unit_of(last, levels[-2]):
        last = levels[-2]
    if last.unknown and (not last.says_something or _restricts(last)):
        return "column_unknown", " ".join(last.unknown)
    return None


def _is_thing(veto: tuple[str, str]) -> bool:
    """Tell a word for things that are counted themselves: schools, where nobody else is."""
    kind, word = veto
    return kind == "part" and _THINGS.fullmatch(plain_text(word)) is not None


def _counts_places(level: Level, above: Level) -> bool:
    """Tell whether the lowest level is "điểm" as the unit of villages, which get no points."""
    return plain_text(level.text) == "diem" and above.subjects == ("villages",)


def _is_unit_of(level: Level, above: Level) -> bool:
    """Tell whether the lowest level only repeats as a unit what the one above it counts."""
    said = level.subjects or ((level.unit,) if level.unit else ())
    return said == above.subjects != () and not (
        level.technologies or level.relations or level.measure or level.total or level.unknown
    )


def _other_whole(level: Level) -> str:
    """Give the words of a whole that is not all people, homes or villages, if a share is of one.

    "Tỷ lệ hộ dùng cáp quang trong số hộ có Internet" is no share of all homes.
    """
    plain = strip_tones(level.text)
    found = _SHARE_OF.search(plain)
    if found is None or level.measure != "percent" or len(plain) != len(level.text):
        return ""
    if found["slash"] and not parse_level(level.text[: found.start()]).relations:
        return ""  # "Tỷ lệ thôn/bản có sóng 4G": two words for one thing
    rest = parse_level(level.text[found.end() :])
    narrowed = rest.relations or rest.technologies or rest.unknown or rest.vetoes
    whole = set(rest.subjects) - {"communes"}
    return level.text[found.start() :].strip() if whole and narrowed else ""


def _restricts(level: Level) -> bool:
    """Tell whether unknown words stand beside what is counted: "dân số vùng lòng hồ"."""
    return bool(
        level.subjects or level.relations or level.technologies or level.unit or level.measure
    )


class _Slots:
    """The slots of all levels, the lowest first."""

    def __init__(self, levels: Sequence[Level], context: Context) -> None:
        self.levels = levels
        self.context = context
        self.conflict = ""
        self.word = ""
        self.why: list[str] = []
        self.technology = self._technology()
        self.relation = self._relation()
        self.subject = self._subject()
        self.has_network = self._has_network()
        self.installed = any(_INSTALLED.search(plain_text(level.text)) for level in levels)
        self.measure = self._measure()
        self.scale = self._scale()
        self.percent_sign = any("%" in level.text for level in levels) or (
            self.measure == "percent" and any("phần trăm" in level.text.lower() for level in levels)
        )
        self._from_context()
        said = any(level.per_mille for level in levels)
        of_all = context.in_per_mille and self.measure == "percent" and not self.percent_sign
        self.per_mille = said or of_all
        if self.has_network and not self.technology and self.relation in {"", "has"}:
            self.relation = "covered"
        upper = levels[:-1]
        self.grouped = any(
            level.network or level.technologies or level.relations for level in upper
        )
        last = levels[-1]
        alone = last.subjects and not (last.technologies or last.relations or self.has_network)
        above = {subject for level in upper for subject in level.subjects}
        self.bare = bool(self.grouped and alone and (last.total or not above))
        self.repeats = bool(self.grouped and alone and {*last.subjects} == above)
        self.total = last.total

    def _refuse(self, reason: str, word: str) -> None:
        """Keep the first reason for not reading."""
        if not self.conflict:
            self.conflict, self.word = reason, word

    def _technology(self) -> str:
        """Take the lowest level's technology; several at one level are none."""
        found = ""
        allowed: set[str] | None = None
        for level in self.levels:
            named = set(level.technologies)
            if "fibre" in named:
                named.discard("fixed")
            if not named:
                continue
            if allowed is not None and "fixed" in allowed and named == {"fibre"}:
                allowed = named  # "băng rộng cố định" above what is said of fibre
            if allowed is not None and not named <= allowed:
                self._refuse("technologies_several", level.text)
            allowed = named
            found = next(iter(named)) if len(named) == 1 else ""
        if allowed is not None and not found and len(allowed) != 1:
            self._refuse("technologies_several", ", ".join(sorted(allowed)))
        return found or (next(iter(allowed)) if allowed else "")

    def _relation(self) -> str:
        """Take the most telling relation of the lowest level that has more than "có"."""
        found = ""
        for level in self.levels:
            named = [one for one in _SPECIFIC if one in level.relations]
            if not named:
                continue
            if {"passed", "subscribed"} <= set(named):
                self._refuse("relation_unclear", level.text)
            if named[0] != "has" or not found:
                found = named[0]
        return found

    def _subject(self) -> str:
        """Take the lowest level's subject; another one above that says more is a conflict."""
        found, place = "", -1
        for number, level in enumerate(self.levels):
            named = [one for one in level.subjects if one != "communes"]
            if not named and level.subjects and number == len(self.levels) - 1 and not found:
                named = list(level.subjects)
            if not named and not level.unit:
                continue
            if len(named) > 1:
                if number == len(self.levels) - 1:
                    self._refuse("subjects_several", level.text)
                continue
            subject = named[0] if named else level.unit
            if named and level.unit and level.unit != named[0]:
                if named[0] == "people" and level.unit == "people":
                    continue
                self._refuse("subjects_several", level.text)
            if found and subject not in {found, "communes"}:
                above = self.levels[place]
                says = above.relations or above.technologies or not named
                is_topic = named and _TOPIC.search(plain_text(above.text))
                if not is_topic and (says or len(above.subjects) == 1):
                    self._refuse("subjects_several", f"{above.text} / {level.text}")
            found, place = subject, number
        return found

    def _has_network(self) -> bool:
        """Tell whether those are counted who have a network, of whatever kind: "Số thôn có mạng".

        A network beneath what is counted, or beside it, says which of them; one above is a topic.
        """
        counted = [n for n, one in enumerate(self.levels) if set(one.subjects) & _BASES.keys()]
        return self.subject in _BASES and any(
            level.network and ("has" in level.relations or not (level.total or level.unknown))
            for level in self.levels[counted[-1] if counted else len(self.levels) :]
        )

    def _measure(self) -> str:
        """Take the lowest level's measure."""
        found = ""
        for level in self.levels:
            if level.measure == "conflict" or (
                # "Tỷ lệ phủ sóng 4G (%) / Số dân" may be a share of people or their number.
                found == "percent" and level.measure == "count" and level.subjects
                and not level.unit and not (level.relations or level.technologies)
            ):  # fmt: skip
                self._refuse("measure_unclear", level.text)
            found = level.measure or found
        return found

    def _scale(self) -> int:
        """Multiply what the levels say; percents have no scale."""
        scale = 1
        for level in self.levels:
            scale = max(scale, level.scale)
        return scale

    def _from_context(self) -> None:
        """Fill what the heading leaves out from what stands above the table."""
        context = self.context
        if not self.technology and context.technology and self._wants_technology():
            self.technology = context.technology
            self.why.append("technology_from_title")
        names_communes = any("communes" in level.subjects for level in self.levels)
        # "Vùng phủ 4G" is about a place, whatever else the table counts: never about its stations.
        covers = self.relation == "covered" and context.subject == "stations"
        is_open = bool(not self.subject and self.technology and not names_communes)
        if is_open and context.subject and not covers:
            self.subject = context.subject
            self.why.append("subject_from_title")
            self.relation = self.relation or context.relation
        if (
            not self.measure
            and context.percent
            and self.technology
            and "subject_from_title" in self.why
        ):
            self.measure = "percent"
        own = any(level.unit or level.scale > 1 for level in self.levels)
        if not self.measure and (context.in_percent or context.in_per_mille) and not own:
            self.measure = "percent"
            self.why.append("percent_from_title")
        if not own and self.measure != "percent":
            self.scale = context.scale_of(self.subject)

    def _wants_technology(self) -> bool:
        """Whether a heading is about coverage and only the technology is missing."""
        if self.has_network and self.relation in {"", "has"}:
            return self.context.technology in _MOBILE
        if self.subject == "stations":
            return self.context.technology in _MOBILE
        if self.relation == "covered":
            return True
        return self.relation in {"passed", "subscribed", "connected"} and (
            self.context.technology == "fibre"
        )


def _quantity(slots: _Slots) -> tuple[str, str, str]:
    """Name the quantity and its kind, or the reason why there is none."""
    subject, technology, relation = slots.subject, slots.technology, slots.relation
    rate = slots.measure == "percent"
    if subject == "stations" and slots.installed and relation == "subscribed":
        relation = "has"
    if technology == "fixed":
        slots.why.append("fixed_is_fibre")
        technology = "fibre"
    if technology == "fibre":
        return _fibre(slots, subject, relation, rate=rate)
    if technology in _MOBILE:
        return _mobile(subject, technology, relation, rate=rate)
    if relation in {"covered", "passed", "subscribed", "connected"}:
        return "", "", "technology_unclear" if subject in _BASES else "column_unknown"
    if subject in _BASES and not rate:
        if slots.grouped:
            return "", "", "base_in_group"
        return _BASES[subject], "count", ""
    return "", "", "column_unknown"


def _mobile(  # noqa: PLR0911 - a table of cases
    subject: str, technology: str, relation: str, *, rate: bool
) -> tuple[str, str, str]:
    """Name what a heading with a mobile technology counts."""
    if subject == "stations":
        if rate or relation in {"passed", "subscribed"}:
            return "", "", "column_unknown"
        return f"stations_{technology}", "count", ""
    if relation == "passed" and subject in {"people", "villages"} and technology in {"4g", "5g"}:
        return "", "", "relation_unclear"  # "được tiếp cận 4G": where it reaches, or who uses it
    if relation in {"passed", "subscribed", "connected"} or technology in {"2g", "3g"}:
        return "", "", "no_indicator"
    if subject == "people":
        return (
            (f"pop_{technology}_pct", "rate", "") if rate else (f"people_{technology}", "count", "")
        )
    if subject == "villages":
        if rate:
            return f"villages_{technology}_pct", "rate", ""
        return f"villages_with_{technology}", "count", ""
    if subject in {"households", "communes"}:
        return "", "", "no_indicator"
    return "", "", "basis_unclear"


def _fibre(slots: _Slots, subject: str, relation: str, *, rate: bool) -> tuple[str, str, str]:
    """Name what a heading with fibre counts."""
    if subject == "villages":
        if relation == "subscribed":
            return "", "", "relation_unclear"
        return ("villages_fibre_pct", "rate", "") if rate else ("villages_with_fibre", "count", "")
    if subject == "households":
        meant = {"passed": "passed", "subscribed": "subscribed"}.get(relation, "")
        if relation == "covered":
            slots.why.append("covered_is_passed")
            meant = "passed"
        elif relation == "connected":
            slots.why.append("connected_is_subscribed")
            meant = "subscribed"
        if not meant:
            return "", "", "relation_unclear"
        return (
            (f"households_fibre_{meant}_pct", "rate", "")
            if rate
            else (f"households_{meant}", "count", "")
        )
    if subject == "people":
        return "", "", "no_indicator"
    return "", "", "basis_unclear"
