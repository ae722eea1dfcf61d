"""The visuals stage: a template with its props for every scene, footage behind it, and a preview to judge."""

from picturelock.domain.brief import Brief
from picturelock.domain.scene import ScenePlan
from picturelock.domain.script import Script
from picturelock.domain.shot import Artifact, Credit, Footage, Shot, Shots
from picturelock.domain.storyboard import Storyboard
from picturelock.ports.films import StockQuery
from picturelock.ports.progress import Progress
from picturelock.stages.desk import Desk
from picturelock.stages.drawing import order_preview, still_of
from picturelock.stages.storyboard import storyboard_of

# Previews are stills when the picture is complete: most things have come in by then, nothing has left.
PREVIEW_AT = 0.8
# The share of the work that is finding clips; drawing previews is the rest.
FOOTAGE_SHARE = 0.3
CLIP_SECONDS = 8.0


async def choose_visuals(brief: Brief, scenes: ScenePlan, script: Script, *, desk: Desk[Shots]) -> Shots:
    """Choose what is seen over each scene, lay footage behind it, and draw a preview of each.

    Raises:
        ProviderError: the writer or the stock failed.
        SceneError: a preview could not be drawn.
    """
    board = await storyboard_of(brief, scenes, script, desk)
    shots = await _with_footage(board, brief, desk)
    made = Shots(shots=tuple(shots), look=board.look, writer=board.writer, notes=board.notes)
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


async def _with_footage(board: Storyboard, brief: Brief, desk: Desk[Shots]) -> list[Shot]:
    """The shots with a clip behind those that want one; the person's own pictures come first."""
    own = list(brief.pictures)
    shots: list[Shot] = []
    for place, shot in enumerate(board.shots):
        words = board.footage_words.get(shot.scene_id)
        if words is None:
            shots.append(shot)
            continue
        desk.report(
            Progress(
                done=FOOTAGE_SHARE * place / len(board.shots),
                scene_id=shot.scene_id,
                message="finding a clip",
            )
        )
        footage = (
            _own_picture(own.pop(0))
            if own
            else await desk.tools.stock.find(_query(words, place, board, brief))
        )
        shots.append(shot.model_copy(update={"footage": footage}))
    return shots


def _own_picture(picture: Artifact) -> Footage:
    return Footage(file=picture, kind="image", credit=Credit(provider="own", title="from the brief"))


def _query(words: str, place: int, board: Storyboard, brief: Brief) -> StockQuery:
    return StockQuery(
        words=words,
        width=brief.format.width,
        height=brief.format.height,
        seconds=CLIP_SECONDS,
        palette=board.look.palette(),
        seed=brief.seed + place,
    )
