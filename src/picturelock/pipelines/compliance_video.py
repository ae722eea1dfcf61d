"""``compliance_video``: what the reference documents say and nothing else, drawn with Remotion."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from picturelock.domain.brief import ShortText
from picturelock.domain.own_media import OwnMediaBrief
from picturelock.pipelines.pipeline import Pipeline
from picturelock.pipelines.rows import ANIMATED_RENDER, ANIMATIONS, SCENES, SCRIPT, TTS, VISUALS


class ComplianceBrief(OwnMediaBrief):
    """A film in which every factual sentence is a quotation or a close paraphrase of a reference document."""

    video_type: Literal["compliance_video"] = "compliance_video"  # pyright: ignore[reportIncompatibleVariableOverride]
    prompt: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1_000)]
    brand_name: ShortText
    persona: ShortText = "compliance officer"
    tone: ShortText = "formal and precise"

    @property
    def subject(self) -> str:
        return self.brand_name

    @property
    def context(self) -> str:
        return self.prompt

    @property
    def sourced(self) -> bool:
        return True


PIPELINE = Pipeline(
    video_type="compliance_video",
    brief=ComplianceBrief,
    engine="remotion",
    stages=(SCENES, SCRIPT, VISUALS, ANIMATIONS, TTS, ANIMATED_RENDER),
)
