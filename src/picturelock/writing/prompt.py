"""Filling prompts; what people gave is fenced, so that it cannot pass for instructions."""

import re
from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from picturelock.domain.digest import digest
from picturelock.writing.told_schema import told_schema

FOLDER = Path(__file__).parent / "prompts"
_TAG = re.compile(
    r"<(?=\s*/?\s*(?:brief|document|facts|plan|script|shots|previous_version|feedback|problem|template|sentence)\b)",
    re.I,
)


def fence(text: object) -> str:
    """Text that people gave, with the tags that would open or close a fence made harmless."""
    return _TAG.sub("&lt;", str(text))


def fence_name(name: object) -> str:
    """A name that can stand in a tag's attribute."""
    return " ".join(re.sub(r'["<>]', " ", str(name)).split())


def _environment() -> Environment:
    environment = Environment(loader=FileSystemLoader(FOLDER), undefined=StrictUndefined, autoescape=False)
    environment.filters["fence"] = fence
    environment.filters["fence_name"] = fence_name
    environment.filters["told_schema"] = told_schema
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
