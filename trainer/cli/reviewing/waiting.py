"""What is left out because whoever looks is to rate it first, without having seen the reading."""

from __future__ import annotations

from trainer.cli.failing import tell
from trainer.cli.people.days import counted


def tell_waiting(many: int) -> None:
    """Say how many attempts are left out, if any are."""
    if many:
        verb = "waits" if many == 1 else "wait"
        tell(
            f"{counted(many, 'attempt')} {verb} for your rating: what was read of such an attempt is shown to you once "
            "you have rated it",
            remedy="`trainer review next` gives you one.",
        )
