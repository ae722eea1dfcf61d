"""A person's own scenes."""

from picturelock.domain.brief import Brief
from picturelock.domain.frozen import JsonObject
from picturelock.domain.scene import Scene, ScenePlan
from picturelock.pipelines.edits.problems import Problems, edited_by, rows
from picturelock.stages.desk import Desk


async def edit_scenes(brief: Brief, *, data: JsonObject, person: str, desk: Desk[ScenePlan]) -> ScenePlan:
    """The plan as a person wrote it: ``{"scenes": [{"title", "purpose", "role"}]}``, also in ``scenes_data``.

    The scenes are all of the film's, in order. One without an ``id`` is numbered by its place; what one
    leaves out is as it was in the scene with its id.

    Raises:
        InvalidPayloadError: every bad field.
    """
    inner = data.get("scenes_data", data)
    prefix = "scenes_data." if "scenes_data" in data else ""
    given = inner if isinstance(inner, dict) else {}
    problems, scenes = Problems(), list[Scene]()
    before = {scene.id: scene for scene in desk.previous.scenes} if desk.previous else {}
    for place, row in enumerate(rows(given, "scenes")):
        field, expected = f"{prefix}scenes.{place}", f"s{place + 1}"
        named = row.get("id", expected)
        if named != expected:
            problems.add(f"{field}.id", f"must be {expected}: scenes are numbered in the film's order")
        was = before[expected].model_dump() if expected in before else {"role": "told"}
        scene = problems.read(Scene, {**was, **row, "id": expected}, field)
        scenes += [scene] if scene else []
    problems.check()
    previous = desk.previous
    plan = problems.read(
        ScenePlan,
        {
            "title": given.get("title") or (previous.title if previous else brief.subject),
            "scenes": scenes,
            "writer": edited_by(previous.writer if previous else None, person),
            "notes": previous.notes if previous else (),
        },
        prefix.rstrip("."),
    )
    problems.check()
    assert plan is not None
    return plan
