"""How the patient talks, and words that a scenario should do without."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.encounter.trainees import FLAWED_LEVEL
from trainer.library.text import shown
from trainer.scoring.readability import reading_grade
from trainer.scoring.risk import CUES
from trainer.workshop.craft.fault import Fault
from trainer.workshop.craft.quotation import quotation_faults
from trainer.workshop.craft.subject import Subject
from trainer.workshop.craft.texts import Texts, briefing, replied, spoken, told, without_asides

HIGHEST_GRADE = 8.0
ENOUGH_WORDS = 12
"""Of fewer words, the grade says little."""


def language_faults(subject: Subject) -> Iterator[Fault]:
    """C401 to C404, and C406."""
    lines = Texts(spoken(subject.scenario))
    yield from _hard_lines(lines)
    yield from _clinical(subject, lines)
    yield from _stigmatising(subject, lines)
    yield from _given_away(subject)
    yield from quotation_faults([*lines.passages, *replied(subject.scenario, 0)])


def _hard_lines(lines: Texts) -> Iterator[Fault]:
    for passage in lines.passages:
        words = without_asides(passage.text)
        grade = reading_grade(words) if len(words.split()) >= ENOUGH_WORDS else None
        if grade is not None and grade > HIGHEST_GRADE:
            message = f"the patient talks at US school grade {grade:.1f}, above {HIGHEST_GRADE:.0f}"
            yield Fault("C401", passage.path, message, "Use shorter sentences, and the words that people use at home.")


def _clinical(subject: Subject, lines: Texts) -> Iterator[Fault]:
    """Terms of the clinic, unless the background tells that the patient has them."""
    background = subject.scenario.patient.background
    foreign = (term for term in subject.wording.clinical if not term.pattern.search(background))
    for path, term, words in lines.uses_of(foreign):
        message = f"'{shown(words)}' is a term of the clinic, in the patient's mouth without cause"
        remedy = f"Let the patient say {term.instead}; or tell in the background where the term comes from."
        yield Fault("C402", path, message, remedy, words=words)


def _stigmatising(subject: Subject, lines: Texts) -> Iterator[Fault]:
    scenario, terms = subject.scenario, subject.wording.stigmatising
    own = Texts([*told(scenario), *replied(scenario, FLAWED_LEVEL + 1)])
    never_said = (term for term in terms if not term.patient_may_say)
    for path, term, words in [*own.uses_of(terms), *lines.uses_of(never_said)]:
        message = f"'{shown(words)}' puts a fault on the patient, or makes an illness of a person"
        yield Fault("C403", path, message, f"Write {term.instead}.", words=words)


def _given_away(subject: Subject) -> Iterator[Fault]:
    if all(body.risk not in CUES for body in subject.scenario.moments.values()):
        return
    for path, term, words in Texts(briefing(subject.scenario)).uses_of(subject.wording.cues):
        message = f"'{shown(words)}' gives a risk cue away before the trainee meets it"
        yield Fault("C404", path, message, f"Write of {term.instead}.", words=words)
