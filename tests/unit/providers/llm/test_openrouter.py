"""What is particular to OpenRouter; the rest is in the contract of language models."""

import time
from typing import Any

import pytest

from contract.model_server import model_server
from contract.model_wire import Asked, Failed, Failure, Said
from contract.openai_wire import OpenAIWire
from picturelock.domain.errors import ProviderError
from picturelock.providers.llm.openrouter import OpenRouterModel

DAY = "Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000 free model requests per day"


class UsedUpToday(OpenAIWire):
    """The free requests of today are used up; it says so as OpenRouter does."""

    def __init__(self, *, reset: float, in_body: bool) -> None:
        self._limits = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": f"{reset * 1000:.0f}"}
        self._in_body = in_body

    def failure(self, kind: Failure, model: str, wait: float | None) -> Failed:
        error: dict[str, Any] = {"message": DAY, "code": 429}
        if self._in_body:
            error["metadata"] = {"headers": self._limits}
        return Failed(429, {"error": error}, {} if self._in_body else self._limits)


class FailsInside(OpenAIWire):
    """Answers 200 with an error inside, as OpenRouter does when the vendor behind it fails."""

    def answer(self, asked: Asked, said: Said) -> dict[str, Any]:
        return {"error": {"message": "Provider returned error", "code": 502}}


async def failure_at(wire: OpenAIWire, behaviour: Failure | None = None) -> tuple[ProviderError, int]:
    """What asking a server fails with, and how often it was asked."""
    with model_server(wire, "{}") as server:
        if behaviour:
            server.behaviours[:] = [behaviour]
        model = OpenRouterModel("vendor/name:free", "sk-test", server.url, timeout=20, backoff=0.01)
        with pytest.raises(ProviderError) as failed:
            await model.complete("system", "user", answer={"type": "object"}, max_tokens=50)
        await model.close()
        return failed.value, len(server.asked)


@pytest.mark.parametrize("in_body", [False, True])
async def test_a_used_up_day_says_when_it_goes_on(in_body: bool) -> None:
    failed, times = await failure_at(UsedUpToday(reset=time.time() + 7_200, in_body=in_body), "busy")

    assert failed.retryable
    assert failed.retry_after is not None
    assert 7_000 < failed.retry_after <= 7_200
    assert times == 1


async def test_an_error_inside_an_answer_is_one() -> None:
    failed, times = await failure_at(FailsInside())

    assert "a problem of its own" in str(failed)
    assert failed.retryable
    assert times == 3
