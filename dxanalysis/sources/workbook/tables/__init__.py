"""Where tables lie in a sheet, and what kind of row each of theirs is."""
