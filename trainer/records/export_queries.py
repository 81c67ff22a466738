"""The rows of each file of an export, as queries: which rows, in an order that never changes, and what they say.

A query's columns are named like the file's; what stands in JSON is taken apart by `expanded`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, FromClause, Select, Table, Text, and_, cast, func, null, or_, select
from sqlalchemy import union_all as union

from trainer.programs.which_run import OWN, WhichRun
from trainer.records import practice_tables as practice
from trainer.records import program_tables as programs
from trainer.records.counting_runs import counting_run
from trainer.records.encoded import read_json
from trainer.records.tables import (
    attempts,
    drafts,
    exchanges,
    readings,
    responses,
    reviews,
    scoring_runs,
    trainees,
)

Fields = Mapping[str, Any]
Narrowed = Callable[[Column[Any]], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose rows: `whose` gives the condition on a trainee_id. `since`: only what was done from then on. `rule` says
    which run of an attempt counts."""

    whose: Narrowed
    since: datetime | None = None
    rule: WhichRun = OWN

    def of(self, table: Table, *times: Column[Any]) -> ColumnElement[bool]:
        """The condition for the rows of a table, any of whose times may be the late one."""
        mine = self.whose(table.c.trainee_id)
        if self.since is None or not times:
            return mine
        return and_(mine, or_(*(time >= self.since for time in times)))


def _named(table: FromClause, *names: str, **renamed: str) -> list[ColumnElement[Any]]:
    """Columns of a table, some under another name (`run_id="scoring_run_id"`)."""
    return [*(table.c[name] for name in names), *(table.c[old].label(new) for new, old in renamed.items())]


def _of(table: Table, *names: str, order: tuple[str, ...], time: str, **renamed: str) -> Callable[[Scope], Select[Any]]:
    """The query for a file that is one table."""

    def query(scope: Scope) -> Select[Any]:
        wanted = select(table.c.trainee_id, *_named(table, *names, **renamed))
        return wanted.where(scope.of(table, table.c[time])).order_by(*(table.c[name] for name in order))

    return query


def _trainee(scope: Scope) -> Select[Any]:
    return select(trainees.c.trainee_id, trainees.c.name, trainees.c.since).where(scope.of(trainees))


def _attempts(scope: Scope) -> Select[Any]:
    hashes = ("scenario_hash", "rubric_hash", "behaviours_hash")
    names = ("attempt_id", "title", "mode", "seed", "started", "ended", "ending", "reader", *hashes)
    return (
        select(attempts.c.trainee_id, *_named(attempts, *names, scenario="scenario_id"))
        .where(scope.of(attempts, attempts.c.started, attempts.c.ended))
        .order_by(attempts.c.attempt_id)
    )


def _exchanges(scope: Scope) -> Select[Any]:
    state = ("trust_before", "trust_after", "distress_before", "distress_after", "leads_to")
    said = ("moment", "visit", "heard", "reaction", "answer", *state, "redone")
    return (
        select(
            responses.c.trainee_id,
            *_named(responses, "attempt_id", "step", "response_id", "sent", "text"),
            *_named(exchanges, *said, **{"try": "try_number"}, answered="made"),
        )
        .select_from(responses.outerjoin(exchanges, exchanges.c.response_id == responses.c.response_id))
        .where(scope.of(responses, responses.c.sent, exchanges.c.redone))
        .order_by(responses.c.attempt_id, responses.c.step)
    )


_READ = ("reading_id", "reader", "level", "low", "high", "findings", "made")


def _judged(scope: Scope) -> Select[Any]:
    names = ("attempt_id", "made", "reader", "rubric_hash", "behaviours_hash", "points", "passed", "judgement")
    rescored = programs.rescored_runs
    return (
        select(
            scoring_runs.c.trainee_id, *_named(scoring_runs, *names, run_id="scoring_run_id"), rescored.c.rescoring_id
        )
        .select_from(scoring_runs.outerjoin(rescored, rescored.c.scoring_run_id == scoring_runs.c.scoring_run_id))
        .where(scope.of(scoring_runs, scoring_runs.c.made))
        .order_by(scoring_runs.c.scoring_run_id)
    )


def _runs(scope: Scope) -> Select[Any]:
    judged = attempts.alias("judged")
    counts = (scoring_runs.c.scoring_run_id == counting_run(judged, scope.rule)).label("counts")
    return _judged(scope).add_columns(counts).join(judged, judged.c.attempt_id == scoring_runs.c.attempt_id)


def _reviewed(kind: str) -> Callable[[Scope], Select[Any]]:
    names = ("attempt_id", "response_id", "review_id", "reviewer", "judgement", "made")

    def query(scope: Scope) -> Select[Any]:
        wanted = scope.of(reviews, reviews.c.made), reviews.c.kind == kind
        return select(reviews.c.trainee_id, *_named(reviews, *names)).where(*wanted).order_by(reviews.c.review_id)

    return query


def _worded(
    table: Table, words: Table, key: str, *names: str, time: str, said: str, **renamed: str
) -> Callable[[Scope], Select[Any]]:
    """A table with its words, which stand in one of their own."""

    def query(scope: Scope) -> Select[Any]:
        return (
            select(table.c.trainee_id, *_named(table, *names, **renamed), words.c.text.label(said))
            .select_from(table.outerjoin(words, words.c[key] == table.c[key]))
            .where(scope.of(table, table.c[time]))
            .order_by(next(iter(table.primary_key)))
        )

    return query


