"""What ``picturelock write`` is asked for, from the words of the command line and the files they name."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from pydantic import JsonValue

from picturelock.cli.json_file import read_json
from picturelock.domain.errors import InvalidInputError, Problem
from picturelock.domain.frozen import JsonObject
from picturelock.domain.manuscript_kind import KINDS, KindName
from picturelock.domain.manuscript_request import ManuscriptRequest, read_request

ReadDocument = Callable[[str, bytes], Awaitable[str]]
"""A document's name and content to its text; raises ``InvalidInputError``."""

_OPTIONS = {
    "idea": "IDEA",
    "total_segments": "--segments",
    "segments": "--segments",
    "custom_character_roster": "--characters",
    "reference_docs": "--document",
    "narration_only_first": "--narration-only-first",
    "segments_per_set": "--set-size",
    "output_directory": "--output",
    "max_cost": "--max-cost",
    **{name: f"--{name}" for name in ("language", "tone", "model", "seed")},
}
_CAST_KEYS = ("characters_roster", "custom_character_roster")


@dataclass(frozen=True)
class Asked:
    """The options of ``picturelock write``, as they were given."""

    kind: KindName
    idea: str | None = None
    segments: int | None = None
    language: str | None = None
    tone: str | None = None
    model: str | None = None
    seed: int | None = None
    characters: Path | None = None
    documents: tuple[Path, ...] = ()
    no_narration: bool = False
    narration_only_first: bool = False
    adult: bool = False


async def request_of(asked: Asked, read_document: ReadDocument) -> ManuscriptRequest:
    """The request, checked as a whole.

    Raises:
        InvalidInputError: every problem, under the option's or the file's name.
    """
    problems: list[Problem] = []
    body: JsonObject = {
        "idea": asked.idea,
        KINDS[asked.kind].count_field: asked.segments,
        "tone": asked.tone,
        "model": asked.model,
        "no_narration": asked.no_narration,
        "narration_only_first": asked.narration_only_first,
        "adult_story": asked.adult,
    }
    body |= {
        name: value
        for name, value in (("language", asked.language), ("seed", asked.seed))
        if value is not None
    }
    try:
        body["custom_character_roster"] = _cast_in(asked.characters) if asked.characters else None
    except InvalidInputError as wrong:
        problems += wrong.problems
    documents: list[JsonObject] = []
    for path in asked.documents:
        try:
            documents.append({"name": path.name, "text": await read_document(str(path), _content(path))})
        except InvalidInputError as wrong:
            problems += wrong.problems
    body["reference_docs"] = [*documents]
    try:
        request = read_request(body, asked.kind)
    except InvalidInputError as wrong:
        problems += by_option(wrong).problems
        raise InvalidInputError(problems) from wrong
    if problems:
        raise InvalidInputError(problems)
    return request


def by_option(wrong: InvalidInputError) -> InvalidInputError:
    """The same problems under the names of the options that they come from."""
    return InvalidInputError([Problem(_option(problem.field), problem.message) for problem in wrong.problems])


def _option(field: str) -> str:
    name, _, rest = field.partition(".")
    if name not in _OPTIONS:
        return field
    return f"{_OPTIONS[name]} ({rest})" if rest else _OPTIONS[name]


def _cast_in(path: Path) -> list[JsonValue]:
    """The characters in a file: a list of them, or a script's metadata, whose cast is taken."""
    given = read_json(path)
    while isinstance(given, dict):
        given = next((given[key] for key in (*_CAST_KEYS, "metadata") if key in given), None)
    if not isinstance(given, list) or not given:
        told = "must hold a list of characters, or the metadata of a script"
        raise InvalidInputError([Problem(str(path), told)])
    return given


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InvalidInputError([Problem(str(path), f"cannot be read: {error.strerror}")]) from error
