"""Files in, the bytes of a pack out."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from trainer.library.pack.manifest import MANIFEST, manifest_bytes

_ALWAYS = (1980, 1, 1, 0, 0, 0)
_UNIX = 3


def pack_bytes(files: Mapping[str, bytes]) -> bytes:
    """The pack of these files: the same bytes for the same files, whatever the time, the machine or their order.

    Nothing is compressed, because compression differs between versions of its library.
    """
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as archive:
        archive.writestr(_entry(MANIFEST), manifest_bytes(files))
        for path in sorted(files):
            archive.writestr(_entry(path), files[path])
    return out.getvalue()


def _entry(path: str) -> ZipInfo:
    entry = ZipInfo(path, _ALWAYS)
    entry.create_system = _UNIX
    entry.external_attr = (stat.S_IFREG | 0o644) << 16
    return entry
