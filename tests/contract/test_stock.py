"""One suite over every source of pictures, and each service's ways to fail, in its own form."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from PIL import Image

from contract.stock_server import StockServer, serving
from contract.stock_wire import KEY, Offered, PexelsWire, PixabayWire, Wire
from picturelock.domain.errors import ProviderError
from picturelock.domain.look import DARK
from picturelock.ports.films import Stock, StockQuery
from picturelock.providers.film.ffmpeg import ffmpeg
from picturelock.providers.film.probe import probe
from picturelock.providers.stock.chain import StockChain
from picturelock.providers.stock.drawn import DrawnBackdrops
from picturelock.providers.stock.library import StockLibrary
from picturelock.providers.store.folder import FolderTakes

QUERY = StockQuery(words="calm sea", width=320, height=180, seconds=1.5, palette=DARK)
CLIP = Offered(7, "clip.mp4", 320, 180, seconds=4, preview="navy.png")
OTHER = Offered(8, "other.mp4", 320, 180, seconds=9, preview="yellow.png", title="A field")
PHOTO = Offered(9, "photo.jpg", 640, 360, preview="navy.png", title="A lake", author="Bo Li")
WIRES: tuple[Wire, ...] = (PexelsWire(), PixabayWire())
DAY = 86_400.0


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Real clips with sound, a real photo, small previews, and a sound that calls itself a clip."""
    folder = tmp_path_factory.mktemp("files")
    sound = ["-f", "lavfi", "-i", "sine=d=2"]

    async def make() -> None:
        for name, picture in (("clip.mp4", "testsrc2"), ("other.mp4", "smptebars")):
            drawn = ["-f", "lavfi", "-i", f"{picture}=s=320x180:r=25:d=2"]
            await ffmpeg(*drawn, *sound, "-preset", "ultrafast", str(folder / name))
        await ffmpeg(*sound, "-c:a", "aac", str(folder / "sound.mp4"))

    asyncio.run(make())
    for name, colour, size in (
        ("photo.jpg", "teal", (640, 360)),
        ("navy.png", "#12305a", (8, 8)),
        ("yellow.png", "#ffee00", (8, 8)),
    ):
        Image.new("RGB", size, colour).save(folder / name)
    return folder


@pytest.fixture(params=WIRES, ids=lambda wire: wire.name)
def service(request: pytest.FixtureRequest, files: Path) -> Iterator[StockServer]:
    with serving(StockServer(request.param, files, offered=[CLIP, PHOTO])) as service:
        yield service


