"""A simulation as text for a terminal or a log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import fill, shorten, wrap

from trainer.library.text import clean
from trainer.reports.rounding import two_digits
from trainer.reports.simulation_figures import Part, Row, coverage, rows
from trainer.workshop.simulation.lengths import Lengths
from trainer.workshop.simulation.simulation import Simulation
from trainer.workshop.simulation.ways import Turn, Way

BAR = 10
"""Columns of a trainee's bar."""


def simulation_text(simulation: Simulation, width: int, *, with_ways: bool = True) -> str:
    """Coverage, the shortest way to each ending, and how each trainee fared, in lines of about `width` columns."""
    scenario = simulation.setting.scenario
    title = f"{clean(scenario.title)} ({scenario.id}, version {scenario.version})"
    blocks = ["\n".join([title, *_all_ways(simulation)]), "\n".join(_coverage(simulation, width))]
    if with_ways and simulation.course.ways:
        blocks.append("The shortest way to each ending")
        blocks += ["\n".join(_way(way, simulation, width)) for way in simulation.course.ways.values()]
    blocks.append("\n".join(_trainees(simulation, width)))
    return "\n\n".join(blocks)


def length_words(lengths: Lengths) -> str:
    """`2 to 17 exchanges, in the middle 4`."""
    if lengths.least is None:
        return "no way leads to an ending"
    most = "any number of" if lengths.most is None else f"{lengths.most}"
    middle = "" if lengths.median is None else f", in the middle {lengths.median}"
    return f"{lengths.least} to {most} exchanges{middle}"


def turn_words(turn: Turn) -> str:
    """What is said: the reply, silence, or what a made-up response would have to be."""
    if turn.reading is None:
        return "(silence)"
    if turn.reply is not None:
        return " ".join(clean(turn.reply.text).split())
    shows = ", ".join(turn.reading.findings) or "nothing"
    low, high = (int(end) for end in turn.reading.interval)
    level = f"level {low}" if low == high else f"level {low}, perhaps {high}"
    return f"[no reply does this: {level}, showing {shows}]"


def _all_ways(simulation: Simulation) -> Iterator[str]:
    course = simulation.course
    stopped = "" if course.complete else ", and then play stopped"
    yield f"All ways: {course.states:,} states{stopped}; {length_words(course.lengths)}"
    if course.lengths.circling:
        yield f"These can come round without end: {', '.join(course.lengths.circling)}"


def _coverage(simulation: Simulation, width: int) -> Iterator[str]:
    runs = sum(len(found) for found in simulation.runs.values())
    played = f"{runs} runs"
    yield f"{'met':<10}  {'by all ways':>11}  {'by ' + played:>11}"
    parts = coverage(simulation)
    for part in parts:
        yield f"{part.kind:<10}  {f'{part.by_all_ways} of {part.total}':>11}  {f'{part.by_runs} of {part.total}':>11}"
    for part in parts:
        yield from _unmet(part, width)


def _unmet(part: Part, width: int) -> Iterator[str]:
    for names, where in ((part.never, "never met"), (part.not_in_runs, "not met by the runs")):
        if names:
            listed = ", ".join(_by_moment(names) if part.kind == "reactions" else names)
            yield fill(f"{part.kind} {where}: {listed}", width, subsequent_indent="  ", break_on_hyphens=False)


def _by_moment(names: Iterable[str]) -> list[str]:
    """`arrival 2 3` for `arrival 2` and `arrival 3`."""
    numbers: dict[str, list[str]] = {}
    for name in names:
        moment, number = name.rsplit(" ", 1)
        numbers.setdefault(moment, []).append(number)
    return [f"{moment} {' '.join(found)}" for moment, found in numbers.items()]


def _way(way: Way, simulation: Simulation, width: int) -> Iterator[str]:
    kind = simulation.setting.scenario.endings[way.ending].kind
    count = len(way.turns)
    doubt = "" if way.replays else ", not by replies alone"
    yield f"  {way.ending} ({kind}): {count} exchange{'s' * (count != 1)}{doubt}"
    names = max(len(turn.moment) for turn in way.turns)
    for turn in way.turns:
        yield f"    {turn.moment:<{names}}  {shorten(turn_words(turn), max(20, width - names - 6), placeholder=' …')}"


def _trainees(simulation: Simulation, width: int) -> Iterator[str]:
    found = rows(simulation)
    if not found:
        return
    names = max(12, *(len(row.role.name) for row in found))
    many, first = found[0].runs, simulation.first_seed
    yield f"Trainees, {many} run{'s' * (many != 1)} each, seeds {first} to {first + many - 1}"
    yield f"  {'trainee':<{names}}  {'passes':<{BAR}}  pass  open  fail  {'points':<9}  endings"
    for row in found:
        yield from _row(row, names, width)
    yield fill(
        "open: not decided until someone has read it. ! marks what should not be: 'good' should pass; 'mixed' and "
        "'custom' may, and 'never-asks' where there is no risk cue; nobody else.",
        width,
    )


def _row(row: Row, names: int, width: int) -> Iterator[str]:
    bar = "#" * round(BAR * row.passed / max(1, row.runs)) + "?" * round(BAR * row.undecided / max(1, row.runs))
    mark = " " if row.as_expected else "!"
    points = "–" if row.low is None else f"{two_digits(row.low)}–{two_digits(row.high)}"
    counts = f"{row.passed:>4}  {row.undecided:>4}  {row.failed:>4}"
    head = f"{mark} {row.role.name:<{names}}  {bar[:BAR]:·<{BAR}}  {counts}  {points:<9}  "
    endings = ", ".join(f"{name} {count}" for name, count in row.endings)
    room = max(20, width - len(head))
    yield head + f"\n{' ' * len(head)}".join(wrap(endings, room, break_on_hyphens=False, break_long_words=False))
