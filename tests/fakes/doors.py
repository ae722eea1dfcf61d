"""A service with API keys, for tests."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from picturelock.api.doors.doors import Doors
from picturelock.api.doors.key_file import KeyFile, add_key
from picturelock.api.doors.keys import new_key
from picturelock.api.doors.roles import ROLES, Role
from picturelock.domain.door_limits import DoorLimits

EVERYBODY: Mapping[str, Role] = {f"the {role}": role for role in ROLES}


@dataclass(frozen=True)
class KeyedDoors:
    """Doors with a key for each name, and the keys themselves."""

    doors: Doors
    path: Path
    keys: Mapping[str, str]

    def bearer(self, name: str) -> dict[str, str]:
        """The header of a request of theirs."""
        return {"authorization": f"Bearer {self.keys[name]}"}


def keyed_doors(root: Path, holders: Mapping[str, Role] = EVERYBODY, **limits: Any) -> KeyedDoors:
    """Doors with a key for each of these; no limits of rate but those that are given."""
    path, keys = root / "keys.toml", dict[str, str]()
    for name, role in holders.items():
        keys[name], kept = new_key(name, role)
        add_key(path, kept)
    counted = DoorLimits.uncounted().model_copy(update=limits)
    return KeyedDoors(Doors(keys=KeyFile(path), limits=counted), path, keys)
