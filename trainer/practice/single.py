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

    Of several such reactions the one is taken that does the most good. At a disclosed risk safety counts as asked:
    the patient has just said yes. Raises KeyError for a moment that is not there.
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
    """The moment before and its reaction; the one that raises trust most, of equals the first."""
    ways = [
        (source, reaction)
        for source, body in scenario.moments.items()
        for reaction in body.reactions
        if reaction.then == moment and source != moment
    ]
    return max(ways, key=lambda way: way[1].trust, default=None)


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