@pytest.fixture(scope="module")
def conformed(files: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which what the services have is conformed, once for all tests."""
    warm = FolderTakes(tmp_path_factory.mktemp("conformed"))

    async def make() -> None:
        with serving(StockServer(PexelsWire(), files, offered=[])) as service:
            library = StockLibrary(service.wire.catalogue(KEY, service.address), warm)
            for one in (CLIP, OTHER, PHOTO):
                service.offered = [one]
                await library.find(QUERY.model_copy(update={"words": one.file}))
            await library.stop()

    asyncio.run(make())
    for key in warm.keys():  # noqa: SIM118 - it is no mapping
        if not (warm.place(key) / "measures.json").is_file():
            warm.remove(key)
    warm.close()
    return warm.root


@pytest.fixture
def takes(conformed: Path, tmp_path: Path) -> Iterator[FolderTakes]:
    shutil.copytree(conformed, tmp_path / "takes")
    takes = FolderTakes(tmp_path / "takes")
    yield takes
    takes.close()


@pytest.fixture
def now() -> list[float]:
    return [1_700_000_000.0]


@pytest.fixture
async def library(service: StockServer, takes: FolderTakes, now: list[float]) -> AsyncIterator[StockLibrary]:
    source = StockLibrary(
        service.wire.catalogue(KEY, service.address), takes, timeout=0.5, clock=lambda: now[0]
    )
    yield source
    await source.stop()


async def _kept_in_one_form(stock: Stock, takes: FolderTakes, provider: str) -> None:
    found = await stock.find(QUERY)
    footage = found.footage
    media = probe(takes.path(footage.file))
    assert media.picture is not None
    assert media.sound is None
    assert media.picture.width >= QUERY.width
    assert footage.credit.provider == provider
    assert footage.credit.title
    if footage.kind == "video":
        assert media.seconds == pytest.approx(footage.seconds, abs=0.01)
        assert (media.picture.codec, media.picture.pixel_format, media.picture.fps) == ("h264", "yuv420p", 30)
        assert media.picture.bt709
    else:
        assert media.picture.codec == "mjpeg"
    kept = sorted(takes.keys())
    assert await stock.find(QUERY) == found
    assert sorted(takes.keys()) == kept


@pytest.mark.parametrize("offered", [CLIP, PHOTO], ids=["clips", "photos"])
async def test_what_is_found_is_kept_in_one_form_with_its_credit_and_not_asked_for_again(
    library: StockLibrary, takes: FolderTakes, service: StockServer, offered: Offered
) -> None:
    service.offered = [offered]
    await _kept_in_one_form(library, takes, service.wire.name)
    searched = len(service.searched)
    await library.find(QUERY)
    assert (len(service.searched), service.fetched) == (searched, [offered.file])


async def test_what_is_drawn_is_kept_in_one_form_with_its_credit(takes: FolderTakes) -> None:
    await _kept_in_one_form(DrawnBackdrops(takes), takes, "drawn")


async def test_a_clip_is_credited_to_who_made_it_and_the_key_stays_with_the_service(
    library: StockLibrary, service: StockServer, takes: FolderTakes
) -> None:
    footage = (await library.find(QUERY)).footage
    assert (footage.credit.author, footage.credit.page, footage.credit.licence) == (
        "Ann Lee",
        service.wire.page,
        service.wire.licence,
    )
    assert footage.asset == f"{service.wire.name} video 7"
    assert service.fetched == ["clip.mp4"]
    assert service.keys_told == []
    kept = [file.read_bytes() for key in takes.keys() for file in takes.place(key).glob("*.json")]  # noqa: SIM118
    assert not any(KEY.encode() in content for content in kept)


async def test_an_answer_serves_for_24_hours_and_not_longer(
    library: StockLibrary, service: StockServer, now: list[float]
) -> None:
    began = now[0]
    # The first three lie on two days.
    for later, searches in ((0.0, 1), (6 * 3_600.0, 1), (DAY - 1, 1), (DAY + 1, 2)):
        now[0] = began + later
        await library.find(QUERY)
        assert len(service.searched) == searches
    assert service.fetched == ["clip.mp4"]


async def test_the_clip_whose_preview_is_nearest_to_the_palette_is_chosen(
    library: StockLibrary, service: StockServer
) -> None:
    service.offered = [OTHER, CLIP]
    assert (await library.find(QUERY)).footage.asset.endswith("video 7")
    yellow = DARK.model_copy(update=dict.fromkeys(("background", "accent", "second"), "#fff000"))
    found = await library.find(QUERY.model_copy(update={"palette": yellow}))
    assert found.footage.asset.endswith("video 8")


async def test_what_the_film_shows_already_comes_last(library: StockLibrary, service: StockServer) -> None:
    service.offered = [CLIP, OTHER]
    first = (await library.find(QUERY)).footage.asset
    second = (await library.find(QUERY.model_copy(update={"used": frozenset({first})}))).footage.asset
    assert {first, second} == {f"{service.wire.name} video 7", f"{service.wire.name} video 8"}
    both = QUERY.model_copy(update={"used": frozenset({first, second})})
    assert (await library.find(both)).footage.asset in (first, second)


@pytest.mark.parametrize("bad", ["gone.mp4", "sound.mp4"])
async def test_a_file_that_is_no_video_gives_way_to_the_next_best(
    library: StockLibrary, service: StockServer, bad: str
) -> None:
    service.offered = [Offered(5, bad, 320, 180, seconds=20, preview="navy.png"), OTHER]
    assert (await library.find(QUERY)).footage.asset.endswith("video 8")


async def test_error_pages_under_the_files_names_are_said_and_not_kept(
    library: StockLibrary, service: StockServer
) -> None:
    service.behaviour = "wrong files"
    with pytest.raises(ProviderError, match="video 7 is not a video that can be read") as failure:
        await library.find(QUERY)
    assert not failure.value.retryable
    service.behaviour = "good"
    assert (await library.find(QUERY)).footage.asset.endswith("video 7")


@pytest.mark.parametrize(
    ("behaviour", "headers", "message", "retryable"),
    [
        ("hang", {}, "no answer within 0.5 s; try again in 60 s", True),
        (429, {"Retry-After": "30"}, "limit of requests is reached; try again in 30 s", True),
        (429, {"Retry-After": "Tue, 14 Nov 2023 22:14:00 GMT"}, "try again in 40 s", True),
        (429, {"X-RateLimit-Reset": "12"}, "try again in 12 s", True),
        (429, {"X-Ratelimit-Reset": "1800000000"}, "try again from 2027-01-15 at 08:00 UTC on", True),
        (429, {}, "try again in 60 s", True),
        (500, {}, "answered with status 500", True),
        (404, {}, "answered with status 404", False),
        ("nonsense", {}, "answered what cannot be read", False),
    ],
)
async def test_each_way_to_fail_has_its_own_message_and_keeps_nothing(
    service: StockServer,
    takes: FolderTakes,
    library: StockLibrary,
    behaviour: str | int,
    headers: dict[str, str],
    message: str,
    retryable: bool,
) -> None:
    service.behaviour, service.headers = behaviour, headers
    kept = takes.keys()
    with pytest.raises(ProviderError, match=f"^{service.wire.name}: .*{message}") as failure:
        await library.find(QUERY)
    assert failure.value.retryable is retryable
    assert takes.keys() == kept


async def test_a_service_that_asked_to_wait_is_left_alone_until_then(
    service: StockServer, library: StockLibrary, now: list[float]
) -> None:
    service.behaviour, service.headers = 429, {"Retry-After": "30"}
    for waited, left in ((0, 30), (10, 20)):
        now[0] += waited
        with pytest.raises(ProviderError, match=f"try again in {left} s"):
            await library.find(QUERY)
    assert len(service.searched) == 1
    now[0] += 21
    service.behaviour, service.headers = "good", {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "50"}
    await library.find(QUERY)
    with pytest.raises(ProviderError, match="limit of requests is reached; try again in 50 s"):
        await library.find(QUERY.model_copy(update={"words": "hills"}))


async def test_a_refused_key_is_named(service: StockServer, takes: FolderTakes) -> None:
    library = StockLibrary(service.wire.catalogue("wrong", service.address), takes)
    setting = f"{service.wire.name.upper()}_API_KEY"
    with pytest.raises(ProviderError, match=f"the key was refused; check {setting}") as failure:
        await library.find(QUERY)
    assert not failure.value.retryable
    await library.stop()


@pytest.mark.parametrize("wire", WIRES, ids=lambda wire: wire.name)
async def test_a_service_that_is_not_there_is_said_to_be_unreachable(wire: Wire, takes: FolderTakes) -> None:
    library = StockLibrary(wire.catalogue(KEY, "http://127.0.0.1:9"), takes)
    with pytest.raises(ProviderError, match="cannot be reached") as failure:
        await library.find(QUERY)
    assert failure.value.retryable
    assert KEY not in str(failure.value)
    await library.stop()


async def test_a_long_query_is_sent_as_far_as_the_service_takes_it(
    library: StockLibrary, service: StockServer
) -> None:
    await library.find(QUERY.model_copy(update={"words": "a very calm and blue sea " * 8}))
    assert service.searched


async def test_one_source_after_another_is_asked_and_the_notes_say_why(
    files: Path, takes: FolderTakes
) -> None:
    with (
        serving(StockServer(PexelsWire(), files, behaviour=500)) as first,
        serving(StockServer(PixabayWire(), files, offered=[CLIP])) as second,
    ):
        libraries = tuple(
            StockLibrary(one.wire.catalogue(KEY, one.address), takes) for one in (first, second)
        )
        chain = StockChain(libraries, DrawnBackdrops(takes))
        found = await chain.find(QUERY)
        second.offered = []
        small = {"words": "nobody has this", "width": 64, "height": 36}
        drawn = await chain.find(QUERY.model_copy(update=small))
        for library in libraries:
            await library.stop()
    assert chain.name == "pexels, else pixabay, else drawn"
    assert found.footage.credit.provider == "pixabay"
    assert found.notes == ("The footage is pixabay: pexels: answered with status 500.",)
    assert drawn.footage.credit.provider == "drawn"
    (note,) = drawn.notes
    assert "pexels: answered with status 500; pixabay: nothing found for 'nobody has this'" in note
