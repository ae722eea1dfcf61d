"""``social_media``: a short upright film about a medicine, drawn with Manim between scenes of stock media."""

from collections.abc import Mapping
from typing import Literal

from picturelock.domain.brief import LongText, ShortText
from picturelock.domain.frames import PORTRAIT, FrameFormat, Quality
from picturelock.domain.own_media import OwnMediaBrief
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
    def formats(self) -> Mapping[Quality, FrameFormat]:
        return PORTRAIT


PIPELINE = Pipeline(
    video_type="social_media",
    brief=SocialBrief,
    engine="manim",
    stages=(SCENES, SCRIPT, VISUALS, TTS, RENDER),
)
