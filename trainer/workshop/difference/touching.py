"""What of a change reaches attempts that have been made: what they are judged by. What was said in them stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trainer.library.scenario import Moment, Scenario


@dataclass(frozen=True, slots=True)
class Touch:
    """`gone` are moments without which an attempt that met them cannot be judged, `otherwise` those at which it is
    judged by other things, each with what these are; `all_of_it` says why every attempt is touched."""

    gone: tuple[str, ...]
    otherwise: Mapping[str, tuple[str, ...]]
    all_of_it: tuple[str, ...]


def touch(old: Scenario, new: Scenario) -> Touch:
    """What of the change from old to new would come out otherwise in a re-scoring."""
    kept = {name: moment for name, moment in old.moments.items() if name in new.moments}
    otherwise = {name: found for name, moment in kept.items() if (found := _otherwise(moment, new.moments[name]))}
    reasons = ["what the reader is told of the patient"] if old.patient.background != new.patient.background else []
    if old.rubric != new.rubric:
        reasons.append("the rubric")
    return Touch(tuple(name for name in old.moments if name not in new.moments), otherwise, tuple(reasons))


def _otherwise(old: Moment, new: Moment) -> tuple[str, ...]:
    compared = {
        "risk": old.risk != new.risk,
        "asks": old.asks != new.asks,
        "silence": old.silence != new.silence,
        "what it calls for": set(old.calls_for) != set(new.calls_for),
    }
    return tuple(name for name, changed in compared.items() if changed)
