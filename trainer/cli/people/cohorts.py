"""`trainer cohort new|add|close|invite|assign`: the doings of who runs a program."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

import click

from trainer.cli.exits import ExitCode
from trainer.cli.failing import CommandError, tell
from trainer.cli.naming import library_in_reach
from trainer.cli.people.days import counted, read_time, shown_end, shown_time
from trainer.cli.people.desk import Desk, NewProgram, Whose, at_desk, now
from trainer.cli.reach import Reach
from trainer.cli.reporting.printing import print_json
from trainer.library.nearest import or_nearest
from trainer.library.text import shown
from trainer.programs.people import Assignment, Cohort, Member, NewMember, Task
from trainer.programs.rights import may, who_may
from trainer.records.places import address_to_hand_out

_LOGIN = "`trainer cohort add COHORT PSEUDONYM --role ROLE --login LOGIN` gives somebody a login."


def new_cohort(reach: Reach, whose: Whose, title: str, *, another: bool = False, login: str | None = None) -> ExitCode:
    """Make a cohort, and its program where there is none, or `another` is wanted, for an admin who signs in by `login`.

    Raises CommandError.
    """
    _require(title, "title")
    if whose.program is not None:
        _require(whose.program, "title")
    new: NewProgram = "another" if another else "first"
    with at_desk(reach, Whose(whose.program, None), "manage", new=new) as desk:
        people, program = desk.store.people, desk.program
        if not people.size(program.program_id):
            called = people.add_member(
                program.program_id, NewMember("admin", whose.acting, db_role=login), now()
            ).pseudonym
            tell(f"There is a new program, '{program.title}', and you are its admin '{called}'", desk.store.where)
        elif login is not None:
            raise CommandError("--login is for a program that is made now", remedy=_LOGIN)
        elif whose.acting is not None and not may(desk.member(whose.acting).role, "manage"):
            raise CommandError(f"{whose.acting} may not do this", remedy=f"Only {who_may('manage')} may.")
        if any(cohort.title == title for cohort in people.cohorts(program.program_id)):
            raise CommandError(f"There is a cohort '{shown(title)}' already", desk.store.where, "Choose another title.")
        people.add_cohort(program.program_id, title, now())
    click.echo(title)
    tell(f"Cohort '{title}' is made", remedy="Next: `trainer cohort roster` or `trainer cohort add`.")
    return ExitCode.OK


def add_people(reach: Reach, whose: Whose, title: str, new: NewMember, count: int) -> ExitCode:
    """Add somebody, or so many under made pseudonyms. Raises CommandError."""
    with at_desk(reach, whose, "manage") as desk:
        cohort = desk.open_cohort(title)
        known = desk.store.people.member(desk.program.program_id, new.pseudonym) if new.pseudonym else None
        if known is not None:
            _put_in(desk, cohort, known, new)
            added = [known]
        else:
            _require_free(desk, new.db_role)
            added = [
                desk.store.people.add_member(desk.program.program_id, new, now(), cohort.cohort_id)
                for _ in range(count)
            ]
    for member in added:
        click.echo(member.pseudonym)
    return ExitCode.OK


def _put_in(desk: Desk, cohort: Cohort, known: Member, new: NewMember) -> None:
    if known.left is not None:
        raise CommandError(f"'{known.pseudonym}' has left the program", remedy="Choose another pseudonym.")
    if known.role != new.role:
        raise CommandError(f"'{known.pseudonym}' is in the program as {known.role}", remedy=f"Say --role {known.role}.")
    if new.db_role is not None and new.db_role != known.db_role:
        if known.trainee_id is not None:
            raise CommandError(
                f"'{known.pseudonym}' has joined, and their records go by the login they joined with",
                remedy="To give them another: `trainer cohort forget`, then add and invite them again.",
            )
        _require_free(desk, new.db_role)
        desk.store.people.give_login(known.member_id, new.db_role)
        tell(f"'{known.pseudonym}' signs in as '{new.db_role}' from now on")
    if new.name or new.language:
        tell(f"'{known.pseudonym}' was in the program already: --name and --language have not been kept")
    desk.store.people.enrol(cohort, [known.member_id], now())


def _require_free(desk: Desk, login: str | None) -> None:
    """A login is one person's. Raises CommandError."""
    if login is None:
        return
    other = desk.store.people.member_signed_in(desk.program.program_id, login)
    if other is not None:
        raise CommandError(f"'{other.pseudonym}' signs in as '{shown(login)}' already", remedy="Name another login.")


