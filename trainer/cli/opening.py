"""Opening what a command works with: settings, library folders, the library, a session."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from trainer.cli.exits import ExitCode
from trainer.cli.failing import CommandError, tell
from trainer.cli.reach import Reach
from trainer.library.catalogue import Library, load_library
from trainer.library.nearest import or_nearest
from trainer.library.shipped import shipped_folders
from trainer.library.text import shown
from trainer.problems import Severity
from trainer.records.settings import Settings, load_settings

if TYPE_CHECKING:
    from trainer.scoring.reading import Reader
    from trainer.session.session import Session


def user_folder() -> Path:
    """The user's own folder of scenarios and rubrics; it need not exist."""
    return Path(platformdirs.user_data_dir("trainer", appauthor=False)) / "library"


def read_settings() -> Settings:
    """The settings, after a notice on stderr for each thing that is wrong in them."""
    settings, problems = load_settings()
    for problem in problems:
        tell(problem.message, str(problem.place), problem.remedy)
    return settings


def own_folders(reach: Reach, settings: Settings) -> tuple[Path, ...]:
    """The user's folder, those of the settings, those named; a later one wins. CommandError if one is absent."""
    own = user_folder()
    for folder in (*settings.libraries, *reach.folders):
        if not folder.is_dir():
            raise CommandError(
                "There is no such library folder", str(folder), "Check --library, TRAINER_LIBRARY and the settings."
            )
    return (*([own] if own.is_dir() else []), *settings.libraries, *reach.folders)


def all_folders(reach: Reach, settings: Settings) -> tuple[Path, ...]:
    return (*shipped_folders(), *own_folders(reach, settings))


def load(reach: Reach, settings: Settings) -> Library:
    """Everything in reach, without a word about what cannot be used. Raises CommandError for an absent folder."""
    return load_library(all_folders(reach, settings))


def open_library(reach: Reach, settings: Settings) -> Library:
    """Everything in reach, and a notice on stderr where some is unusable. Raises CommandError where nothing is."""
    library = load(reach, settings)
    errors = [problem for problem in library.problems if problem.severity is Severity.ERROR]
    files = {problem.place.file for problem in errors}
    if files:
        first = min(files)
        others = f" and {len(files) - 1} more" if len(files) > 1 else ""
        tell("Some of the library cannot be used", f"{first}{others}", f"`trainer check {first}` says why.")
    if not library.scenarios:
        raise CommandError(
            "There are no scenarios in reach", remedy="Name a folder with --library; see `trainer doctor`."
        )
    return library


def require_scenario(library: Library, scenario_id: str) -> None:
    """Raise CommandError, with the nearest id, unless the library holds this scenario."""
    if scenario_id not in library.scenarios:
        meant = or_nearest(scenario_id, library.scenarios)
        raise CommandError(f"There is no scenario '{shown(scenario_id)}'{meant}", remedy="`trainer list` shows them.")


def open_session(library: Library, reach: Reach, reader: Callable[[], Reader] | None = None) -> Session:
    """A session on the user's records. The reader's weights are loaded when the first response is read.

    `reader` gives one that others use too; by default the session has its own.
    """
    from trainer.cli.reading import agreement_in_reach, reader_in_reach
    from trainer.records.local_first import open_records
    from trainer.session.once import Once
    from trainer.session.session import Session

    settings, _ = load_settings()
    loaded = Once(reader or reader_in_reach(reach, settings))

    def agreement() -> Mapping[str, float]:
        return agreement_in_reach(loaded, settings.measured)

    records = open_records(reach.db)
    records.outbox.use(settings.xapi)
    return Session(library, records, loaded, _now, trainee_name(), agreement, settings.practice)


def close_session(session: Session) -> None:
    """Let go of the records; where they could not all be sent to a database server, say so in one line."""
    session.close()
    if session.notice:
        tell(session.notice)


@contextmanager
def told_as_failure() -> Iterator[None]:
    """Turn what a session or the records raise into a CommandError with the same words."""
    from trainer.records.errors import RecordsError
    from trainer.session.session import SessionError

    try:
        yield
    except RecordsError as error:
        raise CommandError(error.message, error.where, error.remedy) from error
    except SessionError as error:
        raise CommandError(error.message, remedy=error.remedy, code=ExitCode.ABSENT) from error


def _now() -> datetime:
    """The time in this computer's zone, by which days are told."""
    return datetime.now().astimezone()


def trainee_name() -> str:
    """The name of the user of this computer: on a laptop, the one trainee there is."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "trainee"
