"""`trainer review agreement|verdicts`: how far the reading may be trusted here, and what follows for attempts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import click

from trainer.cli.exits import ExitCode
from trainer.cli.failing import tell
from trainer.cli.people.desk import Desk, Whose, at_desk, now
from trainer.cli.plain.words import counted
from trainer.cli.plain.wrapping import wrapped
from trainer.cli.reach import Reach
from trainer.cli.reporting.printing import print_json
from trainer.cli.reviewing.waiting import tell_waiting
from trainer.programs.agreement import (
    Agreed,
    behaviours_agreed,
    criteria_agreed,
    level_agreed,
    own_view_agreed,
    supervisors_agreed,
)
from trainer.programs.bars import Verdict
from trainer.programs.drift import Month, RaterFigure, calibration, drift
from trainer.programs.fairness import Compared, FalseFails, false_fails
from trainer.programs.small_groups import TOO_FEW, counted_people, may_be_shown
from trainer.records.rated import ReadAttempt, Standing
from trainer.scoring.evaluation.figures import Estimate
from trainer.session.blindness import unseen_by


@dataclass(frozen=True, slots=True)
class AgreementLook:
    """Everything that ratings tell."""

    level: Agreed
    behaviours: tuple[Agreed, ...]
    criteria: dict[tuple[str, str], Agreed]
    own: Agreed
    supervisors: tuple[Agreed, ...]
    months: tuple[Month, ...]
    raters: tuple[RaterFigure, ...]
    fails: FalseFails


def agreement_look(desk: Desk) -> AgreementLook:
    """Over what the acting supervisor's cohorts share; of an admin, the whole program."""
    program, store = desk.program.program_id, desk.store
    supervisor = bound(desk)
    store.measures.fill()
    responses, attempts = store.rated.responses(program, supervisor), store.rated.attempts(program, supervisor)
    languages = store.people.languages(program)
    said = {
        member.trainee_id: languages[member.member_id]
        for member in store.people.members(program, role="trainee")
        if member.trainee_id is not None and member.member_id in languages
    }
    compared = [Compared(one.trainee_id, one.read_passed is False) for one in attempts if one.standing == "pass"]
    return AgreementLook(
        level=level_agreed(responses),
        behaviours=behaviours_agreed(responses),
        criteria=criteria_agreed(attempts),
        own=own_view_agreed(attempts),
        supervisors=supervisors_agreed(responses),
        months=drift(responses),
        raters=calibration(responses),
        fails=false_fails(compared, said),
    )


def bound(desk: Desk) -> str | None:
    """The supervisor whose cohorts bound what is seen; None: nobody, the whole program."""
    acting = desk.acting
    return acting.member_id if acting is not None and acting.role == "supervisor" else None


def show_agreement(reach: Reach, whose: Whose, as_json: bool) -> ExitCode:
    """Show it. Raises CommandError."""
    with at_desk(reach, whose, "see") as desk:
        look = agreement_look(desk)
    if as_json:
        print_json(_facts(look))
        return ExitCode.OK
    if not look.level.rated:
        tell("Nothing has been rated yet", remedy="`trainer review rate` begins.")
        return ExitCode.OK
    for line in _lines(look):
        click.echo(line)
    return ExitCode.OK


def _facts(look: AgreementLook) -> dict[str, object]:
    return {
        "level": _agreed_facts(look.level),
        "behaviours": [_agreed_facts(one) for one in look.behaviours],
        "criteria": [{"rubric": rubric, **_agreed_facts(one)} for (rubric, _), one in look.criteria.items()],
        "own_view": _agreed_facts(look.own),
        "between_supervisors": [_agreed_facts(one) for one in look.supervisors],
        "months": [
            {
                "month": one.month,
                "rated": one.rated if one.difference is not None else None,
                "difference": one.difference,
                "interval": None if one.interval is None else list(one.interval),
                "kappa": one.kappa,
            }
            for one in look.months
        ],
        "raters": [
            {
                "who": one.rater,
                "shared": one.shared,
                "bias": one.bias,
                "interval": None if one.interval is None else list(one.interval),
                "spread": one.spread,
            }
            for one in look.raters
        ],
        "false_fails": {
            "together": _share_facts(look.fails.together),
            "groups": [
                {"group": one.group, "people": counted_people(one.people), "share": _share_facts(one.share)}
                for one in look.fails.groups
            ],
        },
    }


