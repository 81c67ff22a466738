"""The debrief in words: the patient's view first, then what the attempt is judged on, then what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from trainer.cli.plain.card import in_its_style, own_words
from trainer.cli.plain.contesting import SEEN_OTHERWISE
from trainer.cli.plain.talk import Talk
from trainer.cli.plain.words import WRITTEN_PRACTICE, care, counted, in_short, percent, sentence
from trainer.library.rubric import Criterion, Gate
from trainer.library.scenario import Scenario
from trainer.practice.opportunities import MODEL_FROM
from trainer.programs.counting_here import CountsHere
from trainer.records.settings import Settings
from trainer.scoring.attempt import AttemptScore, GateScore
from trainer.scoring.criteria import CriterionScore
from trainer.scoring.exchange import Exchange
from trainer.scoring.feedback import Quoted
from trainer.session.contesting import Contested
from trainer.session.run import Run

HARD = 3
"""The difficulty after which a word is said to the trainee."""
_HELD = {True: "held", False: "not held", None: "not decided"}
_PASSED = {
    True: "This would pass.",
    False: "This would not pass yet.",
    None: "Whether this would pass is not decided until someone has read it.",
}


def say_debrief(talk: Talk, run: Run, settings: Settings) -> None:
    """Say the whole debrief of a run that has ended, whose closing words have just been said. Raises SessionError."""
    found, contested, met = run.debrief(), run.contested(), run.met_before()
    scenario, rubric, exchanges = run.scenario, run.rubric, run.encounter.exchanges
    talk.heading(f"Looking back: {scenario.title}")
    talk.heading(f"How it was for {scenario.patient.name}")
    talk.say(found.patient_view.removeprefix(run.encounter.closing).strip() or found.patient_view)
    counts = run.counts_here()
    for criterion, score, feedback in zip(rubric.criteria, found.score.criteria, found.feedback, strict=True):
        _criterion(talk, criterion, score, feedback, in_program=counts is not None and criterion.id in counts.advisory)
    if rubric.gates:
        talk.heading("What must hold, whatever the points")
    for gate, held in zip(rubric.gates, found.score.gates, strict=True):
        _gate(talk, gate, held, exchanges, scenario.patient.name)
    _standing(talk, found.score, rubric.mastery, counts)
    talk.say(met.in_words if met is not None else "")
    otherwise = {(one.index, one.behaviour) for one in contested if one.index is not None}
    _quoted(talk, "What landed", found.landed, otherwise)
    _quoted(talk, "What may have hurt", found.hurt, otherwise)
    _contested(talk, contested, run)
    talk.heading("Trust and distress")
    talk.say(f"Trust {course(found.trust)}.")
    talk.say(f"Distress {course(found.distress)}.")
    _replies(talk, scenario, exchanges)
    _lines(talk, "What to practise next", found.practise)
    _lines(talk, "Facts you stated: listed, not checked", [f"“{fact}”" for fact in found.stated_facts])
    if scenario.difficulty == HARD or any(moment.risk != "none" for moment in scenario.moments.values()):
        care(talk, settings)
    talk.gap()
    talk.say(WRITTEN_PRACTICE)


def _criterion(talk: Talk, criterion: Criterion, score: CriterionScore, feedback: str, *, in_program: bool) -> None:
    """`in_program`: it is advisory in the trainee's program."""
    talk.heading(f"{criterion.title}: {_level(score)}")
    if score.level is None:
        return
    descriptors = {int(level): words for level, words in criterion.descriptors.items()}
    talk.say(descriptors.get(score.level, ""))
    talk.say(feedback)
    if score.last_level is not None and score.last_level != score.level:
        talk.say(f"With your last tries: level {score.last_level} of 3. The first try counts.")
    if score.advisory:
        talk.say("Shown as advice only: the reading is not reliable enough here to decide by it.")
    elif in_program:
        talk.say("Shown as advice only: it decides nothing in your program.")


def _level(score: CriterionScore) -> str:
    if score.level is None:
        return "nothing in this conversation called for it, so it is left out"
    met = f", {score.met} of {counted(score.opportunities, 'time')}" if score.opportunities else ""
    return f"level {score.level} of 3{met}"


