"""A pack read with distrust: nothing is written, nothing is run, and limits hold while it is being read."""

from __future__ import annotations

import stat
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from pydantic import ValidationError

from trainer.library.files import MAX_BYTES, file_name, read_file
from trainer.library.pack.manifest import MANIFEST, MAX_FILES, Manifest
from trainer.library.pack.names import folded, objection_to, parents
from trainer.library.text import shown
from trainer.problems import Place, Problem, in_order

MAX_PACK = 64_000_000
MAX_TOTAL = 64_000_000
"""All files of a pack together, unpacked."""
MAX_RATIO = 100
"""How many times larger than in the pack a file may be; small files may be what they are."""
_ALWAYS_ALLOWED = 10_000
_MAX_DIRECTORY = 1_000_000
_CHUNK = 65_536
_END = struct.Struct("<4sHHHHIIH")
_DAMAGES = (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, struct.error)
_DISTRUST = "Do not trust this pack: ask whom you have it from."


@dataclass(frozen=True, slots=True)
class Opened:
    """The files of a pack by path, or what is wrong with it; with problems there are no files."""

    files: Mapping[str, bytes]
    problems: tuple[Problem, ...] = ()


def open_pack(path: Path) -> Opened:
    """Read a pack from disk. Never raises: whatever is wrong is among the problems."""
    data = read_file(path, MAX_PACK)
    if isinstance(data, Problem):
        return Opened({}, (data,))
    return open_bytes(file_name(path), data)


def open_bytes(name: str, data: bytes) -> Opened:
    """Read a pack, given its bytes."""
    reading = _Reading(name)
    if not _has_plain_end(data):
        reading.refuse("K001", "this is no pack", "A pack is made by `trainer pack`.")
        return reading.result()
    try:
        with ZipFile(BytesIO(data)) as archive:
            reading.read(archive)
    except _DAMAGES:
        reading.refuse("K001", "the pack is damaged", "Copy it once more, or have it packed again.")
    return reading.result()


def _has_plain_end(data: bytes) -> bool:
    """Whether the data end as a plain ZIP file does, with a list of entries of a sensible size: looked at before
    anything is made of that list."""
    if len(data) < _END.size:
        return False
    mark, _, _, here, entries, size, _, comment = _END.unpack(data[-_END.size :])
    locator = data[-_END.size - 20 : -_END.size][:4]
    plain = mark == b"PK\x05\x06" and comment == 0 and locator != b"PK\x06\x07" and here == entries < 0xFFFF
    return bool(plain and size <= _MAX_DIRECTORY)


@dataclass(slots=True)
class _Reading:
    name: str
    files: dict[str, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    total: int = 0

    def refuse(self, code: str, message: str, remedy: str, entry: str = "") -> None:
        place = Place(f"{self.name}/{shown(entry, 200)}" if entry else self.name)
        self.problems.append(Problem(code, place, message, remedy))

    def result(self) -> Opened:
        return Opened({} if self.problems else self.files, tuple(in_order(set(self.problems))))

    def read(self, archive: ZipFile) -> None:
        entries = archive.infolist()
        if len(entries) > MAX_FILES + 1:
            self.refuse("K005", f"the pack has more than {MAX_FILES} files", _DISTRUST)
            return
        manifest = self._manifest(archive, entries)
        if manifest is None:
            return
        listed = {each.path: each.sha256 for each in manifest.files}
        if len(listed) < len(manifest.files):
            self.refuse("K009", "the manifest names a file twice", _DISTRUST, MANIFEST)
        contents = [entry for entry in entries if entry.orig_filename != MANIFEST]
        self._compare_names([entry.orig_filename for entry in contents], listed)
        for entry in contents:
            if self._is_plain(entry) and self._may_be_named(entry):
                content = self._content(archive, entry, MAX_BYTES)
                if content is None:
                    return
                path = entry.orig_filename
                if path in listed and sha256(content).hexdigest() != listed[path]:
                    self.refuse("K008", "is not what the manifest says it is", _DISTRUST, path)
                self.files[path] = content

    def _manifest(self, archive: ZipFile, entries: list[ZipInfo]) -> Manifest | None:
        found = [entry for entry in entries if entry.orig_filename == MANIFEST]
        if len(found) != 1 or not self._is_plain(found[0]):
            if len(found) > 1:
                self.refuse("K009", "the manifest is there twice", _DISTRUST, MANIFEST)
            elif not found:
                self.refuse("K001", "there is no manifest in it", "A pack is made by `trainer pack`.")
            return None
        content = self._content(archive, found[0], MAX_BYTES)
        if content is None:
            return None
        try:
            return Manifest.model_validate_json(content)
        except ValidationError:
            self.refuse("K001", "the manifest cannot be used", "Have it packed again by `trainer pack`.", MANIFEST)
            return None

    def _compare_names(self, names: list[str], listed: Mapping[str, str]) -> None:
        """Each file in the manifest, each of the manifest there, none twice, none where a folder has to be."""
        for name in names:
            if name not in listed:
                self.refuse("K006", "is not in the manifest", _DISTRUST, name)
        for path in listed:
            if path not in names:
                self.refuse("K007", "is in the manifest and not in the pack", "Have it packed again.", path)
        files: dict[str, str] = {}
        for name in names:
            if folded(name) in files:
                self.refuse("K009", f"is the same name as '{shown(files[folded(name)])}'", "Rename one of them.", name)
            files[folded(name)] = name
        for name in names:
            if any(folded(parent) in files for parent in parents(name)):
                self.refuse("K009", "lies in a folder that is a file as well", "Rename one of them.", name)

    def _is_plain(self, entry: ZipInfo) -> bool:
        """Whether an entry is an ordinary file, neither encrypted nor packed in an uncommon way."""
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if kind not in (0, stat.S_IFREG) or entry.external_attr & 0x10 or entry.orig_filename.endswith("/"):
            what = {stat.S_IFLNK: "a link", stat.S_IFDIR: "a folder", 0: "a folder"}.get(kind, "no ordinary file")
            self.refuse("K004", f"is {what}", "A pack holds only ordinary files.", entry.orig_filename)
            return False
        if entry.flag_bits & 0x1 or entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            remedy = "Have it packed by `trainer pack`."
            self.refuse("K001", "is encrypted or packed in an uncommon way", remedy, entry.orig_filename)
            return False
        return True

    def _may_be_named(self, entry: ZipInfo) -> bool:
        objection = objection_to(entry.orig_filename)
        if objection is not None:
            self.refuse(objection.code, objection.message, objection.remedy, entry.orig_filename)
        return objection is None

    def _content(self, archive: ZipFile, entry: ZipInfo, most: int) -> bytes | None:
        """The file's bytes, read piece by piece; None, with a problem, as soon as it is too much."""
        pieces: list[bytes] = []
        size = 0
        allowed = min(most, max(_ALWAYS_ALLOWED, MAX_RATIO * entry.compress_size))
        with archive.open(entry) as stream:
            while piece := stream.read(_CHUNK):
                size += len(piece)
                self.total += len(piece)
                if size > allowed or self.total > MAX_TOTAL:
                    self.refuse("K005", "grows too large when it is unpacked", _DISTRUST, entry.orig_filename)
                    return None
                pieces.append(piece)
        return b"".join(pieces)
