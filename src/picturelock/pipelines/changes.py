"""Which scenes have changed between two takes, so that only those are made again."""

from collections.abc import Mapping

from picturelock.domain.frozen import Frozen
from picturelock.domain.scene import ScenePlan
from picturelock.domain.script import Script
from picturelock.domain.shot import Shots


def changed_scenes(before: Mapping[str, Frozen], now: Mapping[str, Frozen]) -> tuple[str, ...] | None:
    """The scenes that differ, in the film's order; None when it cannot be told scene by scene.

    Args:
        before: the takes that something was made from, by stage.
        now: the takes that it is to be made from.
    """
    changed: dict[str, None] = {}
    for name, take in now.items():
        was, is_now = _scenes(before.get(name)), _scenes(take)
        if was is None or is_now is None or list(was) != list(is_now):
            return None
        changed.update(dict.fromkeys(scene for scene in is_now if was[scene] != is_now[scene]))
    return tuple(sorted(changed, key=_number))


def _number(scene_id: str) -> int:
    return int(scene_id.removeprefix("s"))


def _scenes(take: Frozen | None) -> dict[str, Frozen] | None:
    match take:
        case ScenePlan():
            return {scene.id: scene for scene in take.scenes}
        case Script():
            return {scene.scene_id: scene for scene in take.scenes}
        case Shots():
            return {shot.scene_id: shot for shot in take.shots}
        case _:
            return None
