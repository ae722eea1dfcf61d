"""What can go wrong at a provider, in our words: what, who, and whether to try again."""

import json
import time
from collections.abc import Mapping
from typing import Any, cast

from picturelock.domain.errors import ProviderError
from picturelock.providers.llm.service import Service

# An instant in milliseconds since 1970 is above this, a number of seconds to wait below.
_EPOCH_MILLISECONDS = 1e12
_SCHEMA_WORDS = ("response_format", "response_mime_type", "output_format", "output_config", "schema")


def failure_of(failed: Exception, service: Service, model: str, address: str) -> ProviderError:
    """The client library's error as ours. It has to be raised ``from`` the other."""
    from pydantic_ai import exceptions as known

    message, retryable = f"the request failed: {failed}"[:400], False
    match failed:
        case known.ModelAuthenticationError():
            message = f"the provider refused the key; check {service.credentials}"
        case known.ModelQuotaExceededError():
            message = "the account's credit or quota at the provider is used up"
        case known.ModelNotFoundError():
            message = f"there is no model called {model!r} at {address}; {service.unknown_model}"
        case known.ModelContextWindowExceededError():
            message = "the brief and its documents are too long for this model; use shorter documents"
        case known.ModelRateLimitError():
            message, retryable = "the provider's rate limit is reached", True
        case known.ModelTimeoutError():
            message, retryable = "the provider did not answer in time", True
        case known.ModelConnectionError():
            message, retryable = f"no connection to {address}, or it broke off: {failed}"[:400], True
        case known.ModelServerError() | known.ModelUnavailableError():
            message, retryable = f"the provider has a problem of its own: {failed}"[:400], True
        case _ if _is_odd(failed):
            message, retryable = f"the server's answer is not one of this API: {failed}"[:400], True
        case _:
            pass
    wait = wait_of(failed) if retryable else None
    if wait is not None:
        message = f"{message}; it asks to wait {wait:g} seconds"
    return ProviderError(message, provider=f"{service.name}:{model}", retryable=retryable, retry_after=wait)


def wait_of(failed: Exception) -> float | None:
    """The seconds that the provider asks to wait for before the next request, if it does."""
    asked: float | None = getattr(failed, "retry_after", None)
    return asked if asked is not None else _until_reset(failed)


def dislikes_schema(refused: Exception) -> bool:
    """Whether a request was refused for the schema that went beside the prompt."""
    from pydantic_ai import exceptions as known

    if isinstance(
        refused,
        known.ModelAuthenticationError | known.ModelNotFoundError | known.ModelContextWindowExceededError,
    ):
        return False
    said = f"{getattr(refused, 'body', '')} {refused}".lower()
    return any(word in said for word in _SCHEMA_WORDS)


def _is_odd(failed: Exception) -> bool:
    """Whether an answer came that the library could not read: not JSON, or not of the expected shape."""
    from pydantic_ai import exceptions as known

    if isinstance(failed, known.ModelAPIError):
        # A category of its own would be a subclass, and a status an HTTP error.
        return type(failed) is known.ModelAPIError
    return isinstance(
        failed, known.UnexpectedModelBehavior | TypeError | AttributeError | LookupError | ValueError
    )


def _until_reset(failed: Exception) -> float | None:
    """Seconds until the instant of ``X-RateLimit-Reset``, as OpenRouter sends it instead of ``Retry-After``.

    It comes as a header, and in the body of what OpenRouter passes on.
    """
    for headers in (getattr(failed, "headers", None), _headers_in(getattr(failed, "body", None))):
        lowered = {str(name).lower(): value for name, value in (headers or {}).items()}
        try:
            reset = float(lowered["x-ratelimit-reset"])
        except (KeyError, TypeError, ValueError):
            continue
        if reset > _EPOCH_MILLISECONDS:
            return max(0.0, round(reset / 1000 - time.time(), 1))
    return None


def _headers_in(body: object) -> Mapping[str, Any] | None:
    """``metadata.headers`` of an error's body."""
    if isinstance(body, str):
        try:
            body = json.loads(body)
        except json.JSONDecodeError:
            return None
    for key in ("error", "metadata", "headers"):
        if not isinstance(body, dict):
            return None
        fields = cast(dict[str, Any], body)
        body = fields.get(key, fields if key == "error" else None)
    return cast(dict[str, Any], body) if isinstance(body, dict) else None
