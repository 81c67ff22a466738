"""One request to a record store over HTTP, with its answer. TLS is verified; redirects are not followed."""

from __future__ import annotations

import base64
import http.client
import ssl
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from email.message import Message
from typing import Protocol, cast

from trainer.library.text import clean
from trainer.programs.xapi import VERSION
from trainer.sending.answers import Answer, Unreachable

SECONDS = 30.0
"""So long a store has to answer."""
_MOST_BYTES = 65_536
_PIECE = 4096


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a store asks for by HTTP Basic. Never shown."""

    key: str
    secret: str = field(repr=False)

    def header(self) -> str:
        return "Basic " + base64.b64encode(f"{self.key}:{self.secret}".encode()).decode("ascii")


class _Stream(Protocol):
    """What can be read as it comes."""

    def read1(self, most: int, /) -> bytes: ...


class Posting:
    """Sends lists of statements to one store."""

    def __init__(self, endpoint: str, credentials: Credentials | None, seconds: float = SECONDS) -> None:
        self._address = f"{endpoint.rstrip('/')}/statements"
        self._credentials = credentials
        self._seconds = seconds
        self._opener = urllib.request.build_opener(
            _NoRedirect, urllib.request.HTTPSHandler(context=ssl.create_default_context())
        )

    def post(self, body: bytes) -> Answer | Unreachable:
        """Send a JSON list of statements. Never raises for anything that the network or the store does."""
        headers = {"Content-Type": "application/json", "X-Experience-API-Version": VERSION, "User-Agent": "trainer"}
        if self._credentials is not None:
            headers["Authorization"] = self._credentials.header()
        request = urllib.request.Request(self._address, data=body, headers=headers, method="POST")
        end = time.monotonic() + self._seconds
        try:
            with self._opener.open(request, timeout=self._seconds) as stream:
                return self._answer(stream.status, stream.headers, stream, end)
        except urllib.error.HTTPError as error:
            with error:
                return self._told(error, end)
        except (OSError, http.client.HTTPException, ValueError) as error:
            return Unreachable(_why(error))

    def _told(self, error: urllib.error.HTTPError, end: float) -> Answer | Unreachable:
        try:
            return self._answer(error.code, error.headers, cast(_Stream, error.fp), end)
        except (OSError, http.client.HTTPException):
            return Answer(error.code, "", error.headers.get("Retry-After", ""))

    def _answer(self, status: int, headers: Message, stream: _Stream, end: float) -> Answer:
        """Raises OSError where it does not come whole in time."""
        said, length = b"", headers.get("Content-Length", "")
        while len(said) < _MOST_BYTES:
            piece = stream.read1(_PIECE)
            if not piece:
                if length.isdigit() and len(said) < int(length):
                    raise ConnectionError
                break
            said += piece
            if time.monotonic() > end:
                raise TimeoutError
        return Answer(status, clean(said.decode("utf-8", "replace")), headers.get("Retry-After", ""))


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A key is given to the store that was named, and to no other."""

    def redirect_request(self, *_: object) -> None:
        return None


def _why(error: Exception) -> str:
    """In words, without an address or a header in them."""
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(cause, TimeoutError):
        return "no answer in time"
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"its certificate cannot be trusted: {cause.verify_message}"
    if isinstance(cause, ssl.SSLError):
        return "no secure connection could be made"
    if isinstance(cause, OSError) and cause.strerror:
        return cause.strerror.lower()
    if isinstance(cause, http.client.HTTPException | OSError):
        return "the connection was cut before the answer was whole"
    return "it could not be asked"
