"""The store: what a session writes while an attempt goes on, and what it reads back.

Each method is one transaction: when it returns, what it wrote is on disk. Every method may raise RecordsError.
A store may be used from several threads.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, delete, insert, select, update

from trainer.records import loading
from trainer.records.assignment_store import AssignmentStore
from trainer.records.attempts import (
    AttemptSummary,
    Content,
    NewAttempt,
    Review,
    ScoringRun,
    StoredAttempt,
    Unfinished,
)
from trainer.records.consent_store import ConsentStore
from trainer.records.contents import keep_contents, kept_content
from trainer.records.encoded import write_findings, write_json
from trainer.records.engine import WRITES, make_engine, use_write_ahead_log
from trainer.records.errors import RecordsError, told
from trainer.records.exporting import Exporting
from trainer.records.figures_store import FiguresStore
from trainer.records.forgetting import Forgetting
from trainer.records.identity import uuid7
from trainer.records.joining_store import JoiningStore
from trainer.records.measures_store import MeasuresStore
from trainer.records.outbox_store import OutboxStore
from trainer.records.people_store import PeopleStore
from trainer.records.places import find_place, keep_to_owner, prepare_file
from trainer.records.practice_store import PracticeStore
from trainer.records.program_tables import members
from trainer.records.rated import RatedStore
from trainer.records.rescoring_store import RescoringStore
from trainer.records.review_store import ReviewStore
from trainer.records.runs_keeping import add_run
from trainer.records.schema import bring_up_to_date
from trainer.records.sharing import Sharing
from trainer.records.tables import (
    attempts,
    drafts,
    exchanges,
    readings,
    responses,
    reviews,
    trainees,
)
from trainer.scoring.exchange import Exchange, Response


def open_store(where: str | Path | None, *, patience: float = 5.0) -> Store:
    """Open the records at a path or URL (None: the user's data folder), making or migrating the tables if need be.

    `patience` is how long to wait for another program's lock, in seconds. Raises RecordsError.
    """
    return Store(*open_engine(where, patience))


def open_engine(where: str | Path | None, patience: float) -> tuple[Engine, str]:
    """What a store is made of: the database, its tables those of today, and where it is."""
    place = find_place(where)
    if place.file is not None:
        prepare_file(place.file)
    engine = make_engine(place, patience)
    try:
        bring_up_to_date(engine, place.shown)
        if place.file is not None:  # only now is it known to be ours
            keep_to_owner(place.file, of_program=_is_of_program(engine, place.shown))
            use_write_ahead_log(engine, place.shown)
    except BaseException:
        engine.dispose()
        raise
    return engine, place.shown


def _is_of_program(engine: Engine, where: str) -> bool:
    """Whether somebody runs a program in this database: a trainee's own records know of no others than trainees."""
    with told(where), engine.connect() as connection:
        staff = select(members.c.member_id).where(members.c.role != "trainee").limit(1)
        return connection.execute(staff).first() is not None


class Store:
    """Attempts on disk. Made by `open_store`."""

    notice = ""
    """What a trainee should know of where the records go, a sentence; empty where there is nothing to say."""

    def __init__(self, engine: Engine, where: str) -> None:
        self.where = where
        """The file or address, to be shown."""
        self._reads = engine
        self._writes = engine.execution_options(**{WRITES: True})
        self.practice = PracticeStore(self._reading, self._writing)
        """What is kept of drills, probes and what was contested."""
        self.measures = MeasuresStore(self._reading, self._writing)
        """Judgements in numbers."""
        self.rescoring = RescoringStore(self._reading, self._writing, where)
        """New runs beside the old, and which of them counts."""
        self.people = PeopleStore(self._reading, self._writing)
        """The people of a program: members, cohorts, invitations."""
        self.assignments = AssignmentStore(self._reading, self._writing)
        """What cohorts are asked to do."""
        self.consents = ConsentStore(self._reading, self._writing)
        """What trainees have said about sharing, and who has read whose words."""
        self.joining = JoiningStore(self._reading, self._writing, where)
        """Invitations and memberships."""
        self.sharing = Sharing(self._reading, self._writing)
        """A trainee's rows into a program's database."""
        self.exporting = Exporting(self._reading)
        """Everything that is kept, a row at a time."""
        self.outbox = OutboxStore(self._reading, self._writing)
        """Statements that wait to be sent to a record store."""
        self.forgetting = Forgetting(engine, where)
        """What is deleted is gone from the files too."""
        self.reviewing = ReviewStore(self._reading, self._writing, where)
        """The queue, ratings, contests and rules of a program."""
        self.rated = RatedStore(self._reading)
        """Ratings beside what was read, for figures and verdicts."""
        self.figures = FiguresStore(self._reading)
        """Attempts summed up, of one trainee or many."""

    def close(self) -> None:
        """Let go of the database. Everything is on disk already."""
        self._reads.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with told(self.where), self._reads.begin() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with told(self.where), self._writes.begin() as connection:
            yield connection

    def trainee(self, name: str, at: datetime) -> str:
        """The id of the trainee of that name, who is added if new."""
        query = select(trainees.c.trainee_id).where(trainees.c.name == name)
        with self._reading() as connection:
            known = connection.execute(query).scalar_one_or_none()
        if known is not None:
            return str(known)
        with self._writing() as connection:
            known = connection.execute(query).scalar_one_or_none()
            trainee_id = uuid7(at) if known is None else str(known)
            if known is None:
                connection.execute(insert(trainees).values(trainee_id=trainee_id, name=name, since=at))
        return trainee_id

    def start_attempt(self, new: NewAttempt, at: datetime) -> str:
        """Begin an attempt and keep the contents it uses; gives the attempt's id."""
        attempt_id = uuid7(at)
        with self._writing() as connection:
            keep_contents(connection, new.contents)
            connection.execute(
                insert(attempts).values(
                    attempt_id=attempt_id,
                    trainee_id=new.trainee_id,
                    scenario_id=new.scenario_id,
                    title=new.title,
                    scenario_hash=new.scenario_hash,
                    rubric_hash=new.rubric_hash,
                    behaviours_hash=new.behaviours_hash,
                    seed=new.seed,
                    mode=new.mode,
                    started=at,
                )
            )
        return attempt_id

    def append_response(self, attempt_id: str, step: int, response: Response, at: datetime) -> str:
        """Keep a response before it is read; gives its id. The draft it grew from is gone with the same commit.

        `step` counts the attempt's responses from 1. One that is taken means that the attempt went on elsewhere.
        """
        response_id = uuid7(at)
        with self._writing() as connection:
            owner = self._owner(connection, attempt_id)
            values = {"response_id": response_id, "step": step, "text": response.text, "sent": at}
            connection.execute(insert(responses).values(**values, **owner))
            connection.execute(delete(drafts).where(drafts.c.attempt_id == attempt_id))
        return response_id

    def append_exchange(self, attempt_id: str, response_id: str, exchange: Exchange, at: datetime) -> None:
        """Keep what came of a response: its reading and the patient's answer."""
        with self._writing() as connection:
            owner = self._owner(connection, attempt_id)
            reading_id = None
            if exchange.reading is not None:
                reading_id = uuid7(at)
                reading = exchange.reading
                connection.execute(
                    insert(readings).values(
                        reading_id=reading_id,
                        response_id=response_id,
                        reader=reading.scorer,
                        level=reading.level,
                        low=reading.interval[0],
                        high=reading.interval[1],
                        findings=write_findings(reading),
                        made=at,
                        **owner,
                    )
                )
                first = attempts.c.attempt_id == attempt_id, attempts.c.reader.is_(None)
                connection.execute(update(attempts).where(*first).values(reader=reading.scorer))
            connection.execute(
                insert(exchanges).values(
                    exchange_id=uuid7(at),
                    response_id=response_id,
                    reading_id=reading_id,
                    made=at,
                    **_exchange_values(exchange),
                    **owner,
                )
            )

    def mark_redo(self, attempt_id: str, response_id: str, at: datetime) -> None:
        """The exchange after this response is taken back and tried again; it stays. An ended attempt is open again."""
        with self._writing() as connection:
            tried = exchanges.c.response_id == response_id, exchanges.c.redone.is_(None)
            if connection.execute(update(exchanges).where(*tried).values(redone=at)).rowcount != 1:
                raise RecordsError(
                    "This exchange cannot be redone: there is none, or it has been.",
                    self.where,
                    "Resume the attempt from the library.",
                )
            reopened = update(attempts).where(attempts.c.attempt_id == attempt_id).values(ended=None, ending=None)
            connection.execute(reopened)

    def save_draft(self, attempt_id: str, text: str, at: datetime) -> None:
        """Keep what has been typed and not sent, in place of what was kept before."""
        with self._writing() as connection:
            owner = self._owner(connection, attempt_id)
            connection.execute(delete(drafts).where(drafts.c.attempt_id == attempt_id))
            connection.execute(insert(drafts).values(text=text, saved=at, **owner))

    def clear_draft(self, attempt_id: str) -> None:
        """Forget the draft, if there is one."""
        with self._writing() as connection:
            connection.execute(delete(drafts).where(drafts.c.attempt_id == attempt_id))

    def finish_attempt(self, attempt_id: str, ending: str, run: ScoringRun, at: datetime) -> None:
        """End the attempt with its scoring run; its draft is gone."""
        with self._writing() as connection:
            ended = update(attempts).where(attempts.c.attempt_id == attempt_id).values(ended=at, ending=ending)
            connection.execute(ended)
            connection.execute(delete(drafts).where(drafts.c.attempt_id == attempt_id))
            self._add_run(connection, attempt_id, run)
            self.outbox.put_attempt(connection, attempt_id, at)

    def add_scoring_run(self, attempt_id: str, run: ScoringRun) -> None:
        """Keep another scoring of the attempt beside those before."""
        with self._writing() as connection:
            self._add_run(connection, attempt_id, run)

    def _add_run(self, connection: Connection, attempt_id: str, run: ScoringRun) -> None:
        add_run(connection, self._owner(connection, attempt_id), run)

    def add_review(self, attempt_id: str, review: Review) -> None:
        """Keep a person's judgement beside those before."""
        with self._writing() as connection:
            connection.execute(
                insert(reviews).values(
                    review_id=uuid7(review.made),
                    response_id=review.response_id,
                    reviewer=review.reviewer,
                    kind=review.kind,
                    judgement=write_json(review.judgement),
                    made=review.made,
                    **self._owner(connection, attempt_id),
                )
            )

    def unfinished(self, trainee_id: str) -> tuple[Unfinished, ...]:
        """The trainee's attempts without an end, latest first."""
        with self._reading() as connection:
            return loading.unfinished(connection, trainee_id)

    def history(self, trainee_id: str) -> tuple[AttemptSummary, ...]:
        """The trainee's attempts, latest first."""
        with self._reading() as connection:
            return loading.history(connection, trainee_id)

    def load_attempt(self, attempt_id: str) -> StoredAttempt:
        """An attempt with everything needed to replay it."""
        with self._reading() as connection:
            attempt = loading.load_attempt(connection, attempt_id)
        if attempt is None:
            raise self._no_attempt()
        return attempt

    def content(self, digest: str) -> Content:
        """A scenario, rubric or behaviour as it was when used; one that no longer fits its hash is refused."""
        with self._reading() as connection:
            kept = kept_content(connection, digest)
        if kept is None:
            raise RecordsError(
                "What this attempt was made with is missing or was changed.",
                self.where,
                "Restore the records from a backup, or start a new attempt.",
            )
        return kept

    def _owner(self, connection: Connection, attempt_id: str) -> dict[str, str]:
        query = select(attempts.c.trainee_id).where(attempts.c.attempt_id == attempt_id)
        trainee_id = connection.execute(query).scalar_one_or_none()
        if trainee_id is None:
            raise self._no_attempt()
        return {"attempt_id": attempt_id, "trainee_id": trainee_id}

    def _no_attempt(self) -> RecordsError:
        return RecordsError("There is no such attempt.", self.where, "Choose one from the history.")


def _exchange_values(exchange: Exchange) -> dict[str, object]:
    return {
        "moment": exchange.moment,
        "visit": exchange.visit,
        "try_number": exchange.try_number,
        "heard": exchange.heard,
        "reaction": exchange.reaction,
        "answer": exchange.answer,
        "trust_before": exchange.trust[0],
        "trust_after": exchange.trust[1],
        "distress_before": exchange.distress[0],
        "distress_after": exchange.distress[1],
        "leads_to": exchange.then,
    }
