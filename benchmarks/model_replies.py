"""How attempts made of a scenario's own replies fare with the shipped reader: `python benchmarks/model_replies.py`.

Sixty attempts of model replies and sixty of flawed ones for each shipped scenario: how they end, and whether they pass.
"""

from __future__ import annotations

from collections import Counter

from trainer.encounter.encounter import begin
from trainer.encounter.trainees import Trainee, flawed_trainee, good_trainee
from trainer.library.catalogue import Library, load_library
from trainer.library.shipped import shipped_folders
from trainer.scoring.attempt import score_attempt
from trainer.scoring.exchange import Response
from trainer.scoring.reader import load_agreement, load_reader
from trainer.scoring.reading import Reader

ATTEMPTS = 60
RESULTS = {True: "passes", False: "does not pass", None: "not decided"}


def result(library: Library, reader: Reader, scenario_id: str, seed: int, trainee: Trainee) -> str:
    scenario = library.scenarios[scenario_id].item
    encounter = begin(scenario, seed)
    while encounter.moment is not None:
        reply = trainee(encounter)
        assert reply is not None
        encounter = encounter.respond(Response(reply.text), reader.read(reply.text, encounter.context()))
    rubric = library.rubrics[scenario.rubric].item
    score = score_attempt(scenario, rubric, encounter.exchanges, encounter.ending, load_agreement())
    ending = scenario.endings[encounter.ending].kind if encounter.ending else "none"
    return f"{ending} ending, {RESULTS[score.passed]}"


def main() -> None:
    library, reader = load_library(shipped_folders()), load_reader()
    for scenario_id in library.scenarios:
        for name, make in (("model replies", good_trainee), ("flawed replies", flawed_trainee)):
            results = Counter(result(library, reader, scenario_id, seed, make(seed)) for seed in range(ATTEMPTS))
            print(f"{scenario_id}, {name}: " + "; ".join(f"{count} {what}" for what, count in results.most_common()))


if __name__ == "__main__":
    main()
