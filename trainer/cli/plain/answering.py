"""Reading one answer: several lines ended by an empty one, or a command."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from trainer.cli.plain.talk import Talk
from trainer.library.nearest import or_nearest
from trainer.library.text import shown


class Act(Enum):
    """What a trainee can do instead of saying something."""

    SILENCE = auto()
    REDO = auto()
    CONTEST = auto()
    """Contest something that the last card says."""
    REPLIES = auto()
    """Hear model replies to the moment before."""
    LEAVE = auto()
    NO_MORE = auto()
    """No more input comes."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a trainee says."""

    text: str


_ACTS = {
    "/silence": Act.SILENCE,
    "/redo": Act.REDO,
    "/contest": Act.CONTEST,
    "/c": Act.CONTEST,
    "/replies": Act.REPLIES,
    "/pause": Act.LEAVE,
    "/quit": Act.LEAVE,
}
COMMANDS = (*_ACTS, "/clear", "/help")


def chosen_act(answer: str | None) -> Act | None:
    """The act that the answer to a question stands for, its slash left out or not; None where it is none.

    No more input is leaving.
    """
    return Act.LEAVE if answer is None else _ACTS.get(f"/{answer.strip().lower().removeprefix('/')}")


def invite(talk: Talk, typed: list[str]) -> None:
    """Say that it is the trainee's turn, and what they have begun."""
    talk.gap()
    if typed:
        talk.say("You have begun a response. Type on; an empty line sends it, /clear drops it. So far:")
        for line in typed:
            talk.item(line)
    else:
        talk.say("You (an empty line sends it):" if talk.first_time("turn") else "You:")


def read_answer(talk: Talk, typed: list[str], keep: Callable[[str], None], give_help: Callable[[], None]) -> Said | Act:
    """Read an answer that begins with the lines in `typed`. `keep` is told all that is typed after every line."""
    doubted = ""
    while True:
        line = talk.read()
        if line is None:
            return Act.NO_MORE
        if line.startswith("/"):
            act = _command(talk, line.strip(), typed, give_help)
            if act is not None:
                return act
            keep("\n".join(typed))
        elif line.strip():
            typed.append(line.rstrip())
            keep("\n".join(typed))
        elif (word := _command_meant(typed)) and word != doubted:
            doubted = word
            talk.say(f"The command is {word}. To say the word to the patient, press Enter again; /clear drops it.")
        elif any(typed):
            return Said("\n".join(typed))
        else:
            talk.say("Nothing typed yet. Type what you would say, or /silence to hold silence on purpose.")


def _command_meant(typed: list[str]) -> str:
    """The command whose name, without its slash, is all that was typed; empty where there is none."""
    word = f"/{typed[0].strip().lower()}" if len(typed) == 1 else ""
    return word if word in COMMANDS and len(word) > 2 else ""


def _command(talk: Talk, command: str, typed: list[str], give_help: Callable[[], None]) -> Act | None:
    """The act that a command stands for; None where it is done here."""
    act = _ACTS.get(command.lower())
    if act in (Act.SILENCE, Act.REDO) and typed:
        talk.say("You have begun a response: an empty line sends it, /clear drops it.")
    elif act is not None:
        return act
    elif command.lower() == "/clear":
        typed.clear()
        talk.say("Dropped. Begin again.")
    elif command.lower() == "/help":
        give_help()
    else:
        talk.say(
            f"There is no command '{shown(command)}'{or_nearest(command, COMMANDS)}. "
            "To say something that begins with a slash, put a space before it."
        )
    return None
