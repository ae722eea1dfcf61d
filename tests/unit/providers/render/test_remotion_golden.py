"""One frame of each Remotion template's example, as it looked when a person last looked at it.

``PICTURELOCK_UPDATE_GOLDEN=1`` writes them anew; look at them before you commit them.
"""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest
import pytest_asyncio
from numpy.typing import NDArray
from PIL import Image

from picturelock.domain.captions import caption_cues
from picturelock.domain.drawing import CaptionCue, DrawOrder
from picturelock.domain.frames import FrameFormat
from picturelock.domain.frozen import JsonObject
from picturelock.domain.look import Look, Mode
from picturelock.domain.shot import Motion, Shot
from picturelock.domain.timing import BeatSpan, TimedWord
from picturelock.providers.render.remotion import RemotionRenderer
from picturelock.providers.render.remotion_project import PROJECT

pytestmark = pytest.mark.asyncio(loop_scope="module")

GOLDEN = Path(__file__).parents[3] / "golden" / "remotion"
UPDATE = bool(os.environ.get("PICTURELOCK_UPDATE_GOLDEN"))
NAMES = sorted(file.stem for file in (PROJECT / "src" / "templates").glob("*.tsx"))
FRAME = FrameFormat(width=480, height=270, fps=15)
LENGTH, AT = 120, 84
# Another Chromium moves the edges of letters by a few steps; a word that moved is far beyond.
MEAN, WORST_BLOCK = 1.5, 12.0


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def renderer() -> AsyncIterator[RemotionRenderer]:
    renderer = RemotionRenderer(lambda artifact: Path(artifact.name))
    yield renderer
    await renderer.stop()


def ordered(name: str, props: JsonObject, mode: Mode) -> DrawOrder:
    words = ("Good", "water", "is", "tested", "water.")
    return DrawOrder(
        shot=Shot(
            scene_id="s1",
            engine="remotion",
            template=name,
            props=props,
            motion=Motion(entrance="rise", emphasis="underline"),
        ),
        palette=Look(mode=mode).palette(),
        frame=FRAME,
        length=LENGTH,
        beats=tuple(
            BeatSpan(beat_id=f"s1b{place + 1}", start=30 * place, end=30 * (place + 1)) for place in range(4)
        ),
        words=tuple(
            TimedWord(text=text, start=8 + 6 * place, end=13 + 6 * place) for place, text in enumerate(words)
        ),
        captions=(
            CaptionCue(start=0, end=LENGTH, lines=("What is said over the picture", "is written here.")),
        ),
    )


ARABIC = [
    TimedWord(text=text, start=10 + 12 * place, end=22 + 12 * place)
    for place, text in enumerate(["يمنع", "الأسبرين", "إنزيم", "COX-1", "في", "الجسم."])
]


async def picture(renderer: RemotionRenderer, name: str, mode: Mode, to: Path) -> NDArray[np.uint8]:
    example = next(card.example for card in await renderer.catalogue() if card.name == name)
    await renderer.still(ordered(name, example, mode), at=AT, to=to)
    # Without the last bits of the backdrop's gradients the files are a third of the size.
    pixels: NDArray[np.uint8] = np.asarray(Image.open(to).convert("RGB"))
    return pixels & np.uint8(0xFC) | np.uint8(0x02)


def difference(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> tuple[float, float]:
    """The mean difference of two pictures, and that of their most different block of 15 by 15 pixels."""
    away = np.abs(one.astype(np.float64) - other.astype(np.float64)).mean(axis=2)
    return float(away.mean()), float(away.reshape(18, 15, 32, 15).mean(axis=(1, 3)).max())


@pytest.mark.parametrize("name", NAMES)
async def test_the_picture_is_the_one_a_person_looked_at(
    renderer: RemotionRenderer, name: str, tmp_path: Path
) -> None:
    drawn = await picture(renderer, name, "dark", tmp_path / "drawn.png")
    file = GOLDEN / f"{name}.png"
    if UPDATE:
        Image.fromarray(drawn).save(file, optimize=True)
    mean, worst = difference(drawn, np.asarray(Image.open(file)))
    assert mean < MEAN
    assert worst < WORST_BLOCK
    assert file.stat().st_size < 80_000


async def test_the_word_that_is_spoken_lights_up(renderer: RemotionRenderer, tmp_path: Path) -> None:
    made = ordered("title_backdrop", {"title": "Aspirin"}, "dark").model_copy(
        update={
            "lit": "#2dd4bf",
            "language": "ar",
            "captions": caption_cues(ARABIC, LENGTH, FRAME.fps, language="ar"),
        }
    )
    await renderer.still(made, at=ARABIC[2].start, to=tmp_path / "lit.png")
    drawn = np.asarray(Image.open(tmp_path / "lit.png").convert("RGB")) & np.uint8(0xFC) | np.uint8(0x02)
    file = GOLDEN / "karaoke.png"
    if UPDATE:
        Image.fromarray(drawn).save(file, optimize=True)
    mean, worst = difference(drawn, np.asarray(Image.open(file)))
    assert mean < MEAN
    assert worst < WORST_BLOCK


async def test_the_light_look_is_another_picture(renderer: RemotionRenderer, tmp_path: Path) -> None:
    light = await picture(renderer, "statement", "light", tmp_path / "light.png")
    mean, _ = difference(light, np.asarray(Image.open(GOLDEN / "statement.png")))
    assert mean > 20 * MEAN


async def test_a_moved_word_would_be_noticed() -> None:
    golden = np.asarray(Image.open(GOLDEN / "statement.png"))
    _, worst = difference(golden, np.roll(golden, 3, axis=1))
    assert worst > WORST_BLOCK
