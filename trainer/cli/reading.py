"""The reader for what is in reach: the shipped one, and with it the behaviours that somebody has added."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from trainer.cli.opening import all_folders, own_folders
from trainer.cli.reach import Reach
from trainer.library.behaviours_below import behaviours_below
from trainer.records.remembered import RememberedArrays, cache_folder
from trainer.records.settings import Measured, Settings
from trainer.scoring import reader as shipped
from trainer.scoring.own.reader import OwnReader, fit_reader, own_among
from trainer.scoring.reading import Reader


@dataclass(frozen=True, slots=True)
class ReaderInReach:
    """Loads the reader when called, in this process or another. `folders` are those of the library; behaviours that
    somebody has added stand below `own`, which are among them."""

    folders: tuple[Path, ...]
    own: tuple[Path, ...]

    def __call__(self) -> Reader:
        """Raises OSError where the installation is broken."""
        loaded = shipped.load_reader()
        if not own_among(behaviours_below(self.own)):
            return loaded
        return fit_reader(loaded, behaviours_below(self.folders), RememberedArrays(cache_folder()))


def reader_in_reach(reach: Reach, settings: Settings) -> ReaderInReach:
    """What loads the reader. Raises CommandError where a folder is absent."""
    return ReaderInReach(all_folders(reach, settings), own_folders(reach, settings))


def agreement_in_reach(loaded: Callable[[], Reader], measured: Mapping[str, Measured]) -> Mapping[str, float]:
    """The shipped reader's kappa by behaviour, and what was kept for behaviours of one's own that have not changed."""
    agreement = dict(shipped.load_agreement())
    if measured:
        reader = loaded()
        own = reader.detectors if isinstance(reader, OwnReader) else {}
        for name, figure in measured.items():
            if name in own and own[name].fingerprint == figure.of:
                agreement[name] = figure.kappa
    return agreement
