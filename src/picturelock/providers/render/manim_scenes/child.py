"""What a forked child does: one request, on a warm copy of the worker."""

import json
import os
import signal
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image
from pydantic import ValidationError

from picturelock.domain.drawing import DrawOrder
from picturelock.domain.frames import LANDSCAPE, FrameFormat
from picturelock.domain.look import DARK
from picturelock.domain.seen import SEEN, Seen, look_every
from picturelock.domain.shot import Shot
from picturelock.domain.timing import BeatSpan
from picturelock.providers.render.manim_scenes.fonts import missing_characters
from picturelock.providers.render.manim_scenes.lint import too_small
from picturelock.providers.render.manim_scenes.painter import Painter
from picturelock.providers.render.manim_scenes.reading import too_short_to_read
from picturelock.providers.render.manim_scenes.reel import film, still_over_footage
from picturelock.providers.render.manim_scenes.sight import texts_seen
from picturelock.providers.render.manim_scenes.staging import staged, wrong_props
from picturelock.providers.render.manim_scenes.template import all_templates

Message = dict[str, Any]
Say = Callable[[Message], None]

# A drawn frame is told of so many times a second of film at most.
_TELLINGS = 4


def perform(request: Message, out: int) -> None:
    """Do one request and write its answers to a pipe, a JSON line each."""

    def say(message: Message) -> None:
        line = json.dumps({"id": request["id"], **message}, ensure_ascii=False).encode() + b"\n"
        while line:
            line = line[os.write(out, line) :]

    try:
        say({"event": "done", **_ANSWERS[request["op"]](request, say)})
    except Exception as error:  # noqa: BLE001 - the boundary: whatever a scene raises is its answer
        traceback.print_exc()
        say({"event": "error", "message": _reason(error)})


def end_quietly() -> None:
    """End at once, and the encoder with it, when told to stop."""

    def leave(*_: object) -> None:
        raise SystemExit(1)

    signal.signal(signal.SIGTERM, leave)


def _draw(request: Message, say: Say) -> Message:
    order = DrawOrder.model_validate(request["order"])
    stage = staged(order, _file(request, "logo"), _file(request, "footage"))
    step = max(1, order.frame.fps // _TELLINGS)

    def report(frames: int) -> None:
        if frames % step == 0 or frames == order.length:
            say({"event": "progress", "frames": frames})

    folder = Path(request["to"])
    filmed = film(stage, folder, report)
    seen = Seen(every=look_every(order.frame.fps), frames=texts_seen(stage), rests=filmed.rests)
    (folder / SEEN).write_text(seen.model_dump_json(), encoding="utf-8")
    return {"frames": order.length, "seconds": filmed.seconds}


def _still(request: Message, say: Say) -> Message:
    order = DrawOrder.model_validate(request["order"])
    stage = staged(order, _file(request, "logo"), _file(request, "footage"))
    painter = Painter(stage)
    at = min(max(int(request["at"]), 0), order.length - 1)
    painter.paint(at / order.frame.fps)
    if stage.footage is not None:
        still_over_footage(stage, painter.pixels, at, Path(request["to"]))
    else:
        Image.fromarray(painter.pixels[..., 2::-1].copy()).save(request["to"], format="PNG")
    return {}


def _check(request: Message, say: Say) -> Message:
    shot = Shot.model_validate(request["shot"])
    frame = FrameFormat.model_validate(request["frame"])
    spoken, language = str(request.get("spoken", "")), str(request.get("language", "en"))
    return {"reasons": reasons_against(shot, spoken, frame, language)}


def reasons_against(
    shot: Shot, spoken: str, frame: FrameFormat = LANDSCAPE["low"], language: str = "en"
) -> list[str]:
    """Why a shot cannot be drawn: empty when it can."""
    template = all_templates().get(shot.template)
    if template is None:
        return [f"there is no template {shot.template!r}; choose one of {', '.join(all_templates())}"]
    reasons = wrong_props(template, shot.props)
    reasons += [
        f"no installed font has {character!r} (U+{ord(character):04X}); leave it out or write it in words"
        for character in missing_characters(" ".join([*_texts(shot.props), spoken]))
    ]
    if reasons:
        return reasons
    reasons = too_short_to_read(template.reads(template.props.model_validate(shot.props)), spoken)
    if reasons:
        return reasons
    beats = tuple(
        BeatSpan(beat_id=f"{shot.scene_id}b{k + 1}", start=45 * k, end=45 * (k + 1)) for k in range(3)
    )
    order = DrawOrder(shot=shot, palette=DARK, frame=frame, length=135, beats=beats, language=language)
    return too_small(staged(order))


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    if isinstance(value, list | tuple):
        return [text for item in value for text in _texts(item)]  # pyright: ignore[reportUnknownVariableType]
    return []


def _file(request: Message, name: str) -> Path | None:
    return Path(request[name]) if request.get(name) else None


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False, include_input=False)[0]
        return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: {error.filename}" if error.filename else error.strerror
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


_ANSWERS: dict[str, Callable[[Message, Say], Message]] = {"draw": _draw, "still": _still, "check": _check}
