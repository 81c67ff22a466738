"""A reader that goes by a few words, so that tests know what is read."""

from __future__ import annotations

from trainer.scoring.reading import Context, Finding, Reading

WORDS = {
    "names-feeling": "worn out",
    "asks-safety": "killing yourself",
    "minimises": "at least",
    "gives-information": "a year",
}
LEVELS = {"names-feeling": 5.0, "asks-safety": 4.0, "minimises": 1.0, "gives-information": 2.0}


class WordReader:
    """Each behaviour is present where its words stand, and unsure where they stand with a question mark right after."""

    version = "words+0"

    def read(self, response: str, context: Context) -> Reading:  # noqa: ARG002
        if response == "make the reader fail":
            raise RuntimeError("as asked")
        findings = {behaviour: _finding(response, words) for behaviour, words in WORDS.items()}
        levels = [LEVELS[behaviour] for behaviour, finding in findings.items() if finding.verdict == "present"]
        level = (1.0 if 1.0 in levels else max(levels)) if levels else 2.0
        return Reading(level, (max(0.0, level - 1), min(6.0, level + 1)), findings, self.version)


def _finding(response: str, words: str) -> Finding:
    start = response.find(words)
    if start < 0:
        return Finding(0.01, "absent")
    unsure = response[start + len(words) :].startswith("??")
    return Finding(0.55 if unsure else 0.97, "unsure" if unsure else "present", ((start, start + len(words)),))


def load_word_reader() -> WordReader:
    return WordReader()
