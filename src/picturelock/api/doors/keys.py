"""API keys: what is known of each, and finding the one that a client presents."""

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from picturelock.api.doors.roles import Role

# All of it may stand in a header and in the list of a socket's subprotocols (RFC 7230's token).
_PREFIX = "pl_"
_SCHEME = "sha256"
_RANDOM_BYTES = 32
_SALT_BYTES = 16
NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 ._-]{0,62}[A-Za-z0-9])?")
"""What a key may be called: no colon, which parts it from the person who is said to use it."""
HASH = re.compile(rf"{_SCHEME}\$[0-9a-f]{{8,64}}\$[0-9a-f]{{64}}")
# Nobody's key is as long; what is longer need not be hashed.
_LONGEST = 200


@dataclass(frozen=True)
class Key:
    """One key: who has it, what they may do, and the key itself only as ``sha256$SALT$DIGEST``, in hex."""

    name: str
    role: Role
    hash: str


def new_key(name: str, role: Role) -> tuple[str, Key]:
    """A new key of 256 random bits: the key itself, which is kept nowhere, and what is kept of it."""
    key = _PREFIX + secrets.token_urlsafe(_RANDOM_BYTES)
    salt = secrets.token_hex(_SALT_BYTES)
    return key, Key(name=name, role=role, hash=_hashed(key, salt))


def matching_key(keys: Iterable[Key], presented: str) -> Key | None:
    """The key that this is; None when it is none of them.

    All are compared, each in constant time, so that how long it takes tells nothing of them.
    """
    found: Key | None = None
    if len(presented) > _LONGEST:
        return None
    for key in keys:
        salt = key.hash.split("$")[1]
        if hmac.compare_digest(_hashed(presented, salt), key.hash):
            found = key
    return found


def _hashed(key: str, salt: str) -> str:
    # One round is enough: nobody guesses 256 random bits, and it is done for every request.
    digest = hashlib.sha256(salt.encode() + key.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{_SCHEME}${salt}${digest}"
