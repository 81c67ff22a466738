"""Days as they are typed and shown, and counted words."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from trainer.cli.exits import ExitCode
from trainer.cli.failing import CommandError
from trainer.library.text import shown


def read_time(text: str, option: str, *, end_of_day: bool = False) -> datetime:
    """A day or a time in this computer's zone. A day is its beginning, or with `end_of_day` its end."""
    try:
        if len(text) == len("2026-01-01"):
            day = date.fromisoformat(text) + timedelta(days=1 if end_of_day else 0)
            return datetime.combine(day, time()).astimezone()
        return datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError) as error:
        raise CommandError(
            f"'{shown(text)}' is no day for {option}",
            remedy="Write 2026-12-01, or 2026-12-01T17:30.",
            code=ExitCode.USAGE,
        ) from error


def shown_time(at: datetime) -> str:
    """`2026-12-01 17:30` in this computer's zone."""
    return at.astimezone().strftime("%Y-%m-%d %H:%M")


def shown_end(at: datetime) -> str:
    """As `shown_time`; the end of a day is told by that day."""
    local = at.astimezone()
    return shown_time(at) if local.time() != time() else f"the end of {local.date() - timedelta(days=1)}"


def counted(count: int, one: str) -> str:
    """`1 trainee`, `2 trainees`."""
    return f"{count} {one}" if count == 1 else f"{count} {one}s"
