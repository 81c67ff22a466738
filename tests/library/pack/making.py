"""Packs made by hand, with whatever a pack should not have."""

from __future__ import annotations

import json
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from tests.library.places import RUBRIC, SCENARIO
from trainer.library.pack.manifest import MANIFEST

GOOD: Mapping[str, bytes] = {"short-walk.yaml": SCENARIO.encode(), "rubrics/small-rubric.yaml": RUBRIC.encode()}


@dataclass(frozen=True)
class Item:
    """One entry as somebody with bad intentions would write it."""

    name: str
    content: bytes = b"x: 1\n"
    mode: int = stat.S_IFREG | 0o644
    compressed: bool = False
    listed: bool = True


def handmade(*items: Item, manifest: bytes | None = None) -> bytes:
    """A pack of these entries; `listed` ones stand in the manifest with their true hashes, if none is given."""
    if manifest is None:
        files = [{"path": one.name, "sha256": sha256(one.content).hexdigest()} for one in items if one.listed]
        manifest = json.dumps({"format": "trainer-pack/1", "files": files}).encode()
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for one in (Item(MANIFEST, manifest), *items):
            entry = ZipInfo(one.name, (1980, 1, 1, 0, 0, 0))
            entry.filename = entry.orig_filename = one.name
            entry.create_system = 3
            entry.external_attr = one.mode << 16
            archive.writestr(entry, one.content, ZIP_DEFLATED if one.compressed else ZIP_STORED)
    return out.getvalue()
