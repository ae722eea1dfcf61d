"""At any length that a template's schema allows, its texts are whole, apart and inside the picture."""

from collections.abc import AsyncIterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from PIL import Image

from picturelock.domain.drawing import CaptionCue, DrawOrder
from picturelock.domain.filled_props import fillings
from picturelock.domain.frames import LANDSCAPE, PORTRAIT, FrameFormat
from picturelock.domain.frozen import JsonObject
from picturelock.domain.look import Look
from picturelock.domain.shot import Artifact, Credit, Footage, Motion, Shot
from picturelock.domain.timing import BeatSpan
from picturelock.providers.render.remotion import RemotionRenderer
from picturelock.providers.render.remotion_project import PROJECT

pytestmark = pytest.mark.asyncio(loop_scope="module")

NAMES = sorted(file.stem for file in (PROJECT / "src" / "templates").glob("*.tsx"))
# The widest letter without a place to break; usual words; writing without spaces; from right to left.
FILLERS = {
    "W": "W",
    "words": "Wonderfully measured ",
    "han": "清潔な水の質問",
    "arabic": "من أين تأتي المياه ",
}
LANGUAGES = {"han": "ja", "arabic": "ar"}
SMALLEST = 24.0  # 2.2 % of the height
MARGIN = 40
SHORT_SIDE = 1080.0  # pixels, as laid out
WIDE, UPRIGHT = LANDSCAPE["low"], PORTRAIT["low"]
SQUARE = FrameFormat(width=480, height=480, fps=15)
# What Reels, TikTok and Shorts cover of an upright frame.
COVERED_TOP, COVERED_BOTTOM, COVERED_RIGHT = 0.14, 0.2, 0.12
LENGTH = 90


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("kept") / "still.png"
    Image.new("RGB", (640, 360), "#7f8f9f").save(file)
    return file


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def renderer(still: Path) -> AsyncIterator[RemotionRenderer]:
    renderer = RemotionRenderer(lambda _: still)
    yield renderer
    await renderer.stop()


def ordered(
    name: str, props: JsonObject, filler: str, *, footage: bool, frame: FrameFormat = WIDE
) -> DrawOrder:
    kept = Footage(
        file=Artifact(key="0" * 32, name="still.png"), kind="image", credit=Credit(provider="test")
    )
    line = (filler * 42)[: frame.caption_line].strip()
    return DrawOrder(
        shot=Shot(
            scene_id="s1",
            engine="remotion",
            template=name,
            props=props,
            footage=kept if footage else None,
            motion=Motion(emphasis="grow"),
        ),
        palette=Look(mode="light" if footage else "dark").palette(),
        frame=frame,
        length=LENGTH,
        beats=(BeatSpan(beat_id="s1b1", start=0, end=LENGTH),),
        captions=(CaptionCue(start=0, end=LENGTH, lines=(line, line)),),
        language=next(
            (LANGUAGES[name] for name, text in FILLERS.items() if text == filler and name in LANGUAGES), "en"
        ),
    )


def faults(texts: list[JsonObject], frame: FrameFormat = WIDE) -> list[str]:
    """What is wrong with where texts lie."""
    scale = SHORT_SIDE / min(frame.width, frame.height)
    width, height = frame.width * scale, frame.height * scale
    top, bottom, right = MARGIN, height - 8, width - MARGIN
    if frame.portrait:
        top, bottom = COVERED_TOP * height, (1 - COVERED_BOTTOM) * height
        right = (1 - COVERED_RIGHT) * width
    boxes: list[dict[str, Any]] = [dict(text) for text in texts]
    wrong = [f"does not fit: {box}" for box in boxes if box["cramped"]]
    wrong += [f"too small: {box}" for box in boxes if box["size"] < SMALLEST]
    wrong += [
        f"out of the picture: {box}"
        for box in boxes
        if box["left"] < MARGIN or box["right"] > right or box["top"] < top or box["bottom"] > bottom
    ]
    return wrong + [f"overlap: {one} {other}" for one, other in combinations(boxes, 2) if overlap(one, other)]


def overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    # Boxes are as tall as the font, which is more than its letters.
    across = min(one["right"], other["right"]) - max(one["left"], other["left"])
    down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return across > 1 and down > 6


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("filler", "frame", "footage"),
    [
        pytest.param("W", WIDE, False, id="wide-W"),
        pytest.param("arabic", WIDE, False, id="wide-arabic"),
        pytest.param("han", WIDE, True, id="wide-han-footage"),
        pytest.param("W", UPRIGHT, False, id="upright-W"),
        pytest.param("words", UPRIGHT, True, id="upright-words-footage"),
        pytest.param("W", SQUARE, False, id="square-W"),
    ],
)
async def test_the_longest_texts_fit(
    renderer: RemotionRenderer, name: str, filler: str, frame: FrameFormat, footage: bool
) -> None:
    card = next(card for card in await renderer.catalogue() if card.name == name)
    props = next(fillings(card.props_schema, card.example, "longest", FILLERS[filler]))
    order = ordered(name, props, FILLERS[filler], footage=footage, frame=frame)
    texts = await renderer.measure(order, at=LENGTH - 12)
    assert len(texts) > 1
    assert faults(texts, frame) == []


async def test_the_layout_is_the_same_at_both_qualities(renderer: RemotionRenderer) -> None:
    cards = {card.name: card.example for card in await renderer.catalogue()}
    low = ordered("bullet_points", cards["bullet_points"], "words ", footage=False)
    high = low.model_copy(update={"frame": LANDSCAPE["high"]})
    small = await renderer.measure(low, at=LENGTH - 12)
    large = await renderer.measure(high, at=LENGTH - 12)
    assert [text["size"] for text in small] == [text["size"] for text in large]
    for one, other in zip(small, large, strict=True):
        assert one["top"] == pytest.approx(other["top"], abs=1.5)  # pyright: ignore[reportUnknownMemberType]


async def test_overlapping_and_cut_off_texts_would_be_noticed() -> None:
    box: JsonObject = {
        "text": "a",
        "left": 100,
        "right": 300,
        "top": 100,
        "bottom": 200,
        "size": 30.0,
        "cramped": False,
    }
    assert faults([box, {**box, "top": 180, "bottom": 280}]) != []
    assert faults([{**box, "right": 1900}]) != []
    assert faults([{**box, "cramped": True}]) != []
    assert faults([box, {**box, "top": 210, "bottom": 280}]) == []


async def test_a_text_under_what_apps_lay_over_the_picture_would_be_noticed() -> None:
    box: JsonObject = {
        "text": "a",
        "left": 100,
        "right": 300,
        "top": 300,
        "bottom": 400,
        "size": 30.0,
        "cramped": False,
    }
    assert faults([box], UPRIGHT) == []
    for moved in ({"top": 200}, {"bottom": 1600}, {"right": 1000}):
        assert faults([{**box, **moved}], UPRIGHT) != []
