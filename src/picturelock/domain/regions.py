"""Where a film will be shown, and what follows from that."""

from typing import Literal

from pydantic import Field

from picturelock.domain.frozen import Frozen
from picturelock.domain.languages import Direction, language_of

DateOrder = Literal["day month year", "month day year", "year month day"]
LabUnits = Literal["mg/dL", "mmol/L"]


class Numbers(Frozen):
    """How numbers are written: 1,234.5 and 50% in English, 1.234,5 and 50 % in German."""

    decimal: str
    thousands: str
    per_cent: str = Field(description="what follows the number")


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
        numbers = self.numbers
        sample = f"1{numbers.thousands}234{numbers.decimal}5 and 50{numbers.per_cent}"
        return (
            f"spelling {self.spelling}; numbers like {sample}; dates in the order {self.dates}; "
            f"temperatures in {self.temperature}; laboratory values usually in {self.lab_units}, but "
            "always as they are given, never converted"
        )


_POINT = Numbers(decimal=".", thousands=",", per_cent="%")
_NARROW_SPACE, _FIXED_SPACE = "\u202f", "\u00a0"
_GERMAN = Numbers(decimal=",", thousands=".", per_cent=f"{_FIXED_SPACE}%")
_FRENCH = Numbers(decimal=",", thousands=_NARROW_SPACE, per_cent=f"{_NARROW_SPACE}%")
_SPANISH = Numbers(decimal=",", thousands=_FIXED_SPACE, per_cent=f"{_FIXED_SPACE}%")
_COMMA = Numbers(decimal=",", thousands=".", per_cent="%")


def _region(
    code: str, name: str, language: str, voice: str, numbers: Numbers, spelling: str = "", **ways: str
) -> Region:
    told = {"spelling": spelling or language, "direction": language_of(language).direction, **ways}
    return Region.model_validate(
        {"code": code, "name": name, "language": language, "voice": voice, "numbers": numbers, **told}
    )


_LISTED = (
    _region("global", "Global", "en-US", "General American English", _POINT, lab_units="mmol/L"),
    _region(
        "us", "United States", "en-US", "American English", _POINT, dates="month day year", temperature="°F"
    ),
    _region("uk", "United Kingdom", "en-GB", "British English", _POINT, lab_units="mmol/L"),
    _region("eu", "European Union", "en-GB", "British English", _POINT, lab_units="mmol/L"),
    _region("in", "India", "en-IN", "Indian English", _POINT, spelling="en-GB"),
    _region("de", "Germany", "de-DE", "Standard German", _GERMAN),
    _region("fr", "France", "fr-FR", "French of France", _FRENCH, lab_units="mmol/L"),
    _region("es", "Spain", "es-ES", "Castilian Spanish", _SPANISH),
    _region("it", "Italy", "it-IT", "Standard Italian", _COMMA),
    _region("br", "Brazil", "pt-BR", "Brazilian Portuguese", _COMMA),
    _region("jp", "Japan", "ja-JP", "Standard Japanese", _POINT, dates="year month day"),
)
REGIONS: dict[str, Region] = {region.code: region for region in _LISTED}
