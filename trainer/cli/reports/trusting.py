"""`trainer report scorer`: how far the reading may be trusted in a program."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.cli.exits import ExitCode
from trainer.cli.people.desk import Desk, Whose, at_desk
from trainer.cli.reach import Reach
from trainer.cli.reports.asking import Behind, ReportWish, command_words, no_such_key, show_behind, show_sheet
from trainer.cli.reviewing.figures import agreement_look, bound
from trainer.library.catalogue import load_library
from trainer.library.shipped import shipped_folders
from trainer.programs.small_groups import LEAST
from trainer.reports.scorer import ScorerFacts, scorer_sheet
from trainer.scoring.reader import load_agreement


def report_scorer(reach: Reach, whose: Whose, wish: ReportWish) -> ExitCode:
    """Raises CommandError and OSError."""
    with at_desk(reach, whose, "see") as desk:
        if wish.trace is not None:
            return show_behind(_behind(desk, wish.trace), wish, few=LEAST)
        facts = _facts(desk)
        title = desk.program.title
    about = "How far the reading agrees with this program's own supervisors."
    return show_sheet(scorer_sheet(title, about, facts, command_words(reach, whose, "scorer")), wish)


def _facts(desk: Desk) -> ScorerFacts:
    look, store, program = agreement_look(desk), desk.store, desk.program.program_id
    standing = store.rated.standing(program, bound(desk))
    titles = {name: entry.item.title for name, entry in load_library(shipped_folders()).behaviours.items()}
    return ScorerFacts(
        level=look.level,
        behaviours=look.behaviours,
        bars=standing.bars,
        rubrics=standing.rubrics,
        own=look.own,
        supervisors=look.supervisors,
        months=look.months,
        raters=look.raters,
        fails=look.fails,
        readers=tuple(sorted({one.reader for one in store.rated.responses(program, bound(desk))})),
        shipped=load_agreement(),
        titles=titles,
    )


def _behind(desk: Desk, key: str) -> Iterator[Behind]:
    """`rated/RUBRIC/CRITERION`, `rated/BEHAVIOUR`, `rated/level`, `rated-in/MONTH`: what was rated."""
    program, supervisor = desk.program.program_id, bound(desk)
    members = desk.store.people.members(program, role="trainee")
    pseudonyms = {one.trainee_id: one.pseudonym for one in members if one.trainee_id is not None}
    match key.split("/"):
        case ["rated", rubric, criterion]:
            for whole in desk.store.rated.attempts(program, supervisor):
                read = whole.read_criteria.get(criterion)
                if whole.rubric == rubric and criterion in whole.criteria and read is not None:
                    said = whole.criteria[criterion]
                    yield Behind(whole.attempt_id, pseudonyms.get(whole.trainee_id), 1, read - said)
        case ["rated", what]:
            for one in desk.store.rated.responses(program, supervisor):
                if what == "level":
                    yield Behind(one.attempt_id, pseudonyms.get(one.trainee_id), 1, one.read_level - one.level)
                elif what in one.known:
                    apart = (what in one.read_shown) - (what in one.shown)
                    yield Behind(one.attempt_id, pseudonyms.get(one.trainee_id), 1, apart)
        case ["rated-in", month]:
            for one in desk.store.rated.responses(program, supervisor):
                if f"{one.made:%Y-%m}" == month:
                    yield Behind(one.attempt_id, pseudonyms.get(one.trainee_id), 1, one.read_level - one.level)
        case _:
            raise no_such_key(key)
