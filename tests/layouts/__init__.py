"""
Workbooks as offices lay them out, with the truth of each, and a scorer of the reader.

Nothing here uses or imitates the code of the reader: a layout says what a careful person would
take from its sheet, and the scorer compares that with what the reader took.
"""
