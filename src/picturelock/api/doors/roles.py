"""What each role may do: over HTTP by method and path, over the Creator Mode socket by action."""

from collections.abc import Mapping
from typing import Literal, get_args

Role = Literal["viewer", "reviewer", "editor", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
"""From the least to the most: each may do what those before it may."""

ACTION_ROLES: Mapping[str, Role] = {
    "resume": "viewer",
    "accept": "reviewer",
    "regenerate": "reviewer",
    "vary": "reviewer",
    "choose": "reviewer",
    "skip": "reviewer",
    "back": "reviewer",
    "start": "editor",
    "edit": "editor",
    "stop": "editor",
}
"""Who may say what over the socket. What is not named here needs the role of an editor."""

_READS = ("GET", "HEAD", "OPTIONS")
_ADMIN_PATHS = ("/metrics",)
_ADMIN_FOLDERS = ("/webhooks/",)


def allows(role: Role, needed: Role) -> bool:
    """Whether a role may do what another is enough for."""
    return ROLES.index(role) >= ROLES.index(needed)


def role_for_action(action: str) -> Role:
    """The least role that may say this over the socket."""
    return ACTION_ROLES.get(action, "editor")


def role_for_request(method: str, path: str) -> Role:
    """The least role that may make this request: reading, making and changing, or removing."""
    operates = path.rstrip("/") in _ADMIN_PATHS or path.startswith(_ADMIN_FOLDERS)
    if operates or method == "DELETE":
        return "admin"
    return "viewer" if method in _READS else "editor"
