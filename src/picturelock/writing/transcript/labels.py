"""The transcript's own words, and how it writes times and sources."""

import tomllib
from functools import cache
from pathlib import Path

from picturelock.domain.languages import primary
from picturelock.domain.scene import Source


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("labels.toml").read_text(encoding="utf-8"))


def labels_of(language: str) -> tuple[dict[str, str], str]:
    """The labels for a language, and the language that they are in: English where there is no table."""
    code = primary(language)
    return (_table()[code], language) if code in _table() else (_table()["en"], "en")


def clock(seconds: float) -> str:
    """A time for people: ``1:07``."""
    whole = int(seconds)
    hours, minutes = whole // 3600, whole // 60 % 60
    return f"{hours}:{minutes:02d}:{whole % 60:02d}" if hours else f"{minutes}:{whole % 60:02d}"


def cited(source: Source, labels: dict[str, str]) -> str:
    """A source in one line."""
    place = (
        f"{labels['page']} {source.page}"
        if source.page
        else f"§ {source.paragraph}"
        if source.paragraph
        else ""
    )
    # The brief's own fields are called by one word, which says nothing without it.
    kind = source.kind if source.kind in ("brief", "person") or not source.name else ""
    name = ", ".join(part for part in (kind, source.name, place) if part)
    return f"{name}: “{source.quote}”" if source.quote else name
