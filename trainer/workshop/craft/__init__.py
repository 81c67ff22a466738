"""Checks of craft: what a sound scenario can still do to a trainee, or leave undone."""
