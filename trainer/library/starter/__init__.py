"""The scenario that a new author begins with: written out, commented, to be overwritten."""
