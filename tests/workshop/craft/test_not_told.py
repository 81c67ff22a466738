"""What looks like a fault and is none: the checks leave it alone."""

from __future__ import annotations

import pytest

from tests.library.places import changed
from tests.workshop.craft.looking import SOUND, craft_of

_ALL_RIGHT = "{when: {level_at_least: 4}, says: All right., trust: +2, then: night}"
_LEAVES = "{when: {level_at_most: 1}, says: I see., trust: -2, then: left}"
_ASKED = "{when: {shows_any: [asks-safety]}, says: Yes. I have thought about it., trust: +1, then: told}"
_NOT_TOLD = {
    "the sound example": ("", ""),
    "the same condition below one that trust falls by, for readings in doubt": (
        _LEAVES,
        f"{_LEAVES}\n      - {{when: {{level_at_most: 1}}, says: Do you mean that?, then: night}}",
    ),
    "a narrower behaviour above a wider group": (
        _ALL_RIGHT,
        "{when: {shows_any: [owns-limits]}, says: Yes., trust: +2, then: night}\n      - "
        "{when: {shows_any: [owns-limits, names-feeling]}, says: All right., trust: +1, then: night}",
    ),
    "a last reaction that the conditions leave nothing to": (
        "      - {says: Well., then: night}",
        "      - {when: {level_at_least: 2}, says: Well., then: night}\n"
        "      - {when: {silent: true}, says: Well., then: night}\n      - {says: Well., then: night}",
    ),
    "a last reaction with an empty condition": ("{says: Well., then: night}", "{when: {}, says: Well., then: night}"),
    "the level above the cap at a risk cue, for who asks": (
        _ASKED,
        f"{{when: {{level_at_least: 5}}, says: Yes. Often., trust: +1, then: told}}\n      - {_ASKED}",
    ),
    "a way back that visits end": (
        "{says: Well., then: night}",
        "{when: {tries_at_least: 2}, says: No., then: left}\n      - {says: Well., then: arrival}",
    ),
    "words that treatment has taught the patient": (
        "I did not come",
        "After the ECT, the scan and the DBS I did not come",
    ),
    "a clinical term that the background explains": (
        "Ben drives the last bus.",
        "Ben drives the last bus. He reads about rumination.",
    ),
    "what people do say of their own": ("I did not come here", "My father committed suicide. I did not come here"),
    "words that blame in a flawed reply": ("Let us move on.", "The patient failed to help himself."),
    "the treatment that failed": ("None of them has helped enough.", "The treatment failed him, and so did we."),
    "one long word": ("says: All right.", "says: Electroconvulsively disappointing."),
    "an aside in long words": (
        "says: All right.",
        "says: All right. (He contemplates everything previously administered with considerable dissatisfaction.)",
    ),
    "a template's words": ("says: All right.", "says: \"{% if 'arrival' in visited %}All right.{% endif %} Well.\""),
    "joined emoji and letters that need a joiner": ("title: The late bus", "title: The late bus 👩‍🚀 می‌خواهم"),
    "straight quotes that YAML takes away": ("says: I did not come here for that.", "says: 'I did not come here.'"),
    "what somebody said": (
        "says: I did not come here for that.",
        "says: \"'Bear up.' That's what they say. 'Bear up.'\"",
    ),
    "a word in curly quotes at the end": ("says: I did not come", "says: They call it “living.” I did not come"),
    "letters left out at both ends": ("says: I did not come here for that.", "says: ’Twas nothing that I’m missin’."),
    "an aside, and something read aloud": ("says: All right.", "says: \"(He reads it out.) 'All right.'\""),
    "an escape that is seen": ("title: The late bus", 'title: "The late \\u2019bus\\u2019"'),
}


@pytest.mark.parametrize("change", _NOT_TOLD.values(), ids=list(_NOT_TOLD))
def test_nothing_is_told(change: tuple[str, str]) -> None:
    problems = craft_of(changed(SOUND, change))
    assert [(problem.code, problem.path, problem.message) for problem in problems] == []


def test_a_cue_may_be_named_where_there_is_none() -> None:
    calm = changed(SOUND, ("risk: clear", "risk: none"), ("risk: disclosed", "risk: none"))
    assert craft_of(changed(calm, ("and shame", "and the suicide of a brother"))) == []


def test_one_cause_is_told_once() -> None:
    """Behind a reaction that contradicts itself lies a moment that is never met, and behind that an ending."""
    text = changed(
        SOUND,
        (
            _ALL_RIGHT,
            f"{{when: {{level_at_least: 4, level_at_most: 2}}, says: Wait., then: behind}}\n      - {_ALL_RIGHT}",
        ),
        (
            "  night:\n",
            "  behind:\n    says: And so on.\n    reactions:\n      - {says: That is all., then: over}\n    replies:\n"
            "      - {text: You sound worn out., style: plain, level: 4}\n"
            "      - {text: I see., style: plain, level: 3}\n"
            "      - {text: What now?, style: plain, level: 2}\n  night:\n",
        ),
        ("endings:\n", "endings:\n  over: {kind: mixed, says: He goes.}\n"),
    )
    assert [problem.code for problem in craft_of(text)] == ["C101"]
