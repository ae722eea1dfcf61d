"""The client of every server that speaks OpenAI's protocol."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openai import AsyncOpenAI

# A local server needs no key, but the client will not start without one.
NO_KEY = "none"


def openai_client(api_key: str | None, base_url: str) -> "AsyncOpenAI":
    """A client that never tries again by itself: whoever asks does that, and says so."""
    from openai import AsyncOpenAI

    return AsyncOpenAI(api_key=api_key or NO_KEY, base_url=base_url, max_retries=0)
