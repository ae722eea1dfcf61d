"""``social_media``: a short upright film about a medicine, drawn with Manim between scenes of stock media."""

from typing import Literal

from picturelock.domain.brief import LongText, ShortText
from picturelock.domain.frames import Shape
from picturelock.domain.own_media import OwnMediaBrief
from picturelock.domain.sound import Platform
from picturelock.pipelines.pipeline import Pipeline
from picturelock.pipelines.rows import RENDER, SCENES, SCRIPT, TTS, VISUALS


class SocialBrief(OwnMediaBrief):
    """A film of 15 to 45 seconds, 1080 by 1920, that keeps the edges free where apps lay their signs."""

    video_type: Literal["social_media"] = "social_media"  # pyright: ignore[reportIncompatibleVariableOverride]
    drug_name: ShortText
    indication: ShortText
    key_benefit: LongText | None = None
    target_audience: ShortText = "patients"
    persona: ShortText = "friendly health narrator"
    tone: ShortText = "engaging and conversational"
    platform: Platform = "social"

    @property
    def subject(self) -> str:
        return self.drug_name

    @property
    def context(self) -> str:
        return self.indication

    @property
    def audience(self) -> str:
        return self.target_audience

    @property
    def own_shape(self) -> Shape:
        return "9:16"


PIPELINE = Pipeline(
    video_type="social_media",
    brief=SocialBrief,
    engine="manim",
    stages=(SCENES, SCRIPT, VISUALS, TTS, RENDER),
)
