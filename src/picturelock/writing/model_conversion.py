"""From what a model answered to what a stage makes, with everything checked that a schema cannot say."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from picturelock.domain.brief import Brief
from picturelock.domain.look import Look
from picturelock.domain.scene import Scene, ScenePlan, Source
from picturelock.domain.script import Beat, SceneScript, Script
from picturelock.domain.shot import Motion, Shot
from picturelock.domain.storyboard import Choreography, SceneMotion, Storyboard, joined
from picturelock.ports.films import Ask
from picturelock.writing.model_answers import (
    ChoreographyAnswer,
    PlanAnswer,
    ScriptAnswer,
    SpokenBeat,
    StoryboardAnswer,
)

Part = TypeVar("Part")


class UnusableAnswerError(ValueError):
    """An answer that has the right form and still cannot be used; says why, for the model to read."""

    def __init__(self, reasons: Sequence[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("; ".join(reasons))


def plan_from(answer: PlanAnswer, ask: Ask[Any], writer: str) -> ScenePlan:
    twice = [role for role, count in Counter(scene.role for scene in answer.scenes).items() if count > 1]
    if twice:
        raise UnusableAnswerError([f"the role {role!r} is given to more than one scene" for role in twice])
    scenes = tuple(
        Scene(id=f"s{number}", title=scene.title, purpose=scene.purpose, role=scene.role)
        for number, scene in enumerate(answer.scenes, 1)
    )
    title = answer.title
    if ask.rework.scenes is not None and isinstance(ask.previous, ScenePlan):
        scenes = _only(ask.rework.scenes, scenes, ask.previous.scenes, lambda scene: scene.id)
        title = ask.previous.title
    return ScenePlan(title=title, scenes=scenes, writer=writer, notes=answer.notes)


def script_from(answer: ScriptAnswer, ask: Ask[Any], writer: str) -> Script:
    _check_scenes([scene.scene for scene in answer.scenes], ask)
    said = Counter(" ".join(beat.text.casefold().split()) for scene in answer.scenes for beat in scene.beats)
    if twice := [text for text, count in said.items() if count > 1]:
        raise UnusableAnswerError([f"the sentence “{text}” is said more than once" for text in twice])
    scenes = tuple(
        SceneScript(
            scene_id=scene.scene,
            beats=tuple(
                Beat(id=f"{scene.scene}b{number}", text=beat.text, sources=(_source(beat, ask.brief),))
                for number, beat in enumerate(scene.beats, 1)
            ),
        )
        for scene in answer.scenes
    )
    pace = answer.pace
    if ask.rework.scenes is not None and isinstance(ask.previous, Script):
        scenes = _only(ask.rework.scenes, scenes, ask.previous.scenes, lambda scene: scene.scene_id)
        pace = ask.previous.pace
    return Script(scenes=scenes, pace=pace, writer=writer, notes=answer.notes)


def _source(beat: SpokenBeat, brief: Brief) -> Source:
    """The source that the model names; a quote that is in no document is the model's own word."""
    if beat.source == "document":
        quote = " ".join(beat.quote.split())
        for document in brief.reference_docs:
            if quote and quote in " ".join(document.text.split()):
                return Source(kind="document", name=document.name, quote=quote)
        return Source(kind="model", name="named a quotation that is in no reference document", quote=quote)
    if beat.source == "knowledge":
        return Source(
            kind="model", name=f"general knowledge, as the model says: {beat.name}", quote=beat.quote
        )
    return Source(kind=beat.source, name=beat.name, quote=beat.quote)


def storyboard_from(answer: StoryboardAnswer, ask: Ask[Any], writer: str) -> Storyboard:
    _check_scenes([shot.scene for shot in answer.shots], ask)
    # Whether props fit is for the renderer to say: it sees more than a schema does.
    engine = ask.catalogue[0].engine if ask.catalogue else "manim"
    shots = tuple(
        Shot(
            scene_id=shot.scene,
            engine=engine,
            template=shot.template,
            props=dict(shot.props),
        )
        for shot in answer.shots
    )
    look = Look(mode=answer.mode, brand_colors=ask.brief.look.brand_colors)
    footage = {shot.scene: shot.footage_words.strip() for shot in answer.shots if shot.footage_words.strip()}
    if ask.rework.scenes is not None and isinstance(ask.previous, Storyboard):
        part = ask.rework.scenes
        shots = _only(part, shots, ask.previous.shots, lambda shot: shot.scene_id)
        look = ask.previous.look
        before = {scene: words for scene, words in ask.previous.footage_words.items() if scene not in part}
        footage = before | {scene: words for scene, words in footage.items() if scene in part}
    return Storyboard(shots=shots, look=look, footage_words=footage, writer=writer, notes=answer.notes)


def choreography_from(answer: ChoreographyAnswer, ask: Ask[Any], writer: str) -> Choreography:
    _check_scenes([moved.scene for moved in answer.motions], ask)
    motions = joined(
        tuple(
            SceneMotion(
                scene_id=moved.scene,
                motion=Motion(entrance=moved.entrance, emphasis=moved.emphasis, transition=moved.transition),
            )
            for moved in answer.motions
        )
    )
    if ask.rework.scenes is not None and isinstance(ask.previous, Choreography):
        motions = _only(ask.rework.scenes, motions, ask.previous.motions, lambda moved: moved.scene_id)
    return Choreography(motions=motions, writer=writer, notes=answer.notes)


def _check_scenes(answered: list[str], ask: Ask[Any]) -> None:
    planned = [scene.id for scene in ask.plan.scenes] if ask.plan else []
    if answered != planned:
        wanted, given = ", ".join(planned), ", ".join(answered)
        raise UnusableAnswerError(
            [f"the scenes must be {wanted}, each once, in this order; they were {given}"]
        )


def _only(
    part: tuple[str, ...], new: tuple[Part, ...], old: tuple[Part, ...], id_of: Callable[[Part], str]
) -> tuple[Part, ...]:
    """The old parts, with those whose scene is asked for taken from the new ones."""
    made = {id_of(scene): scene for scene in new}
    return tuple(made.get(id_of(scene), scene) if id_of(scene) in part else scene for scene in old)
