"""The closest template that holds what a shot says, for a shot that does not fit its own."""

from collections.abc import Awaitable, Callable, Iterator
from difflib import SequenceMatcher
from typing import Any

from jsonschema import Draft202012Validator
from pydantic import JsonValue

from picturelock.domain.drawing import TemplateCard
from picturelock.domain.filled_props import resolved
from picturelock.domain.frozen import JsonObject
from picturelock.domain.shot import Shot
from picturelock.writing.pictures.said import Said, Statement, has_series, said_by
from picturelock.writing.template.quotes import pieces

# The templates that any words may be shown with, and their fields. A quotation is not among them: it would
# say that somebody said these words. Neither are steps: they would say that one follows from another.
_LISTS = {"key_points": "title", "bullet_points": "heading"}
_SENTENCES = ("statement",)
_TITLES = ("title", "title_backdrop")
_AND = " · "
# A misspelled name is like one that there is by more than this.
_LIKE = 0.6

Objections = Callable[[Shot], Awaitable[tuple[str, ...]]]
"""Why a shot cannot be drawn; empty when it can."""


async def closest(
    shot: Shot, scene_title: str, catalogue: tuple[TemplateCard, ...], objections: Objections
) -> Shot | None:
    """The shot in the closest template that holds all its words, or None when there is none.

    Args:
        shot: what does not fit, or names a template that there is not.
        scene_title: the heading of a picture that has none of its own.
        catalogue: the templates to choose from.
        objections: asked of every candidate.
    """
    for candidate in _candidates(shot, scene_title, catalogue):
        if not await objections(candidate):
            return candidate
    return None


def _candidates(shot: Shot, scene_title: str, catalogue: tuple[TemplateCard, ...]) -> Iterator[Shot]:
    cards = {card.name: card for card in catalogue}
    own = cards.get(shot.template)
    if own is None:
        for card in _of_like_name(shot.template, catalogue):
            yield _in(card, shot, shot.props)
    if has_series(dict(shot.props)):
        return
    said = said_by(shot.props, own, catalogue)
    for name, props in _forms(said, scene_title, cards):
        if fits_schema(props, cards[name]):
            yield _in(cards[name], shot, props)


def _of_like_name(name: str, catalogue: tuple[TemplateCard, ...]) -> list[TemplateCard]:
    def likeness(card: TemplateCard) -> float:
        return SequenceMatcher(None, name.casefold(), card.name).ratio()

    return sorted((card for card in catalogue if likeness(card) > _LIKE), key=lambda card: -likeness(card))


def _forms(said: Said, scene_title: str, cards: dict[str, TemplateCard]) -> Iterator[tuple[str, JsonObject]]:
    """What is said in each form that is there, the closest first: one thing large, several as a list."""
    sentence = [*_sentences(said, cards)]
    lists = [*_lists(said, scene_title, cards)]
    titles = [*_titles(said, scene_title, cards)]
    alone = len(said.statements) <= 1
    yield from (*sentence, *titles, *lists) if alone else (*lists, *sentence, *titles)


def _lists(said: Said, scene_title: str, cards: dict[str, TemplateCard]) -> Iterator[tuple[str, JsonObject]]:
    for name, heading in _LISTS.items():
        if name not in cards:
            continue
        fields = _fields(dict(cards[name].props_schema), cards[name])
        longest = _longest(_fields(fields["points"]["items"], cards[name])["text"])
        statements = list(said.statements)
        title, props = said.heading or scene_title, dict[str, JsonValue]()
        if len(title) > _longest(fields[heading]):
            statements.insert(0, Statement(text=title))
            title = scene_title
        if said.subtitle and "subtitle" in fields:
            props["subtitle"] = said.subtitle
        elif said.subtitle:
            statements.insert(0, Statement(text=said.subtitle))
        if said.source and len(said.source) <= _longest(fields.get("source", {})):
            props["source"] = said.source
        elif said.source:
            statements.append(Statement(text=said.source))
        told = [
            one.model_copy(update={"text": piece})
            for one in statements
            for piece in pieces(one.text, longest)
        ]
        if len(told) > fields["points"]["maxItems"]:
            told = _together(told, longest)
        points: list[JsonValue] = [one.model_dump(exclude_none=True) for one in told]
        yield name, {heading: title, **props, "points": points}


def _together(statements: list[Statement], longest: int) -> list[Statement]:
    """Statements in a row on one line, as many as have room there: there are too many for a line each."""
    lines: list[Statement] = []
    for one in statements:
        joined = f"{lines[-1].text}{_AND}{one.text}" if lines else ""
        if lines and len(joined) <= longest:
            lines[-1] = lines[-1].model_copy(update={"text": joined})
        else:
            lines.append(one)
    return lines


def _sentences(said: Said, cards: dict[str, TemplateCard]) -> Iterator[tuple[str, JsonObject]]:
    told = [text for text in (said.heading, said.subtitle, *(one.text for one in said.statements)) if text]
    for name in _SENTENCES:
        if name in cards and told:
            text = " ".join(text if text[-1] in ".!?:…" else f"{text}." for text in told[:-1])
            source: JsonObject = {"source": said.source} if said.source else {}
            yield name, {"text": f"{text} {told[-1]}".strip(), **source}


def _titles(said: Said, scene_title: str, cards: dict[str, TemplateCard]) -> Iterator[tuple[str, JsonObject]]:
    told = [text for text in (said.subtitle, *(one.text for one in said.statements), said.source) if text]
    for name in _TITLES:
        if name in cards and len(told) <= 1:
            yield name, {"title": said.heading or scene_title, **({"subtitle": told[0]} if told else {})}


def _fields(part: dict[str, Any], card: TemplateCard) -> dict[str, dict[str, Any]]:
    """The fields of an object of a card's schema, by name."""
    whole = dict(card.props_schema)
    return {name: resolved(field, whole) for name, field in resolved(part, whole)["properties"].items()}


def _longest(field: dict[str, Any]) -> int:
    return field.get("maxLength", 0)


def fits_schema(props: JsonObject, card: TemplateCard) -> bool:
    """Whether props are valid under a template's schema, which does not say all that a template asks."""
    return Draft202012Validator(card.props_schema).is_valid(props)  # pyright: ignore[reportUnknownMemberType]


def _in(card: TemplateCard, shot: Shot, props: JsonObject) -> Shot:
    return shot.model_copy(update={"template": card.name, "engine": card.engine, "props": props})
