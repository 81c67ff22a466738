"""`trainer report trainee|cohort|scenario`: attempts summed up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

from trainer.cli.exits import ExitCode
from trainer.cli.failing import CommandError
from trainer.cli.naming import library_in_reach
from trainer.cli.opening import told_as_failure, trainee_name
from trainer.cli.people.desk import Desk, Whose, at_desk, known_reader, now
from trainer.cli.reach import Reach
from trainer.cli.reports.asking import (
    Behind,
    ReportWish,
    command_words,
    no_such_key,
    show_behind,
    show_sheet,
    span_words,
)
from trainer.cli.reviewing.figures import bound
from trainer.cli.reviewing.waiting import tell_waiting
from trainer.library.nearest import or_nearest
from trainer.library.rubric import Rubric
from trainer.library.text import shown
from trainer.practice.outcome import Titles
from trainer.programs.contests import contest_standing
from trainer.programs.rules import DEFAULT, Rules
from trainer.programs.run_figures import RunFigures
from trainer.programs.small_groups import LEAST
from trainer.records.figures_store import Scope, Summary
from trainer.records.store import Store, open_store
from trainer.reports.cohort import cohort_sheet
from trainer.reports.passes import Decided, passes_section
from trainer.reports.scenario import scenario_sheet
from trainer.reports.sheet import Section
from trainer.reports.trainee import Contested, Heard, open_gates, trainee_sheet
from trainer.session.blindness import unseen_by
from trainer.session.others_words import look_at_one

ME = "me"
_LEFT_AFTER = timedelta(days=1)
"""An attempt that was begun so long ago and has not ended was left."""


@dataclass(frozen=True, slots=True)
class _Whose:
    """Whose attempts a report on one trainee is about."""

    title: str
    about: str
    trainee_id: str
    desk: Desk | None


def report_cohort(reach: Reach, whose: Whose, title: str, wish: ReportWish) -> ExitCode:
    """Raises CommandError and OSError."""
    span = wish.span()
    with at_desk(reach, whose, "see") as desk:
        cohort, store = desk.cohort(title), desk.store
        store.measures.fill()
        sharing = store.figures.cohort_trainees(desk.program.program_id, cohort.cohort_id, desk.acting)
        scope = Scope(sharing, span, store.reviewing.rules(desk.program.program_id).runs)
        if wish.trace is not None:
            return show_behind(_behind(desk, _seen(desk, scope), wish.trace), wish, few=LEAST)
        summary = store.figures.summary(scope)
        sheet = cohort_sheet(
            cohort.title,
            f"{desk.program.title}. {span_words(span)}",
            summary,
            members=store.people.cohort_sizes(desk.program.program_id).get(cohort.cohort_id, {}).get("trainee", 0),
            sharing=len(sharing),
            passes=_passes(desk, scope, summary.rubrics),
            command=command_words(reach, whose, "cohort", title),
        )
    return show_sheet(sheet, wish)


def report_scenario(reach: Reach, whose: Whose, scenario_id: str, cohort: str | None, wish: ReportWish) -> ExitCode:
    """Over the trainees of the program, or of one cohort. Raises CommandError and OSError."""
    span = wish.span()
    with at_desk(reach, whose, "see") as desk:
        store, program = desk.store, desk.program
        store.measures.fill()
        if cohort is None:
            who, people = program.title, store.figures.program_trainees(program.program_id, desk.acting)
        else:
            found = desk.cohort(cohort)
            who = f"{program.title}, {found.title}"
            people = store.figures.cohort_trainees(program.program_id, found.cohort_id, desk.acting)
        scope = Scope(people, span, store.reviewing.rules(program.program_id).runs, scenario_id)
        if wish.trace is not None:
            return show_behind(_behind(desk, _seen(desk, scope), wish.trace), wish, few=LEAST)
        summary = store.figures.scenario(scope, scenario_id, now() - _LEFT_AFTER)
    if summary is None:
        meant = or_nearest(scenario_id, (name for name in library_in_reach(reach).scenarios if name != scenario_id))
        message = f"Nobody here has met a scenario '{shown(scenario_id)}'{meant}"
        raise CommandError(message, remedy="`trainer list` shows scenarios.")
    part = () if cohort is None else ("--cohort", cohort)
    command = command_words(reach, whose, "scenario", scenario_id, *part)
    return show_sheet(scenario_sheet(f"{who}. {span_words(span)}", summary, command), wish)


def report_trainee(reach: Reach, whose: Whose, name: str, wish: ReportWish) -> ExitCode:
    """Of one's own records, or of somebody in a program. Raises CommandError and OSError."""
    span = wish.span()
    with _one_trainee(reach, whose, name) as (store, of):
        store.measures.fill()
        rules = None if of.desk is None else store.reviewing.rules(of.desk.program.program_id)
        scope = Scope((of.trainee_id,), span, "latest" if rules is None else rules.runs, of_one=True)
        if of.desk is not None:
            look_at_one(store, known_reader(of.desk), of.trainee_id, now())
            scope = _seen(of.desk, scope)
        if wish.trace is not None:
            behind = _own_behind(store, scope, wish.trace)
            named = (replace(one, who=None if of.desk is None else of.title) for one in behind)
            return show_behind(named, wish, few=1)
        summary = store.figures.summary(scope)
        runs = [run for _, run in store.figures.runs(scope)]
        passes = (
            passes_section(summary.rubrics, {}, ()) if of.desk is None else _passes(of.desk, scope, summary.rubrics)
        )
        command = command_words(reach, whose, "trainee", name)
        sheet = trainee_sheet(
            of.title,
            f"{of.about} {span_words(span)}",
            summary,
            runs,
            passes=passes,
            command=command,
            heard=_heard(of.desk, runs),
            contested=list(_contested(store, of.trainee_id, scope, summary, rules or DEFAULT)),
            waiting=len(scope.span.without),
        )
    return show_sheet(sheet, wish)


