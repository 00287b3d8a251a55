"""What words mean, wherever they stand: quantities, states, units of a list, operators."""
