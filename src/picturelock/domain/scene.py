"""Scenes: one idea each, in the order in which they are told."""

from typing import Annotated

from pydantic import Field

from picturelock.domain.frozen import Frozen

SceneId = Annotated[str, Field(pattern=r"^s[1-9][0-9]?$", description="s1, s2, … in the order of the film")]


class Source(Frozen):
    """Where a sentence comes from: the brief, a span of a reference document, or general knowledge."""

    kind: str = Field(
        description="brief | document | knowledge | craft (said by the film about itself) | model"
    )
    name: str = ""
    quote: str = ""
    page: int | None = Field(default=None, description="of a document that has pages")
    paragraph: int | None = Field(default=None, description="of a document that has none")


class Scene(Frozen):
    """One idea of the film."""

    id: SceneId
    title: str = Field(min_length=1, max_length=60)
    purpose: str = Field(min_length=1, max_length=300, description="what the viewer should know after it")
    role: str = Field(
        min_length=1, max_length=30, description="its place in the story: opening, target, closing …"
    )


class ScenePlan(Frozen):
    """The film's scenes and who planned them."""

    title: str = Field(min_length=1, max_length=80)
    scenes: tuple[Scene, ...] = Field(min_length=1, max_length=20)
    writer: str
    notes: tuple[str, ...] = Field(
        default=(), description="what of the brief or the feedback could not be followed"
    )
