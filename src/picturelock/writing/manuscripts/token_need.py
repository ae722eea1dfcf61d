"""How many tokens a model needs for an item, learned from its replies, and how much to ask for next."""

from dataclasses import dataclass
from typing import NamedTuple

FREE_BUDGET = 2_000
MOST_TOKENS = 32_000
# Room for what stands around the items, until a reply has shown it.
FIRST_ENVELOPE = 40.0
# A paid reply costs what it uses, not what it may use: leave room for items longer than usual.
PAID_ROOM = 1.5
# In a fixed budget every token left over is one that a cut cannot take; this much is kept free.
FIXED_ROOM = 1.08
FIRST_THINKING_ROOM = 600
_LEARNING = 0.35


class Step(NamedTuple):
    """What to ask for: so many items, in a reply of at most so many tokens."""

    items: int
    max_tokens: int


@dataclass
class TokenNeed:
    """What one model was seen to need for one kind of item.

    Args:
        item: tokens of one item: a guess at first.
        fixed: the output budget of a free model; None for a paid one.
    """

    item: float
    fixed: int | None = None
    envelope: float = FIRST_ENVELOPE
    thinking: float = 0.0
    ceiling: int = MOST_TOKENS
    seen: bool = False
    limit: int | None = None

    @property
    def budget(self) -> int:
        """The most tokens that any reply may have."""
        return min(self.ceiling, self.fixed or MOST_TOKENS)

    def step(self, wanted: int) -> Step:
        """How many of ``wanted`` items to ask for, and in how many tokens."""
        room = self.budget - self.thinking - self.envelope
        count = max(1, min(wanted, self.limit or wanted, int(room / (self.item * FIXED_ROOM))))
        if self.fixed is not None:
            return Step(count, self.fixed)
        thinking = max(self.thinking * PAID_ROOM, 0 if self.seen else FIRST_THINKING_ROOM)
        need = thinking + self.envelope + max(count, 2) * self.item * PAID_ROOM
        return Step(count, max(256, min(self.budget, int(need))))

    def learn(self, *, item: float | None, envelope: float, thinking: int, cut: bool) -> None:
        """Take in what a reply showed.

        Args:
            item: tokens of one whole item; None when none arrived whole.
            envelope: tokens of what stood around the items of a reply that was not cut.
            thinking: reasoning tokens.
            cut: whether the reply was cut.
        """
        if item is not None:
            # The guess weighs nothing once something was seen; a cut shows that items run long.
            weight = 1.0 if not self.seen else (0.6 if cut and item > self.item else _LEARNING)
            self.item += weight * (item - self.item)
            self.seen = True
        if not cut:
            self.envelope += _LEARNING * (envelope - self.envelope)
        if thinking > self.thinking:
            self.thinking = float(thinking)
        else:
            self.thinking += _LEARNING * (thinking - self.thinking)

    def shrink(self, asked: int, whole: int) -> None:
        """Ask for fewer next time: a reply to ``asked`` items was cut after ``whole``."""
        self.limit = max(1, min(asked - 1, whole) if whole else asked // 2)

    def grow(self, largest: int) -> None:
        """Ask for more again, by half: a reply was not cut."""
        if self.limit is not None:
            larger = self.limit + max(1, self.limit // 2)
            self.limit = None if larger >= largest else larger

    def nothing_whole(self, thinking: int, spent: int) -> None:
        """One item alone was cut: it or the thinking before it needs more than the reply had."""
        if thinking >= 0.9 * spent:
            self.thinking = max(self.thinking, 2.0 * spent)
        elif thinking > 0.3 * spent:
            self.thinking = max(self.thinking, float(thinking))
            self.item = max(self.item, 2.0 * (spent - thinking))
        else:
            self.item = max(self.item, 2.0 * spent)
