"""Anthropic's messages."""

from collections.abc import Mapping
from typing import Any

from contract.model_wire import Asked, Failed, Failure, Said

_ERRORS: dict[Failure, tuple[int, str, str]] = {
    "no_key": (401, "authentication_error", "invalid x-api-key"),
    "no_model": (404, "not_found_error", "model: {model}"),
    "busy": (429, "rate_limit_error", "This request would exceed your rate limit"),
    "used_up": (400, "invalid_request_error", "Your credit balance is too low to access the API"),
    "broke": (500, "api_error", "Internal server error"),
    "no_schema": (400, "invalid_request_error", "output_config.format: this model does not support it"),
}


class AnthropicWire:
    """``POST /v1/messages``."""

    base = ""

    def read(self, path: str, headers: Mapping[str, str], body: dict[str, Any]) -> Asked:
        assert path.partition("?")[0] == "/v1/messages"
        assert headers.get("anthropic-version")
        form = body.get("output_config", {}).get("format")
        return Asked(
            path=path,
            key=headers.get("authorization", "").removeprefix("Bearer "),
            model=body["model"],
            system=_text(body.get("system", "")),
            user="\n".join(_text(turn["content"]) for turn in body["messages"] if turn["role"] == "user"),
            max_tokens=int(body["max_tokens"]),
            schema=form["schema"] if form else None,
            body=body,
        )

    def answer(self, asked: Asked, said: Said) -> dict[str, Any]:
        refused = said.finish == "refused"
        stopped = {"stop": "end_turn", "length": "max_tokens", "refused": "refusal"}[said.finish]
        told = {"type": "refusal", "category": "bio", "explanation": said.text}
        return {
            "id": "msg_1",
            "type": "message",
            "role": "assistant",
            "model": asked.model,
            "content": [] if refused else [{"type": "text", "text": said.text}],
            "stop_reason": stopped,
            "stop_sequence": None,
            "stop_details": told if refused else None,
            "usage": {
                "input_tokens": said.input_tokens,
                "output_tokens": said.output_tokens,
                "output_tokens_details": {"thinking_tokens": said.thinking_tokens},
            },
        }

    def failure(self, kind: Failure, model: str, wait: float | None) -> Failed:
        status, type_, message = _ERRORS[kind]
        headers = {} if wait is None else {"Retry-After": f"{wait:g}"}
        error = {"type": type_, "message": message.format(model=model)}
        return Failed(status, {"type": "error", "error": error}, headers)


def _text(content: str | list[dict[str, Any]]) -> str:
    return content if isinstance(content, str) else "\n".join(part["text"] for part in content)
