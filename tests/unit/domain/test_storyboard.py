"""How the motions of neighbouring scenes belong together."""

from picturelock.domain.shot import Motion, Transition
from picturelock.domain.storyboard import SceneMotion, joined


def moved(*transitions: Transition) -> tuple[SceneMotion, ...]:
    return tuple(
        SceneMotion(scene_id=f"s{number}", motion=Motion(transition=transition))
        for number, transition in enumerate(transitions, 1)
    )


def test_each_scene_leaves_as_the_next_one_begins_and_the_last_one_fades() -> None:
    motions = joined(moved("fade", "push", "wipe"))
    assert [motion.motion.leaving for motion in motions] == ["push", "wipe", "fade"]
    assert [motion.motion.transition for motion in motions] == ["fade", "push", "wipe"]


def test_a_single_scene_fades_out() -> None:
    (only,) = joined(moved("cut"))
    assert only.motion.leaving == "fade"
