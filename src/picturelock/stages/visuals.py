"""The visuals stage: a template with its props for every scene, footage behind it, and a preview to judge."""

from picturelock.domain.brief import Brief
from picturelock.domain.scene import ScenePlan
from picturelock.domain.script import Script
from picturelock.domain.shot import Artifact, Shots
from picturelock.ports.progress import Progress
from picturelock.stages.desk import Desk
from picturelock.stages.drawing import order_preview, still_of
from picturelock.stages.footage import with_footage
from picturelock.stages.storyboard import storyboard_of

# Previews are stills when the picture is complete: most things have come in by then, nothing has left.
PREVIEW_AT = 0.8
# The share of the work that is finding clips; drawing previews is the rest.
FOOTAGE_SHARE = 0.3


async def choose_visuals(brief: Brief, scenes: ScenePlan, script: Script, *, desk: Desk[Shots]) -> Shots:
    """Choose what is seen over each scene, lay footage behind it, and draw a preview of each.

    Raises:
        ProviderError: the writer or the stock failed.
        SceneError: a preview could not be drawn.
    """
    board = await storyboard_of(brief, scenes, script, desk)

    def looking(place: int) -> None:
        shot = board.shots[place]
        done = FOOTAGE_SHARE * place / len(board.shots)
        desk.report(Progress(done=done, scene_id=shot.scene_id, message="finding a clip"))

    variation = desk.rework.variation
    shots, notes = await with_footage(board, brief, script, desk.tools, variation=variation, looking=looking)
    made = Shots(shots=shots, look=board.look, writer=board.writer, notes=(*board.notes, *notes))
    return await preview_shots(brief, script, made, desk) if desk.attended else made


async def preview_shots(brief: Brief, script: Script, made: Shots, desk: Desk[Shots]) -> Shots:
    """The shots with a still of each to judge it by. Raises ``SceneError``."""
    previews: list[Artifact] = []
    for place, shot in enumerate(made.shots):
        desk.report(
            Progress(
                done=FOOTAGE_SHARE + (1 - FOOTAGE_SHARE) * place / len(made.shots),
                scene_id=shot.scene_id,
                message="drawing a preview",
            )
        )
        order = order_preview(shot, script, made.look, brief)
        previews.append(await still_of(order, at=int(order.length * PREVIEW_AT), tools=desk.tools))
    return made.model_copy(update={"previews": tuple(previews)})
