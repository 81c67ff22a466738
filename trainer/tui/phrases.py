"""Words that several screens share."""

from __future__ import annotations

from datetime import datetime, timedelta

WHAT_THIS_IS = (
    "Practice in writing with invented patients. It is no medical device and gives no clinical advice, and whether "
    "it carries over to speech has not been shown."
)
MAY_SPEAK_OF_DYING = "Any patient here may speak of wanting to die."
LOOK_AFTER_YOURSELF = "If something here came close to your own life, stop for a while and talk to someone you trust."
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
