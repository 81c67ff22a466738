"""An attempt from a file of responses: no questions asked, to its end or as far as the responses go."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from trainer.cli.exits import ExitCode
from trainer.cli.failing import CommandError
from trainer.cli.plain.talk import Talk
from trainer.cli.plain.words import counted
from trainer.session.run import Run

LARGEST = 5_000_000


class Mark(Enum):
    """What a response file can hold beside words."""

    SILENCE = "<silence>"
    REDO = "<redo>"


def parse_responses(text: str) -> list[str | Mark]:
    """Blocks parted by lines that are exactly `---`, else one response a line; blank ones are left out."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    blocks: list[str] = lines
    if "---" in lines:
        blocks = [""]
        for line in lines:
            if line == "---":
                blocks.append("")
            else:
                blocks[-1] += f"{line}\n"
    found = [block.strip() for block in blocks if block.strip()]
    marks = {mark.value: mark for mark in Mark}
    return [marks.get(block, block) for block in found]


def refuse_redo(responses: Sequence[str | Mark], mode: str) -> None:
    """Raise CommandError where a `<redo>` has nothing to take again, or the mode is one go."""
    for number, response in enumerate(responses, start=1):
        if response is not Mark.REDO:
            continue
        if mode != "practice":
            why, remedy = f"'<redo>' is block {number}, but {mode} is one go", "Leave it out, or use --mode practice."
        elif number == 1 or responses[number - 2] is Mark.REDO:
            why, remedy = f"'<redo>' is block {number} and follows no response", "Put it after a response."
        else:
            continue
        raise CommandError(why, "--responses", remedy, ExitCode.USAGE)


def run_script(talk: Talk | None, run: Run, responses: Sequence[str | Mark]) -> int:
    """Send the responses until the conversation ends; gives how many were left over.

    With a `talk` the conversation is said as it goes: an answer stands there only once it is on disk.
    """
    for used, response in enumerate(responses):
        if run.ended and not (response is Mark.REDO and run.can_redo):
            return len(responses) - used
        if response is Mark.REDO:
            run.redo()
            if talk is not None:
                talk.heading("The moment again")
        else:
            _exchange(talk, run, response)
    return 0


def _exchange(talk: Talk | None, run: Run, response: str | Mark) -> None:
    name, heard = run.scenario.patient.name, run.encounter.heard
    if talk is not None:
        talk.speech(name, heard)
        talk.speech("You", "(silence)" if isinstance(response, Mark) else response)
    exchange = run.hold_silence() if isinstance(response, Mark) else run.respond(response)
    if talk is not None and run.ended:
        talk.speech(name, exchange.answer)
        talk.gap()
        talk.say(run.encounter.closing)


def left_over(number: int) -> str:
    return f"The conversation has ended; {counted(number, 'block')} of the responses left over and ignored"
