"""Hot and cold spots: where poorly served units adjoin other poorly served units.

A single bad commune is found by sorting. That bad communes lie side by side, and more than chance
would put them so, points to a cause they share: a valley without power, a ridge without a site.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
import shapely

from dxanalysis.lang import text
from dxanalysis.studies.significance import benjamini_hochberg

if TYPE_CHECKING:
    import geopandas as gpd

    from dxanalysis.lang import Lang

HOT: Final = "spots.hot"
COLD: Final = "spots.cold"
HIGH_LOW: Final = "spots.high_alone"
LOW_HIGH: Final = "spots.low_alone"
CHANCE: Final = "spots.chance"
NO_DATA: Final = "spots.no_data"
"""What a unit can be; each is also the key of its sentence."""

SEED: Final = 20250701


def contiguity(communes: gpd.GeoDataFrame, *, within_m: float = 0.0) -> pd.DataFrame:
    """List which units lie side by side.

    Parameters
    ----------
    communes
        Units with their polygons, indexed by ``unit_code``; a unit without one has no neighbour.
    within_m
        Units whose polygons come as near as this count as side by side, metres. 0 is a common
        point or line; more bridges the slits of badly drawn boundaries.

    Returns
    -------
    pandas.DataFrame
        ``unit_code`` and ``neighbour_code``, each pair both ways.

    Examples
    --------
    >>> import geopandas as gpd
    >>> from shapely import box
    >>> squares = [box(0, 0, 1, 1), box(1, 0, 2, 1), box(5, 0, 6, 1)]
    >>> communes = gpd.GeoDataFrame(index=["00001", "00002", "00003"], geometry=squares, crs=32648)
    >>> contiguity(communes).values.tolist()
    [['00001', '00002'], ['00002', '00001']]
    """
    placed = communes[communes.geometry.notna()]
    flat = placed.geometry.to_crs(placed.geometry.estimate_utm_crs()).to_numpy()
    tree = shapely.STRtree(flat)
    # Reprojected borders miss each other by less than a millimetre.
    left, right = tree.query(flat, predicate="dwithin", distance=max(within_m, 0.01))
    apart = left != right
    codes = placed.index.to_numpy()
    pairs = {"unit_code": codes[left[apart]], "neighbour_code": codes[right[apart]]}
    return pd.DataFrame(pairs).sort_values(["unit_code", "neighbour_code"], ignore_index=True)


def local_moran(
    values: pd.Series,
    pairs: pd.DataFrame,
    *,
    false_pct: float = 10.0,
    permutations: int = 9999,
    seed: int = SEED,
) -> pd.DataFrame:
    r"""Find hot and cold spots with local Moran statistics.

    Parameters
    ----------
    values
        What is lacking, as a share so that large units do not count for being large; high is bad.
        Indexed by ``unit_code``.
    pairs
        From :func:`contiguity`.
    false_pct
        The share of false discoveries to be expected at most among all that is found, percent.
    permutations
        How often the other units' values are shuffled.
    seed
        Of the shuffling.

    Returns
    -------
    pandas.DataFrame
        Indexed as ``values``: ``value``; ``neighbours``, how many have a value; their
        ``neighbour_mean``; ``local_moran``; ``p_value``, two-sided; ``spot``, one of the
        constants of this module, which is a message key too: see :func:`sentence`.

    Notes
    -----
    With :math:`z_i` the standardised values and :math:`N_i` the neighbours, :math:`I_i = z_i
    \sum_{j \in N_i} z_j / |N_i|` (Anselin, 1995, Geographical Analysis 27). The p-value comes from
    conditional permutation: the unit stays, its neighbours' values are drawn from all others.
    False discoveries are held by :func:`dxanalysis.studies.significance.benjamini_hochberg`.

    Examples
    --------
    >>> import pandas as pd
    >>> values = pd.Series([90.0, 80.0, 10.0, None], index=["a", "b", "c", "d"])
    >>> pairs = pd.DataFrame({"unit_code": ["a", "b"], "neighbour_code": ["b", "a"]})
    >>> local_moran(values, pairs, permutations=99)["neighbour_mean"].tolist()
    [80.0, 90.0, nan, nan]
    """
    known = values.dropna().astype("float64")
    place = pd.Series(range(len(known)), index=known.index)
    listed = pairs[pairs["unit_code"].isin(known.index) & pairs["neighbour_code"].isin(known.index)]
    beside = {
        str(code): place[rows["neighbour_code"]].to_numpy()
        for code, rows in listed.groupby("unit_code")
    }
    spread = known.std(ddof=0)
    z = ((known - known.mean()) / spread).to_numpy() if spread > 0 else np.zeros(len(known))
    shuffled = _shuffles(len(known), max(map(len, beside.values()), default=0), permutations, seed)
    rows = [_local(z, place[code], beside.get(str(code)), shuffled) for code in known.index]
    table = pd.DataFrame(rows, index=known.index, columns=["neighbours", "lag", "p_value"])
    table["local_moran"] = z * table["lag"]
    table["neighbour_mean"] = known.mean() + spread * table["lag"]
    stands = benjamini_hochberg(table["p_value"], false_pct=false_pct)
    high, beside_high = z > 0, table["lag"] > 0
    table["spot"] = np.select(
        [~stands, high & beside_high, ~high & ~beside_high, high & ~beside_high],
        [CHANCE, HOT, COLD, HIGH_LOW],
        default=LOW_HIGH,
    )
    table = table.reindex(values.index)
    table["spot"] = table["spot"].fillna(NO_DATA)
    table["value"] = values
    table["neighbours"] = table["neighbours"].fillna(0).astype("int64")
    order = ["value", "neighbours", "neighbour_mean", "local_moran", "p_value", "spot"]
    return table[order]


def _shuffles(units: int, most: int, permutations: int, seed: int) -> np.ndarray:
    """Draw so many places among the other units, without repeats, for each permutation."""
    others = max(units - 1, 0)
    keys = np.random.default_rng(seed).random((permutations, others), dtype=np.float32)
    return np.argsort(keys, axis=1)[:, :most]


def _local(
    z: np.ndarray, own: int, beside: np.ndarray | None, shuffled: np.ndarray
) -> tuple[int, float, float]:
    """Count neighbours, take their mean and hold it against the shuffled ones."""
    if beside is None or not z.any():
        return 0 if beside is None else len(beside), float("nan"), float("nan")
    lag = float(z[beside].mean())
    by_chance = np.delete(z, own)[shuffled[:, : len(beside)]].mean(axis=1)
    # Means of the same values in another order differ in the last bits: that is no difference.
    above = int((by_chance >= lag - 1e-9).sum())
    below = int((by_chance <= lag + 1e-9).sum())
    return len(beside), lag, min(1.0, 2 * (min(above, below) + 1) / (len(by_chance) + 1))


def sentence(unit_name: str, spot: str, lang: Lang) -> str:
    """Say in plain words what a unit was found to be.

    Parameters
    ----------
    unit_name
        As planners call it.
    spot
        From :func:`local_moran`.
    lang
        The language.

    Returns
    -------
    str
        One sentence of plain text.

    Examples
    --------
    >>> sentence("Xã Bó Sinh", HOT, "en")[:10]
    'Xã Bó Sinh'
    """
    return text(spot, lang, unit=unit_name)