def _gate(talk: Talk, gate: Gate, score: GateScore, exchanges: Sequence[Exchange], name: str) -> None:
    """Whether a gate held and why; where it did not for sure, the turns to look at."""
    feedback = {True: gate.feedback.held, False: gate.feedback.missed, None: gate.feedback.undecided}
    if not score.met:
        talk.say(f"{gate.title}: not met. {sentence(score.why)}")
        return
    talk.say(f"{gate.title}: {_HELD[score.passed]}. {sentence(score.why)}")
    talk.say(feedback[score.passed])
    for index in score.exchanges if score.passed is not True else ():
        exchange = exchanges[index]
        talk.item(f"{name}: {exchange.heard}")
        talk.item(f"You, response {index + 1}: {own_words(exchange)}")


def _standing(talk: Talk, score: AttemptScore, mastery: float, counts: CountsHere | None) -> None:
    """In a program no pass or fail is said: it is the program's to say, and it says so itself."""
    talk.heading("All in all")
    if counts is not None:
        points = "" if score.points is None else f"{percent(score.points)} of 100 points. "
        talk.say(f"{points}{counts.in_words}")
    else:
        needed = f"{percent(mastery)} are needed."
        points = "" if score.points is None else f" {percent(score.points)} of 100 points; {needed}"
        talk.say(f"{_PASSED[score.passed]}{points}")
    low, high = score.grey.low, score.grey.high
    if low is not None and high is not None and percent(low) != percent(high):
        could = ", and could change this" if score.grey.could_change else ", and would not change this"
        room = f"leaves room from {percent(low)} to {percent(high)}"
        talk.say(f"What the reading was unsure of {room}{could if counts is None else ''}.")


def _quoted(
    talk: Talk, title: str, quoted: Sequence[tuple[int, Quoted]], otherwise: AbstractSet[tuple[int, str | None]]
) -> None:
    """Behaviour by behaviour, what is said of it once, then every quote: heard seven times, praise is noise.
    `otherwise` are those that the trainee contests."""
    if quoted:
        talk.heading(title)
    for behaviour in dict.fromkeys(words.behaviour for _, words in quoted):
        found = [(index, words) for index, words in quoted if words.behaviour == behaviour]
        first = found[0][1]
        times = f", {counted(len(found), 'time')}" if len(found) > 1 else ""
        talk.say(f"{first.title}{times}. {first.says.strip()}")
        for index, words in found:
            mark = f" {SEEN_OTHERWISE}" if (index, behaviour) in otherwise else ""
            quote = f": “{' '.join(words.quote.split())}”" if words.quote.strip() else "."
            talk.item(f"Response {index + 1}{quote}{mark}")


def _contested(talk: Talk, contested: Sequence[Contested], run: Run) -> None:
    if contested:
        talk.heading("What you see otherwise")
    for one in contested:
        name = one.name(run.rubric, run.behaviours)
        talk.say(f"{name}: read as {one.finding}. You say: “{one.reason}” {one.outcome}")


def course(values: Sequence[int]) -> str:
    """How a gauge went, in words: `began at 4, then 5, 3, 6; it fell most at turn 2`."""
    if len(values) < 2:
        return f"stood at {values[0]}" if values else "was not followed"
    words = f"began at {values[0]} of 10, then {', '.join(str(value) for value in values[1:])}"
    changes = [after - before for before, after in pairwise(values)]
    parts = []
    if max(changes) > 0:
        parts.append(f"rose most at turn {changes.index(max(changes)) + 1}")
    if min(changes) < 0:
        parts.append(f"fell most at turn {changes.index(min(changes)) + 1}")
    return f"{words}; it {' and '.join(parts)}" if parts else f"{words}; it did not move"


def _replies(talk: Talk, scenario: Scenario, exchanges: Sequence[Exchange]) -> None:
    """Model replies, best first, only for moments at which the trainee has tried."""
    tried = list(dict.fromkeys(exchange.moment for exchange in exchanges))
    tried = [moment for moment in tried if any(reply.level >= MODEL_FROM for reply in scenario.moments[moment].replies)]
    if tried:
        talk.heading("What others might have said")
    for moment in tried:
        heard = next(exchange.heard for exchange in exchanges if exchange.moment == moment)
        models = [reply for reply in scenario.moments[moment].replies if reply.level >= MODEL_FROM]
        talk.say(f"After “{in_short(heard.strip().splitlines()[-1])}”:")
        for reply in sorted(models, key=lambda model: -model.level):
            talk.item(in_its_style(reply))


def _lines(talk: Talk, title: str, lines: Sequence[str]) -> None:
    if lines:
        talk.heading(title)
    for number, line in enumerate(lines, start=1):
        talk.say(f"{number}. {line}")
