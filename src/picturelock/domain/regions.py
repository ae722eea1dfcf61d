"""Where a film will be shown, and what follows from that."""

from typing import Literal

from pydantic import Field

from picturelock.domain.frozen import Frozen
from picturelock.domain.picture_language import Direction, Numbers, picture_language

DateOrder = Literal["day month year", "month day year", "year month day"]
LabUnits = Literal["mg/dL", "mmol/L"]


class Region(Frozen):
    """A market: its code, its name, its language (BCP 47), and how things are written and spoken there.

    ``spelling`` is the tag whose dictionary its words follow. ``lab_units`` is how blood glucose is commonly
    reported; values are told as they are given and never converted.
    """

    code: str
    name: str
    language: str
    spelling: str
    voice: str = Field(description="what a narrator from there sounds like, for choosing a voice")
    numbers: Numbers
    dates: DateOrder = "day month year"
    temperature: Literal["°C", "°F"] = "°C"
    lab_units: LabUnits = "mg/dL"
    direction: Direction = "ltr"

    @property
    def conventions(self) -> str:
        """The region's ways in a sentence, for those who write."""
        sample = f"{self.numbers.written('1,234.5')} and {self.numbers.with_percent('50')}"
        return (
            f"spelling {self.spelling}; numbers like {sample}; dates in the order {self.dates}; "
            f"temperatures in {self.temperature}; laboratory values usually in {self.lab_units}, but "
            "always as they are given, never converted"
        )


def _region(code: str, name: str, language: str, voice: str, spelling: str = "", **ways: str) -> Region:
    written = picture_language(language)
    told = {"spelling": spelling or language, "direction": written.direction, **ways}
    return Region.model_validate(
        {"code": code, "name": name, "language": language, "voice": voice, "numbers": written.numbers, **told}
    )


_LISTED = (
    _region("global", "Global", "en-US", "General American English", lab_units="mmol/L"),
    _region("us", "United States", "en-US", "American English", dates="month day year", temperature="°F"),
    _region("uk", "United Kingdom", "en-GB", "British English", lab_units="mmol/L"),
    _region("eu", "European Union", "en-GB", "British English", lab_units="mmol/L"),
    _region("in", "India", "en-IN", "Indian English", spelling="en-GB"),
    _region("de", "Germany", "de-DE", "Standard German"),
    _region("fr", "France", "fr-FR", "French of France", lab_units="mmol/L"),
    _region("es", "Spain", "es-ES", "Castilian Spanish"),
    _region("it", "Italy", "it-IT", "Standard Italian"),
    _region("br", "Brazil", "pt-BR", "Brazilian Portuguese"),
    _region("jp", "Japan", "ja-JP", "Standard Japanese", dates="year month day"),
)
REGIONS: dict[str, Region] = {region.code: region for region in _LISTED}
