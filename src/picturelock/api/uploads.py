"""Uploaded files: documents become the brief's reference texts, pictures and music become takes."""

import asyncio
import hashlib
from dataclasses import dataclass
from pathlib import Path

from starlette.datastructures import UploadFile

from picturelock.api.body import Submitted
from picturelock.api.service import Service
from picturelock.domain.brief import PICTURE
from picturelock.domain.digest import digest
from picturelock.domain.errors import InvalidInputError
from picturelock.domain.frozen import JsonObject
from picturelock.engine.production import Problem
from picturelock.pipelines.own_music import OwnMusic, keep_music, own_music

DOCUMENTS = 10
_FIELDS = ("logo", "image", "images", "documents", "music")


@dataclass(frozen=True)
class Picture:
    """An uploaded picture that is safe to draw, and the key under which it will be kept."""

    key: str
    png: bytes


@dataclass(frozen=True)
class Received:
    """A payload with its uploads worked in, pictures and music still to be kept, and all that was wrong."""

    payload: JsonObject
    pictures: tuple[Picture, ...]
    music: OwnMusic | None
    problems: tuple[Problem, ...]


async def receive(submitted: Submitted, service: Service, *, takes_images: bool) -> Received:
    """Read the uploaded files into the payload. Nothing is kept yet."""
    payload = dict(submitted.payload)
    problems = [
        Problem(field=name, message=f"is not a file field; upload {', '.join(_FIELDS)}")
        for name in submitted.files
        if name not in _FIELDS
    ]
    texts = await _documents(submitted.files.get("documents", []), service, problems)
    if texts:
        held = payload.get("reference_docs")
        payload["reference_docs"] = [*(held if isinstance(held, list) else []), *texts]
    logos = await _pictures("logo", submitted.files.get("logo", []), service, problems)
    if len(logos) > 1:
        problems.append(Problem(field="logo", message="is one picture"))
    if logos:
        payload["logo"] = logos[0].key
    sent = [*submitted.files.get("image", []), *submitted.files.get("images", [])]
    images = await _pictures("images", sent if takes_images else [], service, problems)
    if images:
        payload["images"] = [image.key for image in images]
    if sent and not takes_images:
        problems.append(Problem(field="images", message="this video type shows no pictures of yours yet"))
    music = await _music(submitted.files.get("music", []), service, problems)
    if music is not None:
        payload = {"music_title": music.title, **payload, "music": music.key}
    return Received(payload=payload, pictures=(*logos, *images), music=music, problems=tuple(problems))


async def keep(received: Received, service: Service) -> None:
    """Keep what was received as takes. Raises ``ProviderError`` when the store cannot be written."""
    if received.music is not None:
        await keep_music(received.music, service.takes)
    for picture in received.pictures:

        async def make(folder: Path, picture: Picture = picture) -> None:
            await asyncio.to_thread((folder / PICTURE).write_bytes, picture.png)

        await service.takes.take(picture.key, make)


async def _documents(files: list[UploadFile], service: Service, problems: list[Problem]) -> list[JsonObject]:
    if len(files) > DOCUMENTS:
        problems.append(Problem(field="documents", message=f"are {len(files)}; {DOCUMENTS} are allowed"))
        return []
    texts: list[JsonObject] = []
    for file in files:
        content = await _content("documents", file, service, problems)
        if content is None:
            continue
        name = _name(file)
        try:
            texts.append({"name": name, "text": await service.read_document(name, content)})
        except InvalidInputError as error:
            problems += _problems("documents", error)
    return texts


async def _pictures(
    field: str, files: list[UploadFile], service: Service, problems: list[Problem]
) -> list[Picture]:
    made: list[Picture] = []
    for file in files:
        content = await _content(field, file, service, problems)
        if content is None:
            continue
        try:
            png = await asyncio.to_thread(service.read_picture, _name(file), content)
        except InvalidInputError as error:
            problems += _problems(field, error)
        else:
            made.append(Picture(key=digest("upload", hashlib.sha256(png).hexdigest()), png=png))
    return made


async def _music(files: list[UploadFile], service: Service, problems: list[Problem]) -> OwnMusic | None:
    if len(files) > 1:
        problems.append(Problem(field="music", message="is one file"))
    content = await _content("music", files[0], service, problems) if files else None
    if content is None:
        return None
    try:
        flac = await service.read_music(_name(files[0]), content)
    except InvalidInputError as error:
        problems += _problems("music", error)
        return None
    return own_music(_name(files[0]), flac)


async def _content(field: str, file: UploadFile, service: Service, problems: list[Problem]) -> bytes | None:
    limit = service.doors.limits.file_bytes
    content = await file.read(limit + 1)
    if 0 < len(content) <= limit:
        return content
    reason = "is empty" if not content else f"is larger than {limit / (1024 * 1024):g} MB"
    problems.append(Problem(field=field, message=f"{_name(file)} {reason}"))
    return None


def _name(file: UploadFile) -> str:
    # Only the last part: some clients send the whole path of their machine.
    return (file.filename or "file").replace("\\", "/").rpartition("/")[2][-200:]


def _problems(field: str, error: InvalidInputError) -> list[Problem]:
    return [Problem(field=field, message=str(problem).replace(": ", " ", 1)) for problem in error.problems]
