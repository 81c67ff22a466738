"""One criterion or gate as the debrief shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from trainer.library.text import clean, shown
from trainer.tui.phrases import counted
from trainer.tui.widgets.fold import Fold
from trainer.tui.widgets.transcript import own_words
from trainer.tui.widgets.words import Words, plain

if TYPE_CHECKING:
    from trainer.library.rubric import Criterion, Gate
    from trainer.scoring.attempt import GateScore
    from trainer.scoring.criteria import CriterionScore
    from trainer.scoring.exchange import Exchange

_STEPS = ("○○○", "●○○", "●●○", "●●●")
_HELD = {True: ("+ Held", "$success"), False: ("− Not held", "$error"), None: ("? Not decided", "$secondary")}
LONGEST_TURN = 300
NOT_CALLED_FOR = "Nothing in this conversation called for it."


class CriterionView(Words):
    """Title, level, descriptor, and the feedback in the trainee's own words."""

    def __init__(self, criterion: Criterion, score: CriterionScore, feedback: str, *, in_program: bool = False) -> None:
        """`in_program`: it is advisory in the trainee's program."""
        super().__init__(criterion_words(criterion, score, feedback, in_program=in_program), classes="criterion")


def gate_parts(gate: Gate, score: GateScore, exchanges: Sequence[Exchange]) -> Iterator[Widget]:
    """A gate, whether it held, and why; where it did not, the first turns it hangs on, and the others folded."""
    turns = [turn_words(exchanges[index]) for index in score.exchanges] if not score.passed else []
    first = Content("\n").join([gate_words(gate, score), *turns[:1]])
    yield Words(first, classes="gate -held" if score.passed else "gate")
    if turns[1:]:
        title = f"The other {counted(len(turns) - 1, 'turn', 'turns')} it hangs on"
        yield Fold(title, *(Words(words, classes="gate") for words in turns[1:]), classes="-rest")


def criterion_words(criterion: Criterion, score: CriterionScore, feedback: str, *, in_program: bool = False) -> Content:
    """A criterion in words; one that met no opportunity says so and has no level."""
    title = plain(criterion.title, "bold")
    if score.level is None:
        return Content.assemble(("···", "$quiet"), "  ", title, "\n", (NOT_CALLED_FOR, "$quiet"))
    lines = [Content.assemble((_STEPS[score.level], "$primary"), "  ", title, (f"  {score.level} of 3", "$quiet"))]
    descriptors = {int(level): words for level, words in criterion.descriptors.items()}
    if score.level in descriptors:
        lines.append(plain(descriptors[score.level], "$quiet"))
    if feedback:
        lines.append(plain(feedback))
    notes = _notes(score, in_program=in_program)
    if notes:
        lines.append(Content.styled(notes, "$quiet italic"))
    return Content("\n").join(lines)


def gate_words(gate: Gate, score: GateScore) -> Content:
    """Whether the gate held, and the rubric's words where it did not."""
    sign, style = _HELD[score.passed] if score.met else ("· Not met", "$quiet")
    title = Content.assemble((sign, f"bold {style}"), "  ", plain(gate.title, "bold"))
    if score.passed:
        return Content.assemble(title, (f"  {shown(score.why)}", "$quiet"))
    return Content.assemble(
        title, "\n", plain(gate.feedback.undecided if score.passed is None else gate.feedback.missed)
    )


def turn_words(exchange: Exchange) -> Content:
    """What was heard and what was said to it."""
    return Content.assemble(
        ("They said: ", "$quiet"),
        f"“{shown(' '.join(clean(exchange.heard).split()), LONGEST_TURN)}”\n",
        ("You said:  ", "$quiet"),
        (f"“{shown(own_words(exchange.response), LONGEST_TURN)}”", "italic"),
    )


def _notes(score: CriterionScore, *, in_program: bool) -> str:
    notes = []
    if score.opportunities > 1:
        notes.append(f"{score.met} of {counted(score.opportunities, 'opportunity', 'opportunities')}")
    if score.last_level is not None and score.last_level != score.level:
        notes.append(f"the first try counts; with your last tries: {score.last_level} of 3")
    if score.advisory:
        notes.append("advice only: the reading is not reliable enough here to decide by it")
    elif in_program:
        notes.append("advice only: it decides nothing in your program")
    return "; ".join(notes)


def foremost(criteria: Sequence[Criterion], scores: Sequence[CriterionScore], limit: int = 5) -> list[int]:
    """Indexes of the criteria to show first: up to two strong ones, then those with most to gain, `limit` in all."""
    met = [(index, score.level) for index, score in enumerate(scores) if score.level is not None]
    strong = sorted(((index, level) for index, level in met if level >= 2), key=lambda item: -item[1])
    first = [index for index, _level in strong[:2]]
    gains = sorted((-criteria[index].weight * (3 - level), index) for index, level in met if index not in first)
    return first + [index for _gain, index in gains[: limit - len(first)]]
