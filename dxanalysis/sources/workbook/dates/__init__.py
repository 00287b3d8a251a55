"""What day figures are of: dates in words and numbers, and the words around them."""
