"""A text while it is written: its outline and its colours, whether or not it can be read yet."""
