"""The scenes stage: which passages of the story a film has, under which titles."""

from typing import Any

from picturelock.domain.scene import Scene, ScenePlan
from picturelock.ports.films import Ask
from picturelock.writing.template.feedback import Wish
from picturelock.writing.template.story import WRITER, Passage, Story, kept
from picturelock.writing.template.wishes import read_wishes
from picturelock.writing.template.wording import Wording, wording_of

CAN: frozenset[Wish] = frozenset({"shorter", "longer"})
WITH_SCRIPT = "the words and the pace are chosen with the script; say it there"
WITH_VISUALS = "the colours are chosen with the visuals; say it there"
INSTEAD: dict[Wish, str] = {
    "simpler": WITH_SCRIPT,
    "technical": WITH_SCRIPT,
    "slower": WITH_SCRIPT,
    "faster": WITH_SCRIPT,
    "light": WITH_VISUALS,
    "dark": WITH_VISUALS,
}
MOST_SCENES = 20


def plan_scenes(ask: Ask[Any], story: Story) -> ScenePlan:
    """The plan: the whole of it, or the previous one with only the asked scenes told anew."""
    wishes, notes = read_wishes(ask.rework.feedback, CAN, INSTEAD)
    wording = wording_of(ask.brief, ask.rework)
    chosen, left_out = _as_many_as_fit([one for one in story.passages if kept(one.keep, wishes.length)])
    notes = (*story.notes, *notes, *_left_out_notes(left_out))
    if ask.rework.scenes is not None and isinstance(ask.previous, ScenePlan):
        return _only_some(ask.previous, ask.rework.scenes, story, wording, notes)
    usual = [passage for passage in story.passages if kept(passage.keep, 0)]
    if wishes.length and len(chosen) == len(usual):
        notes = (
            *notes,
            f"The film has no scene that could be {'added' if wishes.length > 0 else 'left out'}.",
        )
    return ScenePlan(
        title=wording.pick(story.titles, "title"),
        scenes=tuple(_scene(f"s{number}", passage, wording) for number, passage in enumerate(chosen, 1)),
        writer=WRITER,
        notes=notes,
    )


def _scene(scene_id: str, passage: Passage, wording: Wording) -> Scene:
    return Scene(
        id=scene_id,
        title=wording.pick(passage.titles, "title", passage.role),
        purpose=passage.purpose,
        role=passage.role,
    )


def _only_some(
    previous: ScenePlan, scenes: tuple[str, ...], story: Story, wording: Wording, notes: tuple[str, ...]
) -> ScenePlan:
    def anew(scene: Scene) -> Scene:
        passage = story.passage(scene.role)
        return _scene(scene.id, passage, wording) if passage and scene.id in scenes else scene

    return previous.model_copy(
        update={"scenes": tuple(anew(scene) for scene in previous.scenes), "writer": WRITER, "notes": notes}
    )


def _as_many_as_fit(passages: list[Passage]) -> tuple[list[Passage], list[Passage]]:
    """The passages that a film can hold, the closing always among them, and those left out before it."""
    most = MOST_SCENES - 1
    return [*passages[:-1][:most], passages[-1]], passages[:-1][most:]


def _left_out_notes(left_out: list[Passage]) -> tuple[str, ...]:
    if not left_out:
        return ()
    said = "; ".join(line.say[0] for passage in left_out for line in passage.lines)
    return (f"A film has at most {MOST_SCENES} scenes; left out: {said}",)
