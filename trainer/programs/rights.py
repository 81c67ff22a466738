"""Who may do what in a program. A database server enforces it as well; a file cannot: whoever has it has everything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from trainer.programs.people import Role

Deed = Literal["manage", "assign", "see", "read", "rate", "rescore", "name"]
RIGHTS: Mapping[Deed, frozenset[Role]] = {
    "manage": frozenset({"admin"}),
    "assign": frozenset({"admin", "supervisor"}),
    "see": frozenset({"admin", "supervisor"}),
    "read": frozenset({"admin", "supervisor"}),
    "rate": frozenset({"supervisor"}),
    "rescore": frozenset({"admin", "supervisor"}),
    "name": frozenset({"admin", "supervisor"}),
}
"""manage: people and cohorts; assign: what is asked; see: who stands where; read: free text, which is logged; rate:
reviews; rescore: new runs, and which counts; name: who is behind a pseudonym."""


def may(role: Role, deed: Deed) -> bool:
    return role in RIGHTS[deed]


def who_may(deed: Deed) -> str:
    """`an admin` or `an admin or a supervisor`, for a sentence."""
    return " or ".join(f"a{'n' if role[0] in 'aeiou' else ''} {role}" for role in sorted(RIGHTS[deed]))
