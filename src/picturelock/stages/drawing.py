"""Drawing orders, and drawing each of them once."""

from collections.abc import Callable
from pathlib import Path

from picturelock.domain.brief import Brief
from picturelock.domain.captions import caption_cues
from picturelock.domain.digest import digest
from picturelock.domain.drawing import Drawn, DrawOrder
from picturelock.domain.frames import FrameFormat
from picturelock.domain.look import Look
from picturelock.domain.script import Script
from picturelock.domain.seen import SEEN
from picturelock.domain.shot import Artifact, Shot
from picturelock.domain.spoken_ink import lit_ink
from picturelock.domain.timing import SceneTiming, estimate_scene
from picturelock.ports.films import Tools

STILL = "still.png"
SCENE = "scene.mp4"
_FACTS = "drawn.json"


def order_scene(
    shot: Shot, timing: SceneTiming, look: Look, brief: Brief, frame: FrameFormat, *, opens: bool = False
) -> DrawOrder:
    """The order for one scene with its words in place; ``opens``: whether the film begins with it."""
    palette, style = look.palette(), brief.captions
    cues = caption_cues(
        timing.words, timing.length, frame.fps, frame.caption_line, language=brief.spoken_language
    )
    drawn = {"clean": tuple(cue.wordless for cue in cues), "karaoke": cues, "off": ()}
    return DrawOrder(
        shot=shot,
        palette=palette,
        frame=frame,
        length=timing.length,
        beats=timing.beats,
        words=timing.words,
        captions=drawn[style],
        lit=lit_ink(palette) if style == "karaoke" else None,
        logo=brief.logo_picture,
        opens=opens,
        language=brief.spoken_language,
    )


def order_preview(shot: Shot, script: Script, look: Look, brief: Brief) -> DrawOrder:
    """The order for a draft of a scene whose voice does not exist yet."""
    frame = brief.formats["low"]
    timing = estimate_scene(script.scene(shot.scene_id), frame, script.pace, language=brief.spoken_language)
    return order_scene(shot, timing, look, brief, frame)


async def still_of(order: DrawOrder, *, at: int, tools: Tools) -> Artifact:
    """One frame of a scene as a kept PNG. Raises ``SceneError``."""
    renderer = tools.renderers[order.shot.engine]
    key = digest("still", renderer.version, order, at)

    async def make(folder: Path) -> None:
        await renderer.still(order, at=at, to=folder / STILL)

    await tools.takes.take(key, make)
    return Artifact(key=key, name=STILL)


async def drawn_scene(order: DrawOrder, *, tools: Tools, report: Callable[[int], None]) -> Drawn:
    """A scene as a kept, encoded picture; drawn only when it never was. Raises ``SceneError``."""
    renderer = tools.renderers[order.shot.engine]
    key = digest("scene", renderer.version, order)

    async def make(folder: Path) -> None:
        drawn = await renderer.draw(order, to=folder, report=report)
        own = {"video": Artifact(key=key, name=SCENE), "seen": Artifact(key=key, name=SEEN)}
        kept = drawn.model_copy(update=own)
        (folder / _FACTS).write_text(kept.model_dump_json(), encoding="utf-8")

    folder = await tools.takes.take(key, make)
    return Drawn.model_validate_json((folder / _FACTS).read_text(encoding="utf-8"))
