"""What a database's errors mean: what happened, what would help, and whether trying again does."""

from sqlalchemy.exc import DataError, DBAPIError

from picturelock.engine.connecting import LOCK_SECONDS
from picturelock.engine.errors import DatabaseError, UnfitValueError

# PostgreSQL's codes: https://www.postgresql.org/docs/current/errcodes-appendix.html
_COLLIDED = ("40001", "40P01")
_READ_ONLY = "25006"
_FROZE = "25P03"
_FULL = ("53100", "53200")
_LOCKED = "55P03"
_NOT_ALLOWED = "42501"
_AWAY = ("08", "57P", "53300")
_AWAY_SAYS = (
    "refused",
    "No such file",
    "not accept connections",
    "starting up",
    "shutting down",
    "too many clients",
    "remaining connection slots",
    "timeout",
    "timed out",
    "resolve",
    "Name or service not known",
    "closed the connection",
    "connection reset",
    "No route",
    "unreachable",
)


def collided(error: DBAPIError) -> bool:
    """Whether two transactions were in each other's way; the one that was given up can be done again."""
    return _code(error) in _COLLIDED


def explained(error: DBAPIError) -> DatabaseError:
    """The error in words that a person can do something with."""
    if getattr(error.orig, "sqlite_errorcode", None) is None and hasattr(error.orig, "sqlstate"):
        return _of_postgres(error)
    return _of_sqlite(error)


def _of_sqlite(error: DBAPIError) -> DatabaseError:
    cause = str(error.orig)
    if "disk is full" in cause or "disk I/O error" in cause:
        return DatabaseError(
            f"the database cannot be written ({cause}); free space on its disk and try again", retryable=True
        )
    if "readonly" in cause or "read-only" in cause:
        told = f"the database cannot be written ({cause}); make its folder writable and try again"
        return DatabaseError(told, retryable=True)
    if "locked" in cause or "busy" in cause:
        return _locked()
    if "unable to open" in cause:
        # So SQLite says of a read-only folder too: what it needs beside the file cannot be made there.
        told = f"the database cannot be opened ({cause}); make its folder writable and try again"
        return DatabaseError(told, retryable=True)
    return DatabaseError(f"the database answered: {cause}", retryable=error.connection_invalidated)


def _of_postgres(error: DBAPIError) -> DatabaseError:
    code, cause = _code(error), _in_one_line(error)
    if code in _COLLIDED:
        return DatabaseError("the database was too busy with other changes; try again", retryable=True)
    if code == _LOCKED:
        return _locked()
    if code == _FROZE:
        return DatabaseError("this process stood still within a change; try again", retryable=True)
    if code in _FULL:
        told = f"the database cannot be written ({cause}); free space on its server and try again"
        return DatabaseError(told, retryable=True)
    if code == _READ_ONLY:
        # So does a standby that is about to take over.
        told = f"the database cannot be written ({cause}); give the address of the server that takes changes"
        return DatabaseError(told, retryable=True)
    if code == _NOT_ALLOWED:
        return DatabaseError(
            f"the database does not let this user do that ({cause}); make the user the database's owner"
        )
    if isinstance(error, DataError):
        return UnfitValueError(f"the database cannot keep such a value: {cause}")
    return _of_connection(error, code, cause)


def _of_connection(error: DBAPIError, code: str, cause: str) -> DatabaseError:
    if "password" in cause:
        told = f"the database refused the user or the password of DATABASE_URL ({cause})"
        return DatabaseError(told)
    if "does not exist" in cause and not code:
        return DatabaseError(f"the database of DATABASE_URL is not there ({cause}); create it, or correct it")
    away = code.startswith(_AWAY) or any(said in cause for said in _AWAY_SAYS)
    if away or error.connection_invalidated:
        return DatabaseError(f"the database cannot be reached ({cause}); try again", retryable=True)
    return DatabaseError(f"the database answered: {cause}")


def _locked() -> DatabaseError:
    return DatabaseError(
        f"the database was locked by another program for {LOCK_SECONDS} s; try again", retryable=True
    )


def _code(error: DBAPIError) -> str:
    return getattr(error.orig, "sqlstate", None) or ""


def _in_one_line(error: DBAPIError) -> str:
    return " ".join(str(error.orig).split())
