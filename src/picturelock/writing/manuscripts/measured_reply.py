"""What a reply holds and what it spent, told apart: items, thinking, and what stood around them."""

from typing import NamedTuple

from picturelock.ports.models import Reply
from picturelock.writing.manuscripts.replies import Whole, whole_items

# Where a server counts no tokens, this stands in for its count.
CHARACTERS_PER_TOKEN = 4
# A server that stops clearly below what it was allowed has a ceiling of its own.
OWN_CEILING = 0.9


class MeasuredReply(NamedTuple):
    """A reply's whole items and its tokens.

    Attributes:
        whole: the items that arrived whole.
        spent: output tokens, with those for thinking.
        thought: tokens that went into thinking, reported or aloud.
        item: tokens of one whole item on average; None when there is none.
        envelope: tokens of what stood around the items.
        used_up: whether it ended because it had no more room, whatever reason the server gives.
        cut: whether it was cut: used up, or an array that was not closed.
        ceiling: where the server cuts, when that is below what it was allowed.
    """

    whole: Whole
    spent: int
    thought: int
    item: float | None
    envelope: float
    used_up: bool
    cut: bool
    ceiling: int | None


def measured(reply: Reply, key: str, max_tokens: int) -> MeasuredReply:
    """Measure a reply to an ask for items under ``key`` in at most ``max_tokens``."""
    whole = whole_items(reply.text, key)
    spent = reply.output_tokens or len(reply.text) // CHARACTERS_PER_TOKEN
    thought = min(spent, reply.reasoning_tokens)
    per_character = (spent - thought) / len(reply.text) if reply.text else 0.0
    thought += int(whole.thought_characters * per_character)
    items = whole.item_characters * per_character
    used_up = reply.finish == "length" or reply.output_tokens >= max_tokens
    early = reply.finish == "length" and spent < OWN_CEILING * max_tokens
    return MeasuredReply(
        whole=whole,
        spent=spent,
        thought=thought,
        item=items / len(whole.items) if whole.items else None,
        envelope=max(0.0, spent - thought - items),
        used_up=used_up,
        # Some servers cut and say that they did not.
        cut=used_up or not whole.closed,
        ceiling=max(1, spent) if early else None,
    )
