"""Playing: from a file of responses, in plain mode, or in the app."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from trainer.cli.exits import ExitCode
from trainer.cli.failing import CommandError, tell
from trainer.cli.opening import (
    close_session,
    open_library,
    open_session,
    read_settings,
    require_scenario,
    told_as_failure,
)
from trainer.cli.people.asked import tell_if_not_asked
from trainer.cli.plain.attempt import hold_attempt
from trainer.cli.plain.choosing import choose_scenario
from trainer.cli.plain.contesting import contest_any
from trainer.cli.plain.debrief import say_debrief
from trainer.cli.plain.rating import own_view, rate
from trainer.cli.plain.scripted import LARGEST, left_over, parse_responses, refuse_redo, run_script
from trainer.cli.plain.talk import Talk
from trainer.cli.plain.words import NO_FEEDBACK, first_words
from trainer.cli.reach import Reach
from trainer.cli.reporting.printing import print_json
from trainer.cli.result import result
from trainer.cli.terminal import app_fits, is_terminal, line_width
from trainer.library.catalogue import Library
from trainer.records.attempts import Mode
from trainer.records.settings import Settings

if TYPE_CHECKING:
    from trainer.session.run import Run
    from trainer.session.session import Session

DEFAULT_SEED = 1
"""Of runs that must give equal bytes: those with --responses or --json. Others draw one."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What `play` was asked for."""

    scenario_id: str | None
    mode: Mode | None
    plain: bool
    responses: str | None
    seed: int | None
    as_json: bool
    look_back: bool = False

    @property
    def seed_to_use(self) -> int | None:
        """None: one is drawn."""
        if self.seed is None and (self.as_json or self.responses is not None):
            return DEFAULT_SEED
        return self.seed


def play_scenario(reach: Reach, wish: Wish) -> ExitCode:
    """Run what was asked for. Raises CommandError."""
    settings = read_settings()
    library = open_library(reach, settings)
    if wish.scenario_id is not None:
        require_scenario(library, wish.scenario_id)
    if wish.look_back:
        return _look_back_at_last(reach, library, settings, wish)
    if wish.responses is not None:
        return _play_script(reach, library, settings, wish)
    mode = wish.mode or "practice"
    if app_fits() and not (wish.plain or wish.as_json) and (mode == "practice" or mode == "assessment"):
        from trainer.cli.front import open_app
        from trainer.tui.asked_for import AskedFor

        asked_for = AskedFor(wish.scenario_id, mode, wish.seed) if wish.scenario_id else None
        return open_app(reach, settings, asked_for, library)
    if wish.scenario_id is not None:
        tell_if_not_asked(reach, library.scenarios[wish.scenario_id].item, mode)
    return _play_plain(reach, library, settings, wish)


def _play_script(reach: Reach, library: Library, settings: Settings, wish: Wish) -> ExitCode:
    if wish.scenario_id is None:
        raise CommandError("--responses needs the id of a scenario", "", "`trainer list` shows them.", ExitCode.USAGE)
    assert wish.responses is not None
    mode: Mode = wish.mode or "practice"
    responses = parse_responses(read_responses(wish.responses))
    refuse_redo(responses, mode)
    tell_if_not_asked(reach, library.scenarios[wish.scenario_id].item, mode)
    talk = None if wish.as_json else Talk(None, sys.stdout, line_width(sys.stdout))
    with _session(library, reach) as session:
        run = session.start(wish.scenario_id, mode, wish.seed_to_use)
        with _interruptions_told(run.scenario.id, talk):
            unused = run_script(talk, run, responses)
        if unused:
            tell(left_over(unused))
        if not run.ended:
            tell("The responses ended before the conversation; the attempt stays open")
        if wish.as_json:
            _print_result(run)
        elif talk is not None and run.ended:
            _look_back(talk, run, settings)
    return ExitCode.OK


def _play_plain(reach: Reach, library: Library, settings: Settings, wish: Wish) -> ExitCode:
    out = sys.stderr if wish.as_json else sys.stdout
    talk = Talk(sys.stdin, out, line_width(out))
    first_words(talk, settings)
    scenario_id = wish.scenario_id or choose_scenario(talk, library)
    if scenario_id is None:
        return ExitCode.OK
    chosen_here = wish.scenario_id is None
    with _session(library, reach) as session, _interruptions_told(scenario_id, talk):
        run = hold_attempt(talk, session, scenario_id, wish.mode, wish.seed_to_use, ask_mode=chosen_here)
        if run is not None and run.ended:
            _look_back(talk, run, settings)
            _contest(talk, session, run)
        if run is not None and wish.as_json:
            _print_result(run)
    return ExitCode.OK


