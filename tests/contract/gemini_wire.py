"""Google's ``generateContent``."""

import re
from collections.abc import Mapping
from typing import Any

from contract.model_wire import Asked, Failed, Failure, Said

_DOMAIN = "type.googleapis.com/google.rpc"
_DAILY = {"quotaId": "GenerateRequestsPerDayPerProjectPerModel-FreeTier", "quotaValue": "250"}
_ERRORS: dict[Failure, tuple[int, str, str, list[dict[str, Any]]]] = {
    "no_key": (
        400,
        "INVALID_ARGUMENT",
        "API key not valid. Please pass a valid API key.",
        [{"@type": f"{_DOMAIN}.ErrorInfo", "reason": "API_KEY_INVALID", "domain": "googleapis.com"}],
    ),
    "no_model": (404, "NOT_FOUND", "models/{model} is not found for API version v1beta", []),
    "busy": (429, "RESOURCE_EXHAUSTED", "You exceeded your current quota", []),
    "used_up": (
        429,
        "RESOURCE_EXHAUSTED",
        "You exceeded your current quota",
        [{"@type": f"{_DOMAIN}.QuotaFailure", "violations": [_DAILY]}],
    ),
    "broke": (500, "INTERNAL", "An internal error has occurred", []),
    "no_schema": (400, "INVALID_ARGUMENT", "Invalid value at 'generation_config.response_json_schema'", []),
}


class GeminiWire:
    """``POST /v1beta/models/MODEL:generateContent``."""

    base = ""

    def read(self, path: str, headers: Mapping[str, str], body: dict[str, Any]) -> Asked:
        found = re.fullmatch(r"/v1beta/models/([^:/]+):generateContent", path)
        assert found
        form = body["generationConfig"]
        return Asked(
            path=path,
            key=headers.get("x-goog-api-key", ""),
            model=found.group(1),
            system=_text(body.get("systemInstruction", {"parts": []})),
            user="\n".join(_text(turn) for turn in body["contents"] if turn["role"] == "user"),
            max_tokens=int(form["maxOutputTokens"]),
            schema=form.get("responseJsonSchema"),
            body=body,
        )

    def answer(self, asked: Asked, said: Said) -> dict[str, Any]:
        usage = {
            "promptTokenCount": said.input_tokens,
            "candidatesTokenCount": said.output_tokens - said.thinking_tokens,
            "thoughtsTokenCount": said.thinking_tokens,
            "totalTokenCount": said.input_tokens + said.output_tokens,
        }
        common = {"usageMetadata": usage, "modelVersion": asked.model, "responseId": "1"}
        if said.finish == "refused":
            blocked = {"blockReason": "PROHIBITED_CONTENT", "blockReasonMessage": said.text}
            return {"promptFeedback": blocked, **common}
        finish = {"stop": "STOP", "length": "MAX_TOKENS"}[said.finish]
        content = {"role": "model", "parts": [{"text": said.text}]}
        return {"candidates": [{"index": 0, "content": content, "finishReason": finish}], **common}

    def failure(self, kind: Failure, model: str, wait: float | None) -> Failed:
        status, name, message, details = _ERRORS[kind]
        told = [] if wait is None else [{"@type": f"{_DOMAIN}.RetryInfo", "retryDelay": f"{wait:g}s"}]
        error = {"code": status, "status": name, "message": message.format(model=model)}
        return Failed(status, {"error": {**error, "details": [*details, *told]}})


def _text(turn: dict[str, Any]) -> str:
    return "\n".join(part["text"] for part in turn["parts"])
