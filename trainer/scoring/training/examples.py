"""The labelled examples: responses with their contexts, levels and behaviours."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from trainer.scoring.reading import Context, Span
from trainer.scoring.spelling import Spelling

FOLDER = Path(__file__).parent / "examples"
Split = Literal["train", "calibration", "held-out"]
"""Members are fitted on `train` and calibrated on `calibration`; `held-out` is only ever measured on."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One response with its label. `shares` gives, for each behaviour, the share of readers who saw it;
    `spans` the clauses that carry behaviours, None where no reader marked them."""

    id: str
    context_id: str
    context: Context
    response: str
    level: int
    shares: Mapping[str, float]
    spans: tuple[tuple[Span, tuple[str, ...]], ...] | None

    @property
    def behaviours(self) -> frozenset[str]:
        """What the label says: seen by most readers."""
        return frozenset(behaviour for behaviour, share in self.shares.items() if share > 0.5)


def load_examples(split: Split, folder: Path = FOLDER) -> list[Labelled]:
    """All labelled responses of one split. Splits go by context, never by response."""
    contexts = {row["id"]: row for row in _rows(folder / "contexts.jsonl") if row["split"] == split}
    return [
        _labelled(row, contexts[row["context"]])
        for row in _rows(folder / "responses.jsonl")
        if row["context"] in contexts
    ]


def spelt_right(example: Labelled, spelling: Spelling) -> Labelled:
    """The example as the members see it: its spelling put right, its clauses carried along."""
    mended = spelling.mended(example.response)
    spans = example.spans and tuple((mended.onward(span), shows) for span, shows in example.spans)
    return replace(example, response=mended.text, spans=spans)


def _labelled(row: dict[str, Any], context: dict[str, Any]) -> Labelled:
    spans = None
    if "spans" in row:
        spans = tuple((_span(row["response"], quote), tuple(shows)) for quote, shows in row["spans"])
        shares = {behaviour: 1.0 for _, shows in spans for behaviour in shows}
    else:
        shares = {behaviour: votes / 3 for behaviour, votes in row["votes"].items()}
    return Labelled(
        id=row["id"],
        context_id=row["context"],
        context=Context(
            patient=context["patient"],
            background=context["background"],
            history=tuple((speaker, text) for speaker, text in context["history"]),
        ),
        response=row["response"],
        level=int(row["level"]),
        shares=shares,
        spans=spans,
    )


def _span(response: str, quote: str) -> Span:
    start = response.index(quote)
    return start, start + len(quote)


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
