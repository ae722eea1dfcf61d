"""The visuals stage: the template and the props that show each scene, and whether it is light or dark."""

from typing import Any

from pydantic import JsonValue

from picturelock.domain.errors import ProviderError
from picturelock.domain.frozen import JsonObject
from picturelock.domain.look import Look
from picturelock.domain.scene import Scene
from picturelock.domain.script import SceneScript
from picturelock.domain.shot import Shot
from picturelock.domain.storyboard import Storyboard
from picturelock.ports.films import Ask
from picturelock.writing.template.feedback import Wish
from picturelock.writing.template.quotes import pieces
from picturelock.writing.template.script import unplanned
from picturelock.writing.template.story import WRITER, Line, Passage, Story
from picturelock.writing.template.variety import varied
from picturelock.writing.template.wishes import read_wishes
from picturelock.writing.template.wording import Wording, wording_of

CAN: frozenset[Wish] = frozenset({"light", "dark"})
WITH_SCRIPT = "the picture follows the script; say it there"
INSTEAD: dict[Wish, str] = dict.fromkeys(
    ("shorter", "longer", "simpler", "technical", "slower", "faster"), WITH_SCRIPT
)
LAST_BEAT = 11  # the highest number of a beat that a template's props may name


def draw_up(ask: Ask[Any], story: Story) -> Storyboard:
    """A shot for each scene of the plan, or the previous storyboard with only the asked scenes drawn up anew.

    Raises:
        ProviderError: there is no plan or script, or the catalogue lacks a template that is needed.
    """
    if ask.plan is None or ask.script is None:
        raise ProviderError("there is no accepted plan and script to draw up", provider=WRITER)
    part = ask.rework.scenes if isinstance(ask.previous, Storyboard) else None
    can = CAN if part is None else frozenset[Wish]()
    instead = INSTEAD | dict.fromkeys(("light", "dark"), "the look belongs to the whole film, not to a scene")
    wishes, notes = read_wishes(ask.rework.feedback, can, instead)
    wording = wording_of(ask.brief, ask.rework)
    passages = {scene.id: story.passage(scene.role) or _of_plan(scene, story) for scene in ask.plan.scenes}
    shots = tuple(
        _shot(scene, passages[scene.id], ask.script.scene(scene.id), story, wording)
        for scene in ask.plan.scenes
    )
    _check_offered(ask, shots)
    shots = varied(shots, passages, ask.script, ask.catalogue)
    look = ask.brief.look
    if wishes.light is not None:
        look = Look(mode="light" if wishes.light else "dark", brand_colors=look.brand_colors)
    if part is not None and isinstance(ask.previous, Storyboard):
        before = {shot.scene_id: shot for shot in ask.previous.shots}
        shots = tuple(shot if shot.scene_id in part else before.get(shot.scene_id, shot) for shot in shots)
        look = ask.previous.look
    return Storyboard(
        shots=shots,
        look=look,
        footage_words={
            scene: passage.footage_words for scene, passage in passages.items() if passage.footage_words
        },
        writer=WRITER,
        notes=notes,
    )


def _check_offered(ask: Ask[Any], shots: tuple[Shot, ...]) -> None:
    offered = {(card.engine, card.name) for card in ask.catalogue}
    missing = sorted({shot.template for shot in shots if (shot.engine, shot.template) not in offered})
    if offered and missing:
        raise ProviderError(f"no scene template called {', '.join(missing)}", provider=WRITER)


def _shot(scene: Scene, passage: Passage, script: SceneScript, story: Story, wording: Wording) -> Shot:
    beats = _beats_of(passage.lines, script)
    props = _numbered(_said_only(passage, script), beats)
    _retitle(props, passage, wording)
    return Shot(scene_id=scene.id, engine=story.engine, template=passage.template, props=props)


FEWEST_POINTS = 2


