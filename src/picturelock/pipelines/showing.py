"""What a person is shown of each stage's take: enough to judge it, with addresses that work."""

from typing import Any

from pydantic import JsonValue

from picturelock.domain.credits import film_credits
from picturelock.domain.cut import Film
from picturelock.domain.frozen import JsonObject
from picturelock.domain.scene import ScenePlan
from picturelock.domain.script import Script
from picturelock.domain.shot import Shots
from picturelock.domain.translation import translation_notes
from picturelock.domain.voice import VoiceTakes


def show_scenes(plan: ScenePlan) -> JsonObject:
    return {
        "scenes_data": {"title": plan.title, "scenes": [_plain(scene) for scene in plan.scenes]},
        "scene_count": len(plan.scenes),
        **_mark(plan.writer, plan.notes),
    }


def show_script(script: Script) -> JsonObject:
    return {
        "script": [
            {
                "scene_id": scene.scene_id,
                "script": scene.text,
                "beats": [_plain(beat) for beat in scene.beats],
            }
            for scene in script.scenes
        ],
        "script_count": len(script.scenes),
        "pace": script.pace,
        "translations": {
            translation.language: {
                beat.beat_id: {"text": beat.text, "by": beat.by} for beat in translation.beats
            }
            for translation in script.translations
        },
        **_mark(script.writer, (*script.notes, *translation_notes(script.translations, script.sentences))),
    }


def show_shots(shots: Shots) -> JsonObject:
    previews = [preview.url for preview in shots.previews] or [None] * len(shots.shots)
    return {
        "look": _plain(shots.look),
        "shots": [
            {**_plain(shot), "preview_url": preview}
            for shot, preview in zip(shots.shots, previews, strict=True)
        ],
        "shot_count": len(shots.shots),
        "credits": [_plain(credit) for credit in film_credits(shots.shots)],
        **_mark(shots.writer, shots.notes),
    }


def show_voice(takes: VoiceTakes) -> JsonObject:
    return {
        "voice": takes.voice,
        "draft_voice": takes.draft,
        "seconds": round(sum(beat.seconds for scene in takes.scenes for beat in scene.beats), 2),
        "takes": [
            {
                "scene_id": scene.scene_id,
                "beats": [{**_plain(beat), "audio_url": beat.audio.url} for beat in scene.beats],
            }
            for scene in takes.scenes
        ],
        "pronunciations": [_plain(one) for one in takes.pronunciations],
        "notes": list(takes.notes),
    }


def show_film(film: Film) -> JsonObject:
    shapes: list[JsonValue] = [
        {
            "shape": one.shape,
            **{name: shown for name, shown in _alone(one).items() if name not in _OF_ALL_SHAPES},
        }
        for one in film.every_shape
    ]
    missing = [_plain(one) for one in film.missing]
    return {**_alone(film), "shape": film.shape, "shapes": shapes, "missing_shapes": missing}


# What is said of a film once, whatever its shapes.
_OF_ALL_SHAPES = ("voice", "draft_voice", "writer", "notes")


def _alone(film: Film) -> JsonObject:
    """What is said of a film in one shape."""
    return {
        "video_url": film.video.url,
        "poster_url": film.poster.url,
        "thumbnail_url": film.thumbnail.url if film.thumbnail else None,
        "srt_url": film.srt.url,
        "vtt_url": film.vtt.url,
        "sidecars": [
            {"kind": one.kind, "language": one.language, "name": one.file.name, "url": one.file.url}
            for one in film.sidecars
        ],
        "seconds": film.seconds,
        "size_bytes": film.size_bytes,
        "qc": _plain(film.qc),
        "voice": film.voice,
        "draft_voice": film.draft_voice,
        **_mark(film.writer, film.notes),
    }


def _mark(writer: str, notes: tuple[str, ...]) -> JsonObject:
    return {"writer": writer, "notes": list(notes)}


def _plain(value: Any) -> Any:
    return value.model_dump(mode="json")
