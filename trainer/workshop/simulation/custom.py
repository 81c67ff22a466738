"""A simulated trainee from a file: its responses in turn, or other ones at each moment."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, ValidationError

from trainer.encounter.encounter import Encounter
from trainer.encounter.playthrough import parse_playthrough
from trainer.encounter.trainees import Speaker
from trainer.library.parsing import parse
from trainer.library.scenario import Reply, Scenario
from trainer.library.shape_problems import shape_problems
from trainer.library.shapes import Id, Line, Shape, Text
from trainer.library.text import shown
from trainer.problems import Problem, in_order
from trainer.scoring.exchange import SILENCE
from trainer.workshop.simulation.phrases import in_turn
from trainer.workshop.simulation.roster import Role

Responses = Annotated[tuple[Text, ...], Field(min_length=1)]


class CustomTrainee(Shape):
    """What a file says of a trainee. `<silence>` stands for silence."""

    about: Line = "from a file"
    responses: Responses | None = None
    """Said wherever `moments` has nothing, one after the other, then from the first again. Absent: silence."""
    moments: dict[Id, Responses] = Field(default_factory=dict)
    """Said at these moments, one at each visit, then from the first again."""
    order: Literal["as-written", "by-seed"] = "as-written"


def parse_custom(file: str, text: str) -> CustomTrainee | list[Problem]:
    """The trainee in a file's text, or everything that is wrong with it."""
    parsed = parse(file, text)
    if parsed.problems or parsed.document is None:
        return in_order(parsed.problems)
    try:
        return CustomTrainee.model_validate(parsed.document.root)
    except ValidationError as error:
        return in_order(shape_problems(CustomTrainee, parsed.document, error))


def unknown_moments(file: str, text: str, scenario: Scenario) -> list[Problem]:
    """A problem for each moment of a sound file that the scenario does not have."""
    document = parse(file, text).document
    assert document is not None
    remedy = f"Its moments: {shown(', '.join(scenario.moments), 400)}."
    return [
        responses.problem("R004", f"{scenario.id} has no moment '{shown(str(name))}'", remedy, at_key=True)
        for name, responses in document.value.entries("moments")
        if name not in scenario.moments
    ]


def custom_role(custom: CustomTrainee) -> Role:
    """The trainee as one of the roster. Nothing is expected of it."""

    def begin(seed: int) -> Speaker:
        def choose(encounter: Encounter) -> Reply | str | None:
            assert encounter.moment is not None
            here = custom.moments.get(encounter.moment)
            words = here or custom.responses
            if words is None:
                return None
            number = encounter.visit - 1 if here else len(encounter.exchanges)
            place = encounter.moment if here else "responses"
            said = in_turn(words, seed, number, place) if custom.order == "by-seed" else words[number % len(words)]
            return _as_reply(said, encounter)

        return choose

    return Role("custom", custom.about, "open", begin)


def _as_reply(said: str, encounter: Encounter) -> Reply | str | None:
    """Silence where its mark stands; the moment's own reply where the words are the same."""
    if parse_playthrough(f"---\n{said}") == (SILENCE,):
        return None
    assert encounter.moment is not None
    replies = encounter.scenario.moments[encounter.moment].replies
    return next((reply for reply in replies if reply.text.strip() == said.strip()), said)