def _heard(desk: Desk | None, runs: Sequence[RunFigures]) -> Heard:
    """What supervisors said of the gates that the reading could not decide; nothing is read where there are none."""
    wanted = {(run.attempt_id, gate) for run, gate in open_gates(runs)}
    if desk is None or not wanted:
        return {}
    found: dict[tuple[str, str], frozenset[bool]] = {}
    for one in desk.store.rated.attempts(desk.program.program_id, bound(desk)):
        for gate, held in one.gates.items():
            if (key := (one.attempt_id, gate)) in wanted:
                found[key] = found.get(key, frozenset()) | {held}
    return found


def _contested(store: Store, trainee_id: str, scope: Scope, summary: Summary, rules: Rules) -> Iterator[Contested]:
    """What the trainee contests in this time; nothing of an attempt that waits to be rated by who looks."""
    titles, span = Titles(summary.behaviours, summary.criteria), scope.span
    for one in store.practice.contested(trainee_id):
        early = span.since is not None and one.made < span.since
        late = span.until is not None and one.made >= span.until
        if early or late or one.contest.attempt_id in span.without:
            continue
        standing = contest_standing(one.made, one.said, rules, now())
        contest = one.contest
        yield Contested(one.made, contest.attempt_id, contest.called(titles), contest.finding, standing.state)


@contextmanager
def _one_trainee(reach: Reach, whose: Whose, name: str) -> Iterator[tuple[Store, _Whose]]:
    if name == ME:
        with told_as_failure():
            store = open_store(reach.db)
            try:
                yield store, _Whose("Your attempts", "Your own records.", store.trainee(trainee_name(), now()), None)
            finally:
                store.close()
        return
    with at_desk(reach, whose, "see") as desk:
        member = desk.member(name)
        known = desk.store.figures.program_trainees(desk.program.program_id, desk.acting)
        if member.trainee_id is None or member.trainee_id not in known:
            people = [one.pseudonym for one in desk.store.people.members(desk.program.program_id, role="trainee")]
            raise CommandError(
                f"Nothing of '{shown(name)}' is shared with you{or_nearest(name, people)}",
                remedy="A trainee shares with `trainer share`; a supervisor sees the cohorts they are in.",
            )
        yield desk.store, _Whose(member.pseudonym, f"{desk.program.title}.", member.trainee_id, desk)


def _seen(desk: Desk, scope: Scope) -> Scope:
    """Without what waits for this supervisor's rating, which is said: of one person, or one by one, it would show."""
    hidden, wanted = unseen_by(desk.store, desk.acting, now()), frozenset(scope.trainee_ids)
    without = {attempt_id: whose for attempt_id, whose in hidden.items() if whose in wanted}
    tell_waiting(len(without))
    return replace(scope, span=replace(scope.span, without=without))


def _passes(desk: Desk, scope: Scope, rubrics: Mapping[str, Rubric]) -> Section:
    """With no cut there is no verdict to look for: nothing is read for it."""
    if not desk.store.reviewing.rules(desk.program.program_id).cuts:
        return passes_section(rubrics, {}, (), of_one=scope.of_one)
    standing = desk.store.rated.standing(desk.program.program_id, bound(desk))
    wanted = frozenset(scope.trainee_ids)
    decided = []
    for read in standing.read:
        shown_one = read.trainee_id in wanted and read.attempt_id not in scope.span.without
        verdict = standing.verdict(read) if shown_one else None
        if verdict is not None:
            decided.append(Decided(read.trainee_id, standing.versions[read.rubric_hash].id, verdict))
    used = {one.rubric: standing.rubrics[one.rubric] for one in decided}
    return passes_section({**rubrics, **used}, standing.bars, decided, of_one=scope.of_one)


def _behind(desk: Desk, scope: Scope, key: str) -> Iterator[Behind]:
    members = desk.store.people.members(desk.program.program_id, role="trainee")
    pseudonyms = {one.trainee_id: one.pseudonym for one in members if one.trainee_id is not None}
    for one in _own_behind(desk.store, scope, key):
        yield replace(one, who=pseudonyms.get(str(one.who), "somebody who has left"))


def _own_behind(store: Store, scope: Scope, key: str) -> Iterator[Behind]:
    try:
        for one in store.figures.traced(scope, key):
            yield Behind(one.attempt_id, one.trainee_id, one.n, one.y)
    except ValueError as error:
        raise no_such_key(key) from error
