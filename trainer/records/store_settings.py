"""The record store as the settings name it: `[xapi]` in settings.toml. The secret itself never stands there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from trainer.library.text import shown
from trainer.programs.record_store import RecordStore

KNOWN = ("endpoint", "key", "secret_file", "secret_env", "base", "home_page", "account")
_ONLY_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")

Complain = Callable[[str, str, str, str], None]
"""Code, message, remedy, path."""
ReadLine = Callable[[object, str], str | None]
"""One line of text at a path; None, and a problem, for anything else."""


def read_record_store(table: Mapping[str, object], line: ReadLine, complain: Complain) -> RecordStore | None:
    """The store; None where none is named, or where something in the table is wrong: nothing is sent to a guess."""
    value = table.get("xapi")
    if value is None:
        return None
    if not isinstance(value, dict):
        complain("S003", "'xapi' must be a table of texts", 'Write [xapi], then endpoint = "https://…".', "$.xapi")
        return None
    wrong = False
    for name in value:
        if name not in KNOWN:
            complain("S001", f"Unknown key '{shown(name)}'", f"Known: {', '.join(KNOWN)}.", f"$.xapi.{shown(name)}")
            wrong = True
    read = {name: line(value[name], f"$.xapi.{name}") for name in KNOWN if name in value}
    for name, found in read.items():
        problem = None if found is None else _CHECKS[name](found)
        if problem is not None:
            complain("S007", problem[0], problem[1], f"$.xapi.{name}")
        wrong = wrong or found is None or problem is not None
    if "endpoint" not in read:
        complain("S002", "The key 'endpoint' is missing", 'Write endpoint = "https://…/xapi".', "$.xapi")
        wrong = True
    return None if wrong else RecordStore(**{**read, "endpoint": str(read["endpoint"]).rstrip("/")})  # type: ignore[arg-type]


def _endpoint(text: str) -> tuple[str, str] | None:
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "Not an address", 'Write endpoint = "https://store.example/xapi".'
    if parts.username or parts.password or parts.query or parts.fragment:
        return "An endpoint holds no name, password or question mark", "Put the name in `key`, the secret elsewhere."
    if parts.scheme == "https" and host:
        return None
    if parts.scheme == "http" and host in _ONLY_THIS_MACHINE:
        return None
    return "Statements go only over https", 'Write endpoint = "https://store.example/xapi".'


def _base(text: str) -> tuple[str, str] | None:
    try:
        parts = urlsplit(text)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.username
    except ValueError:
        sound = False
    if sound and not parts.query and not parts.fragment and not re.search(r"[\s<>\"{}|\\^`]", text):
        return None
    return "Not an address that ids can begin with", 'Write base = "https://program.example/trainer".'


def _account(text: str) -> tuple[str, str] | None:
    if "@" in text:
        return "An email address is no pseudonym", "Take a pseudonym, or leave it out: then your id in the records is."
    return None


def _variable(text: str) -> tuple[str, str] | None:
    if _VARIABLE.fullmatch(text):
        return None
    return "Not a name of an environment variable", 'Write secret_env = "TRAINER_XAPI_SECRET".'


def _key(text: str) -> tuple[str, str] | None:
    return ("A key holds no colon", "Put what follows it where the secret is kept.") if ":" in text else None


def _anything(_text: str) -> tuple[str, str] | None:
    return None


_CHECKS: Mapping[str, Callable[[str], tuple[str, str] | None]] = {
    "endpoint": _endpoint,
    "key": _key,
    "secret_file": _anything,
    "secret_env": _variable,
    "base": _base,
    "home_page": _base,
    "account": _account,
}
