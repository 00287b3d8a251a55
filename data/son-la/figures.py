"""The illustrative figures of the 75 communes, adding up exactly to the published province figures.

No figure by commune has been published. These are made up with a fixed seed: worse far from the
province's and the former district's centre, at the border and in large thin communes; best in the
wards. What they add up to was published (articles and press of 2024 and 2025), except where
:data:`TOTALS` says otherwise. Every number is a whole count, shared out by largest remainder, so
that nothing is lost by rounding.
"""

from __future__ import annotations

import math
import random
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pandas as pd

from dxanalysis import units

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SEED: Final = 20250930
PROVINCE: Final = "14"
OPERATORS: Final = ("viettel", "vnpt", "mobifone")

PEOPLE: Final = 1_394_763
"""Sum of the published populations of the 75 communes, as mended in population.csv."""

TOTALS: Final = {
    "people_4g": round(PEOPLE * 0.9725),  # published: 97.25 % of population
    "people_5g": round(PEOPLE * 0.1014),  # published: 10.14 % of population
    "villages": 2_243,  # NOT settled: chosen so that 80.03 % and 96.9 % are whole villages
    "villages_with_4g": 2_173,  # published: 96.9 % of villages
    "villages_with_fibre": 1_795,  # published: 80.03 % of villages
    "villages_with_5g": 208,  # not published
    "households": round(PEOPLE / 4.3),  # not published for 2025; 4.31 people each in 2019
    "households_passed": round(PEOPLE / 4.3 * 0.785),  # not published
    "households_subscribed": round(PEOPLE / 4.3 * 0.4632),  # last published: 46.32 % (2023-24)
    "households_with_smartphone": round(PEOPLE / 4.3 * 0.9636),  # published: 96.36 %
    "teams": 2_448,  # published
    "team_members": 15_101,  # published
    "eid_accounts": 539_304,  # published
    "adults": 983_308,  # not published; 70.5 % of population
    "adults_with_epayment": round(983_308 * 0.904),  # published: over 90 %
    "adults_with_signature": round(983_308 * 0.0686),  # published: 6.86 %
    "people_with_apps": round(PEOPLE * 0.6676),  # published: 66.76 %
    "files": 618_400,  # not published
    "files_online": round(618_400 * 0.883),  # not published
    "results": 601_250,  # not published
    "results_digitised": round(601_250 * 0.956),  # published: over 95 %
    "subscribers": 1_062_400,  # not published
    "subscribers_with_2g_only": 41_300,  # not published; 2G ended on 16 October 2024
}

STATIONS: Final = {
    # 2G, 3G, 4G, 5G. Published: 44 5G stations of all operators. The rest is not.
    "viettel": (512, 148, 742, 23),
    "vnpt": (436, 391, 583, 15),
    "mobifone": (287, 254, 344, 6),
}

LAG: Final = {"viettel": 0.012, "vnpt": 0.045, "mobifone": 0.12}
"""How far an operator alone stays behind all together: a share of people, in a middling commune."""

FIBRE_SHARE: Final = {"viettel": 0.74, "vnpt": 0.83, "mobifone": 0.11}
"""Of the villages that any operator's fibre reaches, how many this operator's does."""

FIVE_G_CENTRES: Final = (
    "Mai Sơn",
    "Thuận Châu",
    "Phù Yên",
    "Mường La",
    "Sông Mã",
    "Yên Châu",
    "Vân Hồ",
    "Sốp Cộp",
)
"""The communes besides the wards where there is 5G."""


