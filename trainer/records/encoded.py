"""JSON in the database: written compactly, checked when it comes back."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping

from trainer.library.text import clean
from trainer.records.columns import DamagedValueError
from trainer.scoring.reading import Finding, Reading, Span, Verdict

_VERDICTS: dict[str, Verdict] = {"present": "present", "unsure": "unsure", "absent": "absent"}


def write_json(value: Mapping[str, object]) -> str:
    """Raises ValueError for a number that is not finite."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def read_json(text: str) -> dict[str, object]:
    """Raises DamagedValueError where it is not an object. Texts inside are cleaned: JSON can spell any character."""
    try:
        value = json.loads(text)
        if not isinstance(value, dict):
            raise DamagedValueError("not an object")
        if "\\" not in text and clean(text) == text:
            return value  # what is spelt out is clean all together
        return {clean(key): _cleaned(item) for key, item in value.items()}
    except (ValueError, RecursionError) as error:
        raise DamagedValueError("not JSON") from error


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    if isinstance(value, dict):
        return {clean(key): _cleaned(item) for key, item in value.items()}
    return value


def write_findings(reading: Reading) -> str:
    """The findings as in the scoring contract: `{id: {p, finding, evidence}}`."""
    return write_json(
        {
            behaviour: {"p": finding.p, "finding": finding.verdict, "evidence": finding.evidence}
            for behaviour, finding in reading.findings.items()
        }
    )


def read_findings(text: str, length: int | None) -> dict[str, Finding]:
    """`length` is that of the response, which evidence may not leave; None where its words are not here: then evidence
    would point at nothing and is left out. Raises DamagedValueError."""
    return {behaviour: _finding(value, length) for behaviour, value in read_json(text).items()}


def _finding(value: object, length: int | None) -> Finding:
    if not isinstance(value, dict) or not isinstance(value.get("evidence"), list):
        raise DamagedValueError("not a finding")
    p, verdict = value.get("p"), _VERDICTS.get(str(value.get("finding")))
    if verdict is None or isinstance(p, bool) or not isinstance(p, int | float) or not 0 <= p <= 1:
        raise DamagedValueError("not a finding")
    evidence = () if length is None else tuple(_span(span, length) for span in value["evidence"])
    return Finding(float(p), verdict, evidence)


def _span(value: object, length: int) -> Span:
    match value:
        case [int(start), int(end)] if 0 <= start <= end <= length:
            return start, end
    raise DamagedValueError("evidence outside the response")


def checked_level(value: float) -> float:
    """Raises DamagedValueError outside 0–6."""
    if not (math.isfinite(value) and 0 <= value <= 6):
        raise DamagedValueError("not a level")
    return value
