"""Widgets: parts of screens that know what they show and nothing of where it came from."""
