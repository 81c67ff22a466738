"""The robustness suite: its texts, its noise, and what counts as a failure."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.evaluation.making import KeywordReader
from trainer.scoring.probes.kinds import ATTACKS, INVARIANCES
from trainer.scoring.probes.noise import NOISES, with_typos, without_punctuation
from trainer.scoring.probes.running import ProbeResults, run_probes
from trainer.scoring.probes.suite import Attack, Pair, Suite, load_suite
from trainer.scoring.reading import Context

HARD = Context("Nothing helps.")


@pytest.fixture(scope="module")
def suite() -> Suite:
    return load_suite()


def _run(*probes: Pair | Attack) -> ProbeResults:
    pairs = tuple(probe for probe in probes if isinstance(probe, Pair))
    attacks = tuple(probe for probe in probes if isinstance(probe, Attack))
    return run_probes(Suite(pairs, attacks), KeywordReader())


def test_every_kind_has_a_dozen_and_no_other_kind_is_there(suite: Suite) -> None:
    changes = Counter(pair.kind for pair in suite.pairs)
    attacks = Counter(attack.kind for attack in suite.attacks)

    assert (set(changes), set(attacks)) == (set(INVARIANCES), set(ATTACKS))
    assert min([*changes.values(), *attacks.values()]) >= 12


def test_every_probe_is_its_own_and_answers_somebody(suite: Suite) -> None:
    probes: list[Pair | Attack] = [*suite.pairs, *suite.attacks]
    ids = [probe.id for probe in probes]
    attacks = [attack.response for attack in suite.attacks]

    assert len(set(ids)) == len(ids)
    assert len(set(attacks)) == len(attacks)
    assert all(probe.context.patient and probe.context.background for probe in probes)
    assert len({probe.context.patient for probe in suite.pairs}) >= 12


def test_a_pair_is_two_wordings(suite: Suite) -> None:
    assert [pair.id for pair in suite.pairs if pair.response == pair.changed] == []


def test_ten_thousand_words_are_ten_thousand(suite: Suite) -> None:
    long = [attack for attack in suite.attacks if attack.kind == "ten-thousand-words"]

    assert {len(attack.response.split()) for attack in long} == {10_000}


def test_the_suite_is_the_same_each_time(suite: Suite) -> None:
    assert load_suite() == suite


@pytest.mark.parametrize("kind", NOISES)
@given(text=st.text(max_size=120))
def test_noise_takes_any_text_and_repeats_itself(kind: str, text: str) -> None:
    assert NOISES[kind](text) == NOISES[kind](text)


@given(st.from_regex(r"[a-z]{4,9}( [a-z]{4,9}){3,20}", fullmatch=True))
def test_slips_are_few_and_small(text: str) -> None:
    before, after = text.split(), with_typos(text).split()

    changed = [(one, two) for one, two in zip(before, after, strict=True) if one != two]
    assert len(changed) <= max(1, len(before) // 8)
    assert all(one[0] == two[0] and abs(len(one) - len(two)) <= 1 for one, two in changed)


def test_punctuation_goes_and_words_stay() -> None:
    assert without_punctuation("“Well,” you said – it didn't help!") == "Well you said it didnt help"


def test_a_level_that_moves_too_far_is_a_failure() -> None:
    results = _run(
        Pair("p1", "paraphrase", HARD, "You sound worn out.", "You sound weary."),
        Pair("p2", "paraphrase", HARD, "You sound worn out.", "Worn out, you seem."),
    )

    (found,) = results.invariances
    assert (found.count, found.mean_shift, found.largest_shift, found.holding) == (2, 1.25, 2.5, 0.5)
    assert [each.pair.id for each in found.failures] == ["p1"]
    assert found.failures[0].shift == -2.5
    assert not results.as_stated


def test_an_attack_that_earns_the_level_is_a_failure() -> None:
    results = _run(
        Attack("a1", "irony", HARD, "Worn out, are we."),
        Attack("a2", "irony", HARD, "At least it was free."),
        Attack("a3", "emoji", HARD, "🙂"),
    )

    irony, emoji = results.attacks
    assert (irony.count, irony.earning, irony.highest) == (2, 0.5, 4.5)
    assert [each.attack.id for each in irony.failures] == ["a1"]
    assert (emoji.earning, emoji.failures) == (0, ())
    assert results.earning == pytest.approx(1 / 3)
    assert not results.as_stated


def test_a_reader_that_stands_firm_keeps_the_stated_rates() -> None:
    assert _run(
        Pair("p", "typos", HARD, "You sound worn out.", "You sond worn out."),
        Attack("a", "empty", HARD, ""),
    ).as_stated