def close_cohort(reach: Reach, whose: Whose, title: str) -> ExitCode:
    """Close a cohort. Raises CommandError."""
    with at_desk(reach, whose, "manage") as desk:
        desk.store.people.close_cohort(desk.open_cohort(title).cohort_id, now())
    tell(f"Cohort '{title}' is closed: nothing more is asked of it, and what has been done stays")
    return ExitCode.OK


def remove_from(reach: Reach, whose: Whose, title: str, pseudonym: str) -> ExitCode:
    """Take somebody out of one cohort. Raises CommandError."""
    with at_desk(reach, whose, "manage") as desk:
        cohort, member = desk.cohort(title), desk.member(pseudonym)
        if not desk.store.people.take_out_of(cohort, member.member_id, now()):
            raise CommandError(
                f"'{shown(pseudonym)}' is not in the cohort '{shown(title)}'",
                remedy="`trainer cohort show` says who is.",
            )
        elsewhere = desk.store.people.cohorts_of(member.member_id)
    still = "" if elsewhere else ", and is in no cohort now"
    tell(
        f"'{member.pseudonym}' is out of the cohort '{cohort.title}'{still}",
        remedy="They stay in the program: `trainer cohort add` puts them into a cohort, `trainer cohort forget` takes "
        "them out for good.",
    )
    return ExitCode.OK


@dataclass(frozen=True, slots=True)
class InviteWish:
    """What `cohort invite` was asked for."""

    cohort: str
    pseudonyms: tuple[str, ...]
    days: int
    as_json: bool
    again: bool = False
    """Also a new code for who has one that is still good."""


def invite(reach: Reach, whose: Whose, wish: InviteWish) -> ExitCode:
    """A code for each trainee who has neither joined nor a code, or for those named. Raises CommandError."""
    with at_desk(reach, whose, "manage") as desk:
        cohort = desk.open_cohort(wish.cohort)
        people = desk.store.people.members(desk.program.program_id, cohort_id=cohort.cohort_id, role="trainee")
        by_name = {member.pseudonym: member for member in people}
        for name in wish.pseudonyms:
            if name not in by_name:
                meant = or_nearest(name, by_name)
                raise CommandError(f"There is no trainee '{shown(name)}' in the cohort{meant}", remedy="See who is.")
        absent = [one for one in people if one.trainee_id is None]
        coded = desk.store.joining.with_open_codes(desk.program.program_id, now())
        left = [] if wish.again or wish.pseudonyms else [one for one in absent if one.member_id in coded]
        wanted = [by_name[name] for name in wish.pseudonyms] or [one for one in absent if one not in left]
        made = desk.store.joining.invite(wanted, cohort.cohort_id, now(), timedelta(days=wish.days))
        where = address_to_hand_out(str(reach.db))
    if wish.as_json:
        print_json(
            [{"pseudonym": one.member.pseudonym, "code": one.code, "until": one.expires.isoformat()} for one in made]
        )
        return ExitCode.OK
    for one in made:
        click.echo(f"{one.member.pseudonym}  {one.code}")
    if made:
        own = ", with their own LOGIN" if "://" in where else ""
        tell(
            f"Good once, until {shown_time(made[0].expires)}. The codes are shown now and never again",
            remedy=f"Each trainee runs{own}: trainer cohort accept CODE {where}",
        )
    if replaced := [one.member.pseudonym for one in made if one.member.member_id in coded]:
        tell(f"A code that was given before is no good any more: {', '.join(replaced)}")
    if left:
        tell(
            f"{counted(len(left), 'trainee')} not joined yet and with a code that is still good: they get no new one",
            remedy="Name somebody, or say --again for all: what they were given before is then no good any more.",
        )
    elif not made:
        tell("Everybody in the cohort has joined" if people else "There is no trainee in the cohort")
    return ExitCode.OK


@dataclass(frozen=True, slots=True)
class AssignWish:
    """What `cohort assign` was asked for, as it was typed."""

    cohort: str
    target: str
    mode: str | None
    opens: str | None
    closes: str | None
    attempts: int | None
    counts: str
    stop: bool


