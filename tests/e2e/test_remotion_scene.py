"""Scenes really drawn in the browser, decoded again, and drawn again after what draws them was killed."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import av
import numpy as np
import psutil
import pytest
import pytest_asyncio
from numpy.typing import NDArray
from PIL import Image

from picturelock.domain.drawing import CaptionCue, Drawn, DrawOrder
from picturelock.domain.errors import SceneError
from picturelock.domain.frames import LANDSCAPE
from picturelock.domain.frozen import JsonObject
from picturelock.domain.look import DARK
from picturelock.domain.shot import Artifact, Credit, Footage, Motion, Shot
from picturelock.domain.timing import BeatSpan
from picturelock.providers.film.ffmpeg import ffmpeg
from picturelock.providers.render.remotion import RemotionRenderer

pytestmark = pytest.mark.asyncio(loop_scope="module")

FRAME = LANDSCAPE["low"]
COLOR = (200, 80, 40)
TITLE: JsonObject = {"title": "Where does your tap water come from?"}
HEADLINE: JsonObject = {"headline": "High in the hills"}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kept")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def renderer(files: Path) -> AsyncIterator[RemotionRenderer]:
    renderer = RemotionRenderer(lambda artifact: files / artifact.name)
    yield renderer
    await renderer.stop()


def ordered(
    template: str,
    props: JsonObject,
    *,
    length: int = 20,
    footage: Footage | None = None,
    captions: tuple[CaptionCue, ...] = (),
) -> DrawOrder:
    shot = Shot(
        scene_id="s1",
        engine="remotion",
        template=template,
        props=props,
        footage=footage,
        motion=Motion(transition="cut"),
    )
    beats = (BeatSpan(beat_id="s1b1", start=0, end=length),)
    return DrawOrder(shot=shot, palette=DARK, frame=FRAME, length=length, beats=beats, captions=captions)


def footage_of(name: str, kind: str = "image") -> Footage:
    return Footage.model_validate(
        {"file": Artifact(key="0" * 32, name=name), "kind": kind, "credit": Credit(provider="test")}
    )


async def drawn(
    renderer: RemotionRenderer, order: DrawOrder, to: Path, begun: asyncio.Event | None = None
) -> list[NDArray[np.uint8]]:
    """The frames of a drawn scene, decoded to RGB. ``begun`` is set when the first of them are drawn."""
    make_folder(to)
    begun = begun or asyncio.Event()
    await renderer.draw(order, to=to, report=lambda frames: begun.set() if frames else None)
    return decoded(to / "scene.mp4")


def make_folder(place: Path) -> None:
    place.mkdir(exist_ok=True)


def files_in(folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir()]


def decoded(file: Path) -> list[NDArray[np.uint8]]:
    with av.open(file) as film:
        return [frame.to_ndarray(format="rgb24").astype(np.uint8) for frame in film.decode(video=0)]


async def test_a_scene_has_exactly_its_frames_and_the_films_encoding(
    renderer: RemotionRenderer, tmp_path: Path
) -> None:
    reported: list[int] = []
    made = await renderer.draw(
        ordered("title_backdrop", TITLE, length=37), to=tmp_path, report=reported.append
    )
    assert reported == list(range(1, 38))
    assert made.frames == 37
    assert sorted(files_in(tmp_path)) == ["scene.mp4", "seen.json"]
    with av.open(tmp_path / "scene.mp4") as film:
        stream = film.streams.video[0]
        context = stream.codec_context
        assert (stream.average_rate, context.profile, context.pix_fmt) == (15, "High", "yuv420p")
        tags = (context.color_primaries, context.color_trc, context.colorspace, context.color_range)
        assert tags == (1, 1, 1, 1)  # bt709 thrice, limited range
        frames = [(frame.width, frame.height, frame.pts) for frame in film.decode(video=0)]
    assert frames == [(854, 480, place * 6000) for place in range(37)]


async def test_two_scenes_asked_for_at_once_are_both_drawn(
    renderer: RemotionRenderer, tmp_path: Path
) -> None:
    title, headline = await asyncio.gather(
        drawn(renderer, ordered("title_backdrop", TITLE), tmp_path / "one"),
        drawn(renderer, ordered("media_caption", HEADLINE), tmp_path / "two"),
    )
    assert (len(title), len(headline)) == (20, 20)
    assert not np.array_equal(title[10], headline[10])


async def test_colours_of_footage_are_kept(renderer: RemotionRenderer, files: Path, tmp_path: Path) -> None:
    Image.new("RGB", (640, 360), COLOR).save(files / "plain.png")
    order = ordered("media_caption", HEADLINE, footage=footage_of("plain.png"), length=12)
    frame = (await drawn(renderer, order, tmp_path))[6]
    assert np.abs(frame[20:120, 20:800].astype(int) - COLOR).max() <= 6


async def test_a_clip_shorter_than_its_scene_begins_again(
    renderer: RemotionRenderer, files: Path, tmp_path: Path
) -> None:
    # One second: half of it red, half of it blue.
    halves = ["-f", "lavfi", "-i", "color=red:s=320x180:r=15:d=0.6", "-f", "lavfi", "-i"]
    joined = ["color=blue:s=320x180:r=15:d=0.4", "-filter_complex", "[0][1]concat", "-pix_fmt", "yuv420p"]
    await ffmpeg(*halves, *joined, str(files / "clip.mp4"))
    order = ordered("media_caption", HEADLINE, footage=footage_of("clip.mp4", "video"), length=30)
    frames = await drawn(renderer, order, tmp_path)
    corners = [frame[10:60, 700:840].mean(axis=(0, 1)) for frame in frames]
    assert [corners[place][0] > corners[place][2] for place in (2, 12, 18, 28)] == [True, False, True, False]


async def test_captions_are_seen_in_exactly_their_frames(renderer: RemotionRenderer, tmp_path: Path) -> None:
    cues = (CaptionCue(start=4, end=9, lines=("First",)), CaptionCue(start=12, end=16, lines=("Second",)))
    plain = await drawn(renderer, ordered("title_backdrop", TITLE), tmp_path / "plain")
    with_cues = await drawn(renderer, ordered("title_backdrop", TITLE, captions=cues), tmp_path / "cues")
    zone = np.s_[380:440, 300:554]
    apart = [
        float(np.abs(a[zone].astype(int) - b[zone]).mean()) for a, b in zip(plain, with_cues, strict=True)
    ]
    assert [place for place, much in enumerate(apart) if much > 2] == [*range(4, 9), *range(12, 16)]


async def test_a_failing_scene_says_why_and_the_other_is_drawn(
    renderer: RemotionRenderer, files: Path, tmp_path: Path
) -> None:
    (files / "broken.png").write_bytes(b"not a picture")
    bad = ordered("media_caption", HEADLINE, footage=footage_of("broken.png"))
    wrong = ordered("title_backdrop", {"title": ""})
    results = await asyncio.gather(
        drawn(renderer, bad, tmp_path / "bad"),
        drawn(renderer, wrong, tmp_path / "wrong"),
        drawn(renderer, ordered("title_backdrop", TITLE), tmp_path / "good"),
        return_exceptions=True,
    )
    assert isinstance(results[0], SceneError)
    assert "s1" in str(results[0])
    assert isinstance(results[1], SceneError)
    assert "the props are not valid" in str(results[1])
    assert "title" in str(results[1])
    assert isinstance(results[2], list)
    assert len(results[2]) == 20
    assert files_in(tmp_path / "bad") == []


async def test_failing_scenes_never_end_the_browser(renderer: RemotionRenderer, tmp_path: Path) -> None:
    good = ordered("title_backdrop", TITLE)
    await renderer.still(good, at=5, to=tmp_path / "still.png")
    assert renderer.pid is not None
    before = browsers_of(renderer.pid)[0].pid
    for number in range(4):
        with pytest.raises(SceneError, match="the props are not valid"):
            await drawn(renderer, ordered("title_backdrop", {"title": ""}), tmp_path / str(number))
    await renderer.still(good, at=5, to=tmp_path / "still.png")
    assert browsers_of(renderer.pid)[0].pid == before


async def test_a_killed_worker_comes_back(renderer: RemotionRenderer, tmp_path: Path) -> None:
    await renderer.catalogue()
    await renderer.still(ordered("title_backdrop", TITLE), at=5, to=tmp_path / "before.png")
    killed = renderer.pid
    assert killed is not None
    browsers = browsers_of(killed)
    begun = asyncio.Event()
    drawing = asyncio.create_task(
        drawn(renderer, ordered("title_backdrop", TITLE, length=300), tmp_path / "a", begun)
    )
    await begun.wait()
    os.kill(killed, signal.SIGKILL)
    with pytest.raises(SceneError, match="ended"):
        await drawing
    assert len(await drawn(renderer, ordered("title_backdrop", TITLE), tmp_path / "b")) == 20
    assert renderer.pid != killed
    _, alive = psutil.wait_procs(browsers, timeout=10)
    assert alive == []


async def test_a_killed_browser_comes_back(renderer: RemotionRenderer, tmp_path: Path) -> None:
    await renderer.still(ordered("title_backdrop", TITLE), at=5, to=tmp_path / "before.png")
    worker = renderer.pid
    assert worker is not None
    begun = asyncio.Event()
    drawing = asyncio.create_task(
        drawn(renderer, ordered("title_backdrop", TITLE, length=300), tmp_path / "a", begun)
    )
    await begun.wait()
    for browser in browsers_of(worker):
        browser.kill()
    with pytest.raises(SceneError, match="the browser ended"):
        await drawing
    assert files_in(tmp_path / "a") == []
    assert len(await drawn(renderer, ordered("title_backdrop", TITLE), tmp_path / "b")) == 20
    assert renderer.pid == worker


async def test_a_cancelled_drawing_stops_and_leaves_nothing(
    renderer: RemotionRenderer, tmp_path: Path
) -> None:
    order = ordered("title_backdrop", TITLE, length=3000)
    begun = asyncio.Event()
    drawing = asyncio.create_task(renderer.draw(order, to=tmp_path, report=lambda _: begun.set()))
    await begun.wait()
    drawing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await drawing
    assert len(await drawn(renderer, ordered("title_backdrop", TITLE), tmp_path / "next")) == 20
    assert files_in(tmp_path) == ["next"]


async def test_nothing_but_this_machine_is_spoken_to(renderer: RemotionRenderer, tmp_path: Path) -> None:
    drawing, begun = begun_drawing(renderer, tmp_path, length=40)
    await begun.wait()
    assert renderer.pid is not None
    worker = psutil.Process(renderer.pid)
    family = [worker, *worker.children(recursive=True)]
    remotes = {peer.raddr.ip for one in family for peer in one.net_connections("inet") if peer.raddr}
    await drawing
    assert remotes <= {"127.0.0.1", "::1", "::ffff:127.0.0.1"}


def browsers_of(pid: int) -> list[psutil.Process]:
    """The browser's processes, the oldest first."""
    family = psutil.Process(pid).children(recursive=True)
    return sorted((one for one in family if "chrom" in one.name()), key=psutil.Process.create_time)


def begun_drawing(
    renderer: RemotionRenderer, to: Path, length: int = 300
) -> tuple[asyncio.Task[Drawn], asyncio.Event]:
    """A drawing, and the event of its first frame."""
    to.mkdir(exist_ok=True)
    begun = asyncio.Event()
    order = ordered("title_backdrop", TITLE, length=length)
    return asyncio.create_task(renderer.draw(order, to=to, report=lambda _: begun.set())), begun
