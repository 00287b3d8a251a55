"""Tables and results shown in notebooks and pages."""
