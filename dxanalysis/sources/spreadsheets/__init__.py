"""Any spreadsheet file as sheets of plain values: xlsx, xls, ods, text."""
