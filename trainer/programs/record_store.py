"""A learning record store that statements may be sent to, as it is set up; whether a trainee has agreed to it."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.programs.people import Consent
from trainer.programs.xapi_words import DEFAULT_BASE, Naming

RECORD_STORE = "record-store"
"""Stands in the place of a program in what a trainee says about sending statements; its destination is the endpoint."""


@dataclass(frozen=True, slots=True)
class RecordStore:
    """`endpoint` is what `/statements` follows. The key's secret stands elsewhere and is never in here.

    `account`: the name under which the store knows the trainee; None for their id here.
    """

    endpoint: str
    key: str | None = None
    secret_file: str | None = None
    secret_env: str | None = None
    base: str = DEFAULT_BASE
    home_page: str | None = None
    account: str | None = None

    def naming(self, trainee_id: str, *, texts: bool) -> Naming:
        """How the trainee is called in statements."""
        return Naming(self.account or trainee_id, self.base, self.home_page or self.base, texts)

    def allowed_by(self, consent: Consent | None) -> bool:
        """Whether what a trainee has said last lets statements go there."""
        return consent is not None and consent.kind == "share" and consent.destination == self.endpoint
