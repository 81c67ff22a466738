"""The shipped probes: pairs that mean the same, and attacks, each with a patient to answer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any

from trainer.scoring.probes.noise import NOISES
from trainer.scoring.reading import Context

FOLDER = Path(__file__).parent
_NOISED = "paraphrase"
"""The kind of pairs whose first responses are also read with noise."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One response in two wordings that should earn the same level."""

    id: str
    kind: str
    context: Context
    response: str
    changed: str


@dataclass(frozen=True, slots=True)
class Attack:
    """A response that looks like more than it is."""

    id: str
    kind: str
    context: Context
    response: str


@dataclass(frozen=True, slots=True)
class Suite:
    pairs: tuple[Pair, ...]
    attacks: tuple[Attack, ...]


def load_suite(folder: Path = FOLDER) -> Suite:
    """All probes: what is stored, and the noise made from it. Raises OSError where the installation is broken."""
    contexts = {row["id"]: _context(row) for row in _rows(folder / "contexts.jsonl")}
    stored = [
        Pair(row["id"], row["kind"], contexts[row["context"]], row["response"], row["changed"])
        for row in _rows(folder / "pairs.jsonl")
    ]
    noised = [
        Pair(pair.id.replace(_NOISED, kind), kind, pair.context, pair.response, noise(pair.response))
        for kind, noise in NOISES.items()
        for pair in stored
        if pair.kind == _NOISED
    ]
    attacks = [
        Attack(row["id"], row["kind"], contexts[row["context"]], _response(row))
        for row in _rows(folder / "attacks.jsonl")
    ]
    return Suite((*stored, *noised), tuple(attacks))


def _context(row: Mapping[str, Any]) -> Context:
    history = tuple((speaker, text) for speaker, text in row["history"])
    return Context(patient=row["patient"], background=row["background"], history=history)


def _response(row: Mapping[str, Any]) -> str:
    """The stored text, or phrases repeated until there are `words` of them."""
    if "response" in row:
        return str(row["response"])
    words: list[str] = []
    for phrase in cycle(row["repeat"]):
        words += phrase.split()
        if len(words) >= row["words"]:
            break
    return " ".join(words[: row["words"]])


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
