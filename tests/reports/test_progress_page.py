"""The page of progress: everything in it, apart as it should be, safe, by itself, and readable without the plots."""

from __future__ import annotations

import re
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.practice.making import BEGUN, Clock, kind, off, open_session
from trainer.practice.figures import mean_interval, share
from trainer.practice.progress import BehaviourProgress, Point
from trainer.practice.rules import Rules
from trainer.reports.progress import progress_page
from trainer.reports.progress_plots import AT_MOST, behaviour_course, behaviour_strips, share_strip
from trainer.session.session import Session

HOSTILE = '</svg><script>alert(1)</script> "ashamed" \x1b[31m'
NEEDS_NOTHING = re.compile(r"<script|<link|@import|url\(|src=|https?://", re.IGNORECASE)


class Outline(HTMLParser):
    """Headings in order, ids, targets of links, and elements that are open."""

    def __init__(self) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.images: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag not in ("meta", "br"):
            self.open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if named.get("id"):
            self.ids.append(named["id"] or "")
        if (named.get("href") or "").startswith("#"):
            self.targets.append((named["href"] or "")[1:])
        if named.get("role") == "img":
            self.images.append(named.get("aria-label") or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in ("meta", "br"):
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page_of(session: Session) -> str:
    practice = session.practice()
    return progress_page(practice.progress(), practice.contested(), practice.titles, practice.now())


def weeks(place: Path) -> Session:
    """Practice with a redo and a contest, an assessment with an own rating, a drill to its criterion, a probe."""
    clock = Clock()
    session = open_session(place, clock, rules=Rules(shown=1, of=2, probe_after_days=2))
    practice = session.practice()
    run = session.start("visit-0", "practice", seed=1)
    run.respond(off(1))
    run.redo()
    run.respond(kind(1))
    practice.contest(run.attempt_id, 0, None, HOSTILE)
    clock.set_day(1)
    assessed = session.start("visit-1", "assessment", seed=1)
    assessed.respond(HOSTILE)
    assessed.rate_self(1, 0, None)
    for day in (2, 3):
        clock.set_day(day)
        moment = practice.drill("names-feeling").next_moment()
        assert moment is not None
        moment.respond(kind(day))
    clock.set_day(6)
    practice.probe().respond(off(9))
    return session


def test_everything_stands_on_the_page_and_it_needs_nothing_else(tmp_path: Path) -> None:
    session = weeks(tmp_path)
    page = page_of(session)
    session.close()
    for words in (
        "This is written practice; transfer to speech is not shown.",
        "Title of names-feeling",
        "First tries",
        "Redos",
        "Assessment",
        "Drills",
        "Probes",
        "the aim is 1 of 2",
        "With help",
        "Alone",
        "you 1, read",
        "Phrase book",
        "What you see otherwise",
        "0 of 1, likely 0 to 79%",
        "prefers-color-scheme: dark",
        "@media print",
    ):
        assert words in page, words
    assert NEEDS_NOTHING.search(page.replace("&lt;script", "")) is None
    assert "&lt;/svg&gt;&lt;script&gt;" in page
    assert "\x1b" not in page


def test_the_page_is_well_formed_and_told_in_words(tmp_path: Path) -> None:
    session = weeks(tmp_path)
    outline = Outline()
    outline.feed(page_of(session))
    session.close()
    assert outline.open == []
    assert outline.levels[0] == 1
    assert outline.levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(outline.levels, outline.levels[1:], strict=False))
    assert len(outline.ids) == len(set(outline.ids))
    assert set(outline.targets) <= set(outline.ids)
    assert outline.images
    assert all(re.search(r"\d+ \w+ \d{4}, ", words) for words in outline.images), "each plot says its values"


def test_a_page_of_nothing_says_how_to_begin(tmp_path: Path) -> None:
    session = open_session(tmp_path, Clock())
    page = page_of(session)
    session.close()
    assert "Nothing has been practised yet" in page
    assert "Behaviours</h2>" not in page


@given(st.integers(0, 40), st.integers(1, 40))
def test_a_share_stands_in_its_interval_within_the_plot(shown: int, of: int) -> None:
    strip = share_strip(share(min(shown, of), of), "first", "First tries")
    assert 0 <= strip.low <= strip.at <= strip.high <= 100
    assert strip.low < strip.high, "no share is certain"


def test_the_latest_attempts_stand_in_a_course_oldest_first_with_their_uncertainty() -> None:
    points = tuple(Point(BEGUN + timedelta(days=day), day % 3, 2 + day % 3) for day in range(AT_MOST + 6))
    one = BehaviourProgress(
        "names-feeling", "show", {"first tries": share(3, 9), "probe": share(1, 1)}, {"first tries": points}
    )
    course = behaviour_course(one)
    assert course is not None
    assert (len(course.spots), course.first, course.last) == (AT_MOST, points[6].at, points[-1].at)
    assert [spot.x for spot in course.spots] == sorted(spot.x for spot in course.spots)
    assert all(spot.top <= spot.y <= spot.bottom and spot.top < spot.bottom for spot in course.spots)
    assert [strip.mark for strip in behaviour_strips(one)] == ["first", "probe"]
    alone = BehaviourProgress("x", "show", one.shares, {"probe": points[:1]})
    assert behaviour_course(alone) is None


@pytest.mark.parametrize(("values", "known"), [([1.0, 2.0], False), ([1.0, 1.0, 1.0], False), ([1.0, 2.0, 3.0], True)])
def test_a_mean_has_an_interval_only_where_values_say_how_sure_it_is(values: list[float], known: bool) -> None:
    found = mean_interval(values)
    assert (found is not None) is known
    assert found is None or found[0] < sum(values) / len(values) < found[1]
