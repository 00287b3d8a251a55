"""
Score the reader on the layouts.

``python -m tests.layouts.score [--half public|held] [--provinces 20,91] [NAME ...]``

RIGHT
    Every fact read as it is, nothing else, and no error that stops the planner.
BLOCKED
    Every fact read right, but errors are raised for something that is no fault.
PARTLY
    Some facts right, none wrong; or right without the base that they are a share of.
NOTHING
    No fact read, none wrong.
WRONG
    Figures that the sheet does not give, or gives otherwise, and no error or warning about them.
WRONG-SAID
    Figures are wrong, and an error or a warning names the indicator or the unit.
CRASH
    An exception that is none of the product's own.
"""

from __future__ import annotations

import argparse
import math
import re
import tempfile
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import dxanalysis
from tests.layouts.registry import PROVINCES, layouts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tests.layouts.truths import Truth


@dataclass
class Verdict:
    """What came of reading one workbook."""

    name: str
    kind: str
    province: str
    verdict: str = ""
    expected: int = 0
    right: int = 0
    asked: int = 0
    silent: int = 0
    wrong: int = 0
    errors: int = 0
    warnings: int = 0
    date: bool = True
    why: list[str] = field(default_factory=list)


def judge(path: Path, truth: Truth) -> Verdict:
    """
    Read a workbook and compare what is read with its truth.

    Parameters
    ----------
    path
        The workbook.
    truth
        What it says.

    Returns
    -------
    Verdict
        The verdict, the facts right, those asked about by name, and those silently wrong.
    """
    plain = truth.json()
    result = Verdict(truth.name, truth.kind, truth.province)
    result.expected = sum(
        not (fact.get("optional") or fact.get("missing"))
        for facts in plain["units"].values()
        for fact in facts.values()
    ) + len(truth.villages or [])
    try:
        reading = dxanalysis.read_workbook(
            path, operator=truth.operator, province=truth.province, vintage=truth.vintage
        )
    except Exception as error:  # noqa: BLE001 - every kind of failure is a verdict
        return _refused(result, plain, error)
    return _compare(result, plain, reading)


def _refused(result: Verdict, plain: dict[str, Any], error: Exception) -> Verdict:
    own = type(error).__module__.startswith("dxanalysis")
    result.verdict = ("NOTHING" if result.expected else "RIGHT") if own else "CRASH"
    result.why.append(f"{type(error).__name__}: {str(error)[:150]}")
    asked = _asked(plain, [str(error)])
    result.asked = sum(
        key in asked
        for facts in plain["units"].values()
        for key, fact in facts.items()
        if not (fact.get("optional") or fact.get("missing"))
    )
    return result


def _compare(result: Verdict, plain: dict[str, Any], reading: Any) -> Verdict:
    read, twice = _read(plain, reading)
    findings = reading.findings
    loud = findings[findings["severity"].isin(["error", "warning"])]
    loud_names = set(loud["indicator"].dropna()) | set(loud["unit_code"].dropna())
    texts = (
        " ".join(str(row[c]) for c in ("value", "expected", "indicator") if not _none(row[c]))
        for row in findings.to_dict("records")
    )
    asked = _asked(plain, set(texts))
    bad: list[tuple[str, str, Any]] = []
    half: list[str] = []
    unread: Counter[str] = Counter()
    for unit, facts in plain["units"].items():
        for key, fact in facts.items():
            got = read.pop((unit, key), None)
            if got is None:
                if not (fact.get("missing") or fact.get("optional")):
                    unread[key] += 1
                    result.asked += key in asked
            elif (
                fact.get("missing")
                or (unit, key) in twice
                or not (_agrees(fact, got) or _baseless(fact, got))
            ):
                bad.append((unit, key, got))
            elif _agrees(fact, got):
                result.right += not fact.get("optional")
            else:
                half.append(key)
                result.asked += f"base of {key}" in asked
    bad += [(unit, key, got) for (unit, key), got in read.items()]
    bad += _villages(result, plain, reading)
    result.date = not plain["as_of"] or str(reading.as_of) == plain["as_of"]
    if not result.date and reading.as_of is not None:
        bad.append(("", "date", reading.as_of))
    said = [b for b in bad if b[0] in loud_names or b[1].split("@")[0] in loud_names]
    result.wrong, result.silent = len(bad), len(bad) - len(said)
    severities = findings["severity"].value_counts()
    result.errors, result.warnings = (
        int(severities.get("error", 0)),
        int(severities.get("warning", 0)),
    )
    _explain(result, plain, reading, unread, half, bad)
    result.verdict = _verdict(result, plain, half, quiet=findings.empty)
    return result


