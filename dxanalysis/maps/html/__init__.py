"""The page of a map: its document, data and assets."""
