"""A person's own pictures and motion."""

from collections.abc import Mapping

from pydantic import JsonValue

from picturelock.domain.brief import Brief
from picturelock.domain.frozen import JsonObject
from picturelock.domain.look import Look
from picturelock.domain.scene import ScenePlan
from picturelock.domain.script import Script
from picturelock.domain.shot import Shot, Shots
from picturelock.pipelines.edits.problems import Problems, edited_by, rows
from picturelock.stages.animations import draft_shots
from picturelock.stages.desk import Desk
from picturelock.stages.storyboard import unsourced
from picturelock.stages.visuals import preview_shots

# What clients are shown beside the shot itself.
_SHOWN = ("preview_url",)


async def edit_visuals(
    brief: Brief, scenes: ScenePlan, script: Script, *, data: JsonObject, person: str, desk: Desk[Shots]
) -> Shots:
    """The shots as a person chose them: ``{"shots": [{"scene_id": "s1", "props": {…}}], "look": {…}}``.

    Scenes that are left out stay as they were, and so does what a shot leaves out.

    Raises:
        InvalidPayloadError: every bad field; a shot that cannot be drawn says why.
        SceneError: a preview could not be drawn.
    """
    made = await _edited(brief, script, data, person, desk, fields=("template", "props", "footage"))
    problems = Problems()
    for text in unsourced(made.shots, brief, script):
        problems.add("shots", text)
    problems.check()
    return await preview_shots(brief, script, made, desk) if desk.attended else made


async def edit_animations(
    brief: Brief,
    scenes: ScenePlan,
    script: Script,
    visuals: Shots,
    *,
    data: JsonObject,
    person: str,
    desk: Desk[Shots],
) -> Shots:
    """The motion as a person chose it: ``{"shots": [{"scene_id": "s1", "motion": {"entrance": "fade"}}]}``.

    Raises:
        InvalidPayloadError: every bad field.
        SceneError: a draft could not be drawn.
    """
    made = await _edited(brief, script, data, person, desk, fields=("motion",), base=visuals)
    return await draft_shots(brief, script, made, desk) if desk.attended else made


async def _edited(
    brief: Brief,
    script: Script,
    data: JsonObject,
    person: str,
    desk: Desk[Shots],
    *,
    fields: tuple[str, ...],
    base: Shots | None = None,
) -> Shots:
    problems = Problems()
    before = desk.previous or base
    told = [scene.scene_id for scene in script.scenes]
    shots = {shot.scene_id: shot for shot in before.shots} if before else {}
    for place, row in enumerate(rows(data, "shots")):
        field, scene_id = f"shots.{place}", row.get("scene_id")
        if scene_id not in told:
            problems.add(f"{field}.scene_id", f"is not a scene of this film; there are {', '.join(told)}")
            continue
        shot = _read(row, shots.get(str(scene_id)), fields, field, problems, desk)
        if shot is not None:
            shots[shot.scene_id] = shot
            await _check(shot, brief, script, field, problems, desk)
    if missing := [scene_id for scene_id in told if scene_id not in shots]:
        problems.add("shots", f"nothing is shown over {', '.join(missing)}")
    look = problems.read(Look, _merged(before.look.model_dump() if before else {}, data.get("look")), "look")
    problems.check()
    assert look is not None
    return Shots(
        shots=tuple(shots[scene_id] for scene_id in told),
        look=look,
        writer=edited_by(before.writer if before else None, person),
        notes=before.notes if before else (),
    )


def _read(
    row: JsonObject,
    before: Shot | None,
    fields: tuple[str, ...],
    field: str,
    problems: Problems,
    desk: Desk[Shots],
) -> Shot | None:
    was: JsonObject = before.model_dump(mode="json") if before else {"engine": desk.engine}
    for name in row:
        if name not in (*fields, *_SHOWN, "scene_id") and row[name] != was.get(name):
            problems.add(f"{field}.{name}", f"cannot be changed here; {', '.join(fields)} can")
    changed = {name: row[name] for name in fields if name in row}
    if "motion" in changed:
        changed["motion"] = _merged(was.get("motion"), changed["motion"])
    shot = problems.read(Shot, {**was, **changed, "scene_id": row["scene_id"]}, field)
    if shot is not None and shot.footage is not None and (before is None or shot.footage != before.footage):
        try:
            desk.tools.takes.path(shot.footage.file)
        except KeyError:
            problems.add(f"{field}.footage.file", "is not a file that is kept")
    return shot


async def _check(
    shot: Shot, brief: Brief, script: Script, field: str, problems: Problems, desk: Desk[Shots]
) -> None:
    renderer = desk.tools.renderers[shot.engine]
    spoken = script.scene(shot.scene_id).text
    for reason in await renderer.check(shot, spoken, brief.formats["low"], brief.spoken_language):
        problems.add(f"{field}.props", reason)


def _merged(was: JsonValue | Mapping[str, JsonValue], given: JsonValue) -> JsonValue:
    """An object with what is given of it; anything else is left to the model to refuse."""
    if given is None:
        return dict(was) if isinstance(was, Mapping) else was
    return {**was, **given} if isinstance(was, Mapping) and isinstance(given, dict) else given
