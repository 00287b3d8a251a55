"""What a batch remembers: keys, the log of a run, the lock."""
