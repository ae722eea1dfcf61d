"""A person's own picture or clip, laid into its take in the form of footage, with what is measured on it."""

import asyncio
import io
from pathlib import Path
from typing import Literal

from PIL import Image

from picturelock.domain.brief import MEASURES, PICTURE
from picturelock.domain.shot import FootageMeasures
from picturelock.providers.documents.refused import refused
from picturelock.providers.stock.conform import ConformJob, UnfitFileError, conform
from picturelock.providers.stock.focus import focus_of_picture

LONGEST = 600.0
"""Seconds that an own clip may have."""

_SOURCE = "source"


async def lay_media(name: str, content: bytes, kind: Literal["video", "image"], to: Path) -> None:
    """Lay a file into the folder of its take: the clip conformed, or the picture as it is, and its measures.

    Args:
        name: what the file is called, for its credit and for messages.
        content: the file; of a picture the PNG that was made of it.
        kind: what it is to be.
        to: the folder.

    Raises:
        InvalidInputError: the clip cannot be used, with the reason under its name.
        ProviderError: the disk is full, or the process that reads clips died.
    """
    measures = await (_clip(name, content, to) if kind == "video" else _picture(name, content, to))
    await asyncio.to_thread((to / MEASURES).write_text, measures.model_dump_json(), encoding="utf-8")


async def _clip(name: str, content: bytes, to: Path) -> FootageMeasures:
    source = to / _SOURCE
    await asyncio.to_thread(source.write_bytes, content)
    try:
        made = await conform(ConformJob(source=source, kind="video", to=to, longest_source=LONGEST))
    except UnfitFileError as error:
        raise refused(name, str(error)) from error
    source.unlink()
    return FootageMeasures(name=name, seconds=made.seconds, focus=made.focus)


async def _picture(name: str, png: bytes, to: Path) -> FootageMeasures:
    await asyncio.to_thread((to / PICTURE).write_bytes, png)
    return await asyncio.to_thread(_measured, name, png)


def _measured(name: str, png: bytes) -> FootageMeasures:
    with Image.open(io.BytesIO(png), formats=("PNG",)) as picture:
        return FootageMeasures(name=name, focus=focus_of_picture(picture))
