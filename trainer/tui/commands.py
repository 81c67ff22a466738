"""The command palette: every key of the screen, and every scenario."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.screen import Screen

from trainer.library.text import shown
from trainer.tui.widgets.scenario_list import ScenarioList


@dataclass(frozen=True, slots=True)
class Command:
    """Something a key does. `key` is as the footer shows it; `action` can be run from `namespace`. `grouped`: the
    footer has one word for several keys."""

    key: str
    name: str
    does: str
    action: str
    namespace: object
    grouped: bool = False


def commands_of(screen: Screen[object]) -> Iterator[Command]:
    """What the keys of this screen do now, each once; those shown in the footer."""
    seen = set()
    for namespace, binding, enabled, tooltip in screen.active_bindings.values():
        if not binding.show or not enabled or binding.system or binding.action in seen:
            continue
        seen.add(binding.action)
        key = screen.app.get_key_display(binding)
        does = tooltip or binding.description
        yield Command(key, binding.description, does, binding.action, namespace, grouped=binding.group is not None)


def key_of(screen: Screen[Any], action: str) -> str:
    """The key that does this on the screen now, as the footer shows it; empty where none does."""
    for _namespace, binding, _enabled, _tooltip in screen.active_bindings.values():
        if binding.action == action:
            return screen.app.get_key_display(binding)
    return ""


def keys_of(screen: Screen[object]) -> list[tuple[str, str]]:
    """(all its keys in words, what it does) for the help: those of the footer, and those that hold everywhere."""
    keys: dict[str, list[str]] = {}
    does: dict[str, str] = {}
    for _namespace, binding, enabled, tooltip in screen.active_bindings.values():
        if binding.id and binding.tooltip and enabled:
            keys.setdefault(binding.action, []).append(in_words(binding.key))
            does[binding.action] = tooltip or binding.tooltip
    listed = [(" or ".join(dict.fromkeys(keys[action])), words) for action, words in does.items()]
    if any("tab" in held for held in keys.values()):
        return listed
    return [*listed, ("tab", "To the next part of the screen")]


_NAMES = {"question_mark": "?", "slash": "/", "escape": "esc", "pageup": "page up", "pagedown": "page down"}


def in_words(key: str) -> str:
    """A key as somebody would say it: `ctrl+s`, `page up`, `?`."""
    return _NAMES.get(key, key.replace("_", " "))


class KeyCommands(Provider):
    """What the keys do, for those who rather search."""

    async def discover(self) -> Hits:
        for command in commands_of(self.screen):
            yield DiscoveryHit(_name(command), partial(self._run, command), text=command.name, help=command.does)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for command in commands_of(self.screen):
            score = max(matcher.match(command.name), matcher.match(command.does))
            if score > 0:
                yield Hit(score, _name(command), partial(self._run, command), text=command.name, help=command.does)

    async def _run(self, command: Command) -> None:
        namespace = command.namespace
        await self.app.run_action(command.action, namespace)  # type: ignore[arg-type]


class ScenarioCommands(Provider):
    """Opens the briefing of a scenario, from the library."""

    async def discover(self) -> Hits:
        for name, scenario_id in self._scenarios():
            yield DiscoveryHit(Content(name), partial(self._open, scenario_id), text=name, help="Open the briefing")

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for name, scenario_id in self._scenarios():
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, Content(name), partial(self._open, scenario_id), text=name, help="Open the briefing")

    def _scenarios(self) -> Iterator[tuple[str, str]]:
        for scenarios in self.screen.query(ScenarioList):
            for row in scenarios.scenarios:
                yield f"Patient: {shown(row.title, 70)}", row.scenario_id

    def _open(self, scenario_id: str) -> None:
        for scenarios in self.screen.query(ScenarioList):
            scenarios.post_message(ScenarioList.ScenarioChosen(scenario_id))


def _name(command: Command) -> Content:
    return Content.assemble(command.name, "  ", (command.key, "$quiet"))
