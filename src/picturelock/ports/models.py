"""The seams to language models: the models themselves, their prices, and the limits of their use."""

from dataclasses import dataclass
from typing import Literal, Protocol

from pydantic import Field

from picturelock.domain.frozen import Frozen, JsonObject


class Reply(Frozen):
    """A language model's answer as it came; its cost in US dollars, where that is known.

    ``requests`` is how many were sent for it, those that failed and were sent again among them.
    """

    text: str
    finish: Literal["stop", "length", "refused", "other"]
    input_tokens: int = 0
    output_tokens: int = 0
    reasoning_tokens: int = 0
    cost: float | Literal["unknown"] = "unknown"
    requests: int = Field(default=1, ge=1)


class LanguageModel(Protocol):
    """A model that answers a prompt."""

    @property
    def name(self) -> str:
        """``provider:model``; part of the key of whatever it writes."""
        ...

    async def complete(self, system: str, user: str, *, answer: JsonObject, max_tokens: int) -> Reply:
        """Answer ``user`` under ``system`` as JSON under the schema ``answer``.

        Raises:
            ProviderError: refused key, no connection, rate limit, timeout; says whether to retry.
        """
        ...


class Limits(Frozen):
    """How much of a model may be used; None where there is no limit. A day is one of UTC."""

    requests_per_minute: int | None = Field(default=None, ge=1)
    tokens_per_minute: int | None = Field(default=None, ge=1)
    requests_per_day: int | None = Field(default=None, ge=1)
    tokens_per_day: int | None = Field(default=None, ge=1)


class Permit(Frozen):
    """Whether a request may be sent now.

    ``booking`` is its number in the ledger; None when it has to wait. ``wait`` is how long, in seconds, and
    ``bound_by`` the field of ``Limits`` that it waits for. ``left_today`` is how many requests of the day are
    left; None without such a limit.
    """

    booking: int | None
    wait: float = Field(default=0, ge=0)
    bound_by: str | None = None
    left_today: int | None = None


class ModelLedger(Protocol):
    """What was used of each model, shared by all processes that use the same database."""

    async def book(self, model: str, tokens: int, limits: Limits, *, now: float) -> Permit:
        """Book one request of about so many tokens, or say how long to wait; in one transaction.

        Args:
            model: its name.
            tokens: input and output together, as estimated. A request above a whole window's limit is
                let through when the window is empty, since it would never fit.
            limits: what may be used; shared by all scripts that use this model.
            now: seconds since 1970.
        """
        ...

    async def settle(self, booking: int, tokens: int) -> None:
        """Replace the estimate by the tokens that were used."""
        ...


@dataclass(frozen=True)
class OpenModel:
    """A model that can be asked, and what is known of its use.

    Attributes:
        model: the model.
        free: whether it costs nothing and has the fixed budget of free models.
        limits: how much of it may be used.
        meter: what its use is counted under, the same for models that share limits; empty for its name.
    """

    model: LanguageModel
    free: bool
    limits: Limits
    meter: str = ""


class Models(Protocol):
    """The language models that the settings and keys make available."""

    @property
    def default(self) -> str:
        """Who writes when nobody is named: ``provider:model``, or ``template``."""
        ...

    def open(self, name: str) -> OpenModel:
        """The model of a name, the same object every time.

        Raises:
            InvalidInputError: of the field ``model``: unknown provider, no key, offline, a package that is
                missing; it says what to set or install.
        """
        ...

    def price(self, name: str, input_tokens: int, output_tokens: int) -> float | None:
        """US dollars; 0 for a free or local model; None where the price is not known."""
        ...
