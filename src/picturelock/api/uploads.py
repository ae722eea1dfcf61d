"""Uploaded files: documents become the brief's reference texts; logo, media and music become takes."""

import asyncio
import hashlib
from dataclasses import dataclass
from pathlib import Path

from pydantic import JsonValue
from starlette.datastructures import UploadFile

from picturelock.api.body import Submitted
from picturelock.api.service import Service
from picturelock.domain.digest import digest
from picturelock.domain.errors import InvalidInputError
from picturelock.domain.frozen import JsonObject
from picturelock.engine.production import Problem
from picturelock.pipelines.own_music import OwnMusic, keep_music, own_music

DOCUMENTS = 10
_IMAGES, _CLIPS = ("image", "images"), ("clip", "clips")
_FIELDS = ("logo", *_IMAGES, *_CLIPS, "documents", "music")


@dataclass(frozen=True)
class Picture:
    """An uploaded picture that is safe to draw, the key under which it will be kept, and its file's name."""

    key: str
    png: bytes
    name: str


@dataclass(frozen=True)
class Received:
    """A payload with its uploads worked in, pictures and music still to be kept, and all that was wrong."""

    payload: JsonObject
    pictures: tuple[Picture, ...]
    music: OwnMusic | None
    problems: tuple[Problem, ...]


async def receive(submitted: Submitted, service: Service, *, takes_media: bool) -> Received:
    """Read the uploaded files into the payload. Of them only clips are kept yet: making them fit takes long.

    Args:
        submitted: the payload and the files.
        service: reads and keeps them.
        takes_media: whether the video type shows pictures and clips of the person's own.

    Raises:
        ProviderError: the store cannot be written, or the process that reads clips died.
    """
    payload = dict(submitted.payload)
    problems = [
        Problem(field=name, message=f"is not a file field; upload {', '.join(_FIELDS)}")
        for name in dict.fromkeys(name for name, _ in submitted.sent)
        if name not in _FIELDS
    ]
    texts = await _documents(submitted.files("documents"), service, problems)
    if texts:
        held = payload.get("reference_docs")
        payload["reference_docs"] = [*(held if isinstance(held, list) else []), *texts]
    logos = await _pictures("logo", submitted.files("logo"), service, problems)
    if len(logos) > 1:
        problems.append(Problem(field="logo", message="is one picture"))
    if logos:
        payload["logo"] = logos[0].key
    if takes_media:
        images = await _media(submitted, payload, service, problems)
    else:
        images = []
        problems += _not_shown(submitted)
    music = await _music(submitted.files("music"), service, problems)
    if music is not None:
        payload = {"music_title": music.title, **payload, "music": music.key}
    return Received(payload=payload, pictures=(*logos, *images), music=music, problems=tuple(problems))


async def keep(received: Received, service: Service) -> None:
    """Keep what was received as takes. Raises ``ProviderError`` when the store cannot be written."""
    if received.music is not None:
        await keep_music(received.music, service.takes)
    for picture in received.pictures:

        async def make(folder: Path, picture: Picture = picture) -> None:
            await service.readers.media(picture.name, picture.png, "image", folder)

        await service.takes.take(picture.key, make)


def _not_shown(submitted: Submitted) -> list[Problem]:
    return [
        Problem(field=field, message=f"this video type shows no {what} of yours yet")
        for names, field, what in ((_IMAGES, "images", "pictures"), (_CLIPS, "clips", "clips"))
        if submitted.files(*names)
    ]


async def _media(
    submitted: Submitted, payload: JsonObject, service: Service, problems: list[Problem]
) -> list[Picture]:
    """Name the person's own pictures and clips in the payload, in the order in which they were sent."""
    images: list[Picture] = []
    clips: list[str] = []
    order: list[str] = []
    for file in submitted.files(*_IMAGES, *_CLIPS):
        if any(file is image for image in submitted.files(*_IMAGES)):
            made = await _pictures("images", [file], service, problems)
            images += made
            order += [picture.key for picture in made]
        elif (key := await _clip(file, service, problems)) is not None:
            clips.append(key)
            order.append(key)
    for field, keys in (("images", [image.key for image in images]), ("clips", clips)):
        if keys:
            payload[field] = [*_held(payload, field), *keys]
    if images and clips and "media_order" not in payload:
        named = [*_held(payload, "images"), *_held(payload, "clips")]
        for key in order:
            named.remove(key)
        payload["media_order"] = [*named, *order]
    return images


def _held(payload: JsonObject, field: str) -> list[JsonValue]:
    held = payload.get(field)
    return held if isinstance(held, list) else []


async def _clip(file: UploadFile, service: Service, problems: list[Problem]) -> str | None:
    """The key of a clip that is kept, in the form of footage."""
    content = await _content("clips", file, service, problems)
    if content is None:
        return None
    name = _name(file)
    key = digest("uploaded clip", hashlib.sha256(content).hexdigest())
    try:
        await service.takes.take(key, lambda folder: service.readers.media(name, content, "video", folder))
    except InvalidInputError as error:
        problems += _problems("clips", error)
        return None
    return key


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
            texts.append({"name": name, "text": await service.readers.document(name, content)})
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
            png = await asyncio.to_thread(service.readers.picture, _name(file), content)
        except InvalidInputError as error:
            problems += _problems(field, error)
        else:
            key = digest("upload", hashlib.sha256(png).hexdigest())
            made.append(Picture(key=key, png=png, name=_name(file)))
    return made


async def _music(files: list[UploadFile], service: Service, problems: list[Problem]) -> OwnMusic | None:
    if len(files) > 1:
        problems.append(Problem(field="music", message="is one file"))
    content = await _content("music", files[0], service, problems) if files else None
    if content is None:
        return None
    try:
        flac = await service.readers.music(_name(files[0]), content)
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
