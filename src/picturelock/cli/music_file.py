"""Music of the person's own that a brief file names by its path."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from pathlib import Path

from picturelock.domain.errors import InvalidInputError, Problem
from picturelock.domain.frozen import JsonObject
from picturelock.pipelines.own_music import keep_music, own_music
from picturelock.ports.films import Takes

_FIELD = "music"
_KEY = re.compile(r"[0-9a-f]{32}")
_MB = 1024 * 1024


def named_music(payload: JsonObject, *, beside: Path) -> tuple[JsonObject, Path | None, list[Problem]]:
    """The payload without the path of a music file, that path, and what is wrong with it.

    A key of music that was uploaded stays in the payload. A path is relative to the folder of the brief.

    Args:
        payload: what the brief says.
        beside: the brief's file.
    """
    said = payload.get(_FIELD)
    if not isinstance(said, str) or _KEY.fullmatch(said):
        return payload, None, []
    file = beside.parent / Path(said).expanduser()
    without = {name: value for name, value in payload.items() if name != _FIELD}
    if not file.is_file():
        return without, None, [Problem(_FIELD, f"there is no file {file}")]
    return without, file, []


def stand_in(payload: JsonObject) -> JsonObject:
    """The payload with some key of music, to be checked before the music itself is."""
    return {**payload, _FIELD: "0" * 32}


async def with_music(
    payload: JsonObject,
    file: Path,
    most_bytes: int,
    read: Callable[[str, bytes], Awaitable[bytes]],
    takes: Takes,
) -> JsonObject:
    """The payload with the key of the music in ``file``, which is kept among the takes.

    Raises:
        InvalidInputError: under the name of the field: too large, not audio, too short, silent, or damaged.
        ProviderError: the takes cannot be written.
    """
    try:
        content = await asyncio.to_thread(file.read_bytes)
    except OSError as error:
        raise _refused(f"{file.name} cannot be read: {error.strerror}") from error
    if len(content) > most_bytes:
        raise _refused(f"{file.name} is larger than {most_bytes / _MB:g} MB")
    try:
        music = own_music(file.name, await read(file.name, content))
    except InvalidInputError as error:
        raise _refused(str(error).replace(": ", " ", 1)) from error
    await keep_music(music, takes)
    return {"music_title": music.title, **payload, _FIELD: music.key}


def _refused(reason: str) -> InvalidInputError:
    return InvalidInputError([Problem(_FIELD, reason)])
