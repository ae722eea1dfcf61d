"""How the page letters a scene, by its language: what goes with an order to Remotion."""

import re
from collections.abc import Iterator
from typing import Any

from picturelock.domain.drawing import DrawOrder
from picturelock.domain.frozen import JsonObject
from picturelock.domain.hyphens import LONG, SOFT_HYPHEN, breaks_words, syllables
from picturelock.domain.picture_language import picture_language
from picturelock.providers.render.script_fonts import script_family

_LONG_WORD = re.compile(rf"\w{{{LONG},}}")


def lettered(order: DrawOrder) -> JsonObject:
    """An order as the page takes it: with its language's table, and where long words may be broken."""
    told = order.model_dump(mode="json")
    told["lettering"] = {
        **picture_language(order.language).model_dump(mode="json"),
        "family": script_family(order.language),
        "hyphened": _hyphened(order),
    }
    return told


def _hyphened(order: DrawOrder) -> dict[str, str]:
    """The long words of the scene with soft hyphens, by what they are without."""
    if not breaks_words(order.language):
        return {}
    words = {word for text in texts_of(order.shot.props) for word in _LONG_WORD.findall(text)}
    return {word: SOFT_HYPHEN.join(syllables(word, order.language)) for word in sorted(words)}


def texts_of(value: Any) -> Iterator[str]:
    """Every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:  # pyright: ignore[reportUnknownVariableType]
            yield from texts_of(one)
