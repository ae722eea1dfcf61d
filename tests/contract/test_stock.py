"""One suite over every source of pictures, and Pexels' ways to fail, against a service on this machine."""

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from picturelock.domain.errors import ProviderError
from picturelock.domain.look import DARK
from picturelock.domain.shot import Artifact
from picturelock.ports.films import Stock, StockQuery
from picturelock.providers.film.ffmpeg import ffmpeg
from picturelock.providers.film.probe import probe
from picturelock.providers.stock.drawn import DrawnBackdrops
from picturelock.providers.stock.fallback import WithFallback
from picturelock.providers.stock.pexels import Pexels

QUERY = StockQuery(words="calm sea", width=640, height=360, seconds=1.5, palette=DARK)


@dataclass
class KeptTakes:
    """Takes in a folder."""

    folder: Path

    async def take(self, key: str, make: Callable[[Path], Awaitable[None]]) -> Path:
        kept, new = self.folder / key, self.folder / f"{key}.new"
        if not kept.exists():
            new.mkdir(exist_ok=True)
            await make(new)
            new.rename(kept)
        return kept

    async def bring(self, artifacts: Iterable[Artifact]) -> None:
        """Whatever is kept lies here already."""

    def path(self, artifact: Artifact) -> Path:
        return self.folder / artifact.key / artifact.name

    async def release(self, key: str, *, before: float) -> bool:
        raise AssertionError(f"take {key} is still needed")


@dataclass
class Service:
    """What the service has, how it behaves, and what it was asked."""

    folder: Path
    address: str = ""
    behaviour: str = "good"
    has: tuple[str, ...] = ("videos", "photos")
    asked: list[str] = field(default_factory=list[str])
    keys_at_files: list[str | None] = field(default_factory=list[str | None])
    ended: threading.Event = field(default_factory=threading.Event)

    def answer(self, path: str) -> dict[str, Any]:
        """An answer in the shape that Pexels documents."""
        page = {"page": 1, "per_page": 15, "total_results": 1, "url": "https://www.pexels.com/"}
        if path == "/videos/search":
            sizes = ((640, 360), (320, 180))
            files: list[dict[str, Any]] = [
                {"id": w, "quality": "hd", "file_type": "video/mp4", "width": w, "height": h, "fps": 25.0}
                | {"link": f"{self.address}/files/{w}.mp4"}
                for w, h in sizes
            ]
            video: dict[str, Any] = {
                "id": 7,
                "width": 640,
                "height": 360,
                "duration": 4,
                "full_res": None,
            }
            video |= {"url": "https://www.pexels.com/video/7/", "image": "https://images.pexels.com/7.jpg"}
            video |= {"user": {"id": 1, "name": "Ann Lee", "url": "https://www.pexels.com/@ann"}}
            video |= {"video_files": files, "video_pictures": [{"id": 1, "picture": "x", "nr": 0}]}
            return page | {"videos": [video] if "videos" in self.has else []}
        sources = dict.fromkeys(("original", "large2x", "large", "tiny"), f"{self.address}/files/photo.jpg")
        photo: dict[str, Any] = {
            "id": 9,
            "width": 3000,
            "height": 2000,
            "url": "https://www.pexels.com/photo/9/",
        }
        photo |= {
            "photographer": "Bo Li",
            "photographer_url": "https://www.pexels.com/@bo",
            "photographer_id": 2,
        }
        photo |= {"avg_color": "#123456", "src": sources, "liked": False, "alt": "A calm sea"}
        return page | {"photos": [photo] if "photos" in self.has else []}


