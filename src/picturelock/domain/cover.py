"""A film's cover: which of its frames may stand for it, and the title that is set over the one that does."""

from collections.abc import Sequence

from pydantic import Field

from picturelock.domain.cut import Clip, Cut
from picturelock.domain.drawing import DrawOrder
from picturelock.domain.frozen import Frozen
from picturelock.domain.look import Palette

# In seconds. What comes in with a beat stands at its end; transitions reach a third of a second into a scene.
_REST = 0.3
_FROM_CUT = 0.6
_FROM_CAPTION = 0.2
_EARLIER = 0.6
_MOST = 8

# How willingly a template is shown: one of words, in boxes too, says less at a glance than a picture, and
# how a film ends says least.
_WEIGHTS = {
    **dict.fromkeys(("end_card", "safety_information", "disclaimer"), 0.25),
    **dict.fromkeys(("key_points", "bullet_points", "quotation", "statement", "steps"), 0.8),
    **dict.fromkeys(("pathway", "process_steps", "timeline", "stock_caption"), 0.85),
    **dict.fromkeys(("title", "title_backdrop", "voice_card", "media_caption"), 1.0),
}
_PICTURE = 1.25


class CoverFrame(Frozen):
    """A frame of a cut at which its scene rests, and how willingly it is shown (1 is neither)."""

    place: int = Field(ge=0, description="of its scene among the film's")
    frame: int = Field(ge=0, description="of the cut")
    weight: float = Field(default=1.0, gt=0)


class Cover(Frozen):
    """What is set over the frame, and how large the picture is in pixels."""

    title: str
    palette: Palette
    width: int
    height: int


def cover_frames(cut: Cut, orders: Sequence[DrawOrder]) -> tuple[CoverFrame, ...]:
    """At most eight frames at which everything of a beat is seen and nothing fades, in the film's order.

    None lies within 0.6 s of where two scenes meet, but in scenes that are shorter than that.

    Args:
        cut: the film.
        orders: its scenes as they were drawn, in the same order.
    """
    found: list[CoverFrame] = []
    for place, (clip, order) in enumerate(zip(cut.picture.clips, orders, strict=True)):
        weight = _WEIGHTS.get(order.shot.template, _PICTURE)
        rests = [_rest(beat.end, clip, cut) for beat in order.beats]
        frames = [frame for frame in dict.fromkeys(rests) if frame is not None]
        # What is seen last is the whole picture; before it, parts are.
        for back, frame in enumerate(reversed(frames)):
            found.append(CoverFrame(place=place, frame=frame, weight=weight * 0.97**back))
    found = found or [
        CoverFrame(place=place, frame=clip.start + clip.length // 2)
        for place, clip in enumerate(cut.picture.clips)
    ]
    best = sorted(found, key=lambda one: -one.weight)[:_MOST]
    return tuple(sorted(best, key=lambda one: one.frame))


def _rest(end: int, clip: Clip, cut: Cut) -> int | None:
    """The frame of the cut at which a beat that ends at ``end`` of its scene rests; None where none does."""
    frames = cut.frame.frames
    first, last = frames(_FROM_CUT), clip.length - 1 - frames(_FROM_CUT)
    at = min(end - frames(_REST), last)
    if at < first:
        return None
    changes = [edge for cue in cut.captions for edge in (cue.start, cue.end)]
    for earlier in range(min(frames(_EARLIER), at - first) + 1):
        frame = clip.start + at - earlier
        if all(abs(frame - edge) > frames(_FROM_CAPTION) for edge in changes):
            return frame
    return clip.start + at
