"""The animations stage: how each shot's parts come in, what is stressed, and how scenes meet."""

from picturelock.domain.brief import Brief
from picturelock.domain.scene import ScenePlan
from picturelock.domain.script import Script
from picturelock.domain.shot import Artifact, Shots
from picturelock.domain.storyboard import Choreography
from picturelock.ports.films import Ask
from picturelock.ports.progress import Progress
from picturelock.stages.desk import Desk
from picturelock.stages.drawing import drawn_scene, order_preview
from picturelock.stages.written import written

# A preview shows the entrance, which is over by then.
PREVIEW_SECONDS = 3


async def animate_shots(
    brief: Brief, scenes: ScenePlan, script: Script, visuals: Shots, *, desk: Desk[Shots]
) -> Shots:
    """Give every shot its motion and draw a short draft of each to judge it by.

    Raises:
        ProviderError: the writer failed.
        SceneError: a draft could not be drawn.
    """

    async def review(motions: Choreography) -> str | None:
        shots = [shot.scene_id for shot in visuals.shots]
        moved = [motion.scene_id for motion in motions.motions]
        return (
            None
            if shots == moved
            else f"a motion for each of {', '.join(shots)} is needed, not {', '.join(moved)}"
        )

    ask = Ask(
        makes="animations",
        answer=Choreography,
        brief=brief,
        rework=desk.rework,
        plan=scenes,
        script=script,
        shots=visuals,
        previous=_choreography_of(desk.previous),
    )
    motions = await written(ask, desk.tools, review)
    moved = tuple(
        shot.model_copy(update={"motion": motion.motion})
        for shot, motion in zip(visuals.shots, motions.motions, strict=True)
    )
    made = visuals.model_copy(
        update={"shots": moved, "previews": (), "notes": motions.notes, "writer": motions.writer}
    )
    return await draft_shots(brief, script, made, desk) if desk.attended else made


async def draft_shots(brief: Brief, script: Script, shots: Shots, desk: Desk[Shots]) -> Shots:
    """The shots with a short draft of each to judge its motion by. Raises ``SceneError``."""
    drafts: list[Artifact] = []
    for place, shot in enumerate(shots.shots):
        desk.report(
            Progress(done=place / len(shots.shots), scene_id=shot.scene_id, message="drawing a draft")
        )
        order = order_preview(shot, script, shots.look, brief)
        length = min(order.length, order.frame.frames(PREVIEW_SECONDS))
        beats = tuple(
            beat.model_copy(update={"end": min(beat.end, length)})
            for beat in order.beats
            if beat.start < length
        )
        short = order.model_copy(update={"length": length, "beats": beats, "captions": ()})
        drawn = await drawn_scene(short, tools=desk.tools, report=lambda _: None)
        drafts.append(drawn.video)
    return shots.model_copy(update={"previews": tuple(drafts)})


def _choreography_of(shots: Shots | None) -> Choreography | None:
    motions = [
        {"scene_id": shot.scene_id, "motion": shot.motion}
        for shot in (shots.shots if shots else ())
        if shot.motion
    ]
    if shots is None or not motions:
        return None
    return Choreography.model_validate({"motions": motions, "writer": shots.writer, "notes": shots.notes})
