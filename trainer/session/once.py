"""Something that is loaded when first needed, and then kept."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Once(Generic[T]):
    """Calls `load` at the first call and gives the same result ever after, from any thread."""

    def __init__(self, load: Callable[[], T]) -> None:
        self._load = load
        self._loaded: tuple[T] | None = None
        self._lock = Lock()

    def __call__(self) -> T:
        with self._lock:
            if self._loaded is None:
                self._loaded = (self._load(),)
            return self._loaded[0]
