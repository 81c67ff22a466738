"""Practice in lines: contests, model replies, both tries, looking back, what was met before; and drill and progress in
the app where there is a terminal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Place
from trainer.cli.exits import ExitCode
from trainer.session.session import Session
from trainer.tui.asked_for import Asked, LookingBack, Practising

GOOD = "You sound worn out.\n\n"
BAD = "at least it rains.\n\n"


class Opened:
    """Stands in for the app and remembers how it was opened."""

    def __init__(self) -> None:
        self.asked_for: Asked | None = None
        self.minutes = 0

    def __call__(self, open_session: Callable[[], Session], **given: Any) -> int:
        open_session().close()
        self.asked_for, self.minutes = given["asked_for"], given["rules"].minutes
        return 0


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    stand_in = Opened()
    monkeypatch.setattr("trainer.tui.app.run_app", stand_in)
    for module in ("drilling", "looking_back"):
        monkeypatch.setattr(f"trainer.cli.{module}.app_fits", lambda: True)
    return stand_in


def _words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("command", "asked_for", "minutes"),
    [
        (["drill"], Practising(), 10),
        (["drill", "names-feeling", "--minutes", "4"], Practising("names-feeling"), 4),
        (["progress"], LookingBack(), 10),
    ],
)
def test_on_a_terminal_the_app_opens_there(
    place: Place, opened: Opened, command: list[str], asked_for: Asked, minutes: int
) -> None:
    done = place.run(*command)
    assert (done.exit_code, done.stdout) == (ExitCode.OK, "")
    assert (opened.asked_for, opened.minutes) == (asked_for, minutes)


@pytest.mark.parametrize(
    "command",
    [["drill", "--plain"], ["drill", "names-feeling", "--plain"], ["progress", "--plain"], ["progress", "--json"]],
)
def test_lines_and_json_open_no_app(place: Place, opened: Opened, command: list[str]) -> None:
    done = place.run(*command, typed="/quit\n")
    assert done.exit_code == ExitCode.OK
    assert done.stdout
    assert opened.asked_for is None


def test_an_unknown_behaviour_opens_no_app(place: Place, opened: Opened) -> None:
    assert place.run("drill", "names-feelng").exit_code == ExitCode.ABSENT
    assert opened.asked_for is None


def test_a_finding_is_contested_after_the_card_and_marked_in_the_debrief(place: Place) -> None:
    typed = f"{BAD}/c\n2\nI was joking with her.\n/quit\n"
    done = place.run("play", "rainy-day", "--plain", "--mode", "practice", typed=typed)
    assert "1. Level 1, invalidating." in done.stdout
    assert "2. “at least” – Title of minimises." in done.stdout
    assert "it waits for a supervisor" in done.stdout
    typed = f"new\n{GOOD}contest\n\n/clear\n{GOOD}contest\n1\nIt was more.\n\n2\n2\nNot that.\n9\n\n"
    again = _words(place.run("play", "rainy-day", "--plain", typed=typed).stdout)
    assert "The command is /contest." in again
    looked = _words(place.run("play", "rainy-day", "--look-back", typed="").stdout)
    assert "Waits for a supervisor." in looked
    assert "read as level 5. You say: “It was more.”" in looked
    assert "Response 2, Title of names-feeling: read as present. You say: “Not that.”" in looked
    assert looked.count("You see this otherwise.") == 1
    progress = _words(place.run("progress").stdout)
    assert progress.count("You say:") == 3


def test_nothing_is_contested_without_a_choice_or_a_reason(place: Place) -> None:
    typed = f"/contest\n{BAD}/contest\n\n/contest\n1\n\n/quit\n"
    done = place.run("play", "rainy-day", "--plain", typed=typed)
    assert "That comes after an answer of your own." in done.stdout
    assert "Nothing contested." in done.stdout
    assert "A contest needs a reason." in done.stdout
    assert "You say:" not in place.run("progress").stdout


def test_an_assessment_can_be_contested_only_after_its_debrief(place: Place) -> None:
    typed = f"{GOOD}/contest\n/replies\n{GOOD}2\n1\n\n1\n1\nIt was more.\n\n"
    done = _words(place.run("play", "rainy-day", "--plain", "--mode", "assessment", typed=typed).stdout)
    assert done.count("An assessment gives feedback at its end.") == 2
    assert done.index("How it was for Ana") < done.index("it waits for a supervisor")


def test_replies_and_both_tries_are_told_in_practice(place: Place) -> None:
    done = _words(place.run("play", "rainy-day", "--plain", typed=f"{BAD}/replies\n/redo\n{GOOD}/quit\n").stdout)
    assert "What others might have said. Level 4, plain: You sound worn out." in done
    assert "Try 1, level 1: “at least it rains.” Try 2, level 5: “You sound worn out.”" in done


def test_looking_back_asks_for_the_own_view_that_waits(place: Place) -> None:
    assert place.run("play", "rainy-day", "--look-back").exit_code == ExitCode.ABSENT
    place.run("play", "rainy-day", "--plain", "--mode", "assessment", typed=f"{GOOD}{GOOD}")
    alone = place.run("play", "rainy-day", "--look-back", typed="")
    assert alone.exit_code == 0
    assert "How it was for Ana" in alone.stdout
    assert not [asked for asked in ("Type a number", "type the number", "Your own view first") if asked in alone.stdout]
    assert "On a terminal this command asks for your own view" in alone.stderr
    done = place.run("play", "rainy-day", "--look-back", "--mode", "assessment", typed="3\n1\n\n\n").stdout
    assert done.index("Your own view first") < done.index("How it was for Ana")
    again = place.run("play", "rainy-day", "--look-back", typed="").stdout
    assert "Your own view first" not in again
    assert "I heard it, and stayed with what was hard" in again
    assert place.run("play", "--look-back").exit_code == ExitCode.USAGE


def test_what_was_met_before_an_assessment_is_told(place: Place) -> None:
    assess = ("play", "rainy-day", "--mode", "assessment")
    first = place.run(*assess, "--plain", typed=f"{GOOD}{GOOD}")
    assert "Met before" not in first.stdout
    second = _words(place.run(*assess, "--plain", typed=f"{GOOD}{GOOD}1\n\n\n").stdout)
    told = "Met before: 2 of the 2 moments here, with replies to read at all of them."
    assert second.count(told) == 2
    assert second.index(told) < second.index("Mode: assessment")
    piped = place.run(*assess, "--responses", "-", "--json", typed="You sound worn out.\nworn out\n")
    assert told in _words(piped.stderr)
    assert "Met before" not in place.run("play", "rainy-day", "--plain", typed="").stdout


def test_the_list_of_drills_goes_on_and_says_what_has_no_moment(place: Place) -> None:
    place.run("play", "rainy-day", "--responses", "-", typed="You sound worn out.\nworn out\n")
    done = _words(place.run("drill", "--plain", typed="more\ngives-information\nnames-feelng\nquit\n").stdout)
    assert "cannot be drilled: Title of asks-safety, Title of gives-information and Title of minimises." in done
    assert "No moment in the library is for drilling gives-information yet." in done
    assert "did you mean 'names-feeling'?" in done


def test_a_moment_drilled_before_is_told_and_comes_in_turn(place: Place) -> None:
    said = "\n".join(f"{GOOD}" for _ in range(4))
    done = place.run("drill", "names-feeling", typed=f"1\n\n{said}quit\n").stdout
    assert "Moment 4 of 4" in done
    assert done.count("You have drilled this moment before.") == 2
    heard = ["I bake at four" in moment for moment in done.split("Moment ")[1:]]
    assert heard in ([False, True, False, True], [True, False, True, False])


def test_the_first_screen_says_where_to_begin_and_what_is_due(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Begin here. One moment, three minutes" in _words(place.run().stdout)
    place.run("drill", "names-feeling", "--responses", "-", typed="That is early.\n")
    assert "Due now" not in place.run().stdout
    later = datetime.now().astimezone() + timedelta(days=3)
    monkeypatch.setattr("trainer.cli.opening._now", lambda: later)
    assert "Due now. 1 to drill" in _words(place.run().stdout)


def test_days_are_told_in_the_zone_of_the_clock(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    far_east = datetime(2026, 3, 3, 7, 30, tzinfo=timezone(timedelta(hours=13)))  # still 2 March in UTC
    monkeypatch.setattr("trainer.cli.opening._now", lambda: far_east)
    done = place.run("drill", "names-feeling", "--responses", "-", typed="That is early.\n")
    assert "Due again on 4 March 2026." in done.stdout
    place.run("play", "rainy-day", "--plain", typed=GOOD)
    back = place.run("play", "rainy-day", "--plain", typed="/quit\n")
    assert "begun on 3 March 2026 at 07:30" in back.stdout
    assert "2026-03-02T18:30:00+00:00" in place.run("progress", "--json").stdout


def test_a_paragraph_stays_one_line_in_a_pipe(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS")
    said = place.run("play", "rainy-day", "--plain", typed="").stdout.splitlines()
    assert max(len(line) for line in said) > 100


def test_progress_is_written_as_a_page(place: Place) -> None:
    place.run("play", "rainy-day", "--responses", "-", typed="You sound worn out.\nworn out <b>\n")
    file = place.folder / "p.html"
    done = place.run("progress", "--html", str(file))
    assert (done.exit_code, done.stdout) == (ExitCode.OK, "")
    assert str(file) in done.stderr
    assert "Your progress" in file.read_text(encoding="utf-8")
    assert file.stat().st_mode & 0o777 == 0o600
    assert place.run("progress", "--html", str(file), "--json").stdout.startswith("{")
    assert place.run("progress", "--html", str(Path(place.folder) / "no" / "p.html")).exit_code == ExitCode.ABSENT
