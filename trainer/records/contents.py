"""Texts of the library, kept once each, by hash."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, select

from trainer.library.text import clean
from trainer.records.attempts import Content
from trainer.records.insertion import insert_if_absent
from trainer.records.tables import contents


def keep_contents(connection: Connection, new: tuple[Content, ...]) -> None:
    """Keep those that are not there yet."""
    by_digest = {content.digest: content for content in new}
    known = set(connection.execute(select(contents.c.digest).where(contents.c.digest.in_(by_digest))).scalars())
    for digest in sorted(by_digest.keys() - known):
        content = by_digest[digest]
        values = {"digest": digest, "kind": content.kind, "source": content.source}
        connection.execute(insert_if_absent(connection, contents), values)  # another may keep the same at this moment


def kept_content(connection: Connection, digest: str) -> Content | None:
    """What was kept under a hash; None where nothing is, or it no longer fits its hash."""
    row = connection.execute(select(contents).where(contents.c.digest == digest)).one_or_none()
    if row is None or hashlib.sha256(row.source.encode("utf-8", "replace")).hexdigest() != digest:
        return None
    return Content(row.digest, row.kind, clean(row.source))
