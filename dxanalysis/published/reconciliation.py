"""Published figures → what they say about each other.

What belongs together is data (the relations of ``catalogue/published.toml``); whether it agrees is
arithmetic and is worked out here. A finding is an *error* where two figures cannot both be right,
a *warning* where they must not be read as one thing, and a *note* where they agree.
"""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, get_args

from dxanalysis import published
from dxanalysis.lang import number, percent, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from dxanalysis.lang import Lang
    from dxanalysis.published.catalogue import Figure, Relation

Severity = Literal["error", "warning", "note"]

_SAME_KIND: Final = 1.5
"""Two counts of one kind a year apart differ by less than this factor."""
_OTHER_KIND: Final = 2.0
"""Counts that differ by more than this factor are hardly of one kind."""
_SMALLEST_SLIP: Final = 100
"""Of smaller numbers almost any is one digit from any other."""
_FEW: Final = 100


@dataclass(frozen=True)
class Finding:
    """One thing that figures say together.

    Attributes
    ----------
    severity
        ``error``, ``warning`` or ``note``.
    rule
        The sentence's name in the message catalogue ``published``.
    figures
        The published figures it is about.
    params
        What the sentence names: numbers, and functions that give words in a language.
    """

    severity: Severity
    rule: str
    figures: tuple[Figure, ...]
    params: Mapping[str, object] = field(default_factory=dict)

    def sentence(self, lang: Lang) -> str:
        """Say it in one language: what was found, what it means, where, and what to do.

        Parameters
        ----------
        lang
            The language.

        Returns
        -------
        str
            Plain text.
        """
        words = {name: say(lang) if callable(say) else say for name, say in self.params.items()}
        sources = dict.fromkeys(figure.source.name(lang) for figure in self.figures)
        return text(f"published.{self.rule}", lang, where="; ".join(sources), **words)


