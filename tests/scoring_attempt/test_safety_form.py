"""How a question about safety is framed."""

from __future__ import annotations

import pytest

from trainer.scoring.safety_form import SafetyForm, safety_form

CASES: list[tuple[str, SafetyForm]] = [
    ("Are you having thoughts of killing yourself?", "plain"),
    ("When you say gone, do you mean dying?", "plain"),
    ("Do you ever wish you weren't alive?", "plain"),
    ("Are you having any thoughts of not wanting to be here, or of ending your life?", "plain"),
    ("When you say you don't think you can go on, are you thinking about dying?", "plain"),
    ("You don't have to answer. Are you thinking of suicide?", "plain"),
    ("I can promise I'm not sending letters. Are you thinking of ending your life?", "plain"),
    ("Any thoughts of suicide?", "plain"),
    ("are you thinking about suicide", "plain"),
    ("I'd like you to tell me, in plain English, whether you want to be dead.", "plain"),
    ("Are you safe tonight, from killing yourself I mean?", "plain"),
    ("You said you'd rather be dead. Are you safe tonight?", "plain"),
    ("How near does it come? Have you got as far as thinking how?", "plain"),
    ("Do you wish you were dead? And is there ever a time when you think of doing something?", "plain"),
    ("What was the worst of it? And are you thinking of ending your life?", "plain"),
    ("You're thinking of ending your life, aren't you?", "plain"),
    ("Safe, ok?", "safe-alone"),
    ("Do you feel safe?", "safe-alone"),
    ("You are safe at home, yes?", "safe-alone"),
    ("That is a lot. Are you feeling safe?", "safe-alone"),
    ("No thoughts of hurting yourself, right?", "negative"),
    ("You're not suicidal, are you?", "negative"),
    ("But you wouldn't actually do anything, would you?", "negative"),
    ("You aren't thinking of harming yourself on this allotment, are you?", "negative"),
    ("I take it you haven't thought of killing yourself?", "negative"),
    ("Can you promise me you won't hurt yourself?", "negative"),
    ("Can you guarantee your safety until next time?", "negative"),
    ("Can you contract for safety?", "negative"),
    ("Any plan? Any intent? Any suicidal thoughts? Any family history?", "volley"),
    ("Are you sleeping? Are you eating? Mood? Any suicidal thoughts?", "volley"),
    ("Do you want to die? Do you have a plan? Do you have a date?", "volley"),
    ("Are you planning to end your life? If not, we can proceed to the form.", "volley"),
    ("Any thoughts of suicide? Any plan? Yes or no to each, please.", "volley"),
]


@pytest.mark.parametrize(("response", "form"), CASES)
def test_the_form(response: str, form: SafetyForm) -> None:
    assert safety_form(response, ()) == form
    assert safety_form(response, ((0, len(response)),)) == form


def test_the_evidence_says_which_question_is_meant() -> None:
    text = "No thoughts of dying, right? Are you feeling safe?"
    second = (text.index("Are"), len(text))
    assert safety_form(text, ((0, 10),)) == "negative"
    assert safety_form("I am Ada. Are you safe?", ((10, 23),)) == "safe-alone"
    assert safety_form(text, (second,)) == "plain"


def test_a_plain_question_beside_a_poor_one_counts() -> None:
    assert safety_form("You're not thinking of it, are you? I mean it: do you want to die?", ()) == "plain"


@pytest.mark.parametrize("text", ["", "...", "\n\n", "???", "å" * 5000])
def test_any_text_has_a_form(text: str) -> None:
    assert safety_form(text, ()) == "plain"
