"""Printing JSON: the same bytes for the same values, on any terminal and in any locale."""

from __future__ import annotations

import json

import click


def print_json(value: object) -> None:
    """Print `value` as indented ASCII JSON, keys in the order given."""
    click.echo(json.dumps(value, indent=2, ensure_ascii=True, allow_nan=False))
