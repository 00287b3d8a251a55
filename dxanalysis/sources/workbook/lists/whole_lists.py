"""Whether a list of villages is of all villages: of the province, or of the districts it names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dxanalysis import units
from dxanalysis.units.name_index import district_names, toneless_key
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_WHOLE_LIST: Final = 0.8
"""From this share of a province's communes on, a list can be one of all villages."""

_VILLAGES_EACH: Final = 2
_KIND: Final = re.compile(r"\b(?:huyen|thi xa|thanh pho|quan|tx|tp)\b")
_OTHERS: Final = r"\b(?:tinh|xa|phuong|thi tran|dac khu) {}\b"
"""What is called like a district, and is none."""

_VILLAGE: Final = (
    r"(?:thon|ban|xom|ap|khom|buon|lang|bon|soc|phum|khu pho|khu dan cu|to dan pho|tdp|tieu khu)"
)
_SAYS_ALL: Final = re.compile(
    rf"\b(?:toan bo|tat ca|day du|moi)(?: cac| so)? {_VILLAGE}\b"
    rf"(?:\W+(?:(?:va|hoac) )?{_VILLAGE}\b)*"
    r"\W*(?:$|[;,.()]|cua (?:tung|cac|moi|ca|tinh|\d+)\b|tren dia ban|(?:o|tai|trong|thuoc)"
    r" (?:tung |cac |moi |\d+ )?(?:xa|phuong|tinh)\b)"
)
"""That a list is of all villages, and not of all that lack something."""


def is_whole_list(
    codes: Mapping[int, str], titles: Iterable[str], *, province: str | None, vintage: str
) -> bool:
    """Tell whether a list of villages can be one of all villages of its communes.

    Parameters
    ----------
    codes
        Row to the commune's code.
    titles
        The lines above the list.
    province, vintage
        Which communes there are.

    Returns
    -------
    bool
        False where it has hardly more rows than communes; True where it has most communes of the
        province, or all of the former districts that a title says it is of, and no other.
    """
    listed = set(codes.values())
    if len(codes) < _VILLAGES_EACH * len(listed):
        return False
    if len(listed) >= _WHOLE_LIST * len(units.load_units(vintage=vintage, province=province)):
        return True
    if province is None or vintage != units.LATEST_VINTAGE:
        return False
    within = units.districts_of(vintage=vintage)
    main = units.former_districts(province=province)["district_code"]
    return any(
        bool(named)
        and all(within.get(code, frozenset()) & named for code in listed)
        and set(main.index[main.isin(list(named))]) <= listed
        for named in (_districts_in(line, province) for line in titles)
    )


def says_all(titles: Iterable[str]) -> bool:
    """Tell whether the lines above a list say that it is of all villages of its communes.

    Parameters
    ----------
    titles
        The lines.

    Returns
    -------
    bool
        Whether any does.

    Examples
    --------
    >>> says_all(["(Gồm toàn bộ thôn, bản của từng xã)"]), says_all(["Toàn bộ thôn chưa có sóng"])
    (True, False)
    """
    return any(_SAYS_ALL.search(plain_text(line)) for line in titles)


def _districts_in(line: str, province: str) -> set[str]:
    """Give the codes of the former districts of a province that a line names."""
    plain = plain_text(line)
    if not _KIND.search(plain):
        return set()
    found: set[str] = set()
    bare = {code: toneless_key(name) for code, (_, name) in district_names(province).items()}
    for code, name in sorted(bare.items(), key=lambda one: -len(one[1])):
        plain = re.sub(_OTHERS.format(re.escape(name)), " ", plain)
        cut = re.sub(rf"\b{re.escape(name)}\b", " ", plain)
        if cut != plain:
            found.add(code)
            plain = cut  # "Điện Biên Đông" is no "Điện Biên"
    return found
