"""Forms that each commune fills in, brought together into tables."""
