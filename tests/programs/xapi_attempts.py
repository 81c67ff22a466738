"""Attempts of every kind, to be told in statements."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from trainer.library.text import clean
from trainer.programs.xapi import Attempt, Criterion, Scored, Told
from trainer.programs.xapi_words import Naming
from trainer.records.identity import uuid7
from trainer.scoring.reading import Finding, Reading

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
_WORDS = st.text(max_size=40).map(clean)
_IDS = st.one_of(st.sampled_from(["arrival", "names-feeling"]), st.text(min_size=1, max_size=12).map(clean)).filter(
    bool
)
_TIMES = st.integers(0, 10**9).map(lambda milliseconds: NOON + timedelta(milliseconds=milliseconds))
_SHARES = st.floats(0, 1).map(lambda value: round(value, 3))
_LEVELS = st.floats(0, 6).map(lambda value: round(value, 3))
_VERDICTS = st.sampled_from(["present", "unsure", "absent"])
_SPANS = st.tuples(st.integers(0, 20), st.integers(20, 40))
_FINDINGS = st.builds(Finding, _SHARES, _VERDICTS, st.lists(_SPANS, max_size=2).map(tuple))
_READINGS = st.builds(
    Reading, _LEVELS, st.tuples(_LEVELS, _LEVELS), st.dictionaries(_IDS, _FINDINGS, max_size=3), st.just("1+abc")
)
_PAIRS = st.tuples(st.integers(0, 10), st.integers(0, 10))
_TOLD = st.builds(
    Told,
    step=st.integers(1, 500),
    sent=_TIMES,
    silent=st.booleans(),
    text=st.none() | _WORDS,
    moment=_IDS,
    visit=st.integers(1, 5),
    try_number=st.integers(1, 5),
    reading=st.none() | _READINGS,
    trust=_PAIRS,
    distress=_PAIRS,
    leads_to=_IDS,
)
_CRITERIA = st.builds(
    Criterion,
    criterion=_IDS,
    title=_WORDS,
    level=st.none() | st.integers(0, 3),
    met=st.integers(0, 9),
    opportunities=st.integers(0, 9),
    unsure_share=_SHARES,
    advisory=st.booleans(),
    evidence=st.lists(st.tuples(st.integers(0, 4), _IDS), max_size=2).map(tuple),
)
_SCORED = st.builds(
    Scored,
    made=_TIMES,
    reader=st.none() | st.just("1+abc"),
    rubric_id=_IDS,
    rubric_hash=st.just("ab" * 32),
    points=st.none() | _SHARES,
    criteria=st.lists(_CRITERIA, max_size=3).map(tuple),
    gates=st.lists(st.tuples(_IDS, st.none() | st.booleans()), max_size=2).map(tuple),
)
ATTEMPTS = st.builds(
    Attempt,
    attempt_id=st.integers(0, 2**74 - 1).map(lambda chance: uuid7(NOON, chance)),
    scenario_id=_IDS,
    title=_WORDS,
    scenario_hash=st.just("cd" * 32),
    mode=st.sampled_from(["practice", "assessment", "probe"]),
    started=_TIMES,
    ended=st.none() | _TIMES,
    ending=st.none() | _IDS,
    exchanges=st.lists(_TOLD, max_size=4).map(tuple),
    scored=st.none() | _SCORED,
    success=st.none() | st.booleans(),
)
NAMINGS = st.builds(
    Naming,
    account=st.sampled_from(["quiet-heron", uuid7(NOON, 1)]),
    base=st.sampled_from(["https://trainer.invalid", "https://programm.example/übung/"]),
    home_page=st.just("https://program.example"),
    texts=st.booleans(),
)
