"""What stands around a table and among its headings: what it changes, and what is quoted."""
