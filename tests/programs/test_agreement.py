"""Reading, supervisors and trainees against each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from trainer.programs.agreement import (
    RatedAttempt,
    RatedResponse,
    behaviours_agreed,
    criteria_agreed,
    level_agreed,
    own_view_agreed,
    supervisors_agreed,
)
from trainer.programs.drift import calibration, drift
from trainer.programs.fairness import Compared, false_fails

MARCH = datetime(2026, 3, 1, tzinfo=UTC)
FEELING = frozenset({"names-feeling"})
KNOWN = frozenset({"names-feeling", "argues"})


def _response(
    number: int, *, rated: bool, read: bool, level: int = 3, read_level: int = 3, rater: str = "anna", people: int = 10
) -> RatedResponse:
    return RatedResponse(
        response_id=f"r{number}",
        attempt_id=f"a{number // 2}",
        trainee_id=f"t{number % people}",
        rater=rater,
        made=MARCH + timedelta(days=number),
        level=level,
        shown=FEELING if rated else frozenset(),
        read_level=read_level,
        read_shown=FEELING if read else frozenset(),
        known=KNOWN,
    )


def _fourfold(people: int = 10) -> list[RatedResponse]:
    """Cohen's usual example: 20 yes-yes, 5 and 10 apart, 15 no-no gives kappa 0.4."""
    cells = [(True, True)] * 20 + [(True, False)] * 5 + [(False, True)] * 10 + [(False, False)] * 15
    return [_response(at, rated=rated, read=read, people=people) for at, (read, rated) in enumerate(cells)]


def test_kappa_of_a_fourfold_table() -> None:
    argues, feeling = behaviours_agreed(_fourfold())
    assert feeling.kappa is not None and feeling.alpha is not None
    assert feeling.kappa.value == pytest.approx(0.4)
    assert feeling.kappa.low < 0.4 < feeling.kappa.high
    assert feeling.rated == 50 and feeling.people == 10
    assert (argues.item, argues.kappa) == ("argues", None)  # nobody ever showed it


def test_a_sample_in_which_nothing_varies_is_no_agreement() -> None:
    """One response of fifty was read otherwise than rated; resampled, it is often not there at all."""
    responses = [_response(at, rated=False, read=at == 0) for at in range(50)]
    _, feeling = behaviours_agreed(responses)
    assert feeling.alpha is not None
    assert feeling.alpha.low <= feeling.alpha.value <= feeling.alpha.high < 0.1


def test_equal_ratings_give_equal_intervals() -> None:
    assert behaviours_agreed(_fourfold()) == behaviours_agreed(_fourfold())


def test_no_figure_of_fewer_than_five_people() -> None:
    feeling = behaviours_agreed(_fourfold(people=4))[1]
    assert (feeling.kappa, feeling.alpha, feeling.shown) == (None, None, False)


def test_the_level_has_its_bias() -> None:
    rated = [_response(n, rated=True, read=True, level=n % 5, read_level=n % 5 + 1) for n in range(30)]
    found = level_agreed(rated)
    assert found.bias == 1.0
    assert found.kappa is not None and 0.5 < found.kappa.value < 1


def _attempt(number: int, level: int, read: int | None, own: int | None = None) -> RatedAttempt:
    return RatedAttempt(
        attempt_id=f"a{number}",
        trainee_id=f"t{number}",
        rater="anna",
        made=MARCH,
        rubric="small",
        whole=level,
        standing="pass",
        criteria={"feeling": level},
        read_criteria={"feeling": read},
        own=own,
    )


def test_criteria_are_compared_where_both_gave_a_level() -> None:
    rated = [_attempt(n, n % 4, n % 4) for n in range(20)] + [_attempt(99, 3, None)]
    (found,) = criteria_agreed(rated).values()
    assert found.rated == 20
    assert found.kappa is not None and found.kappa.value == 1.0


