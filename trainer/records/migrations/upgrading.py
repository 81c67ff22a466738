"""Runs the migrations on a connection that is already in a transaction."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

_HERE = Path(__file__).parent


def configuration() -> Config:
    """Alembic's configuration, without an .ini file."""
    config = Config()
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def upgrade(connection: Connection) -> None:
    """Bring the tables to the head. The caller commits."""
    config = configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def revisions() -> tuple[str, ...]:
    """Every revision that has a migration, oldest first."""
    script = ScriptDirectory.from_config(configuration())
    return tuple(reversed([revision.revision for revision in script.walk_revisions()]))
