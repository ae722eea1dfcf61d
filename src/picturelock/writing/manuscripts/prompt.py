"""Filling the prompts of manuscripts; what people gave is fenced, so that it cannot pass for instructions."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from picturelock.domain.digest import digest

FOLDER = Path(__file__).parent / "prompts"
_FENCES = (
    "idea|document|script|roster|cast|characters|so_far|last_segments|beats|next_beat|outline|acts"
    "|problem|wishes"
)
_TAG = re.compile(rf"<(?=\s*/?\s*(?:{_FENCES})\b)", re.IGNORECASE)


def fence(text: object) -> str:
    """Text that people or models gave, with the tags that would open or close a fence made harmless."""
    return _TAG.sub("&lt;", str(text))


def fence_name(name: object) -> str:
    """A name that can stand in a tag's attribute."""
    return " ".join(re.sub(r'["<>]', " ", str(name)).split())


def fence_line(text: object) -> str:
    """The same in one line, for lists in which a line of its own would pass for another entry."""
    return " ".join(fence(text).split())


def fenced_json(value: object) -> str:
    """A value as compact JSON that cannot close a fence."""
    return fence(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(fence=fence, fence_name=fence_name, line=fence_line, fenced_json=fenced_json)
    return environment


_PROMPTS = _environment()


def fill(prompt: str, values: Mapping[str, object]) -> str:
    """A prompt file with its values.

    Raises:
        jinja2.UndefinedError: the prompt names a value that was not given.
    """
    return _PROMPTS.get_template(prompt).render(values)


def prompts_digest() -> str:
    """Changes with the text of any prompt; part of the key of whatever is written with them."""
    return digest({path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.j2"))})
