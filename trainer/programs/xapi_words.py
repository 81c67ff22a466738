"""The words of xAPI statements: verbs, kinds of activity, and the ids of what is spoken about.

From the MedBiquitous Virtual Patient Profile (https://w3id.org/xapi/virtual-patient/v1.0; its verbs and recommendations
are at http://groups.medbiq.org/medbiq/display/XAPI/Profile%3A+1.+Virtual+Patients) where it has a word: `initialized`,
`responded` and `completed`, a case as a simulation, the actor as an account, counters as an extension of the result.
The profile leaves scores to ADL's `scored`. Its own verbs do not fit: `updated` has the player as its actor, and
`ignored` says of a person what only a person should say.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

PROFILE = "https://w3id.org/xapi/virtual-patient/v1.0"
_VERBS = "http://adlnet.gov/expapi/verbs/"
_ACTIVITIES = "http://adlnet.gov/expapi/activities/"
LANGUAGE = "en"
DEFAULT_BASE = "https://trainer.invalid"
"""Nobody's address: until a program gives its own, ids are stable and belong to no one."""

Words = dict[str, object]


def verb(name: str) -> Words:
    return {"id": f"{_VERBS}{name}", "display": {LANGUAGE: name}}


@dataclass(frozen=True, slots=True)
class Naming:
    """How things and people are called in statements.

    `base` is what every id begins with; `home_page` and `account` say who acts: an account of a pseudonym, never an
    email address. `texts`: the trainee's own words go with it.
    """

    account: str
    base: str = DEFAULT_BASE
    home_page: str = DEFAULT_BASE
    texts: bool = False

    def actor(self) -> Words:
        return {"objectType": "Agent", "account": {"homePage": self.home_page, "name": self.account}}

    def scenario(self, scenario_id: str, title: str = "") -> Words:
        return self._activity("simulation", title, "scenarios", scenario_id)

    def moment(self, scenario_id: str, moment: str) -> Words:
        return self._activity("interaction", moment, "scenarios", scenario_id, "moments", moment)

    def criterion(self, rubric_id: str, criterion: str, title: str = "") -> Words:
        return self._activity("objective", title or criterion, "rubrics", rubric_id, "criteria", criterion)

    def extensions(self, values: Words) -> Words:
        """Extensions by their whole ids; what is None is left out."""
        return {self._iri("extensions", name): value for name, value in values.items() if value is not None}

    def _activity(self, kind: str, title: str, *path: str) -> Words:
        definition: Words = {"type": f"{_ACTIVITIES}{kind}"}
        if title.strip():
            definition["name"] = {LANGUAGE: title}
        return {"objectType": "Activity", "id": self._iri(*path), "definition": definition}

    def _iri(self, *path: str) -> str:
        return "/".join([self.base.rstrip("/"), *(_part(part) for part in path)])


@lru_cache(maxsize=4096)
def _part(text: str) -> str:
    """A part of an address, whatever it is made of. The same few come again and again."""
    return quote(text, safe="")
