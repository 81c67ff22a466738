"""How much one response may hold."""

from __future__ import annotations

LONGEST_RESPONSE = 20_000
"""Characters, after cleaning."""
