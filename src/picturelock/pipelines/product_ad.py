"""``product_ad``: an advertisement for a brand, drawn with Remotion over footage."""

from typing import Literal

from picturelock.domain.brief import ShortText
from picturelock.domain.own_media import OwnMediaBrief
from picturelock.pipelines.pipeline import Pipeline
from picturelock.pipelines.rows import ANIMATED_RENDER, ANIMATIONS, SCENES, SCRIPT, TTS, VISUALS


class ProductAdBrief(OwnMediaBrief):
    """An advertisement that says nothing about the brand but what the brief and its documents say."""

    video_type: Literal["product_ad"] = "product_ad"  # pyright: ignore[reportIncompatibleVariableOverride]
    topic: ShortText
    brand_name: ShortText
    persona: ShortText = "professional narrator"
    tone: ShortText = "clear and reassuring"

    @property
    def subject(self) -> str:
        return self.brand_name

    @property
    def context(self) -> str:
        return self.topic


PIPELINE = Pipeline(
    video_type="product_ad",
    brief=ProductAdBrief,
    engine="remotion",
    stages=(SCENES, SCRIPT, VISUALS, ANIMATIONS, TTS, ANIMATED_RENDER),
)
