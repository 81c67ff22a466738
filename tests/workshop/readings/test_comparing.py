"""Labels against readings: what is told, and what is left alone."""

from __future__ import annotations

import pytest

from tests.library.places import changed
from tests.library.snippets import Section, sections
from tests.workshop.craft.looking import SOUND
from trainer.library.parsing import parse
from trainer.library.scenario import Scenario
from trainer.scoring.reading import Context, Finding, Reading
from trainer.workshop.readings import Agreement, Compared, compare

SECTIONS = [section for section in sections() if section.code.startswith("L")]
_AFTER = "      - {text: You are afraid that it will hurt her., style: plain, level: 4, shows: [names-feeling]}"


class WordReader:
    """Reads level 5 and names-feeling in 'worn out', minimises in 'At least', level 2 in the rest. Of 'perhaps' it is
    unsure. Keeps the contexts that it was given."""

    version = "words"

    def __init__(self) -> None:
        self.contexts: dict[str, Context] = {}

    def read(self, response: str, context: Context) -> Reading:
        self.contexts[response] = context
        findings = {name: Finding(0.01, "absent") for name in ("names-feeling", "minimises")}
        if "worn out" in response:
            findings["names-feeling"] = Finding(0.97, "present")
        if "perhaps" in response:
            findings["names-feeling"] = Finding(0.5, "unsure")
        if "At least" in response:
            findings["minimises"] = Finding(0.97, "present")
        level = 5.0 if "worn out" in response else 2.0
        return Reading(level, (level - 1, level + 1), findings, self.version)


def _compared(text: str, reader: WordReader | None = None) -> Compared:
    document = parse("text.yaml", text).document
    assert document is not None
    return compare(Scenario.model_validate(document.root), document, reader or WordReader())


def _codes(text: str) -> list[str]:
    """What is told of the last moment's replies."""
    return [one.code for one in _compared(text).problems if one.path.startswith("$.moments.after.")]


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.code)
def test_the_failing_example_fails_where_the_arrow_says_and_the_mended_one_does_not(section: Section) -> None:
    failing, mended = section.files
    (problem,) = [one for one in _compared(failing).problems if one.path.startswith("$.moments.after.")]
    assert problem.code == section.code
    assert failing.splitlines()[problem.place.line - 1].endswith(f"# ← {section.code}")
    assert _codes(mended) == []


def _with_after(reply: str) -> str:
    rest = "{text: That is a hard call to make., style: polite, level: 2}"
    return changed(
        SOUND,
        (_AFTER, f"      - {reply}"),
        ("{text: That is a hard call to make., style: polite, level: 3}", rest),
        ("level: 1, shows: [minimises]}\nendings", "level: 2}\nendings"),
    )


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        ("{text: You are worn out., style: plain, level: 4, shows: [names-feeling]}", []),
        ("{text: You are worn out., style: plain, level: 3, shows: [names-feeling]}", ["L001"]),
        ("{text: You are perhaps tired., style: plain, level: 2, shows: [names-feeling]}", []),
        ("{text: You are perhaps tired., style: plain, level: 2}", []),
        ("{text: And your sister?, style: plain, level: 2, shows: [invites-more]}", []),
        ("{text: And your sister?, style: plain, level: 2, shows: [invites-more, minimises]}", ["L002"]),
        ("{text: At least you are worn out., style: plain, level: 5}", ["L003"]),
        ("{text: At least you are worn out., style: plain, level: 0}", ["L001", "L003"]),
    ],
)
def test_what_is_told_of_a_reply(reply: str, told: list[str]) -> None:
    assert sorted(_codes(_with_after(reply))) == told


def test_a_label_within_the_interval_is_left_alone() -> None:
    class Unsure(WordReader):
        def read(self, response: str, context: Context) -> Reading:  # noqa: ARG002
            return Reading(2.0, (0.0, 5.0), {}, self.version)

    assert _compared(SOUND, Unsure()).problems == ()


def test_a_reply_is_read_with_background_and_the_words_of_its_moment_alone() -> None:
    reader = WordReader()
    text = changed(
        SOUND, ("says: She will ask why", "says: '{{ patient.name }}: she will ask why"), ("said.", "said.'")
    )
    _compared(text, reader)
    context = reader.contexts["You are afraid that it will hurt her."]
    assert context.patient == "Ben: she will ask why I never said."
    assert context.background.startswith("Ben drives the last bus.")
    assert context.history == ()


def test_the_figures_count_what_agrees() -> None:
    document = parse("text.yaml", _with_after("{text: At least you are worn out., style: plain, level: 1}")).document
    assert document is not None
    scenario = Scenario.model_validate(document.root)
    last = scenario.model_copy(update={"opening": "after", "moments": {"after": scenario.moments["after"]}})
    agreement = compare(last, document, WordReader()).agreement
    assert agreement == Agreement("late-bus", "text.yaml", 3, level_within_one=2, behaviours=2, behaviours_agreed=0)


def test_no_replies_are_no_disagreement() -> None:
    document = parse("text.yaml", SOUND).document
    assert document is not None
    scenario = Scenario.model_validate(document.root)
    bare = {name: moment.model_copy(update={"replies": ()}) for name, moment in scenario.moments.items()}
    compared = compare(scenario.model_copy(update={"moments": bare}), document, WordReader())
    assert compared.problems == ()
    assert compared.agreement.replies == compared.agreement.behaviours == 0
