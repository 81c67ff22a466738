"""Stored attempts scored again."""
