"""Probes of a reader's robustness: changes that must not move a level, and attacks that must not earn one."""
