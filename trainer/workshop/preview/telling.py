"""What came of a response, in words: the same for lines and for screens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from trainer.encounter.encounter import Encounter
from trainer.library.text import shown
from trainer.scoring.exchange import Exchange
from trainer.scoring.feedback import LEVEL_NAMES
from trainer.scoring.quoting import quotes
from trainer.scoring.reading import Reading, Verdict
from trainer.workshop.preview.playing import Resumed, Turn
from trainer.workshop.wording import change_words

Tone = Literal["level", "present", "unsure", "passed", "reason", "happened", "state", "note"]
LONGEST_QUOTE = 80


@dataclass(frozen=True, slots=True)
class Line:
    """One line of what is told, and what it tells of."""

    tone: Tone
    words: str


def told(turn: Turn) -> tuple[Line, ...]:
    """The reading, the reactions passed over and why, the one that happened and why, and the state."""
    return (*reading_lines(turn.exchange), *reaction_lines(turn), *state_lines(turn))


def reading_lines(exchange: Exchange) -> Sequence[Line]:
    """The level with its interval, then what is present and what is unsure, with quotes."""
    reading = exchange.reading
    if reading is None:
        return [Line("level", "Silence: it is not read and has no level.")]
    return [
        Line("level", level_words(reading)),
        *_findings(exchange, reading, "present"),
        *_findings(exchange, reading, "unsure"),
    ]


def level_words(reading: Reading) -> str:
    """`Level 4 of 6, accurate (3.8; likely 3.1 to 4.4).`"""
    low, high = reading.interval
    name = LEVEL_NAMES[reading.shown_level]
    return f"Level {reading.shown_level} of 6, {name} ({reading.level:.1f}; likely {low:.1f} to {high:.1f})."


def reaction_lines(turn: Turn) -> Sequence[Line]:
    """Each reaction before the one that happened with why it did not, then that one with why it did.

    Beside its number, which counts from 1, stands its path as in problems, which counts from 0.
    """
    lines = []
    for weighed in turn.account.passed_over:
        lines.append(Line("passed", f"Not reaction {_named(weighed.index, weighed.reaction.then)}"))
        lines += [Line("reason", why) for why in weighed.why_not]
    happened = turn.account.happened
    many = len(turn.before.scenario.moments[turn.exchange.moment].reactions)
    lines.append(Line("happened", f"Reaction {_named(happened.index, turn.exchange.then, many)}"))
    if happened.tests:
        lines += [Line("reason", str(test)) for test in happened.tests]
    else:
        lines.append(Line("reason", "it has no condition: it happens where no other does"))
    return [*lines, *(Line("note", note) for note in turn.account.notes)]


def state_lines(turn: Turn) -> Sequence[Line]:
    """Trust and distress before and after, in one line; what the reaction says, where that could not be done whole."""
    exchange, reaction = turn.exchange, turn.account.happened.reaction
    (trust, trust_after), (distress, distress_after) = exchange.trust, exchange.distress
    whole = (trust_after - trust, distress_after - distress) == (reaction.trust, reaction.distress)
    said = "" if whole else f" (the reaction says {change_words(reaction)})"
    return [Line("state", f"{_moved('Trust', exchange.trust)}, {_moved('distress', exchange.distress)}{said}.")]


def standing(encounter: Encounter) -> str:
    """Where the conversation stands: `moment arrival, trust 4, distress 7`, or how it has ended."""
    gauges = f"trust {encounter.trust}, distress {encounter.distress}"
    if encounter.moment is None:
        ending = encounter.ending or ""
        return f"ended in {ending} ({encounter.scenario.endings[ending].kind}), {gauges}"
    moment = encounter.scenario.moments[encounter.moment]
    visit = f", visit {encounter.visit}" if encounter.visit > 1 else ""
    risk = f", risk {moment.risk}" if moment.risk != "none" else ""
    return f"moment {encounter.moment}{visit}{risk}, {gauges}"


def resumed_words(resumed: Resumed) -> str:
    """What has become of the place after a change."""
    preview = resumed.preview
    given = len(preview.turns)
    again = f"{given} response{'' if given == 1 else 's'} given again" if given else "nothing had been said"
    words = [f"The scenario has changed: {again}"]
    if resumed.start_is_gone:
        words.append("the moment you began at is gone, so it begins at the opening")
    if resumed.left_out:
        words.append(f"the conversation ends earlier now, {resumed.left_out} left out")
    return "; ".join(words) + "."


def _findings(exchange: Exchange, reading: Reading, verdict: Verdict) -> Sequence[Line]:
    found = [one for one, finding in reading.findings.items() if finding.verdict == verdict]
    found.sort(key=lambda one: -reading.finding(one).p)
    tone: Tone = "present" if verdict == "present" else "unsure"
    return [
        Line(tone, f"{verdict}: {one} (p {reading.finding(one).p:.2f}) {_quoted(exchange, one)}".rstrip())
        for one in found
    ]


def _quoted(exchange: Exchange, behaviour: str) -> str:
    return " … ".join(f"“{shown(quote, LONGEST_QUOTE)}”" for quote in quotes(exchange, behaviour))


def _named(index: int, then: str, many: int | None = None) -> str:
    """`2 of 5, to night (reactions[1])`."""
    of = f" of {many}" if many is not None else ""
    return f"{index + 1}{of}, to {then} (reactions[{index}])"


def _moved(name: str, gauge: tuple[int, int]) -> str:
    before, after = gauge
    return f"{name} {before} to {after}" if before != after else f"{name} stays {after}"
