"""Who watches which session: stored events wake them, and the newest progress is kept for them."""

import asyncio
from collections import defaultdict

from picturelock.engine.event import Moving

Take = tuple[str, int]
"""A run of a session by its stage and version."""


class Bulletin:
    """Wakes those who watch a session. Events themselves are always read from the log, by ``seq``.

    So nobody can miss one, get one twice or out of order, and a slow reader holds nobody up.
    """

    def __init__(self) -> None:
        self._watching: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        self._moving: defaultdict[str, dict[Take, Moving]] = defaultdict(dict)
        self.closed = False

    def join(self, session_id: str) -> asyncio.Event:
        """Start watching: the event is set whenever there is news."""
        wake = asyncio.Event()
        self._watching[session_id].add(wake)
        return wake

    def leave(self, session_id: str, wake: asyncio.Event) -> None:
        """Stop watching."""
        self._watching[session_id].discard(wake)
        if not self._watching[session_id]:
            del self._watching[session_id]

    def stored(self, session_id: str) -> None:
        """Events were stored."""
        self._wake(session_id)

    def ended(self, session_id: str, stage: str, version: int) -> None:
        """A run is over, and with it what was known of its progress."""
        self._moving[session_id].pop((stage, version), None)
        if not self._moving[session_id]:
            del self._moving[session_id]

    def moved(self, moving: Moving) -> None:
        """A run made progress."""
        of_session = self._moving[moving.session_id]
        # The one that moved last stands last.
        of_session.pop((moving.stage, moving.version), None)
        of_session[moving.stage, moving.version] = moving
        self._wake(moving.session_id)

    def moving(self, session_id: str) -> tuple[Moving, ...]:
        """How far the session's runs are, as last heard; the one that was heard of last is last."""
        return tuple(self._moving.get(session_id, {}).values())

    def close(self) -> None:
        """Tell everybody that there will be no more news."""
        self.closed = True
        for session_id in list(self._watching):
            self._wake(session_id)

    def _wake(self, session_id: str) -> None:
        for wake in self._watching.get(session_id, ()):
            wake.set()
