"""The keys that hold on every screen."""

from __future__ import annotations

from textual.binding import Binding

PALETTE = "app-palette"
HELP = Binding("f1,question_mark", "app.help", "Help", id="app-help", key_display="f1", tooltip="What the keys do")
"""Of the app, and again of each screen that covers another: there the app's own keys do not reach."""
EVERYWHERE = (
    HELP,
    Binding("ctrl+q", "quit", "Quit", id="app-quit", priority=True, tooltip="Leave; everything is kept"),
    Binding(
        "ctrl+p",
        "command_palette",
        "Search",
        id=PALETTE,
        show=False,
        priority=True,
        tooltip="Search keys and patients; change the colours",
    ),
)
