"""Reviews at the command line."""
