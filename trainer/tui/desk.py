"""The one thread on which a session works, so that the keyboard never waits for the disk or the reader."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from trainer.session.session import Session

P = ParamSpec("P")
R = TypeVar("R")


class Trouble(Exception):  # noqa: N818
    """Something the session could not do, in words for the trainee."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(f"{message} {remedy}".strip())
        self.message = message
        self.remedy = remedy


class Desk:
    """Opens a session when first asked and works through calls to it one by one, in the order they were made.

    What has been handed over is always finished, even if nobody waits for it any more: a draft handed over
    when a screen closes is on disk before the app ends.
    """

    def __init__(self, open_session: Callable[[], Session], give_up: Callable[[Exception], None]) -> None:
        """`give_up` is told of an error that nobody foresaw; the app cannot go on after it."""
        self._open_session = open_session
        self._give_up = give_up
        self._session: Session | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="session")
        self._closed = False

    def session(self) -> Session:
        """The session, opened at the first call. For functions that run on the desk."""
        if self._session is None:
            self._session = self._open_session()
            # The library stays for good. Looking through it for garbage held up keys for 140 ms.
            gc.freeze()
        return self._session

    def hand_over(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Queue `work` and return at once. Raises RuntimeError once the desk is closed."""
        return self._thread.submit(work, *args, **kwargs)

    async def do(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Queue `work` and wait for its result. Being cancelled stops the waiting, not the work.

        Raises Trouble in place of any error; one that does not say what is wrong and what to do next ends the app.
        """
        try:
            return await asyncio.shield(asyncio.wrap_future(self.hand_over(work, *args, **kwargs)))
        except Exception as error:
            message, remedy = getattr(error, "message", None), getattr(error, "remedy", None)
            if not isinstance(message, str) or not isinstance(remedy, str):
                self._give_up(error)
                message, remedy = "Something went wrong that should not.", "The app closes; what you sent is kept."
            raise Trouble(message, remedy) from error

    def close(self) -> None:
        """Finish what is queued and close the session. A second call does nothing."""
        if self._closed:
            return
        self._closed = True
        self._thread.submit(self._close_session)
        self._thread.shutdown(wait=True)

    def _close_session(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None
