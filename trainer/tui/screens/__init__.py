"""The screens, one file each; each is imported when it is first asked for.

`from trainer.tui import screens`, then `screens.DebriefScreen(…)`: the first frame shows the library and waits for no
other. A new screen gets a line in each of the two lists; `trainer.tui.doors` gives it a key in the library.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trainer.tui.screens.beside import BesideScreen
    from trainer.tui.screens.briefing import BriefingScreen
    from trainer.tui.screens.cohort import CohortScreen
    from trainer.tui.screens.contest import ContestScreen
    from trainer.tui.screens.debrief import DebriefScreen
    from trainer.tui.screens.drill import DrillScreen
    from trainer.tui.screens.encounter import EncounterScreen
    from trainer.tui.screens.help import HelpScreen
    from trainer.tui.screens.practice import PracticeScreen
    from trainer.tui.screens.progress import ProgressScreen
    from trainer.tui.screens.rate import RateScreen
    from trainer.tui.screens.replies import RepliesScreen
    from trainer.tui.screens.review import ReviewScreen
    from trainer.tui.screens.self_rating import SelfRatingScreen
    from trainer.tui.screens.whole import WholeScreen

_FILES = {
    "BesideScreen": "beside",
    "BriefingScreen": "briefing",
    "CohortScreen": "cohort",
    "ContestScreen": "contest",
    "DebriefScreen": "debrief",
    "DrillScreen": "drill",
    "EncounterScreen": "encounter",
    "HelpScreen": "help",
    "PracticeScreen": "practice",
    "ProgressScreen": "progress",
    "RateScreen": "rate",
    "RepliesScreen": "replies",
    "ReviewScreen": "review",
    "SelfRatingScreen": "self_rating",
    "WholeScreen": "whole",
}

__all__ = [
    "BesideScreen",
    "BriefingScreen",
    "CohortScreen",
    "ContestScreen",
    "DebriefScreen",
    "DrillScreen",
    "EncounterScreen",
    "HelpScreen",
    "PracticeScreen",
    "ProgressScreen",
    "RateScreen",
    "RepliesScreen",
    "ReviewScreen",
    "SelfRatingScreen",
    "WholeScreen",
]


def __getattr__(name: str) -> object:
    if name not in _FILES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_FILES[name]}"), name)


def fetch() -> None:
    """Import all of them, so that the first of each opens at once. For a thread beside the screen's."""
    for name in _FILES:
        __getattr__(name)
