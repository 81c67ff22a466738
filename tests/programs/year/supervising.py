"""What the year's supervisors say of what they are given: they go by the words, and each in a way of their own."""

from __future__ import annotations

import re

from tests.programs.year import content, plan
from tests.programs.year.year import Year
from trainer.problems import Place
from trainer.programs.items import ItemToRate
from trainer.programs.rating import Rating
from trainer.session.reviewing import Reviewer

_WHO = re.compile(plan.secret(r"(t\d\d)"))
BEHAVIOURS = {content.FEELING: "names-feeling", content.ASKING: "asks-open", content.UNKIND: "argues"}
NOTE = "It was meant as a question."


def rate_all(year: Year, who: str) -> int:
    """Rate whatever waits for a supervisor; gives how much that was."""
    count = 0
    with year.store(who) as store:
        [program] = store.people.programs()
        member = store.people.member(program.program_id, who)
        assert member is not None
        reviewer = Reviewer(store, member, year.clock)
        while waiting := reviewer.waiting():
            item = reviewer.item(waiting[0].item_id)
            assert reviewer.rate(rating(who, item), Place("ratings")) == []
            count += 1
    return count


def settle(year: Year, who: str, outcome: str, note: str = "") -> None:
    """Say what comes of the one contest."""
    [contest] = year.facts(who, "review", "contests")
    year.run(who, "review", "settle", contest["contest"], outcome, "--note", note)


def rating(who: str, item: ItemToRate) -> Rating:
    """A rating of an item by one of the supervisors."""
    texts = [turn.said or "" for turn in item.asked]
    responses = [
        {"response": turn.number, "level": _level(turn.said or ""), "behaviours": _behaviours(turn.said or "")}
        for turn in item.asked
    ]
    whole = _whole(who, texts) if item.whole else {}
    return Rating.model_validate({"item": item.item_id, "responses": responses, **whole}, strict=False)


def _level(text: str) -> int:
    found = [(content.UNKIND, 1), (content.FEELING, 5), (content.ASKING, 3)]
    return next((level for words, level in found if words in text), 2)


def _behaviours(text: str) -> dict[str, tuple[str, ...]]:
    return {behaviour: (words,) for words, behaviour in BEHAVIOURS.items() if words in text}


def _whole(who: str, texts: list[str]) -> dict[str, object]:
    named, wrong, asked = (
        sum(words in text for text in texts) for words in (content.FEELING, content.UNKIND, content.ASKING)
    )
    seen = plan_of(texts)
    if who == "sid" and int(seen.removeprefix("t")) % 7 == 0:
        named = max(0, named - 1)  # sid is the strict one
    standing = standing_of(named, wrong)
    return {
        "whole": min(3, named),
        "standing": standing,
        "criteria": {"feeling-named": named, "stays-calm": max(0, 3 - wrong), "asks": asked},
        "gates": {"no-harm": wrong == 0},
    }


def standing_of(named: int, wrong: int) -> str:
    return "fail" if wrong or named < 2 else "borderline" if named == 2 else "pass"


def plan_of(texts: list[str]) -> str:
    """Whose words these are: the story's own mark is in them."""
    found = _WHO.search(texts[0])
    assert found is not None
    return found.group(1)
