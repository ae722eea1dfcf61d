"""Orders for Remotion's templates, and the footage and logo that they show."""

# pyright: reportUnknownMemberType=false

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import av
import numpy as np
from PIL import Image, ImageDraw

from picturelock.domain.drawing import CaptionCue, DrawOrder
from picturelock.domain.frames import LANDSCAPE, FrameFormat
from picturelock.domain.look import Look, Mode
from picturelock.domain.shot import Artifact, Credit, Footage, Motion, Shot
from picturelock.domain.timing import BeatSpan, TimedWord

LOGO = Artifact(key="1" * 32, name="logo.png")
CLIP = Artifact(key="2" * 32, name="clip.mp4")
FOOTAGE = Footage(file=CLIP, kind="video", seconds=1.0, credit=Credit(provider="test"))


def order(
    template: str,
    props: dict[str, Any],
    *,
    length: int = 45,
    frame: FrameFormat = LANDSCAPE["low"],
    mode: Mode = "dark",
    lines: Sequence[str] = (),
    motion: Motion | None = None,
    footage: Footage | None = None,
    logo: Artifact | None = None,
) -> DrawOrder:
    """An order of one beat, with a caption over most of it."""
    return DrawOrder(
        shot=Shot(
            scene_id="s1", engine="remotion", template=template, props=props, footage=footage, motion=motion
        ),
        palette=Look(mode=mode).palette(),
        frame=frame,
        length=length,
        beats=(BeatSpan(beat_id="s1b1", start=0, end=length),),
        words=(TimedWord(text="repair", start=length // 2, end=length),),
        captions=(CaptionCue(start=3, end=length - 3, lines=tuple(lines)),) if lines else (),
        logo=logo,
    )


def draw_logo(to: Path) -> None:
    """A dark mark with nothing around it."""
    picture = Image.new("RGBA", (600, 200), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((10, 10, 190, 190), fill=(20, 40, 80, 255))
    pen.rectangle((230, 60, 580, 140), fill=(20, 40, 80, 255))
    picture.save(to)


def film_clip(to: Path) -> None:
    """One second, ten frames, of pure white: the worst that can lie under light letters."""
    with av.open(str(to), "w") as container:
        stream = container.add_stream("libx264", rate=10)
        stream.width, stream.height, stream.pix_fmt = 320, 180, "yuv420p"
        for _ in range(10):
            frame = av.VideoFrame.from_ndarray(np.full((180, 320, 3), 255, np.uint8), format="rgb24")
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
