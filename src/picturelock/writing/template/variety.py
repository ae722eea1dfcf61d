"""Another picture for one of two scenes in a row that would look alike, where another one is as true.

Words of a document may stand as a quotation, and its warnings as safety information, word for word. Any other
passage itself says in which other ways it may be shown.
"""

from collections.abc import Iterator, Mapping

from picturelock.domain.drawing import TemplateCard
from picturelock.domain.filled_props import resolved
from picturelock.domain.frozen import JsonObject
from picturelock.domain.script import SceneScript, Script
from picturelock.domain.shot import Shot
from picturelock.writing.phrases.phrases import phrase
from picturelock.writing.pictures.alike import neighbours_alike
from picturelock.writing.pictures.closest import fits_schema
from picturelock.writing.template.story import Line, Passage, Picture
from picturelock.writing.template.wording import fitting

_QUOTATION, _SAFETY = "quotation", "safety_information"
# What quotations call their words, engine by engine.
_WORDS = ("words", "quote", "text")
# Between sentences of a quotation that need not follow one another.
_LEFT_OUT = " […] "


def varied(
    shots: tuple[Shot, ...],
    passages: Mapping[str, Passage],
    script: Script,
    catalogue: tuple[TemplateCard, ...],
) -> tuple[Shot, ...]:
    """The shots with another template for one of each two neighbours that look alike, where there is one.

    Args:
        shots: one for each scene, in order.
        passages: of each scene, by its id.
        script: what is really spoken; only that is shown.
        catalogue: the templates there are.
    """
    made = list(shots)
    words = {scene: passage.footage_words for scene, passage in passages.items() if passage.footage_words}
    places = {shot.scene_id: place for place, shot in enumerate(made)}
    for pair in neighbours_alike(shots, catalogue, words):
        if made[places[pair.first]].template != made[places[pair.second]].template:
            continue  # another pair's turn has parted them
        for scene in (pair.second, pair.first):
            place = places[scene]
            around = {shot.template for shot in made[max(0, place - 1) : place + 2]}
            other = _otherwise(made[place], passages[scene], script, catalogue)
            if other is not None and other.template not in around:
                made[place] = other
                break
    return tuple(made)


def _otherwise(
    shot: Shot, passage: Passage, script: Script, catalogue: tuple[TemplateCard, ...]
) -> Shot | None:
    texts = {beat.text for beat in script.scene(shot.scene_id).beats}
    spoken = [line for line in passage.lines if texts.intersection((*line.say, *line.plain))]
    cards = {card.name: card for card in catalogue}
    own = [(one.template, _heard(one, script.scene(shot.scene_id))) for one in passage.otherwise]
    for name, props in (*_forms(shot, passage, spoken, cards), *own):
        if name in cards and fits_schema(props, cards[name]):
            return shot.model_copy(update={"template": name, "props": props})
    return None


def _heard(picture: Picture, scene: SceneScript) -> JsonObject:
    """The props of another picture; safety information holds what is spoken: for more there is no time."""
    if picture.template != _SAFETY:
        return picture.props
    return {**picture.props, "text": " ".join(beat.text for beat in scene.beats)}


def _forms(
    shot: Shot, passage: Passage, spoken: list[Line], cards: Mapping[str, TemplateCard]
) -> Iterator[tuple[str, JsonObject]]:
    # Lines of other sources, as a lead-in by the film itself, are spoken and need not be seen.
    quotes = [source for line in spoken for source in line.sources if source.kind == "document"]
    unique = list(dict.fromkeys(quote.quote for quote in quotes))
    source: JsonObject = {"source": shot.props["source"]} if shot.props.get("source") else {}
    unsaid = {source.quote for line in passage.lines if line not in spoken for source in line.sources}
    if not unique or unsaid.intersection(unique):
        return
    if _SAFETY in cards and passage.role.startswith("warning"):
        heading = str(shot.props.get("title") or shot.props.get("heading") or passage.titles[0])
        yield _SAFETY, {"title": heading, "text": " ".join(unique), **source}
    if _QUOTATION in cards:
        schema = dict(cards[_QUOTATION].props_schema)
        fields = resolved(schema, schema)["properties"]
        words = next((name for name in _WORDS if name in fields), _WORDS[0])
        most = resolved(fields["who"], schema).get("maxLength", 0) if "who" in fields else 0
        who = fitting(most, quotes[0].name, phrase("documents.heading"))[0] if most else ""
        yield _QUOTATION, {words: _LEFT_OUT.join(unique), **({"who": who} if who else {}), **source}
