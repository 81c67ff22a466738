"""Templates: the patient's words and a rubric's feedback, with names filled in and texts chosen by `if`.

Jinja2's sandbox alone is not enough: it compiles, and folds, whatever parses. Every template is measured, parsed and
held against an allow-list before it is compiled.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import Template, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from trainer.library.template_names import ALL_NAMES, Names
from trainer.library.template_rules import Fault, Mention, Rules
from trainer.library.text import clean, shown

MAX_LENGTH = 6_000
MAX_TAGS = 200
MAX_TAG_LENGTH = 400
MAX_DEPTH = 8

_ENVIRONMENT = ImmutableSandboxedEnvironment(autoescape=False, lstrip_blocks=True)
_ONLY_TAGS = re.compile(r"^[ \t]*(?:\{%(?:(?!%\}).)*%\}[ \t]*)+\n", re.MULTILINE)
"""A line of nothing but tags. It leaves no empty line; a tag at the end of words keeps their line break."""
_OPENING = frozenset({"variable_begin", "block_begin"})
_CLOSING = frozenset({"variable_end", "block_end"})


class TemplateError(ValueError):
    """A template that `review` finds fault with was to be rendered."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a look at a template brought to light."""

    faults: tuple[Fault, ...]
    mentions: tuple[Mention, ...] = ()
    used: frozenset[str] = frozenset()


def render(template: str, names: Mapping[str, object]) -> str:
    """Fill in a template; outer white space is taken off. Equal arguments give equal texts.

    Raises TemplateError where the template is not allowed or uses a name that `names` lacks.
    """
    if "{" not in template:
        return template.strip()
    compiled, used = _compiled(template)
    lacking = used - names.keys()
    if lacking:
        raise TemplateError(f"the template needs {', '.join(sorted(lacking))}")
    return clean(compiled.render(names)).strip()


def review(template: str, names: Names = ALL_NAMES) -> Reviewed:
    """Check a template that may use `names`, without compiling it. Takes any text and never raises."""
    too_much = _too_much(template)
    if too_much is not None:
        return Reviewed((too_much,))
    try:
        parsed = _ENVIRONMENT.parse(template)
    except TemplateSyntaxError as error:
        return Reviewed((_syntax(error.message or "", error.lineno),))
    rules = Rules(names)
    rules.body(parsed.body)
    return Reviewed(tuple(rules.faults), tuple(rules.mentions), frozenset(rules.used))


@lru_cache(maxsize=1024)
def _compiled(template: str) -> tuple[Template, frozenset[str]]:
    reviewed = review(template)
    if reviewed.faults:
        raise TemplateError("; ".join(fault.message for fault in reviewed.faults))
    whole = _ONLY_TAGS.sub(lambda line: line[0].strip(), template)
    return _ENVIRONMENT.from_string(whole), reviewed.used


def _too_much(template: str) -> Fault | None:
    """The limits that keep the parser from being driven too deep, checked on its tokens, which nest nothing."""
    if len(template) > MAX_LENGTH:
        return _limit(f"a template of more than {MAX_LENGTH} characters", 1)
    tags = length = brackets = blocks = 0
    try:
        for line, token, text in _ENVIRONMENT.lex(template):
            if token in _OPENING:
                tags, length, brackets = tags + 1, 0, 0
            length += len(text)
            brackets += _deeper(token, text)
            blocks += {"if": 1, "for": 1, "endif": -1, "endfor": -1}.get(text, 0) if token == "name" else 0
            if tags > MAX_TAGS:
                return _limit(f"more than {MAX_TAGS} tags in one template", line)
            if length > MAX_TAG_LENGTH and token not in ("data", "raw_begin", "raw_end", "comment"):
                return _limit(f"a tag of more than {MAX_TAG_LENGTH} characters", line)
            if brackets > MAX_DEPTH or blocks > 2 * MAX_DEPTH:
                return _limit("nesting this deep", line)
    except TemplateSyntaxError as error:
        return _syntax(error.message or "", error.lineno)
    return None


def _deeper(token: str, text: str) -> int:
    """How far a token drives the parser down; what it opens is not counted back, so that chains count too."""
    if token == "operator":
        return 1 if text in ("(", "[", "{", "-", "+", "**") else 0
    return 1 if token == "name" and text in ("not", "if", "else") else 0


def _limit(what: str, line: int) -> Fault:
    return Fault("T002", f"{what} is not allowed", "Write it shorter, or as several variants.", line)


def _syntax(said: str, line: int) -> Fault:
    remedy = "Close every {{ with }}, every {% with %}, and every {% if … %} with {% endif %}."
    return Fault("T001", f"the template does not parse: {shown(said, 160)}", remedy, line)
