"""A bracket or quotation that is left open in one line, and often noticed only in the next."""

from __future__ import annotations

import pytest

from tests.library.places import changed, problems_in

FIRST, SECOND = (
    f'      - {{text: "You sound {word}, and no wonder.", style: plain, level: 4, shows: [names-feeling]}}\n'
    for word in ("worn out", "tired")
)
SOUND = f"id: short\nmoments:\n  arrival:\n    replies:\n{FIRST}{SECOND}    says: Well.\n"
LINE = 5
_BOTH = "on this line and on the one above"


@pytest.mark.parametrize(
    ("slip", "below"),
    [
        (("feeling]}", "feeling]"), 1),
        (("feeling]}", "feeling}"), 0),
        (("feeling]}", "feeling"), 1),
        (("plain, level", "plain level"), 0),
        (('wonder."', "wonder."), 0),
        (('"You sound', '"You" sound'), 0),
    ],
)
def test_the_place_and_the_remedy_lead_to_it(slip: tuple[str, str], below: int) -> None:
    problem = next(problem for problem in problems_in(changed(SOUND, slip)) if problem.code == "Y001")
    assert problem.place.line - LINE == below
    assert below == 0 or _BOTH in problem.remedy
