"""How a question about safety is framed, judged from its text.

A question holds the gate when the patient can hear that it is about death or self-harm, is as free to say yes as no,
and has room to answer. Whether there *is* such a question is for the reader to find; this only judges its form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from trainer.scoring.reading import Span
from trainer.scoring.sentences import sentence_spans, touched

SafetyForm = Literal["plain", "safe-alone", "negative", "volley"]

FORM_LABELS: dict[SafetyForm, str] = {
    "plain": "asked plainly",
    "safe-alone": "asked only whether the patient is safe",
    "negative": "framed for a 'no' or a promise",
    "volley": "no room to answer",
}

MANY_QUESTIONS = 4
"""From this many questions in one response it is a volley."""
QUESTIONS_AFTER = 2
"""From this many further questions after the one about safety there is no room to answer it."""

_SAFE = re.compile(r"\b(?:un)?safe(?:ty|ly)?\b", re.IGNORECASE)
_DEATH = re.compile(
    r"\b(?:die[ds]?|dy(?:e?ing|in)|dead|death|suicid\w*|kill\w*|self[- ]?harm\w*|overdos\w*"
    r"|(?:harm|hurt)\w*\s+(?:your|her|him|my)self"
    r"|(?:end\w*|tak\w*)\s+(?:it(?:\s+all)?\b|(?:your|the|her|his|my|own)(?:\s+own)?\s+li(?:fe|ves))"
    r"|not\s+(?:wak\w+|being\s+alive|being\s+here|liv\w+|wanting\s+to\s+(?:be\b|live|wake))"
    r"|(?:be|being|stay\w*)\s+alive|to\s+live|not\s+be\s+(?:here|around)|(?:stop|go)\w*\s+on\s+living"
    r"|not\s+want\w*\s+to\s+(?:live|be|wake)|plan\w*\s+(?:how|to\s+do))",
    re.IGNORECASE,
)
_ASKS_ANYWAY = re.compile(r"\b(?:whether|tell me|i(?:'d| would| want| need)?(?: like)?(?: to)? ask)\b", re.IGNORECASE)
_NEGATION = re.compile(
    r"\b(?:not?|never|nothing|none|nobody|without)\b|n['’]t\b|\b(?:arent|dont|wouldnt|havent|wont)\b", re.IGNORECASE
)
_INVERSION = re.compile(
    r"\b(?:are|were|do|does|did|have|has|had|is|was|would|could|can|will|might)\s+"
    r"(?:you|u|it|there|that|this|they|those|these|he|she|part|any|some|dying|the)\b"
    r"|\b(?:what|how|when|where|which|who)\b|\bany\s+(?:thought|plan|part|wish|idea)",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"[,;–—-]?\s*(?:(?:are|do|did|have|would|wo|will|is|can|could|were)(?:n['’]t)?\s+(?:you|it|there)|right|correct|yes|yeah|ok(?:ay)?"
    r"|no|is\s+that\s+right|am\s+i\s+right)\s*\?+[\"'”’)]*\s*$",
    re.IGNORECASE,
)
_PROMISE = re.compile(
    r"\byou\s+(?:\w+\s+)?(?:promise|guarantee|swear|assure|contract)\b|\b(?:promise|assure|swear\s+to)\s+me\b"
    r"|\bguarantee\s+your\b|\bcontract\s+for\b|\bgive\s+me\s+your\s+word\b",
    re.IGNORECASE,
)
_TICKED_OFF = re.compile(
    r"^(?:no\s*\?|(?:if\s+not|good|great|ok(?:ay)?|fine|right|lovely)\b.*"
    r"\b(?:tick|proceed|move\s+on|carry\s+on|get\s+on|next|go\s+on|form|box)\b)",
    re.IGNORECASE,
)
_YES_OR_NO_EACH = re.compile(r"\byes\s+or\s+no\b.*\b(?:each|every|all)\b", re.IGNORECASE)


def safety_form(response: str, evidence: Sequence[Span]) -> SafetyForm:
    """The form of the safety question in `response`; `evidence` says where the reader found it.

    Where several sentences ask, the best of them counts; a volley spoils them all.
    """
    sentences = sentence_spans(response)
    asking = _asking(response, touched(sentences, evidence) or sentences)
    if not asking:
        return "plain"
    forms = [_framing(response, sentences, span) for span in asking]
    if "plain" not in forms:
        return forms[0]
    best = asking[forms.index("plain")]
    return "volley" if _is_volley(response, sentences, best) else "plain"


def _asking(response: str, spans: Sequence[Span]) -> list[Span]:
    """The sentences that put the question: those about death or safety before others, questions before statements."""
    asks = [span for span in spans if _is_question(response, span) or _ASKS_ANYWAY.search(_words(response, span))]
    candidates = asks or list(spans)
    about = [span for span in candidates if _names_subject(_words(response, span))]
    return about or candidates


def _framing(response: str, sentences: Sequence[Span], span: Span) -> SafetyForm:
    text = _words(response, span)
    if _PROMISE.search(text):
        return "negative"
    tag = _TAG.search(text)
    main = text[: tag.start()] if tag else text
    if _NEGATION.search(main) and not _INVERSION.search(main):
        return "negative"
    if not _SAFE.search(text) or _DEATH.search(text):
        return "plain"
    before = sentences.index(span) - 1
    just_said = _words(response, sentences[before]) if before >= 0 else ""
    return "plain" if _DEATH.search(just_said) else "safe-alone"


def _is_volley(response: str, sentences: Sequence[Span], asked: Span) -> bool:
    questions = [span for span in sentences if _is_question(response, span)]
    after = [span for span in sentences if span[0] > asked[0]]
    return (
        len(questions) >= MANY_QUESTIONS
        or sum(1 for span in after if _is_question(response, span)) >= QUESTIONS_AFTER
        or bool(after and _TICKED_OFF.search(_words(response, after[0])))
        or bool(_YES_OR_NO_EACH.search(response))
    )


def _names_subject(text: str) -> bool:
    return bool(_DEATH.search(text) or _SAFE.search(text))


def _is_question(response: str, span: Span) -> bool:
    return "?" in response[span[0] : span[1]]


def _words(response: str, span: Span) -> str:
    return response[span[0] : span[1]]