def _drafts(scope: Scope) -> Select[Any]:
    single = practice.moment_drafts
    nothing = cast(null(), Text)
    both = union(
        select(
            drafts.c.trainee_id,
            drafts.c.attempt_id,
            nothing.label("scenario"),
            nothing.label("moment"),
            *_named(drafts, "text", "saved"),
        ).where(scope.of(drafts, drafts.c.saved)),
        select(
            single.c.trainee_id,
            nothing.label("attempt_id"),
            *_named(single, scenario="scenario_id"),
            *_named(single, "moment", "text", "saved"),
        ).where(scope.of(single, single.c.saved)),
    ).subquery()
    return select(both).order_by(func.coalesce(both.c.attempt_id, ""), both.c.saved)


QUERIES: Mapping[str, Callable[[Scope], Select[Any]]] = {
    "trainee": _trainee,
    "attempts": _attempts,
    "exchanges": _exchanges,
    "readings": _of(readings, "attempt_id", "response_id", *_READ, order=("reading_id",), time="made"),
    "runs": _runs,
    "criteria": _judged,
    "gates": _judged,
    "run_choices": _of(
        programs.run_choices,
        *("attempt_id", "reason", "made"),
        order=("choice_id",),
        time="made",
        run_id="scoring_run_id",
    ),
    "self_ratings": _reviewed("self"),
    "reviews": _reviewed("supervisor"),
    "moments": _worded(
        practice.moment_tries,
        practice.moment_texts,
        "try_id",
        *("try_id", "purpose", "behaviour", "offer_id", "scenario_hash", "moment", "heard", "silent", "sent"),
        time="sent",
        said="text",
        scenario="scenario_id",
        **{"try": "try_number"},
    ),
    "moment_readings": _of(practice.moment_readings, "try_id", *_READ, order=("reading_id",), time="made"),
    "probes": _of(
        practice.probe_offers,
        *("offer_id", "behaviour", "reason", "source", "label", "due", "shown", "of_tries", "level", "ended"),
        order=("offer_id",),
        time="ended",
    ),
    "schedule": _of(
        practice.schedule_cards,
        *("behaviour", "stability", "difficulty", "due", "last_review"),
        order=("trainee_id", "behaviour"),
        time="last_review",
    ),
    "choices": _worded(
        practice.contrast_choices,
        practice.choice_reasons,
        "choice_id",
        *("choice_id", "behaviour", "contrast", "correct", "made"),
        time="made",
        said="reason",
    ),
    "contests": _worded(
        practice.contests,
        practice.contest_reasons,
        "contest_id",
        *("contest_id", "attempt_id", "response_id", "try_id", "behaviour", "criterion", "gate", "finding"),
        *("reader", "made"),
        time="made",
        said="reason",
    ),
    "outcomes": _worded(
        programs.contest_outcomes,
        programs.outcome_notes,
        "outcome_id",
        *("contest_id", "outcome_id", "outcome", "made"),
        time="made",
        said="note",
        member="member_id",
    ),
    "consents": _of(
        programs.consents,
        *("destination", "kind", "texts", "since", "made"),
        order=("consent_id",),
        time="made",
        program="program_id",
    ),
    "accesses": _of(
        programs.access_log,
        *("attempt_id", "read", "reason", "made"),
        order=("access_id",),
        time="made",
        program="program_id",
        member="member_id",
    ),
    "drafts": _drafts,
}
"""By the name of the file."""

LEFT_OUT: Mapping[str, str] = {
    "run_measures": "the runs again, in other words",
    "rescored_runs": "a column of the runs",
    "rescored_readings": "why there is a second reading: the runs say of which re-scoring",
    "outbox": "statements made of what is here",
    "copies": "what is to be copied",
    "review_items": "a program's queue",
    "members": "a program's people",
}
"""Tables that hold rows of a trainee and have no file, each with the reason."""


def expanded(sheet: str, fields: Fields) -> Iterator[dict[str, Any]]:
    """The rows that a row of the query makes. Raises DamagedValueError."""
    row = dict(fields)
    match sheet:
        case "criteria":
            for one in _listed(read_json(row["judgement"]), "criteria"):
                yield {**row, **{name: one.get(name) for name in _CRITERION}}
        case "gates":
            for one in _listed(read_json(row["judgement"]), "gates"):
                yield {
                    **row,
                    "held": one.get("passed"),
                    **{name: one.get(name) for name in ("gate", "why", "exchanges")},
                }
        case "runs":
            grey = read_json(row["judgement"]).get("grey")
            found = grey if isinstance(grey, dict) else {}
            yield {
                **row,
                "grey_low": found.get("low"),
                "grey_high": found.get("high"),
                "could_change": found.get("could_change"),
            }
        case "self_ratings":
            said = read_json(row["judgement"])
            yield {**row, **{name: said.get(name) for name in ("rating", "best", "redo")}}
        case "reviews":
            yield {**row, "judgement": read_json(row["judgement"])}
        case "readings" | "moment_readings":
            findings = read_json(row["findings"])
            yield {**row, "findings": findings, **{name: _with(findings, name) for name in ("present", "unsure")}}
        case _:
            yield row


_CRITERION = (
    *("criterion", "level", "value", "met", "opportunities", "unsure_share", "advisory", "last_level", "evidence"),
)


def _listed(judgement: Mapping[str, object], name: str) -> Iterator[dict[str, Any]]:
    value = judgement.get(name)
    yield from (one for one in (value if isinstance(value, list) else []) if isinstance(one, dict))


def _with(findings: Mapping[str, object], verdict: str) -> str:
    found = (name for name, one in findings.items() if isinstance(one, dict) and one.get("finding") == verdict)
    return " ".join(sorted(found))
