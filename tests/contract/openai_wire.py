"""OpenAI's chat completions, which OpenRouter, Ollama and many servers speak as well."""

from collections.abc import Mapping
from typing import Any

from contract.model_wire import Asked, Failed, Failure, Said

_ERRORS: dict[Failure, tuple[int, str, str]] = {
    "no_key": (401, "invalid_api_key", "Incorrect API key provided"),
    "no_model": (404, "model_not_found", "The model does not exist"),
    "busy": (429, "rate_limit_exceeded", "Too many requests"),
    "used_up": (429, "insufficient_quota", "You exceeded your current quota"),
    "broke": (500, "server_error", "The server had an error"),
    "no_schema": (400, "invalid_request_error", "response_format json_schema is not supported"),
}


class OpenAIWire:
    """``POST /v1/chat/completions``."""

    base = "/v1"

    def read(self, path: str, headers: Mapping[str, str], body: dict[str, Any]) -> Asked:
        assert path == "/v1/chat/completions"
        wanted = body.get("response_format", {})
        return Asked(
            path=path,
            key=headers.get("authorization", "").removeprefix("Bearer "),
            model=body["model"],
            system=_turns(body, "system"),
            user=_turns(body, "user"),
            max_tokens=int(body.get("max_tokens") or body["max_completion_tokens"]),
            schema=wanted["json_schema"]["schema"] if wanted.get("type") == "json_schema" else None,
            body=body,
        )

    def answer(self, asked: Asked, said: Said) -> dict[str, Any]:
        refused = said.finish == "refused"
        message = {
            "role": "assistant",
            "content": None if refused else said.text,
            "refusal": said.text if refused else None,
        }
        finish = "stop" if refused else said.finish
        return {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1_700_000_000,
            "model": asked.model,
            "provider": "Somebody",
            "choices": [{"index": 0, "message": message, "finish_reason": finish, "logprobs": None}],
            "usage": {
                "prompt_tokens": said.input_tokens,
                "completion_tokens": said.output_tokens,
                "total_tokens": said.input_tokens + said.output_tokens,
                "completion_tokens_details": {"reasoning_tokens": said.thinking_tokens},
            },
        }

    def failure(self, kind: Failure, model: str, wait: float | None) -> Failed:
        status, code, message = _ERRORS[kind]
        headers = {} if wait is None else {"Retry-After": f"{wait:g}"}
        return Failed(status, {"error": {"message": message, "type": code, "code": code}}, headers)


def _turns(body: dict[str, Any], role: str) -> str:
    contents = [turn["content"] for turn in body["messages"] if turn["role"] == role]
    texts = [
        [content] if isinstance(content, str) else [part["text"] for part in content] for content in contents
    ]
    return "\n".join(text for parts in texts for text in parts)
