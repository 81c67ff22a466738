"""Stored attempts scored again, in a new run beside the old."""
