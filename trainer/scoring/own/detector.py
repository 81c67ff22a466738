"""One behaviour of a supervisor's own, fitted on its examples and near misses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trainer.library.behaviour import Behaviour
from trainer.scoring.lexical import Words
from trainer.scoring.own.bounds import Bounds, bounds_of
from trainer.scoring.own.features import Features, Pair
from trainer.scoring.own.fitting import Doubles, Line, fit_line, probability

BACKGROUND_TRUST = 0.5
"""How much a response from elsewhere counts as a near miss: it may show the behaviour, nobody has looked."""
_VIEWS = ((1.0, 1.0, 0.0), (0.0, 0.0, 1.0), (1.0, 1.0, 1.0))
"""Weights of meaning, logits and words. The view whose left-out rows cost least is taken: some behaviours are a matter
of wording, most are not."""
_NARROWEST = 0.1


@dataclass(frozen=True, slots=True)
class HeldOut:
    """An example (`shown`) or near miss, read by a fit that never saw it."""

    patient: str
    response: str
    shown: bool
    p: float

    @property
    def right(self) -> bool:
        return (self.p >= 0.5) == self.shown


@dataclass(frozen=True, slots=True)
class Detector:
    """A fitted behaviour. `fingerprint` says what it was fitted on; `held` are its examples, each left out once."""

    behaviour: str
    fingerprint: str
    centre: Doubles
    weights: Doubles
    buckets: NDArray[np.int64]
    word_weights: Doubles
    intercept: float
    bounds: Bounds
    held: tuple[HeldOut, ...]

    def logit(self, features: Features) -> float:
        """How much a response shows the behaviour."""
        return float(
            self.intercept
            + (features.dense - self.centre) @ self.weights
            + _looked_up(features.words, self.buckets) @ self.word_weights
        )

    def p(self, features: Features) -> float:
        """The probability that a response shows it, rounded to 3 decimals."""
        return float(probability(np.array([self.logit(features)]))[0])


def pairs_of(behaviour: Behaviour) -> tuple[tuple[Pair, ...], tuple[Pair, ...]]:
    """The examples and the near misses, each text once; one that stands on both sides counts as an example."""
    examples = dict.fromkeys((one.patient, one.response) for one in behaviour.examples)
    misses = dict.fromkeys((one.patient, one.response) for one in behaviour.near_misses)
    return tuple(examples), tuple(pair for pair in misses if pair not in examples)


def fit_detector(
    behaviour: Behaviour, own: Sequence[Features], background: Sequence[Features], fingerprint: str
) -> Detector:
    """Fit a behaviour. `own` are the features of its examples and then of its near misses, as in `pairs_of`;
    `background` those of responses that are taken not to show it."""
    examples, misses = pairs_of(behaviour)
    rows = [*own, *background]
    shown = np.arange(len(rows)) < len(examples)
    trust = np.where(np.arange(len(rows)) < len(own), 1.0, BACKGROUND_TRUST)
    dense = np.stack([row.dense for row in rows])
    centre, scale = dense.mean(axis=0), _scale(dense, rows[0].meaning)
    buckets = np.unique(np.concatenate([row.words[0] for row in own]))
    words = np.stack([_looked_up(row.words, buckets) for row in rows])
    line, dense_scale, word_scale = _best_line(dense - centre, scale, rows[0].meaning, words, shown, trust)
    p = probability(line.left_out)
    held = tuple(
        HeldOut(patient, response, at < len(examples), float(p[at]))
        for at, (patient, response) in enumerate((*examples, *misses))
    )
    return Detector(
        behaviour=behaviour.id,
        fingerprint=fingerprint,
        centre=centre,
        weights=line.weights[: dense.shape[1]] * dense_scale,
        buckets=buckets,
        word_weights=line.weights[dense.shape[1] :] * word_scale,
        intercept=line.intercept,
        bounds=bounds_of(p[shown].tolist(), p[~shown].tolist()),
        held=held,
    )


def _best_line(
    dense: Doubles, scale: Doubles, meaning: int, words: Doubles, shown: NDArray[np.bool_], trust: Doubles
) -> tuple[Line, Doubles, float]:
    """The line of the best view, with what its rows were scaled by."""
    found: list[tuple[Line, Doubles, float]] = []
    for by_meaning, by_logits, by_words in _VIEWS:
        scaled = scale * np.where(np.arange(len(scale)) < meaning, by_meaning, by_logits)
        line = fit_line(np.hstack([dense * scaled, words * by_words]), shown, trust)
        found.append((line, scaled, by_words))
    return min(found, key=lambda each: each[0].loss)


def _scale(dense: Doubles, meaning: int) -> Doubles:
    """What brings meaning and logits each to a length of about 1."""
    spread = dense.std(axis=0)
    spread = np.maximum(spread, _NARROWEST * max(float(spread.mean()), 1e-6))
    count = np.where(np.arange(len(spread)) < meaning, meaning, len(spread) - meaning)
    return np.asarray(1 / (spread * np.sqrt(np.maximum(count, 1))), dtype=np.float64)


def _looked_up(words: Words, buckets: NDArray[np.int64]) -> Doubles:
    """The weights that a text gives to `buckets` (ascending)."""
    values = np.zeros(len(buckets))
    if len(buckets) and len(words[0]):
        at = np.minimum(np.searchsorted(buckets, words[0]), len(buckets) - 1)
        known = buckets[at] == words[0]
        values[at[known]] = words[1][known]
    return values
