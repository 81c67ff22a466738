"""Asking before something that cannot be taken back."""

from __future__ import annotations

import click


def agreed(yes: bool, question: str) -> bool:
    """Whether it is to be done: said beforehand with --yes, or asked now. Where nobody answers, it is not."""
    if yes:
        return True
    try:
        done: bool = click.confirm(question, default=False, err=True)
    except click.Abort:
        done = False
    if not done:
        click.echo("Nothing was done.", err=True)
    return done
