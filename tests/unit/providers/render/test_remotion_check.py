"""What cannot be drawn is said before it is drawn."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from picturelock.domain.drawing import DrawOrder
from picturelock.domain.errors import SceneError
from picturelock.domain.frames import LANDSCAPE
from picturelock.domain.frozen import JsonObject
from picturelock.domain.look import DARK
from picturelock.domain.shot import Artifact, Shot
from picturelock.domain.timing import BeatSpan
from picturelock.providers.render.remotion import RemotionRenderer

pytestmark = pytest.mark.asyncio(loop_scope="module")

UNKNOWN = "\U000efff0"


def nowhere(artifact: Artifact) -> Path:
    raise KeyError(artifact.url)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def renderer() -> AsyncIterator[RemotionRenderer]:
    renderer = RemotionRenderer(nowhere)
    yield renderer
    await renderer.stop()


def shot(template: str, props: JsonObject) -> Shot:
    return Shot(scene_id="s1", engine="remotion", template=template, props=props)


def ordered(template: str, props: JsonObject, logo: Artifact | None = None) -> DrawOrder:
    beats = (BeatSpan(beat_id="s1b1", start=0, end=10),)
    frame = LANDSCAPE["low"]
    return DrawOrder(shot=shot(template, props), palette=DARK, frame=frame, length=10, beats=beats, logo=logo)


async def test_the_catalogue_has_each_template_with_a_valid_example(renderer: RemotionRenderer) -> None:
    cards = await renderer.catalogue()
    assert {card.name for card in cards} >= {"title_backdrop", "media_caption", "bullet_points", "end_card"}
    for card in cards:
        assert card.engine == "remotion"
        assert card.shows
        assert card.use_when
        assert await renderer.check(shot(card.name, card.example)) == ()


async def test_each_bad_field_is_named(renderer: RemotionRenderer) -> None:
    props: JsonObject = {"heading": "x" * 61, "points": [{"text": "", "beat": -1}, {"text": "b"}], "more": 1}
    reasons = await renderer.check(shot("bullet_points", props))
    assert sorted(reason.partition(":")[0] for reason in reasons) == [
        "heading",
        "points.0.beat",
        "points.0.text",
        "props",
    ]


async def test_an_unknown_template_is_named(renderer: RemotionRenderer) -> None:
    assert await renderer.check(shot("fireworks", {})) == ("there is no template called 'fireworks'",)


async def test_characters_without_a_font_are_named_in_props_and_in_what_is_said(
    renderer: RemotionRenderer,
) -> None:
    bare: JsonObject = {"title": "Water"}
    assert await renderer.check(shot("title_backdrop", bare), "Clean water, 清潔な水, ماء") == ()
    for props, spoken in (({"title": f"Water {UNKNOWN}"}, ""), (bare, f"water {UNKNOWN}")):
        reasons = await renderer.check(shot("title_backdrop", dict(props)), spoken)
        assert reasons == (f"no installed font has {UNKNOWN}",)


async def test_a_frame_outside_the_scene_is_refused(renderer: RemotionRenderer, tmp_path: Path) -> None:
    with pytest.raises(SceneError, match="frame 10 is not in it"):
        await renderer.still(ordered("title_backdrop", {"title": "Water"}), at=10, to=tmp_path / "still.png")


async def test_a_file_that_is_not_kept_any_more_is_named(renderer: RemotionRenderer, tmp_path: Path) -> None:
    logo = Artifact(key="0" * 32, name="logo.png")
    order = ordered("end_card", {"brand": "Water", "call_to_action": "Ask"}, logo=logo)
    with pytest.raises(SceneError, match=r"logo\.png"):
        await renderer.still(order, at=5, to=tmp_path / "still.png")