def reconcile(*, province: str | None = None) -> list[Finding]:
    """Hold the published figures against each other.

    Parameters
    ----------
    province
        Two digits: only findings about figures of that province; by default all.

    Returns
    -------
    list of Finding
        Errors first, then warnings, then what agrees.
    """
    figures = published.figures().values()
    found = [each for relation in published.relations() for each in check_relation(relation)]
    found += [*_without_basis(figures), *_without_number(figures), *_without_date(figures)]
    if province is not None:
        found = [each for each in found if any(one.province == province for one in each.figures)]
    return worst_first(found)


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Put errors before warnings, and warnings before notes.

    Parameters
    ----------
    findings
        Findings in any order.

    Returns
    -------
    list of Finding
        Each kind in the order it was in.
    """
    rank = {severity: place for place, severity in enumerate(get_args(Severity))}
    return sorted(findings, key=lambda each: rank[each.severity])


def check_relation(relation: Relation) -> list[Finding]:
    """Work out whether related figures agree.

    Parameters
    ----------
    relation
        Some figures, and how they are related.

    Returns
    -------
    list of Finding
        What follows; empty where nothing can be said, for instance of "over 90 %".
    """
    return list(_CHECKS[relation.kind](relation))


# ---- related figures -----------------------------------------------------------------------------
def _sum(relation: Relation) -> Iterator[Finding]:
    """Add parts up: to the whole, or to less where the whole may have other parts."""
    parts, whole = relation.figures["parts"], relation.one("whole")
    if not all(figure.is_exact for figure in (*parts, whole)):
        return
    total = sum(figure.value for figure in parts)
    params: dict[str, object] = {
        "parts": _terms(parts),
        "sum": total,
        "whole": whole.value,
        "name": whole.name,
        "difference": abs(whole.value - total),
        "share": percentage(100 * abs(whole.value - total) / whole.value),
    }
    about = (*parts, whole)
    if total == whole.value:
        yield Finding("note", "sum_agrees", about, params)
    elif not relation.options["complete"] and total < whole.value:
        rule: tuple[Severity, str] = ("note", "part_of")
        if len(parts) > 1:
            rule = ("warning", "sum_leaves")
        params["part"] = percentage(100 * total / whole.value)
        yield Finding(*rule, about, params)
    else:
        yield Finding("error", "sum_differs", about, params)
        yield from _one_digit(parts, whole)
        yield from _two_bases(parts, whole)


def _one_digit(parts: Sequence[Figure], whole: Figure) -> Iterator[Finding]:
    """Find every single digit that, if it was misprinted, would make a sum right."""
    short = whole.value - sum(figure.value for figure in parts)
    wanted = [(figure, figure.value + short) for figure in parts] + [(whole, whole.value - short)]
    if min(figure.value for figure, _ in wanted) < _SMALLEST_SLIP:
        return
    slips = [
        (figure.value, value) for figure, value in wanted if _differ_in_one(figure.value, value)
    ]
    if slips:
        params = {"ways": _arrows(slips), "n": len(slips)}
        yield Finding("note", "one_digit", (*parts, whole), params)


def _differ_in_one(first: float, second: float) -> bool:
    """Tell whether two whole numbers differ in exactly one digit."""
    digits = (f"{first:.0f}", f"{second:.0f}")
    return len(digits[0]) == len(digits[1]) and sum(map(str.__ne__, *digits)) == 1


def _two_bases(parts: Sequence[Figure], whole: Figure) -> Iterator[Finding]:
    """Show that a share depends on which total is taken, where the parts do not make the whole."""
    largest = max(parts, key=lambda figure: figure.value)
    total = sum(figure.value for figure in parts)
    if not largest.indicator:
        return
    params = {
        "name": largest.name,
        "part": largest.value,
        "whole": whole.value,
        "sum": total,
        "share_whole": percentage(100 * largest.value / whole.value),
        "share_sum": percentage(100 * largest.value / total),
    }
    yield Finding("warning", "two_bases", (largest, whole), params)


def _share(relation: Relation) -> Iterator[Finding]:
    """Work a published share out of its own counts."""
    part, whole, share = relation.one("part"), relation.one("whole"), relation.one("share")
    computed = 100 * part.value / whole.value
    agrees = abs(computed - share.value) <= share.tolerance
    params = {
        "part": part.value,
        "whole": whole.value,
        "computed": percentage(computed),
        "share": share.amount,
        "name": share.name,
    }
    rule: tuple[Severity, str] = ("note", "share_agrees") if agrees else ("error", "share_differs")
    yield Finding(*rule, (part, whole, share), params)


def _labels(relation: Relation) -> Iterator[Finding]:
    """Find labels that were exchanged between two dates: crosswise the counts fit, straight not."""
    earlier, later = relation.figures["earlier"], relation.figures["later"]

    def factors(order: Sequence[Figure]) -> list[float]:
        pairs = zip(earlier, order, strict=True)
        return [math.exp(abs(math.log(after.value / before.value))) for before, after in pairs]

    best = min(itertools.permutations(later), key=lambda order: math.prod(factors(order)))
    straight = factors(later)
    if best == later or max(factors(best)) >= _SAME_KIND or min(straight) <= _OTHER_KIND:
        return
    known = published.figures()
    whole = [known[figures[0].of] for figures in (earlier, later)]
    shares = [
        100 * figures[0].value / total.value
        for figures, total in zip((earlier, later), whole, strict=True)
    ]
    params = {
        "about": lambda lang: relation.words("about", lang),
        "name": earlier[0].name,
        "earlier": _terms(earlier, joined="; "),
        "later": _terms(later, joined="; "),
        "crosswise": _arrows(
            [(before.value, after.value) for before, after in zip(earlier, best, strict=True)]
        ),
        "before": percentage(shares[0]),
        "after": percentage(shares[1]),
    }
    yield Finding("error", "labels_swapped", (*earlier, *later), params)


def _series(relation: Relation) -> Iterator[Finding]:
    """Find figures that read like one series and count different things."""
    figures = relation.figures["figures"]
    if len({(figure.basis, figure.unit_vi) for figure in figures}) > 1:
        yield Finding("warning", "series_differs", figures, {"figures": _amounts(figures)})


def _opposite(relation: Relation) -> Iterator[Finding]:
    """Find two series of one thing that move in opposite directions."""
    first, second = relation.figures["first"], relation.figures["second"]
    changes = [line[-1].value - line[0].value for line in (first, second)]
    beyond_rounding = all(
        abs(change) > line[0].tolerance + line[-1].tolerance
        for change, line in zip(changes, (first, second), strict=True)
    )
    if beyond_rounding and changes[0] * changes[1] < 0:
        params = {
            "first": first[-1].name,
            "first_values": _sequence(first),
            "second": second[-1].name,
            "second_values": _sequence(second),
        }
        yield Finding("warning", "trend_opposite", (*first, *second), params)


def _base(relation: Relation) -> Iterator[Finding]:
    """Work out how many there are from those without and the share of those with."""
    rest, share, base = relation.one("rest"), relation.one("share"), relation.one("base")
    low, high = (
        rest.value / (1 - (share.value + sign * share.tolerance) / 100) for sign in (-1, 1)
    )
    params = {
        "rest": rest.value,
        "share": share.amount,
        "implied": round(rest.value / (1 - share.value / 100)),
        "low": math.ceil(low),
        "high": math.floor(high),
        "base": base.value,
        "name": base.name,
    }
    agrees = low <= base.value <= high
    rule: tuple[Severity, str] = ("note", "base_agrees") if agrees else ("warning", "base_moved")
    yield Finding(*rule, (rest, share, base), params)


def _bases(relation: Relation) -> Iterator[Finding]:
    """Find figures that are set side by side and are shares of different things."""
    figures = relation.figures["figures"]
    bases = {figure.basis for figure in figures}
    if len(bases) > 1:

        def listed(lang: Lang) -> str:
            return "; ".join(
                f"{figure.amount(lang)} {text(f'indicators.basis_{figure.basis}', lang)}"
                for figure in figures
            )

        params = {
            "about": lambda lang: relation.words("about", lang),
            "n": len(bases),
            "figures": listed,
        }
        yield Finding("warning", "bases_differ", figures, params)


def _ratio(relation: Relation) -> Iterator[Finding]:
    """Work out what two figures say that neither does."""
    top, bottom = relation.one("numerator"), relation.one("denominator")
    value = top.value / bottom.value

    def written(lang: Lang) -> str:
        if relation.options.get("percent"):
            return percent(100 * value, lang)
        return number(value, lang, decimals=2 if value < _FEW else 0)

    params = {
        "top": top.shown,
        "bottom": bottom.shown,
        "value": written,
        "unit": lambda lang: relation.words("unit", lang),
    }
    yield Finding("note", "ratio", (top, bottom), params)


_CHECKS: Final[Mapping[str, Callable[[Relation], Iterator[Finding]]]] = {
    "sum": _sum,
    "share": _share,
    "labels": _labels,
    "series": _series,
    "opposite": _opposite,
    "base": _base,
    "bases": _bases,
    "ratio": _ratio,
}


# ---- figures by themselves -----------------------------------------------------------------------
def _without_basis(figures: Iterable[Figure]) -> Iterator[Finding]:
    """Find shares of which the source does not say what they are shares of."""
    for figure in figures:
        if figure.is_share and figure.numbers and figure.basis == published.UNKNOWN:
            params = {"figure": figure.amount, "name": figure.name}
            yield Finding("warning", "basis_unknown", (figure,), params)


def _without_number(figures: Iterable[Figure]) -> Iterator[Finding]:
    """Find targets that name no number."""
    for figure in figures:
        if figure.kind == "target" and not figure.numbers:
            yield Finding("warning", "target_no_number", (figure,), {"name": figure.name})


def _without_date(figures: Iterable[Figure]) -> Iterator[Finding]:
    """Find publications whose figures have no date."""
    undated = defaultdict(list)
    for figure in figures:
        if figure.as_of == published.UNKNOWN:
            undated[figure.source].append(figure)
    for group in undated.values():
        params = {"n": len(group), "when": group[0].when}
        yield Finding("warning", "source_undated", tuple(group), params)


# ---- words ---------------------------------------------------------------------------------------
def _terms(figures: Sequence[Figure], *, joined: str = " + ") -> Callable[[Lang], str]:
    """Write figures with their names: ``312 (một phần) + 1.554 (toàn trình)``."""

    def say(lang: Lang) -> str:
        def one(figure: Figure) -> str:
            values = " + ".join(number(value, lang) for value in figure.numbers)
            return f"{values} ({figure.name(lang)})"

        return joined.join(map(one, figures))

    return say


def _amounts(figures: Sequence[Figure]) -> Callable[[Lang], str]:
    """Write figures with their units and names."""
    return lambda lang: "; ".join(
        f"{figure.shown(lang)} ({figure.name(lang)})" for figure in figures
    )


def _sequence(figures: Sequence[Figure]) -> Callable[[Lang], str]:
    """Write a series: ``98,5 % → 98,3 %``."""
    return lambda lang: " → ".join(figure.amount(lang) for figure in figures)


def _arrows(pairs: Sequence[tuple[float, float]]) -> Callable[[Lang], str]:
    """Write pairs of numbers: ``312 → 332; 1.554 → 1.574``."""
    return lambda lang: "; ".join(
        f"{number(before, lang)} → {number(after, lang)}" for before, after in pairs
    )


def percentage(value: float) -> Callable[[Lang], str]:
    """Make a function that writes a percentage, 0–100, with two decimals in a language."""
    return lambda lang: percent(value, lang)