def _look_back_at_last(reach: Reach, library: Library, settings: Settings, wish: Wish) -> ExitCode:
    """The debrief of the last attempt that has ended; after an assessment the trainee's own view first, if it waits."""
    if wish.scenario_id is None or wish.responses is not None:
        remedy = "Name a scenario, and leave --responses out."
        raise CommandError("--look-back needs the id of a scenario alone", "", remedy, ExitCode.USAGE)
    out = sys.stderr if wish.as_json else sys.stdout
    answers = _answers()
    talk = Talk(answers, out, line_width(out))
    with _session(library, reach) as session, _interruptions_told(wish.scenario_id, talk):
        ended = [
            one.attempt_id
            for one in session.history()
            if one.scenario_id == wish.scenario_id
            and one.ended is not None
            and one.mode in ((wish.mode,) if wish.mode else ("practice", "assessment"))
        ]
        if not ended:
            remedy = f"`trainer play {wish.scenario_id} --plain` begins one, or offers one to resume."
            raise CommandError("No attempt of this scenario has ended", remedy=remedy)
        run = session.resume(ended[0])
        if run.mode == "assessment":
            if answers is not None:
                rate(talk, run)
            own_view(talk, run)
        _look_back(talk, run, settings)
        if answers is not None:
            _contest(talk, session, run)
        elif run.mode != "probe":
            asks = "your own view, and what you see otherwise" if run.self_rating is None else "what you see otherwise"
            tell("There is nobody to ask here", remedy=f"On a terminal this command asks for {asks}.")
        if wish.as_json:
            _print_result(run)
    return ExitCode.OK


def _answers() -> TextIO | None:
    """Where answers come from: the terminal, or all that is piped in; None where there is nothing."""
    if is_terminal(sys.stdin):
        return sys.stdin
    try:
        piped = sys.stdin.read() if sys.stdin is not None else ""
    except (OSError, ValueError):
        piped = ""
    return io.StringIO(piped) if piped else None


def _look_back(talk: Talk, run: Run, settings: Settings) -> None:
    """Say the debrief; of a probe, that it has none."""
    if run.mode == "probe":
        talk.gap()
        talk.say(NO_FEEDBACK)
        return
    say_debrief(talk, run, settings)


def _print_result(run: Run) -> None:
    """The result as JSON, which is the same for equal runs; what had been met before an assessment goes to stderr."""
    met = run.met_before()
    if met is not None and met.anything:
        tell(met.in_words)
    print_json(result(run))


def _contest(talk: Talk, session: Session, run: Run) -> None:
    """A probe has no findings to contest: it gives none."""
    if run.mode != "probe":
        contest_any(talk, run, session.practice())


@contextmanager
def _session(library: Library, reach: Reach) -> Iterator[Session]:
    with told_as_failure():
        session = open_session(library, reach)
        try:
            yield session
        finally:
            close_session(session)


@contextmanager
def _interruptions_told(scenario_id: str, talk: Talk | None) -> Iterator[None]:
    """Ctrl+C says how to resume: every line is on disk already."""
    try:
        yield
    except KeyboardInterrupt:
        if talk is not None:
            talk.gap()
        raise CommandError(
            "Interrupted; everything you typed is kept",
            remedy=f"`trainer play {scenario_id}` offers to resume it.",
            code=ExitCode.INTERRUPTED,
        ) from None


def read_responses(file: str) -> str:
    """The text of a file of responses; `-` is a pipe. Raises CommandError."""
    try:
        if file == "-":
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with Path(file).open("rb") as stream:
                data = stream.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        why = (getattr(error, "strerror", None) or "not a file name").lower()
        remedy = "Name a file of responses, or - for a pipe."
        raise CommandError(f"The responses cannot be read: {why}", file, remedy) from error
    if len(data) > LARGEST:
        raise CommandError(f"The responses have more than {LARGEST:,} bytes", file, "Shorten the file.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise CommandError("The responses are not UTF-8", file, "Save the file as UTF-8.") from None
