"""How the page letters a scene, by its language: what goes with an order to Remotion."""

from functools import partial
from typing import Any

from picturelock.domain.drawing import DrawOrder
from picturelock.domain.frozen import JsonObject
from picturelock.domain.hyphens import SOFT_HYPHEN, breaks_words, syllables
from picturelock.domain.picture_language import picture_language
from picturelock.providers.render.script_fonts import script_family


def lettered(order: DrawOrder) -> JsonObject:
    """An order as the page takes it: with the table of its language, and long words where they may be broken."""
    told = order.model_dump(mode="json")
    language = picture_language(order.language)
    told["lettering"] = {**language.model_dump(mode="json"), "family": script_family(order.language)}
    if breaks_words(order.language):
        told["shot"]["props"] = _each_text(told["shot"]["props"], partial(_hyphened, language=order.language))
    return told


def _hyphened(text: str, *, language: str) -> str:
    return " ".join(SOFT_HYPHEN.join(syllables(word, language)) for word in text.split(" "))


def _each_text(value: Any, change: Any) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {name: _each_text(one, change) for name, one in value.items()}  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, list):
        return [_each_text(one, change) for one in value]  # pyright: ignore[reportUnknownVariableType]
    return value
