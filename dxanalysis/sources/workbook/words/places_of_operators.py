"""Names of provinces and former districts that say whose figures are: "Viettel Cần Thơ".

Their words must not be read one by one: "cần", "điện" or "đồng" would change what is counted.
"""

from __future__ import annotations

import functools
import re
from typing import Final

from dxanalysis.units.name_index import toneless_key, variant_key
from dxanalysis.units.names_in_text import province_and_district_names
from dxanalysis.vietnamese import strip_tones

_OPERATORS: Final = (
    r"(?:viettel|vttel|vtt|vtl|vnpt(?:[ -]?vinaphone|[ -]?net)?|vinaphone(?:[ -]vnpt)?|vina|vnp"
    r"|mobi ?(?:fone|phone)|mobi|mbf|vms|vietnam ?m?obile|vnm|fpt(?: telecom)?|cmc(?: telecom)?"
    r"|sctv|gtel(?: mobile)?|gmobile|itel(?:ecom)?)"
)
_GAP: Final = r"[\s.,:;/(\[–-]{1,3}"


def _either(words: str) -> str:
    """Match words with tones and without; atomic, for those that have none are both."""
    return f"(?>{words}|{strip_tones(words)})"


_OFFICE: Final = _either(
    r"chi nhánh|(?:trung tâm|tt|phòng|công ty|cty|đài|ban) (?:kinh doanh|kd|viễn thông|vt|kỹ thuật)"
    r"|viễn thông|ttkd|ttvt|tổng công ty|công ty|văn phòng đại diện|vpđd|cn"
)
_KIND: Final = _either(r"tỉnh|thành phố|tp|khu vực|kv|địa bàn|huyện|thị xã|tx|quận")
_BEFORE: Final = re.compile(
    rf"(?<!\w)(?P<who>{_OPERATORS}){_GAP}(?:(?:{_OFFICE}|{_KIND}){_GAP})*"
    rf"|(?<!\w)(?P<office>{_OFFICE}){_GAP}(?:{_KIND}{_GAP})*"
    rf"|(?<!\w)(?P<where>{_either('trên địa bàn')}) (?:{_KIND}{_GAP})+"
    rf"|^\W*(?P<alone>{_KIND}{_GAP})+",
    re.IGNORECASE,
)
"""Behind such words a place says whose figures are, or where: alone only if nothing else stands."""

_OFFICE_OF: Final = re.compile(rf"(?<!\w){_OFFICE}(?={_GAP}{_OPERATORS}(?!\w))", re.IGNORECASE)
_WORD: Final = re.compile(r"(?:[\s–-]{1,3})?(?P<word>[^\W_][\w'’]*)")
_LONGEST: Final = 6
_OTHER_NAMES: Final = ("thừa thiên huế", "tt huế", "hcm", "tphcm", "sài gòn", "br vt", "brvt")


def without_places_of_operators(text: str) -> str:
    """Take the places out of a heading that only say of which office of an operator it is.

    Parameters
    ----------
    text
        One level of a heading, normalised.

    Returns
    -------
    str
        What is left: the operator without its office and province. A place counts as one where
        its whole name, with its capitals, stands behind an operator, an office or the kind of a
        province; else nothing is changed.

    Examples
    --------
    >>> without_places_of_operators("Viettel Cần Thơ"), without_places_of_operators("VNPT cần thơ")
    ('Viettel', 'VNPT cần thơ')
    >>> without_places_of_operators("Chi nhánh Viettel").strip()
    'Viettel'
    """
    start = 0
    while found := _BEFORE.search(text, start):
        start = found.end()
        end = _end_of_name(text, start)
        if not end or (found["alone"] and re.search(r"\w", text[end:])):
            continue
        kept = text[: found.start()] + (found["who"] or found["where"] or " ")
        start = len(kept)
        text = kept + text[end:]
    return _OFFICE_OF.sub(" ", text)


def _end_of_name(text: str, start: int) -> int:
    """Find where the longest name of a place ends that begins at a letter; 0 where none does."""
    words: list[str] = []
    end = 0
    place = start
    while len(words) < _LONGEST and (found := _WORD.match(text, place)):
        if not found["word"][0].isupper():
            break
        words.append(found["word"])
        place = found.end()
        if _is_name(" ".join(words)):
            end = place
    return end


def _is_name(words: str) -> bool:
    """Tell whether words are the name of a province or a former district, as often spelt."""
    if words.isascii():
        return toneless_key(words) in _names(tones=False)
    return variant_key(words) in _names(tones=True)


@functools.cache
def _names(*, tones: bool) -> frozenset[str]:
    """Gather the names in the form in which they are looked up: those with tones, or the others."""
    names = (*province_and_district_names(), *_OTHER_NAMES, *map(strip_tones, _OTHER_NAMES))
    key = variant_key if tones else toneless_key
    return frozenset(key(name) for name in names if name.isascii() is not tones)
