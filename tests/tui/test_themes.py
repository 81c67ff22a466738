"""Words can be read in every theme: contrast as WCAG counts it."""

from __future__ import annotations

import pytest
from textual.color import Color

from trainer.tui.themes import THEMES


def luminance(colour: str | None) -> float:
    assert colour is not None
    parts = Color.parse(colour).normalized
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str | None, other: str | None) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("name", "least"), [("dark", 4.5), ("light", 4.5), ("high-contrast", 7.0)])
def test_contrast(name: str, least: float) -> None:
    theme = THEMES[name][1]
    words: dict[str, str | None] = {
        "foreground": theme.foreground,
        "primary": theme.primary,
        "secondary": theme.secondary,
        "success": theme.success,
        "error": theme.error,
        "quiet": theme.variables["quiet"],
    }
    weak = {
        (word, ground): round(contrast(colour, ground), 1)
        for word, colour in words.items()
        for ground in (theme.background, theme.surface)
        if contrast(colour, ground) < least
    }
    assert not weak
    marked = theme.variables["block-cursor-background"]
    assert contrast(theme.variables["block-cursor-foreground"], marked) >= least
    assert contrast(theme.variables["quiet"], marked) >= least
