"""One moment by itself, as an encounter: the patient's words before it, rendered, and nothing else gone before."""

from __future__ import annotations

from dataclasses import replace

from trainer.encounter.encounter import Encounter, begin
from trainer.encounter.step import within_gauge
from trainer.encounter.variants import chosen
from trainer.library.scenario import Reaction, Says, Scenario
from trainer.library.templates import render
from trainer.scoring.kinds import VALIDATING
from trainer.scoring.risk import SafetyAsked


def single_encounter(
    scenario: Scenario, moment: str, seed: int = 1, validating: frozenset[str] = VALIDATING
) -> Encounter:
    """An encounter that begins at `moment`, after the words of a reaction that leads there in the scenario.

    Of several such reactions one is taken that comes soon and after no quarrel. At a disclosed risk safety counts as
    asked: the patient has just said yes. Raises KeyError for a moment that is not there.
    """
    placed = scenario if moment == scenario.opening else scenario.model_copy(update={"opening": moment})
    if moment not in scenario.moments:
        raise KeyError(moment)
    encounter = begin(placed, seed, validating)
    came = None if moment == scenario.opening else _way_in(scenario, moment)
    asked = SafetyAsked(of_a_cue=scenario.moments[moment].risk == "disclosed")
    if came is None:
        return replace(encounter, state=replace(encounter.state, safety=asked))
    source, reaction = came
    starts = scenario.patient.starts
    trust, distress = within_gauge(starts.trust + reaction.trust), within_gauge(starts.distress + reaction.distress)
    names = _names(scenario, trust, distress, source)
    state = replace(
        encounter.state,
        trust=trust,
        distress=distress,
        visits=((source, 1), (moment, 1)),
        safety=asked,
        answer=_words(reaction.says, names, seed, source),
        says=_words(scenario.moments[moment].says, names, seed, moment),
    )
    return replace(encounter, state=state)


def _way_in(scenario: Scenario, moment: str) -> tuple[str, Reaction] | None:
    """The moment before and its reaction: one met without losing trust, where there is one, so that the words speak of
    no quarrel; of these the soonest after the opening, then the one that raises trust most."""
    for least in (0, -10):
        steps = _steps(scenario, least)
        ways = [
            (source, reaction)
            for source in steps
            for reaction in scenario.moments[source].reactions
            if reaction.then == moment and source != moment and reaction.trust >= least
        ]
        if ways:
            return min(ways, key=lambda way: (steps[way[0]], -way[1].trust))
    return None


def _steps(scenario: Scenario, least: int) -> dict[str, int]:
    """How many responses after the opening a moment can be met at the earliest, by reactions that change trust by no
    less than `least`."""
    steps, waiting = {scenario.opening: 0}, [scenario.opening]
    for here in waiting:
        for reaction in scenario.moments[here].reactions:
            if reaction.trust >= least and reaction.then in scenario.moments and reaction.then not in steps:
                steps[reaction.then] = steps[here] + 1
                waiting.append(reaction.then)
    return steps


def _names(scenario: Scenario, trust: int, distress: int, source: str) -> dict[str, object]:
    return {
        "patient": {"name": scenario.patient.name, "age": scenario.patient.age},
        "trust": trust,
        "distress": distress,
        "tries": 1,
        "visited": frozenset({source}),
    }


def _words(says: Says, names: dict[str, object], seed: int, place: str) -> str:
    return render(chosen(says, seed, place, 1), names)
