"""``moa``: how a medicine works, drawn with Manim."""

from typing import Literal

from picturelock.domain.brief import Brief, ShortText
from picturelock.pipelines.pipeline import Pipeline
from picturelock.pipelines.rows import RENDER, SCENES, SCRIPT, TTS, VISUALS


class MoaBrief(Brief):
    """A mechanism-of-action film of one medicine in one condition."""

    video_type: Literal["moa"] = "moa"  # pyright: ignore[reportIncompatibleVariableOverride]
    drug_name: ShortText
    condition: ShortText
    target_audience: ShortText = "healthcare professionals"
    persona: ShortText = "professional medical narrator"
    tone: ShortText = "clear and educational"

    @property
    def subject(self) -> str:
        return self.drug_name

    @property
    def context(self) -> str:
        return self.condition

    @property
    def audience(self) -> str:
        return self.target_audience


PIPELINE = Pipeline(
    video_type="moa", brief=MoaBrief, engine="manim", stages=(SCENES, SCRIPT, VISUALS, TTS, RENDER)
)
