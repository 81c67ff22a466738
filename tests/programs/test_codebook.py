"""The codebook by kind, in its own order."""

from __future__ import annotations

from trainer.library.catalogue import load_library
from trainer.library.shipped import shipped_folders
from trainer.programs.codebook import by_kind
from trainer.scoring.kinds import INVALIDATING, NEUTRAL, ORDER, VALIDATING

SHIPPED = {name: entry.item for name, entry in load_library(shipped_folders()).behaviours.items()}


def test_every_behaviour_has_its_place() -> None:
    assert len(ORDER) == len(set(ORDER))
    assert set(ORDER) == SHIPPED.keys()


def test_the_shipped_ones_stand_by_kind_in_the_order_of_the_codebook() -> None:
    groups = by_kind({name: SHIPPED[name] for name in sorted(SHIPPED)})
    assert [kind for kind, _ in groups] == ["validating", "neutral", "invalidating"]
    assert [{one.id for one in group} for _, group in groups] == [VALIDATING, NEUTRAL, INVALIDATING]
    assert [one.id for _, group in groups for one in group] == list(ORDER)


def test_ones_own_follow_by_title_and_a_kind_without_any_is_left_out() -> None:
    first = SHIPPED["makes-sense"]
    own = {
        name: first.model_copy(update={"id": name, "title": title})
        for name, title in (("a-name", "Waits"), ("b-name", "apologises"))
    }
    ((kind, group),) = by_kind({**own, "connects-story": SHIPPED["connects-story"], "makes-sense": first})
    assert kind == "validating"
    assert [one.id for one in group] == ["makes-sense", "connects-story", "b-name", "a-name"]
