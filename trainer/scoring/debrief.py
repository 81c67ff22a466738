"""The debrief of an attempt: the patient's view in words first, then the score and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trainer.library.behaviour import Behaviour
from trainer.library.rubric import Criterion, Rubric
from trainer.library.scenario import Scenario
from trainer.library.templates import render
from trainer.scoring.attempt import AttemptScore, score_attempt
from trainer.scoring.criteria import TOP_LEVEL, CriterionScore
from trainer.scoring.exchange import Exchange
from trainer.scoring.feedback import Quoted, what_hurt, what_landed
from trainer.scoring.kinds import validating_among
from trainer.scoring.line import Turn, first_tries, last_tries
from trainer.scoring.sentences import sentence_spans, touched

PRACTISE_AT_MOST = 3
"""A debrief names no more things to practise than this."""
NO_OPPORTUNITY = "Not met in this attempt."
"""Label of a criterion that is left out."""
INFORMATION = "gives-information"


@dataclass(frozen=True, slots=True)
class Debrief:
    """`feedback` holds one text for each of the score's criteria, in their order.

    `landed` and `hurt` are (index of the exchange, words), by first tries. `trust` and `distress` are the values at
    the start and after each turn of the line that the conversation stands on. `stated_facts` are the trainee's own
    sentences that stated something: listed, not checked.
    """

    patient_view: str
    score: AttemptScore
    feedback: tuple[str, ...]
    landed: tuple[tuple[int, Quoted], ...]
    hurt: tuple[tuple[int, Quoted], ...]
    trust: tuple[int, ...]
    distress: tuple[int, ...]
    practise: tuple[str, ...]
    stated_facts: tuple[str, ...]


def debrief(
    scenario: Scenario,
    rubric: Rubric,
    behaviours: Mapping[str, Behaviour],
    exchanges: Sequence[Exchange],
    ending: str | None,
    agreement: Mapping[str, float],
    closing: str | None = None,
) -> Debrief:
    """Put the debrief together. `closing`: the ending's words as the trainee read them (its variant and numbers);
    without it they are rendered anew from the ending's first variant."""
    validating = validating_among(behaviours)
    score = score_attempt(scenario, rubric, exchanges, ending, agreement, validating)
    first, line = first_tries(exchanges), last_tries(exchanges)
    starts = scenario.patient.starts
    return Debrief(
        patient_view=_patient_view(scenario, line, ending, closing),
        score=score,
        feedback=tuple(
            _feedback(scenario, criterion, found)
            for criterion, found in zip(rubric.criteria, score.criteria, strict=True)
        ),
        landed=tuple(
            (turn.index, quoted)
            for turn in first
            for quoted in what_landed(scenario.moments[turn.exchange.moment], behaviours, turn.exchange)
        ),
        hurt=tuple(
            (turn.index, quoted)
            for turn in first
            for quoted in what_hurt(scenario.moments[turn.exchange.moment], behaviours, turn.exchange)
        ),
        trust=(starts.trust, *(turn.exchange.trust[1] for turn in line)),
        distress=(starts.distress, *(turn.exchange.distress[1] for turn in line)),
        practise=_practise(rubric, score.criteria),
        stated_facts=tuple(sentence for turn in first for sentence in _stated(turn.exchange)),
    )


def _patient_view(scenario: Scenario, line: Sequence[Turn], ending: str | None, closing: str | None) -> str:
    """The ending's words, then what the patient felt from moment to moment, in the author's words."""
    name = scenario.patient.name
    felt: list[str] = []
    for turn in line:
        feels = ", ".join(scenario.moments[turn.exchange.moment].feels)
        if feels and feels not in felt[-1:]:
            felt.append(feels)
    words = [closing or _closing(scenario, line, ending)]
    if felt:
        words.append(f"{name} felt: {'; then '.join(felt)}.")
    return "\n\n".join(part for part in words if part)


def _closing(scenario: Scenario, line: Sequence[Turn], ending: str | None) -> str:
    if ending is None or not line:
        return ""
    says = scenario.endings[ending].says
    last = line[-1].exchange
    names = {
        "patient": _patient(scenario),
        "trust": last.trust[1],
        "distress": last.distress[1],
        "tries": last.visit,
        "visited": frozenset(turn.exchange.moment for turn in line),
    }
    return render(says if isinstance(says, str) else says[0], names)


def _patient(scenario: Scenario) -> dict[str, object]:
    return {"name": scenario.patient.name, "age": scenario.patient.age}


def _feedback(scenario: Scenario, criterion: Criterion, found: CriterionScore) -> str:
    """The rubric's words for the level; for a level without any, those of the nearest level, the lower first."""
    level = found.level
    if level is None:
        return NO_OPPORTUNITY
    written = sorted(criterion.feedback.items(), key=lambda entry: (abs(entry[0] - level), entry[0]))
    if not written:
        return ""
    names = {
        "patient": _patient(scenario),
        "quotes": tuple(quote for piece in found.evidence for quote in piece.quotes),
        "met": found.met,
        "opportunities": found.opportunities,
    }
    return render(written[0][1], names)


def _practise(rubric: Rubric, criteria: Sequence[CriterionScore]) -> tuple[str, ...]:
    """What weighs most among what is missing, decisive criteria before advisory ones."""
    missing = [
        (found.advisory, -criterion.weight * (TOP_LEVEL - found.level), place, criterion.practise)
        for place, (criterion, found) in enumerate(zip(rubric.criteria, criteria, strict=True))
        if found.level is not None and found.level < TOP_LEVEL
    ]
    return tuple(practise for *_, practise in sorted(missing)[:PRACTISE_AT_MOST])


def _stated(exchange: Exchange) -> tuple[str, ...]:
    text, reading = exchange.response.text, exchange.reading
    if text is None or reading is None or not reading.is_present(INFORMATION):
        return ()
    sentences = sentence_spans(text)
    found = touched(sentences, reading.finding(INFORMATION).evidence) or sentences
    return tuple(text[start:end] for start, end in found)
