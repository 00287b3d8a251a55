"""What a station can reach over the terrain: elevation, diffraction, coverage, profiles.

Positions of stations stay on the machine. What leaves it are shares by unit, in bands
(:mod:`dxanalysis.terrain.sharing`).
"""
