"""A supervisor's own behaviours, read beside those that the reader knows."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scoring.own.watching import NO_THANKS, PATIENT, THANKS, WatchedReader, behaviour
from trainer.records.remembered import RememberedArrays
from trainer.scoring.own.features import Arrays
from trainer.scoring.own.reader import MOST_PIECES, OwnReader, fit_reader, own_among
from trainer.scoring.reading import Context

CONTEXT = Context(PATIENT)
SHIPPED = {
    name: behaviour(name, (f"You sound worn out, {name}.",), (f"It is late, {name}.",))
    for name in ("names-feeling", "minimises")
}


def fitted(**own: Any) -> OwnReader:
    reader = fit_reader(WatchedReader(), {**SHIPPED, "thanks-them": behaviour(**own)})
    assert isinstance(reader, OwnReader)
    return reader


READER = fitted()


def test_without_behaviours_of_ones_own_the_reader_is_the_shipped_one() -> None:
    shipped = WatchedReader()
    assert fit_reader(shipped, SHIPPED) is shipped
    assert list(own_among({**SHIPPED, "thanks-them": behaviour()})) == ["thanks-them"]


def test_new_words_are_told_apart_and_the_others_read_as_before() -> None:
    shown = READER.read("Oh, thank you for telling me that.", CONTEXT)
    other = READER.read("Oh, the bus was late and it rained.", CONTEXT)
    assert shown.finding("thanks-them").p > 0.5 > other.finding("thanks-them").p
    for response in (THANKS[0], "You sound worn out.", "..."):
        plain, read = WatchedReader().read(response, CONTEXT), READER.read(response, CONTEXT)
        assert {name: read.findings[name] for name in plain.findings} == plain.findings
        assert (read.level, read.interval) == (plain.level, plain.interval)
        assert set(read.findings) - set(plain.findings) == {"thanks-them"}


def test_what_says_nothing_shows_nothing() -> None:
    finding = READER.read(" … ", CONTEXT).finding("thanks-them")
    assert (finding.p, finding.verdict, finding.evidence) == (0.0, "absent", ())


def test_the_words_that_show_it_are_the_evidence() -> None:
    response = "So, they called. Oh, thank you for telling me, thank you."
    finding = READER.read(response, CONTEXT).finding("thanks-them")
    assert [response[start:end] for start, end in finding.evidence] == ["Oh, thank you for telling me, thank you."]


def test_a_long_response_is_read_in_few_pieces() -> None:
    base = WatchedReader()
    reader = fit_reader(base, {"thanks-them": behaviour()})
    before = base.seen
    finding = reader.read("Thank you for telling me. " * 200, CONTEXT).finding("thanks-them")
    assert finding.verdict != "absent"
    assert base.seen - before <= MOST_PIECES + 1


@settings(max_examples=60)
@given(st.text(max_size=200))
def test_any_text_can_be_read(response: str) -> None:
    finding = READER.read(response, CONTEXT).finding("thanks-them")
    assert 0 <= finding.p <= 1
    assert all(0 <= start < end <= len(response) for start, end in finding.evidence)
    assert finding.verdict != "present" or finding.p >= 0.6
    assert bool(finding.evidence) == (finding.verdict != "absent")


def test_each_example_is_held_out_once() -> None:
    held = READER.detectors["thanks-them"].held
    assert [(one.response, one.shown) for one in held] == [
        *((text, True) for text in THANKS),
        *((text, False) for text in NO_THANKS),
    ]
    assert sum(one.right for one in held) >= 20
    meaningless = fitted(examples=NO_THANKS[:6], near_misses=NO_THANKS[6:]).detectors["thanks-them"]
    assert sum(one.right for one in meaningless.held) < sum(one.right for one in held)


def test_a_few_examples_assert_nothing() -> None:
    reader = fitted(examples=THANKS[:2], near_misses=NO_THANKS[:2])
    verdicts = {reader.read(text, CONTEXT).finding("thanks-them").verdict for text in THANKS}
    assert "present" not in verdicts


def test_the_same_text_twice_counts_once() -> None:
    assert len(fitted(examples=(*THANKS, *THANKS)).detectors["thanks-them"].held) == 24
    one = fitted(near_misses=(*NO_THANKS, THANKS[0])).detectors["thanks-them"]
    assert [held.shown for held in one.held if held.response == THANKS[0]] == [True]


def test_the_fingerprint_and_the_version_change_with_what_was_fitted_on() -> None:
    print_ = READER.detectors["thanks-them"].fingerprint
    assert fitted().detectors["thanks-them"].fingerprint == print_
    assert fitted().version == READER.version != "watched+0"
    assert READER.version.startswith("watched+0+own.")
    shorter = fitted(examples=THANKS[:-1])
    assert shorter.detectors["thanks-them"].fingerprint != print_
    assert shorter.version != READER.version
    other = fit_reader(WatchedReader("watched+1"), {**SHIPPED, "thanks-them": behaviour()})
    assert isinstance(other, OwnReader)
    assert other.detectors["thanks-them"].fingerprint != print_


def test_equal_examples_give_equal_readings_in_another_process() -> None:
    again = pickle.loads(pickle.dumps(READER.detectors["thanks-them"]))
    reader = OwnReader(WatchedReader(), [again])
    for text in (*THANKS, *NO_THANKS):
        assert reader.read(text, CONTEXT).finding("thanks-them") == READER.read(text, CONTEXT).finding("thanks-them")


class _Shelf:
    def __init__(self) -> None:
        self.kept: dict[str, Arrays] = {}

    def recall(self, key: str) -> Arrays | None:
        return self.kept.get(key)

    def keep(self, key: str, arrays: Arrays) -> None:
        self.kept[key] = arrays


def test_what_is_remembered_is_not_read_again() -> None:
    memory, first, second = _Shelf(), WatchedReader(), WatchedReader()
    behaviours = {**SHIPPED, "thanks-them": behaviour()}
    one = fit_reader(first, behaviours, memory)
    two = fit_reader(second, behaviours, memory)
    assert first.seen == 24 + 4
    assert second.seen == 0
    assert one.read(THANKS[0], CONTEXT) == two.read(THANKS[0], CONTEXT)


@pytest.mark.parametrize("spoil", ["dense", "lengths", "values"])
def test_what_is_remembered_wrongly_is_read_again(spoil: str) -> None:
    memory, behaviours = _Shelf(), {**SHIPPED, "thanks-them": behaviour()}
    sound = fit_reader(WatchedReader(), behaviours, memory)

    def spoiled(arrays: Arrays) -> Mapping[str, Any]:
        return {name: array[:-1] if name == spoil else array for name, array in arrays.items()}

    memory.kept = {key: spoiled(arrays) for key, arrays in memory.kept.items()}
    again = fit_reader(reader := WatchedReader(), behaviours, memory)
    assert reader.seen == 28
    assert again.read(THANKS[0], CONTEXT) == sound.read(THANKS[0], CONTEXT)


def test_arrays_are_kept_in_a_folder_and_whatever_else_lies_there_is_nothing(tmp_path: Path) -> None:
    memory, behaviours = RememberedArrays(tmp_path / "cache"), {**SHIPPED, "thanks-them": behaviour()}
    sound = fit_reader(WatchedReader(), behaviours, memory)
    again = fit_reader(reader := WatchedReader(), behaviours, memory)
    assert reader.seen == 0
    assert again.read(THANKS[3], CONTEXT) == sound.read(THANKS[3], CONTEXT)
    for file in (tmp_path / "cache").iterdir():
        file.write_bytes(file.read_bytes()[:100])
    fit_reader(reader := WatchedReader(), behaviours, memory)
    assert reader.seen == 28
    (tmp_path / "file").write_text("no folder")
    fit_reader(reader := WatchedReader(), behaviours, RememberedArrays(tmp_path / "file"))
    assert reader.seen == 28
