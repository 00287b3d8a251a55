"""Layers of shapes from files that come from outside, one module for each kind of file.

GeoJSON, TopoJSON, KML and GeoPackage are read by strict readers of their own on json, expat and
sqlite3, for GDAL goes by a file's content and some of its formats name further files, addresses or
commands. Shapefiles and OpenStreetMap extracts are left to GDAL (:mod:`.gdal`), with no other
driver at hand.
"""
