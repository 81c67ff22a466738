"""What plain mode says in several places."""

from __future__ import annotations

from datetime import datetime

from trainer.cli.plain.talk import Talk
from trainer.library.text import shown
from trainer.records.settings import Settings

MODES = {
    "practice": "practice: feedback after each response, and you may take a moment again",
    "assessment": "assessment: one go, feedback at the end, and your own judgement before it",
    "probe": "probe: one go without feedback, to measure what stayed",
}
HELP = (
    "Type what you would say, over as many lines as you like; an empty line sends it.",
    "/silence holds silence on purpose.",
    "/redo takes the last moment again.",
    "/replies says what others might have said to it.",
    "/contest lets you see a finding otherwise, with your reason.",
    "/clear drops what you have typed for this response.",
    "/pause or /quit stops here. Nothing is lost, and you can resume.",
    "/help says this again.",
)
IN_PRACTICE = ("/redo", "/replies", "/contest")
"""What there is in practice only, after a response."""
NO_MORE_INPUT = "No more input came, so this is a pause. Thank you for what you wrote; it is all kept."
WRITTEN_PRACTICE = "This is written practice; transfer to speech is not shown."
NO_FEEDBACK = "This was a probe: it gives no feedback. It is kept, and reported apart from practice."
LOOK_AFTER_YOURSELF = "If something here came close to your own life, stop for a while and talk to someone you trust."
NOT_YET_READ = "Not yet read by a clinician or a person with lived experience."


def care(talk: Talk, settings: Settings) -> None:
    """After something hard: stop for a while, and where to turn."""
    talk.heading("And you?")
    talk.say(LOOK_AFTER_YOURSELF)
    talk.say(f"To turn to: {crisis_lines(settings)}")


def day(at: datetime) -> str:
    """`22 November 2026`: the day in the zone that the time is told in."""
    return f"{at.day} {at:%B} {at.year}"


def percent(share: float) -> int:
    return int(share * 100 + 0.5)


def sentence(words: str) -> str:
    """With a full stop where nothing ends it, and a capital: lines that do not end run into each other when heard."""
    stripped = words.strip()
    ended = stripped if stripped.rstrip("”").endswith((".", "?", "!", "…")) else f"{stripped}."
    return ended[:1].upper() + ended[1:] if stripped else ""


def in_short(words: str, limit: int = 70) -> str:
    """One line of at most so many characters, never broken off within a word."""
    line = shown(words, limit)
    return f"{line.rsplit(' ', 1)[0].rstrip('…,;: ')} …" if line.endswith("…") and " " in line else line


def first_words(talk: Talk, settings: Settings) -> None:
    """What this is, before anything else."""
    talk.say(
        "This is practice with an invented patient. It is no medical device and gives no clinical advice. "
        "Any patient here may speak of wanting to die."
    )
    talk.say(f"If something here touches you: {crisis_lines(settings)}")


def crisis_lines(settings: Settings) -> str:
    """Where to turn, as the settings have it."""
    if settings.crisis_lines:
        return "; ".join(line.strip().rstrip(".;") for line in settings.crisis_lines) + "."
    return "your supervisor, occupational health, your local emergency number."


def how_to_resume(scenario_id: str) -> str:
    return f"`trainer play {scenario_id} --plain` offers to resume it."


def counted(number: int, one: str) -> str:
    """`1 response`, `2 responses`."""
    return f"{number} {one}" if number == 1 else f"{number} {one}s"


def listed(parts: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
