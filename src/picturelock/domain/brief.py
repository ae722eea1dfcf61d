"""A brief is what is asked: each video type extends this one."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import Field, StringConstraints, field_validator

from picturelock.domain.caption_style import AskedCaptions
from picturelock.domain.frames import FORMATS, FrameFormat, Quality, Shape
from picturelock.domain.frozen import Frozen
from picturelock.domain.languages import primary
from picturelock.domain.look import HexColor, Look, Mode
from picturelock.domain.regions import REGIONS, Region
from picturelock.domain.shapes import AskedShapes
from picturelock.domain.shot import Artifact
from picturelock.domain.sound import SoundAsked

# The name of an uploaded picture in its take.
PICTURE = "picture.png"
# The name of an uploaded clip in its take, after it was brought to the one form of footage.
CLIP = "clip.mp4"
# Beside either: how long it is, where its interest lies, what its file was called.
MEASURES = "measures.json"
MediaKey = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]

LanguageTag = Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]

ShortText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
LongText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4_000)]


class ReferenceDocument(Frozen):
    """A text that may be quoted."""

    name: Annotated[
        str, Field(min_length=1, max_length=200, description="Its file's name.", examples=["notes.txt"])
    ]
    text: Annotated[
        str,
        Field(
            min_length=1,
            max_length=400_000,
            description="What it says.",
            examples=["The harbour clock was built in 1871."],
        ),
    ]


class Brief(SoundAsked):
    """What every film's brief may say. Video types add their own fields and name their subject."""

    video_type: str
    persona: ShortText
    tone: ShortText
    region: str = "global"
    language: LanguageTag | None = None
    quality: Quality = "high"
    shapes: AskedShapes = Field(
        default=(),
        description="The shapes of the film, each drawn for itself from the same takes; the first is the "
        "film itself. Without them it has its video type's own.",
        examples=[["16:9", "9:16", "1:1"]],
    )
    theme: Mode = "dark"
    brand_colors: tuple[HexColor, ...] = Field(default=(), max_length=2)
    captions: AskedCaptions = Field(
        default="clean",
        description="How captions are drawn into the picture: `clean`; `karaoke`, where the word that is "
        "spoken lights up; `off`. `true` is `clean`, `false` is `off`. They lie beside the film in any case.",
    )
    caption_languages: tuple[LanguageTag, ...] = Field(
        default=(),
        max_length=8,
        description="Further languages (BCP 47) of captions beside the film.",
        examples=[["de", "fr"]],
    )
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = 1
    reference_docs: tuple[ReferenceDocument, ...] = Field(default=(), max_length=10)
    logo: str | None = Field(
        default=None, description="The key of an uploaded picture.", pattern=r"^[0-9a-f]{32}$"
    )

    @field_validator("region")
    @classmethod
    def _known_region(cls, code: str) -> str:
        if code not in REGIONS:
            raise ValueError(f"unknown region; choose one of {', '.join(REGIONS)}")
        return code

    @field_validator("caption_languages")
    @classmethod
    def _each_once(cls, tags: tuple[str, ...]) -> tuple[str, ...]:
        twice = {tag for tag in tags if [one.lower() for one in tags].count(tag.lower()) > 1}
        if twice:
            raise ValueError(f"names {', '.join(sorted(twice))} twice; name each language once")
        return tags

    @property
    @abstractmethod
    def subject(self) -> str:
        """What the film is about: the medicine or the brand."""

    @property
    @abstractmethod
    def context(self) -> str:
        """What it is for: the condition or the topic."""

    @property
    def audience(self) -> str:
        """Whom the film speaks to."""
        return "the public"

    @property
    def sourced(self) -> bool:
        """Whether every factual sentence of the film must rest on a reference document."""
        return False

    @property
    def logo_picture(self) -> Artifact | None:
        return Artifact(key=self.logo, name=PICTURE) if self.logo else None

    @property
    def own_media(self) -> tuple[Artifact, ...]:
        """The person's own pictures and clips, in the order to be shown, before any other footage."""
        return ()

    @property
    def look(self) -> Look:
        return Look(mode=self.theme, brand_colors=self.brand_colors)

    @property
    def formats(self) -> Mapping[Quality, FrameFormat]:
        """The film's sizes; the low one is also that of its previews."""
        return FORMATS[self.every_shape[0]]

    @property
    def own_shape(self) -> Shape:
        """The shape of its video type, which it has when none is asked for."""
        return "16:9"

    @property
    def every_shape(self) -> tuple[Shape, ...]:
        """All shapes that it is made in; the first is the film itself."""
        return self.shapes or (self.own_shape,)

    def in_shape(self, shape: Shape) -> Self:
        """The same brief of a film in this shape alone."""
        return self.model_copy(update={"shapes": (shape,)})

    @property
    def format(self) -> FrameFormat:
        return self.formats[self.quality]

    @property
    def home(self) -> Region:
        return REGIONS[self.region]

    @property
    def spelling(self) -> str:
        """Whose dictionary the film's words follow (BCP 47): the region's where it speaks that language."""
        spoken = self.spoken_language
        if primary(spoken) != primary(self.home.language) or (self.language and "-" in spoken):
            return spoken
        return self.home.spelling

    @property
    def conventions(self) -> str:
        """How words, numbers and units are written: the region's way, where it speaks the film's language."""
        if primary(self.spoken_language) != primary(self.home.language):
            usual = "numbers and dates as usual in that language; values as they are given"
            return f"spelling {self.spelling}; {usual}"
        return self.home.model_copy(update={"spelling": self.spelling}).conventions

    @property
    def spoken_language(self) -> str:
        """The BCP 47 tag of the narration's language."""
        return self.language or self.home.language

    @property
    def translated_languages(self) -> tuple[str, ...]:
        """The languages of captions beside the film that are not the narration's own."""
        return tuple(tag for tag in self.caption_languages if tag.lower() != self.spoken_language.lower())
