"""The catalogues, as data: indicators, targets, column headings and corrections of sources."""
