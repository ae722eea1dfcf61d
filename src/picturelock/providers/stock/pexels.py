"""Stock footage and photos from Pexels, over its REST API."""

import asyncio
import hashlib
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, TypeVar

import httpx
from pydantic import BaseModel, ValidationError

from picturelock.domain.digest import KEY_LENGTH, digest
from picturelock.domain.errors import ProviderError
from picturelock.domain.shot import Artifact, Credit, Footage
from picturelock.ports.films import StockQuery, Takes
from picturelock.providers.film.probe import probe
from picturelock.providers.stock.conform import conform_clip, conform_picture
from picturelock.providers.stock.pexels_answers import Photos, Videos, best_file, best_photo, best_video

Answer = TypeVar("Answer", bound=BaseModel)

_VERSION = 1
_DAY = 24 * 60 * 60
_PER_PAGE = 15
_LARGEST = 300 * 1024 * 1024
_LICENCE = "Pexels License"
_ANSWER, _SOURCE = "answer.json", "source"


class Pexels:
    """Clips, and photos where there is no clip, from Pexels.

    An answer to a search is used for up to 24 hours; a file is fetched once and kept by its content.

    Args:
        key: the API key.
        base_url: the service's address.
        takes: where answers, files and conformed clips are kept.
        timeout: seconds to wait for the service to say anything.
        fetch_within: seconds that one file may take.
        clock: seconds since 1970.
    """

    name = "pexels"

    def __init__(
        self,
        key: str,
        base_url: str,
        takes: Takes,
        *,
        timeout: float = 20.0,
        fetch_within: float = 180.0,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._takes = takes
        self._key = key
        self._base_url = base_url.rstrip("/")
        self._timeout = timeout
        self._fetch_within = fetch_within
        self._clock = clock
        self._client = httpx.AsyncClient(timeout=timeout, follow_redirects=True)

    async def stop(self) -> None:
        """Close its connections."""
        await self._client.aclose()

    async def find(self, query: StockQuery) -> Footage:
        """The best clip, else the best photo, conformed, kept, and with its credit.

        Raises:
            ProviderError: the key was refused; the limit is reached, the service cannot be reached or hangs
                (all retryable); nothing was found; or a file is not what it should be.
        """
        turned = "portrait" if query.height > query.width else "landscape"
        asked = {"query": query.words, "orientation": turned, "per_page": str(_PER_PAGE)}
        video = best_video(await self._search("/videos/search", asked, Videos), query)
        file = best_file(video, query) if video else None
        if video and file:
            key = await self._kept(file.link, "video")
            credit = self._credit(f"Video {video.id}", video.user.name, video.url)
            clip = Artifact(key=key, name="clip.mp4")
            length = (await asyncio.to_thread(probe, self._takes.path(clip))).seconds
            return Footage(file=clip, kind="video", seconds=length, credit=credit)
        photo = best_photo(await self._search("/v1/search", asked, Photos), query)
        if photo is None:
            raise ProviderError(f"nothing found for {query.words!r}", provider=self.name)
        large = photo.src.large2x if max(query.width, query.height) <= 1280 else photo.src.original
        credit = self._credit(photo.alt or f"Photo {photo.id}", photo.photographer, photo.url)
        picture = Artifact(key=await self._kept(large, "image"), name="picture.jpg")
        return Footage(file=picture, kind="image", credit=credit)

    def _credit(self, title: str, author: str, page: str) -> Credit:
        return Credit(provider=self.name, title=title, author=author, page=page, licence=_LICENCE)

    async def _search(self, path: str, asked: Mapping[str, str], answer: type[Answer]) -> Answer:
        """An answer of today, from the takes or from the service."""
        day = int(self._clock() // _DAY)
        key = digest("pexels search", _VERSION, self._base_url, path, asked, day)

        async def ask(to: Path) -> None:
            text = await self._asked(path, asked)
            _read(text, answer)  # an answer that cannot be read is not kept
            await asyncio.to_thread((to / _ANSWER).write_text, text, encoding="utf-8")

        folder = await self._takes.take(key, ask)
        return _read(await asyncio.to_thread((folder / _ANSWER).read_text, encoding="utf-8"), answer)

    async def _asked(self, path: str, asked: Mapping[str, str]) -> str:
        try:
            reply = await self._client.get(
                f"{self._base_url}{path}", params=asked, headers={"Authorization": self._key}
            )
        except httpx.HTTPError as error:
            raise self._unreachable(error) from error
        self._accepted(reply)
        return reply.text

    async def _kept(self, link: str, kind: Literal["video", "image"]) -> str:
        """The key of the conformed file behind a link: fetched once, kept under its content."""

        async def fetch(to: Path) -> None:
            source = to / _SOURCE
            try:
                async with asyncio.timeout(self._fetch_within):
                    await self._fetch(link, source)
            except TimeoutError as error:
                raise self._late(f"a file took more than {self._fetch_within:.0f} s") from error
            await asyncio.to_thread(self._seen, source, kind)

        source = await self._takes.take(digest("pexels file", link, kind), fetch) / _SOURCE
        content = await asyncio.to_thread(_content, source)
        conform = conform_clip if kind == "video" else conform_picture
        key = digest("stock", _VERSION, content, kind)
        await self._takes.take(key, lambda to: conform(source, to))
        return key

    async def _fetch(self, link: str, to: Path) -> None:
        # Without the key: files lie on other hosts.
        try:
            async with self._client.stream("GET", link) as reply:
                self._accepted(reply)
                fetched = 0
                with to.open("wb") as file:
                    async for block in reply.aiter_bytes(1 << 20):
                        fetched += len(block)
                        if fetched > _LARGEST:
                            raise ProviderError("a file is larger than 300 MB", provider=self.name)
                        file.write(block)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise self._unreachable(error) from error

    def _seen(self, source: Path, kind: Literal["video", "image"]) -> None:
        """That the file is a video or picture, and not an error page under its name."""
        try:
            media = probe(source)
        except ProviderError as error:
            raise ProviderError(f"the {kind} it sent is not one: {error}", provider=self.name) from error
        if media.picture is None or (kind == "video" and media.seconds < 0.5):
            raise ProviderError(f"the {kind} it sent holds no {kind}", provider=self.name)

    def _accepted(self, reply: httpx.Response) -> None:
        if reply.status_code in (401, 403):
            raise ProviderError("the key was refused; check PEXELS_API_KEY", provider=self.name)
        if reply.status_code == 429:
            raise ProviderError(
                f"its limit of requests is reached{_again(reply)}", provider=self.name, retryable=True
            )
        if not reply.is_success:
            raise ProviderError(
                f"answered with status {reply.status_code}",
                provider=self.name,
                retryable=reply.status_code >= 500,
            )

    def _unreachable(self, error: Exception) -> ProviderError:
        if isinstance(error, httpx.TimeoutException):
            return self._late(f"no answer within {self._timeout:.0f} s")
        return ProviderError(f"cannot be reached: {error}", provider=self.name, retryable=True)

    def _late(self, message: str) -> ProviderError:
        return ProviderError(message, provider=self.name, retryable=True)


def _read(text: str, answer: type[Answer]) -> Answer:
    try:
        return answer.model_validate_json(text)
    except ValidationError as error:
        raise ProviderError(f"answered what cannot be read: {error}", provider="pexels") from error


def _again(reply: httpx.Response) -> str:
    """When to try again, if the reply says so."""
    if after := reply.headers.get("Retry-After"):
        return f"; try again in {after} s" if after.isdigit() else f"; try again after {after}"
    reset = reply.headers.get("X-Ratelimit-Reset", "")
    if reset.isdigit():
        return f"; it is reset on {datetime.fromtimestamp(int(reset), UTC):%Y-%m-%d at %H:%M} UTC"
    return ""


def _content(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()[:KEY_LENGTH]
