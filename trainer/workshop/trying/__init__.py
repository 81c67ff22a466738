"""Trying behaviours and criteria on responses of which it is known how they should be read."""
