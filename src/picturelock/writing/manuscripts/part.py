"""One part of a manuscript that a model writes item by item: segments, characters, acts, outline points."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from picturelock.domain.frozen import JsonObject

Item = TypeVar("Item")


class FaultError(Exception):
    """An item that arrived whole and still cannot be taken; says why, for the model to read.

    Attributes:
        kind: what sort of fault, for counting how often the model was told.
        times: how often in a row the same number may have it before the writing stops.
    """

    def __init__(self, kind: str, message: str, *, times: int = 4) -> None:
        super().__init__(message)
        self.kind = kind
        self.times = times


RATED = "not for a general audience"


class Prompt(NamedTuple):
    """What a model is given: our rules, and what people gave."""

    system: str
    user: str


@dataclass(frozen=True)
class Ask(Generic[Item]):
    """What a prompt is made for.

    ``problem`` says what was wrong with the last reply; ``words`` is the most that one item may have, where
    items were too long for the reply.
    """

    numbers: range
    written: Sequence[Item]
    problem: str | None = None
    words: int | None = None


@dataclass(frozen=True)
class Part(Generic[Item]):
    """A part: what it is called, its numbers, how it is asked for and how an item is read.

    Args:
        name: what one item is called, in messages.
        key: the name of the array in the reply.
        number_field: the field of an item that holds its number.
        numbers: what is to be written, without a gap.
        largest: the most items of one ask.
        schema: the JSON Schema of a reply.
        prompt: makes the prompt of an ask.
        read: an item from what arrived whole, with its number, what was written before it and how often it
            was faulty; raises ``FaultError``.
        keep: called with each item as soon as it is taken.
    """

    name: str
    key: str
    number_field: str
    numbers: range
    largest: int
    schema: JsonObject
    prompt: Callable[[Ask[Item]], Prompt]
    read: Callable[[JsonObject, int, Sequence[Item], int], Item]
    keep: Callable[[Item], Awaitable[None]] | None = None


def number_in(item: JsonObject, field: str) -> int | None:
    """The number that an item says it has; None when it says none."""
    told = item.get(field, item.get("number"))
    if isinstance(told, str) and told.strip().isdigit():
        return int(told)
    return told if isinstance(told, int) and not isinstance(told, bool) else None


def renumbering(items: Sequence[JsonObject], field: str, first: int) -> int:
    """What to add to the numbers of a reply that counts its own items 1, 2, 3 …; else 0."""
    told = [number_in(item, field) for item in items]
    counts_itself = first > 1 and len(told) > 0 and told == list(range(1, len(told) + 1))
    return first - 1 if counts_itself else 0