def _agreed_facts(one: Agreed) -> dict[str, object]:
    return {
        "item": one.item,
        "rated": one.rated,
        "ratings": one.ratings,
        "people": counted_people(one.people),
        "kappa": _estimate_facts(one.kappa),
        "alpha": _estimate_facts(one.alpha),
        "bias": one.bias,
    }


def _estimate_facts(one: Estimate | None) -> dict[str, float] | None:
    return None if one is None else {"value": one.value, "low": one.low, "high": one.high}


def _share_facts(share: object) -> dict[str, object] | None:
    return None if share is None else {name: getattr(share, name) for name in ("shown", "of", "low", "high")}


def _lines(look: AgreementLook) -> Iterator[str]:
    yield "Reading and supervisors: kappa (weighted for levels), Krippendorff's alpha, 95% intervals"
    yield from (_agreed_line(one, one.item) for one in (look.level, *look.behaviours))
    if look.criteria:
        yield "\nReading and supervisors, by criterion"
        yield from (_agreed_line(one, f"{rubric}/{one.item}") for (rubric, _), one in look.criteria.items())
    if look.own.rated:
        yield "\nTrainees and supervisors on the whole attempt (bias above 0: a kinder own view)"
        yield _agreed_line(look.own, look.own.item)
    if look.supervisors[0].rated:
        yield "\nSupervisors with each other, on what several rated"
        yield from (_agreed_line(one, one.item) for one in look.supervisors if one.alpha is not None or one.rated)
    yield "\nMonth by month: level as read minus as rated; kappa over all behaviours together, unweighted"
    yield from (_month_line(one) for one in look.months)
    yield "\nSupervisors on what others rated too: how much higher, and how that varies"
    yield from (_rater_line(one) for one in look.raters)
    if look.fails.groups:
        yield "\nAttempts that should pass and were read as a fail, by the language background people describe"
        yield from _fail_lines(look.fails)


def _agreed_line(one: Agreed, name: str) -> str:
    if not may_be_shown(one.people):
        return f"  {name}: {TOO_FEW} trainees"
    if one.kappa is None and one.alpha is None:
        return f"  {name}: never varies in {counted(one.ratings, 'rating')}"
    bias = "" if one.bias is None else f", bias {one.bias:+.2f}"
    return f"  {name}: kappa {_told(one.kappa)}, alpha {_told(one.alpha)}{bias}, {counted(one.ratings, 'rating')}"


def _told(one: Estimate | None) -> str:
    return "–" if one is None else f"{one.value:.2f} ({one.low:.2f} to {one.high:.2f})"


def _month_line(one: Month) -> str:
    if one.difference is None:
        return f"  {one.month}: {TOO_FEW} trainees"
    kappa = "" if one.kappa is None else f", kappa over all behaviours {one.kappa:.2f}"
    likely = "" if one.interval is None else f" ({one.interval[0]:+.2f} to {one.interval[1]:+.2f})"
    return f"  {one.month}: {one.difference:+.2f}{likely}{kappa}, {counted(one.rated, 'rating')}"


def _rater_line(one: RaterFigure) -> str:
    if one.bias is None:
        return f"  {one.rater}: too few shared ratings to say"
    likely = "" if one.interval is None else f" ({one.interval[0]:+.2f} to {one.interval[1]:+.2f})"
    return f"  {one.rater}: {one.bias:+.2f}{likely}, spread {one.spread:.2f}, {counted(one.shared, 'shared rating')}"


