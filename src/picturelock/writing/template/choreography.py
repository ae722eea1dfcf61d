"""The animations stage: how each scene's parts come in; the same seed gives the same."""

from typing import Any, Literal

from picturelock.domain.errors import ProviderError
from picturelock.domain.scene import Scene
from picturelock.domain.shot import Motion, Transition
from picturelock.domain.storyboard import Choreography, SceneMotion, joined
from picturelock.ports.films import Ask
from picturelock.writing.template.feedback import Wish
from picturelock.writing.template.plan import WITH_SCRIPT
from picturelock.writing.template.story import WRITER
from picturelock.writing.template.wishes import read_wishes
from picturelock.writing.template.wording import Wording, wording_of

ENTRANCES: tuple[Literal["rise", "slide", "reveal", "fade"], ...] = ("rise", "slide", "reveal", "fade")
EMPHASES: tuple[Literal["highlight", "underline", "grow"], ...] = ("highlight", "underline", "grow")
# Calm first: between two that are seen comes one that is hardly noticed.
TRANSITIONS: tuple[Transition, ...] = ("match", "push", "match", "wipe")
# A page of risks is read: nothing on it grows or jumps.
_RISKS = frozenset({"disclaimer", "safety_information"})
_EMPHASIS: dict[str, Literal["none", "underline", "grow"]] = {
    "quotation": "grow",
    "statement": "underline",
    "bullet_points": "none",  # the newest point is lit already
}
CAN: frozenset[Wish] = frozenset({"simpler"})
INSTEAD: dict[Wish, str] = {
    **dict.fromkeys(("shorter", "longer", "technical", "slower", "faster"), WITH_SCRIPT),
    **dict.fromkeys(("light", "dark"), "the colours were chosen with the visuals; say it there"),
}


def choreograph(ask: Ask[Any]) -> Choreography:
    """A motion for each scene, or the previous ones with only the asked scenes moved anew.

    Raises:
        ProviderError: there is no plan.
    """
    if ask.plan is None:
        raise ProviderError("there is no accepted scene plan to move", provider=WRITER)
    wishes, notes = read_wishes(ask.rework.feedback, CAN, INSTEAD)
    wording = wording_of(ask.brief, ask.rework)
    shown = {shot.scene_id: shot.template for shot in ask.shots.shots} if ask.shots else {}
    motions = joined(
        tuple(
            SceneMotion(
                scene_id=scene.id,
                motion=_fitted(
                    _motion(place, scene, wording, calm=wishes.plain is True), shown.get(scene.id, "")
                ),
            )
            for place, scene in enumerate(ask.plan.scenes)
        )
    )
    if ask.rework.scenes is not None and isinstance(ask.previous, Choreography):
        before = {moved.scene_id: moved for moved in ask.previous.motions}
        part = ask.rework.scenes
        motions = tuple(
            moved if moved.scene_id in part else before.get(moved.scene_id, moved) for moved in motions
        )
    return Choreography(motions=motions, writer=WRITER, notes=notes)


def _motion(place: int, scene: Scene, wording: Wording, *, calm: bool) -> Motion:
    if calm:
        return Motion(entrance="fade", emphasis="none", transition="fade")
    # Neighbours are one step apart in the list, so no two scenes in a row come in alike.
    entrance = ENTRANCES[(place + wording.seed + wording.turn) % len(ENTRANCES)]
    stressed = scene.role not in ("opening", "closing")
    emphasis = EMPHASES[(place + wording.seed + wording.turn) % len(EMPHASES)] if stressed else "none"
    return Motion(entrance=entrance, emphasis=emphasis, transition=_transition(place, scene, wording))


def _fitted(motion: Motion, template: str) -> Motion:
    """The motion as it suits what is shown: large figures grow, quotations are marked, risks stay calm."""
    if motion.emphasis == "none":
        return motion
    if template in _RISKS:
        return motion.model_copy(update={"emphasis": "none", "transition": "fade"})
    return motion.model_copy(update={"emphasis": _EMPHASIS.get(template, motion.emphasis)})


def _transition(place: int, scene: Scene, wording: Wording) -> Transition:
    # The film comes up from the bare ground, and goes back to it for its last words.
    if place == 0 or scene.role in ("opening", "closing"):
        return "fade"
    return TRANSITIONS[(place - 1 + wording.turn) % len(TRANSITIONS)]
