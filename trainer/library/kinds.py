"""The three kinds of file in a library, told apart by their keys."""

from __future__ import annotations

from typing import Literal

from trainer.library.behaviour import Behaviour
from trainer.library.document import Document
from trainer.library.nearest import nearest
from trainer.library.rubric import Rubric
from trainer.library.scenario import Scenario
from trainer.library.shape_fields import keys_of
from trainer.library.text import shown
from trainer.problems import Problem

Kind = Literal["scenario", "rubric", "behaviour"]
Item = Scenario | Rubric | Behaviour

SHAPES: dict[Kind, type[Item]] = {"scenario": Scenario, "rubric": Rubric, "behaviour": Behaviour}
TELLING_KEYS: dict[str, Kind] = {"moments": "scenario", "criteria": "rubric", "examples": "behaviour"}
_ENOUGH_KEYS = 3


def kind_of(document: Document) -> Kind | Problem:
    """Return the kind of a document: by its telling key, else by one that is misspelt, else by the keys it shares."""
    root = document.root
    if root is None:
        return document.value.problem("F005", "the file is empty", "Write a scenario, a rubric or a behaviour in it.")
    if not isinstance(root, dict):
        what = "a list" if isinstance(root, tuple) else "a single value"
        return document.value.problem(
            "F006", f"{what} stands here, keys and values are needed", "Begin with `id: …`, each key on its own line."
        )
    keys = [key for key in root if isinstance(key, str)]
    for key, kind in TELLING_KEYS.items():
        if key in keys:
            return kind
    shared = {kind: len(set(keys) & set(keys_of(shape)) - _COMMON) for kind, shape in SHAPES.items()}
    likely = max(shared, key=lambda kind: shared[kind])
    if shared[likely] >= _ENOUGH_KEYS:
        return likely
    for written in keys:
        meant = nearest(written, TELLING_KEYS)
        if meant:
            return TELLING_KEYS[meant]
    listed = ", ".join(f"'{shown(key)}'" for key in keys[:5]) or "none"
    return document.value.problem(
        "F006",
        f"no scenario (key 'moments'), no rubric ('criteria') and no behaviour ('examples'); keys here: {listed}",
        "Add the key, or keep the file outside the library.",
    )


_COMMON = {"id", "version", "title", "summary", "sources"}
