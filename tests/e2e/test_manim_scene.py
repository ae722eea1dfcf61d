"""Manim scenes drawn for real, by the worker, and decoded again."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import av
import numpy as np
import psutil
import pytest
import pytest_asyncio
from PIL import Image

from fakes.scenes import LOW, order
from picturelock.domain.drawing import CaptionCue, DrawOrder
from picturelock.domain.errors import SceneError
from picturelock.domain.look import LIGHT
from picturelock.domain.shot import Artifact, Credit, Footage
from picturelock.providers.film.ffmpeg import ffmpeg
from picturelock.providers.render.manim import ManimRenderer

BARS: dict[str, Any] = {"title": "Bars", "bars": [{"label": "A", "value": 3}, {"label": "B", "value": 5}]}
TITLE: dict[str, Any] = {"title": "How aspirin eases pain", "kicker": "Mechanism"}
# No schema can know that this is not a molecule.
BROKEN: dict[str, Any] = {"title": "Broken", "smiles": "C1CC"}


def no_assets(artifact: Artifact) -> Path:
    raise KeyError(artifact.key)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def renderer() -> AsyncIterator[ManimRenderer]:
    renderer = ManimRenderer(no_assets)
    yield renderer
    await renderer.stop()


pytestmark = pytest.mark.asyncio(loop_scope="module")


def scene(props: dict[str, Any], *, length: int = 37, **more: Any) -> DrawOrder:
    template = "bar_chart" if "bars" in props else "molecule" if "smiles" in props else "title"
    return order(template, props, beats=(length - 15, 15), frame=LOW, **more)


async def drawn(renderer: ManimRenderer, made: DrawOrder, to: Path) -> list[int]:
    await asyncio.to_thread(to.mkdir, exist_ok=True)
    seen: list[int] = []
    await renderer.draw(made, to=to, report=seen.append)
    return seen


def decoded(file: Path) -> list[np.ndarray[Any, Any]]:
    with av.open(str(file)) as film:
        return [frame.to_ndarray(format="rgb24") for frame in film.decode(video=0)]


async def test_two_scenes_at_a_time_have_exactly_their_frames(
    renderer: ManimRenderer, tmp_path: Path
) -> None:
    first, second = scene(TITLE, length=37), scene(BARS, length=52, palette=LIGHT, scene_id="s2")
    reports = await asyncio.gather(
        drawn(renderer, first, tmp_path / "1"), drawn(renderer, second, tmp_path / "2")
    )
    for number, made, seen in zip((1, 2), (first, second), reports, strict=True):
        assert len(decoded(tmp_path / str(number) / "scene.mp4")) == made.length
        assert seen == sorted(seen)
        assert seen[-1] == made.length
        assert {file.name for file in (tmp_path / str(number)).iterdir()} == {"scene.mp4", "seen.json"}


async def test_a_drawn_scene_is_encoded_so_that_it_can_be_joined(
    renderer: ManimRenderer, tmp_path: Path
) -> None:
    await drawn(renderer, scene(TITLE, length=70), tmp_path)
    with av.open(str(tmp_path / "scene.mp4")) as film:
        stream = film.streams.video[0]
        context = stream.codec_context
        assert (context.name, context.profile, context.pix_fmt) == ("h264", "High", "yuv420p")
        assert (context.colorspace, context.color_primaries, context.color_trc, context.color_range) == (
            1,
            1,
            1,
            1,
        )
        assert (stream.width, stream.height, stream.average_rate) == (854, 480, 15)
        assert not film.streams.audio
        packets = [packet for packet in film.demux(stream) if packet.size]
        keys = [place for place, packet in enumerate(packets) if packet.is_keyframe]
        assert keys[:3] == [0, 30, 60]
        # Closed groups: in the order of decoding, what follows a key frame is also shown after it.
        for key in keys:
            times = [packet.pts for packet in packets[key:] if packet.pts is not None]
            assert times[0] == min(times)


async def test_colours_survive_the_way_into_the_film_and_back(
    renderer: ManimRenderer, tmp_path: Path
) -> None:
    made = scene(BARS, length=60, palette=LIGHT)
    await renderer.still(made, at=45, to=tmp_path / "still.png")
    await drawn(renderer, made, tmp_path)
    with av.open(str(tmp_path / "scene.mp4")) as film:
        frame = list(film.decode(video=0))[45]
    shown = frame.reformat(format="rgb24", src_colorspace="ITU709", dst_color_range="JPEG").to_ndarray()
    still = np.asarray(Image.open(tmp_path / "still.png").convert("RGB"), dtype=np.float64)
    away = np.abs(shown.astype(np.float64) - still)
    assert away.mean() < 1.5
    # Flat fields, where subsampling changes nothing: a wrong matrix or range is off by five and more.
    for place in ((470, 20), (10, 840), (235, 427)):
        assert np.abs(shown[place].astype(int) - still[place].astype(int)).max() <= 3


async def test_a_scene_that_fails_says_why_and_the_other_is_drawn(
    renderer: ManimRenderer, tmp_path: Path
) -> None:
    results = await asyncio.gather(
        drawn(renderer, scene(BROKEN, scene_id="s7"), tmp_path / "1"),
        drawn(renderer, scene(TITLE), tmp_path / "2"),
        return_exceptions=True,
    )
    assert isinstance(results[0], SceneError)
    assert results[0].scene_id == "s7"
    assert "ValueError: 'C1CC' is not a structure that can be read" in str(results[0])
    assert len(decoded(tmp_path / "2" / "scene.mp4")) == 37


async def test_a_killed_worker_is_named_and_comes_back(renderer: ManimRenderer, tmp_path: Path) -> None:
    await renderer.catalogue()
    await renderer.check(scene(TITLE).shot)
    first = renderer.pid
    assert first is not None
    long = asyncio.create_task(drawn(renderer, scene(TITLE, length=20_000), tmp_path / "1"))
    await drawings_of(first)
    below = psutil.Process(first).children(recursive=True)
    os.kill(first, signal.SIGKILL)
    with pytest.raises(SceneError, match="could not be made"):
        await long
    await drawn(renderer, scene(TITLE), tmp_path / "2")
    assert renderer.pid not in (None, first)
    assert await all_end(below)
    assert len(decoded(tmp_path / "2" / "scene.mp4")) == 37


async def test_a_killed_drawing_leaves_the_worker_alive(renderer: ManimRenderer, tmp_path: Path) -> None:
    await renderer.check(scene(TITLE).shot)
    assert renderer.pid is not None
    worker = renderer.pid
    long = asyncio.create_task(drawn(renderer, scene(TITLE, length=20_000), tmp_path / "1"))
    (drawing,) = await drawings_of(worker)
    drawing.kill()
    with pytest.raises(SceneError, match="was ended by SIGKILL"):
        await long
    assert renderer.pid == worker


async def test_a_cancelled_drawing_ends_at_once_and_frees_its_place(
    renderer: ManimRenderer, tmp_path: Path
) -> None:
    await renderer.check(scene(TITLE).shot)
    assert renderer.pid is not None
    tasks = [
        asyncio.create_task(drawn(renderer, scene(TITLE, length=3_000), tmp_path / str(number)))
        for number in range(3)
    ]
    await drawings_of(renderer.pid)
    below = psutil.Process(renderer.pid).children(recursive=True)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert await all_end(below)
    assert await renderer.check(scene(TITLE).shot) == ()


async def test_a_logo_is_shown_on_the_end_card(tmp_path: Path) -> None:
    Image.new("RGBA", (400, 100), (255, 0, 0, 255)).save(tmp_path / "logo.png")
    renderer = ManimRenderer(lambda artifact: tmp_path / artifact.name)
    logo = Artifact(key="0" * 32, name="logo.png")
    made = order("end_card", {"title": "The end"}, frame=LOW).model_copy(update={"logo": logo})
    try:
        await renderer.still(made, at=100, to=tmp_path / "still.png")
    finally:
        await renderer.stop()
    pixels = np.asarray(Image.open(tmp_path / "still.png").convert("RGB")).reshape(-1, 3)
    assert (pixels == (255, 0, 0)).all(axis=1).sum() > 5_000


async def test_a_logo_that_is_gone_is_said_so(renderer: ManimRenderer, tmp_path: Path) -> None:
    made = scene(TITLE).model_copy(update={"logo": Artifact(key="1" * 32, name="logo.png")})
    with pytest.raises(SceneError, match="its logo is not there any more"):
        await renderer.still(made, at=0, to=tmp_path / "still.png")


async def test_footage_lies_under_a_scene_and_plays_again_when_it_is_over(tmp_path: Path) -> None:
    clip = tmp_path / "clip.mp4"
    paint = ["-f", "lavfi", "-i", "color=c=red:s=320x180:r=30:d=1", "-f", "lavfi", "-i"]
    paint += ["color=c=blue:s=320x180:r=30:d=1", "-filter_complex", "[0][1]concat=n=2,format=yuv420p"]
    await ffmpeg(*paint, str(clip))
    footage = Footage(
        file=Artifact(key="0" * 32, name="clip.mp4"), kind="video", seconds=2, credit=Credit(provider="test")
    )
    made = order("stock_caption", {"headline": "Hello"}, beats=(60,), frame=LOW)
    made = made.model_copy(update={"shot": made.shot.model_copy(update={"footage": footage})})
    renderer = ManimRenderer(lambda artifact: tmp_path / artifact.name)
    try:
        await drawn(renderer, made, tmp_path / "1")
        await renderer.still(made, at=20, to=tmp_path / "still.png")
    finally:
        await renderer.stop()
    frames = decoded(tmp_path / "1" / "scene.mp4")
    assert len(frames) == 60
    red, blue, again = (frames[at][40, 427].astype(int) for at in (8, 22, 38))
    assert red[0] > 2 * red[2]
    assert blue[2] > 2 * blue[0]
    assert again[0] > 2 * again[2]
    still = np.asarray(Image.open(tmp_path / "still.png").convert("RGB"))
    assert np.abs(still[40, 427].astype(int) - frames[20][40, 427].astype(int)).max() <= 12


async def test_the_version_needs_no_worker_and_every_template_has_a_card() -> None:
    renderer = ManimRenderer(no_assets)
    assert renderer.version == ManimRenderer(no_assets).version
    assert renderer.pid is None
    cards = await renderer.catalogue()
    await renderer.stop()
    assert {"title", "molecule", "receptor_binding", "enzyme_inhibition", "bar_chart"} <= {
        card.name for card in cards
    }


async def test_captions_are_drawn_in_their_frames_only(renderer: ManimRenderer, tmp_path: Path) -> None:
    cue = CaptionCue(start=20, end=30, lines=("Seen for ten frames",))
    plain, captioned = tmp_path / "plain", tmp_path / "captioned"
    await drawn(renderer, scene(TITLE), plain)
    await drawn(renderer, scene(TITLE, captions=(cue,)), captioned)
    pairs = zip(decoded(plain / "scene.mp4"), decoded(captioned / "scene.mp4"), strict=True)
    zone = [np.abs(one[380:430].astype(int) - other[380:430].astype(int)).mean() for one, other in pairs]
    assert [place for place, away in enumerate(zone) if away > 2] == list(range(20, 30))


async def drawings_of(pid: int) -> list[psutil.Process]:
    """The worker's children that have an encoder, once there are any; waits at most 20 s."""
    for _ in range(400):
        drawings = [child for child in psutil.Process(pid).children() if has_children(child)]
        if drawings:
            return drawings
        await asyncio.sleep(0.05)
    raise AssertionError("the worker started no drawing")


def has_children(process: psutil.Process) -> bool:
    """Whether a process has children; one that has just ended has none."""
    try:
        return bool(process.children())
    except psutil.NoSuchProcess:
        return False


async def all_end(processes: list[psutil.Process]) -> bool:
    """Whether processes are gone within 20 s."""
    _, alive = await asyncio.to_thread(psutil.wait_procs, processes, 20)
    return not alive
