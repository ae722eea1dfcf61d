"""What can go wrong in the studio itself; a stage that fails is not an error here but an event."""


class StudioError(Exception):
    """The studio could not do what was asked."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or (type(self).__doc__ or "").strip())


class UnknownSessionError(StudioError):
    """There is no such session."""

    def __init__(self, session_id: str) -> None:
        super().__init__(f"there is no video {session_id!r}")
        self.session_id = session_id


class OutOfTurnError(StudioError):
    """The decision does not fit where the session is; nothing changed."""

    def __init__(self, message: str, *, stage: str | None = None) -> None:
        super().__init__(message)
        self.stage = stage


class TooManyOpenError(StudioError):
    """There are as many open sessions as one holder may have; nothing was started."""

    _SHOWN = 10

    def __init__(self, holder: str, most: int, found: list[str]) -> None:
        shown = ", ".join(found[: self._SHOWN])
        rest = len(found) - self._SHOWN
        more = f" and {rest} more" if rest > 0 else ""
        super().__init__(
            f"{holder} has {len(found)} open sessions, and {most} are allowed: finish or stop one of "
            f"{shown}{more}; then start this one again"
        )


class StudioClosedError(StudioError):
    """The service is stopping; what it was making goes on when it is started again."""


class DatabaseError(StudioError):
    """The database could not be used."""

    def __init__(self, message: str, *, retryable: bool = False) -> None:
        super().__init__(message)
        self.retryable = retryable


class UnfitValueError(DatabaseError):
    """The database cannot keep a value that it was given; nothing changed."""


class NewerDatabaseError(DatabaseError):
    """The database was written by a newer version."""

    def __init__(self, found: str, known: str) -> None:
        super().__init__(
            f"this database was written by a newer version of Picturelock (its tables are at {found!r}, "
            f"this version knows them up to {known!r}). Install the newer version, or use another database"
        )
