"""Measurements: speed tests, radio cells, people rasters, facilities."""
