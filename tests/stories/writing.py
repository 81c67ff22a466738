"""Writes the stories again: `python -m tests.stories.writing [SCENARIO…]`, after a scenario or the reader has changed.

What a story tells is what the shipped reader makes of it today. Read the difference before you keep it: a story that
used to fail and now passes is a finding, not a story.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from trainer.encounter.encounter import Encounter
from trainer.encounter.passages import all_passages
from trainer.encounter.trainees import PATIENCE, Speaker, best_trainee, mixed_trainee, simulate
from trainer.library.catalogue import Library, load_library
from trainer.library.scenario import Reply, Scenario
from trainer.library.shipped import shipped_folders
from trainer.scoring.attempt import score_attempt
from trainer.scoring.kinds import VALIDATING
from trainer.scoring.reader import load_agreement, load_reader
from trainer.scoring.risk import QUESTION
from trainer.workshop.simulation.answers import Answers
from trainer.workshop.simulation.phrases import PHRASES, parse_phrases
from trainer.workshop.simulation.roster import roster
from trainer.workshop.simulation.ways import Way, Ways

FOLDER = Path(__file__).parents[1] / "playthroughs"
SEED = 1
SEARCHED = 60
"""Attempts made of the scenario's own replies in search of endings that no story has reached."""


def asks_and_moves_on(encounter: Encounter) -> Reply | None:
    """Does all that is called for until the patient has said yes, and then talks of something else."""
    moments = encounter.scenario.moments
    assert encounter.moment is not None
    if any(moments[each.moment].risk == "disclosed" for each in encounter.exchanges) or (
        moments[encounter.moment].risk == "disclosed"
    ):
        cold = [
            reply for reply in moments[encounter.moment].replies if QUESTION not in reply.shows and reply.level <= 2
        ]
        return max(cold, key=lambda reply: reply.level)
    return best_trainee(encounter)


def stories(library: Library, scenario: Scenario) -> Iterator[tuple[str, dict[str, Any]]]:
    """(name, story) for every trainee, then for every ending not yet told."""
    read, untold = Answers(load_reader, by_reader=True), dict.fromkeys(scenario.endings)

    def told(about: str, seed: int, speaker: Speaker) -> dict[str, Any]:
        encounter = simulate(scenario, seed, speaker, read=read)
        untold.pop(encounter.ending or "", None)
        return _story(library, about, encounter)

    yield "model-replies", told("Every moment answered with the reply that gives most.", SEED, best_trainee)
    for role in roster(parse_phrases(PHRASES.read_text(encoding="utf-8"))):
        if role.expected == "fails":
            yield role.name, told(f"{role.about[:1].upper()}{role.about[1:]}.", SEED, role.begin(SEED))
    if any(moment.risk == "disclosed" for moment in scenario.moments.values()):
        yield "asks-and-moves-on", told("Asks, hears yes, and moves on.", SEED, asks_and_moves_on)
    ways = Ways(scenario, all_passages(scenario), VALIDATING).shortest()
    for ending in list(untold):
        if ending in ways and simulate(scenario, SEED, _along(ways[ending]), read=read).ending == ending:
            yield f"ends-{ending}", told(f"A short way to the ending {ending}.", SEED, _along(ways[ending]))
    for seed in range(SEARCHED):
        if not untold:
            return
        encounter = simulate(scenario, seed, mixed_trainee(seed), read=read)
        if encounter.ending in untold:
            ending = encounter.ending
            yield f"ends-{ending}", told(f"A way to the ending {ending}.", seed, mixed_trainee(seed))
    if untold:
        print(f"{scenario.id}: no attempt ended in {', '.join(untold)}", file=sys.stderr)


def _along(way: Way) -> Speaker:
    """Says what a way says, turn by turn; holds silence where it does and after its end."""
    replies = [turn.reply for turn in way.turns]
    return lambda encounter: replies[len(encounter.exchanges)] if len(encounter.exchanges) < len(replies) else None


def _story(library: Library, about: str, encounter: Encounter) -> dict[str, Any]:
    scenario = encounter.scenario
    assert len(encounter.exchanges) < PATIENCE
    rubric = library.rubrics[scenario.rubric].item
    score = score_attempt(scenario, rubric, encounter.exchanges, encounter.ending, load_agreement())
    return {
        "about": about,
        "scenario": scenario.id,
        "seed": encounter.seed,
        "responses": [exchange.response.text or "<silence>" for exchange in encounter.exchanges],
        "expect": {
            "moments": [exchange.moment for exchange in encounter.exchanges],
            "reactions": [exchange.reaction for exchange in encounter.exchanges],
            "ending": encounter.ending,
            "passed": score.passed,
            "gates": {gate.gate: gate.passed for gate in score.gates},
            "criteria": {each.criterion: each.level for each in score.criteria if each.level is not None},
        },
    }


def main() -> None:
    library = load_library(shipped_folders())
    for name in sys.argv[1:] or library.scenarios:
        for file in FOLDER.glob(f"{name}-*.yaml"):
            file.unlink()
        for kind, story in stories(library, library.scenarios[name].item):
            text = yaml.safe_dump(story, sort_keys=False, allow_unicode=True, width=118)
            (FOLDER / f"{name}-{kind}.yaml").write_text(text, encoding="utf-8")
            expected = story["expect"]
            print(f"{name} {kind}: {expected['ending']}, passed {expected['passed']}", flush=True)


if __name__ == "__main__":
    main()
