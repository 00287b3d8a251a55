"""Reading what a planner receives: one module for each kind of file."""
