"""What a piece of work has cost, and whether the next request still fits."""

from typing import Literal

from picturelock.domain.errors import InvalidInputError, Problem
from picturelock.ports.models import Models
from picturelock.writing.room.errors import OverBudgetError

# A token is at least so many bytes of text in the languages that models write; so this is never too few.
BYTES_PER_TOKEN = 3


class Spending:
    """The cost of one model's requests, held under a limit.

    Args:
        model: the model's name.
        models: who knows its price.
        max_cost: US dollars; None for no limit.

    Raises:
        InvalidInputError: of ``max_cost``: the price is not known, so no limit can be kept.
    """

    def __init__(self, model: str, models: Models, max_cost: float | None) -> None:
        self.spent = 0.0
        self._model = model
        self._models = models
        self._max_cost = max_cost
        if max_cost is not None and models.price(model, 1_000, 1_000) is None:
            problem = (
                f"cannot be kept: the price of {model} is not known. Leave it out, or choose another model"
            )
            raise InvalidInputError([Problem("max_cost", problem)])

    def check(self, input_tokens: int, output_tokens: int) -> None:
        """Raise ``OverBudgetError`` when a request of at most so many tokens might pass the limit."""
        if self._max_cost is None:
            return
        next_cost = self._models.price(self._model, input_tokens, output_tokens) or 0.0
        if self.spent + next_cost > self._max_cost:
            raise OverBudgetError(
                provider=self._model, spent=self.spent, max_cost=self._max_cost, next_cost=next_cost
            )

    def book(self, input_tokens: int, output_tokens: int) -> float | Literal["unknown"]:
        """Add what a request used up, and tell its cost."""
        cost = self._models.price(self._model, input_tokens, output_tokens)
        if cost is None:
            return "unknown"
        self.spent += cost
        return cost


def tokens_at_most(*texts: str) -> int:
    """How many tokens texts have at most, as far as can be said without the model's own tokenizer."""
    return sum(len(text.encode(errors="replace")) for text in texts) // BYTES_PER_TOKEN + 1
