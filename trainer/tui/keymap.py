"""The keys of the settings: every binding of every screen by its id, and what is wrong with those that take its place.

Nothing is registered: the bindings are those that the classes of the screens and widgets have.
"""

from __future__ import annotations

import pkgutil
import string
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import ModuleType

from textual import widgets
from textual.binding import Binding, InvalidBinding
from textual.dom import DOMNode
from textual.keys import Keys, key_to_character
from textual.screen import Screen

from trainer.library.nearest import or_nearest
from trainer.library.text import shown
from trainer.problems import Place, Problem, in_order
from trainer.tui import screens
from trainer.tui.bindings import EVERYWHERE

ALL = "all"
"""In place of the names of screens: on every one."""
_NAMED = frozenset(key.value for key in Keys if not key.value.startswith("<"))
_SIGNS = frozenset(
    binding.key for sign in string.punctuation.replace(",", "") for binding in Binding.make_bindings([(sign, "")])
) | {"comma", "space"}
_MODIFIERS = frozenset({"ctrl", "alt", "shift", "super", "meta", "hyper"})


@dataclass(frozen=True, slots=True)
class Bound:
    """A binding that can be changed: its id, its keys unless the settings say otherwise, what it does, and the screens
    where it may be active. `typed`: whether one of its keys is a letter or sign."""

    id: str
    keys: tuple[str, ...]
    does: str
    screens: frozenset[str]

    @property
    def typed(self) -> bool:
        return any(_is_typed(key) for key in self.keys)


@cache
def all_bound() -> Mapping[str, Bound]:
    """Every binding with an id, by its id."""
    found: dict[str, Bound] = {}
    declared = [(screen, node.__dict__.get("BINDINGS", ())) for screen, node in nodes()]
    for screen, bindings in (*declared, (ALL, EVERYWHERE)):
        for binding in Binding.make_bindings(bindings):
            if binding.id:
                before = found.get(binding.id)
                keys = (*before.keys, binding.key) if before else (binding.key,)
                where = (before.screens if before else frozenset()) | {screen}
                does = binding.tooltip or binding.description
                found[binding.id] = Bound(binding.id, tuple(dict.fromkeys(keys)), does, where)
    return found


def sound_keys(keys: Mapping[str, str], file: str) -> tuple[dict[str, str], list[Problem]]:
    """What of `keys` can be used, as a keymap, and a problem for everything else: there the default stays."""
    bound = all_bound()
    problems: list[Problem] = []
    sound: dict[str, tuple[str, ...]] = {}

    def problem(code: str, name: str, message: str, remedy: str) -> None:
        problems.append(Problem(code, Place(file), message, remedy, f"$.keys.{shown(name)}"))

    for name, given in keys.items():
        if name not in bound:
            remedy = "The names are in docs/keys.md."
            problem("S001", name, f"No key is called '{shown(name)}'{or_nearest(name, bound)}", remedy)
            continue
        read, strange = _read(given)
        if strange:
            message = f"'{shown(strange)}' is not a key"
            problem("S004", name, message, "Write keys as `ctrl+r`, `f5`, `escape` or `x`; a comma between several.")
        elif any(map(_is_typed, read)) and not bound[name].typed and _types(bound[name]):
            message = f"'{shown(given)}' would be typed, not obeyed: there is a field to write in"
            problem("S004", name, message, "Take a function key, or one with ctrl.")
        else:
            sound[name] = read
    for name in list(sound):
        clash = _clash(name, sound)
        if clash is not None:
            other, key = clash
            message = f"'{shown(key)}' has another task on the same screen: {bound[other].does} ({other})"
            problem("S004", name, message, f"Take another key, or give {other} another one, too.")
            del sound[name]
    return {name: ",".join(read) for name, read in sound.items()}, in_order(problems)


def _read(given: str) -> tuple[tuple[str, ...], str]:
    """The keys as Textual names them, and the first that is none."""
    try:
        keys = tuple(binding.key for binding in Binding.make_bindings([Binding(given, "", "")]))
    except InvalidBinding:
        return (), given
    return keys, next((key for key in keys if not _is_key(key)), "")


def _is_key(key: str) -> bool:
    *modifiers, last = key.split("+")
    known = last in _NAMED or len(last) == 1 or key_to_character(last) is not None
    return known and set(modifiers) <= _MODIFIERS


def _is_typed(key: str) -> bool:
    return len(key) == 1 or key in _SIGNS


def _clash(name: str, sound: Mapping[str, tuple[str, ...]]) -> tuple[str, str] | None:
    """Another binding that may be active at the same time and has one of the keys that `name` is given."""
    bound = all_bound()
    mine = bound[name]
    for key in sound[name]:
        for other in bound.values():
            together = mine.screens & other.screens or ALL in mine.screens | other.screens
            if other.id == name or not together or (key in mine.keys and key in other.keys):
                continue
            if key in sound.get(other.id, other.keys):
                return other.id, key
    return None


def _types(bound: Bound) -> bool:
    """Whether there is a field to write in where the binding is active."""
    return ALL in bound.screens or any(
        issubclass(node, (widgets.Input, widgets.TextArea)) for screen, node in nodes() if screen in bound.screens
    )


@cache
def nodes() -> tuple[tuple[str, type[DOMNode]], ...]:
    """(name of the screen, class) for every class of ours that may be on it."""
    found: list[tuple[str, type[DOMNode]]] = []
    for info in pkgutil.iter_modules(screens.__path__, f"{screens.__name__}."):
        module = import_module(info.name)
        found += [(info.name.rpartition(".")[2], node) for node in _classes(module, set())]
    return tuple(found)


def _classes(module: ModuleType, seen: set[str]) -> Iterator[type[DOMNode]]:
    """The classes that a module has or names, and so on in the widgets it takes them from."""
    seen.add(module.__name__)
    for value in vars(module).values():
        if not isinstance(value, type) or not issubclass(value, DOMNode):
            continue
        if value.__module__ == module.__name__:
            yield value
        elif value.__module__.startswith("trainer.tui.widgets") and value.__module__ not in seen:
            yield from _classes(sys.modules[value.__module__], seen)


def screen_classes() -> Mapping[str, tuple[type[Screen[object]], ...]]:
    """The screens there are, by the file they are in."""
    found: dict[str, tuple[type[Screen[object]], ...]] = {}
    for name, node in nodes():
        if issubclass(node, Screen) and node.__module__.endswith(f"screens.{name}"):
            found[name] = (*found.get(name, ()), node)
    return found
