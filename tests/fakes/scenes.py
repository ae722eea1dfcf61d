"""Orders for the scenes' own tests."""

from typing import Any

from picturelock.domain.drawing import CaptionCue, DrawOrder
from picturelock.domain.frames import LANDSCAPE, FrameFormat
from picturelock.domain.look import DARK, Palette
from picturelock.domain.shot import Shot
from picturelock.domain.timing import BeatSpan

SMALL = FrameFormat(width=480, height=270, fps=15)
LOW = LANDSCAPE["low"]


def order(
    template: str,
    props: dict[str, Any],
    *,
    beats: tuple[int, ...] = (45, 45, 45, 45),
    frame: FrameFormat = SMALL,
    palette: Palette = DARK,
    captions: tuple[CaptionCue, ...] = (),
    scene_id: str = "s1",
) -> DrawOrder:
    """An order for a Manim scene whose beats have these lengths in frames."""
    starts = [sum(beats[:place]) for place in range(len(beats))]
    return DrawOrder(
        shot=Shot(scene_id=scene_id, engine="manim", template=template, props=props),
        palette=palette,
        frame=frame,
        length=sum(beats),
        beats=tuple(
            BeatSpan(beat_id=f"{scene_id}b{place + 1}", start=start, end=start + length)
            for place, (start, length) in enumerate(zip(starts, beats, strict=True))
        ),
        captions=captions,
    )
