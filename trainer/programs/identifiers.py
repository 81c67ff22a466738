"""Words in a free text by which somebody could be known: found before the text leaves the machine.

A rule finds what often gives a person away. It warns and never changes a text: it finds too much, so that a person
looks, and it cannot find everything, so that finding nothing is no promise.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["name", "phone", "email", "birth", "number", "address"]
TOLD: Mapping[Kind, str] = {
    "name": "perhaps a name",
    "phone": "perhaps a phone number",
    "email": "an email address",
    "birth": "perhaps a date of birth",
    "number": "perhaps a hospital or insurance number",
    "address": "perhaps an address",
}


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """A place in a text. `start` and `end` count its characters, from 0; `said` is what stands there."""

    start: int
    end: int
    kind: Kind
    said: str


_NAME = r"[A-Z][a-z'’-]{1,30}"
_EMAIL = re.compile(r"\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}\b")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = re.compile(
    r"\b(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d|(?:19|20)\d\d-\d\d-\d\d"
    rf"|{_DAY}(?: of)? {_MONTH},? (?:19|20)\d\d|{_MONTH} {_DAY},? (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_BORN = re.compile(
    r"\b(?:born|birthday|d\.?o\.?b\.?)(?: (?:is|on|in|was))?:? {0,3}[^\s,.;]{0,12} ?\d[\w/.-]{0,12}", re.IGNORECASE
)
_LABELLED = re.compile(
    r"\b(?:mrn|nhs|hospital|patient|record|case|chart|insurance|policy|social security|ssn|medicare)"
    r"(?: (?:id|no|nr|number))?\.?:? {0,3}#? {0,3}([A-Z]{0,3}[ -]?\d[\d -]{3,14}\d)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<![\w.,-])(?:[A-Z]{1,3}-?)?\d{6,14}(?![\w,-]|\.\d)|\b\d{3}-\d{2}-\d{4}\b|\b\d{3} \d{3} \d{4}\b"
)
_PHONE = re.compile(
    r"(?<![\w.])(?:\+|00|\(?0|\(\d{3}\) ?)[\d](?:[ ()/.-]{0,2}\d){6,13}(?!\w)"
    r"|\b\d{3}[-. ]\d{3}[-. ]\d{4}\b"
)
_STREET = (
    r"(?:street|st|road|rd|avenue|ave|lane|ln|drive|close|court|terrace|square|boulevard|blvd|crescent"
    r"|place|gardens|row)"
)
_ADDRESS = re.compile(rf"\b\d{{1,4}}[a-z]? (?:[A-Z][\w'’-]{{1,30}} ){{1,3}}(?i:{_STREET})\b\.?")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|\b[A-Z]{2} \d{5}(?:-\d{4})?\b")
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Doctor|Prof|Professor|Nurse|Sister|Father)\.? "
    r"(?:[A-Z][\w'’-]{1,30})(?: [A-Z][\w'’-]{1,30})?"
)
_CALLED = re.compile(
    rf"\b(?i:my name is|his name is|her name is|their name is|is called|was called|named) ({_NAME}(?: {_NAME}){{0,2}})"
)
_CAPITAL = re.compile(rf"(?<=[a-z,;:’'] )[A-Z][a-z]{{2,30}}(?: {_NAME}){{0,2}}\b")
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "doctor", "prof", "professor", "nurse", "sister", "father"})
_COMMON = """
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
october november december god english american british european christmas easter internet doctor nurse mum mom dad
mother father the this that you your and but how what when where why who yes not are can could would there here sorry
please prozac zoloft lexapro effexor wellbutrin spravato ketamine lithium medicare medicaid earth covid
"""
_NO_NAMES = frozenset(_COMMON.split())

_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("email", _EMAIL),
    ("birth", _DATE),
    ("birth", _BORN),
    ("address", _ADDRESS),
    ("address", _POSTCODE),
    ("number", _LABELLED),
    ("phone", _PHONE),
    ("number", _NUMBER),
    ("name", _TITLED),
    ("name", _CALLED),
    ("name", _CAPITAL),
)
"""In the order in which they are believed: a later one finds nothing in a place that an earlier one has."""


def identifiers(text: str, known: Collection[str] = ()) -> tuple[Identifier, ...]:
    """What is found, in the order of the text. `known`: words that name nobody real, as the patient's of a scenario."""
    harmless = {word.lower() for word in known} | _NO_NAMES
    found: list[Identifier] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            group = 1 if pattern.groups else 0
            start, end, said = match.start(group), match.end(group), match[group]
            if kind == "name" and _harmless(said, harmless):
                continue
            if all(end <= other.start or other.end <= start for other in found):
                found.append(Identifier(start, end, kind, said))
    return tuple(sorted(found))


def _harmless(said: str, harmless: Collection[str]) -> bool:
    words = re.findall(r"[^\W\d_]+", said.lower())
    return all(word in harmless or word in _TITLES for word in words)
