"""The base of every model: immutable, and strict about fields it does not know."""

from pydantic import BaseModel, ConfigDict, JsonValue

JsonObject = dict[str, JsonValue]


class Frozen(BaseModel):
    """An immutable value. Two equal values have equal digests."""

    model_config = ConfigDict(frozen=True, extra="forbid")
