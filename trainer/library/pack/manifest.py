"""What a pack says of itself: its files with their SHA-256."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Annotated, Literal

from pydantic import Field

from trainer.library.shapes import Shape

MANIFEST = "trainer-pack.json"
"""The first entry of every pack."""
MAX_FILES = 2000


class PackedFile(Shape):
    """One file of a pack."""

    path: Annotated[str, Field(min_length=1, max_length=400)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}\z")]


class Manifest(Shape):
    """All files of a pack."""

    format: Literal["trainer-pack/1"]
    files: Annotated[tuple[PackedFile, ...], Field(min_length=1, max_length=MAX_FILES)]


def manifest_bytes(files: Mapping[str, bytes]) -> bytes:
    """The manifest of these files, in the order of their paths: the same bytes for the same files."""
    listed = [{"path": path, "sha256": sha256(files[path]).hexdigest()} for path in sorted(files)]
    return (json.dumps({"format": "trainer-pack/1", "files": listed}, indent=1) + "\n").encode()
