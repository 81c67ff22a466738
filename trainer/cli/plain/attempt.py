"""One attempt in plain mode: resume or begin, converse, and the trainee's own view at the end."""

from __future__ import annotations

from contextlib import suppress

from trainer.cli.plain.briefing import brief, how_to_answer
from trainer.cli.plain.choosing import choose_attempt, choose_mode
from trainer.cli.plain.conversation import Conversation, Course
from trainer.cli.plain.rating import own_view, rate
from trainer.cli.plain.talk import Talk
from trainer.records.attempts import Mode, Unfinished
from trainer.session.errors import SessionError
from trainer.session.run import Run
from trainer.session.session import Session


def hold_attempt(
    talk: Talk, session: Session, scenario_id: str, mode: Mode | None, seed: int | None, *, ask_mode: bool
) -> Run | None:
    """Resume or begin an attempt and hold it to its end or a pause; None where the trainee left before it began.

    `mode` None: any unfinished attempt is offered, and a new one is practice unless `ask_mode` has it asked for.
    Raises SessionError.
    """
    brief(talk, session.library.scenarios[scenario_id].item)
    run = _take_up(talk, session, scenario_id, mode)
    if run is None:
        return None
    if not isinstance(run, Run):
        chosen = mode or (choose_mode(talk) if ask_mode else "practice")
        if chosen is None:
            return None
        if chosen == "assessment":
            met = session.practice().met_before(session.library.scenarios[scenario_id].item)
            talk.say(met.in_words)
        run = session.start(scenario_id, chosen, seed)
    how_to_answer(talk, run.mode)
    if talk.by_hand and not run.encounter.exchanges:
        talk.gap()
        if talk.ask("Press Enter to begin, or type /quit.") in (None, "/quit", "/pause"):
            return run
    if Conversation(talk, run, session.practice()).hold() is Course.ENDED and run.mode == "assessment":
        rate(talk, run)
        own_view(talk, run)
    return run


def _take_up(talk: Talk, session: Session, scenario_id: str, mode: Mode | None) -> Run | str | None:
    """The attempt that the trainee resumes, `new`, or None where the trainee leaves."""
    open_attempts = [
        attempt
        for attempt in session.unfinished()
        if attempt.scenario_id == scenario_id
        and mode in (None, attempt.mode)
        and (attempt.exchanges or _has_draft(session, attempt))
    ]
    if not open_attempts:
        return "new"
    choice = choose_attempt(talk, open_attempts)
    if isinstance(choice, Unfinished):
        return session.resume(choice.attempt_id)
    return choice


def _has_draft(session: Session, attempt: Unfinished) -> bool:
    """Whether words were begun in it. One that cannot be opened holds up nobody who wants to begin."""
    with suppress(SessionError):
        return bool(session.resume(attempt.attempt_id).draft)
    return False
