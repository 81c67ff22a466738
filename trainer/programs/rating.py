"""A supervisor's rating on the codebook, and whether it fits what was to be rated."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from trainer.library.nearest import or_nearest
from trainer.library.shapes import Id, Shape
from trainer.library.text import clean, shown
from trainer.problems import Place, Problem

Standing = Literal["fail", "borderline", "pass"]
STANDINGS: tuple[Standing, ...] = ("fail", "borderline", "pass")
WHOLE = (
    "mostly missed what mattered",
    "was polite, and it could have been said to anyone",
    "mostly heard what mattered",
    "heard it, and stayed with what was hard",
)
"""What a supervisor may say about the whole attempt, 0–3: the words of the trainee's own rating."""
Quote = Annotated[str, Field(min_length=1, max_length=6000)]
Quotes = Annotated[tuple[Quote, ...], Field(max_length=20)]
Note = Annotated[str, Field(max_length=6000)]


class ResponseRating(Shape):
    """One response: its level, and the behaviours it shows. What is not named is judged absent."""

    response: Annotated[int, Field(ge=1)] = 1
    """Its number in the item, as shown."""
    level: Annotated[int, Field(ge=0, le=6)]
    """The validation level, 0–6."""
    behaviours: Mapping[Id, Quotes] = {}
    """The behaviours that it shows, each with the words that carry it, if you like."""


class Rating(Shape):
    """A rating of an item: of every response in it, and for an attempt of the whole."""

    item: Annotated[str, Field(min_length=1, max_length=80)]
    """The item's id, as it was given out."""
    responses: Annotated[tuple[ResponseRating, ...], Field(min_length=1, max_length=500)]
    """One for each response of the item."""
    whole: Annotated[int, Field(ge=0, le=3)] | None = None
    """The whole attempt, 0–3."""
    standing: Standing | None = None
    """Whether the attempt should pass: fail, borderline or pass."""
    criteria: Mapping[Id, Annotated[int, Field(ge=0, le=3)]] = {}
    """Levels of criteria, 0–3, by their descriptors."""
    gates: Mapping[Id, bool] = {}
    """Whether a gate held."""
    note: Note = ""
    """For whoever looks at the three side by side."""


@dataclass(frozen=True, slots=True)
class Ratable:
    """What a rating is held against: the responses with words by their number, and what may be named.

    `whole`: the item is an attempt, so that it is judged as a whole too.
    """

    item_id: str
    texts: Mapping[int, str]
    whole: bool
    behaviours: Container[str]
    criteria: tuple[str, ...]
    gates: tuple[str, ...]
    known: tuple[str, ...] = ()
    """The ids among which the one that was meant is looked for."""


def rating_problems(rating: Rating, ratable: Ratable, at: Place) -> list[Problem]:
    """Everything about a rating that does not fit its item."""
    return [*_responses(rating, ratable, at), *_whole(rating, ratable, at)]


def _responses(rating: Rating, ratable: Ratable, at: Place) -> Iterator[Problem]:
    seen: set[int] = set()
    for index, one in enumerate(rating.responses):
        path = f"$.responses[{index}]"
        if one.response not in ratable.texts:
            message = f"There is no response {one.response} with words in this item"
            yield Problem("V003", at, message, f"Rate {_numbers(sorted(ratable.texts))}.", f"{path}.response")
            continue
        if one.response in seen:
            yield Problem("V003", at, f"Response {one.response} is rated twice", "Leave one out.", f"{path}.response")
        seen.add(one.response)
        for behaviour, quotes in one.behaviours.items():
            yield from _behaviour(behaviour, quotes, ratable, ratable.texts[one.response], at, f"{path}.behaviours")
    left = sorted(ratable.texts.keys() - seen)
    if left:
        message = f"Nothing is said of {_numbers(left)}"
        yield Problem("V003", at, message, "Every response with words has a level.", "$.responses")


def _behaviour(
    behaviour: str, quotes: tuple[str, ...], ratable: Ratable, text: str, at: Place, path: str
) -> Iterator[Problem]:
    if behaviour not in ratable.behaviours:
        message = f"There is no behaviour '{shown(behaviour)}'{or_nearest(behaviour, ratable.known)}"
        yield Problem("R002", at, message, "`trainer list` and the codebook name them.", f"{path}.{shown(behaviour)}")
    for index, quote in enumerate(quotes):
        if clean(quote) not in text:
            message = f"'{shown(quote, 40)}' is not part of the response"
            remedy = "Quote it letter for letter, or leave the quote out."
            yield Problem("R007", at, message, remedy, f"{path}.{shown(behaviour)}[{index}]")


def _whole(rating: Rating, ratable: Ratable, at: Place) -> Iterator[Problem]:
    given = {"whole": rating.whole, "standing": rating.standing}
    for key, value in given.items():
        if ratable.whole and value is None:
            yield Problem("S002", at, f"The key '{key}' is missing", "An attempt is judged as a whole too.", f"$.{key}")
        elif not ratable.whole and value is not None:
            yield Problem("V004", at, f"'{key}' has no place here", "The item is a single response.", f"$.{key}")
    allowed = ratable.whole
    for key, named, known in (
        ("criteria", rating.criteria, ratable.criteria),
        ("gates", rating.gates, ratable.gates),
    ):
        for name in named:
            if not allowed or name not in known:
                message = f"'{shown(name)}' is none of the item's {key}{or_nearest(name, known)}"
                remedy = f"Known here: {', '.join(known)}." if allowed and known else "Take it out."
                yield Problem("V004", at, message, remedy, f"$.{key}.{shown(name)}")


def _numbers(numbers: list[int]) -> str:
    """`response 2` or `responses 2, 4 and 5`."""
    *first, last = (str(number) for number in numbers)
    return f"responses {', '.join(first)} and {last}" if first else f"response {last}"
