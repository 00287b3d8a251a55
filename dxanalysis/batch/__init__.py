"""One notebook per area, run in a batch, and the site made of what comes out."""
