"""Studies of the observations: groups, inequality, priorities, claims, trends."""
