"""A small film's takes for tests: two scenes, three beats."""

from picturelock.domain.look import Look
from picturelock.domain.scene import Scene, ScenePlan
from picturelock.domain.script import Beat, SceneScript, Script
from picturelock.domain.shot import Motion, Shot
from picturelock.domain.storyboard import Choreography, SceneMotion, Storyboard
from picturelock.pipelines.moa import MoaBrief

BRIEF = MoaBrief(drug_name="Aspirin", condition="pain", quality="low")

PLAN = ScenePlan(
    title="Aspirin and pain",
    scenes=(
        Scene(id="s1", title="Aspirin", purpose="what it is about", role="opening"),
        Scene(id="s2", title="The enzyme", purpose="what it does", role="mechanism"),
    ),
    writer="fake-writer",
)

SCRIPT = Script(
    scenes=(
        SceneScript(scene_id="s1", beats=(Beat(id="s1b1", text="This film is about aspirin."),)),
        SceneScript(
            scene_id="s2",
            beats=(
                Beat(id="s2b1", text="An enzyme makes prostaglandins."),
                Beat(id="s2b2", text="Aspirin stops it."),
            ),
        ),
    ),
    writer="fake-writer",
)

BOARD = Storyboard(
    shots=tuple(
        Shot(scene_id=scene.id, engine="manim", template=template, props={"title": scene.title})
        for scene, template in zip(PLAN.scenes, ("title", "end_card"), strict=True)
    ),
    look=Look(),
    writer="fake-writer",
)

CHOREOGRAPHY = Choreography(
    motions=tuple(SceneMotion(scene_id=scene.id, motion=Motion()) for scene in PLAN.scenes),
    writer="fake-writer",
)


def with_word_changed(script: Script) -> Script:
    """The script with one word of its last beat changed."""
    scene = script.scenes[-1]
    beat = scene.beats[-1].model_copy(update={"text": "Aspirin blocks it."})
    changed = scene.model_copy(update={"beats": (*scene.beats[:-1], beat)})
    return script.model_copy(update={"scenes": (*script.scenes[:-1], changed)})
