"""``GET /takes/{key}/{name}``: previews, sound and films as kept; a take never changes."""

import asyncio
from pathlib import PurePath
from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import FileResponse

from picturelock.api.errors import RefusedError
from picturelock.api.service import Serving
from picturelock.domain.shot import Artifact

router = APIRouter(tags=["films"])

# What a browser may show; everything else is offered for saving.
_SHOWN = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".mp4": "video/mp4",
    ".wav": "audio/wav",
    ".mp3": "audio/mpeg",
    ".srt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".ass": "text/x-ssa; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".html": "text/html; charset=utf-8",
}


@router.head("/takes/{key}/{name}", include_in_schema=False)
@router.get("/takes/{key}/{name}", summary="A kept file, with byte ranges")
async def kept_file(
    service: Serving,
    key: Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")],
    name: Annotated[str, Path(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")],
) -> FileResponse:
    """The file of a take by the take's key and the file's name."""
    artifact = Artifact(key=key, name=name)
    await service.takes.bring((artifact,))
    try:
        path = await asyncio.to_thread(service.takes.path, artifact)
    except KeyError as error:
        raise RefusedError(404, f"there is no file {name!r} of take {key!r}") from error
    shown = _SHOWN.get(PurePath(name).suffix.lower())
    return FileResponse(
        path,
        media_type=shown or "application/octet-stream",
        filename=name,
        content_disposition_type="inline" if shown else "attachment",
        headers={
            "cache-control": "private, max-age=31536000, immutable",
            "x-content-type-options": "nosniff",
        },
    )
