"""Why writing ended before its end."""

from picturelock.domain.errors import PicturelockError, ProviderError


class OverBudgetError(ProviderError):
    """The next request might cost more than ``max_cost`` leaves; it was not sent.

    Attributes:
        spent: US dollars spent so far in this piece of work.
        max_cost: US dollars that it may cost.
        next_cost: US dollars that the next request may cost at most.
    """

    def __init__(self, *, provider: str, spent: float, max_cost: float, next_cost: float) -> None:
        super().__init__(
            f"stopped before the cost limit was passed: ${spent:.4f} of ${max_cost:.4f} are spent, "
            f"and the next request may cost ${next_cost:.4f}. What is written is kept; resume with a higher "
            "max_cost to go on",
            provider=provider,
        )
        self.spent = spent
        self.max_cost = max_cost
        self.next_cost = next_cost


class LimitReachedError(ProviderError):
    """A limit of the model is used up for longer than may be waited; ``retry_after`` says how long."""

    def __init__(self, message: str, *, provider: str, retry_after: float) -> None:
        super().__init__(message, provider=provider, retryable=True, retry_after=retry_after)


class WritingEndedError(PicturelockError):
    """The writing was stopped; what is written is kept, and resuming the script goes on with it."""

    retryable = True


class NotWritingError(PicturelockError):
    """Nothing is being written of this script now."""
