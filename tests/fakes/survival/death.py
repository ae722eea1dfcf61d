"""A plan of death: the instant at which a process ends itself as ``kill -9`` would, without a word."""

import os
import signal
from collections.abc import Callable
from typing import Any

import pytest

from picturelock.api.creator_socket import CreatorSocket
from picturelock.engine.database import Database

ACTS = (
    *("open_session", "decide", "begin_run", "finish_run", "fail_run"),
    *("reap", "leave", "keep_progress", "beat"),
)
BETWEEN_SCENES, WITHIN_A_SCENE = "between scenes", "within a scene"
BEFORE_ANSWERING, AFTER_ANSWERING = "before an answer on the socket", "after an answer on the socket"
INSTANTS = (
    *(f"{when} the commit of {act}" for act in ACTS for when in ("before", "after")),
    *(BETWEEN_SCENES, WITHIN_A_SCENE, BEFORE_ANSWERING, AFTER_ANSWERING),
)
"""Every instant that is known."""


class Death:
    """``instant`` is one of ``INSTANTS``; it is survived ``survived`` times."""

    def __init__(self, instant: str | None, survived: int = 0) -> None:
        if instant is not None and instant not in INSTANTS:
            raise ValueError(f"{instant!r} is not a known instant")
        self._instant = instant
        self._left = survived

    def at(self, instant: str) -> None:
        """The process has come to an instant."""
        if instant != self._instant:
            return
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        self._left -= 1

    def lie_in_wait(self, patch: pytest.MonkeyPatch) -> None:
        """Come to the instants of the database and of the socket."""
        write, send = Database.write, CreatorSocket._send  # pyright: ignore[reportPrivateUsage]

        async def watched_write(database: Database, act: Callable[..., Any], *args: Any, **named: Any) -> Any:
            def watched(connection: Any, *args: Any, **named: Any) -> Any:
                answer = act(connection, *args, **named)
                # Many acts find nothing to do; those say None, False or 0.
                if answer or answer is None or act.__name__ == "decide":
                    self.at(f"before the commit of {act.__name__}")
                return answer

            answer = await write(database, watched, *args, **named)
            if answer or answer is None or act.__name__ == "decide":
                self.at(f"after the commit of {act.__name__}")
            return answer

        async def watched_send(socket: CreatorSocket, message: Any) -> None:
            self.at(BEFORE_ANSWERING)
            await send(socket, message)
            self.at(AFTER_ANSWERING)

        patch.setattr(Database, "write", watched_write)
        patch.setattr(CreatorSocket, "_send", watched_send)
