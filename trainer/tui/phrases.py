"""Words that several screens share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trainer.session.uncounted import Uncounted

WHAT_THIS_IS = (
    "Practice in writing with invented patients. It is no medical device and gives no clinical advice, and whether "
    "it carries over to speech has not been shown."
)
MAY_SPEAK_OF_DYING = "Any patient here may speak of wanting to die."
LOOK_AFTER_YOURSELF = "If something here came close to your own life, stop for a while and talk to someone you trust."
SOMEONE_TO_TURN_TO = "your supervisor, occupational health, your local emergency number"
"""Where no crisis lines are set."""
NOT_YET_READ = "Not yet read by a clinician or a person with lived experience."
DIFFICULTY = {1: "gentle", 2: "demanding", 3: "hard"}


def counted(number: int, one: str, many: str) -> str:
    """`1 response`, `2 responses`."""
    return f"{number} {one if number == 1 else many}"


def ordinal(number: int) -> str:
    """`first` to `tenth`, then `11th`."""
    words = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
    return words[number - 1] if 1 <= number <= len(words) else f"{number}th"


def day(moment: datetime, now: datetime) -> str:
    """The day of `moment` as seen from `now`: `today`, `yesterday`, a weekday, a date. Both know their zone."""
    moment = moment.astimezone(now.tzinfo)
    days = (now.date() - moment.date()) // timedelta(days=1)
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    return f"{days} days ago" if days < 7 else f"{moment:%d %b %Y}".lstrip("0")


def coming_day(moment: datetime, now: datetime) -> str:
    """The day of `moment` from `now` on: `today`, `tomorrow`, `in 3 days`. Both know their zone."""
    days = (moment.astimezone(now.tzinfo).date() - now.date()) // timedelta(days=1)
    if days <= 0:
        return "today"
    return "tomorrow" if days == 1 else f"in {days} days"


def last_day(closes: datetime, now: datetime) -> datetime:
    """A time on the last day of what is open until `closes`: the end of a day belongs to that day."""
    return closes.astimezone(now.tzinfo) - timedelta(microseconds=1)


def day_of(moment: datetime, now: datetime) -> str:
    """`18 Dec 2026`, where `now` is. Both know their zone."""
    return f"{moment.astimezone(now.tzinfo):%d %b %Y}".lstrip("0")


def due(closes: datetime | None, now: datetime) -> str:
    """`due tomorrow`, `due in 3 days at 17:30`, `due on 18 Dec 2026`: by when something is to be done."""
    if closes is None:
        return "no due date"
    last = last_day(closes, now)
    local = closes.astimezone(now.tzinfo)
    at = "" if local.time() == time() else f" at {local:%H:%M}"
    far = (last.date() - now.date()) // timedelta(days=1) > 14
    return f"due {f'on {day_of(last, now)}' if far else coming_day(last, now)}{at}"


def will_not_count(found: Uncounted, now: datetime) -> str:
    """Why what is begun now does not count in a cohort that asks for it, a sentence."""
    match found.why:
        case "mode":
            return f"{found.cohort} asks for {found.mode}: this will not count there."
        case "made":
            return f"You have made all the attempts that {found.cohort} asks for: this will not count there."
        case "ahead":
            begins = "" if found.at is None else _moment(found.at, now)
            return f"{found.cohort} asks for it only from {begins}: this will not count there."
        case "over":
            ended = "" if found.at is None else day_of(last_day(found.at, now), now)
            return f"{found.cohort} asked for it until {ended}: this will not count there."


def _moment(at: datetime, now: datetime) -> str:
    local = at.astimezone(now.tzinfo)
    return day_of(at, now) if local.time() == time() else f"{day_of(at, now)} at {local:%H:%M}"


def turn_to(crisis_lines: Sequence[str]) -> str:
    """Whom to turn to: the lines that were set, else those that everybody has."""
    return "\n".join(crisis_lines) if crisis_lines else f"Someone is there: {SOMEONE_TO_TURN_TO}."
