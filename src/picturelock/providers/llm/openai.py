"""Any OpenAI-compatible endpoint: OpenAI itself, Ollama, vLLM, llama.cpp and others, by their base URL."""

import asyncio
import importlib
from typing import TYPE_CHECKING, Literal, NoReturn

from picturelock.domain.errors import ProviderError
from picturelock.domain.frozen import JsonObject
from picturelock.ports.models import Reply

if TYPE_CHECKING:
    from pydantic_ai.messages import ModelResponse
    from pydantic_ai.models.openai import OpenAIChatModel

HOME = "https://api.openai.com/v1"
RETRIES = 2
# A provider that asks for a longer wait than this is reported instead of waited for, in seconds.
LONGEST_WAIT = 30.0
# A local server needs no key, but the client will not start without one.
NO_KEY = "none"


class OpenAIModel:
    """Implements ``ports.LanguageModel`` for one model of one endpoint.

    Args:
        model: the endpoint's name for the model, like ``gpt-5-mini``.
        api_key: None for an endpoint that needs none.
        base_url: where the API is, with its version; None for OpenAI's own.
        timeout: seconds after which one request is given up.
        backoff: seconds before the first retry when the provider names none; doubled for the next.
    """

    def __init__(
        self,
        model: str,
        api_key: str | None = None,
        base_url: str | None = None,
        timeout: float = 180.0,
        backoff: float = 1.0,
    ) -> None:
        self._model = model
        self._api_key = api_key
        self._base_url = (base_url or HOME).rstrip("/")
        self._timeout = timeout
        self._backoff = backoff
        self._mode: Literal["native", "prompted"] = "native"
        self._client: OpenAIChatModel | None = None
        self._opening = asyncio.Lock()

    @property
    def name(self) -> str:
        return f"openai:{self._model}"

    async def complete(self, system: str, user: str, *, answer: JsonObject, max_tokens: int) -> Reply:
        """Ask once, and again up to twice where the failure is one that passes.

        A reply that was cut comes back as it is, with ``finish="length"``.

        Raises:
            ProviderError: refused key, unknown model, no connection, rate limit, timeout, server error.
        """
        for attempt in range(RETRIES + 1):
            try:
                return await self._ask(system, user, answer, max_tokens)
            except ProviderError as failed:
                wait = _wait_of(failed.__cause__) or self._backoff * 2**attempt
                if not failed.retryable or attempt == RETRIES or wait > LONGEST_WAIT:
                    raise
                await asyncio.sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    async def close(self) -> None:
        """Close the connections that are kept open."""
        if self._client is not None:
            await self._client.client.close()
            self._client = None

    async def _ask(self, system: str, user: str, answer: JsonObject, max_tokens: int) -> Reply:
        # The library's own errors are known only once it is imported, which takes seconds.
        model = await self._open()
        from pydantic_ai.exceptions import ModelAPIError, UnexpectedModelBehavior

        try:
            async with asyncio.timeout(self._timeout):
                return _reply(await self._request(model, system, user, answer, max_tokens))
        except TimeoutError as late:
            raise ProviderError(
                f"no answer within {self._timeout:g} seconds", provider=self.name, retryable=True
            ) from late
        except UnexpectedModelBehavior as odd:
            raise ProviderError(
                f"the server's answer is not one of this API: {odd.message[:300]}",
                provider=self.name,
                retryable=True,
            ) from odd
        except ModelAPIError as failed:
            self._raise(failed)

    async def _request(
        self, model: "OpenAIChatModel", system: str, user: str, answer: JsonObject, max_tokens: int
    ) -> "ModelResponse":
        from pydantic_ai.direct import model_request
        from pydantic_ai.exceptions import ModelRequestRejectedError
        from pydantic_ai.messages import ModelRequest, SystemPromptPart, UserPromptPart
        from pydantic_ai.models import ModelRequestParameters
        from pydantic_ai.output import OutputObjectDefinition

        prompt = ModelRequest(parts=[SystemPromptPart(content=system), UserPromptPart(content=user)])
        wanted = OutputObjectDefinition(json_schema=answer, name="answer")

        async def ask() -> "ModelResponse":
            return await model_request(
                model,
                [prompt],
                model_settings={"max_tokens": max_tokens},
                model_request_parameters=ModelRequestParameters(output_mode=self._mode, output_object=wanted),
            )

        try:
            return await ask()
        except ModelRequestRejectedError as refused:
            if self._mode == "prompted" or not _dislikes_schema(refused.body):
                raise
            # From now on the schema goes into the prompt: this server takes none beside it.
            self._mode = "prompted"
            return await ask()

    async def _open(self) -> "OpenAIChatModel":
        async with self._opening:
            if self._client is None:
                self._client = await asyncio.to_thread(_connect, self._model, self._api_key, self._base_url)
            return self._client

    def _raise(self, failed: Exception) -> NoReturn:
        """The failure in our words: what, who, and whether to try again."""
        from pydantic_ai import exceptions as known

        message, retryable = f"the request failed: {failed}"[:400], False
        match failed:
            case known.ModelAuthenticationError():
                message = "the provider refused the key; check OPENAI_API_KEY"
            case known.ModelQuotaExceededError():
                message = "the account at the provider has no credit left"
            case known.ModelNotFoundError():
                message = (
                    f"there is no model called {self._model!r} at {self._base_url}; check PICTURELOCK_MODEL"
                )
            case known.ModelContextWindowExceededError():
                message = "the brief and its documents are too long for this model; use shorter documents"
            case known.ModelRateLimitError():
                message, retryable = "the provider's rate limit is reached", True
            case known.ModelTimeoutError():
                message, retryable = "the provider did not answer in time", True
            case known.ModelConnectionError():
                message, retryable = (
                    f"no connection to {self._base_url}, or it broke off: {failed}"[:400],
                    True,
                )
            case known.ModelServerError() | known.ModelUnavailableError():
                message, retryable = f"the provider has a problem of its own: {failed}"[:400], True
            case _:
                pass
        wait = _wait_of(failed)
        if wait is not None:
            message = f"{message}; it asks to wait {wait:g} seconds"
        raise ProviderError(message, provider=self.name, retryable=retryable) from failed


