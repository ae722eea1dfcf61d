"""Brings found media to one form, once, so that every renderer reads it the same way."""

import asyncio
from pathlib import Path
from typing import Literal

from picturelock.domain.errors import PicturelockError
from picturelock.domain.frozen import Frozen
from picturelock.domain.shot import Focus
from picturelock.providers.film.child import in_child

Kind = Literal["video", "image"]

CONFORMED = 3
"""Raised whenever the same file may come out otherwise; part of the key of whatever is conformed."""

FILES: dict[Kind, str] = {"video": "clip.mp4", "image": "picture.jpg"}
"""What a conformed file is called."""

LONGEST = 30.0
"""Seconds of a clip that are kept: longer than any scene."""

MEASURES = "measures.json"

_CHILD = "picturelock.providers.stock.conform_child"


class UnfitFileError(PicturelockError):
    """A file is not the clip or picture that it should be; the message goes after its name."""


class ConformJob(Frozen):
    """A file to bring to one form, and the folder to write it into.

    ``longest_source`` are the seconds that the source may have; None is any.
    """

    source: Path
    kind: Kind
    to: Path
    longest_source: float | None = None


class Conformed(Frozen):
    """What came out, or in ``unfit`` why nothing did."""

    seconds: float = 0.0
    focus: Focus = Focus()
    unfit: str = ""


async def conform(job: ConformJob, *, within: float = 300.0) -> Conformed:
    """Write ``clip.mp4`` or ``picture.jpg``, in a process of its own.

    A clip comes to at most full HD and :data:`LONGEST` seconds, at 30 frames a second, upright, H.264 tagged
    bt709, without sound; a picture upright, just large enough to be moved in.

    Args:
        job: what to conform.
        within: seconds that it may take.

    Raises:
        UnfitFileError: the file is not of its kind, too long, or cannot be decoded.
        ProviderError: the child died, or the disk is full.
    """
    try:
        async with asyncio.timeout(within):
            made = await in_child(_CHILD, job, Conformed, provider="footage")
    except TimeoutError as error:
        raise UnfitFileError(f"could not be read within {within:.0f} s") from error
    if made.unfit:
        raise UnfitFileError(made.unfit)
    return made
