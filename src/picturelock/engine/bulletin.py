"""Who watches which session: stored events wake them, and the newest progress is kept for them."""

import asyncio
from collections import defaultdict
from collections.abc import Collection, Mapping

from picturelock.engine.event import Moving

Key = tuple[str, str, int]
"""A run by its session, stage and version."""


class Watcher:
    """One who watches a session: woken by news, and told of everything up to ``seq``."""

    def __init__(self, session_id: str, seq: int) -> None:
        self.session_id = session_id
        self.seq = seq
        self.woken = asyncio.Event()


class Bulletin:
    """Wakes those who watch a session. Events themselves are always read from the log, by ``seq``.

    So nobody can miss one, get one twice or out of order, and a slow reader holds nobody up.
    """

    def __init__(self) -> None:
        self._watching: defaultdict[str, set[Watcher]] = defaultdict(set)
        self._moving: defaultdict[str, dict[Key, Moving]] = defaultdict(dict)
        self._untold: dict[Key, Moving] = {}
        self._elsewhere: dict[Key, Moving] = {}
        self.closed = False

    def join(self, session_id: str, seq: int) -> Watcher:
        """Start watching what comes after the event ``seq``."""
        watcher = Watcher(session_id, seq)
        self._watching[session_id].add(watcher)
        return watcher

    def leave(self, watcher: Watcher) -> None:
        """Stop watching."""
        watchers = self._watching[watcher.session_id]
        watchers.discard(watcher)
        if not watchers:
            del self._watching[watcher.session_id]

    def stored(self, *session_ids: str) -> None:
        """Events of these sessions were stored."""
        for session_id in session_ids:
            for watcher in self._watching.get(session_id, ()):
                watcher.woken.set()

    def stored_up_to(self, last: Mapping[str, int]) -> None:
        """These are the last events of sessions: whoever was not told of them is woken."""
        for session_id, seq in last.items():
            for watcher in self._watching.get(session_id, ()):
                if watcher.seq < seq:
                    watcher.woken.set()

    def stored_somewhere(self) -> None:
        """Events may have been stored; nobody knows of which session."""
        self.stored(*self._watching)

    def moved(self, moving: Moving, *, own: bool = False) -> None:
        """A run made progress; ``own`` when it is worked on here, so that others are to be told."""
        key = (moving.session_id, moving.stage, moving.version)
        of_session = self._moving[moving.session_id]
        # The one that moved last stands last.
        of_session.pop(key, None)
        of_session[key] = moving
        if own:
            self._untold[key] = moving
        self.stored(moving.session_id)

    def ended(self, session_id: str, stage: str, version: int) -> None:
        """A run is over, and with it what was known of its progress."""
        key = (session_id, stage, version)
        self._untold.pop(key, None)
        self._elsewhere.pop(key, None)
        self._moving[session_id].pop(key, None)
        if not self._moving[session_id]:
            del self._moving[session_id]

    def heard(self, elsewhere: Collection[Moving]) -> None:
        """How far all runs of other processes are now."""
        before = self._elsewhere
        now = {(moving.session_id, moving.stage, moving.version): moving for moving in elsewhere}
        for key in before.keys() - now.keys():
            self.ended(*key)
        self._elsewhere = now
        for key, moving in now.items():
            if before.get(key) != moving:
                self.moved(moving)

    def untold(self) -> tuple[Moving, ...]:
        """The progress of runs here since this was asked last."""
        moved, self._untold = tuple(self._untold.values()), {}
        return moved

    def moving(self, session_id: str) -> tuple[Moving, ...]:
        """How far the session's runs are, as last heard; the one that was heard of last is last."""
        return tuple(self._moving.get(session_id, {}).values())

    def close(self) -> None:
        """Tell everybody that there will be no more news."""
        self.closed = True
        self.stored_somewhere()
