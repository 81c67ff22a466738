"""Examples as tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from trainer.scoring.encoding import Encoding, Window
from trainer.scoring.evaluation.pairs import pairs
from trainer.scoring.spelling import Spelling
from trainer.scoring.training.examples import Labelled
from trainer.scoring.training.noise import roughened
from trainer.scoring.training.spoiled import Spoiler

SIMILAR_LENGTHS = 12
ROUGH_SHARE = 0.35


@dataclass(frozen=True, slots=True)
class Batch:
    """Ids, masks and targets of some examples. `token_mask` is 1 where the clause labels are known."""

    ids: Tensor
    attention: Tensor
    response: Tensor
    tokens: Tensor
    token_mask: Tensor
    behaviours: Tensor
    level: Tensor
    twins: Tensor
    """[pairs, 2]: rows that share most of their words and do different things."""


def plain_batches(
    examples: Sequence[Labelled], encoding: Encoding, behaviours: Sequence[str], size: int = 32
) -> Iterator[Batch]:
    """All examples in their order, as they stand: for prediction."""
    for start in range(0, len(examples), size):
        yield _stack([(example, True) for example in examples[start : start + size]], encoding, behaviours)


def shuffled_batches(
    examples: Sequence[Labelled],
    encoding: Encoding,
    behaviours: Sequence[str],
    source: random.Random,
    spelling: Spelling,
    spoiler: Spoiler,
    spoiled_share: float,
    size: int = 16,
) -> Iterator[Batch]:
    """One epoch: shuffled, neighbours of similar length together, some responses roughened, a few spoiled.

    The two of a contrast stay in one batch.
    """
    units = together(examples)
    source.shuffle(units)
    order = [example for unit in units for example in unit]
    batches: list[list[Labelled]] = []
    for start in range(0, len(order), size * SIMILAR_LENGTHS):
        chunk = _by_length(order[start : start + size * SIMILAR_LENGTHS])
        rows = [chunk[at : at + size] for at in range(0, len(chunk), size)]
        source.shuffle(rows)
        batches.extend(rows)
    for batch in batches:
        varied = [_varied(example, source, spelling, spoiler, spoiled_share) for example in batch]
        yield _stack(varied, encoding, behaviours)


def _varied(
    example: Labelled, source: random.Random, spelling: Spelling, spoiler: Spoiler, spoiled_share: float
) -> tuple[Labelled, bool]:
    """The example with parts of its context dropped now and then; False where its clauses no longer stand."""
    context = example.context
    if source.random() < 0.3:
        context = replace(context, background="")
    if source.random() < 0.3:
        context = replace(context, history=())
    example, chance = replace(example, context=context), source.random()
    if chance < spoiled_share:
        return spoiler.spoil(example, source), False
    if chance < spoiled_share + ROUGH_SHARE:
        return replace(example, response=spelling.mended(roughened(example.response, source)).text), False
    return example, True


def together(examples: Sequence[Labelled]) -> list[list[Labelled]]:
    """The examples one by one, but the two of a contrast pair together."""
    known = {example.id: example for example in examples}
    firsts = {one.id: two.id for one, two in pairs(examples)}
    seconds = set(firsts.values())
    return [
        [example, known[firsts[example.id]]] if example.id in firsts else [example]
        for example in examples
        if example.id not in seconds
    ]


def _by_length(examples: Sequence[Labelled]) -> list[Labelled]:
    """Sorted by length; the two of a contrast pair, which are about equally long, side by side."""
    units = sorted(together(examples), key=lambda unit: _length(unit[0]))
    return [example for unit in units for example in unit]


def _length(example: Labelled) -> int:
    context = example.context
    history = min(300, sum(len(text) for _, text in context.history))
    return len(example.response) + len(context.patient) + len(context.background) + history


def _stack(rows: Sequence[tuple[Labelled, bool]], encoding: Encoding, behaviours: Sequence[str]) -> Batch:
    windows = [next(encoding.windows(example.response, example.context)) for example, _ in rows]
    shape = (len(rows), max(len(window.ids) for window in windows))
    ids = torch.zeros(shape, dtype=torch.long)
    attention, response, token_mask = torch.zeros(shape), torch.zeros(shape), torch.zeros(shape)
    tokens = torch.zeros((*shape, len(behaviours)))
    for at, ((example, intact), window) in enumerate(zip(rows, windows, strict=True)):
        stop = window.start + len(window.offsets)
        ids[at, : len(window.ids)] = torch.tensor(window.ids)
        attention[at, : len(window.ids)] = 1
        response[at, window.start : stop] = 1
        if intact and example.spans is not None:
            token_mask[at, window.start : stop] = 1
            tokens[at, window.start : stop] = torch.from_numpy(_token_targets(example, window, behaviours))
    shares = [[_target(example.shares.get(name, 0.0)) for name in behaviours] for example, _ in rows]
    return Batch(
        ids, attention, response, tokens, token_mask, torch.tensor(shares),
        torch.tensor([example.level for example, _ in rows]), _twins([example for example, _ in rows]),
    )  # fmt: skip


def _twins(examples: Sequence[Labelled]) -> Tensor:
    place = {example.id: at for at, example in enumerate(examples)}
    found = [(place[one.id], place[two.id]) for one, two in pairs(examples)]
    return torch.tensor(found, dtype=torch.long).reshape(-1, 2)


def _target(share: float) -> float:
    """A split vote teaches doubt, but never crosses the majority's side by less than a quarter."""
    return max(share, 0.75) if share > 0.5 else min(share, 0.25)


def _token_targets(example: Labelled, window: Window, behaviours: Sequence[str]) -> NDArray[np.float32]:
    targets = np.zeros((len(window.offsets), len(behaviours)), dtype=np.float32)
    for (start, end), shows in example.spans or ():
        inside = [at for at, (left, right) in enumerate(window.offsets) if left < end and right > start]
        for name in shows:
            targets[np.array(inside, dtype=int), behaviours.index(name)] = 1
    return targets
