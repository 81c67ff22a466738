"""What every page is made with: texts escaped, unknown names refused."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from trainer.library.text import clean
from trainer.reports.rounding import level, percent, two_digits, with_range

TEMPLATES = Path(__file__).parent / "templates"


def page_environment() -> Environment:
    """An environment that finds the templates of all pages."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(clean=clean, two_digits=two_digits, percent=percent, with_range=with_range, level=level)
    return environment
