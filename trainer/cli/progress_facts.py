"""Progress as a program reads it."""

from __future__ import annotations

from datetime import UTC, datetime

from trainer.practice.figures import Share
from trainer.practice.own_view import OwnView
from trainer.practice.probes import Retained, Retention
from trainer.practice.progress import BehaviourProgress, CriterionProgress
from trainer.session.practice import Progress


def progress_facts(found: Progress) -> dict[str, object]:
    """What `progress --json` prints; times are UTC."""
    return {
        "tries": found.tries,
        "behaviours": [_behaviour(one, found) for one in found.behaviours],
        "criteria": [_criterion(one) for one in found.criteria],
        "retention": [_retention(one) for one in found.retention],
        "probes": [_probe(one) for one in found.probes],
        "own_view": _own_view(found.own_view),
        "phrases": [
            {"behaviour": one.behaviour, "words": one.words, "heard": one.heard, "level": one.level, "at": _at(one.at)}
            for one in found.phrases
        ],
    }


def _behaviour(one: BehaviourProgress, found: Progress) -> dict[str, object]:
    standing, due = found.standings.get(one.behaviour), found.next_due.get(one.behaviour)
    return {
        "id": one.behaviour,
        "aim": one.aim,
        "lines": {
            line: {
                **_share(share),
                "course": [{"at": _at(p.at), "shown": p.shown, "of": p.of} for p in one.courses[line]],
            }
            for line, share in one.shares.items()
        },
        "drill": None
        if standing is None
        else {
            "shown": standing.shown,
            "of": standing.of,
            "needed": standing.needed,
            "window": standing.window,
            "reached": standing.reached,
            "due": None if due is None else _at(due),
        },
    }


def _criterion(one: CriterionProgress) -> dict[str, object]:
    return {
        "id": one.criterion,
        "course": [
            {"at": _at(point.at), "mode": point.strand, "level": point.level, "last_level": point.last_level}
            for point in one.points
        ],
    }


def _retention(one: Retention) -> dict[str, object]:
    return {
        "behaviour": one.behaviour,
        "with_help": _share(one.helped),
        "alone": _share(one.alone),
        "level_change": one.level_change,
        "longest_days": one.longest_days,
    }


def _probe(one: Retained) -> dict[str, object]:
    return {
        "behaviour": one.behaviour,
        "at": _at(one.at),
        "days": one.days,
        "with_help": _share(one.helped),
        "level_with_help": one.helped_level,
        "shown": one.shown,
        "level": one.level,
    }


def _own_view(own: OwnView) -> dict[str, object]:
    return {
        "attempts": [{"at": _at(one.at), "own": one.own, "read": one.read} for one in own.rated],
        "mean_difference": own.mean_difference,
        "interval": None if own.interval is None else list(own.interval),
        "correlation": own.correlation,
    }


def _share(share: Share) -> dict[str, object]:
    return {"shown": share.shown, "of": share.of, "low": share.low, "high": share.high}


def _at(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")