def _fail_lines(fails: FalseFails) -> Iterator[str]:
    for one in fails.groups:
        if one.share is None:
            yield f"  {one.group}: hidden, so that nobody can be told from it"
        else:
            yield f"  {one.group}: {one.share.shown} of {one.share.of} ({one.share.low:.0%} to {one.share.high:.0%})"
    if fails.together is not None:
        yield f"  together: {fails.together.shown} of {fails.together.of}"


def show_verdicts(reach: Reach, whose: Whose, as_json: bool) -> ExitCode:
    """Show what the program makes of each attempt. Raises CommandError."""
    with at_desk(reach, whose, "see") as desk:
        hidden = unseen_by(desk.store, desk.acting, now())
        desk.store.measures.fill()
        standing = desk.store.rated.standing(desk.program.program_id, bound(desk))
        people = desk.store.people.members(desk.program.program_id, role="trainee")
        called = {member.trainee_id: member.pseudonym for member in people}
        decided = [(one, verdict) for one in standing.read if (verdict := standing.verdict(one)) is not None]
        found = [(one, verdict) for one, verdict in decided if one.attempt_id not in hidden]
    tell_waiting(len(decided) - len(found))
    if as_json:
        print_json([_verdict_facts(one, verdict, called.get(one.trainee_id, "")) for one, verdict in found])
        return ExitCode.OK
    for line in _verdict_lines(standing, found, called):
        click.echo(line)
    if not decided:
        tell("Nobody has shared an attempt that has ended")
    return ExitCode.OK


def _verdict_facts(one: ReadAttempt, verdict: Verdict, pseudonym: str) -> dict[str, object]:
    return {
        "attempt": one.attempt_id,
        "trainee": pseudonym,
        "scenario": one.scenario_id,
        "mode": one.mode,
        "ended": one.ended.isoformat(),
        "verdict": verdict.kind,
        "points": verdict.points,
        "same_decision": verdict.same_decision,
        "by_person": verdict.by_person,
        "why": list(verdict.why),
    }


def _verdict_lines(
    standing: Standing, found: Sequence[tuple[ReadAttempt, Verdict]], called: Mapping[str | None, str]
) -> Iterator[str]:
    """What is missing on a whole rubric is said once, before the attempts."""
    judged_on = {digest: rubric.id for digest, rubric in standing.versions.items()}
    judged = {judged_on[one.rubric_hash] for one, _ in found}
    for name in sorted(judged):
        decides = len(standing.bars[name].deciding), len(standing.rubrics[name].criteria)
        if decides[0] < decides[1]:
            counted_here = f"Points on {name} are here of the {decides[0]} of its {decides[1]} criteria that decide"
            yield wrapped(f"{counted_here}; reports, exports and debriefs also count criteria that are advice here.")
    formative = {judged_on[one.rubric_hash] for one, verdict in found if verdict.kind == "formative"} & {
        name for name, bar in standing.bars.items() if bar.missing
    }
    for name in sorted(formative):
        yield wrapped(f"{name} is formative: no pass is reported. {_joined(standing.bars[name].missing)}.")
    if judged:
        yield ""
    for one, verdict in found:
        said = standing.bars[judged_on[one.rubric_hash]].missing
        own = [why for why in verdict.why if why not in said]
        yield _verdict_line(one, verdict, own, called.get(one.trainee_id, ""))


def _verdict_line(one: ReadAttempt, verdict: Verdict, why: Sequence[str], pseudonym: str) -> str:
    points = "" if verdict.points is None else f", {verdict.points:.0%} of the points"
    same = "" if verdict.same_decision is None else f", decided alike {verdict.same_decision:.0%}"
    what = f"{one.ended:%Y-%m-%d}  {pseudonym}  {one.scenario_id}, {one.mode}"
    return wrapped(f"{what}: {verdict.kind}{points}{same}.{f' {_joined(why)}.' if why else ''}")


def _joined(parts: Sequence[str]) -> str:
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]
