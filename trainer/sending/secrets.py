"""The secret of a record store: from a file or the environment, and shown nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from trainer.programs.record_store import RecordStore
from trainer.sending.posting import Credentials

_MOST_BYTES = 10_000


class NoSecretError(Exception):
    """What the settings name as the secret is not there. Says what, and what to do next."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(f"{message} {remedy}")
        self.message = message
        self.remedy = remedy


def credentials(store: RecordStore, folder: Path, environment: Mapping[str, str]) -> Credentials | None:
    """What the store asks for; None where no key is set. `folder`: a file's name counts from there.

    Raises NoSecretError.
    """
    if store.key is None:
        return None
    if store.secret_file is not None:
        return Credentials(store.key, _from_file(folder, store.secret_file))
    if store.secret_env is None:
        raise NoSecretError(
            "The settings name a key for the record store and no secret.",
            "Add secret_file or secret_env to [xapi] in settings.toml.",
        )
    secret = environment.get(store.secret_env, "")
    if not secret:
        raise NoSecretError(f"{store.secret_env} is not set.", "Set it to the secret of the record store.")
    return Credentials(store.key, secret)


def _from_file(folder: Path, name: str) -> str:
    try:
        path = folder / Path(name).expanduser()
        with path.open("rb") as stream:
            secret = stream.read(_MOST_BYTES).decode("utf-8").strip()
    except (OSError, ValueError, RuntimeError) as error:
        why = getattr(error, "strerror", None) or "it is no text"
        raise NoSecretError(
            f"The file with the secret cannot be read: {str(why).lower()}.", "Check secret_file in settings.toml."
        ) from error
    if not secret:
        raise NoSecretError("The file with the secret is empty.", "Put the secret of the record store in it.")
    return secret