def _wait_of(failed: BaseException | None) -> float | None:
    """The seconds that the provider asks to wait for before the next request, if it does."""
    return getattr(failed, "retry_after", None)


def _connect(model: str, api_key: str | None, base_url: str) -> "OpenAIChatModel":
    """The client; runs in a thread, because its imports take seconds."""
    importlib.import_module("pydantic_ai.direct")  # so that the first request need not
    from openai import AsyncOpenAI
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.profiles.openai import OpenAIModelProfile
    from pydantic_ai.providers.openai import OpenAIProvider

    client = AsyncOpenAI(api_key=api_key or NO_KEY, base_url=base_url, max_retries=0)
    own = base_url == HOME
    profile = OpenAIModelProfile(
        # Other servers know `max_tokens` only, and some ignore a schema that stands beside the prompt.
        openai_chat_supports_max_completion_tokens=own,
        native_output_requires_schema_in_instructions=not own,
        supports_json_schema_output=True,
    )
    return OpenAIChatModel(model, provider=OpenAIProvider(openai_client=client), profile=profile)


def _dislikes_schema(body: object) -> bool:
    return any(word in str(body).lower() for word in ("response_format", "json_schema", "schema"))


def _reply(response: "ModelResponse") -> Reply:
    finish: Literal["stop", "length", "refused", "other"] = "other"
    match response.finish_reason:
        case "stop" | None:
            finish = "stop"
        case "length":
            finish = "length"
        case "content_filter":
            finish = "refused"
        case _:
            pass
    said = (response.provider_details or {}).get("refusal", "")
    return Reply(
        text=response.text or (said if isinstance(said, str) else ""),
        finish=finish,
        input_tokens=response.usage.input_tokens,
        output_tokens=response.usage.output_tokens,
        reasoning_tokens=response.usage.details.get("reasoning_tokens", 0),
    )
