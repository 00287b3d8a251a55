"""What operators declare beside what their stations can reach over the terrain.

Two questions are kept apart. *Can it be?* A claim above the high end of what stations reach cannot
be from these stations, whatever is assumed; one that the low end reaches needs no other station.
*Is it likely?* What all stations have in common and
nobody knows (power, antennas, forest) is found from the claims themselves: most are honest, so that
one shift of all levels fits most communes. A commune that stands out above that is doubted.

A doubted claim may be false, or a station may be missing from the list. Villages that are declared
covered say which: behind a missing station they lie together, where one station would reach them
and few others; a false claim has no such place. Where neither is plain it is undecided.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from dxanalysis.errors import ParameterError
from dxanalysis.lang import percent, text
from dxanalysis.studies.share_fit import fit_shares, share_of_people
from dxanalysis.studies.village_fit import fit_villages
from dxanalysis.terrain.coverage import coverage, with_margin
from dxanalysis.terrain.unit_shares import levels_around, villages_reached

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from dxanalysis.lang import Lang
    from dxanalysis.terrain.coverage import Coverage

CANNOT_BE: Final = "reach.cannot_be"
DOUBTED: Final = "reach.doubted"
POSSIBLE: Final = "reach.possible"
MODEST: Final = "reach.modest"
NO_CLAIM: Final = "reach.no_claim"
UNKNOWN: Final = "reach.unknown"
"""What a claim can be beside what is reached; each is also the key of its sentence."""

FALSE: Final = "reach.false"
STATION_MISSING: Final = "reach.station_missing"
UNDECIDED: Final = "reach.undecided"
"""What may lie behind a claim that is doubted."""

_SPREADS: Final = 2.5
"""Where only shares are known: of a hundred honest claims less than one is so far above, if they
lie about what is expected as a normal distribution does."""

_TRIALS: Final = 199
_ALIKE: Final = 0.6
_SURE: Final = 0.05
_PLAIN: Final = 0.1
_UNLIKE: Final = 0.5
_MANY: Final = 5
"""A station is taken to be missing if it explains villages this well, by chance this seldom; a
claim to be false if many villages are declared and no station explains them better than chance."""


@dataclass(frozen=True)
class ClaimStudy:
    """Claims beside what can be reached.

    Attributes
    ----------
    table
        Indexed by ``unit_code``: ``claim_pct``, ``low_pct`` and ``high_pct`` (what is reached at
        both ends), ``expected_pct`` (with the shift that fits most claims; missing where none was
        looked for), ``beyond_points`` (claim less expected) and ``verdict``.
    shift_db
        The shift of all levels that fits most claims; not-a-number where none was looked for.
    spread_points
        By how much honest claims differ from what is expected, percentage points.
    """

    table: pd.DataFrame
    shift_db: float
    spread_points: float


def judge_claims(
    claims: pd.Series,
    found: Coverage,
    *,
    villages: pd.DataFrame,
    tolerance_points: float = 3.0,
    doubt_points: float = 10.0,
) -> ClaimStudy:
    """Set declared shares of people beside what stations can reach.

    Parameters
    ----------
    claims
        The declared share of people covered, percent, indexed by ``unit_code``.
    found
        What the same operator's stations of the same technology give.
    villages
        ``lon``, ``lat``, ``unit_code``, ``people`` and, where operators say it, ``declared``: 1 for
        covered, 0 for not.
    tolerance_points
        By how much a claim may be above the high end before it "cannot be": lists of villages are
        not exact.
    doubt_points
        A claim is doubted only if it is above what is expected by this. What is expected follows
        from all villages (:mod:`dxanalysis.studies.village_fit`) where they are declared; where
        only shares are (:mod:`dxanalysis.studies.share_fit`), it has to be above by two and a half
        times the spread of honest claims, too.

    Returns
    -------
    ClaimStudy
        One row for each claim.

    Raises
    ------
    ParameterError
        If an option is negative, or a claim is no share.

    Examples
    --------
    >>> from dxanalysis.terrain.coverage import Assumptions, Coverage
    >>> from dxanalysis.terrain.elevation import elevation_from_array
    >>> ground = elevation_from_array(np.zeros((10, 10)), west=104, north=21, step=0.01)
    >>> level = np.full((10, 10), -190, dtype=np.float32)
    >>> level[:, :5] = -90
    >>> found = Coverage(ground, level, level, Assumptions(), 1, 0)
    >>> places = {"lon": [104.015, 104.085], "lat": 20.95, "unit_code": "1", "people": 100}
    >>> study = judge_claims(pd.Series({"1": 90.0}), found, villages=pd.DataFrame(places))
    >>> float(study.table.loc["1", "high_pct"]), study.table.loc["1", "verdict"]
    (50.0, 'reach.cannot_be')
    """
    if tolerance_points < 0 or doubt_points < 0:
        raise ParameterError("reach.options", found=f"{tolerance_points:g}, {doubt_points:g}")
    if ((claims < 0) | (claims > 100)).any():  # noqa: PLR2004
        raise ParameterError("reach.no_share", found=", ".join(claims.index[claims > 100][:5]))  # noqa: PLR2004
    at = villages_reached(found, villages)
    low = share_of_people(at["low"], villages, claims.index, known=at["known"])
    high = share_of_people(at["high"], villages, claims.index, known=at["known"])
    shift, expected, by_villages = _expect(claims, found, villages, high)
    beyond = claims - expected
    # Honest claims are on both sides; those that are false are on one.
    spread = 1.4826 * float(beyond.abs().median()) if beyond.notna().any() else np.nan
    doubted = beyond > (doubt_points if by_villages else max(doubt_points, _SPREADS * spread))
    # What the stations reach even at the low end is no reason to doubt a claim.
    doubted &= ~(claims <= low)
    verdict = np.select(
        [
            claims.isna(),
            high.isna(),
            claims > high + tolerance_points,
            doubted,
            claims < low - tolerance_points,
        ],
        [NO_CLAIM, UNKNOWN, CANNOT_BE, DOUBTED, MODEST],
        default=POSSIBLE,
    )
    table = pd.DataFrame(
        {
            "claim_pct": claims,
            "low_pct": low,
            "high_pct": high,
            "expected_pct": expected,
            "beyond_points": beyond,
            "verdict": verdict,
        },
        index=claims.index,
    )
    return ClaimStudy(table, shift, spread)


def sentence(unit_name: str, row: pd.Series, lang: Lang) -> str:
    """Say in plain words what a claim was found to be.

    Parameters
    ----------
    unit_name
        As planners call it.
    row
        A row of :attr:`ClaimStudy.table`.
    lang
        The language.

    Returns
    -------
    str
        One sentence of plain text.

    Examples
    --------
    >>> row = {"claim_pct": 90.0, "low_pct": 20.0, "high_pct": 55.0, "verdict": CANNOT_BE}
    >>> sentence("Xã Bó Sinh", pd.Series(row), "en").startswith("Xã Bó Sinh")
    True
    """
    return text(
        str(row["verdict"]),
        lang,
        unit=unit_name,
        claim=percent(row["claim_pct"], lang, decimals=0),
        low=percent(row["low_pct"], lang, decimals=0),
        high=percent(row["high_pct"], lang, decimals=0),
    )


def shadowed_villages(villages: pd.DataFrame, found: Coverage) -> pd.DataFrame:
    """List villages that are declared covered and that no station of the list can reach.

    Parameters
    ----------
    villages
        ``lon``, ``lat``, ``declared`` and whatever else.
    found
        What stations give.

    Returns
    -------
    pandas.DataFrame
        Those rows of ``villages`` that are declared covered and are not reached even at the high
        end. Villages on unknown ground are not among them.

    Examples
    --------
    >>> from dxanalysis.terrain.coverage import Assumptions, Coverage
    >>> from dxanalysis.terrain.elevation import elevation_from_array
    >>> ground = elevation_from_array(np.zeros((10, 10)), west=104, north=21, step=0.01)
    >>> level = np.full((10, 10), -120, dtype=np.float32)
    >>> found = Coverage(ground, level, level, Assumptions(), 1, 0)
    >>> places = {"lon": [104.015, 104.085], "lat": 20.95, "declared": [1.0, 0.0]}
    >>> shadowed_villages(pd.DataFrame(places), found).index.tolist()
    [0]
    """
    at = villages_reached(found, villages)
    return villages[(villages["declared"] == 1) & at["known"] & ~at["high"]]


def explain_doubts(
    study: ClaimStudy,
    found: Coverage,
    *,
    villages: pd.DataFrame,
    stations: pd.DataFrame,
    seed: int = 0,
) -> pd.DataFrame:
    """Say of doubted claims whether they are false or a station is missing from the list.

    Parameters
    ----------
    study
        What :func:`judge_claims` found.
    found
        What stations give.
    villages
        ``lon``, ``lat``, ``unit_code`` and ``declared``.
    stations
        The list, for what a station of this operator is like.
    seed
        Of the random numbers.

    Returns
    -------
    pandas.DataFrame
        One row for each claim that cannot be or is doubted: ``cause`` (:data:`FALSE`,
        :data:`STATION_MISSING` or :data:`UNDECIDED`), ``shadowed``, the number of villages that are
        declared covered and not reached with the shift that fits most claims; ``alike``, how alike
        (Jaccard) they are to what the best place for one more station would add; and ``p_value``,
        how often villages chosen at random are as much alike.

    Notes
    -----
    One more station is tried at the villages in shadow and on the highest ground within 3 km of
    each. It has to explain villages that are declared covered and those that are not.

    Examples
    --------
    >>> from dxanalysis.terrain.coverage import Assumptions, Coverage
    >>> from dxanalysis.terrain.elevation import elevation_from_array
    >>> ground = elevation_from_array(np.zeros((10, 10)), west=104, north=21, step=0.01)
    >>> level = np.full((10, 10), -90, dtype=np.float32)
    >>> places = pd.DataFrame({"lon": [104.015], "lat": 20.95, "unit_code": "1", "people": 9})
    >>> found = Coverage(ground, level, level, Assumptions(), 1, 0)
    >>> study = judge_claims(pd.Series({"1": 90.0}), found, villages=places)
    >>> explain_doubts(study, found, villages=places.assign(declared=1.0), stations=places).empty
    True
    """
    doubted = study.table.index[study.table["verdict"].isin([CANNOT_BE, DOUBTED])]
    shift = 0.0 if np.isnan(study.shift_db) else study.shift_db
    fitted = with_margin(found, shift_db=shift)
    reached = _middle(fitted, villages)
    generator = np.random.default_rng(seed)
    rows = {
        code: _cause(
            villages[(villages["unit_code"] == code) & ~reached & villages["declared"].notna()],
            fitted,
            stations,
            shift=shift,
            generator=generator,
        )
        for code in doubted
    }
    names = ["cause", "shadowed", "alike", "p_value"]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=names)
    return table.rename_axis("unit_code")


def _cause(
    dark: pd.DataFrame,
    found: Coverage,
    stations: pd.DataFrame,
    *,
    shift: float,
    generator: np.random.Generator,
) -> tuple[str, int, float, float]:
    """Try one more station at many places among the villages in shadow of one unit."""
    declared = dark["declared"].to_numpy() == 1
    count = int(declared.sum())
    if count < 3 or len(dark) < 6:  # noqa: PLR2004
        return UNDECIDED, count, np.nan, np.nan
    usual = stations[["height_m", "band_mhz", "reference_dbm"]].median()
    added = np.array(
        [
            _middle(_alone(place, usual, found, shift=shift), dark).to_numpy()
            for place in _places(dark[declared], found)
        ]
    )
    alike = _alike(added, declared)
    chance = [_alike(added, generator.permutation(declared)) for _ in range(_TRIALS)]
    p_value = (1 + sum(one >= alike for one in chance)) / (1 + _TRIALS)
    if p_value <= _SURE and alike >= _ALIKE:
        return STATION_MISSING, count, alike, p_value
    if p_value > _PLAIN and alike < _UNLIKE and count >= _MANY:
        return FALSE, count, alike, p_value
    return UNDECIDED, count, alike, p_value


def _alone(
    place: tuple[float, float], usual: pd.Series, found: Coverage, *, shift: float
) -> Coverage:
    """Compute what one station of the usual kind would give."""
    one = pd.DataFrame(
        [{"lon": place[0], "lat": place[1], **usual, "azimuth_deg": np.nan, "tilt_deg": np.nan}]
    )
    return with_margin(
        coverage(one, found.elevation, assumptions=found.assumptions, jobs=1), shift_db=shift
    )


def _places(dark: pd.DataFrame, found: Coverage) -> list[tuple[float, float]]:
    """Choose places for one more station: villages, and the highest ground near them."""
    ground = found.elevation
    at_lon, at_lat = dark["lon"].to_numpy(), dark["lat"].to_numpy()
    places = list(zip(at_lon, at_lat, strict=True))
    row, column = (np.rint(one).astype(int) for one in ground.places(at_lon, at_lat))
    tops: set[tuple[int, int]] = set()
    for r, c in zip(row, column, strict=True):
        across, along = (float(one) for one in ground.cell_metres(float(r)))
        tall, wide = int(3000 / along), int(3000 / across)
        top, left = max(0, r - tall), max(0, c - wide)
        near = ground.heights_m[top : r + tall + 1, left : c + wide + 1]
        if near.size and not np.isnan(near).all():
            best = np.unravel_index(int(np.nanargmax(near)), near.shape)
            tops.add((top + int(best[0]), left + int(best[1])))
    lon, lat = ground.degrees([one[0] for one in sorted(tops)], [one[1] for one in sorted(tops)])
    return [*places, *zip(lon, lat, strict=True)]


def _alike(added: NDArray[np.bool_], declared: NDArray[np.bool_]) -> float:
    """Give the best likeness (Jaccard) of what places add to what is declared."""
    both = (added & declared).sum(axis=1)
    either = np.maximum((added | declared).sum(axis=1), 1)
    return float((both / either).max())


def _middle(found: Coverage, villages: pd.DataFrame) -> pd.Series:
    """Say which villages are reached half way between both ends."""
    return _level(found, villages) >= 0


def _level(found: Coverage, villages: pd.DataFrame) -> pd.Series:
    """Take levels above the threshold: the median of nine cells, as a village is no point."""
    around, _ = levels_around(found, villages)
    return pd.Series(np.median(np.nan_to_num(around, nan=-np.inf), axis=1), index=villages.index)


def _expect(
    claims: pd.Series, found: Coverage, villages: pd.DataFrame, high: pd.Series
) -> tuple[float, pd.Series, bool]:
    """Give the shift that fits, the shares to be expected, and whether villages said it."""
    if "declared" in villages:
        fit = fit_villages(villages, *levels_around(found, villages))
        if fit is not None:
            expected = fit.table["expected_pct"].reindex(claims.index)
            return fit.shift_db, expected.where(high.notna()), True
    shift, expected = fit_shares(claims, villages, levels_around(found, villages)[0])
    return shift, expected.where(high.notna()), False


def most_doubted(study: ClaimStudy, *, count: int = 10) -> Sequence[str]:
    """List the communes whose claims stand out most.

    Parameters
    ----------
    study
        What was found.
    count
        How many at most.

    Returns
    -------
    sequence of str
        Codes, the most doubted first.

    Examples
    --------
    >>> table = pd.DataFrame({"verdict": [DOUBTED, POSSIBLE], "beyond_points": [20.0, 1.0]})
    >>> most_doubted(ClaimStudy(table.set_axis(["1", "2"]), 0.0, 1.0))
    ['1']
    """
    doubted = study.table[study.table["verdict"].isin([CANNOT_BE, DOUBTED])]
    return [str(code) for code in doubted.nlargest(count, "beyond_points").index]
