"""Traps: a figure stands near the one sought, or under its words, and is another one."""
