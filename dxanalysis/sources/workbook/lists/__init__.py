"""Tables with a row for each village, station or work, not for each commune."""
