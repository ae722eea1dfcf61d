"""A finished film's own record: what was asked, what is said and by what source, whose pictures it shows."""

from picturelock.domain.brief import Brief
from picturelock.domain.cut import Film
from picturelock.domain.frozen import JsonObject
from picturelock.domain.script import Script
from picturelock.domain.shot import Shots


def film_facts(brief: Brief, inputs: dict[str, JsonObject], film: Film) -> JsonObject:
    """The facts kept beside a film as ``film.json``."""
    script = Script.model_validate(inputs["script"])
    shots = Shots.model_validate(inputs.get("animations") or inputs["visuals"])
    return {
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
        "credits": [shot.footage.credit.model_dump() for shot in shots.shots if shot.footage],
        "seconds": film.seconds,
        "checks": [check.model_dump() for check in film.checks],
        "notes": list(film.notes),
        "cut": film.cut.model_dump(mode="json"),
    }
