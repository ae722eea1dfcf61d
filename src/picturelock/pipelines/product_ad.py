"""``product_ad``: an advertisement for a brand, drawn with Remotion over footage."""

from typing import Literal

from pydantic import Field

from picturelock.domain.brief import PICTURE, Brief, PictureKey, ShortText
from picturelock.domain.shot import Artifact
from picturelock.pipelines.pipeline import Pipeline
from picturelock.pipelines.rows import ANIMATED_RENDER, ANIMATIONS, SCENES, SCRIPT, TTS, VISUALS


class ProductAdBrief(Brief):
    """An advertisement that says nothing about the brand but what the brief and its documents say."""

    video_type: Literal["product_ad"] = "product_ad"  # pyright: ignore[reportIncompatibleVariableOverride]
    topic: ShortText
    brand_name: ShortText
    persona: ShortText = "professional narrator"
    tone: ShortText = "clear and reassuring"
    images: tuple[PictureKey, ...] = Field(
        default=(), max_length=10, description="The keys of uploaded pictures, shown before other footage."
    )

    @property
    def subject(self) -> str:
        return self.brand_name

    @property
    def context(self) -> str:
        return self.topic

    @property
    def pictures(self) -> tuple[Artifact, ...]:
        return tuple(Artifact(key=key, name=PICTURE) for key in self.images)


PIPELINE = Pipeline(
    video_type="product_ad",
    brief=ProductAdBrief,
    engine="remotion",
    stages=(SCENES, SCRIPT, VISUALS, ANIMATIONS, TTS, ANIMATED_RENDER),
)
