"""Only what has changed is checked again, and what is remembered never changes an answer."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.cli.checking.conftest import Checks
from tests.cli.conftest import Place
from tests.cli.content import BEHAVIOUR, RUBRIC, SCENARIO
from trainer.cli.checking.memory import Memory
from trainer.library.checking import check
from trainer.problems import Problem, in_order
from trainer.workshop.craft.whole import all_problems

OTHER = SCENARIO.replace("id: rainy-day", "id: other-day").replace("rubric: small", "rubric: second")
SECOND = RUBRIC.replace("id: small", "id: second")


def _fill(checks: Checks) -> None:
    (checks.folder / "other-day.yaml").write_text(OTHER, encoding="utf-8")
    (checks.folder / "second.yaml").write_text(SECOND, encoding="utf-8")


def _told(checks: Checks, *names: str) -> list[Problem]:
    whole = checks.check(*names)
    return in_order({*whole.problems, *(one for file in whole.files if file.told for one in file.told.problems)})


def _afresh(checks: Checks, *names: str) -> list[Problem]:
    paths = [checks.folder / name for name in names] or [checks.folder]
    return in_order(all_problems(check(paths, [checks.folder])))


def test_what_has_not_changed_is_not_looked_at_again(checks: Checks) -> None:
    _fill(checks)
    checks.check()
    assert {"rainy-day", "other-day"} <= set(checks.looked_at)
    checks.check()
    assert checks.looked_at == []
    checks.change("other-day.yaml", "version: 1", "version: 2")
    checks.check()
    assert checks.looked_at == ["other-day"]
    checks.change("other-day.yaml", "version: 2", "version: 1")
    checks.check()
    assert checks.looked_at == []


def test_a_changed_rubric_concerns_the_scenarios_that_name_it(checks: Checks) -> None:
    _fill(checks)
    checks.check()
    checks.change("second.yaml", "cuts: [0.2", "cuts: [0.1")
    checks.check()
    assert set(checks.looked_at) == {"second", "other-day"}


def test_a_behaviour_of_another_kind_concerns_every_scenario(checks: Checks) -> None:
    _fill(checks)
    checks.check()
    checks.change("gives-information.yaml", "kind: neutral", "kind: validating")
    checks.check()
    assert {"rainy-day", "other-day"} <= set(checks.looked_at)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("rainy-day.yaml", "She stays a while.", "The patient failed and stays."),
        ("rainy-day.yaml", "then: left", "then: lfet"),
        ("rainy-day.yaml", "rubric: small", "rubric: smal"),
        ("rainy-day.yaml", "id: rainy-day", "id: other-day"),
        ("rainy-day.yaml", "title: A", "title: [A"),
        ("second.yaml", "id: second", "id: third"),
        ("second.yaml", "id: second", "id: small"),
        ("second.yaml", "version: 1", "version: x"),
        ("second.yaml", "criteria:", "moments:"),
        ("second.yaml", "criteria:", "criteria: ["),
        ("names-feeling.yaml", "kind: validating", "kind: neutral"),
        ("names-feeling.yaml", "id: names-feeling", "id: names-feelings"),
        ("names-feeling.yaml", "definition:", "definitions:"),
    ],
)
def test_answers_are_those_of_a_check_without_a_memory(checks: Checks, file: str, old: str, new: str) -> None:
    _fill(checks)
    assert _told(checks) == _afresh(checks) == []
    checks.change(file, old, new)
    changed = _afresh(checks)
    assert _told(checks) == changed
    assert _told(checks) == changed
    assert _told(checks, "rainy-day.yaml", "small.yaml") == _afresh(checks, "rainy-day.yaml", "small.yaml")
    checks.change(file, new, old)
    assert _told(checks) == []


def test_one_content_under_two_names_has_its_own_places(checks: Checks) -> None:
    text = SCENARIO.replace("then: left", "then: lfet")
    for name in ("one/a.yaml", "two/b.yaml"):
        (checks.folder / name).parent.mkdir()
        (checks.folder / name).write_text(text, encoding="utf-8")
        told = _told(checks, name)
        assert {problem.place.file for problem in told} == {str(checks.folder / name)}


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b"R001", b"R004"),
        lambda data: b"\x80\xff" + data,
        lambda data: data.partition(b"\n")[2],
    ],
)
def test_a_damaged_memory_is_none(checks: Checks, tmp_path: Path, damage: object) -> None:
    checks.change("rainy-day.yaml", "then: left", "then: lfet")
    told = _told(checks)
    for file in (tmp_path / "cache").iterdir():
        file.write_bytes(damage(file.read_bytes()))  # type: ignore[operator]
    assert _told(checks) == told
    assert "rainy-day" in checks.looked_at


@pytest.mark.parametrize("value", [None, 1, [], {}, {"kind": "scenario"}, "x", [[]], {"kind": 1, "id": [], "place": 7}])
def test_a_memory_of_something_else_is_none(checks: Checks, value: object) -> None:
    told = _told(checks)
    for looked in checks.check().files:
        checks.memory.keep(looked.digest, value)
    assert _told(checks) == told


def test_where_nothing_can_be_kept_everything_is_checked_afresh(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file, not a folder", encoding="utf-8")
    memory = Memory(tmp_path / "cache" / "check")
    memory.keep("a", [1])
    memory.sweep()
    assert memory.get("a") is None


def test_many_may_keep_and_ask_at_once(tmp_path: Path) -> None:
    values = [[letter] * 40_000 for letter in "abcdefgh"]

    def keep_and_ask(value: list[str]) -> list[object]:
        memory = Memory(tmp_path / "cache")
        asked = []
        for _ in range(8):
            memory.keep("one name", value)
            asked.append(memory.get("one name"))
        return asked

    with ThreadPoolExecutor(8) as pool:
        asked = [found for each in pool.map(keep_and_ask, values) for found in each]
    assert all(found in values for found in asked)
    assert len(list((tmp_path / "cache").iterdir())) == 1


def test_no_cache_remembers_nothing(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = place.folder / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    assert place.run("check").exit_code == 0
    assert not cache.exists()
    monkeypatch.delenv("TRAINER_NO_CACHE")
    assert place.run("check", "--no-cache").exit_code == 0
    assert not cache.exists()
    file = place.write("bad.yaml", SCENARIO.replace("then: left", "then: lfet"))
    first = place.run("check", file, "--format", "json")
    assert any(cache.rglob("*"))
    again = place.run("check", file, "--format", "json")
    assert (first.stdout, first.exit_code) == (again.stdout, again.exit_code)
    assert [one["code"] for one in json.loads(again.stdout)] == ["R001"]


def test_content_that_others_name_is_looked_at_when_it_comes_late(checks: Checks) -> None:
    """A rubric that holds a key `moments` in a text at the start of a line looks like a scenario at first."""
    rubric = SECOND.replace("summary: What counts here.", 'summary: "What counts\nmoments: here."')
    (checks.folder / "second.yaml").write_text(rubric, encoding="utf-8")
    (checks.folder / "other-day.yaml").write_text(OTHER, encoding="utf-8")
    assert _told(checks) == _afresh(checks)
    assert _told(checks) == _afresh(checks)


def test_behaviours_of_their_own_are_found_in_reach(checks: Checks) -> None:
    (checks.folder / "hums.yaml").write_text(BEHAVIOUR.format(id="hums", kind="validating"), encoding="utf-8")
    checks.change("rainy-day.yaml", "calls_for: [names-feeling]", "calls_for: [names-feeling, hums]")
    assert _told(checks) == []
    (checks.folder / "hums.yaml").unlink()
    assert {problem.code for problem in _told(checks)} == {"R002"}
