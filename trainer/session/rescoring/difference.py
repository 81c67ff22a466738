"""The difference that a re-scoring made, attempt by attempt and in all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator

from trainer.library.rubric import Rubric
from trainer.programs.run_difference import (
    LEVEL,
    Difference,
    Lights,
    ReadOtherwise,
    compare,
    is_other,
    weighed_otherwise,
)
from trainer.records.columns import DamagedValueError
from trainer.records.rescored import KeptAttempt, KeptReading, KeptTurn, Rescoring
from trainer.records.run_pairs import JudgedRun, RunPair
from trainer.records.shelf import Shelf, UnreadableContentError
from trainer.records.store import Store
from trainer.reports.rescoring_outcome import Changed, Outcome
from trainer.scoring.reading import Reading, Verdict
from trainer.session.errors import records_told

_PAGE = 200


def outcome_of(
    store: Store,
    rescoring: Rescoring,
    progress: Callable[[int], None] = lambda _: None,
    without: Collection[str] = (),
) -> Outcome:
    """Compare every new run with the one before, save those of the attempts in `without`. Raises SessionError."""
    found, shelf, people = Outcome(rescoring), Shelf(store.rescoring.content), set[str]()
    with records_told():
        store.measures.fill()
        for page in _pages(store, rescoring):
            seen = [pair for pair in page if pair.attempt_id not in without]
            found.without += len(page) - len(seen)
            other = [pair for pair in seen if is_other(pair.old.figures, pair.new.figures)]
            read = _read_otherwise(store, other)
            for pair in seen:
                found.totals.count(pair.old.figures, pair.new.figures)
                people.add(pair.trainee_id)
                found.totals.weights.update(_weights(pair, shelf))
            for pair in other:
                explained = _explained(pair, read.get(pair.attempt_id, {}), shelf)
                found.totals.explain(explained, read.get(pair.attempt_id, {}))
                if pair.old.figures.passed is not pair.new.figures.passed:
                    found.changed.append(Changed(pair, explained))
            progress(len(page))
    found.people = len(people)
    return found


def _pages(store: Store, rescoring: Rescoring) -> Iterator[list[RunPair]]:
    last = ""
    while page := store.rescoring.pairs(rescoring.rescoring_id, last, _PAGE):
        last = page[-1].attempt_id
        yield page


def _weights(pair: RunPair, shelf: Shelf) -> Iterator[str]:
    """What weighs otherwise in an attempt whose points moved: it is their one reason where no level moved."""
    if pair.old.rubric_hash == pair.new.rubric_hash or pair.old.figures.points == pair.new.figures.points:
        return
    try:
        yield from weighed_otherwise(*(shelf.find(Rubric, run.rubric_hash) for run in (pair.old, pair.new)))
    except UnreadableContentError:
        return


def _explained(pair: RunPair, read: ReadOtherwise, shelf: Shelf) -> Difference:
    old, new = pair.old, pair.new
    try:
        rubrics = shelf.find(Rubric, old.rubric_hash), shelf.find(Rubric, new.rubric_hash)
    except UnreadableContentError:
        return Difference(old.figures, new.figures, (), ())
    return compare(old.figures, new.figures, Lights(*rubrics, old.scenario_hash != new.scenario_hash, read))


def _read_otherwise(store: Store, pairs: list[RunPair]) -> dict[str, ReadOtherwise]:
    """By attempt, what the reader found otherwise in those that were read afresh."""
    by_attempt = {
        pair.attempt_id: pair
        for pair in pairs
        if (pair.old.reader, pair.old.scenario_hash) != (pair.new.reader, pair.new.scenario_hash)
    }
    if not by_attempt:
        return {}
    kept = store.rescoring.attempts(list(by_attempt))
    return {one.facts.attempt_id: _compared(one, by_attempt[one.facts.attempt_id]) for one in kept}


def _compared(attempt: KeptAttempt, pair: RunPair) -> ReadOtherwise:
    changes: Counter[tuple[str, Verdict, Verdict]] = Counter()
    for turn in attempt.turns:
        old, new = _reading_of(turn, pair.old), _reading_of(turn, pair.new)
        if old is None or new is None or old is new or turn.response.text is None:
            continue
        try:
            changes.update(_changes(old.reading(turn.response.text), new.reading(turn.response.text)))
        except DamagedValueError:
            continue
    return changes


def _reading_of(turn: KeptTurn, run: JudgedRun) -> KeptReading | None:
    """The reading that a run rests on: by its reader, for its scenario or one that puts it into the same light."""
    by_reader = [one for one in turn.readings if one.reader == run.reader]
    same = [one for one in by_reader if one.scenario_hash == run.scenario_hash]
    return next(iter(same or by_reader), None)


def _changes(old: Reading, new: Reading) -> Iterator[tuple[str, Verdict, Verdict]]:
    for name in old.findings.keys() | new.findings.keys():
        was, now = old.finding(name).verdict, new.finding(name).verdict
        if was != now:
            yield name, was, now
    if old.shown_level != new.shown_level:
        yield LEVEL, "absent", "absent"
