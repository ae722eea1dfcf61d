"""What must not be read in a log: keys, what requests are authorised with, and what people wrote."""

import json
import re
from collections.abc import Callable, Collection

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from picturelock.settings import Settings

HIDDEN = "[hidden]"
# Shorter ones are words, and would be cut out of everything.
_SHORTEST = 6
_NAMED = "authorization|cookie|x-api-key|api[_-]?key|password|passwd|secret|access[_-]?token"

# Errors of libraries quote what they were given.
_PATTERNS = (
    (re.compile(r"input_value=.*?, input_type=", re.DOTALL), f"input_value={HIDDEN}, input_type="),
    (re.compile(r"\b(bearer|basic)\s+[\w.~+/=-]{6,}", re.IGNORECASE), rf"\1 {HIDDEN}"),
    (re.compile(r"\bwhsec_[\w+/=-]+"), HIDDEN),
    (re.compile(r"\b(?:sk|pk|rk)-[\w-]{12,}"), HIDDEN),
    (re.compile(r"(?<=://)[^/\s:@]+:[^/\s@]+@"), f"{HIDDEN}@"),
    (
        re.compile(
            rf"""\b({_NAMED})\b(\\?["']?\s*[:=]\s*\\?["']?)(?!bearer\b|basic\b)[^\s"',&}}\\]+""",
            re.IGNORECASE,
        ),
        rf"\1\2{HIDDEN}",
    ),
)


def secrets_of(settings: Settings) -> tuple[str, ...]:
    """The keys that are set, and the database's password."""
    keys = [value for name, value in settings if name.endswith("_api_key")]
    try:
        keys.append(make_url(settings.database).password)
    except ArgumentError:
        # Refused when the database is opened, with the reason.
        keys.append(settings.database)
    return tuple(key for key in keys if isinstance(key, str) and key)


def hiding(secrets: Collection[str]) -> Callable[[str], str]:
    """What takes these secrets, and whatever looks like one, out of a finished line.

    Args:
        secrets: as they are set; those of less than six characters are left.
    """
    known = {form for secret in secrets if len(secret) >= _SHORTEST for form in (secret, _in_json(secret))}
    # The longest first: one may be a part of another.
    ordered = sorted(known, key=len, reverse=True)

    def hide(line: str) -> str:
        for secret in ordered:
            line = line.replace(secret, HIDDEN)
        for pattern, instead in _PATTERNS:
            line = pattern.sub(instead, line)
        return line

    return hide


def _in_json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]
