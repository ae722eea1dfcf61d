"""The API over a fake production, for tests: the app, its client, and a film that looks finished."""

import asyncio
import io
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import docx
import httpx
from fastapi import FastAPI
from PIL import Image

from fakes.production import BRIEFS, FakeProduction
from fakes.readers import READERS
from fakes.scripts import OneModel
from picturelock.api.app import create_app
from picturelock.api.doors.doors import Doors
from picturelock.api.exchanges import ExchangeObserver
from picturelock.api.metrics import Metrics
from picturelock.api.service import CheckWebhook, no_webhooks
from picturelock.domain.cut import Clip, Cut, Film, Track
from picturelock.domain.frames import LANDSCAPE
from picturelock.domain.shot import Artifact
from picturelock.engine.database import Database
from picturelock.engine.observed import Observer, Observers
from picturelock.engine.studio import Studio
from picturelock.ports.films import Takes
from picturelock.ports.models import ModelLedger, Models
from picturelock.providers.store.folder import FolderTakes
from picturelock.providers.store.model_ledger import DatabaseLedger
from picturelock.providers.store.script_files import FolderScriptFiles
from picturelock.providers.store.scripts import DatabaseScripts
from picturelock.writing.room.room import WritersRoom

FILM_KEY = "f" * 32
MP4 = bytes(range(256)) * 40


@dataclass
class Opened:
    """A running app and what is behind it."""

    app: FastAPI
    client: httpx.AsyncClient
    studio: Studio
    takes: FolderTakes
    production: FakeProduction
    room: WritersRoom


@asynccontextmanager
async def open_service(
    root: Path,
    production: FakeProduction | None = None,
    models: Models | None = None,
    ledger: ModelLedger | None = None,
    doors: Doors | None = None,
    database_url: str | None = None,
    check_webhook: CheckWebhook = no_webhooks,
    engine: Observer | None = None,
    observers: Sequence[ExchangeObserver] = (),
) -> AsyncGenerator[Opened]:
    """The app over a new store below ``root`` and a new database there or elsewhere, with a film ready.

    Scripts are written by the template writer, or by ``models``.
    """
    database_url = database_url or f"sqlite:///{root / 'studio.sqlite3'}"
    production = production or FakeProduction()
    takes = FolderTakes(root / "takes")
    production.last_take = (await finished_film(takes)).model_dump(mode="json")
    metrics = Metrics()
    studio = await Studio.open(
        production, database_url, observer=Observers(metrics, engine) if engine else metrics
    )
    database = Database(database_url)
    models = models or OneModel()
    files = FolderScriptFiles(root / "files")
    room = WritersRoom(models, DatabaseScripts(database), files, ledger or DatabaseLedger(database))
    app = create_app(
        studio,
        takes,
        room,
        briefs=BRIEFS,
        readers=READERS,
        metrics=metrics,
        check_webhook=check_webhook,
        observers=observers,
        doors=doors,
    )
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    try:
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1", timeout=30) as client:
            yield Opened(app, client, studio, takes, production, room)
    finally:
        await room.close()
        await asyncio.to_thread(database.close)
        await studio.close()
        takes.close()


async def finished_film(takes: Takes) -> Film:
    """A film whose files are kept, though nobody could watch it."""

    async def make(folder: Path) -> None:
        for name in ("film.mp4", "poster.png", "script.srt", "script.vtt"):
            await asyncio.to_thread((folder / name).write_bytes, MP4)

    await takes.take(FILM_KEY, make)
    video = Artifact(key=FILM_KEY, name="film.mp4")
    clip = Clip(media=video, start=0, length=30)
    cut = Cut(
        title="A film",
        frame=LANDSCAPE["low"],
        length=30,
        picture=Track(kind="picture", clips=(clip,)),
        voice=Track(kind="voice", clips=(clip,)),
    )
    return Film(
        video=video,
        poster=Artifact(key=FILM_KEY, name="poster.png"),
        srt=Artifact(key=FILM_KEY, name="script.srt"),
        vtt=Artifact(key=FILM_KEY, name="script.vtt"),
        cut=cut,
        seconds=2.0,
        size_bytes=len(MP4),
        writer="fake-writer",
        voice="fake:voice",
    )


def png(width: int = 60, height: int = 40) -> bytes:
    """A small picture."""
    made = io.BytesIO()
    Image.new("RGB", (width, height), "#0b7fab").save(made, "PNG")
    return made.getvalue()


def word_document(*paragraphs: str) -> bytes:
    """A Word document of these paragraphs and a table."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = "Dose"
    table.rows[0].cells[1].text = "75 mg"
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def pdf(text: str) -> bytes:
    """A PDF of one page with one line of text, written out by hand; without text, an empty page."""
    drawn = f"BT /F1 18 Tf 40 700 Td ({text}) Tj ET".encode() if text else b""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
    ]
    made = b"%PDF-1.4\n"
    places: list[int] = []
    for number, body in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(made)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        made
        + b"xref\n0 5\n0000000000 65535 f \n"
        + table
        + b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
    )
