"""Fitting the lexical member: one regularised logistic regression a behaviour, one ridge regression for the level."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression, Ridge

from trainer.scoring.lexical import BUCKETS, Lexical, features
from trainer.scoring.training.examples import Labelled

CLAUSE_WEIGHT = 0.5
STRENGTH = 8.0
LEVEL_SMOOTHING = 1.5
RAREST = 2


def fit_lexical(examples: Sequence[Labelled], behaviours: Sequence[str]) -> Lexical:
    """Fit on whole responses and, at half weight, on the clauses that readers marked."""
    texts = [example.response for example in examples]
    shown = [example.behaviours for example in examples]
    for example in examples:
        for (start, end), shows in example.spans or ():
            texts.append(example.response[start:end])
            shown.append(frozenset(shows))
    weight = np.where(np.arange(len(texts)) < len(examples), 1.0, CLAUSE_WEIGHT)
    matrix, rarity = _matrix(texts)
    rows, intercepts = [], []
    for name in behaviours:
        target = np.array([name in each for each in shown])
        model = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0)
        model.fit(matrix, target, sample_weight=weight)
        rows.append(model.coef_[0])
        intercepts.append(model.intercept_[0])
    levels = Ridge(alpha=LEVEL_SMOOTHING, random_state=0)
    levels.fit(matrix[: len(examples)], [example.level for example in examples])
    return _packed(rarity, np.array([*rows, levels.coef_]), np.array([*intercepts, levels.intercept_]))


def _matrix(texts: Sequence[str]) -> tuple[csr_matrix, NDArray[np.float64]]:
    """Texts as unit rows of tf-idf; features seen fewer than `RAREST` times weigh nothing."""
    found = [features(text) for text in texts]
    seen = np.bincount(np.concatenate([buckets for buckets, _ in found]), minlength=BUCKETS)
    rarity = np.where(seen >= RAREST, np.log((1 + len(texts)) / (1 + seen)) + 1, 0.0)
    data, indices, ends = [], [], [0]
    for buckets, counts in found:
        values = counts * rarity[buckets]
        data.append(values / max(float(np.sqrt(values @ values)), 1e-9))
        indices.append(buckets)
        ends.append(ends[-1] + len(buckets))
    shape = (len(texts), BUCKETS)
    return csr_matrix((np.concatenate(data), np.concatenate(indices), np.array(ends)), shape=shape), rarity


def _packed(rarity: NDArray[np.float64], weights: NDArray[np.float64], intercepts: NDArray[np.float64]) -> Lexical:
    scale = np.abs(weights).max(axis=1) / 127
    return Lexical(
        rarity=rarity.astype(np.float16),
        weights=np.round(weights / scale[:, None]).astype(np.int8),
        scale=scale.astype(np.float32),
        intercept=intercepts.astype(np.float32),
    )
