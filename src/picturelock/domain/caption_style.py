"""How a film's captions look in the picture."""

from typing import Annotated, Literal

from pydantic import BeforeValidator

CaptionStyle = Literal["clean", "karaoke", "off"]

_YES, _NO = ("true", "1", "yes", "on"), ("false", "0", "no")


def _styled(value: object) -> object:
    """The style that ``true`` and ``false`` stand for: all that could be said once."""
    said = str(value).lower() if isinstance(value, bool | str) else ""
    return "clean" if said in _YES else "off" if said in _NO else value


AskedCaptions = Annotated[CaptionStyle, BeforeValidator(_styled, json_schema_input_type=CaptionStyle | bool)]
