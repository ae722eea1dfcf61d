"""Content keys: what was made from the same things has the same key."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

KEY_LENGTH = 32


def digest(*parts: object) -> str:
    """The key of whatever is made from ``parts``.

    Args:
        parts: models, mappings, sequences, text, numbers, booleans or None, in order.

    Returns:
        32 lower-case hexadecimal digits of a SHA-256 over canonical JSON.
    """
    text = json.dumps(
        [_plain(part) for part in parts], sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return hashlib.sha256(text.encode()).hexdigest()[:KEY_LENGTH]


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return [type(value).__name__, value.model_dump(mode="json")]
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(item) for item in value]  # pyright: ignore[reportUnknownVariableType]
    if value is None or isinstance(value, str | int | float | bool):
        return value
    raise TypeError(
        f"no digest for {type(value).__name__}: give a model, a mapping, a sequence or a plain value"
    )
