"""Packing and unpacking, as the user sees it."""
