"""The visuals stage: a template with its props for every scene, footage behind it, and a preview to judge."""

from picturelock.domain.brief import Brief
from picturelock.domain.scene import ScenePlan
from picturelock.domain.script import Script
from picturelock.domain.shot import Artifact, Shot, Shots
from picturelock.domain.storyboard import Storyboard
from picturelock.ports import Ask, Progress, StockQuery
from picturelock.stages.desk import Desk
from picturelock.stages.drawing import order_preview, still_of
from picturelock.stages.written import written

# Previews are stills when the picture is complete: most things have come in by then, nothing has left.
PREVIEW_AT = 0.8


async def choose_visuals(brief: Brief, scenes: ScenePlan, script: Script, *, desk: Desk[Shots]) -> Shots:
    """Choose what is seen over each scene, lay footage behind it, and draw a preview of each.

    Raises:
        ProviderError: the writer or the stock failed.
        SceneError: a preview could not be drawn.
    """
    board = await _storyboard(brief, scenes, script, desk)
    shots = [await _with_footage(shot, board, brief, desk) for shot in board.shots]
    made = Shots(shots=tuple(shots), look=board.look, writer=board.writer, notes=board.notes)
    if not desk.attended:
        return made
    previews: list[Artifact] = []
    for place, shot in enumerate(made.shots):
        desk.report(
            Progress(
                done=0.3 + 0.7 * place / len(made.shots), scene_id=shot.scene_id, message="drawing a preview"
            )
        )
        order = order_preview(shot, script, made.look, brief)
        previews.append(await still_of(order, at=int(order.length * PREVIEW_AT), tools=desk.tools))
    return made.model_copy(update={"previews": tuple(previews)})


async def _storyboard(brief: Brief, scenes: ScenePlan, script: Script, desk: Desk[Shots]) -> Storyboard:
    renderer = desk.tools.renderers[desk.engine]
    planned = [scene.id for scene in scenes.scenes]

    async def review(board: Storyboard) -> str | None:
        shown = [shot.scene_id for shot in board.shots]
        if shown != planned:
            return f"one shot for each of the scenes {', '.join(planned)} is needed, not {', '.join(shown)}"
        reasons = [
            f"{shot.scene_id} ({shot.template}): {reason}"
            for shot in board.shots
            for reason in await renderer.check(shot, script.scene(shot.scene_id).text)
        ]
        return "; ".join(reasons) or None

    ask = Ask(
        makes="visuals",
        answer=Storyboard,
        brief=brief,
        rework=desk.rework,
        plan=scenes,
        script=script,
        previous=_board_of(desk.previous),
    )
    return await written(ask, desk.tools, review, renderer=renderer)


def _board_of(shots: Shots | None) -> Storyboard | None:
    if shots is None:
        return None
    return Storyboard(shots=shots.shots, look=shots.look, writer=shots.writer, notes=shots.notes)


async def _with_footage(shot: Shot, board: Storyboard, brief: Brief, desk: Desk[Shots]) -> Shot:
    words = board.footage_words.get(shot.scene_id)
    if words is None or shot.footage is not None:
        return shot
    place = [other.scene_id for other in board.shots].index(shot.scene_id)
    desk.report(
        Progress(done=0.3 * place / len(board.shots), scene_id=shot.scene_id, message="finding a clip")
    )
    query = StockQuery(
        words=words,
        width=brief.format.width,
        height=brief.format.height,
        seconds=8,
        palette=board.look.palette(),
        seed=brief.seed + place,
    )
    return shot.model_copy(update={"footage": await desk.tools.stock.find(query)})
