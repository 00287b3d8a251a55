"""Ordinary forms: what is hard is how they are arranged or written, or who sends them."""
