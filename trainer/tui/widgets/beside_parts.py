"""What was read and what was said of a response or an attempt, each in a column."""

from __future__ import annotations

from collections.abc import Mapping

from textual.containers import Container
from textual.content import Content

from trainer.library.behaviour import Behaviour
from trainer.programs.rating import WHOLE
from trainer.records.reviewed import Beside, BesideResponse, SaidOfWhole
from trainer.scoring.feedback import LEVEL_NAMES
from trainer.scoring.reading import Reading
from trainer.tui.widgets.words import Words, plain

_HELD = {True: "held", False: "missed", None: "not decided"}
NOTHING = "no behaviour"


def response_words(one: BesideResponse) -> Words:
    """The response itself."""
    return Words(Content.assemble((f"{one.number}  ", "bold"), plain(one.words)), classes="said")


def columns(one: BesideResponse, behaviours: Mapping[str, Behaviour]) -> Container:
    """The reading, then each supervisor."""
    parts = [Words(_read(one.reading, behaviours))]
    for said in one.said:
        names = [f"{_title(name, behaviours)}{_quoted(said.quotes.get(name, ()))}" for name in sorted(said.behaviours)]
        parts.append(Words(_column(said.rater, said.level, names, said.note)))
    return Container(*parts, classes="columns")


def _read(reading: Reading | None, behaviours: Mapping[str, Behaviour]) -> Content:
    if reading is None:
        return plain("Not read", "$quiet")
    found = [
        f"{_title(name, behaviours)}{' (unsure)' if finding.verdict == 'unsure' else ''}"
        for name, finding in sorted(reading.findings.items())
        if finding.verdict != "absent"
    ]
    return _column("The reading", reading.shown_level, found, "")


def _column(who: str, level: int, names: list[str], note: str) -> Content:
    lines = [plain(f"+ {name}") for name in names] or [plain(NOTHING, "$quiet")]
    if note:
        lines.append(plain(f"“{note}”", "italic"))
    return Content("\n").join([plain(who, "bold"), plain(f"Level {level}, {LEVEL_NAMES[level]}"), *lines])


def whole_columns(beside: Beside) -> Container:
    """The reading of the attempt, the trainee's own view, then each supervisor."""
    judged, rubric = beside.judged, beside.item.rubric
    titles = {one.id: one.title for one in rubric.criteria} | {one.id: one.title for one in rubric.gates}
    read = [f"{titles.get(name, name)} {'–' if level is None else level}" for name, level in judged.levels.items()]
    read += _gates(judged.gates, titles)
    read += [f"{titles.get(name, name)}: nothing called for it" for name in judged.unmet]
    points = "no points" if judged.points is None else f"{judged.points:.0%} of the points"
    own = "gave no view of their own" if beside.own is None else f"“I {WHOLE[beside.own]}”"
    return Container(
        Words(_lines("The reading", [points, *read])),
        Words(_lines("The trainee", [own])),
        *(Words(_said(one, titles)) for one in beside.said),
        classes="columns",
    )


def _said(one: SaidOfWhole, titles: Mapping[str, str]) -> Content:
    lines = [f"{one.standing}, {one.whole} of 3"]
    lines += [f"{titles.get(name, name)} {level}" for name, level in one.criteria.items()]
    lines += _gates(one.gates, titles)
    return _lines(one.rater, [*lines, *([f"“{one.note}”"] if one.note else [])])


def _gates(gates: Mapping[str, bool | None], titles: Mapping[str, str]) -> list[str]:
    return [f"{titles.get(name, name)}: {_HELD[held]}" for name, held in gates.items()]


def _lines(who: str, lines: list[str]) -> Content:
    return Content("\n").join([plain(who, "bold"), *(plain(line) for line in lines)])


def _title(name: str, behaviours: Mapping[str, Behaviour]) -> str:
    return behaviours[name].title if name in behaviours else name


def _quoted(quotes: tuple[str, ...]) -> str:
    return f" “{' … '.join(quotes)}”" if quotes else ""
