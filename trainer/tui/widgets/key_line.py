"""The last line of every screen: what the keys do now."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Footer
from textual.widgets._footer import FooterKey


class KeyLine(Footer):
    """A Footer that is made anew only where it would say something else: no key makes it flicker.

    Where there are more keys than fit, those give way whose actions the screen names in a class variable `GIVES_WAY`,
    the first of these first. They still work, and the help tells them all.
    """

    def __init__(self) -> None:
        super().__init__(compact=True)
        self._said: tuple[tuple[str, str, bool], ...] = ()
        self._left_out: frozenset[str] = frozenset()

    def bindings_changed(self, screen: Screen[object]) -> None:
        says = tuple(
            (self.app.get_key_display(binding), binding.description, enabled)
            for _node, binding, enabled, _tooltip in screen.active_bindings.values()
            if binding.show
        )
        if says != self._said:
            self._said = says
            super().bindings_changed(screen)

    def compose(self) -> ComposeResult:
        self._left_out = self._giving_way()
        for part in super().compose():
            if not (isinstance(part, FooterKey) and part.action in self._left_out):
                yield part

    def on_resize(self, event: Resize) -> None:
        if self._giving_way(event.size.width) != self._left_out:
            self.call_after_refresh(self.recompose)

    def _giving_way(self, width: int = 0) -> frozenset[str]:
        """The actions that are left out at this width, else at that of the screen."""
        wide = dict(self._widths())
        room = (width or self.app.size.width) + 1 - sum(wide.values()) - self._search_width()
        left_out = []
        for action in getattr(self.screen, "GIVES_WAY", ()):
            if room < 0 and action in wide:
                left_out.append(action)
                room += wide[action]
        return frozenset(left_out)

    def _search_width(self) -> int:
        """The room that the key of the palette takes at the right end, where the styles show it."""
        if self.screen.has_class("-close") or self.screen.has_class("-narrow"):
            return 0
        found = self.screen.active_bindings.get(self.app.COMMAND_PALETTE_BINDING)
        return 0 if found is None else len(self.app.get_key_display(found.binding)) + len(found.binding.description) + 3

    def _widths(self) -> Iterator[tuple[str, int]]:
        """How much room the key and the word of each action take, with the gap to the next."""
        seen = set()
        for _node, binding, _enabled, _tooltip in self.screen.active_bindings.values():
            if binding.show and binding.action not in seen:
                seen.add(binding.action)
                word = 0 if binding.group is not None else len(binding.description) + 1
                yield binding.action, len(self.app.get_key_display(binding)) + word + 1
