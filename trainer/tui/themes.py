"""Three calm themes: dark, light, and one of high contrast. Styles use their variables and nothing else."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="trainer-dark",
    primary="#8fb8c9",
    secondary="#c9b08f",
    accent="#a7c4a0",
    success="#9cc29a",
    warning="#d9b877",
    error="#d99a8b",
    foreground="#dcdedb",
    background="#1a1e21",
    surface="#20262a",
    panel="#2a3136",
    dark=True,
    variables={
        "block-cursor-background": "#33434b",
        "block-cursor-foreground": "#f1f2ef",
        "block-cursor-text-style": "none",
        "footer-background": "#20262a",
        "footer-key-foreground": "#a9cddb",
        "footer-description-foreground": "#b9bdba",
        "input-selection-background": "#8fb8c9 35%",
        "border": "#8fb8c9",
        "border-blurred": "#414b51",
        "quiet": "#acb3b1",
    },
)

LIGHT = Theme(
    name="trainer-light",
    primary="#2b5f74",
    secondary="#7a5a26",
    accent="#3f6b45",
    success="#35693c",
    warning="#7d5700",
    error="#9a3b2c",
    foreground="#262b2d",
    background="#f6f4ee",
    surface="#efece4",
    panel="#e5e1d6",
    dark=False,
    variables={
        "block-cursor-background": "#d3e0e2",
        "block-cursor-foreground": "#1c2224",
        "block-cursor-text-style": "none",
        "footer-background": "#e9e6dc",
        "footer-key-foreground": "#235468",
        "footer-description-foreground": "#4b5254",
        "input-selection-background": "#2b5f74 25%",
        "border": "#2b5f74",
        "border-blurred": "#bdb8aa",
        "quiet": "#5a6163",
    },
)

HIGH_CONTRAST = Theme(
    name="trainer-high-contrast",
    primary="#7fdfff",
    secondary="#ffd75f",
    accent="#9cff9c",
    success="#9cff9c",
    warning="#ffd75f",
    error="#ff9f8f",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#3a3a3a",
    dark=True,
    text_alpha=1.0,
    variables={
        "block-cursor-background": "#0a3f66",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-text-style": "bold",
        "footer-background": "#000000",
        "footer-key-foreground": "#ffd75f",
        "footer-description-foreground": "#ffffff",
        "input-selection-background": "#ffffff 45%",
        "border": "#ffffff",
        "border-blurred": "#c0c0c0",
        "quiet": "#ffffff",
    },
)

THEMES: dict[str, tuple[str, Theme]] = {
    "dark": ("Dark", DARK),
    "light": ("Light", LIGHT),
    "high-contrast": ("High contrast", HIGH_CONTRAST),
}
"""What a person calls a theme (also in settings), its title, and the theme."""
