"""Which problems to tell: `--select` and `--ignore`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trainer.cli.exits import ExitCode
from trainer.cli.failing import CommandError
from trainer.library.nearest import nearest
from trainer.library.text import shown
from trainer.problems import CODES

UNREADABLE = frozenset({"F001", "F002"})
"""What is absent or unreadable is told whatever is chosen: nobody looked into it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Codes, or what codes begin with. Nothing selected: all. What is ignored is left out of what is selected."""

    selected: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()

    def takes(self, code: str) -> bool:
        if code in UNREADABLE:
            return True
        return (not self.selected or code.startswith(self.selected)) and not code.startswith(self.ignored)


def choice_of(select: Iterable[str], ignore: Iterable[str]) -> Choice:
    """The choice that was typed. Raises CommandError for what no code begins with."""
    return Choice(_codes("--select", select), _codes("--ignore", ignore))


def _codes(option: str, typed: Iterable[str]) -> tuple[str, ...]:
    codes = [code.strip().upper() for value in typed for code in value.split(",") if code.strip()]
    for code in codes:
        if not any(known.startswith(code) for known in CODES):
            near = nearest(code, CODES)
            meant = f": did you mean {near}?" if near else ""
            raise CommandError(
                f"{option}: no code begins with '{shown(code)}'{meant}",
                remedy="docs/problems.md lists them; the beginning of a code stands for all that begin so.",
                code=ExitCode.USAGE,
            )
    return tuple(codes)
