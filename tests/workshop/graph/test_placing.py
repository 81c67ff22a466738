"""Nothing in the picture covers anything else, whatever leads where."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.workshop.graph.boxes import box_of
from trainer.workshop.graph.course import Arrow, Stop
from trainer.workshop.graph.layers import rows_of
from trainer.workshop.graph.placing import GRID, Placed, Point, place

Piece = tuple[Point, Point]


@st.composite
def courses(draw: st.DrawFn) -> tuple[Stop, ...]:
    moments = draw(st.integers(1, 9))
    endings = draw(st.integers(1, 4))
    ids = [f"m{number}" for number in range(moments)] + [f"e{number}" for number in range(endings)]
    leads = st.lists(st.sampled_from(ids), min_size=1, max_size=6)
    stops = [
        Stop(
            id=f"m{number}",
            words="Nothing helps. " * draw(st.integers(0, 9)),
            opening=number == 0,
            arrows=tuple(Arrow(index, "level 4 or more", "", then, "level") for index, then in enumerate(draw(leads))),
        )
        for number in range(moments)
    ]
    return (*stops, *(Stop(f"e{number}", "The end.", kind="mixed") for number in range(endings)))


def _placed(course: tuple[Stop, ...]) -> tuple[Placed, dict[str, tuple[Point, Point]]]:
    boxes = {stop.id: box_of(stop, None) for stop in course}
    placed = place(rows_of(course), boxes)
    frames = {
        name: (corner, (corner[0] + boxes[name].width, corner[1] + boxes[name].height))
        for name, corner in placed.corners.items()
    }
    return placed, frames


def _overlap(one: Piece, other: Piece) -> bool:
    """Whether two straight pieces lie upon each other for more than a point."""
    for along, across in ((0, 1), (1, 0)):
        if one[0][across] == one[1][across] == other[0][across] == other[1][across]:
            low = max(min(end[along] for end in one), min(end[along] for end in other))
            high = min(max(end[along] for end in one), max(end[along] for end in other))
            return low < high
    return False


@settings(max_examples=40)
@given(courses())
def test_boxes_stand_apart_and_within_the_picture(course: tuple[Stop, ...]) -> None:
    placed, frames = _placed(course)
    for (left, top), (right, bottom) in frames.values():
        assert 0 <= left < right <= placed.width and 0 <= top < bottom <= placed.height
    for one, other in combinations(frames.values(), 2):
        apart_across = one[1][0] + GRID <= other[0][0] or other[1][0] + GRID <= one[0][0]
        assert apart_across or one[1][1] + GRID <= other[0][1] or other[1][1] + GRID <= one[0][1]


@settings(max_examples=40)
@given(courses())
def test_lines_of_different_stops_never_lie_upon_each_other_or_cross_a_box(course: tuple[Stop, ...]) -> None:
    placed, frames = _placed(course)
    pieces = [(line.to, (line.points[0], line.points[1])) for line in placed.lines]
    for (to, one), (other_to, other) in combinations(pieces, 2):
        assert to == other_to or not _overlap(one, other), (to, one, other_to, other)
    for _, (start, end) in pieces:
        assert start[0] == end[0] or start[1] == end[1]
        for name, ((left, top), (right, bottom)) in frames.items():
            beside = max(start[0], end[0]) <= left or min(start[0], end[0]) >= right
            beyond = max(start[1], end[1]) <= top or min(start[1], end[1]) >= bottom
            assert beside or beyond, (name, start, end)


@settings(max_examples=20)
@given(courses())
def test_every_arrow_can_be_followed_by_its_line(course: tuple[Stop, ...]) -> None:
    placed, frames = _placed(course)
    for stop in course:
        for then in {arrow.then for arrow in stop.arrows} - {stop.id}:
            lines = [line.points for line in placed.lines if line.to == then]
            reached = [points for points in lines if _touches(points, frames[stop.id])]
            assert reached
            while True:
                more = [
                    points for points in lines if points not in reached and any(_meet(points, one) for one in reached)
                ]
                if not more:
                    break
                reached += more
            (left, top), (right, _) = frames[then]
            assert any(points[-1] == ((left + right) // 2, top) for points in reached)


def _touches(points: tuple[Point, ...], frame: tuple[Point, Point]) -> bool:
    (left, top), (right, bottom) = frame
    return any(x in (left, right) and top <= y <= bottom for x, y in points)


def _meet(one: tuple[Point, ...], other: tuple[Point, ...]) -> bool:
    (left, right), (top, bottom) = (_span(one, 0), _span(one, 1))
    (other_left, other_right), (other_top, other_bottom) = (_span(other, 0), _span(other, 1))
    return left <= other_right and other_left <= right and top <= other_bottom and other_top <= bottom


def _span(points: tuple[Point, ...], axis: int) -> tuple[int, int]:
    return min(point[axis] for point in points), max(point[axis] for point in points)
