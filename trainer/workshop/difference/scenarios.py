"""Two versions of a scenario."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from trainer.library.scenario import Ending, Moment, Patient, Says, Scenario
from trainer.workshop.difference.change import Change, list_change, text_change, value_change
from trainer.workshop.difference.matching import renamed
from trainer.workshop.difference.reactions import reaction_changes, reply_changes

_BRIEFING, _PATIENT = "briefing", "patient"


def scenario_changes(old: Scenario, new: Scenario) -> Iterator[Change]:
    """What trainees meet differently, in the order in which they meet it."""
    moments = renamed(old.moments, new.moments, _moment_text)
    endings = renamed(old.endings, new.endings, lambda ending: _joined(ending.says))
    names = {**moments, **endings}
    yield from _briefing(old, new)
    yield from _patient(old.patient, new.patient)
    if names.get(old.opening, old.opening) != new.opening:
        words = f"it begins with '{new.opening}', no longer with '{old.opening}'"
        yield Change("conversation", "changed", words, old.opening, new.opening)
    yield from _named("moment", old.moments, new.moments, moments)
    for name, moment in new.moments.items():
        before = old.moments.get(_old_name(name, moments))
        if before is not None:
            yield from _moment(f"moment {name}", before, moment, names)
    yield from _named("ending", old.endings, new.endings, endings)
    for name, ending in new.endings.items():
        earlier = old.endings.get(_old_name(name, endings))
        if earlier is not None:
            yield from value_change(f"ending {name}", "kind", earlier.kind, ending.kind)
            yield from text_change(f"ending {name}", "words", earlier.says, ending.says)


def _briefing(old: Scenario, new: Scenario) -> Iterator[Change]:
    yield from text_change(_BRIEFING, "title", old.title, new.title)
    yield from text_change(_BRIEFING, "summary", old.summary, new.summary)
    yield from value_change(_BRIEFING, "difficulty", old.difficulty, new.difficulty)
    yield from value_change(_BRIEFING, "minutes", old.minutes, new.minutes)
    yield from text_change(_BRIEFING, "content note", old.content_note, new.content_note)
    yield from text_change(_BRIEFING, "role", old.role, new.role)
    yield from list_change(_BRIEFING, "goals", old.goals, new.goals)
    yield from value_change(_BRIEFING, "judged on the rubric", old.rubric, new.rubric)


def _patient(old: Patient, new: Patient) -> Iterator[Change]:
    yield from value_change(_PATIENT, "name", old.name, new.name)
    yield from value_change(_PATIENT, "age", old.age, new.age)
    yield from text_change(_PATIENT, "background", old.background, new.background)
    yield from value_change(_PATIENT, "trust at the opening", old.starts.trust, new.starts.trust)
    yield from value_change(_PATIENT, "distress at the opening", old.starts.distress, new.starts.distress)
    yield from text_change(_PATIENT, "words at an answer of the same shape", old.repeats, new.repeats)
    yield from text_change(_PATIENT, "words when asked about safety", old.asked_safety, new.asked_safety)


def _moment(place: str, old: Moment, new: Moment, names: Mapping[str, str]) -> Iterator[Change]:
    yield from text_change(place, "words", old.says, new.says)
    yield from value_change(place, "risk", old.risk, new.risk)
    yield from value_change(place, "asks", old.asks, new.asks)
    yield from value_change(place, "silence", old.silence, new.silence)
    yield from list_change(place, "calls for", old.calls_for, new.calls_for)
    yield from list_change(place, "traps", old.traps, new.traps)
    yield from list_change(place, "feels", old.feels, new.feels)
    yield from value_change(place, "parallel", old.parallel or "none", new.parallel or "none")
    yield from reaction_changes(place, old.reactions, new.reactions, names)
    yield from reply_changes(place, old.replies, new.replies)


def _named(
    what: str,
    old: Mapping[str, Moment] | Mapping[str, Ending],
    new: Mapping[str, Moment] | Mapping[str, Ending],
    names: Mapping[str, str],
) -> Iterator[Change]:
    for name in old:
        if name in names:
            yield Change(f"{what} {names[name]}", "renamed", f"was called '{name}'", name, names[name])
        elif name not in new:
            yield Change(f"{what} {name}", "removed", "is gone", name)
    for name in new:
        if name not in old and name not in names.values():
            yield Change(f"{what} {name}", "added", "is new", after=name)


def _old_name(name: str, names: Mapping[str, str]) -> str:
    return next((old for old, new in names.items() if new == name), name)


def _moment_text(moment: Moment) -> str:
    """What a moment is known by when its name has changed: what is said in it."""
    return "\n".join([_joined(moment.says), *(_joined(reaction.says) for reaction in moment.reactions)])


def _joined(says: Says) -> str:
    return says if isinstance(says, str) else "\n".join(says)
