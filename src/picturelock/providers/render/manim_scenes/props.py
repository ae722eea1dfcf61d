"""The words that props are made of: text with a length that still fits, and the number of a beat."""

from typing import Annotated

from pydantic import Field, StringConstraints

from picturelock.domain.frozen import Frozen

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=24)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Subtitle = Annotated[str, StringConstraints(strip_whitespace=True, max_length=90)]
Statement = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=90)]
SourceLine = Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)]
BeatNumber = Annotated[int, Field(ge=0, le=11, description="from 0; past the end is the last")]


class Headed(Frozen):
    """What every scene with a heading says at the top left."""

    title: Title
    subtitle: Subtitle = ""


class Mechanism(Headed):
    """A scene that shows a mechanism, which is always drawn simpler than it is."""

    footnote: SourceLine = "Illustrative animation. Not to scale."
