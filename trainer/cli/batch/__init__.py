"""Batch scoring: JSON lines in, JSON lines out, in order and as they come."""