def handler(service: Service) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            service.asked.append(self.path)
            if asked.path.startswith("/files/"):
                service.keys_at_files.append(self.headers["Authorization"])
                name = asked.path.removeprefix("/files/")
                wrong = service.behaviour == "wrong files"
                self.reply(200, b"<html>gone</html>" if wrong else (service.folder / name).read_bytes())
            elif service.behaviour == "hang":
                service.ended.wait(20)
            elif service.behaviour == "limit":
                self.reply(429, b"{}", {"Retry-After": "30"})
            elif service.behaviour == "month":
                self.reply(429, b"{}", {"X-Ratelimit-Reset": "1800000000"})
            elif service.behaviour == "broken":
                self.reply(500, b"oops")
            elif service.behaviour == "nonsense":
                self.reply(200, b'{"videos": 3}')
            elif self.headers["Authorization"] != "right":
                self.reply(401, b'{"status": 401, "code": "Unauthorized"}')
            else:
                assert parse_qs(asked.query)["orientation"] == ["landscape"]
                self.reply(200, json.dumps(service.answer(asked.path)).encode())

        def reply(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it
            """Say nothing."""

    return Handler


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real clip with sound in two sizes, and a real photo."""
    folder = tmp_path_factory.mktemp("files")

    async def make() -> None:
        for width, height in ((640, 360), (320, 180)):
            picture = ["-f", "lavfi", "-i", f"testsrc2=s={width}x{height}:r=25:d=2"]
            sound = ["-f", "lavfi", "-i", "sine=d=2"]
            await ffmpeg(*picture, *sound, "-preset", "ultrafast", str(folder / f"{width}.mp4"))
        await ffmpeg("-f", "lavfi", "-i", "testsrc2=s=3000x2000", "-frames:v", "1", str(folder / "photo.jpg"))

    asyncio.run(make())
    return folder


@pytest.fixture
def service(files: Path) -> Iterator[Service]:
    service = Service(files)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(service))
    server.daemon_threads = True
    service.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield service
    service.ended.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def takes(tmp_path: Path) -> KeptTakes:
    return KeptTakes(tmp_path)


@pytest.fixture
async def pexels(service: Service, takes: KeptTakes) -> AsyncIterator[Pexels]:
    source = Pexels("right", service.address, takes, timeout=0.5)
    yield source
    await source.stop()


@pytest.fixture(params=["drawn", "pexels", "pexels photos", "fallback"])
def stock(request: pytest.FixtureRequest, takes: KeptTakes, service: Service, pexels: Pexels) -> Stock:
    drawn = DrawnBackdrops(takes)
    if request.param == "fallback":
        service.has = ()
    if request.param == "pexels photos":
        service.has = ("photos",)
    return {"drawn": drawn, "fallback": WithFallback(pexels, drawn)}.get(request.param, pexels)


async def test_what_is_found_is_kept_in_one_form_with_its_credit(stock: Stock, takes: KeptTakes) -> None:
    footage = await stock.find(QUERY)
    media = probe(takes.path(footage.file))
    assert media.picture is not None
    assert media.sound is None
    assert media.picture.width >= QUERY.width
    assert footage.credit.provider in ("pexels", "drawn")
    assert footage.credit.title
    if footage.kind == "video":
        assert media.seconds == pytest.approx(footage.seconds, abs=0.01)
        assert footage.seconds >= QUERY.seconds
        assert (media.picture.codec, media.picture.pixel_format, media.picture.fps) == ("h264", "yuv420p", 30)
        assert media.picture.bt709
    else:
        assert media.picture.codec == "mjpeg"


async def test_the_same_query_finds_the_same_file_and_makes_nothing_again(
    stock: Stock, takes: KeptTakes, service: Service
) -> None:
    first = await stock.find(QUERY)
    asked, kept = len(service.asked), sorted(takes.folder.iterdir())
    assert await stock.find(QUERY) == first
    assert len(service.asked) == asked
    assert sorted(takes.folder.iterdir()) == kept


async def test_other_words_and_seeds_draw_other_backdrops(takes: KeptTakes) -> None:
    small = QUERY.model_copy(update={"width": 64, "height": 36})
    drawn = DrawnBackdrops(takes)
    found = [
        await drawn.find(small.model_copy(update=change)) for change in ({}, {"words": "hills"}, {"seed": 2})
    ]
    assert len({footage.file.key for footage in found}) == 3


async def test_a_clip_is_credited_to_who_made_it_and_the_key_stays_with_the_service(
    pexels: Pexels, service: Service
) -> None:
    credit = (await pexels.find(QUERY)).credit
    assert (credit.author, credit.page, credit.licence) == (
        "Ann Lee",
        "https://www.pexels.com/video/7/",
        "Pexels License",
    )
    assert service.asked[1] == "/files/640.mp4"
    assert service.keys_at_files == [None]


async def test_an_answer_is_asked_for_again_after_a_day(service: Service, takes: KeptTakes) -> None:
    now = [1_700_000_000.0]
    pexels = Pexels("right", service.address, takes, clock=lambda: now[0])
    for later, searches in ((0, 1), (3_600, 1), (25 * 3_600, 2)):
        now[0] = 1_700_000_000.0 + later
        await pexels.find(QUERY)
        assert sum(path.startswith("/videos/search") for path in service.asked) == searches
    assert sum(path.startswith("/files/") for path in service.asked) == 1
    await pexels.stop()


@pytest.mark.parametrize(
    ("behaviour", "message", "retryable"),
    [
        ("hang", "no answer within", True),
        ("limit", "limit of requests is reached; try again in 30 s", True),
        ("month", "it is reset on 2027-01-15 at 08:00 UTC", True),
        ("broken", "answered with status 500", True),
        ("nonsense", "answered what cannot be read", False),
        ("wrong files", "the video it sent is not one", False),
    ],
)
async def test_each_way_to_fail_has_its_own_message_and_keeps_nothing(
    service: Service, takes: KeptTakes, pexels: Pexels, behaviour: str, message: str, retryable: bool
) -> None:
    service.behaviour = behaviour
    with pytest.raises(ProviderError, match=f"^pexels: .*{message}") as failure:
        await pexels.find(QUERY)
    assert failure.value.retryable is retryable
    kept = [
        file.name for folder in takes.folder.iterdir() if folder.suffix != ".new" for file in folder.iterdir()
    ]
    assert kept in ([], ["answer.json"])


async def test_a_refused_key_is_named(service: Service, takes: KeptTakes) -> None:
    pexels = Pexels("wrong", service.address, takes)
    with pytest.raises(ProviderError, match="the key was refused; check PEXELS_API_KEY") as failure:
        await pexels.find(QUERY)
    assert not failure.value.retryable
    await pexels.stop()


async def test_a_service_that_is_not_there_is_said_to_be_unreachable(takes: KeptTakes) -> None:
    pexels = Pexels("right", "http://127.0.0.1:9", takes)
    with pytest.raises(ProviderError, match="cannot be reached") as failure:
        await pexels.find(QUERY)
    assert failure.value.retryable
    await pexels.stop()


async def test_nothing_found_is_an_error_and_the_fallback_says_why_it_stands_in(
    service: Service, pexels: Pexels, takes: KeptTakes
) -> None:
    service.has = ()
    with pytest.raises(ProviderError, match="nothing found for 'calm sea'"):
        await pexels.find(QUERY)
    credit = (await WithFallback(pexels, DrawnBackdrops(takes)).find(QUERY)).credit
    assert credit.provider == "drawn"
    assert credit.title.startswith("no footage found for 'calm sea'")
