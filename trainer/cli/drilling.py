"""Drills, probes and the first run in lines, typed or from a file."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from trainer.cli.exits import ExitCode
from trainer.cli.failing import CommandError, tell
from trainer.cli.opening import close_session, open_library, open_session, read_settings, told_as_failure
from trainer.cli.plain.agenda import Chosen, choices, choose
from trainer.cli.plain.drill import hold_drill, script_drill, script_moment
from trainer.cli.plain.moment import hold_moment
from trainer.cli.plain.scripted import left_over, parse_responses, refuse_redo
from trainer.cli.plain.talk import Talk
from trainer.cli.plain.words import care, first_words
from trainer.cli.playing import read_responses
from trainer.cli.reach import Reach
from trainer.cli.terminal import app_fits, line_width
from trainer.library.catalogue import Library
from trainer.library.nearest import or_nearest
from trainer.library.text import shown
from trainer.records.settings import Settings
from trainer.session.practice import Practice


@dataclass(frozen=True, slots=True)
class DrillWish:
    """What `drill` was asked for."""

    behaviour: str | None
    plain: bool
    minutes: int | None
    responses: str | None


def drill(reach: Reach, wish: DrillWish) -> ExitCode:
    """Practise what was asked for, or what is due: in the app, or in lines. Raises CommandError."""
    settings = read_settings()
    if app_fits() and not wish.plain and wish.responses is None:
        return _in_app(reach, wish, settings)
    with practising(reach, open_library(reach, settings)) as practice:
        if wish.behaviour is not None:
            _require(practice, wish.behaviour)
        try:
            if wish.responses is not None:
                _from_file(practice, wish)
            else:
                _by_hand(practice, wish, settings)
        except KeyboardInterrupt:
            remedy = "`trainer drill` says what is due."
            raise CommandError("Interrupted; what you have sent is kept", "", remedy, ExitCode.INTERRUPTED) from None
    return ExitCode.OK


def _in_app(reach: Reach, wish: DrillWish, settings: Settings) -> ExitCode:
    from trainer.cli.front import open_app
    from trainer.tui.asked_for import Practising

    library = open_library(reach, settings)
    if wish.behaviour is not None:
        with practising(reach, library) as practice:
            _require(practice, wish.behaviour)
    if wish.minutes is not None:
        settings = replace(settings, practice=replace(settings.practice, minutes=wish.minutes))
    return open_app(reach, settings, Practising(wish.behaviour), library)


@contextmanager
def practising(reach: Reach, library: Library) -> Iterator[Practice]:
    """The user's practice with a library, by the rules in the settings."""
    with told_as_failure():
        session = open_session(library, reach)
        try:
            yield session.practice()
        finally:
            close_session(session)


def _require(practice: Practice, behaviour: str) -> None:
    if behaviour in practice.drillable:
        return
    if behaviour in practice.behaviours:
        why, meant = f"No moment in the library is for drilling '{behaviour}' yet", ""
    else:
        why, meant = f"There is no behaviour '{shown(behaviour)}'", or_nearest(behaviour, practice.drillable)
    raise CommandError(f"{why}{meant}", remedy=f"These can be drilled: {', '.join(practice.drillable)}.")


def _by_hand(practice: Practice, wish: DrillWish, settings: Settings) -> None:
    talk = Talk(sys.stdin, sys.stdout, line_width(sys.stdout))
    first_words(talk, settings)
    chosen = choose(talk, practice) if wish.behaviour is None else Chosen("drill", wish.behaviour, "")
    if chosen is None:
        return
    if chosen.kind == "drill":
        held = practice.drill(chosen.name, wish.minutes)
        hold_drill(talk, held)
        moments = held.moments
    else:
        moments = (practice.first_run() if chosen.kind == "first" else practice.probe(chosen.name),)
        hold_moment(talk, moments[0])
    if any(moment.exchanges and moment.body.risk != "none" for moment in moments):
        care(talk, settings)


def _from_file(practice: Practice, wish: DrillWish) -> None:
    assert wish.responses is not None
    responses = parse_responses(read_responses(wish.responses))
    every = [Chosen("drill", wish.behaviour, "")] if wish.behaviour else choices(practice, practice.agenda())
    if not every:
        raise CommandError("There is nothing to practise", remedy="Nothing is due; name a behaviour to drill it.")
    chosen, talk = every[0], Talk(None, sys.stdout, line_width(sys.stdout))
    refuse_redo(responses, "probe" if chosen.kind == "probe" else "practice")
    if chosen.kind == "drill":
        unused = script_drill(talk, practice.drill(chosen.name, wish.minutes), responses)
    else:
        waiting = list(responses)
        script_moment(talk, practice.first_run() if chosen.kind == "first" else practice.probe(chosen.name), waiting)
        unused = len(waiting)
    if unused:
        tell(left_over(unused))
