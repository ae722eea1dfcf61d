"""``doctor_ad``: a medicine for those who prescribe it, drawn with Manim between scenes of stock media."""

from typing import Literal

from picturelock.domain.brief import LongText, ShortText
from picturelock.domain.clinical import ClinicalChart
from picturelock.domain.own_media import OwnMediaBrief
from picturelock.pipelines.pipeline import Pipeline
from picturelock.pipelines.rows import RENDER, SCENES, SCRIPT, TTS, VISUALS


class DoctorBrief(OwnMediaBrief):
    """A film about one medicine in one indication; its figures are those of the brief and its documents."""

    video_type: Literal["doctor_ad"] = "doctor_ad"  # pyright: ignore[reportIncompatibleVariableOverride]
    drug_name: ShortText
    indication: ShortText
    moa_summary: LongText | None = None
    clinical_data: LongText | ClinicalChart | None = None
    persona: ShortText = "professional medical narrator"
    tone: ShortText = "scientific and professional"

    @property
    def subject(self) -> str:
        return self.drug_name

    @property
    def context(self) -> str:
        return self.indication

    @property
    def audience(self) -> str:
        return "healthcare professionals"


PIPELINE = Pipeline(
    video_type="doctor_ad", brief=DoctorBrief, engine="manim", stages=(SCENES, SCRIPT, VISUALS, TTS, RENDER)
)
