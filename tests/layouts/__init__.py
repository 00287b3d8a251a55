"""
Workbooks as offices lay them out, with the truth of each, and a scorer of the reader.

Nothing here uses or imitates the code of the reader: a layout says what a careful person would
take from its sheet, and the scorer compares that with what the reader took.

The layouts are in three packages, in modules that are named after what is hard:

- ``forms``: how a table is arranged or written, or who sends it, is unusual;
- ``traps``: a figure stands near the one sought, or under its words, and is another one;
- ``held``: layouts that the reader was not written beside.

A new one is a function with the decorator of ``registry``, in the module that it is most like; a
new module is found by itself. What layouts share is beside the packages: ``rows``, ``across`` and
``notes`` write cells and note what they say; ``shared_columns``, ``who_and_when``, ``villages``,
``groups`` and ``made_up`` have what they write.
"""
