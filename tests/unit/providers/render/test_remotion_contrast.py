"""Whatever a brand's colours are, the letters of every template stand out from what is really behind them."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import pytest_asyncio
from numpy.typing import NDArray
from PIL import Image

from picturelock.domain.drawing import CaptionCue, DrawOrder, TemplateCard
from picturelock.domain.frames import FrameFormat
from picturelock.domain.frozen import JsonObject
from picturelock.domain.look import TEXT_CONTRAST, Look, Mode
from picturelock.domain.shot import Artifact, Credit, Footage, Motion, Shot
from picturelock.domain.timing import BeatSpan
from picturelock.providers.render.remotion import RemotionRenderer

pytestmark = pytest.mark.asyncio(loop_scope="module")

# Brands on white, in both looks, over a drawn backdrop and over the harshest still.
BRANDS: dict[str, tuple[Mode, tuple[str, ...], bool]] = {
    "dark-yellow-on-white": ("dark", ("#ffe600", "#ffffff"), False),
    "light-white-on-white-over-a-still": ("light", ("#ffffff", "#ffffff"), True),
}
FRAME = FrameFormat(width=480, height=270, fps=15)
LENGTH = 90
# So many of the hundred least readable pixels may be worse: the thin lines of a backdrop are no ground.
SPARED = 2


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A chequered still in black and white: the worst that may lie behind letters."""
    file = tmp_path_factory.mktemp("kept") / "still.png"
    squares = np.indices((9, 16)).sum(axis=0) % 2 * 255
    Image.fromarray(squares.astype(np.uint8)).resize((960, 540), Image.Resampling.NEAREST).save(file)
    return file


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def renderer(still: Path) -> AsyncIterator[RemotionRenderer]:
    renderer = RemotionRenderer(lambda _: still)
    yield renderer
    await renderer.stop()


def ordered(name: str, props: JsonObject, brand: str) -> DrawOrder:
    mode, colors, footage = BRANDS[brand]
    kept = Artifact(key="0" * 32, name="still.png")
    return DrawOrder(
        shot=Shot(
            scene_id="s1",
            engine="remotion",
            template=name,
            props=props,
            footage=Footage(file=kept, kind="image", credit=Credit(provider="test")) if footage else None,
            motion=Motion(emphasis="none"),
        ),
        palette=Look(mode=mode, brand_colors=colors).palette(),
        frame=FRAME,
        length=LENGTH,
        beats=(BeatSpan(beat_id="s1b1", start=0, end=LENGTH),),
        captions=(CaptionCue(start=0, end=LENGTH, lines=("What is said is written here",)),),
    )


def luminance(pixels: NDArray[np.float64]) -> NDArray[np.float64]:
    parts = pixels / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def contrast_of(text: dict[str, Any], picture: NDArray[np.float64]) -> float:
    """The contrast of a text's letters to nearly the worst of what is behind them."""
    scale = FRAME.height / 1080
    rows = slice(int(text["top"] * scale), int(text["bottom"] * scale) + 1)
    columns = slice(int(text["left"] * scale), int(text["right"] * scale) + 1)
    ground = luminance(picture[rows, columns]).ravel()
    found: list[float] = []
    for color in text["colors"]:
        letters = float(luminance(np.array([float(part) for part in re.findall(r"[\d.]+", color)[:3]])))
        ratios = (np.maximum(ground, letters) + 0.05) / (np.minimum(ground, letters) + 0.05)
        found.append(float(np.percentile(ratios, SPARED)))
    return min(found)


@pytest.mark.parametrize("brand", BRANDS)
async def test_letters_stand_out_from_what_is_behind_them(
    renderer: RemotionRenderer, brand: str, tmp_path: Path
) -> None:
    cards = await renderer.catalogue()
    # Two at a time: one browser draws them on as many cores as there mostly are.
    turns = asyncio.Semaphore(2)

    async def weak(card: TemplateCard) -> list[str]:
        bare = tmp_path / f"{card.name}.png"
        async with turns:
            texts = await renderer.measure(
                ordered(card.name, card.example, brand), at=LENGTH - 12, wordless=bare
            )
        picture = np.asarray(Image.open(bare).convert("RGB")).astype(np.float64)
        found = {str(text["text"]): contrast_of(dict(text), picture) for text in texts}
        return [
            f"{card.name}: {text!r} has {ratio:.2f}" for text, ratio in found.items() if ratio < TEXT_CONTRAST
        ]

    found = [text for texts in await asyncio.gather(*map(weak, cards)) for text in texts]
    assert "\n".join(found) == ""


async def test_letters_on_their_own_colour_would_be_noticed() -> None:
    grey = np.full((270, 480, 3), 128.0)
    text = {"left": 100, "right": 300, "top": 100, "bottom": 200, "colors": ["rgb(140, 140, 140)"]}
    assert contrast_of(text, grey) < TEXT_CONTRAST
