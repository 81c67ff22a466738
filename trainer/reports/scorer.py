"""The report on the scorer: how far the reading agrees with this program's own supervisors, and what follows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from trainer.library.rubric import Rubric
from trainer.programs.agreement import Agreed
from trainer.programs.bars import CriterionBar, RubricBar
from trainer.programs.drift import Month, RaterFigure
from trainer.programs.fairness import FalseFails
from trainer.programs.figures import HIDDEN, Figure
from trainer.programs.small_groups import counted_people, may_be_shown
from trainer.reports.cohort import SMALL
from trainer.reports.figure_words import month_words, value_words
from trainer.reports.rounding import percent
from trainer.reports.run_sections import nothing_yet
from trainer.reports.sheet import Grid, Headline, Line, Lines, Part, Section, Sheet, Words
from trainer.scoring.evaluation.figures import Estimate


@dataclass(frozen=True, slots=True)
class ScorerFacts:
    """What ratings tell. `shipped`: the reader's kappa by behaviour on the examples that nothing was fitted on."""

    level: Agreed
    behaviours: tuple[Agreed, ...]
    bars: Mapping[str, RubricBar]
    rubrics: Mapping[str, Rubric]
    own: Agreed
    supervisors: tuple[Agreed, ...]
    months: tuple[Month, ...]
    raters: tuple[RaterFigure, ...]
    fails: FalseFails
    readers: tuple[str, ...]
    shipped: Mapping[str, float]
    titles: Mapping[str, str]


def scorer_sheet(title: str, about: str, facts: ScorerFacts, command: str) -> Sheet:
    """`facts.level` counts every rated response."""
    rated = facts.level.rated
    held_out = Lines("Shipped reader, on examples nothing was fitted on", "kappa", "responses", _shipped(facts))
    if not rated:
        nothing = nothing_yet("No response has been rated in this program yet. Begin with: trainer review rate.")
        sections: tuple[Section, ...] = (nothing, Section("held-out", "Held out", (held_out,)))
    else:
        makers = (_decides, _criteria, _behaviours, _supervisors, _drift, _fails)
        sections = tuple(make(facts) for make in makers)
    return Sheet(
        kind="scorer",
        title=title,
        subtitle=about,
        notices=(
            "A score means something here as far as the reading agrees with this program's own supervisors. What does "
            "not is advisory: shown, never decisive. Ratings are of written practice.",
            SMALL,
        ),
        headlines=tuple(_headlines(facts)) if rated else (),
        sections=tuple(section for section in sections if section.parts),
        command=command if rated else "",
        foot=(
            "Kappa is agreement beyond chance, weighted where there are levels: 1 where reading and supervisors always "
            "agree, 0 where chance would do as well. Intervals are 95%, from resampling whole attempts.",
            f"Readers met: {', '.join(facts.readers) or 'none'}.",
        ),
    )


def _headlines(facts: ScorerFacts) -> Iterator[Headline]:
    people = counted_people(facts.level.people)
    yield Headline("Rated responses", f"{facts.level.rated:,}", f"of {people} trainees")
    yield Headline("Level, weighted kappa", *_estimated(facts.level.kappa))
    decides = sum(one.state == "meets" for bar in facts.bars.values() for one in bar.criteria)
    every = sum(len(bar.criteria) for bar in facts.bars.values())
    yield Headline("Criteria at their bar", f"{decides} of {every}", "the others decide nothing yet")
    yield Headline("Rubrics with passes", f"{sum(bar.reports for bar in facts.bars.values())} of {len(facts.bars)}")


def _estimated(estimate: Estimate | None) -> tuple[str, str]:
    if estimate is None:
        return "–", "too little to tell"
    low, high = value_words(estimate.low, "kappa"), value_words(estimate.high, "kappa")
    return value_words(estimate.value, "kappa"), f"{low} to {high}"


def agreed_figure(one: Agreed | None) -> Figure:
    """Weighted kappa as a figure."""
    if one is None or not one.rated:
        return Figure(0, 0, None, None, None)
    if not one.shown:
        return HIDDEN
    if one.kappa is None:
        return Figure(one.people, one.rated, None, None, None)
    return Figure(one.people, one.rated, one.kappa.value, one.kappa.low, one.kappa.high)


def _decides(facts: ScorerFacts) -> Section:
    parts: list[Part] = []
    for name, bar in sorted(facts.bars.items()):
        title = facts.rubrics[name].title if name in facts.rubrics else name
        if bar.reports:
            parts.append(Words((f"{title}: passes are reported.",)))
        else:
            parts.append(Words((f"{title}: formative, no pass is reported, because",), bar.missing))
    return Section("counts", "What counts, and why not", tuple(parts))


def _criteria(facts: ScorerFacts) -> Section:
    parts = []
    for name, bar in sorted(facts.bars.items()):
        rubric = facts.rubrics.get(name)
        titles = {one.id: one.title for one in rubric.criteria} if rubric else {}
        lines = tuple(
            Line(
                titles.get(one.criterion, one.criterion),
                agreed_figure(one.agreed),
                f"rated/{name}/{one.criterion}",
                bar=one.bar,
                alarm=_why(one),
            )
            for one in bar.criteria
        )
        parts.append(Lines(rubric.title if rubric else name, "kappa", "attempts", lines))
    words = "The reading and the supervisors on each criterion. The upright line is the bar that the program declared."
    return Section("criteria", "Criteria against the bar", tuple(parts), words)


