"""Words that several screens share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

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


def turn_to(crisis_lines: Sequence[str]) -> str:
    """Whom to turn to: the lines that were set, else those that everybody has."""
    return "\n".join(crisis_lines) if crisis_lines else f"Someone is there: {SOMEONE_TO_TURN_TO}."
