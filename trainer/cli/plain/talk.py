"""Where plain mode's lines go out and come in. Nothing is drawn: every line is written once, from top to bottom."""

from __future__ import annotations

from typing import TextIO

import click

from trainer.cli.plain.wrapping import wrapped
from trainer.cli.terminal import is_terminal
from trainer.library.text import clean


class Talk:
    """Lines out, wrapped to `width`, and lines in."""

    def __init__(self, incoming: TextIO | None, outgoing: TextIO, width: int) -> None:
        self._incoming = incoming
        self._outgoing = outgoing
        self._width = width
        self._told: set[str] = set()

    @property
    def by_hand(self) -> bool:
        """Whether somebody types at a terminal, who can be asked to press Enter."""
        return is_terminal(self._incoming)

    def first_time(self, what: str) -> bool:
        """Whether this is said for the first time: what is said again and again is said in full once."""
        if what in self._told:
            return False
        self._told.add(what)
        return True

    def say(self, text: str) -> None:
        """A paragraph; nothing where there are no words."""
        if text.strip():
            self._write(wrapped(text, width=self._width))

    def item(self, text: str) -> None:
        """A line of a list."""
        self._write(wrapped(text, indent="  ", width=self._width))

    def heading(self, text: str) -> None:
        """A line that begins a section: a blank line before it, a full stop for the ear after it."""
        self.gap()
        self.say(text if text.endswith((".", ":", "?", "!")) else f"{text}.")

    def speech(self, name: str, text: str) -> None:
        """Somebody's words, labelled with the name."""
        self.gap()
        self.say(f"{name}: {text.strip()}")

    def gap(self) -> None:
        self._write("")

    def read(self) -> str | None:
        """The next line that comes in, clean and without its line feed; None where no more comes."""
        if self._incoming is None:
            return None
        line = self._incoming.readline()
        return clean(line.removesuffix("\n")) if line else None

    def ask(self, question: str) -> str | None:
        """Say a question and return the line that answers it, trimmed; None where no more comes."""
        self.say(question)
        line = self.read()
        return None if line is None else line.strip()

    def _write(self, text: str) -> None:
        click.echo(text, file=self._outgoing)
