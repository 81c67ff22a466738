"""What a trainee should know of where their records go: quiet, and not there while there is nothing to say."""

from __future__ import annotations

from trainer.tui.widgets.words import Words


class Notice(Words):
    """A sentence or two, which come and go."""

    def __init__(self) -> None:
        super().__init__(id="sending")

    def tell(self, words: str) -> None:
        """Say this, or nothing more."""
        self.show(words)
        self.set_class(bool(words), "-told")
