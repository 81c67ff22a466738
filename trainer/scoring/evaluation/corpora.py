"""Other people's corpora: which of our behaviours stand for each of their fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from trainer.scoring.reading import Reading

Rule = Literal["max", "sum"]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a corpus: the behaviours whose probabilities stand for it, their highest or their sum."""

    name: str
    behaviours: tuple[str, ...]
    rule: Rule = "max"

    def score(self, reading: Reading) -> float:
        p = [reading.finding(behaviour).p for behaviour in self.behaviours]
        return max(p) if self.rule == "max" else sum(p)


@dataclass(frozen=True, slots=True)
class Corpus:
    """How one corpus' fields are read: one counts as shown where its figure is at least `shown_from`. Rows with the
    same value of `group` (a transcript) are resampled together."""

    name: str
    source: str
    fields: tuple[Field, ...]
    shown_from: float
    group: str


ANNOMI = Corpus(
    name="annomi",
    source="AnnoMI (Wu et al. 2022, 2023): the share of expert raters who saw it",
    fields=(
        Field("reflection", ("reflects-meaning", "names-feeling", "makes-sense")),
        Field("open_question", ("invites-more",)),
        Field("closed_question", ("asks-closed", "asks-safety", "asks-permission")),
        Field("advice", ("gives-advice",)),
        Field("information", ("gives-information",)),
        Field("input", ("gives-advice", "gives-information")),
    ),
    shown_from=0.5,
    group="transcript",
)
EPITOME = Corpus(
    name="epitome",
    source="EPITOME (Sharma et al. 2020): none, weak or strong, 0–2",
    fields=(
        Field("emotional-reactions", ("acknowledges-difficulty", "stays-present", "names-feeling"), "sum"),
        Field("interpretations", ("reflects-meaning", "names-feeling", "makes-sense", "self-focus"), "sum"),
        Field("explorations", ("invites-more", "asks-closed", "asks-safety"), "sum"),
    ),
    shown_from=1,
    group="",
)
CORPORA: Mapping[str, Corpus] = {corpus.name: corpus for corpus in (ANNOMI, EPITOME)}
