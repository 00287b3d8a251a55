"""Make ``tests/reference/terrain_links.csv``: what two other programs say of 2,000 links.

It was run once and is kept so that the values can be made again. It needs two programs that are
no dependencies of this project, and takes nothing of them but numbers:

- crc-covlib 4.6.2 (Communications Research Centre Canada, MIT), built with its Makefile; it reads
  the tile and cuts its profiles itself, and computes the whole of ITU-R P.1812 for 50 % of time
  and places, without clutter, with its default radio climate (its ITU maps were not installed).
- Py1812 at commit a5205e6 (OFCOM, Switzerland): the functions ``dl_bull`` and ``dl_delta_bull`` of
  ITU-R P.1812-6 on profiles cut here. They use none of its digital maps: an empty file of maps
  (``P1812.npz``) will do.

The tile is the digital elevation model ``jacksboro_fault_dem.npz`` that matplotlib ships.

    python benchmarks/terrain_reference.py WRAPPER_FOLDER PY1812_SRC_FOLDER
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from matplotlib import cbook

from dxanalysis.terrain.elevation import Elevation, elevation_from_array, profile
from dxanalysis.terrain.propagation import effective_earth_radius_km

if TYPE_CHECKING:
    from types import ModuleType

LINKS = 2_000
OUT = Path(__file__).parent.parent / "tests" / "reference" / "terrain_links.csv"


def choose_links(
    generator: np.random.Generator, extent: tuple[float, float, float, float]
) -> pd.DataFrame:
    """Choose stations and receivers on the tile, 0.3 to 15 km apart."""
    west, south, east, north = extent
    found = []
    while len(found) < LINKS:
        lon, lat = generator.uniform(west, east), generator.uniform(south, north)
        bearing, far = generator.uniform(0, 2 * np.pi), generator.uniform(0.3, 15) / 111.2
        other = lon + far * np.sin(bearing) / np.cos(np.radians(lat)), lat + far * np.cos(bearing)
        if west < other[0] < east and south < other[1] < north:
            found.append([lon, lat, *other])
    names = ["tx_lon", "tx_lat", "rx_lon", "rx_lat"]
    links = pd.DataFrame(found, columns=names).round(6)
    links["frequency_mhz"] = generator.choice([700, 800, 900, 1800, 2100, 2600, 3500], LINKS)
    links["transmitter_m"] = generator.choice([20.0, 30.0, 45.0, 60.0], LINKS)
    links["receiver_m"] = generator.choice([1.5, 1.5, 3.0], LINKS)
    return links


def read_tile() -> tuple[Elevation, tuple[float, float, float, float]]:
    """Take the tile, and west, south, east and north of the middles of its outer cells."""
    tile = cbook.get_sample_data("jacksboro_fault_dem.npz")
    heights, step = tile["elevation"], float(tile["dx"])
    rows, columns = heights.shape
    # The names of the tile's two latitudes are exchanged; its rows run from north to south.
    west, north = float(tile["xmin"]), float(tile["ymin"])
    ground = elevation_from_array(heights, west=west - step / 2, north=north + step / 2, step=step)
    return ground, (west, north - (rows - 1) * step, west + (columns - 1) * step, north)


def other_program(covlib: ModuleType) -> Any:  # noqa: ANN401 (it has no types)
    """Set up crc-covlib with the tile."""
    ground, (west, south, east, north) = read_tile()
    rows, columns = ground.shape
    one = covlib.Simulation()
    one.SetPropagationModel(covlib.PropagationModel.ITU_R_P_1812)
    custom = covlib.TerrainElevDataSource.TERR_ELEV_CUSTOM
    one.SetPrimaryTerrainElevDataSource(custom)
    one.SetTerrainElevDataSourceSamplingMethod(custom, covlib.SamplingMethod.BILINEAR_INTERPOLATION)
    one.SetTerrainElevDataSamplingResolution(90)
    from_south = ground.heights_m[::-1].ravel().tolist()
    assert one.AddCustomTerrainElevData(south, west, north, east, columns, rows, from_south)
    one.SetResultType(covlib.ResultType.PATH_LOSS_DB)
    one.SetTransmitterPolarization(covlib.Polarization.VERTICAL_POL)
    return one


def main() -> None:
    sys.path[:0] = sys.argv[1:3]
    covlib, py1812 = import_module("crc_covlib.simulation"), import_module("Py1812.P1812")
    ground, extent = read_tile()
    links = choose_links(np.random.default_rng(20), extent)
    one = other_program(covlib)
    radius = effective_earth_radius_km(45.0)
    values = []
    for link in links.itertuples():
        one.SetTransmitterLocation(link.tx_lat, link.tx_lon)
        one.SetTransmitterHeight(link.transmitter_m)
        one.SetTransmitterFrequency(float(link.frequency_mhz))
        one.SetReceiverHeightAboveGround(link.receiver_m)
        whole = one.GenerateReceptionPointDetailedResult(link.rx_lat, link.rx_lon).pathLoss_dB
        cut = profile(
            ground, start=(link.tx_lon, link.tx_lat), end=(link.rx_lon, link.rx_lat), step_m=90
        )
        d, h, ghz = cut.distances_km, cut.heights_m, link.frequency_mhz / 1000
        smooth = py1812.smooth_earth_heights(
            d, h, np.zeros_like(h), link.transmitter_m, link.receiver_m, radius, ghz
        )
        ends = h[0] + link.transmitter_m, h[-1] + link.receiver_m
        loss, edge, *_ = py1812.dl_delta_bull(
            d, h.copy(), *ends, smooth[4], smooth[5], radius, ghz, 0.0, 0
        )
        values.append([whole, edge, loss[1]])
    links[["p1812_db", "bullington_db", "diffraction_db"]] = np.round(values, 4)
    OUT.parent.mkdir(exist_ok=True)
    links.to_csv(OUT, index=False, lineterminator="\n")
    print(f"{OUT}: {LINKS} links")


if __name__ == "__main__":
    main()