def _verdict(result: Verdict, plain: dict[str, Any], half: list[str], *, quiet: bool) -> str:
    if result.wrong:
        return "WRONG" if result.silent else "WRONG-SAID"
    if result.right == result.expected:
        if not result.expected and quiet:
            return "NOTHING"
        return (
            "BLOCKED" if result.errors and result.expected and not plain["errors_due"] else "RIGHT"
        )
    return "PARTLY" if result.right or half else "NOTHING"


def _explain(  # noqa: PLR0917
    result: Verdict, plain: dict[str, Any], reading: Any, unread: Counter[str], half: list[str],
    bad: list[tuple[str, str, Any]],
) -> None:  # fmt: skip
    if unread:
        result.why.append("not read: " + ", ".join(f"{k}×{n}" for k, n in unread.most_common()))
    if half:
        result.why.append(
            "base not read: " + ", ".join(f"{k}×{n}" for k, n in Counter(half).most_common())
        )
    if bad:
        kinds = Counter(key for _, key, _ in bad)
        unit, key, got = bad[0]
        fact = plain["units"].get(unit, {}).get(key)
        result.why.append(
            "wrong: " + ", ".join(f"{k}×{n}" for k, n in kinds.most_common())
            + f" e.g. {unit} {key} {got} for {fact}"
        )  # fmt: skip
    if not result.date:
        result.why.append(f"date {reading.as_of} for {plain['as_of']}")
    rules = Counter(zip(reading.findings["severity"], reading.findings["rule"], strict=True))
    if rules:
        result.why.append(
            "said " + ", ".join(f"{s[0].upper()}:{r}×{n}" for (s, r), n in rules.most_common(6))
        )


def _read(
    plain: dict[str, Any], reading: Any
) -> tuple[dict[tuple[str, str], Any], set[tuple[str, str]]]:
    dated = any("@" in key and key[-3] == "-" for facts in plain["units"].values() for key in facts)
    read: dict[tuple[str, str], Any] = {}
    twice = set()
    for row in reading.observations.to_dict("records"):
        value = (row["numerator"], row["denominator"], row["rate"])
        if _none(value[0]) and _none(value[2]):
            continue
        key = str(row["indicator"])
        if str(row["operator"]) != plain["operator"]:
            key += f"@{row['operator']}"
        if dated and not _none(row["as_of"]) and str(row["as_of"])[:10] != plain["as_of"]:
            key += f"@{str(row['as_of'])[:10]}"
        place = (str(row["unit_code"]), key)
        if place in read and not all(
            _same(a, b, 1e-6) for a, b in zip(read[place], value, strict=True)
        ):
            twice.add(place)
        read[place] = value
    return read, twice


def _villages(result: Verdict, plain: dict[str, Any], reading: Any) -> list[tuple[str, str, Any]]:
    if plain["villages"] is None:
        return []
    want = Counter(tuple(row) for row in plain["villages"])
    got = Counter(
        (str(r.unit_code), r.village, _whole(r.households), _whole(r.people))
        for r in reading.villages.itertuples()
    )
    result.right += sum((want & got).values())
    if want - got:
        result.why.append(f"villages missing: {sum((want - got).values())}")
    return [(row[0], "village", row) for row in got - want]


def _whole(value: Any) -> int | None:
    return None if _none(value) else int(value)


def _none(value: Any) -> bool:
    return value is None or str(value) in {"nan", "NaT", "<NA>"}


def _same(a: Any, b: Any, near: float) -> bool:
    if _none(a) or _none(b):
        return _none(a) and _none(b)
    return abs(float(a) - float(b)) <= near


def _agrees(fact: dict[str, Any], got: tuple[Any, Any, Any]) -> bool:
    n, d, rate = got
    if "n" in fact and not _same(fact["n"], n, fact.get("tol", 0.51)):
        return False
    if "d" in fact and not _same(fact["d"], d, max(1.0, fact["d"] * 1e-6)):
        return False
    return "r" not in fact or _same(fact["r"] / 100, rate, 0.0002)


