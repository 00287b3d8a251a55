"""Borders, prepared once: shared arcs, simplified, checked, kept."""
