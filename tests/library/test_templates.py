"""Templates: what they may do, what is refused before it is compiled, and what they render."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.library.template_names import FEEDBACK_NAMES, SCENARIO_NAMES
from trainer.library.templates import MAX_LENGTH, TemplateError, render, review

_PATIENT = SimpleNamespace(name="Ana", age=40)
_SPOKEN = {"patient": _PATIENT, "trust": 6, "distress": 3, "tries": 2, "visited": frozenset({"arrival"})}
_TOLD = {"patient": _PATIENT, "quotes": ("one", "two"), "met": 2, "opportunities": 5}


@pytest.mark.parametrize(
    ("template", "rendered"),
    [
        ("Plain words.\n", "Plain words."),
        ("{{ patient.name }}, {{ patient.age }}", "Ana, 40"),
        ("{% if trust >= 6 %}yes{% else %}no{% endif %}", "yes"),
        ("{% if trust < 3 %}a{% elif tries == 2 and not distress > 5 %}b{% endif %}", "b"),
        ("{% if 'arrival' in visited and 'later' not in visited %}seen{% endif %}", "seen"),
        ("{{ 'warm' if trust > 5 else 'cold' }}{{ 'x' if trust > 9 }}", "warm"),
        ("One.\n{% if trust > 1 %}\nTwo.\n{% endif %}\nThree.", "One.\nTwo.\nThree."),
        ("{# a note #}{% raw %}{{ kept }}{% endraw %}", "{{ kept }}"),
    ],
)
def test_what_a_patient_says(template: str, rendered: str) -> None:
    assert review(template, SCENARIO_NAMES).faults == ()
    assert render(template, _SPOKEN) == rendered


def test_feedback_quotes_and_counts() -> None:
    template = "{% if quotes %}{{ quotes[0] }}{{ quotes[7] }}{% endif %}: {{ met }} of {{ opportunities }}"
    assert review(template, FEEDBACK_NAMES).faults == ()
    assert render(template, _TOLD) == "one: 2 of 5"
    assert render(template, {**_TOLD, "quotes": ()}) == ": 2 of 5"


@pytest.mark.parametrize(
    "template",
    [
        "{{ 'a' * 10**9 }}",
        "{{ 'a'.center(10**9) }}",
        "{% for a in visited %}{% for b in visited %}x{% endfor %}{% endfor %}",
        "{{ lipsum() }}",
        "{{ patient.__class__.__mro__ }}",
        "{{ patient['name'] }}",
        "{{ trust + 1 }}",
        "{{ -trust }}",
        "{{ trust ~ 'x' }}",
        "{{ trust|string }}",
        "{{ trust is defined }}",
        "{% set a = 1 %}",
        "{% macro a() %}{% endmacro %}",
        "{% include 'x' %}",
        "{% extends 'x' %}",
        "{% import 'x' as y %}",
        "{% block a %}{% endblock %}",
        "{% with %}{% endwith %}",
        "{% filter upper %}a{% endfilter %}",
        "{% autoescape true %}{% endautoescape %}",
        "{{ [1] }}{{ {1: 2} }}",
        "{{ visited }}",
        "{{ patient }}",
        "{{ trust > 3 }}",
        "{{ none }}",
        "{% if visited %}x{% endif %}",
        "{% if trust in visited %}x{% endif %}",
        "{% if 'a' in 'abc' %}x{% endif %}",
        "{% if trust >= 'high' %}x{% endif %}",
        "{{ 10000000 }}",
        "{{ " + "(" * 2000 + "1" + ")" * 2000 + " }}",
        "{% if " + "not " * 1000 + "trust %}{% endif %}",
        "{% if trust %}" * 300 + "{% endif %}" * 300,
        "{{ trust }}" * 400,
        "x" * (MAX_LENGTH + 1),
    ],
)
def test_refused_before_compiling(template: str) -> None:
    faults = review(template, SCENARIO_NAMES).faults
    assert {fault.code for fault in faults} == {"T002"}
    if "{" in template:
        with pytest.raises(TemplateError):
            render(template, _SPOKEN)


@pytest.mark.parametrize("template", ["{{ patient.name", "{% if trust %}", "{% nonsense %}", "{{ }}", "{% endif %}"])
def test_what_does_not_parse(template: str) -> None:
    assert [fault.code for fault in review(template, SCENARIO_NAMES).faults] == ["T001"]


def test_an_unknown_name_is_told_with_the_nearest_known_one() -> None:
    (fault,) = review("One.\n{{ pateint.name }}", SCENARIO_NAMES).faults
    assert (fault.code, fault.line) == ("T003", 2)
    assert "did you mean 'patient'" in fault.message


def test_each_kind_of_template_has_names_of_its_own() -> None:
    assert [fault.code for fault in review("{{ met }}", SCENARIO_NAMES).faults] == ["T003"]
    assert [fault.code for fault in review("{{ tries }}", FEEDBACK_NAMES).faults] == ["T003"]


def test_a_name_that_is_not_given_is_an_error() -> None:
    with pytest.raises(TemplateError, match="distress"):
        render("{{ distress }}", {"trust": 3})


def test_the_moments_asked_for_are_gathered() -> None:
    mentions = review("{% if 'a' in visited %}\n{{ 'x' if 'b' not in visited }}{% endif %}").mentions
    assert [(mention.moment, mention.line) for mention in mentions] == [("a", 1), ("b", 2)]


_WORDS = """{{ }} {% %} if elif else endif for in not and or trust patient .name visited quotes [0] ( ) [ ] 'a' 1 >= <
== * ** ~ | is - + , : . for x endfor raw endraw {# #} set = true none"""
_PIECES = st.sampled_from([*_WORDS.split(), "\n"])


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(_PIECES, max_size=40).map(" ".join) | st.text(max_size=60))
def test_whatever_passes_the_review_renders(template: str) -> None:
    if not review(template).faults:
        assert isinstance(render(template, {**_SPOKEN, **_TOLD}), str)


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{% if trust >= 5 %}Well.{% else %}No.{% endif %}\nI slept.", "No.\nI slept."),
        ("First.\n{% if trust >= 5 %}\nWell.\n{% else %}\nNo.\n{% endif %}\nI slept.", "First.\nNo.\nI slept."),
        ("First.\n  {% if trust < 5 %}  \n  No.\n  {% endif %}\nI slept.", "First.\n  No.\nI slept."),
    ],
)
def test_a_tag_alone_on_its_line_leaves_no_line_and_one_among_words_keeps_theirs(template: str, expected: str) -> None:
    assert render(template, {"trust": 3}) == expected
