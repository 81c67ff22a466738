"""The parts of the debrief, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from trainer.library.text import clean, shown
from trainer.tui.phrases import LOOK_AFTER_YOURSELF, WHAT_THIS_IS, turn_to
from trainer.tui.widgets.course import Course
from trainer.tui.widgets.criterion import CriterionView, foremost, gate_parts
from trainer.tui.widgets.fold import Fold
from trainer.tui.widgets.model_replies import has_models, model_replies
from trainer.tui.widgets.own_view import own_view
from trainer.tui.widgets.transcript import own_words
from trainer.tui.widgets.words import Words, plain

if TYPE_CHECKING:
    from trainer.library.rubric import Rubric
    from trainer.library.scenario import Scenario
    from trainer.programs.counting_here import CountsHere
    from trainer.scoring.attempt import AttemptScore
    from trainer.scoring.debrief import Debrief
    from trainer.scoring.exchange import Exchange
    from trainer.scoring.feedback import Quoted
    from trainer.session.run import Run

LANDED_AT_ONCE = 3
NOT_CHECKED = "Facts you stated are listed here and have not been checked."


def sections(run: Run, debrief: Debrief, crisis_lines: Sequence[str], counts: CountsHere | None = None) -> list[Widget]:
    """All parts of the debrief of a run that has ended. `counts`: the trainee is in a program, which says what does."""
    exchanges = run.encounter.exchanges
    return [
        _heading(f"How it was for {shown(run.scenario.patient.name)}"),
        Words(debrief.patient_view, classes="paragraph -heard"),
        *own_view(run.self_rating, exchanges, debrief.score),
        _heading("In your own words"),
        *_quoted(debrief, exchanges),
        _heading("What this was judged on"),
        *_standing(run.rubric, debrief.score, exchanges, counts),
        *_criteria(run.rubric, debrief, frozenset() if counts is None else counts.advisory),
        _heading("Trust and distress along the way"),
        Course("Trust", debrief.trust),
        Course("Distress", debrief.distress),
        *_practise(debrief.practise),
        *_replies(run.scenario, exchanges),
        *_facts(debrief.stated_facts),
        *_care(run.scenario, crisis_lines),
        Words(Content.styled(WHAT_THIS_IS, "$quiet"), classes="paragraph"),
    ]


def _heading(words: str) -> Words:
    return Words(words, classes="heading")


def _quoted(debrief: Debrief, exchanges: Sequence[Exchange]) -> Iterator[Widget]:
    landed = [
        Words(_quote("+ Landed", "$success", index, quoted, exchanges), classes="paragraph")
        for index, quoted in one_each(debrief.landed)
    ]
    yield from landed[:LANDED_AT_ONCE]
    for index, quoted in one_each(debrief.hurt):
        yield Words(_quote("− May have hurt", "$error", index, quoted, exchanges), classes="paragraph")
    if len(landed) > LANDED_AT_ONCE:
        yield Fold("More that landed", *landed[LANDED_AT_ONCE:])
    if not debrief.landed and not debrief.hurt:
        yield Words("Nothing stood out clearly, for good or ill.", classes="paragraph")


def one_each(found: Sequence[tuple[int, Quoted]]) -> list[tuple[int, Quoted]]:
    """The first of each behaviour that has words to quote, else the first."""
    chosen: dict[str, tuple[int, Quoted]] = {}
    for index, quoted in found:
        kept = chosen.get(quoted.behaviour)
        if kept is None or (quoted.quote and not kept[1].quote):
            chosen[quoted.behaviour] = index, quoted
    return list(chosen.values())


def _quote(sign: str, colour: str, index: int, quoted: Quoted, exchanges: Sequence[Exchange]) -> Content:
    words = quoted.quote or own_words(exchanges[index].response)
    return Content.assemble(
        (sign, f"bold {colour}"),
        (f"  response {index + 1}  ", "$quiet"),
        "“",
        plain(shown(words, 300), "italic"),
        "”\n",
        plain(quoted.says, "$quiet"),
    )


def _standing(
    rubric: Rubric, score: AttemptScore, exchanges: Sequence[Exchange], counts: CountsHere | None
) -> Iterator[Widget]:
    yield Words(_all_in_all(rubric, score, counts), classes="paragraph")
    for gate, found in zip(rubric.gates, score.gates, strict=True):
        yield from gate_parts(gate, found, exchanges)


def _all_in_all(rubric: Rubric, score: AttemptScore, counts: CountsHere | None) -> Content:
    """Points and, for who is in no program, whether it would pass: in one that is the program's to say."""
    passed = {
        True: ("+ This would pass.", "$success"),
        False: ("− This would not pass yet.", "$error"),
        None: ("? Not decided until someone has read it.", "$secondary"),
    }
    sign, colour = passed[score.passed]
    parts: list[Content | str | tuple[str, str]] = []
    if counts is None:
        parts.append((sign, f"bold {colour}"))
        if score.points is not None:
            parts.append(f" {round(score.points * 100)} of 100 points; {round(rubric.mastery * 100)} are asked for.")
    else:
        parts += [f"{round(score.points * 100)} of 100 points. "] if score.points is not None else []
        parts.append(counts.in_words)
    low, high = score.grey.low, score.grey.high
    if low is not None and high is not None and round(low * 100) != round(high * 100):
        room = f" What the reading was unsure of leaves room from {round(low * 100)} to {round(high * 100)}"
        could = score.grey.could_change and counts is None
        parts.append((room + (", and could change this." if could else "."), "$quiet"))
    return Content.assemble(*parts)


def _criteria(rubric: Rubric, debrief: Debrief, advisory: AbstractSet[str]) -> Iterator[Widget]:
    scores = debrief.score.criteria
    views = [
        CriterionView(criterion, score, feedback, in_program=criterion.id in advisory)
        for criterion, score, feedback in zip(rubric.criteria, scores, debrief.feedback, strict=True)
    ]
    first = foremost(rubric.criteria, scores)
    yield from (views[index] for index in first)
    rest = [view for index, view in enumerate(views) if index not in first]
    if rest:
        yield Fold("The other criteria", *rest, classes="-rest")


def _practise(practise: Sequence[str]) -> Iterator[Widget]:
    if practise:
        yield _heading("What to practise next")
    for words in practise:
        yield Words(Content.assemble("> ", plain(words)), classes="paragraph")


def _replies(scenario: Scenario, exchanges: Sequence[Exchange]) -> Iterator[Widget]:
    tried = list(dict.fromkeys(exchange.moment for exchange in exchanges))
    tried = [moment for moment in tried if has_models(scenario.moments[moment])]
    if tried:
        yield _heading("What others might have said")
    for moment in tried:
        heard = next(exchange.heard for exchange in exchanges if exchange.moment == moment)
        last_line = clean(heard).strip().split("\n")[-1]
        yield Fold(f"After “{shown(last_line, 56)}”", *model_replies(scenario.moments[moment]))


def _facts(facts: Sequence[str]) -> Iterator[Widget]:
    if facts:
        yield _heading("Facts you stated")
        yield Words(Content.styled(NOT_CHECKED, "$quiet"))
        listed = (Content.assemble("· “", plain(words), "”") for words in facts)
        yield Words(Content("\n").join(listed), classes="paragraph")


def _care(scenario: Scenario, crisis_lines: Sequence[str]) -> Iterator[Widget]:
    hard = scenario.difficulty == 3 or any(moment.risk != "none" for moment in scenario.moments.values())
    if not hard:
        return
    yield _heading("And you?")
    yield Words(LOOK_AFTER_YOURSELF, classes="paragraph")
    yield Words(turn_to(crisis_lines), classes="paragraph")
