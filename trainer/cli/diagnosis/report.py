"""The doctor's round: every look is taken, and one that fails is a finding of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from trainer.cli.diagnosis.looks import content, program, reader, settings, terminal
from trainer.cli.diagnosis.records import database
from trainer.cli.failing import CommandError
from trainer.cli.plain.wrapping import wrapped
from trainer.cli.reach import Reach
from trainer.library.text import shown

Facts = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one look found. `trouble` says what is wrong and what to do; empty where all is well."""

    subject: str
    facts: Facts
    trouble: str = ""

    @property
    def sound(self) -> bool:
        return not self.trouble


LOOKS: Mapping[str, Callable[[Reach], tuple[Facts, str]]] = {
    "program": program,
    "settings": settings,
    "database": database,
    "reader": reader,
    "terminal": terminal,
    "library": content,
}


def diagnose(reach: Reach) -> list[Finding]:
    """Take every look. Never raises."""
    return [_look(subject, look, reach) for subject, look in LOOKS.items()]


def _look(subject: str, look: Callable[[Reach], tuple[Facts, str]], reach: Reach) -> Finding:
    try:
        facts, trouble = look(reach)
    except CommandError as error:
        return Finding(subject, {}, f"{error.message} ({error.where}). {error.remedy}")
    except Exception as error:  # whatever it is, the other looks are still worth having
        return Finding(subject, {}, shown(f"Could not be looked at: {type(error).__name__}: {error}", 300))
    return Finding(subject, facts, trouble)


def findings_as_json(findings: Sequence[Finding]) -> dict[str, object]:
    return {
        finding.subject: {"sound": finding.sound, "trouble": finding.trouble, **finding.facts} for finding in findings
    }


def findings_as_text(findings: Sequence[Finding]) -> str:
    """A block for each subject: `name: value` lines, then what is wrong."""
    blocks = []
    for finding in findings:
        lines = [f"{finding.subject}: {'ok' if finding.sound else 'trouble'}"]
        lines += [wrapped(f"{name.replace('_', ' ')}: {_words(value)}", "  ") for name, value in finding.facts.items()]
        if finding.trouble:
            lines.append(wrapped(f"! {finding.trouble}", "  "))
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return "none"
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_words(inner)}" for name, inner in value.items()) or "none"
    if isinstance(value, list):
        return ", ".join(_words(inner) for inner in value) or "none"
    return str(value)
