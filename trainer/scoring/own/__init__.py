"""Behaviours that a supervisor adds: fitted on the spot from examples and near misses, and read beside the 24."""
