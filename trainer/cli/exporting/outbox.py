"""`trainer outbox …`: statements about one's own attempts, to a record store, when one says so."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import click

from trainer.cli.exits import ExitCode
from trainer.cli.exporting.own import own_records
from trainer.cli.exporting.warning import show_warnings
from trainer.cli.failing import CommandError, tell
from trainer.cli.opening import read_settings
from trainer.cli.people.agreeing import agreed
from trainer.cli.people.days import counted, shown_time
from trainer.cli.people.desk import now
from trainer.cli.reach import Reach
from trainer.cli.reporting.printing import print_json
from trainer.library.text import clean, shown
from trainer.programs.record_store import RecordStore
from trainer.records.settings import settings_file
from trainer.records.store import Store
from trainer.sending.posting import Posting
from trainer.sending.secrets import NoSecretError, credentials
from trainer.sending.sender import Sender, Sending

_NO_STORE = "No record store is set up"
_SET_UP = "Name one in settings.toml, under [xapi]; docs/export.md shows how."
_LONGEST = 160
"""So much of what a store said stands in a message; `status` has more."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The user's records, and the store that the settings name."""

    records: Store
    trainee_id: str
    store: RecordStore


@contextmanager
def _at_desk(reach: Reach) -> Iterator[Desk]:
    store = read_settings().xapi
    if store is None:
        raise CommandError(_NO_STORE, remedy=_SET_UP)
    with own_records(reach) as (records, trainee_id):
        records.outbox.use(store)
        yield Desk(records, trainee_id, store)


def allow(reach: Reach, *, texts: bool, earlier: bool, yes: bool) -> ExitCode:
    """Agree that statements are kept ready for the store. Raises CommandError."""
    with _at_desk(reach) as desk:
        for line in _terms(desk, texts=texts, earlier=earlier):
            click.echo(clean(line))
        if not agreed(yes, "Agree to this?"):
            return ExitCode.OK
        desk.records.outbox.allow(desk.trainee_id, desk.store, now(), texts=texts)
        added = desk.records.outbox.put_ended(desk.trainee_id, now()) if earlier else 0
    waiting = f"; {counted(added, 'statement')} of earlier ones wait" if earlier else ""
    tell(f"Attempts that end from now on are kept ready for the store{waiting}", remedy="`trainer outbox send` sends.")
    return ExitCode.OK


def _terms(desk: Desk, *, texts: bool, earlier: bool) -> Iterator[str]:
    naming = desk.store.naming(desk.trainee_id, texts=texts)
    yield f"Statements about your attempts for the record store at {desk.store.endpoint}"
    yield f"  As {naming.account} of {naming.home_page}. Your name does not go along."
    which = "those that have ended, and those that end from now on" if earlier else "those that end from now on"
    yield f"  Which attempts: {which}."
    yield "  What: when, which scenario and moments, the readings, points, criteria and gates."
    yield "    With your own words." if texts else "    Without your own words."
    yield "  When: only when you say `trainer outbox send`; it shows words by which somebody could be known first."
    yield "  Taking it back: `trainer outbox stop`. What was sent stays at the store: ask whoever runs it to remove it."


def stop(reach: Reach) -> ExitCode:
    """Agree no longer. Raises CommandError."""
    with own_records(reach) as (records, trainee_id):
        gone = records.outbox.stop(trainee_id, now())
    tell(
        f"Nothing more is kept ready for a record store; {counted(gone, 'statement')} that waited went",
        remedy="What was sent stays at the store: ask whoever runs it to remove it.",
    )
    return ExitCode.OK


def status(reach: Reach, *, as_json: bool) -> ExitCode:
    """Show how the outbox stands. Raises CommandError."""
    store = read_settings().xapi
    with own_records(reach) as (records, trainee_id):
        state = records.outbox.state(None if store is None else store.endpoint)
        refused = () if store is None else tuple(records.outbox.refused(store.endpoint))
        consent = records.outbox.consent(trainee_id)
    allowed = consent is not None and store is not None and store.allowed_by(consent)
    if as_json:
        print_json(
            {
                "store": None if store is None else store.endpoint,
                "allowed": allowed,
                "words": consent is not None and allowed and consent.texts,
                "waiting": state.waiting,
                "sent": state.sent,
                "next_try": None if state.next_try is None else state.next_try.isoformat(),
                "answer": state.answer,
                "waiting_for_others": state.elsewhere,
                "refused": [
                    {"statement": one.statement_id, "attempt": one.attempt_id, "answer": one.answer} for one in refused
                ],
            }
        )
        return ExitCode.OK
    if store is None:
        tell(_NO_STORE, remedy=_SET_UP)
    else:
        told = "you have agreed to it" if allowed else "you have not agreed to it: `trainer outbox allow`"
        click.echo(clean(f"Record store: {store.endpoint}; {told}"))
    click.echo(f"  {state.waiting} waiting, {state.sent} sent, {len(refused)} refused")
    if state.waiting and state.next_try is not None and state.next_try > now():
        click.echo(clean(f"  Next try not before {shown_time(state.next_try)}; `trainer outbox retry` tries now."))
    if state.answer:
        click.echo(clean(f"  The store said: {state.answer}"))
    for one in refused:
        click.echo(clean(f"  Refused {one.statement_id}: {one.answer}"))
    if state.elsewhere:
        click.echo(f"  {state.elsewhere} more wait for another store than this one.")
    return ExitCode.OK


def send(reach: Reach, *, again: bool, yes: bool, as_json: bool) -> ExitCode:
    """Send what waits; `again`: what was refused or put off too. Raises CommandError."""
    with _at_desk(reach) as desk:
        outbox, endpoint = desk.records.outbox, desk.store.endpoint
        try:
            known = credentials(desk.store, settings_file().parent, os.environ)
        except NoSecretError as error:
            raise CommandError(error.message, remedy=error.remedy) from error
        found = show_warnings(("", one) for one in outbox.found(endpoint))
        if found and not agreed(yes, "Send these words?"):
            return ExitCode.OK
        if again:
            outbox.retry(endpoint, now())
        done = Sender(outbox, endpoint, Posting(endpoint, known), now).send()
        state = outbox.state(endpoint)
    if as_json:
        facts = {"sent": done.sent, "refused": done.refused, "waiting": state.waiting, "stopped": done.stopped}
        print_json(facts)
    return _told(done, state.waiting, state.answer or "", endpoint)


def _told(done: Sending, waiting: int, answer: str, endpoint: str) -> ExitCode:
    """Say what came of it, as a failure where something was not sent; `answer` is the last of what waits."""
    if done.closed:
        raise CommandError(
            f"The record store does not take statements from us: {shown(done.stopped, _LONGEST)}",
            endpoint,
            "Check endpoint, key and secret under [xapi]; everything is kept and waits.",
        )
    if done.stopped or done.put_off:
        raise CommandError(
            f"{counted(done.sent, 'statement')} sent, {waiting} wait: {shown(done.stopped or answer, _LONGEST)}",
            endpoint,
            "Nothing is lost: send again later, `trainer outbox status` says when; `trainer outbox retry` tries now.",
        )
    left = f", {waiting} wait" if waiting else ""
    tell(
        f"{counted(done.sent, 'statement')} sent, {done.refused} refused{left}",
        endpoint,
        "`trainer outbox status` shows what the store said." if done.refused else "",
    )
    return ExitCode.PROBLEMS if done.refused else ExitCode.OK
