"""Which quantity, operator and date each column holds, and which are not read."""
