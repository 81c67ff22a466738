"""Texts of the library, kept once each, by hash."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from trainer.records.attempts import Content
from trainer.records.tables import contents


def keep_contents(connection: Connection, new: tuple[Content, ...]) -> None:
    """Keep those that are not there yet."""
    by_digest = {content.digest: content for content in new}
    known = set(connection.execute(select(contents.c.digest).where(contents.c.digest.in_(by_digest))).scalars())
    for digest in sorted(by_digest.keys() - known):
        content = by_digest[digest]
        connection.execute(insert(contents).values(digest=digest, kind=content.kind, source=content.source))
