"""The panes of the workshop."""
