"""Layouts of the held half, which the reader was not written beside; they may be absent."""
