"""Cells as figures: numbers, their marks and units, and what contradicts itself."""
