"""The average colour of what a service offers, from the small picture that it shows of it."""

import asyncio
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from picturelock.domain.digest import digest
from picturelock.domain.errors import ProviderError
from picturelock.ports.films import Takes
from picturelock.providers.stock.conform import UnfitFileError
from picturelock.providers.stock.service import StockService

_LARGEST = 2 * 1024 * 1024
_MOST_PIXELS = 10_000_000
_FORMATS = ("JPEG", "PNG", "WEBP")
_COLOUR = "colour.txt"
# A colour is worth no longer a wait than this.
_SECONDS = 6.0


async def preview_colour(link: str, service: StockService, takes: Takes) -> str | None:
    """The average as ``#rrggbb``; None when the picture cannot be had: then the colour is not known."""

    async def make(to: Path) -> None:
        small = to / "preview"
        await service.fetch(link, small, largest=_LARGEST, rests=False)
        colour = await asyncio.to_thread(_average, small)
        small.unlink()
        await asyncio.to_thread((to / _COLOUR).write_text, colour, encoding="utf-8")

    try:
        async with asyncio.timeout(_SECONDS):
            folder = await takes.take(digest("stock preview", link), make)
    except (TimeoutError, ProviderError, UnfitFileError):
        return None
    return await asyncio.to_thread((folder / _COLOUR).read_text, encoding="utf-8")


def _average(file: Path) -> str:
    try:
        with Image.open(file, formats=_FORMATS) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                raise UnfitFileError("is too large for a preview")
            red, green, blue = picture.convert("RGB").resize((1, 1), Image.Resampling.BOX).tobytes()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise UnfitFileError("is not a picture") from error
    return f"#{red:02x}{green:02x}{blue:02x}"
