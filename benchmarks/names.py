"""How well written names are matched: ``python benchmarks/names.py``.

Names of Sơn La's units are corrupted in the ways that files corrupt them, with a fixed seed, and
matched again. What must be refused is told from the names alone, not by asking the matcher: a name
that two units share in the form in which it was written.
"""

from __future__ import annotations

import random
import time
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Final

import pandas as pd

from dxanalysis import units, vietnamese
from dxanalysis.units import names

if TYPE_CHECKING:
    from collections.abc import Callable

SEED: Final = 20250701
ROWS: Final = 4000
PROVINCE: Final = "14"

MARKS_GONE: Final = {"all marks lost", "some marks lost"}
VARIANTS: Final = {
    "Nậm": "Nặm",
    "Nặm": "Nậm",
    "Xím Vàng": "Xín Vàng",
    "Sốp Cộp": "Xốp Cộp",
    "Pắc Ngà": "Bắc Ngà",
    "Nà Bó": "Nà Pó",
    "Qui Hướng": "Quy Hướng",
}


def _encoder(decode: Callable[[str], str], letters: str) -> dict[str, str]:
    """Turn a decoder of single letters around."""
    return {decode(letter): letter for letter in letters if decode(letter) != letter}


TCVN3: Final = _encoder(
    lambda letter: letter.translate(vietnamese._TCVN3),  # noqa: SLF001
    "".join(map(chr, range(0xA1, 0xFF))),
)
_VNI_PLAIN = {"\u0300": "ø", "\u0301": "ù", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
_VNI_HAT = {"": "â", "\u0300": "à", "\u0301": "á", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}
_VNI_BREVE = {"": "ê", "\u0300": "è", "\u0301": "é", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}
_VNI_I = {"\u0301": "í", "\u0300": "ì", "\u0309": "æ", "\u0303": "ó", "\u0323": "ò"}


def as_vni(text: str) -> str:
    out = []
    for letter in text:
        low = letter.lower()
        apart = unicodedata.normalize("NFD", low)
        tone = next((mark for mark in apart if mark in vietnamese.TONES), "")
        coded = apart[0]
        if low == "đ":
            coded = "ñ"
        elif "\u0302" in apart:
            coded += _VNI_HAT[tone]
        elif "\u0306" in apart:
            coded += _VNI_BREVE[tone]
        elif "\u031b" in apart:
            coded = {"o": "ô", "u": "ö"}[apart[0]] + _VNI_PLAIN.get(tone, "")
        elif apart[0] == "i" and tone:
            coded = _VNI_I[tone]
        elif apart[0] == "y" and tone == "\u0323":
            coded = "î"
        elif tone:
            coded += _VNI_PLAIN[tone]
        out.append(coded if letter == low else coded.upper())
    return "".join(out)


def as_tcvn3(text: str) -> str:
    return "".join(TCVN3.get(letter, TCVN3.get(letter.lower(), letter)) for letter in text)


def later_tone(text: str) -> str:
    """Put the tone of an open oa, oe, uy on the second vowel: Liên Hoà."""
    for first, tones in {"o": "òóỏõọ", "u": "ùúủũụ"}.items():
        for tone in tones:
            mark = unicodedata.normalize("NFD", tone)[1]
            for second in "aey":
                moved = first + unicodedata.normalize("NFC", second + mark)
                text = text.replace(tone + second, moved)
    return text


def some_marks_lost(text: str, rng: random.Random) -> str:
    apart = unicodedata.normalize("NFD", text)
    kept = [c for c in apart if not unicodedata.combining(c) or rng.random() < 0.5]
    return unicodedata.normalize("NFC", "".join(kept))


def typo(text: str, rng: random.Random) -> str:
    """Swap, drop, double or replace one letter."""
    at = rng.randrange(1, len(text) - 1)
    return rng.choice(
        [
            text[:at] + text[at + 1] + text[at] + text[at + 2 :],
            text[:at] + text[at + 1 :],
            text[:at] + text[at] + text[at:],
            text[:at] + rng.choice("abcdeghiklmnopqrstuvxy") + text[at + 1 :],
        ]
    )


def spaced(text: str, rng: random.Random) -> str:
    gap = rng.choice(
        ["  ", "\N{NO-BREAK SPACE}", " \N{ZERO WIDTH SPACE}", "\N{NARROW NO-BREAK SPACE}"]
    )
    return f" {text.replace(' ', gap)} "


def listed_variant(text: str) -> str:
    for official, variant in VARIANTS.items():
        if official in text:
            return text.replace(official, variant)
    return text


CORRUPTIONS: Final[dict[str, Callable[[str, random.Random], str]]] = {
    "as published": lambda text, _: text,
    "decomposed (NFD)": lambda text, _: unicodedata.normalize("NFD", text),
    "tone on the other vowel": lambda text, _: later_tone(text),
    "capitals": lambda text, _: text.upper(),
    "small letters": lambda text, _: text.lower(),
    "look-alike đ": lambda text, _: text.replace("đ", "ð").replace("Đ", "Ð"),
    "spaces": spaced,
    "TCVN3": lambda text, _: as_tcvn3(text),
    "VNI": lambda text, _: as_vni(text),
    "numbered": lambda text, rng: f"{rng.randint(1, 204)}. {text}",
    "marked as former": lambda text, _: f"{text} (cũ)",
    "listed variant": lambda text, _: listed_variant(text),
    "all marks lost": lambda text, _: vietnamese.strip_tones(text),
    "some marks lost": some_marks_lost,
    "typo": typo,
}
PREFIXES: Final = {
    "xã": ["Xã ", "X. ", "X.", "xã ", ""],
    "phường": ["Phường ", "P. ", "P.", ""],
    "thị trấn": ["Thị trấn ", "TT. ", "TT ", ""],
}
UNTOUCHED_PREFIX: Final = {"TCVN3", "VNI"}


def corrupted(vintage: str, *, rows: int, seed: int = SEED) -> pd.DataFrame:
    """Make corrupted names, with the unit meant and whether it can be known."""
    rng = random.Random(seed)  # noqa: S311
    table = units.load_units(vintage=vintage, province=PROVINCE)
    made = []
    for number in range(rows):
        code = rng.choice(list(table.index))
        unit = table.loc[code]
        kind = list(CORRUPTIONS)[number % len(CORRUPTIONS)]
        if kind == "marked as former" and vintage == units.LATEST_VINTAGE:
            kind = "as published"  # the list of today has no former units
        prefix = rng.choice(PREFIXES[unit["kind"]])
        district = unit["district_name"] if rng.random() < 0.5 else None
        written = CORRUPTIONS[kind](unit["short_name"], rng)
        prefix = "" if kind in UNTOUCHED_PREFIX else prefix
        if kind in {"numbered", "marked as former"}:
            written = CORRUPTIONS[kind](prefix + unit["short_name"], rng)
        else:
            written = prefix + written
        peers = table[table["district_name"] == district] if isinstance(district, str) else table
        peers = peers[peers["kind"] == unit["kind"]] if prefix else peers
        column = "toneless_name" if kind in MARKS_GONE else "short_name"
        same = peers[column].map(vietnamese.fold) == vietnamese.fold(unit[column])
        district = district if isinstance(district, str) else None
        made.append((vintage, kind, written, district, code, int(same.sum()) == 1))
    columns = ["vintage", "corruption", "written", "district", "truth", "knowable"]
    return pd.DataFrame(made, columns=columns)


def matched(sample: pd.DataFrame) -> pd.DataFrame:
    """Match a sample of one vintage."""
    found = names.match_units(
        sample["written"],
        province=PROVINCE,
        vintage=str(sample["vintage"].iloc[0]),
        district=sample["district"],
    )
    table = sample.join(found[["unit_code", "how", "reason", "suggestion"]])
    table["matched"] = table["unit_code"].notna()
    table["right"] = table["unit_code"] == table["truth"]
    first = table["suggestion"].str.extract(r"\((\d{5})\)$")[0]
    table["suggested"] = ~table["matched"] & (first == table["truth"])
    return table


def scores(table: pd.DataFrame) -> dict[str, float]:
    """Score matches: shares, 0-1."""
    known = table[table["knowable"]]
    plain = known[known["corruption"] != "typo"]
    typos = known[known["corruption"] == "typo"]
    found = {
        "names": len(table),
        "precision": table.loc[table["matched"], "right"].mean(),
        "recall": plain["right"].mean(),
        "recall_with_typos_refused": known["right"].mean(),
        "recall_or_suggested": (known["right"] | known["suggested"]).mean(),
        "typos_suggested": (typos["right"] | typos["suggested"]).mean(),
        "unknowable": int((~table["knowable"]).sum()),
        "unknowable_matched": int((~table["knowable"] & table["matched"]).sum()),
    }
    return {key: float(value) for key, value in found.items()}


def colliding(vintage: str = "2025-02") -> pd.DataFrame:
    """List the units of Sơn La whose names are the same without marks but not with them."""
    table = units.load_units(vintage=vintage, province=PROVINCE)
    same = table.groupby("toneless_name")["unit_name"].transform("size") > 1
    return table[same]


def main() -> None:
    tables = []
    for vintage in ("2024-12", "2025-02", "2025-07"):
        table = matched(corrupted(vintage, rows=ROWS // 2))
        tables.append(table)
        print(vintage, {key: round(value, 4) for key, value in scores(table).items()})
    everything = pd.concat(tables)
    print("all", {key: round(value, 4) for key, value in scores(everything).items()})
    by_kind = everything[everything["knowable"]].groupby("corruption", sort=False)["right"]
    print(by_kind.agg(["size", "mean"]).round(4).to_string())
    wrong = everything[everything["matched"] & ~everything["right"]]
    print("wrong:", wrong[["written", "truth", "unit_code", "corruption"]].to_string())
    units_colliding = colliding()
    bare = names.match_units(units_colliding["toneless_name"], province=PROVINCE, vintage="2025-02")
    print(f"colliding without marks: {len(bare)}, matched: {int(bare['unit_code'].notna().sum())}")
    print("refusals:", Counter(everything.loc[~everything["matched"], "reason"]).most_common())
    sample = corrupted("2025-02", rows=10_000, seed=SEED + 1)
    start = time.perf_counter()
    matched(sample)
    print(f"10,000 names: {time.perf_counter() - start:.2f} s")


if __name__ == "__main__":
    main()