def apportion(
    total: int,
    weights: Sequence[float],
    *,
    caps: Sequence[int] | None = None,
    floors: Sequence[int] | None = None,
) -> list[int]:
    """Share a whole number out in proportion to weights, by largest remainder.

    Parameters
    ----------
    total
        What to share out.
    weights
        One weight, ≥ 0, for each share.
    caps, floors
        The most and the least that a share may be; what a cap refuses goes to the others.

    Returns
    -------
    list of int
        Shares that add up to ``total`` exactly.

    Raises
    ------
    ValueError
        If the caps or floors leave no way.
    """
    low = list(floors or [0] * len(weights))
    high = list(caps or [total] * len(weights))
    if sum(low) > total or sum(high) < total or any(a > b for a, b in zip(low, high, strict=True)):
        msg = f"{total} cannot be shared out between {sum(low)} and {sum(high)}"
        raise ValueError(msg)

    def shares(scale: float) -> list[float]:
        return [
            min(max(scale * weight, least), most)
            for weight, least, most in zip(weights, low, high, strict=True)
        ]

    below, above = 0.0, 1.0
    while sum(shares(above)) < total and above < 1e12:
        above *= 2
    for _ in range(200):
        middle = (below + above) / 2
        below, above = (middle, above) if sum(shares(middle)) < total else (below, middle)
    exact = shares(above)
    whole = [math.floor(share + 1e-9) for share in exact]
    order = sorted(range(len(exact)), key=lambda i: (round(whole[i] - exact[i], 9), i))
    for i in [i for i in order if whole[i] < high[i]] * 2:
        if sum(whole) == total:
            break
        if whole[i] < high[i]:
            whole[i] += 1
    return whole


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Measure the distance between two near points, in km, on a locally flat earth."""
    east = (lon - other_lon) * 111.32 * math.cos(math.radians((lat + other_lat) / 2))
    return math.hypot((lat - other_lat) * 110.57, east)


def communes() -> pd.DataFrame:
    """List the 75 communes by former district, with people and remoteness.

    Returns
    -------
    pandas.DataFrame
        Indexed by unit_code: unit_name, short_name, kind, district_name, population, border,
        note_vi, and ``remote``, 0 (a ward of the provincial town) to 1.
    """
    table = units.load_units(vintage="2025-07", province=PROVINCE)
    districts = units.former_districts(province=PROVINCE)
    people = pd.read_csv(
        Path(__file__).with_name("population.csv"), dtype={"unit_code": str}, index_col="unit_code"
    )
    table = table.drop(columns=["district_code", "district_name"], errors="ignore")
    table = table.join(districts[["district_code", "district_name"]])
    table = table.join(people[["population", "border", "note_vi"]])
    table = table.sort_values(["district_code", "unit_code"])
    centre = table[table["short_name"] == "Tô Hiệu"].iloc[0]
    seats = {  # a former district's seat carries its name; the provincial town's is Tô Hiệu
        name: table[table["short_name"] == name.split(maxsplit=1)[1]]
        for name in table["district_name"].unique()
    }
    noise = random.Random(SEED)
    remote = []
    for unit in table.itertuples():
        seat = next(seats[unit.district_name].itertuples(), centre)
        thin = 1 - min(1.0, unit.population / unit.area_km2 / 130)
        score = (
            0.16 * min(1.0, kilometres(unit.lat, unit.lon, centre.lat, centre.lon) / 90)
            + 0.36 * min(1.0, kilometres(unit.lat, unit.lon, seat.lat, seat.lon) / 30)
            + 0.36 * thin
            + 0.14 * unit.border
            + 0.10 * (noise.random() - 0.5)
        )
        if unit.kind == "phường":
            score *= 0.3
        elif unit.short_name == seat.short_name:
            score *= 0.6
        remote.append(min(1.0, max(0.0, score)))
    table["remote"] = [round(value, 6) for value in remote]
    return table


def figures() -> pd.DataFrame:
    """Make the any-operator, services and operator figures of every commune.

    Returns
    -------
    pandas.DataFrame
        The communes with one column per quantity of the catalogue (any operator) and one per
        quantity and operator (``people_4g_viettel``). Counts, as whole numbers.
    """
    table = communes()
    noise = random.Random(SEED + 1)

    def wobble(width: float) -> list[float]:
        return [1 + width * (noise.random() - 0.5) for _ in range(len(table))]

    _bases(table, wobble)
    _mobile(table, wobble)
    _fibre(table, wobble)
    _services(table, wobble)
    _operators(table, wobble)
    _subscribers(table)
    return table


def _bases(table: pd.DataFrame, wobble: Callable[[float], list[float]]) -> None:
    """Villages, households and adults: smaller villages and larger households far away."""
    people, remote = table["population"], table["remote"]
    table["villages"] = apportion(
        TOTALS["villages"], list(people * (0.62 + 0.75 * remote) * wobble(0.2)), floors=[5] * 75
    )
    table["households"] = apportion(
        TOTALS["households"], list(people / (3.95 + 0.95 * remote) * wobble(0.03))
    )
    table["adults"] = apportion(
        TOTALS["adults"], list(people * (0.735 - 0.08 * remote) * wobble(0.02))
    )


def _mobile(table: pd.DataFrame, wobble: Callable[[float], list[float]]) -> None:
    """People and villages with 4G and 5G, of any operator."""
    people, remote, villages = table["population"], table["remote"], table["villages"]
    without = apportion(
        PEOPLE - TOTALS["people_4g"],
        list(people * (remote**4 + 0.002) * wobble(0.8)),
        caps=[math.floor(0.24 * count) for count in people],
    )
    table["people_4g"] = people - without
    # A village without signal is small; some people without 4G live in villages that have it.
    dark = apportion(
        TOTALS["villages"] - TOTALS["villages_with_4g"],
        list(without),
        caps=[
            min(math.floor(0.8 * count / 190), total // 3)
            for count, total in zip(without, villages, strict=True)
        ],
    )
    table["villages_with_4g"] = villages - dark
    centre = table["short_name"].isin(FIVE_G_CENTRES)
    ward = table["kind"] == "phường"
    reach = ward * (0.62 - 0.9 * remote).clip(lower=0.2) + centre * 0.17
    reach = reach.where(table["short_name"] != "Tô Hiệu", 0.82)
    table["people_5g"] = apportion(
        TOTALS["people_5g"],
        list(people * reach * wobble(0.25)),
        caps=[math.floor(0.86 * count) for count in table["people_4g"]],
    )
    table["villages_with_5g"] = apportion(
        TOTALS["villages_with_5g"],
        list(villages * table["people_5g"] / people),
        caps=[
            math.ceil(count * share)
            for count, share in zip(table["villages_with_4g"], reach, strict=True)
        ],
        floors=[int(count > 0) for count in table["people_5g"]],
    )


def _fibre(table: pd.DataFrame, wobble: Callable[[float], list[float]]) -> None:
    """Villages with fibre, households passed and subscribing, of any operator."""
    villages, households, remote = table["villages"], table["households"], table["remote"]
    without = apportion(
        TOTALS["villages"] - TOTALS["villages_with_fibre"],
        list(villages * (remote**1.6 + 0.01) * wobble(0.5)),
        caps=[math.floor(0.62 * count) for count in villages],
    )
    table["communes_with_fibre"] = 1  # published: 100 % of communes
    table["villages_with_fibre"] = villages - without
    reached = table["villages_with_fibre"] / villages
    table["households_passed"] = apportion(
        TOTALS["households_passed"],
        list(households * reached * (0.98 - 0.12 * remote) * wobble(0.04)),
        caps=[
            math.floor(count * min(0.995, share + 0.04))
            for count, share in zip(households, reached, strict=True)
        ],
    )
    table["households_subscribed"] = apportion(
        TOTALS["households_subscribed"],
        list(table["households_passed"] * (0.82 - 0.55 * remote) * wobble(0.12)),
        caps=[math.floor(0.9 * count) for count in table["households_passed"]],
    )


def _services(table: pd.DataFrame, wobble: Callable[[float], list[float]]) -> None:
    """Teams, accounts, smartphones, applications and files."""
    people, adults, remote = table["population"], table["adults"], table["remote"]

    def share(name: str, weights: pd.Series, within: pd.Series | None = None) -> None:
        caps = None if within is None else [int(count) for count in within]
        table[name] = apportion(TOTALS[name], list(weights), caps=caps)

    # One team in every village, and some at schools, markets and offices.
    extra = apportion(TOTALS["teams"] - TOTALS["villages"], list(people * wobble(0.3)))
    table["teams"] = table["villages"] + extra
    share("team_members", table["teams"] * wobble(0.25))
    share("eid_accounts", adults * (1.05 - 0.45 * remote) * wobble(0.12), adults)
    share("households_with_smartphone", table["households"], table["households"])
    missing = table["households"].sum() - TOTALS["households_with_smartphone"]
    table["households_with_smartphone"] = table["households"] - apportion(
        missing, list(table["households"] * (remote**1.5 + 0.04) * wobble(0.4))
    )
    table["adults_with_epayment"] = adults - apportion(
        TOTALS["adults"] - TOTALS["adults_with_epayment"],
        list(adults * (remote + 0.1) * wobble(0.3)),
        caps=[math.floor(0.4 * count) for count in adults],
    )
    share("adults_with_signature", adults * (1.1 - remote) ** 3 * wobble(0.4), adults)
    share("people_with_apps", people * (0.82 - 0.35 * remote) * wobble(0.1), people)
    share("files", people * (0.56 - 0.2 * remote) * wobble(0.3))
    table["files_online"] = table["files"] - apportion(
        TOTALS["files"] - TOTALS["files_online"],
        list(table["files"] * (0.06 + 0.2 * remote) * wobble(0.5)),
    )
    share("results", table["files"] * wobble(0.01), table["files"])
    table["results_digitised"] = table["results"] - apportion(
        TOTALS["results"] - TOTALS["results_digitised"],
        list(table["results"] * (0.02 + 0.08 * remote) * wobble(0.6)),
    )


def _operators(table: pd.DataFrame, wobble: Callable[[float], list[float]]) -> None:
    """Make what each operator covers alone: never more than any, and together at least any."""
    people, remote = table["population"], table["remote"]
    for operator in OPERATORS:
        lag = LAG[operator] * (0.15 + 3.2 * remote**2) * wobble(0.5)
        covered = (table["people_4g"] * (1 - lag).clip(lower=0)).map(math.floor)
        if operator == "mobifone":  # none of its stations stands in the most remote communes
            covered = covered.where(remote < remote.nlargest(4).min(), 0)
        table[f"people_4g_{operator}"] = covered
        share = covered / table["people_4g"]
        table[f"villages_with_4g_{operator}"] = (table["villages_with_4g"] * share).map(round)
        weights = table["villages_with_fibre"] * FIBRE_SHARE[operator]
        reached = (weights * wobble(0.14)).map(round).clip(upper=table["villages_with_fibre"])
        table[f"villages_with_fibre_{operator}"] = reached
    _close_gaps(table)
    _five_g(table)
    for operator in OPERATORS:
        covered = table[f"people_4g_{operator}"]
        has = covered > 0
        spread = (table["villages"] * 0.4 + people / 2600) * covered / people
        two, three, four, _ = STATIONS[operator]
        floors = [int(flag) for flag in has]
        table[f"stations_4g_{operator}"] = apportion(
            four, list(spread * wobble(0.2)), floors=floors
        )
        table[f"stations_3g_{operator}"] = apportion(three, list(spread * wobble(0.5)))
        table[f"stations_2g_{operator}"] = apportion(
            two, list(spread * (0.3 + remote) * wobble(0.3))
        )
    subscribed = [
        apportion(
            int(row.households_subscribed),
            [
                getattr(row, f"villages_with_fibre_{operator}") * size
                for operator, size in zip(OPERATORS, (0.9, 1.0, 0.35), strict=True)
            ],
        )
        for row in table.itertuples()
    ]
    for column, operator in enumerate(OPERATORS):
        table[f"households_subscribed_{operator}"] = [row[column] for row in subscribed]


def _subscribers(table: pd.DataFrame) -> None:
    """Mobile subscribers, and those whose phones know only 2G: more of them far away.

    Drawn from a seed of their own, so that no other figure depends on them.
    """
    noise = random.Random(SEED + 4)
    people, remote = table["population"], table["remote"]
    wobbles = [1 + 0.08 * (noise.random() - 0.5) for _ in range(len(table))]
    table["subscribers"] = apportion(
        TOTALS["subscribers"], list(people * (0.92 - 0.3 * remote) * wobbles)
    )
    wobbles = [1 + 0.7 * (noise.random() - 0.5) for _ in range(len(table))]
    table["subscribers_with_2g_only"] = apportion(
        TOTALS["subscribers_with_2g_only"],
        list(table["subscribers"] * (0.012 + remote**2) * wobbles),
        caps=[math.floor(0.35 * count) for count in table["subscribers"]],
    )


def regions(table: pd.DataFrame) -> pd.DataFrame:
    """Class the communes as region I, II or III; no list of today's communes has been published.

    Parameters
    ----------
    table
        What :func:`figures` made.

    Returns
    -------
    pandas.DataFrame
        unit_code, unit_name, vintage, region, note. Wards are region I; of the others, the most
        remote are III. Two are left without a class, as lists that are being made have it.
    """
    order = table["remote"].rank(method="first", ascending=False)
    region = order.le(REGION_III).map({True: "III", False: "II"})
    near = table["kind"].eq("phường") | order.gt(len(table) - REGION_I)
    region = region.mask(near, "I")
    unknown = random.Random(SEED + 5).sample(sorted(table.index[~near]), 2)
    listed = pd.DataFrame(
        {
            "unit_code": table.index,
            "unit_name": table["unit_name"].to_numpy(),
            "vintage": "2025-07",
            "region": region.to_numpy(),
            "note": "SỐ LIỆU MINH HỌA",
        }
    )
    return listed[~listed["unit_code"].isin(unknown)].sort_values("unit_code")


REGION_III: Final = 44
"""How many communes are region III."""

REGION_I: Final = 14
"""How many of the least remote units are region I, besides the wards."""

OVER_CLAIMED: Final = 7
"""In how many communes the made-up tests contradict the made-up claims."""

_MONTHS: Final = ("15/7/2025", "15/8/2025", "15/9/2025")
_TESTERS: Final = {
    "viettel": ("Viettel", 0.55),
    "vnpt": ("VinaPhone", 0.33),
    "mobifone": ("MobiFone", 0.12),
}


def speed_tests(table: pd.DataFrame) -> pd.DataFrame:
    """Make up what a tool such as i-Speed would have measured.

    Parameters
    ----------
    table
        What :func:`figures` made.

    Returns
    -------
    pandas.DataFrame
        One row per commune, operator, network (4G, 3G) and month with tests, in the columns of the
        file. Some communes have too few to say anything; in :data:`OVER_CLAIMED` of them far
        fewer tests reach 4G than is declared; far from the centre 4G is slower.
    """
    noise = random.Random(SEED + 6)
    tests = apportion(
        21_000,
        [
            people * (1.1 - remote) ** 2.2 * (0.25 + 1.5 * noise.random())
            for people, remote in zip(table["population"], table["remote"], strict=True)
        ],
    )
    middling = table.index[table["remote"].between(0.25, 0.65)]
    planted = set(noise.sample(sorted(middling), OVER_CLAIMED))
    rows = []
    for (code, unit), count in zip(table.iterrows(), tests, strict=True):
        reached = min(0.998, unit["people_4g"] / unit["population"] + 0.004)
        reached -= 0.25 if code in planted else 0.0
        pace = 64 * (1 - 0.72 * unit["remote"]) * math.exp(0.14 * noise.gauss(0, 1))
        for operator, (name, part) in _TESTERS.items():
            if unit[f"people_4g_{operator}"] == 0:
                continue
            for month in _MONTHS:
                made = round(count * part / len(_MONTHS))
                with_4g = sum(noise.random() < reached for _ in range(made))
                for network, number, speed in (
                    ("4G", with_4g, pace),
                    ("3G", made - with_4g, 6.0),
                ):
                    if number:
                        down = speed * math.exp(0.1 * noise.gauss(0, 1))
                        rows.append((code, unit["unit_name"], name, network, month, number, down))
    columns = ("Mã xã", "Tên xã", "Nhà mạng", "Loại mạng", "Ngày", "Số mẫu", "Tải xuống (Mbps)")
    made_up = pd.DataFrame(rows, columns=list(columns))
    shown = made_up["Tải xuống (Mbps)"].map("{:.2f}".format).str.replace(".", ",")
    return made_up.assign(**{"Tải xuống (Mbps)": shown, "Ghi chú": "SỐ LIỆU MINH HỌA"})


def _close_gaps(table: pd.DataFrame) -> None:
    """Give Viettel what no operator would cover otherwise, so that any ≤ the sum of operators."""
    for quantity in ("people_4g", "villages_with_4g", "villages_with_fibre"):
        total = sum(table[f"{quantity}_{operator}"] for operator in OPERATORS)
        table[f"{quantity}_viettel"] += (table[quantity] - total).clip(lower=0)


def _five_g(table: pd.DataFrame) -> None:
    """5G by operator: Viettel wherever there is any, the others in the larger places."""
    size = table["people_5g"].rank(ascending=False, method="first")
    places = {"viettel": 16, "vnpt": 10, "mobifone": 4}
    part = {"viettel": 0.86, "vnpt": 0.61, "mobifone": 0.33}
    for operator in OPERATORS:
        has = (table["people_5g"] > 0) & (size <= places[operator])
        alone = size > places["vnpt"]
        share = (has * part[operator]).where(~(alone & has), 1.0)
        table[f"people_5g_{operator}"] = (table["people_5g"] * share).map(math.floor)
        table[f"villages_with_5g_{operator}"] = (table["villages_with_5g"] * share).map(math.ceil)
        table[f"stations_5g_{operator}"] = apportion(
            STATIONS[operator][3],
            list(table["people_5g"] * has),
            floors=[int(flag) for flag in has],
        )


def dark_villages(table: pd.DataFrame) -> pd.DataFrame:
    """List every village without 4G; names are neutral inventions.

    Parameters
    ----------
    table
        What :func:`figures` made.

    Returns
    -------
    pandas.DataFrame
        unit_code, unit_name, village, households, people, electricity. In each commune as many
        rows as villages − villages_with_4g, and fewer people than population − people_4g.
    """
    noise = random.Random(SEED + 2)
    rows = []
    for code, unit in table.iterrows():
        count = int(unit["villages"] - unit["villages_with_4g"])
        without = int(unit["population"] - unit["people_4g"])
        usual = unit["population"] / unit["villages"]
        people = apportion(
            min(math.floor(0.8 * without), math.floor(0.85 * usual * count)),
            [0.6 + 0.8 * noise.random() for _ in range(count)],
        )
        numbers = sorted(noise.sample(range(1, int(unit["villages"]) + 1), count))
        for number, residents in zip(numbers, people, strict=True):
            rows.append(
                {
                    "unit_code": code,
                    "unit_name": unit["unit_name"],
                    "village": f"Bản số {number} (minh họa)",
                    "households": round(residents / (4.6 + 0.6 * noise.random())),
                    "people": residents,
                    "electricity": noise.random() > 0.6 * unit["remote"],
                }
            )
    return pd.DataFrame(rows)


def listed_villages(table: pd.DataFrame) -> pd.DataFrame:
    """List the villages without 4G or without fibre, each with an invented position.

    Parameters
    ----------
    table
        What :func:`figures` made.

    Returns
    -------
    pandas.DataFrame
        Columns as a survey has them: commune, village, households, people, grid power, 4G, fibre,
        latitude, longitude. In each commune as many are without 4G, and without fibre, as the
        workbooks say.
    """
    noise = random.Random(SEED + 5)
    dark = dark_villages(table)
    where = units.load_units(province="14")[["lat", "lon", "area_km2"]].to_dict("index")
    rows = []
    for code, unit in table.iterrows():
        own = dark[dark["unit_code"] == code]
        silent = {str(one["village"]): one for one in own.to_dict("records")}
        names = [f"Bản số {one} (minh họa)" for one in range(1, int(unit["villages"]) + 1)]
        others = [name for name in names if name not in silent]
        noise.shuffle(others)
        wireless = int(unit["villages"] - unit["villages_with_fibre"])
        unwired = {*list(silent)[:wireless], *others[: max(wireless - len(silent), 0)]}
        here = where[code]
        spread = math.sqrt(here["area_km2"]) / 2.6 / 111
        for name in (one for one in names if one in unwired or one in silent):
            usual = round(unit["population"] / unit["villages"] * (0.5 + 0.5 * noise.random()))
            known = silent.get(name, {})
            people = int(known.get("people", usual))
            households = int(known.get("households", round(people / 4.9)))
            lat = here["lat"] + spread * (2 * noise.random() - 1)
            lon = here["lon"] + spread * (2 * noise.random() - 1)
            rows.append(
                {
                    "Mã xã": code,
                    "Xã": unit["unit_name"],
                    "Thôn": name,
                    "Số hộ": households,
                    "Số khẩu": people,
                    "Điện lưới": "Có" if known.get("electricity", True) else "Không",
                    "4G": "Không" if name in silent else "Có",
                    "Cáp quang": "Không" if name in unwired else "Có",
                    "Vĩ độ": f"{lat:.5f}",
                    "Kinh độ": f"{lon:.5f}",
                }
            )
    return pd.DataFrame(rows)