def _said_only(passage: Passage, script: SceneScript) -> JsonObject:
    """The props without the points of lines that were left out of the script, as far as two remain."""
    texts = {beat.text for beat in script.beats}
    whole = texts.issuperset(line.say[0] for line in passage.lines)
    if passage.template == "safety_information" and not whole:
        # What is to be read whole is what was accepted with the script; there is no time for more.
        return {**passage.props, "text": " ".join(beat.text for beat in script.beats)}
    shown = passage.props.get("lines")
    if isinstance(shown, list):
        return {**passage.props, "lines": [text for text in shown if text not in _unspoken(passage, texts)]}
    said = {f"@{line.id}" for line in passage.lines if texts.intersection((*line.say, *line.plain))}
    points = passage.props.get("points")
    if not said or not isinstance(points, list):
        return passage.props
    told = [point for point in points if isinstance(point, dict) and point.get("beat") in said]
    return {**passage.props, "points": [*told] if len(told) >= FEWEST_POINTS else points[:FEWEST_POINTS]}


def _unspoken(passage: Passage, texts: set[str]) -> set[str]:
    """The sentences of lines that were left out of the script, as an end card shows them."""
    lines = [line for line in passage.lines if not texts.intersection((*line.say, *line.plain))]
    return {way.rstrip(".。।") for line in lines for way in (*line.say, *line.plain)}


def _beats_of(lines: tuple[Line, ...], script: SceneScript) -> dict[str, int]:
    """The number of the beat that speaks each line; of a line that is not spoken, that of the next one.

    When a person wrote the script anew, the lines' places are spread evenly over its beats.
    """
    texts = [beat.text for beat in script.beats]
    spoken = {
        place: next((texts.index(way) for way in (*line.say, *line.plain) if way in texts), None)
        for place, line in enumerate(lines)
    }
    last = min(len(texts) - 1, LAST_BEAT)
    if all(number is None for number in spoken.values()):
        return {line.id: min(last, place * len(texts) // len(lines)) for place, line in enumerate(lines)}
    found: dict[str, int] = {}
    following = last
    for place in range(len(lines) - 1, -1, -1):
        number = spoken[place]
        following = following if number is None else min(number, LAST_BEAT)
        found[lines[place].id] = following
    return found


def _numbered(props: JsonObject, beats: dict[str, int]) -> JsonObject:
    """The props with the number of a beat in place of each ``"@line"``."""
    return {name: _value_numbered(name, value, beats) for name, value in props.items()}


def _value_numbered(name: str, value: JsonValue, beats: dict[str, int]) -> JsonValue:
    # Only these fields hold references: a text of the brief may begin with the same sign.
    if isinstance(value, str) and (name == "beat" or name.endswith("_beat")):
        return beats[value.removeprefix("@")]
    if isinstance(value, list):
        return [_value_numbered("", entry, beats) for entry in value]
    if isinstance(value, dict):
        return _numbered(value, beats)
    return value


# Where the heading names what is shown, another run may not replace it by the scene's title.
_NAMED_BY_HEADING = frozenset(
    {"title", "end_card", "bar_chart", "title_backdrop", "chart", "icon_grid", "big_number"}
)


def _retitle(props: JsonObject, passage: Passage, wording: Wording) -> None:
    for field in ("title", "heading"):
        now = props.get(field)
        if isinstance(now, str) and passage.template not in _NAMED_BY_HEADING:
            ways = tuple(dict.fromkeys((now, *passage.titles)))
            props[field] = ways[wording.turn % len(ways)]


def _of_plan(scene: Scene, story: Story) -> Passage:
    """The picture of a scene that a person put into the plan: its purpose as points."""
    lines = unplanned(scene)
    texts = pieces(scene.purpose, 90)
    points: list[JsonValue] = [{"text": text, "beat": 0} for text in texts]
    if len(points) == 1:
        points.append({"text": scene.title, "beat": 0})
    manim = story.engine == "manim"
    return Passage(
        role=scene.role,
        titles=(scene.title,),
        purpose=scene.purpose,
        lines=lines,
        template="key_points" if manim else "bullet_points",
        props={"title" if manim else "heading": scene.title, "points": points},
    )
