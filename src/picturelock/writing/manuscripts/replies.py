"""What is whole in a model's reply. Nothing is repaired: without its closing brace an item is not taken."""

import json
import re
from typing import NamedTuple

from pydantic import JsonValue

from picturelock.domain.frozen import JsonObject

_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,]*")
_DECODER = json.JSONDecoder()
_REFUSAL = re.compile(
    r"^\W*(?:i['’]?m sorry|sorry|i apologi[sz]e|i (?:can['’]?t|cannot|won['’]?t|am unable|am not able))\b",
    re.IGNORECASE,
)
LONGEST_REFUSAL = 600


class Whole(NamedTuple):
    """The items of a reply that arrived whole, in order.

    ``closed`` tells whether the array that holds them was closed; ``item_characters`` how much of the text
    the items take up, ``thought_characters`` how much a model thought aloud before them.
    """

    items: tuple[JsonObject, ...]
    closed: bool
    item_characters: int
    thought_characters: int


def whole_items(text: str, key: str) -> Whole:
    """The whole objects of the array under ``key``, whatever stands around it.

    Args:
        text: a reply: pure JSON, or JSON in prose or a fence, or cut anywhere.
        key: the name of the array; a bare array or a bare single object is read too.
    """
    said = _THOUGHT.sub("", text)
    thought = len(text) - len(said)
    starts = [found.end() for found in re.finditer(rf'"{re.escape(key)}"\s*:\s*\[', said)]
    if not starts:
        starts = [found.end() for found in re.finditer(r"\[(?=\s*\{)", said)]
    read = [_items_from(said, start, thought) for start in starts]
    if read:
        return max(read, key=lambda whole: (len(whole.items), whole.closed))
    return _single(said, thought)


def _items_from(text: str, start: int, thought: int) -> Whole:
    items: list[JsonObject] = []
    characters = 0
    place = _after_gap(text, start)
    while text.startswith("{", place):
        try:
            item, end = _object_at(text, place)
        except ValueError:
            return Whole(tuple(items), False, characters, thought)
        items.append(item)
        characters += end - place
        place = _after_gap(text, end)
    return Whole(tuple(items), text.startswith("]", place), characters, thought)


def _single(text: str, thought: int) -> Whole:
    """A reply that gives one object without its array."""
    place = text.find("{")
    while place >= 0:
        try:
            item, end = _object_at(text, place)
        except ValueError:
            place = text.find("{", place + 1)
            continue
        return Whole((item,), True, end - place, thought)
    return Whole((), False, 0, thought)


def _object_at(text: str, place: int) -> tuple[JsonObject, int]:
    try:
        found: JsonValue
        found, end = _DECODER.raw_decode(text, place)
    except RecursionError as deep:
        raise ValueError("nested too deeply") from deep
    if not isinstance(found, dict):
        raise ValueError("not an object")
    return found, end


def _after_gap(text: str, place: int) -> int:
    gap = _BETWEEN.match(text, place)
    return gap.end() if gap else place


def refuses(text: str) -> bool:
    """Whether a reply without JSON is a refusal in words."""
    said = _THOUGHT.sub("", text).strip()
    return len(said) <= LONGEST_REFUSAL and "{" not in said and bool(_REFUSAL.match(said))
