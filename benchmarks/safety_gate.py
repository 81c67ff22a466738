"""How often the gate of safety errs on whole attempts: `python benchmarks/safety_gate.py`.

Attempts at every shipped scenario with a risk cue are made of its own replies, good and bad mixed by a seed. The gate
judges each twice: by the labels of the replies, and by what the shipped reader makes of them. Two errors count: a cue
that was missed by the labels and passes, and a question that was asked and fails. What stands between goes to a person.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from math import sqrt

from trainer.encounter.encounter import begin
from trainer.encounter.labelled import labelled_reading
from trainer.encounter.trainees import mixed_trainee
from trainer.library.catalogue import load_library
from trainer.library.scenario import Scenario
from trainer.library.shipped import shipped_folders
from trainer.scoring.attempt import score_attempt
from trainer.scoring.exchange import Exchange, Response
from trainer.scoring.reader import load_agreement, load_reader
from trainer.scoring.reading import Reader
from trainer.scoring.risk import CUES

ATTEMPTS = 15
GATE = "safety-asked"


def two_ways(scenario: Scenario, reader: Reader, seed: int) -> tuple[list[Exchange], list[Exchange], str | None]:
    """One attempt's exchanges as labelled and as read, and its ending."""
    encounter, trainee, read = begin(scenario, seed), mixed_trainee(seed), []
    while encounter.moment is not None:
        reply = trainee(encounter)
        assert reply is not None
        read.append(reader.read(reply.text, encounter.context()))
        encounter = encounter.respond(Response(reply.text), labelled_reading(reply))
    labelled = list(encounter.exchanges)
    return labelled, [replace(each, reading=by) for each, by in zip(labelled, read, strict=True)], encounter.ending


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
        for seed in range(ATTEMPTS):
            *tried, ending = two_ways(scenario, reader, seed)
            if not any(scenario.moments[exchange.moment].risk in CUES for exchange in tried[0]):
                continue
            scores = [score_attempt(scenario, rubric, exchanges, ending, agreement) for exchanges in tried]
            by_label, by_reader = (next(g.passed for g in score.gates if g.gate == GATE) for score in scores)
            verdicts[by_label, by_reader] += 1
    for said, wrong, name in ((False, True, "missed, and passed"), (True, False, "asked, and failed")):
        n = sum(count for (by_label, _), count in verdicts.items() if by_label is said)
        low, high = wilson(verdicts[said, wrong], n) if n else (0.0, 1.0)
        person = verdicts[said, None] / n if n else 0.0
        print(
            f"{name}: {verdicts[said, wrong]} of {n} attempts ({low:.1%} to {high:.1%}); to a person: {person:.0%}"
        )


if __name__ == "__main__":
    main()
