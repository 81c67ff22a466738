"""What a measure makes of one response by itself, as if it were the whole of an attempt."""

from __future__ import annotations

from trainer.library.rubric import Measure
from trainer.library.scenario import Ending, Moment, Patient, Reaction, Scenario, Starts
from trainer.scoring.exchange import Exchange, Response
from trainer.scoring.line import first_tries
from trainer.scoring.measures.measuring import Attempt, measure
from trainer.scoring.reading import Reading
from trainer.scoring.views import View, judged

_SCENARIO = Scenario(
    id="one-response",
    version=1,
    title="One response",
    summary="One response.",
    difficulty=1,
    minutes=1,
    content_note="None.",
    rubric="any",
    role="Anybody.",
    goals=("Answer",),
    patient=Patient(name="Anybody", age=40, background="None.", starts=Starts(trust=5, distress=5)),
    opening="only",
    moments={"only": Moment(says="Yes.", reactions=(Reaction(says="Yes.", then="end"),))},
    endings={"end": Ending(kind="mixed", says="The end.")},
)


def measured_alone(what: Measure, patient: str, response: str, reading: Reading) -> tuple[float | None, ...]:
    """The value by the best estimate, and as the unsure findings could make it; None where nothing is measured."""
    exchange = Exchange(
        moment="only",
        visit=1,
        try_number=1,
        heard=patient,
        response=Response(response),
        reading=reading,
        reaction=0,
        answer="Yes.",
        trust=(5, 5),
        distress=(5, 5),
        then="end",
    )
    attempt = Attempt(_SCENARIO, judged(_SCENARIO, first_tries([exchange])), ended=True)
    return tuple(measure(what, attempt, view).value for view in (View.BEST, View.LOW, View.HIGH))
