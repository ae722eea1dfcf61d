"""A person's own pictures and clips, for the briefs of films that show footage."""

from pydantic import Field, ValidationInfo, field_validator

from picturelock.domain.brief import CLIP, PICTURE, Brief, MediaKey
from picturelock.domain.shot import Artifact

MOST = 10


class OwnMediaBrief(Brief):
    """A brief that may bring its own footage."""

    images: tuple[MediaKey, ...] = Field(
        default=(), max_length=MOST, description="The keys of uploaded pictures, shown before other footage."
    )
    clips: tuple[MediaKey, ...] = Field(
        default=(), max_length=MOST, description="The keys of uploaded clips, shown before other footage."
    )
    media_order: tuple[MediaKey, ...] = Field(
        default=(),
        max_length=2 * MOST,
        description="The same keys in the order to be shown; without it pictures come before clips.",
    )

    @field_validator("media_order")
    @classmethod
    def _order_of_what_is_there(cls, order: tuple[str, ...], told: ValidationInfo) -> tuple[str, ...]:
        there = [key for field in ("images", "clips") for key in told.data.get(field, ())]
        if order and sorted(order) != sorted(there):
            raise ValueError("must name each key of images and clips once")
        return order

    @property
    def own_media(self) -> tuple[Artifact, ...]:
        pictures = [Artifact(key=key, name=PICTURE) for key in self.images]
        media = [*pictures, *(Artifact(key=key, name=CLIP) for key in self.clips)]
        if self.media_order:
            media.sort(key=lambda one: self.media_order.index(one.key))
        return tuple(media)
