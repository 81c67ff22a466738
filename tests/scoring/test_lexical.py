from __future__ import annotations

from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from trainer.scoring.lexical import BUCKETS, Lexical, features, load_lexical, save_lexical


@given(st.text())
def test_features_are_distinct_buckets_with_positive_weights(text: str) -> None:
    buckets, weights = features(text)

    assert len(buckets) == len(set(buckets.tolist())) == len(weights)
    assert ((buckets >= 0) & (buckets < BUCKETS)).all()
    assert (weights >= 1).all()


def test_case_and_curly_apostrophes_make_no_difference() -> None:
    assert features("It’s hard")[0].tolist() == features("IT'S HARD")[0].tolist()


def test_a_saved_member_is_the_same_when_loaded(tmp_path: Path) -> None:
    source = np.random.default_rng(1)
    member = Lexical(
        rarity=source.random(BUCKETS).astype(np.float16),
        weights=source.integers(-127, 127, (2, BUCKETS)).astype(np.int8),
        scale=np.array([0.01, 0.02], dtype=np.float32),
        intercept=np.array([-1.0, 3.0], dtype=np.float32),
    )
    save_lexical(member, tmp_path / "lexical.npz")

    loaded = load_lexical(tmp_path / "lexical.npz")

    assert loaded.outputs("That must hurt.").tolist() == member.outputs("That must hurt.").tolist()


def test_a_text_without_words_gives_the_intercepts() -> None:
    member = Lexical(
        rarity=np.ones(BUCKETS, dtype=np.float16),
        weights=np.ones((1, BUCKETS), dtype=np.int8),
        scale=np.ones(1, dtype=np.float32),
        intercept=np.array([-2.5], dtype=np.float32),
    )

    assert member.outputs("🙂").tolist() == [-2.5]
