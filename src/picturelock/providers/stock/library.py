"""A stock service as a source of footage: what is the same whichever service it is.

An answer to a search is used for 24 hours, as the services want. A file is fetched once, kept under what it
contains, and conformed once.
"""

import asyncio
import hashlib
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from pydantic import ValidationError

from picturelock.domain.digest import KEY_LENGTH, digest
from picturelock.domain.errors import ProviderError
from picturelock.domain.frozen import Frozen
from picturelock.domain.shot import Artifact, Credit, Footage, FootageMeasures
from picturelock.ports.films import Found, StockQuery, Takes
from picturelock.providers.stock.candidate import Candidate, equally_fit, in_order, preferred
from picturelock.providers.stock.conform import (
    CONFORMED,
    FILES,
    MEASURES,
    ConformJob,
    Kind,
    UnfitFileError,
    conform,
)
from picturelock.providers.stock.preview import preview_colour
from picturelock.providers.stock.service import Access, StockService

_VERSION = 2
_DAY = 24 * 60 * 60
_ANSWER, _SOURCE = "answer.json", "source"
# So many files of one answer are looked at before the next source is asked.
_TRIES = 3


class Search(Frozen):
    """One search: for clips or for photos, at a path of the service, with what is asked."""

    kind: Kind
    path: str
    asked: dict[str, str]


class KeptAnswer(Frozen):
    """An answer and when it was given, in seconds since 1970."""

    at: float
    text: str


class Catalogue(Protocol):
    """What is a service's own: its addresses and the form of its answers."""

    @property
    def licence(self) -> str: ...

    @property
    def access(self) -> Access: ...

    def searches(self, query: StockQuery) -> tuple[Search, ...]:
        """What to ask, one after the other, until something is found."""
        ...

    def read(self, kind: Kind, answer: str, query: StockQuery) -> list[Candidate]:
        """What an answer offers, best match first. Raises pydantic's ``ValidationError``."""
        ...


class StockLibrary:
    """Implements ``ports.Stock`` over one service's catalogue.

    Args:
        catalogue: the service.
        takes: where answers, files and conformed footage are kept.
        timeout: seconds to wait for the service to say anything.
        clock: seconds since 1970.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        takes: Takes,
        *,
        timeout: float = 20.0,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._catalogue = catalogue
        self._takes = takes
        self._clock = clock
        self._service = StockService(catalogue.access, timeout=timeout, clock=clock)

    @property
    def name(self) -> str:
        return self._catalogue.access.service

    async def stop(self) -> None:
        """Close its connections."""
        await self._service.stop()

    async def find(self, query: StockQuery) -> Found:
        """The best clip, else the best photo, conformed, kept, and with its credit.

        Raises:
            ProviderError: the key was refused; the limit is reached, the service cannot be reached or hangs
                (all retryable); nothing was found, or nothing that can be used.
        """
        unfit: list[str] = []
        for search in self._catalogue.searches(query):
            offered = in_order(self._read(search, await self._answer(search, query), query), query)
            for candidate in (await self._chosen_first(offered, query))[:_TRIES]:
                try:
                    return Found(footage=await self._footage(candidate))
                except UnfitFileError as error:
                    unfit.append(f"{candidate.asset} {error}")
        why = f", of what there is {'; '.join(unfit)}" if unfit else ""
        raise ProviderError(f"nothing found for {query.words!r}{why}", provider=self.name)

    async def _chosen_first(self, offered: list[Candidate], query: StockQuery) -> list[Candidate]:
        equals = equally_fit(offered, query) if offered else []
        if len(equals) < 2:
            return offered
        seen = await asyncio.gather(*(self._with_colour(one) for one in equals))
        chosen = preferred(list(seen), query)
        return [chosen, *(one for one in offered if one.asset != chosen.asset)]

    async def _with_colour(self, one: Candidate) -> Candidate:
        if one.colour is not None or not one.preview:
            return one
        return one.model_copy(
            update={"colour": await preview_colour(one.preview, self._service, self._takes)}
        )

    async def _footage(self, one: Candidate) -> Footage:
        key = await self._kept(one)
        measures = await asyncio.to_thread(self._measures, key)
        return Footage(
            file=Artifact(key=key, name=FILES[one.kind]),
            kind=one.kind,
            seconds=measures.seconds,
            focus=measures.focus,
            asset=one.asset,
            credit=Credit(
                provider=self.name,
                title=one.title,
                author=one.author,
                page=one.page,
                licence=self._catalogue.licence,
            ),
        )

    def _measures(self, key: str) -> FootageMeasures:
        file = self._takes.path(Artifact(key=key, name=MEASURES))
        return FootageMeasures.model_validate_json(file.read_text(encoding="utf-8"))

    def _read(self, search: Search, answer: str, query: StockQuery) -> list[Candidate]:
        try:
            return self._catalogue.read(search.kind, answer, query)
        except ValidationError as error:
            raise self._unreadable(error) from error

    async def _answer(self, search: Search, query: StockQuery) -> str:
        """An answer not older than a day, from the takes or from the service."""
        now = self._clock()
        today, yesterday = (
            Artifact(key=self._search_key(search, int(now // _DAY) - back), name=_ANSWER) for back in (0, 1)
        )
        await self._takes.bring((today, yesterday))
        for kept in (today, yesterday):
            held = await asyncio.to_thread(self._held, kept)
            if held is not None and now - held.at < _DAY:
                return held.text

        async def ask(to: Path) -> None:
            text = await self._service.search(search.path, search.asked)
            self._read(search, text, query)  # an answer that cannot be read is not kept
            kept = KeptAnswer(at=self._clock(), text=text).model_dump_json()
            await asyncio.to_thread((to / _ANSWER).write_text, kept, encoding="utf-8")

        folder = await self._takes.take(today.key, ask)
        told = await asyncio.to_thread((folder / _ANSWER).read_text, encoding="utf-8")
        return KeptAnswer.model_validate_json(told).text

    def _search_key(self, search: Search, day: int) -> str:
        return digest("stock search", _VERSION, self._catalogue.access.base_url, search, day)

    def _held(self, kept: Artifact) -> KeptAnswer | None:
        try:
            return KeptAnswer.model_validate_json(self._takes.path(kept).read_text(encoding="utf-8"))
        except (KeyError, FileNotFoundError):
            return None

    async def _kept(self, one: Candidate) -> str:
        """The key of the conformed file: fetched once by its link, conformed once by its content."""

        async def fetch(to: Path) -> None:
            await self._service.fetch(one.link, to / _SOURCE)
            await self._conformed(to / _SOURCE, one.kind)  # what cannot be used is not kept

        folder = await self._takes.take(digest("stock file", one.link, one.kind), fetch)
        return await self._conformed(folder / _SOURCE, one.kind)

    async def _conformed(self, source: Path, kind: Kind) -> str:
        content = await asyncio.to_thread(_content, source)
        key = digest("stock", CONFORMED, content, kind)

        async def make(to: Path) -> None:
            made = await conform(ConformJob(source=source, kind=kind, to=to))
            told = FootageMeasures(seconds=made.seconds, focus=made.focus).model_dump_json()
            await asyncio.to_thread((to / MEASURES).write_text, told, encoding="utf-8")

        await self._takes.take(key, make)
        return key

    def _unreadable(self, error: ValidationError) -> ProviderError:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the answer"
        return ProviderError(f"answered what cannot be read: {place}: {first['msg']}", provider=self.name)


def _content(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()[:KEY_LENGTH]
