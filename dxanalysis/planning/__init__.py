"""Where to build next: sites under a number or a budget, with a floor and a proven bound."""
