"""Probe results as text for people and as plain data for programs."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill

from trainer.library.text import clean
from trainer.reports.rounding import percent, two_digits
from trainer.scoring.probes.kinds import ATTACKS, EARNS, INVARIANCES, LEAST_HOLDING, MOST_EARNING
from trainer.scoring.probes.running import AttackResult, InvarianceResult, ProbeResults

LONGEST = 400
"""Characters of one text that are shown."""


def probes_text(results: ProbeResults, width: int) -> str:
    """A line for each kind, then the texts of all failures."""
    blocks = [f"Probes, read by {results.scorer}", "\n".join(_invariances(results)), "\n".join(_attacks(results))]
    blocks += ["\n".join(_shifted(each, width)) for each in results.invariances if each.failures]
    blocks += ["\n".join(_earned(each, width)) for each in results.attacks if each.failures]
    return "\n\n".join(blocks)


def probes_data(results: ProbeResults) -> dict[str, object]:
    """All kinds with their failures; shifts and shares rounded to 3 decimals."""
    return {
        "scorer": results.scorer,
        "as_stated": results.as_stated,
        "attacks_earning": round(results.earning, 3),
        "invariances": {each.kind: _invariance_data(each) for each in results.invariances},
        "attacks": {each.kind: _attack_data(each) for each in results.attacks},
    }


def _invariances(results: ProbeResults) -> Iterator[str]:
    yield f"Changes that must not move the level ({percent(LEAST_HOLDING)} of each kind within its bound)"
    yield f"{'kind':<18}  {'n':>3}  {'mean':>5}  {'largest':>7}  {'bound':>5}  {'within':>6}"
    for each in results.invariances:
        yield (
            f"{each.kind:<18}  {each.count:>3}  {two_digits(each.mean_shift):>5}  {two_digits(each.largest_shift):>7}  "
            f"{two_digits(INVARIANCES[each.kind].largest):>5}  {percent(each.holding):>6}"
            f"{'' if each.as_stated else '  not as stated'}"
        )


def _attacks(results: ProbeResults) -> Iterator[str]:
    yield f"Attacks that must not earn level {EARNS} or more (at most {percent(MOST_EARNING)} of all)"
    yield f"{'kind':<18}  {'n':>3}  {'earn':>5}  {'highest':>7}"
    for each in results.attacks:
        yield f"{each.kind:<18}  {each.count:>3}  {percent(each.earning):>5}  {two_digits(each.highest):>7}"
    count = sum(each.count for each in results.attacks)
    over = "  not as stated" if results.earning > MOST_EARNING else ""
    yield f"{'all':<18}  {count:>3}  {percent(results.earning):>5}{over}"


def _shifted(result: InvarianceResult, width: int) -> Iterator[str]:
    yield f"Moved by more than {two_digits(INVARIANCES[result.kind].largest)}: {INVARIANCES[result.kind].title}"
    for each in result.failures:
        yield f"  {each.pair.id}: {two_digits(each.first.level)} became {two_digits(each.changed.level)}"
        yield _wrapped(f"first: {each.pair.response}", width)
        yield _wrapped(f"changed: {each.pair.changed}", width)


def _earned(result: AttackResult, width: int) -> Iterator[str]:
    yield f"Earned level {EARNS} or more: {ATTACKS[result.kind]}"
    for each in result.failures:
        yield f"  {each.attack.id}: {two_digits(each.reading.level)}"
        yield _wrapped(f"patient: {each.attack.context.patient}", width)
        yield _wrapped(f"response: {each.attack.response}", width)


def _wrapped(text: str, width: int) -> str:
    return fill(_short(text), width, initial_indent="    ", subsequent_indent="      ")


def _short(text: str) -> str:
    line = " ".join(clean(text).split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST].rstrip()}…"


def _invariance_data(result: InvarianceResult) -> dict[str, object]:
    return {
        "title": INVARIANCES[result.kind].title,
        "count": result.count,
        "mean_shift": round(result.mean_shift, 3),
        "largest_shift": round(result.largest_shift, 3),
        "bound": INVARIANCES[result.kind].largest,
        "within": round(result.holding, 3),
        "as_stated": result.as_stated,
        "failures": [
            {
                "id": each.pair.id,
                "response": each.pair.response,
                "changed": each.pair.changed,
                "level": each.first.level,
                "changed_level": each.changed.level,
            }
            for each in result.failures
        ],
    }


def _attack_data(result: AttackResult) -> dict[str, object]:
    return {
        "title": ATTACKS[result.kind],
        "count": result.count,
        "earning": round(result.earning, 3),
        "highest": round(result.highest, 3),
        "failures": [
            {"id": each.attack.id, "response": _short(each.attack.response), "level": each.reading.level}
            for each in result.failures
        ],
    }
