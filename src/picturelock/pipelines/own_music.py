"""A person's own music on its way into a brief: kept under its content, named by its file."""

import asyncio
import hashlib
from dataclasses import dataclass
from pathlib import Path

from picturelock.domain.digest import digest
from picturelock.domain.sound import MUSIC
from picturelock.ports.films import Takes


@dataclass(frozen=True)
class OwnMusic:
    """Music that is safe to mix, the key under which it will be kept, and its title for the credits."""

    key: str
    title: str
    flac: bytes


def own_music(name: str, flac: bytes) -> OwnMusic:
    """Music from a file of this name, as ``read_music`` made it."""
    return OwnMusic(key=digest("music", hashlib.sha256(flac).hexdigest()), title=name[-200:], flac=flac)


async def keep_music(music: OwnMusic, takes: Takes) -> None:
    """Keep it as a take. Raises ``ProviderError`` when the store cannot be written."""

    async def make(folder: Path) -> None:
        await asyncio.to_thread((folder / MUSIC).write_bytes, music.flac)

    await takes.take(music.key, make)