def _why(one: CriterionBar) -> str:
    if one.state == "meets":
        return ""
    return f"{'not measured here yet' if one.state == 'unmeasured' else 'advisory'}: {one.why}"


def _behaviours(facts: ScorerFacts) -> Section:
    lines: list[Line] = [Line("validation level (weighted)", agreed_figure(facts.level), "rated/level")]
    ranked = sorted(facts.behaviours, key=lambda one: (one.kappa is None, -(one.kappa.value if one.kappa else 0.0)))
    for one in ranked:
        bias = "" if one.bias is None else f"read {one.bias:+.1f} against rated"
        shipped = facts.shipped.get(one.item)
        held_out = "" if shipped is None else f"held out {value_words(shipped, 'kappa')}"
        note = "; ".join(each for each in (held_out, bias) if each)
        title, figure = facts.titles.get(one.item, one.item), agreed_figure(one)
        lines.append(Line(title, figure, f"rated/{one.item}", beside=shipped, note=note))
    words = (
        "The reading and the supervisors on each behaviour here; the open circle is the shipped reader's kappa on "
        "held-out examples that nothing was fitted on."
    )
    return Section(
        "behaviours", "Behaviours", (Lines("Kappa by behaviour", "kappa", "responses", tuple(lines)),), words
    )


def _shipped(facts: ScorerFacts) -> tuple[Line, ...]:
    """Of examples: nobody of the program stands behind them."""
    ranked = sorted(facts.shipped.items(), key=lambda pair: -pair[1])
    return tuple(Line(facts.titles.get(name, name), Figure(0, 0, kappa, None, None), "") for name, kappa in ranked)


def _supervisors(facts: ScorerFacts) -> Section:
    lines = tuple(
        Line(facts.titles.get(one.item, one.item), agreed_figure(replace(one, rated=one.ratings)), "")
        for one in facts.supervisors
        if one.rated
    )
    parts: list[Part] = [Lines("Supervisors with each other", "kappa", "pairs of ratings", lines)] if lines else []
    if facts.raters:
        rows = tuple(_rater(one) for one in facts.raters)
        head = ("supervisor", "shared responses", "levels against the others'", "95% interval", "spread")
        parts.append(Grid("Each supervisor on what others rated too", head, rows))
    if facts.own.rated:
        own = Line("own rating of the whole", agreed_figure(facts.own), "", note=_bias(facts.own))
        parts.append(Lines("Trainees and supervisors on the whole attempt", "kappa", "attempts", (own,)))
    words = "The reading can hardly agree better with supervisors than they do with each other."
    return Section("supervisors", "Supervisors with each other", tuple(parts), words)


def _bias(one: Agreed) -> str:
    return "" if one.bias is None or not one.shown else f"trainees rate {one.bias:+.1f} against supervisors"


def _rater(one: RaterFigure) -> tuple[str, str, str, str, str]:
    between = "–" if one.interval is None else f"{one.interval[0]:+.1f} to {one.interval[1]:+.1f}"
    bias = "too few" if one.bias is None else f"{one.bias:+.1f}"
    return one.rater, f"{one.shared}", bias, between, "–" if one.spread is None else f"{one.spread:.1f}"


def _drift(facts: ScorerFacts) -> Section:
    def figure(month: Month) -> Figure:
        if not may_be_shown(month.people):
            return HIDDEN
        low, high = month.interval or (None, None)
        return Figure(month.people, month.rated, month.difference, low, high)

    apart = tuple(Line(month_words(one.month), figure(one), f"rated-in/{one.month}") for one in facts.months)
    kappas = tuple(
        Line(
            month_words(one.month),
            HIDDEN if not may_be_shown(one.people) else Figure(one.people, one.rated, one.kappa, None, None),
            f"rated-in/{one.month}",
        )
        for one in facts.months
    )
    parts = (
        Lines("Level as read less level as rated", "difference", "ratings", apart),
        Lines("Kappa over all behaviours together, unweighted", "kappa", "ratings", kappas),
    )
    return Section("drift", "Over time", parts if facts.months else (), "By the month in which the ratings were made.")


def _fails(facts: ScorerFacts) -> Section:
    together = facts.fails.together
    if together is None:
        return Section("fails", "False fails", ())
    rows = [("all", percent(together.value), f"{percent(together.low)} to {percent(together.high)}")]
    for one in facts.fails.groups:
        shown = one.share
        ends = "fewer than five" if shown is None else f"{percent(shown.low)} to {percent(shown.high)}"
        rows.append((one.group, "–" if shown is None else percent(shown.value), ends))
    words = "Of the attempts that supervisors would pass, how many the reading fails; groups are self-described."
    grid = Grid("Language background", ("group", "failed", "95% interval"), tuple(rows))
    return Section("fails", "False fails", (grid,), words)
