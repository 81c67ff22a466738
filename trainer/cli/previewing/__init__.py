"""Previewing a scenario as lines."""
