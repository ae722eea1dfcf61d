"""A finished film's own record: what was asked, what is said and by what source, whose pictures it shows."""

from picturelock.domain.brief import Brief
from picturelock.domain.credits import film_credits
from picturelock.domain.cut import Film, shape_url
from picturelock.domain.frames import of_shape
from picturelock.domain.frozen import JsonObject
from picturelock.domain.script import Script
from picturelock.domain.shot import Shots
from picturelock.engine.production import LogHead


def film_facts(
    brief: Brief, inputs: dict[str, JsonObject], film: Film, *, video_id: str, log: LogHead | None
) -> JsonObject:
    """The facts kept beside a film as ``film.json``.

    Args:
        brief: what was asked.
        inputs: the takes that the film was made from, by stage.
        film: the film.
        video_id: the film's id.
        log: the last entry of the film's log when this is written.
    """
    script = Script.model_validate(inputs["script"])
    shots = Shots.model_validate(inputs.get("animations") or inputs["visuals"])
    return {
        "video_id": video_id,
        "log": None if log is None else log.model_dump(),
        "title": film.cut.title,
        "writer": film.writer,
        "voice": film.voice,
        "draft_voice": film.draft_voice,
        "brief": brief.model_dump(mode="json"),
        "script": [
            {
                "beat_id": beat.id,
                "text": beat.text,
                "sources": [source.model_dump() for source in beat.sources],
            }
            for scene in script.scenes
            for beat in scene.beats
        ],
        "translations": [translation.model_dump() for translation in script.translations],
        "sidecars": [
            {"file": one.file.name, "kind": one.kind, "language": one.language} for one in film.sidecars
        ],
        "credits": [
            credit.model_dump(mode="json") for credit in film_credits(shots.shots, film.cut.music_credits)
        ],
        "seconds": film.seconds,
        "qc": film.qc.model_dump(mode="json"),
        "notes": list(film.notes),
        "cut": film.cut.model_dump(mode="json"),
        "shape": film.shape,
        "shapes": [_shape(one, film, video_id) for one in film.every_shape],
        "missing_shapes": [one.model_dump() for one in film.missing],
    }


# What is said of a film once, whatever its shapes.
_OF_ALL_SHAPES = {"writer", "voice", "draft_voice", "notes", "others", "missing"}


def _shape(one: Film, film: Film, video_id: str) -> JsonObject:
    """A shape of the film: its file beside ``film.json``, its address, and of a further one all its facts."""
    further = one is not film
    return {
        "shape": one.shape,
        "file": of_shape(one.video.name, one.shape) if further else one.video.name,
        "video_url": shape_url(video_id, one.shape),
        "seconds": one.seconds,
        "size_bytes": one.size_bytes,
        **(one.model_dump(mode="json", exclude=_OF_ALL_SHAPES) if further else {}),
    }
