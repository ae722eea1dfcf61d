"""A person's own script."""

import re

from pydantic import BaseModel, Field

from picturelock.domain.brief import Brief
from picturelock.domain.frozen import JsonObject
from picturelock.domain.scene import ScenePlan, Source
from picturelock.domain.script import Beat, SceneScript, Script
from picturelock.pipelines.edits.problems import Problems, edited_by, rows
from picturelock.pipelines.edits.translations import given_translations
from picturelock.stages.desk import Desk
from picturelock.stages.translations import with_translations
from picturelock.writing.claims.supported import hold_against_documents

# What a beat and a scene hold; see Beat and SceneScript.
LONGEST_BEAT = 240
MOST_BEATS = 12
_TRANSLATED = {"translations", "subtitles"}
_SENTENCES = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+|(?<=[。！？])|\n+")


class _Spoken(BaseModel):
    """One scene of an edit, as clients are shown it."""

    scene_id: str
    script: str | None = Field(default=None, max_length=LONGEST_BEAT * MOST_BEATS)
    beats: tuple[JsonObject, ...] | None = None


class _Pace(BaseModel):
    pace: float = Field(default=1.0, ge=0.5, le=1.6)


async def edit_script(
    brief: Brief, scenes: ScenePlan, *, data: JsonObject, person: str, desk: Desk[Script]
) -> Script:
    """The script as a person wrote it: ``{"script": [{"scene_id": "s1", "script": "…"}]}``.

    Scenes that are left out stay as they were. Each sentence becomes a beat; one that was there before keeps
    its sources, and a new one names the person. Captions in other languages are given with ``translations``
    or ``subtitles``, with or without a new script; what is missing of them is translated where a model can.

    Raises:
        InvalidPayloadError: every bad field, and where sources are asked for every sentence without one.
    """
    problems = Problems()
    planned = [scene.id for scene in scenes.scenes]
    told = {scene.scene_id: scene for scene in desk.previous.scenes} if desk.previous else {}
    told = {scene_id: scene for scene_id, scene in told.items() if scene_id in planned}
    spoken = [] if _TRANSLATED & data.keys() and "script" not in data else rows(data, "script")
    for place, row in enumerate(spoken):
        field = f"script.{place}"
        given = problems.read(_Spoken, row, field)
        if given is None:
            continue
        if given.scene_id not in planned:
            problems.add(f"{field}.scene_id", f"is not a scene of this film; there are {', '.join(planned)}")
            continue
        beats = _beats(given, told.get(given.scene_id), person, problems, field)
        if beats:
            told[given.scene_id] = SceneScript(scene_id=given.scene_id, beats=beats)
    if missing := [scene_id for scene_id in planned if scene_id not in told]:
        problems.add("script", f"says nothing about {', '.join(missing)}")
    default = desk.previous.pace if desk.previous else 1.0
    pace = problems.read(_Pace, {"pace": data.get("pace", default)}, "")
    problems.check()
    before = desk.previous.writer if desk.previous else None
    script = Script(
        scenes=tuple(told[scene_id] for scene_id in planned),
        pace=pace.pace if pace else default,
        writer=edited_by(before, person) if spoken or before is None else before,
        notes=desk.previous.notes if desk.previous else (),
        translations=desk.previous.translations if desk.previous else (),
    )
    if brief.sourced:
        script = _sourced(script, brief, problems)
    known = given_translations(data, script, brief, person, problems)
    problems.check()
    return await with_translations(script, brief, desk.tools.translator, desk.tools.takes, known=known)


def _sourced(script: Script, brief: Brief, problems: Problems) -> Script:
    """The script with the source of each sentence; one that has none is a problem."""
    script, unsupported = hold_against_documents(script, brief)
    for sentence in unsupported:
        problems.add("script", str(sentence))
    problems.check()
    return script


def _beats(
    given: _Spoken, before: SceneScript | None, person: str, problems: Problems, field: str
) -> tuple[Beat, ...]:
    own = Source(kind="person", name=person)
    known = {beat.text: beat.sources for beat in before.beats} if before else {}
    # Whoever sends back what they were shown has changed the text or the beats: the text says which.
    if given.script is None or (before is not None and given.script == before.text and given.beats):
        texts = [str(beat.get("text", "")).strip() for beat in given.beats or ()]
        where = f"{field}.beats"
    else:
        texts = [text for text in (part.strip() for part in _SENTENCES.split(given.script)) if text]
        where = f"{field}.script"
    if not texts or not all(texts):
        problems.add(where, "must not be empty")
    if len(texts) > MOST_BEATS:
        problems.add(where, f"has {len(texts)} sentences; a scene holds {MOST_BEATS}")
    for text in texts:
        if len(text) > LONGEST_BEAT:
            reason = f"the sentence “{text[:40]}…” has {len(text)} characters; {LONGEST_BEAT} fit"
            problems.add(where, reason)
    if not texts or not all(0 < len(text) <= LONGEST_BEAT for text in texts):
        return ()
    return tuple(
        Beat(id=f"{given.scene_id}b{number}", text=text, sources=known.get(text, (own,)))
        for number, text in enumerate(texts[:MOST_BEATS], start=1)
    )
