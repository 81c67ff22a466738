"""`trainer review contests|settle|cut|rules`: what supervisors and who runs the program decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import click

from trainer.cli.exits import ExitCode
from trainer.cli.failing import CommandError, tell
from trainer.cli.people.days import shown_time
from trainer.cli.people.desk import Desk, Whose, at_desk, now
from trainer.cli.plain.words import counted
from trainer.cli.plain.wrapping import wrapped
from trainer.cli.reach import Reach
from trainer.cli.reporting.printing import print_json
from trainer.cli.reviewing.figures import bound
from trainer.cli.reviewing.sitting import reviewing
from trainer.library.nearest import or_nearest
from trainer.library.text import shown
from trainer.problems import Place
from trainer.programs.bars import RubricBar, deciding_weights
from trainer.programs.contests import Outcome
from trainer.programs.cuts import CutFound, Placed, angoff, borderline_group, borderline_regression
from trainer.programs.json_shapes import read_shape
from trainer.programs.judges import read_judges
from trainer.programs.rights import may, who_may
from trainer.programs.rules import Rules, points_made_by
from trainer.records.rated import Standing
from trainer.records.review_items import AskedContest
from trainer.session.reviewing import ContestLook

_STATES = {"meets": "meets its bar", "advisory": "advisory", "unmeasured": "not measured here yet"}


def show_contests(reach: Reach, whose: Whose, as_json: bool) -> ExitCode:
    """Show what is contested; what was found only to who has rated it. Raises CommandError."""
    with reviewing(reach, whose) as (desk, reviewer):
        looks = reviewer.contests()
        called = {one.member_id: one.pseudonym for one in desk.store.people.members(desk.program.program_id)}
    if as_json:
        print_json([_contest_facts(one, called) for one in looks])
        return ExitCode.OK
    for one in looks:
        for line in _contest_lines(one, called):
            click.echo(line)
    if not looks:
        tell("Nobody contests anything")
    return ExitCode.OK


def _contest_facts(look: ContestLook, called: Mapping[str, str]) -> dict[str, object]:
    one, standing = look.contest, look.standing
    of = {"behaviour": one.behaviour, "criterion": one.criterion, "gate": one.gate}
    seen = {**of, "finding": one.finding, "reason": one.reason, "words": one.words}
    return {
        "contest": one.contest_id,
        "made": one.made.isoformat(),
        "state": standing.state,
        "due": None if standing.due is None else standing.due.isoformat(),
        "rated_by_you": look.shown,
        **(seen if look.shown else dict.fromkeys(seen)),
        "said": [
            {"who": called.get(said.member_id, ""), "outcome": said.outcome, "note": said.note if look.shown else None}
            for said in one.said
        ],
    }


def _contest_lines(look: ContestLook, called: Mapping[str, str]) -> list[str]:
    one, standing = look.contest, look.standing
    due = "" if standing.due is None else f", due {shown_time(standing.due)}"
    lines = [f"{one.contest_id}  {standing.state}{due}"]
    if not look.shown:
        what = "attempt" if one.of_whole else "response"
        lines.append(f"  What was found is shown once you have rated the {what}: `trainer review next`.")
        return lines
    what = f"{_named(one)}read as {one.finding}"
    words = "" if one.words is None else f"To “{shown(one.words, 200)}”: "
    lines.append(wrapped(f"{words}{what}. The trainee: “{shown(one.reason, 300)}”", indent="  "))
    for said in one.said:
        note = f" “{shown(said.note, 200)}”" if said.note else ""
        lines.append(wrapped(f"{called.get(said.member_id, 'somebody who has left')}: {said.outcome}.{note}", "  "))
    return lines


def _named(contest: AskedContest) -> str:
    """What is contested by what it is called; nothing of a level, which the finding names."""
    title = shown(contest.title or contest.behaviour or contest.criterion or contest.gate or "", 200)
    kind = "the criterion " if contest.criterion else "the gate " if contest.gate else ""
    return f"{kind}“{title}” " if title else ""


def settle(reach: Reach, whose: Whose, contest_id: str, outcome: Outcome, note: str) -> ExitCode:
    """Say what comes of a contest. Raises CommandError."""
    with reviewing(reach, whose) as (_, reviewer):
        reviewer.settle(contest_id, outcome, note)
    tell(
        "A second reader is asked" if outcome == "second" else f"Settled: {outcome}",
        remedy="It waits in the queue of the others." if outcome == "second" else "The trainee is shown this.",
    )
    return ExitCode.OK


@dataclass(frozen=True, slots=True)
class CutWish:
    """What `review cut` was asked for. `judges` is a file."""

    rubric: str
    method: str
    judges: str | None
    keep: bool
    as_json: bool


def find_cut(reach: Reach, whose: Whose, wish: CutWish) -> ExitCode:
    """Find a cut from rated attempts or judges and, if asked, declare it. Raises CommandError."""
    with at_desk(reach, whose, "see") as desk:
        if wish.keep:
            _require_manager(desk)
        desk.store.measures.fill()
        standing = desk.store.rated.standing(desk.program.program_id, bound(desk))
        if wish.rubric not in standing.rubrics:
            raise CommandError(
                f"No attempt here is judged on '{shown(wish.rubric)}'{or_nearest(wish.rubric, standing.rubrics)}",
                remedy="`trainer review rules` names the rubrics.",
            )
        found = _found(standing, wish)
        if found.cut is not None and wish.keep:
            advisory = tuple(one.criterion for one in standing.bars[wish.rubric].criteria if one.state == "advisory")
            by = points_made_by(standing.rubrics[wish.rubric])
            cut = found.cut.model_copy(update={"advisory": advisory, "points_by": by})
            rules = standing.rules.model_copy(update={"cuts": {**standing.rules.cuts, wish.rubric: cut}})
            _declare(desk, rules)
    if wish.as_json:
        print_json(
            {
                "rubric": wish.rubric,
                "cut": None if found.cut is None else found.cut.model_dump(),
                "fit": found.fit,
                "why_not": found.why_not or None,
                "declared": wish.keep and found.cut is not None,
            }
        )
    elif found.cut is not None:
        cut = found.cut
        likely = "" if cut.low is None or cut.high is None else f" (95%: {cut.low:.1%} to {cut.high:.1%})"
        fit = "" if found.fit is None else f", R² {found.fit:.2f}"
        rests = counted(cut.ratings, "judge" if cut.method == "angoff" else "attempt")
        click.echo(f"{cut.points:.1%} of the points{likely}, {cut.method} on {rests}{fit}")
        tell("Declared" if wish.keep else "Nothing was changed", remedy="" if wish.keep else "--set declares it.")
    if found.cut is None:
        tell(f"No cut: {found.why_not}", remedy="Rate more attempts, or ask more judges.")
        return ExitCode.PROBLEMS
    return ExitCode.OK


def _found(standing: Standing, wish: CutWish) -> CutFound:
    weights = deciding_weights(standing.rubrics[wish.rubric], standing.bars[wish.rubric].criteria)
    if wish.method == "angoff":
        if wish.judges is None:
            raise CommandError("Angoff asks judges", remedy="Name their levels: --judges FILE.", code=ExitCode.USAGE)
        with click.open_file(wish.judges, "rb") as stream:
            judges = read_judges(stream.read(1_000_000), wish.judges, tuple(weights))
        if isinstance(judges, list):
            for problem in judges:
                tell(f"{problem.code} {problem.message} at {problem.path}", str(problem.place), problem.remedy)
            raise CommandError("The judges' levels cannot be used", wish.judges, code=ExitCode.PROBLEMS)
        return angoff(judges, weights)
    reached = {one.attempt_id: standing.points(one) for one in standing.read}
    placed = [
        Placed(one.attempt_id, points, one.standing)
        for one in standing.rated
        if one.rubric == wish.rubric and (points := reached[one.attempt_id]) is not None
    ]
    return borderline_regression(placed) if wish.method == "borderline-regression" else borderline_group(placed)


def show_rules(reach: Reach, whose: Whose, file: str | None, as_json: bool) -> ExitCode:
    """Show what the program has declared and how far each rubric is; first declare what FILE says. Raises
    CommandError."""
    with at_desk(reach, whose, "see") as desk:
        if file is not None:
            _require_manager(desk)
            _declare(desk, _changed(desk.store.reviewing.rules(desk.program.program_id), file))
        desk.store.measures.fill()
        standing = desk.store.rated.standing(desk.program.program_id, bound(desk))
    if as_json:
        print_json(
            {
                "rules": standing.rules.model_dump(mode="json"),
                "rubrics": [_bar_facts(bar) for bar in standing.bars.values()],
            }
        )
        return ExitCode.OK
    for name, value in standing.rules.model_dump(mode="json").items():
        click.echo(f"{name}: {_rule_shown(value)}")
    for bar in standing.bars.values():
        click.echo("")
        for line in _bar_lines(bar):
            click.echo(line)
    return ExitCode.OK


def _rule_shown(value: object) -> str:
    """A rule as a person writes it, and never the signs of a list."""
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_rule_shown(one)}" for name, one in value.items() if name != "points_by") or "none"
    return str(value)


def _changed(rules: Rules, file: str) -> Rules:
    """The rules with the keys that a file names; the others stay."""
    with click.open_file(file, "rb") as stream:
        text = stream.read(1_000_000)
    read = read_shape(text, Place(file), Rules)
    if isinstance(read, list):
        for problem in read:
            tell(f"{problem.code} {problem.message} at {problem.path}", str(problem.place), problem.remedy)
        raise CommandError("These rules cannot be used, and nothing was changed", file, code=ExitCode.PROBLEMS)
    return rules.model_copy(update={name: getattr(read, name) for name in read.model_fields_set})


def _declare(desk: Desk, rules: Rules) -> None:
    by = None if desk.acting is None else desk.acting.member_id
    desk.store.reviewing.declare(desk.program.program_id, rules, by, now())


def _require_manager(desk: Desk) -> None:
    if desk.acting is not None and not may(desk.acting.role, "manage"):
        raise CommandError(
            f"{desk.acting.pseudonym} may not declare rules", remedy=f"Only {who_may('manage')} of the program may."
        )


def _bar_facts(bar: RubricBar) -> dict[str, object]:
    found = bar.consistency
    return {
        "rubric": bar.rubric,
        "reports_passes": bar.reports,
        "missing": list(bar.missing),
        "rated": bar.rated,
        "needed": bar.needed,
        "cut": None if bar.cut is None else bar.cut.model_dump(),
        "consistency": None
        if found is None
        else {
            "attempts": found.attempts,
            "reliability": found.reliability,
            "effective_length": found.effective_length,
            "same_decision": found.same_decision,
            "by_chance": found.by_chance,
            "kappa": found.kappa,
        },
        "criteria": [
            {
                "criterion": one.criterion,
                "bar": one.bar,
                "state": one.state,
                "why": one.why or None,
                "kappa": None if one.agreed is None or one.agreed.kappa is None else one.agreed.kappa.value,
                "rated": 0 if one.agreed is None else one.agreed.rated,
            }
            for one in bar.criteria
        ],
    }


def _bar_lines(bar: RubricBar) -> list[str]:
    said = "passes are reported" if bar.reports else "formative: no pass is reported"
    lines = [f"{bar.rubric}: {said}"]
    lines += [wrapped(f"missing: {one}", indent="  ") for one in bar.missing]
    if bar.consistency is not None:
        found = bar.consistency
        lines.append(
            wrapped(
                f"{found.same_decision:.0%} of decisions would be alike in a parallel attempt "
                f"({found.by_chance:.0%} by chance alone); reliability {found.reliability:.2f} "
                f"over {found.attempts} attempts",
                indent="  ",
            )
        )
    for one in bar.criteria:
        kappa = "" if one.agreed is None or one.agreed.kappa is None else f", kappa {one.agreed.kappa.value:.2f}"
        why = f": {one.why}" if one.why else ""
        lines.append(wrapped(f"{one.criterion}: {_STATES[one.state]} (bar {one.bar:.2f}{kappa}){why}", indent="  "))
    return lines
