"""Problems as values: what is wrong, where it stands and what to do next.

Every check in the project returns problems instead of raising or printing, so that all of them can be
shown at once, sorted by place, in whatever form the reader needs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters: an error keeps a file from being used, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a problem stands. `line` and `column` count from 1; a problem of the whole file stands at 1:1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    `code` is a key of `CODES`; `path` is the place inside the document (`$.moments.opening.says`), `$` where
    the problem is the whole file's or the document could not be read; `remedy` says what to do next.
    """

    code: str
    place: Place
    message: str
    remedy: str
    path: str = "$"

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(f"problem code {self.code!r} is not in trainer.problems.CODES: add it there")

    @property
    def severity(self) -> Severity:
        return CODES[self.code].severity


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of problem: its title, as documented, and its severity."""

    title: str
    severity: Severity = Severity.ERROR


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sort by place, then code: the order in which a reader of the file meets them."""
    return sorted(problems, key=lambda problem: (problem.place, problem.code, problem.path, problem.message))


# F: the file as such · Y: its YAML · S: its shape · R: its references · T: its templates
# G: the graph of moments · C: craft · P: play (`trainer simulate`) · K: packs · M: rosters · V: ratings
# I: comments that let problems stand · L: labels and readings (`trainer check --readings`)
# Each is documented in docs/problems.md (a test compares the two).
CODES: dict[str, Code] = {
    "F001": Code("The file or folder does not exist"),
    "F002": Code("The file cannot be read"),
    "F003": Code("The file is too large"),
    "F004": Code("The file is not UTF-8"),
    "F005": Code("The file is empty"),
    "F006": Code("Not a scenario, rubric or behaviour"),
    "F007": Code("More problems than are shown"),
    "F008": Code("A folder without YAML files"),
    "Y001": Code("Not YAML"),
    "Y002": Code("A tab where spaces belong"),
    "Y003": Code("A key stands twice"),
    "Y004": Code("Anchors, aliases and merge keys are not allowed"),
    "Y005": Code("Nested too deeply"),
    "Y006": Code("Too many values"),
    "Y007": Code("An unquoted {{"),
    "Y008": Code("More than one document in a file"),
    "Y009": Code("Tags and directives are not allowed"),
    "Y010": Code("A key must be text or a whole number"),
    "S001": Code("Unknown key"),
    "S002": Code("A required key is missing"),
    "S003": Code("Wrong type"),
    "S004": Code("Not one of the allowed values"),
    "S005": Code("Out of range"),
    "S006": Code("Control characters in a text"),
    "S007": Code("Not a valid id"),
    "S008": Code("Too short or too long"),
    "S009": Code("Cuts that neither rise nor fall"),
    "R001": Code("Leads to a moment or ending that does not exist"),
    "R002": Code("Unknown behaviour"),
    "R003": Code("Unknown rubric"),
    "R004": Code("Unknown moment"),
    "R005": Code("Unknown source"),
    "R006": Code("The same id for a moment and an ending"),
    "R007": Code("Evidence is not part of the response"),
    "R008": Code("Two files with the same id in one folder"),
    "R009": Code("The same id twice in a list"),
    "T001": Code("The template does not parse"),
    "T002": Code("Not allowed in a template"),
    "T003": Code("Unknown name in a template"),
    "T004": Code("Braces in a text that is no template"),
    "G001": Code("A moment that cannot be reached"),
    "G002": Code("A moment with no way to an ending"),
    "G003": Code("A reaction after an unconditional one"),
    "G004": Code("The last reaction has a condition"),
    "G005": Code("An ending that cannot be reached"),
    "G006": Code("A good ending can be reached round a risk cue"),
    "P001": Code("Play never reaches a moment"),
    "P002": Code("Play never gets a reaction"),
    "P003": Code("Play never reaches an ending"),
    "P004": Code("Play never exercises a criterion"),
    "P005": Code("Good replies do not pass"),
    "P006": Code("Somebody passes who must not"),
    "P007": Code("A good ending for who never asked"),
    "P008": Code("Too many states to play through"),
    "K001": Code("Not a pack, or a damaged one"),
    "K002": Code("A path that leads out of the folder"),
    "K003": Code("A name that not every computer can keep"),
    "K004": Code("A link, a device or a folder in the way"),
    "K005": Code("A pack that grows too large"),
    "K006": Code("A file that is not in the manifest"),
    "K007": Code("A file that is only in the manifest"),
    "K008": Code("A file that is not what the manifest says"),
    "K009": Code("Two names that are one to some computers"),
    "K010": Code("No YAML file"),
    "K011": Code("A file stands there already"),
    "K012": Code("An id that another file has already"),
    "M001": Code("A first line that does not name the columns"),
    "M002": Code("A column that is not kept", Severity.WARNING),
    "M003": Code("Too few or too many cells"),
    "M004": Code("A line or cell too long"),
    "M005": Code("A quotation mark that is not closed"),
    "M006": Code("Control characters in a cell"),
    "M007": Code("A formula"),
    "M008": Code("Not a pseudonym"),
    "M009": Code("Not a role"),
    "M010": Code("A line that says nobody"),
    "M011": Code("The same person twice"),
    "M012": Code("Known in the program as somebody else"),
    "M013": Code("No such cohort"),
    "V001": Code("Not a JSON object"),
    "V002": Code("No such item to rate"),
    "V003": Code("Not the responses of the item"),
    "V004": Code("Not part of what is rated"),
    "V005": Code("Rated already"),
    # C1: the ways through · C2: risk · C3: rubric and replies · C4: words · C5: rubrics and behaviours by themselves
    "C101": Code("A condition that can never hold", Severity.WARNING),
    "C102": Code("A reaction that an earlier one forestalls", Severity.WARNING),
    "C103": Code("A reaction that never happens", Severity.WARNING),
    "C104": Code("A moment that no conversation comes to", Severity.WARNING),
    "C105": Code("An ending that no conversation comes to", Severity.WARNING),
    "C106": Code("No conversation ends well"),
    "C107": Code("A conversation can go on for ever", Severity.WARNING),
    "C108": Code("A point that nothing leads out of"),
    "C109": Code("No way back after a drop in trust", Severity.WARNING),
    "C110": Code("Trust or distress without room to move", Severity.WARNING),
    "C111": Code("Too many ways to look at", Severity.WARNING),
    "C201": Code("A good ending past a clear risk cue, safety unasked"),
    "C202": Code("A good ending past a possible risk cue, safety unasked", Severity.WARNING),
    "C203": Code("A good ending after a disclosure, without help", Severity.WARNING),
    "C204": Code("A risk cue that nobody can ask about"),
    "C205": Code("A risk cue and no gate for it"),
    "C206": Code("No answer to a question about safety", Severity.WARNING),
    "C301": Code("A criterion that cannot be earned", Severity.WARNING),
    "C302": Code("No good reply", Severity.WARNING),
    "C303": Code("No flawed reply", Severity.WARNING),
    "C304": Code("No middling reply", Severity.WARNING),
    "C401": Code("A patient who is hard to follow", Severity.WARNING),
    "C402": Code("A term of the clinic in the patient's mouth", Severity.WARNING),
    "C403": Code("Words that stigmatise", Severity.WARNING),
    "C404": Code("A risk cue given away", Severity.WARNING),
    "C405": Code("An invisible character", Severity.WARNING),
    "C406": Code("Quotation marks that would be shown", Severity.WARNING),
    "C501": Code("A level that no attempt gets", Severity.WARNING),
    "C502": Code("A behaviour on the wrong side", Severity.WARNING),
    "C503": Code("A measure turned round", Severity.WARNING),
    "C504": Code("Asked for and held against", Severity.WARNING),
    "C505": Code("The same response twice among the examples", Severity.WARNING),
    "I001": Code("An ignore without a reason", Severity.WARNING),
    "I002": Code("An ignore of no known code", Severity.WARNING),
    "I003": Code("An ignore of what cannot be ignored", Severity.WARNING),
    "I004": Code("An ignore of nothing", Severity.WARNING),
    "L001": Code("A level that is read otherwise", Severity.WARNING),
    "L002": Code("A behaviour that is not read", Severity.WARNING),
    "L003": Code("A behaviour that is only read", Severity.WARNING),
}
