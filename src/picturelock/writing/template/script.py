"""The script stage: which lines each scene speaks, in which words, at which pace."""

from typing import Any

from picturelock.domain.errors import ProviderError
from picturelock.domain.scene import Scene, Source
from picturelock.domain.script import Beat, SceneScript, Script
from picturelock.domain.timing import LEAD, PAUSE, TAIL, spoken_seconds
from picturelock.ports.films import Ask
from picturelock.writing.template.feedback import Wish
from picturelock.writing.template.plan import WITH_VISUALS
from picturelock.writing.template.quotes import pieces
from picturelock.writing.template.story import LONGEST_BEAT, WRITER, Line, Story, kept
from picturelock.writing.template.wishes import Wishes, read_wishes
from picturelock.writing.template.wording import Wording, wording_of

CAN: frozenset[Wish] = frozenset({"shorter", "longer", "simpler", "technical", "slower", "faster"})
INSTEAD: dict[Wish, str] = {"light": WITH_VISUALS, "dark": WITH_VISUALS}
PACE_STEP = 0.1
MOST_BEATS = 12


def write_script(ask: Ask[Any], story: Story) -> Script:
    """The narration of the plan's scenes, or the previous one with only the asked scenes written anew.

    Raises:
        ProviderError: there is no plan to write from.
    """
    if ask.plan is None:
        raise ProviderError("there is no accepted scene plan to write from", provider=WRITER)
    part = ask.rework.scenes if isinstance(ask.previous, Script) else None
    can = CAN if part is None else CAN - {"slower", "faster"}
    instead = INSTEAD | dict.fromkeys(
        ("slower", "faster"), "the pace belongs to the whole film, not to a scene"
    )
    wishes, notes = read_wishes(ask.rework.feedback, can, instead)
    wording = wording_of(ask.brief, ask.rework)
    told = _lines(ask.plan.scenes, story, wishes)
    if wishes.length and told == _lines(ask.plan.scenes, story, wishes.model_copy(update={"length": 0})):
        more = "more to say that the sources would support" if wishes.length > 0 else "sentence that could go"
        notes = (*notes, f"The scenes have no {more}.")
    plain = story.plain if wishes.plain is None else wishes.plain
    scenes = tuple(_spoken(scene, told[scene.id], wording, plain=plain) for scene in ask.plan.scenes)
    pace = round(1 + PACE_STEP * wishes.pace, 2)
    if part is not None and isinstance(ask.previous, Script):
        kept_scenes = {scene.scene_id: scene for scene in ask.previous.scenes}
        scenes = tuple(
            scene if scene.scene_id in part else kept_scenes.get(scene.scene_id, scene) for scene in scenes
        )
        pace = ask.previous.pace
    return Script(scenes=scenes, pace=pace, writer=WRITER, notes=notes)


def _lines(scenes: tuple[Scene, ...], story: Story, wishes: Wishes) -> dict[str, list[Line]]:
    """The lines of each scene at the wished length, no more than an ordinary film's time holds."""
    told: dict[str, list[Line]] = {}
    for scene in scenes:
        passage = story.passage(scene.role)
        lines = passage.lines if passage else unplanned(scene)
        told[scene.id] = [line for line in lines if kept(line.keep, wishes.length)] or [lines[0]]
    if wishes.length > 0:
        return told
    for scene in reversed(scenes):
        for line in reversed(told[scene.id]):
            if _seconds(told, story.language) <= story.longest:
                return told
            if line.keep != "core" and len(told[scene.id]) > 1:
                told[scene.id].remove(line)
    return told


def _seconds(told: dict[str, list[Line]], language: str) -> float:
    """How long the narration takes at most, whichever wording is chosen."""
    return sum(
        LEAD + TAIL + PAUSE * (len(lines) - 1)
        + sum(max(spoken_seconds(way, language) for way in line.say) for line in lines)
        for lines in told.values()
    )  # fmt: skip


def unplanned(scene: Scene) -> tuple[Line, ...]:
    """The lines of a scene that a person put into the plan: its purpose, in the person's words."""
    source = Source(kind="brief", name="the scene plan", quote=scene.purpose)
    return tuple(
        Line(id=f"p{number}", say=(piece,), sources=(source,))
        for number, piece in enumerate(pieces(scene.purpose, LONGEST_BEAT))
    )


def _spoken(scene: Scene, lines: list[Line], wording: Wording, *, plain: bool) -> SceneScript:
    return SceneScript(
        scene_id=scene.id,
        beats=tuple(
            Beat(
                id=f"{scene.id}b{number}",
                text=wording.pick(line.ways(plain=plain), scene.role, line.id or number),
                sources=line.sources,
            )
            for number, line in enumerate(lines[:MOST_BEATS], 1)
        ),
    )
