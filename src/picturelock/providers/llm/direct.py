"""What all providers of language models share: one request at a time, its retries and its output mode."""

import asyncio
import importlib
from abc import ABC, abstractmethod
from asyncio import sleep
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from picturelock.domain.errors import ProviderError
from picturelock.domain.frozen import JsonObject
from picturelock.ports.models import Reply
from picturelock.providers.llm.failures import dislikes_schema, failure_of
from picturelock.providers.llm.replies import reply_from
from picturelock.providers.llm.service import Service

if TYPE_CHECKING:
    from pydantic_ai.messages import ModelResponse
    from pydantic_ai.models import Model

RETRIES = 2
# A provider that asks for a longer wait than this is reported instead of waited for, in seconds.
LONGEST_WAIT = 30.0
# An answer of so many tokens has `timeout` seconds to come; a longer one has more, in proportion.
USUAL_TOKENS = 4_000


@dataclass(frozen=True)
class Connection:
    """An open client."""

    model: "Model[Any]"
    close: Callable[[], Awaitable[None]]


class DirectModel(ABC):
    """Implements ``ports.LanguageModel`` for one model of one provider.

    Args:
        model: the provider's name for the model.
        api_key: None for a server that needs none.
        base_url: where the API is; None for the provider's own address.
        timeout: seconds after which a request for up to 4,000 tokens is given up; one for more has more.
            None for what is usual at this provider.
        backoff: seconds before the first retry when the provider names none; doubled for the next.
    """

    service: ClassVar[Service]
    usual_timeout: ClassVar[float] = 180.0

    def __init__(
        self,
        model: str,
        api_key: str | None = None,
        base_url: str | None = None,
        timeout: float | None = None,
        backoff: float = 1.0,
    ) -> None:
        self._model = model
        self._api_key = api_key
        self._base_url = (base_url or self.service.home).rstrip("/")
        self._timeout = timeout or self.usual_timeout
        self._backoff = backoff
        self._takes_schemas = True
        self._connection: Connection | None = None
        self._opening = asyncio.Lock()

    @property
    def name(self) -> str:
        """``provider:model``."""
        return f"{self.service.name}:{self._model}"

    async def complete(self, system: str, user: str, *, answer: JsonObject, max_tokens: int) -> Reply:
        """Ask once, and again up to twice where the failure is one that passes.

        A reply that was cut comes back as it is, with ``finish="length"``.

        Raises:
            ProviderError: refused key, unknown model, no connection, rate limit, timeout, server error.
        """
        for attempt in range(RETRIES + 1):
            try:
                reply = await self._ask(system, user, answer, max_tokens)
                return reply.model_copy(update={"requests": attempt + 1})
            except ProviderError as failed:
                failed.requests = attempt + 1
                wait = self._backoff * 2**attempt if failed.retry_after is None else failed.retry_after
                if not failed.retryable or attempt == RETRIES or wait > LONGEST_WAIT:
                    raise
                await sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    async def close(self) -> None:
        """Close the connections that are kept open. It opens again when it is asked."""
        if self._connection is not None:
            await self._connection.close()
            self._connection = None

    @abstractmethod
    def _connect(self) -> Connection:
        """The client; runs in a thread, because its imports take seconds."""

    def _can_hold(self, answer: JsonObject) -> bool:
        """Whether the provider's schema mode can express a schema; otherwise it goes into the prompt."""
        return True

    async def _ask(self, system: str, user: str, answer: JsonObject, max_tokens: int) -> Reply:
        connection = await self._open()
        # The library's own errors are known only once it is imported.
        from pydantic_ai.exceptions import AgentRunError, UserError

        allowed = self._timeout * max(1.0, max_tokens / USUAL_TOKENS)
        try:
            async with asyncio.timeout(allowed):
                return reply_from(
                    await self._request(connection.model, system, user, answer, max_tokens, allowed)
                )
        except TimeoutError as late:
            raise ProviderError(
                f"no answer within {allowed:g} seconds", provider=self.name, retryable=True
            ) from late
        # The last ones come out of the clients when an answer has another shape than they expect.
        except (AgentRunError, UserError, TypeError, AttributeError, LookupError, ValueError) as failed:
            raise failure_of(failed, self.service, self._model, self._base_url) from failed

    async def _request(
        self, model: "Model[Any]", system: str, user: str, answer: JsonObject, max_tokens: int, allowed: float
    ) -> "ModelResponse":
        from pydantic_ai.direct import model_request
        from pydantic_ai.exceptions import ModelRequestRejectedError
        from pydantic_ai.messages import ModelRequest, SystemPromptPart, UserPromptPart
        from pydantic_ai.models import ModelRequestParameters
        from pydantic_ai.output import OutputObjectDefinition

        prompt = ModelRequest(parts=[SystemPromptPart(content=system), UserPromptPart(content=user)])
        wanted = OutputObjectDefinition(json_schema=answer, name="answer")

        async def ask(mode: Literal["native", "prompted"]) -> "ModelResponse":
            return await model_request(
                model,
                [prompt],
                # The clients' own time-outs stay behind ours, which covers the whole request.
                model_settings={"max_tokens": max_tokens, "timeout": allowed + 5},
                model_request_parameters=ModelRequestParameters(output_mode=mode, output_object=wanted),
            )

        beside = self._takes_schemas and model.profile.get("supports_json_schema_output", False)
        if not beside or not self._can_hold(answer):
            return await ask("prompted")
        try:
            return await ask("native")
        except ModelRequestRejectedError as refused:
            if not dislikes_schema(refused):
                raise
            # From now on the schema goes into the prompt: this model takes none beside it.
            self._takes_schemas = False
            return await ask("prompted")

    async def _open(self) -> Connection:
        async with self._opening:
            if self._connection is None:
                try:
                    self._connection = await asyncio.to_thread(self._imported)
                except ImportError as missing:
                    raise ProviderError(
                        f"its client is not installed ({missing}); install it with: {self.service.install}",
                        provider=self.name,
                    ) from missing
            return self._connection

    def _imported(self) -> Connection:
        importlib.import_module("pydantic_ai.direct")  # so that the first request need not
        return self._connect()