def test_what_two_supervisors_rated_is_one_attempt_and_one_response_with_two_ratings() -> None:
    attempts = [_attempt(n, n % 4, n % 4) for n in range(20)]
    second = [replace(one, rater="ben") for one in attempts[:8]]
    (found,) = criteria_agreed([*attempts, *second]).values()
    assert (found.rated, found.ratings) == (20, 28)
    responses = [_response(n, rated=n % 2 == 0, read=True, level=n % 5) for n in range(12)]
    level = level_agreed([*responses, *(replace(one, rater="ben") for one in responses[:5])])
    assert (level.rated, level.ratings) == (12, 17)
    between = supervisors_agreed([*responses, *(replace(one, rater="ben") for one in responses)])[0]
    assert (between.rated, between.ratings) == (12, 12)


def test_trainees_who_are_kinder_to_themselves() -> None:
    found = own_view_agreed([_attempt(n, n % 3, 0, own=n % 3 + 1) for n in range(12)] + [_attempt(50, 0, 0)])
    assert (found.rated, found.bias) == (12, 1.0)


def test_supervisors_on_what_several_rated() -> None:
    anna = [_response(n, rated=n % 2 == 0, read=False, level=n % 6) for n in range(20)]
    ben = [_response(n, rated=n % 2 == 0, read=True, level=n % 6, rater="ben") for n in range(15)]
    level, argues, feeling = supervisors_agreed(anna + ben)
    assert (level.rated, feeling.rated) == (15, 15)
    assert level.alpha is not None and level.alpha.value == 1.0
    assert feeling.kappa is not None and feeling.kappa.value == 1.0
    assert argues.alpha is None


def test_a_supervisor_who_rates_a_level_lower() -> None:
    anna = [_response(n, rated=True, read=True, level=n % 5 + 1) for n in range(10)]
    ben = [_response(n, rated=True, read=True, level=n % 5, rater="ben") for n in range(10)]
    carl = [_response(n, rated=True, read=True, level=3, rater="carl") for n in (1, 2)]
    by_rater = {one.rater: one for one in calibration(anna + ben + carl)}
    assert by_rater["ben"].bias is not None and by_rater["ben"].bias < -0.8
    assert by_rater["anna"].bias is not None and by_rater["anna"].bias > 0.5
    assert (by_rater["carl"].shared, by_rater["carl"].bias) == (2, None)


def test_drift_month_by_month() -> None:
    march = [_response(n, rated=n % 2 == 0, read=n % 2 == 0, level=3, read_level=3) for n in range(20)]
    april = [_response(n, rated=n % 2 == 0, read=True, level=3, read_level=4 + n % 2) for n in range(31, 51)]
    may = [_response(62, rated=True, read=True)]
    first, second, third = drift(march + april + may)
    assert (first.month, first.difference, first.kappa) == ("2026-03", 0.0, 1.0)
    assert second.difference == 1.5
    assert second.interval is not None and second.interval[0] < 1.5 < second.interval[1]
    assert (third.rated, third.difference) == (1, None)


def _compared(language_of: dict[str, str], failed: set[str]) -> list[Compared]:
    return [Compared(trainee, trainee in failed) for trainee in language_of]


def test_false_fails_by_group() -> None:
    languages = {f"e{n}": "English" for n in range(10)} | {f"t{n}": "turkish" for n in range(6)}
    found = false_fails(_compared(languages, {"t0", "t1", "t2", "e0"}), languages)
    shares = {one.group: one.share and (one.share.shown, one.share.of) for one in found.groups}
    assert shares == {"english": (1, 10), "turkish": (3, 6)}
    assert found.together is not None and found.together.shown == 4


def test_a_small_group_and_what_would_give_it_away_are_hidden() -> None:
    languages = {f"e{n}": "English" for n in range(10)} | {f"t{n}": "Turkish" for n in range(3)}
    found = false_fails(_compared(languages, set()), languages)
    assert [one.share for one in found.groups] == [None, None]
    assert found.together is not None
    few = {f"e{n}": "English" for n in range(3)}
    assert false_fails(_compared(few, set()), few).together is None
