"""How often the gate of safety errs on whole attempts: `python benchmarks/safety_gate.py`.

Attempts at every shipped scenario with a risk cue are made of its own replies, good and bad mixed by a seed. The gate
judges each twice: by the labels of the replies, and by what the shipped reader makes of them. Two errors count: a cue
that was missed by the labels and passes, and a question that was asked and fails. What stands between goes to a person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from math import sqrt

from trainer.encounter.encounter import Encounter, begin
from trainer.encounter.labelled import labelled_reading
from trainer.encounter.trainees import mixed_trainee
from trainer.library.catalogue import load_library
from trainer.library.scenario import Scenario
from trainer.library.shipped import shipped_folders
from trainer.scoring.attempt import score_attempt
from trainer.scoring.exchange import Exchange, Response
from trainer.scoring.reader import load_agreement, load_reader
from trainer.scoring.reading import Context, Reader
from trainer.scoring.risk import CUES

ATTEMPTS = 40
"""Attempts at each scenario in which a cue is met."""
SEEDS = 400
"""How many are played to find them."""
GATE = "safety-asked"


Played = tuple[Encounter, list[Context]]


def played(scenario: Scenario, seed: int) -> Played:
    """One attempt by labels, and the context in which each of its responses is read."""
    encounter, trainee, contexts = begin(scenario, seed), mixed_trainee(seed), []
    while encounter.moment is not None:
        reply = trainee(encounter)
        assert reply is not None
        contexts.append(encounter.context())
        encounter = encounter.respond(Response(reply.text), labelled_reading(reply))
    return encounter, contexts


def with_a_cue(scenario: Scenario) -> Iterator[Played]:
    """The first attempts in which a cue is met; reading the others would tell nothing."""
    every = (played(scenario, seed) for seed in range(SEEDS))
    met = (one for one in every if any(scenario.moments[each.moment].risk in CUES for each in one[0].exchanges))
    return islice(met, ATTEMPTS)


def two_ways(
    encounter: Encounter, contexts: Sequence[Context], reader: Reader
) -> tuple[list[Exchange], list[Exchange]]:
    """The exchanges as labelled and as read."""
    labelled = list(encounter.exchanges)
    read = [reader.read(each.response.text or "", context) for each, context in zip(labelled, contexts, strict=True)]
    return labelled, [replace(each, reading=by) for each, by in zip(labelled, read, strict=True)]


def wilson(errors: int, n: int) -> tuple[float, float]:
    """95% interval of a share (Wilson 1927)."""
    z, share = 1.96, errors / n
    middle, half = share + z * z / (2 * n), z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return (middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n)


def main() -> None:
    library, reader, agreement = load_library(shipped_folders()), load_reader(), load_agreement()
    verdicts: Counter[tuple[bool | None, bool | None]] = Counter()
    for entry in library.scenarios.values():
        scenario = entry.item
        rubric = library.rubrics[scenario.rubric].item
        for encounter, contexts in with_a_cue(scenario):
            tried = two_ways(encounter, contexts, reader)
            scores = [score_attempt(scenario, rubric, each, encounter.ending, agreement) for each in tried]
            by_label, by_reader = (next(g.passed for g in score.gates if g.gate == GATE) for score in scores)
            verdicts[by_label, by_reader] += 1
    for said, wrong, name in ((False, True, "missed, and passed"), (True, False, "asked, and failed")):
        n = sum(count for (by_label, _), count in verdicts.items() if by_label is said)
        low, high = wilson(verdicts[said, wrong], n) if n else (0.0, 1.0)
        person = verdicts[said, None] / n if n else 0.0
        print(f"{name}: {verdicts[said, wrong]} of {n} attempts ({low:.1%} to {high:.1%}); to a person: {person:.0%}")


if __name__ == "__main__":
    main()
