"""The last line of every screen: what the keys do now."""

from __future__ import annotations

from textual.screen import Screen
from textual.widgets import Footer


class KeyLine(Footer):
    """A Footer that is made anew only where it would say something else: no key makes it flicker."""

    def __init__(self) -> None:
        super().__init__(compact=True)
        self._said: tuple[tuple[str, str, bool], ...] = ()

    def bindings_changed(self, screen: Screen[object]) -> None:
        says = tuple(
            (self.app.get_key_display(binding), binding.description, enabled)
            for _node, binding, enabled, _tooltip in screen.active_bindings.values()
            if binding.show
        )
        if says != self._said:
            self._said = says
            super().bindings_changed(screen)