def assign(reach: Reach, whose: Whose, wish: AssignWish) -> ExitCode:
    """Ask a cohort to do something, or no longer. Raises CommandError."""
    task = _task(reach, wish)
    with at_desk(reach, whose, "assign") as desk:
        cohort = desk.open_cohort(wish.cohort)
        if wish.stop:
            _stop(desk, cohort, wish)
        elif any(_says_the_same(one.task, task, wish) for one in desk.store.assignments.of_cohort(cohort.cohort_id)):
            tell(f"This is asked of '{cohort.title}' already, and nothing was added: {told_task(task)}")
        else:
            desk.store.assignments.assign(cohort, task, now())
            tell(f"Asked of '{cohort.title}': {told_task(task)}")
    return ExitCode.OK


def _says_the_same(asked: Task, task: Task, wish: AssignWish) -> bool:
    """Whether a task that is asked differs in nothing that was said. Without --opens it is enough that it is open."""
    opened = asked.opens <= task.opens if wish.opens is None else asked.opens == task.opens
    return opened and replace(asked, opens=task.opens) == task


def _task(reach: Reach, wish: AssignWish) -> Task:
    library = library_in_reach(reach)
    if wish.target not in library.scenarios and wish.target not in library.rubrics:
        meant = or_nearest(wish.target, [*library.scenarios, *library.rubrics])
        raise CommandError(
            f"There is no scenario or rubric '{shown(wish.target)}'{meant}", remedy="`trainer list` shows scenarios."
        )
    opens = now() if wish.opens is None else read_time(wish.opens, "--opens")
    closes = None if wish.closes is None else read_time(wish.closes, "--closes", end_of_day=True)
    if closes is not None and closes <= opens:
        raise CommandError("It would close before it opens", remedy="Check --opens and --closes.", code=ExitCode.USAGE)
    kind = "scenario" if wish.target in library.scenarios else "rubric"
    return Task(kind, wish.target, wish.mode or "practice", opens, closes, wish.attempts, wish.counts)  # type: ignore[arg-type]  # click


def _stop(desk: Desk, cohort: Cohort, wish: AssignWish) -> None:
    found = [
        one
        for one in desk.store.assignments.of_cohort(cohort.cohort_id)
        if one.task.target == wish.target and wish.mode in (None, one.task.mode)
    ]
    modes = sorted({one.task.mode for one in found})
    if not found:
        where = "" if wish.mode is None else f" in mode {wish.mode}"
        raise CommandError(
            f"'{wish.target}'{where} is not asked of this cohort", remedy="`trainer cohort show` says what is."
        )
    if len(modes) > 1:
        raise CommandError(
            f"'{wish.target}' is asked in several modes: {', '.join(modes)}",
            remedy="Say which with --mode.",
            code=ExitCode.USAGE,
        )
    for one in found:
        desk.store.assignments.withdraw(one.assignment_id, now())
    tell(f"No longer asked of '{cohort.title}': {wish.target}, {modes[0]}; what has been done stays")


def told_task(task: Task) -> str:
    """An assignment in a line."""
    attempts = "any number of attempts" if task.attempts is None else "1 attempt"
    if task.attempts is not None and task.attempts > 1:
        attempts = f"{task.attempts} attempts"
    counts = "" if task.attempts == 1 else f", {'their mean' if task.counts == 'mean' else f'the {task.counts}'} counts"
    until = "" if task.closes is None else f" until {shown_end(task.closes)}"
    what = task.target if task.kind == "scenario" else f"any scenario of the rubric {task.target}"
    return f"{what}, {task.mode}, {attempts}{counts}, from {shown_time(task.opens)}{until}"


def task_facts(one: Assignment) -> dict[str, object]:
    """An assignment for programs."""
    task = one.task
    return {
        "id": one.assignment_id,
        "kind": task.kind,
        "target": task.target,
        "mode": task.mode,
        "opens": task.opens.isoformat(),
        "closes": None if task.closes is None else task.closes.isoformat(),
        "attempts": task.attempts,
        "counts": task.counts,
    }


def _require(text: str, what: str) -> None:
    if not text.strip():
        raise CommandError(f"A {what} has at least one character", code=ExitCode.USAGE)
