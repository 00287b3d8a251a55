"""What titles, subtitles and the names of sheets say of the tables below them."""
