"""What one watcher has been told of a session, and so which progress is news to them."""

from collections.abc import Iterable

from picturelock.engine.event import Event, Moving

# After these the runs in work before go on.
_LETS_GO_ON = ("choose", "edit")


class News:
    """Follows the events that a watcher is given. ``seq`` is that of the last one."""

    def __init__(self, after: int) -> None:
        self.seq = after
        self._since = 0
        self._ended: set[tuple[object, object]] = set()
        self._shown: dict[tuple[str, int], Moving] = {}

    def see(self, event: Event) -> None:
        """The watcher is given this event."""
        self.seq = event.seq
        decision = event.data.get("decision")
        if isinstance(decision, dict) and decision["action"] not in _LETS_GO_ON:
            # What ran until now is over, or was made pointless.
            self._since = event.seq
        if event.type in ("completed", "error"):
            self._ended.add((event.data["stage"], event.data["version"]))

    def fresh(self, heard: Iterable[Moving]) -> list[Moving]:
        """The progress that belongs between the last event and the next, and was not told yet."""
        found: list[Moving] = []
        for moving in heard:
            run = (moving.stage, moving.version)
            told = self._shown.get(run) is moving or run in self._ended
            # Progress from before the last decision is old; progress since an event not yet given is early.
            if told or not self._since <= moving.since <= self.seq:
                continue
            self._shown[run] = moving
            found.append(moving)
        return found