def _baseless(fact: dict[str, Any], got: tuple[Any, Any, Any]) -> bool:
    n, d, rate = got
    if "d" not in fact or not _none(d):
        return False
    share = fact["n"] / fact["d"] if fact["d"] else math.nan
    return _same(fact["n"], n, fact.get("tol", 0.51)) or _same(share, rate, 0.0006)


def _asked(plain: dict[str, Any], texts: Iterable[str]) -> set[str]:
    """
    List the facts whose indicator, or whose whole heading, is named in one of the texts.

    Where a fact was read without what it is a share of, the base's heading counts.
    """
    asked = set()
    named = plain["headings"] | {f"base of {key}": paths for key, paths in plain["bases"].items()}
    paths = {key: [p.split("|") for p in found] for key, found in named.items()}
    levels = {part for found in paths.values() for path in found for part in path}
    levels |= set(plain["all_headings"])
    for text in texts:
        there = _parts(_folded(text), {_folded(level) for level in levels})
        for key, found in paths.items():
            whole = any(all(_folded(part) in there for part in path) for path in found)
            if whole or key.split("@", maxsplit=1)[0] in re.findall(r"\w+", text):
                asked.add(key)
    return asked


def _parts(text: str, levels: set[str]) -> set[str]:
    """List the headings that a text holds; the longer come first and use their words up."""
    there = set()
    for level in sorted(levels, key=len, reverse=True):
        if level in text:
            there.add(level)
            text = text.replace(level, "\0")
    return there


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def score(
    half: str | None = None,
    *,
    names: Sequence[str] = (),
    provinces: Sequence[str] = (),
    seed: int = 0,
) -> Iterable[Verdict]:
    """
    Write and judge the layouts, one by one.

    Parameters
    ----------
    half
        ``"public"``, ``"held"``, or None for all that are there.
    names
        Beginnings of names of layouts; all by default.
    provinces
        Two-digit codes; by default the six of each half.
    seed
        Another seed, other figures.

    Yields
    ------
    Verdict
        One for each layout and province.
    """
    with tempfile.TemporaryDirectory() as folder:
        for each in layouts(half):
            if names and not each.name.startswith(tuple(names)):
                continue
            for province in provinces or PROVINCES[each.half]:
                path, truth = each.make(Path(folder), province=province, seed=seed)
                yield judge(path, truth)
                path.unlink()


def table(verdicts: Iterable[Verdict]) -> str:
    """Show the shares of facts by kind: read, asked about by name, silently wrong."""
    by: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        by[verdict.kind].append(verdict)
    by["all"] = [v for some in by.values() for v in some]
    lines = [f"{'kind':31} files  facts   read  asked unread  wrong silent  date  verdicts"]
    for kind, some in by.items():
        facts = sum(v.expected for v in some)
        right, asked = (sum(getattr(v, key) for v in some) for key in ("right", "asked"))
        wrong, silent = (sum(getattr(v, key) for v in some) for key in ("wrong", "silent"))
        share = max(facts, 1)
        verdict = ", ".join(f"{k} {n}" for k, n in Counter(v.verdict for v in some).most_common())
        lines.append(
            f"{kind:31} {len(some):5} {facts:6} {right / share:6.1%} {asked / share:6.1%}"
            f" {(facts - right - asked) / share:6.1%} {wrong:6} {silent:6}"
            f" {sum(v.date for v in some):5}  {verdict}"
        )
    return "\n".join(lines)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("names", nargs="*")
    parser.add_argument("--half", choices=list(PROVINCES))
    parser.add_argument("--provinces", default="", help="codes, separated by commas")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    some = []
    provinces = tuple(filter(None, options.provinces.split(",")))
    for v in score(options.half, names=options.names, provinces=provinces, seed=options.seed):
        some.append(v)
        print(  # noqa: T201
            f"{v.verdict:10} {v.name:34} {v.province} right {v.right:5}/{v.expected:<5}"
            f" asked {v.asked:5} wrong {v.wrong:4} E{v.errors} W{v.warnings} "
            f" {'; '.join(v.why)[:300]}",
            flush=True,
        )
    print(table(some))  # noqa: T201


if __name__ == "__main__":
    main()
