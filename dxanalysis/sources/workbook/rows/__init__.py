"""Which unit each row is, and which rows are left out: totals, states, remarks."""
