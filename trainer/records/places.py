"""Where the records are: from what the user named to an address, and a file that only its owner can read."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from trainer.records.errors import RecordsError
from trainer.records.own_file import FILE_NAME, default_file

_OWNER_ONLY = 0o600
_PORT = 5432
_ONES_OWN = ("user", "password", "passfile", "sslcert", "sslkey", "sslpassword", "service", "servicefile")
"""What stands in an address for one person's way in."""


@dataclass(frozen=True, slots=True)
class Place:
    """An address. `file` is the database file, None for a server; `shown` never holds a password."""

    url: URL
    file: Path | None
    shown: str


def find_place(where: str | Path | None) -> Place:
    """Read a path or URL; None is the user's data folder, which is made. Raises RecordsError."""
    if where is None:
        file = default_file()
        _make_private_folder(file.parent)
        return _file_place(file)
    if isinstance(where, str) and "://" in where:
        return _address(where)
    return _file_place(Path(where))


def address_to_keep(where: str) -> str:
    """A place as it may be written down, to be found again: a file in full, an address without its password.

    Raises RecordsError.
    """
    place = find_place(where)
    if place.file is not None:
        return str(place.file)
    return _without_password(place.url.difference_update_query(["password"])).render_as_string(hide_password=False)


def same_server(one: str, other: str) -> bool:
    """Whether two addresses lead to one database of one server, whoever signs in and however it is written."""
    try:
        here, there = (_meeting_point(make_url(address)) for address in (one, other))
    except (ArgumentError, ValueError):
        return False
    return here == there


def _meeting_point(url: URL) -> tuple[object, ...]:
    host = url.host or url.query.get("host") or ""
    port = url.port or url.query.get("port") or _PORT
    return str(host).lower(), int(str(port)), url.database


def _without_password(url: URL) -> URL:
    return URL.create(url.drivername, url.username, None, url.host, url.port, url.database, url.query)


def address_to_hand_out(where: str) -> str:
    """A place as others are told it: an address with `LOGIN` where theirs goes. Raises RecordsError."""
    place = find_place(where)
    if place.file is not None:
        return str(place.file)
    url = place.url.set(username="LOGIN").difference_update_query(_ONES_OWN)
    return _without_password(url).render_as_string(hide_password=False)


def _address(text: str) -> Place:
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        raise RecordsError(
            "This is not an address of a database.", "--db", "Write a path, or postgresql://user@host/name."
        ) from error
    shown = url.set(query={}).render_as_string(hide_password=True)  # a query can hold a password too
    kind = url.get_backend_name()
    if kind == "postgresql":
        return Place(url, None, shown)
    if kind != "sqlite":
        raise RecordsError(f"Records are not kept in a database of kind {kind}.", shown, "Use SQLite or PostgreSQL.")
    if url.query:
        raise RecordsError(
            "The address of an SQLite file takes no options.", shown, "Leave out what follows the question mark."
        )
    if not url.database or url.database == ":memory:":
        raise RecordsError("Records in memory would be lost.", shown, "Name a file.")
    return _file_place(Path(url.database))


def _file_place(path: Path) -> Place:
    try:
        file = path.expanduser().resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise RecordsError("The path leads nowhere.", str(path), "Name another place with --db.") from error
    return Place(URL.create("sqlite", database=str(file)), file, str(file))


def _make_private_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise RecordsError(
            "The folder for the records cannot be made.", str(folder), "Name another place with --db."
        ) from error


def prepare_file(file: Path) -> None:
    """Make the database file if it is missing.

    It is created with mode 0600 in one step, so that no moment exists in which others could open it; SQLite gives -wal
    and -shm the mode of the file. One that exists is left as it is. Raises RecordsError.
    """
    if file.is_dir():
        raise RecordsError("This is a folder, not a file of records.", str(file), f"Name {file / FILE_NAME} instead.")
    try:
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, _OWNER_ONLY))
    except FileExistsError:
        return
    except (FileNotFoundError, NotADirectoryError) as error:
        raise RecordsError(
            "The folder for the records does not exist.", str(file.parent), "Make it, or name another place with --db."
        ) from error
    except OSError as error:
        raise RecordsError(
            f"The records cannot be made here: {(error.strerror or 'unknown reason').lower()}.",
            str(file),
            "Choose a folder you may write to, or name another place with --db.",
        ) from error


def keep_to_owner(file: Path, *, of_program: bool = False) -> None:
    """Take away what a copy or another program gave to others. The file must be known to be ours.

    Of a program's database it is the owner's to say which group may open it: what the group may do stays. Raises
    RecordsError.
    """
    others = 0o007 if of_program else 0o077
    for part in (file, file.with_name(file.name + "-wal"), file.with_name(file.name + "-shm")):
        try:
            mode = part.stat().st_mode & 0o777 if part.is_file() else 0
            if mode & others:
                part.chmod(mode & ~others if of_program else _OWNER_ONLY)
        except FileNotFoundError:
            continue  # another program closed the records meanwhile
        except OSError as error:
            raise RecordsError(
                "Others may read the records, and this could not be changed.",
                str(part),
                "Set its mode to 0600, or to 0660 for a program's group.",
            ) from error
