"""Sheets as they were sent, brought into the form that tables are found in."""
