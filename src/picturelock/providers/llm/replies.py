"""A library's response as a ``Reply``."""

from typing import TYPE_CHECKING, Literal

from picturelock.ports.models import Reply

if TYPE_CHECKING:
    from pydantic_ai.messages import ModelResponse

# What each API calls the tokens that a model thinks with; they are part of its output tokens.
_THINKING = ("reasoning_tokens", "thinking_tokens", "thoughts_tokens")
# Where each API says why it refused.
_REASONS = ("refusal", "block_reason_message", "block_reason")


def reply_from(response: "ModelResponse") -> Reply:
    """Text as it came, how it ended, and what it used up.

    Raises:
        ValueError: it holds neither text nor why it ended, so it is no answer.
    """
    if not response.text and response.finish_reason is None:
        raise ValueError("it holds neither text nor why it ended")
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
    usage = response.usage
    return Reply(
        text=response.text or (_reason(response) if finish == "refused" else ""),
        finish=finish,
        input_tokens=usage.input_tokens,
        output_tokens=usage.output_tokens,
        reasoning_tokens=next((usage.details[name] for name in _THINKING if usage.details.get(name)), 0),
    )


def _reason(response: "ModelResponse") -> str:
    details = response.provider_details or {}
    return next((said for name in _REASONS if isinstance(said := details.get(name), str)), "")
