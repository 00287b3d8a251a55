"""From the workbooks of operators and agencies to pages that say where coverage is missing."""
