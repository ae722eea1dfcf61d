"""Reading a brief file: everything that is wrong with it, in one answer."""

from pathlib import Path

from pydantic import ValidationError

from picturelock.cli.json_file import read_json, refused
from picturelock.cli.music_file import named_music, stand_in
from picturelock.domain.errors import InvalidInputError, Problem
from picturelock.domain.frames import Quality
from picturelock.domain.frozen import Frozen, JsonObject
from picturelock.pipelines.catalogue import video_types
from picturelock.pipelines.pipeline import Pipeline
from picturelock.pipelines.problems import problems_of

_FIELDS = ("video_type", "payload")


class BriefFile(Frozen):
    """What a brief file asks for. ``title`` is the film's subject, for people.

    ``music`` is the file of music that it names; ``payload`` is without it then.
    """

    video_type: str
    payload: JsonObject
    title: str
    music: Path | None = None


def read_brief(path: Path, *, quality: Quality | None = None, shapes: str | None = None) -> BriefFile:
    """Read and check a brief file.

    Args:
        path: the file.
        quality: replaces the payload's own.
        shapes: replaces the payload's own; with commas between.

    Raises:
        InvalidInputError: with every problem of the file, by field.
    """
    brief = _object_in(path)
    video_type, payload = brief.get("video_type"), brief.get("payload")
    problems = [
        Problem(name, f"is not a field of a brief file; it has {' and '.join(_FIELDS)}")
        for name in brief
        if name not in _FIELDS
    ]
    pipeline = video_types().get(video_type) if isinstance(video_type, str) else None
    if pipeline is None:
        problems.append(Problem("video_type", _wrong_type(video_type)))
    if not isinstance(payload, dict):
        problems.append(Problem("payload", "is required" if payload is None else "must be an object {…}"))
        raise InvalidInputError(problems)
    if quality is not None:
        payload = {**payload, "quality": quality}
    if shapes is not None:
        payload = {**payload, "shapes": shapes}
    payload, music, missing = named_music(payload, beside=path)
    problems += missing
    checked = payload if music is None else stand_in(payload)
    title, wrong = _checked(pipeline, checked) if pipeline is not None else ("", [])
    if problems or wrong:
        raise InvalidInputError(problems + wrong)
    return BriefFile(video_type=str(video_type), payload=payload, title=title, music=music)


def _checked(pipeline: Pipeline, payload: JsonObject) -> tuple[str, list[Problem]]:
    try:
        brief = pipeline.brief.model_validate(payload)
    except ValidationError as error:
        return "", [Problem(found.field, found.message) for found in problems_of(error)]
    return f"{brief.subject}: {brief.context}", []


def _wrong_type(video_type: object) -> str:
    choices = f"choose one of {', '.join(video_types())}"
    if video_type is None:
        return f"is required; {choices}"
    return f"{video_type!r} is not a video type; {choices}"


def _object_in(path: Path) -> JsonObject:
    brief = read_json(path)
    if not isinstance(brief, dict):
        raise refused(path, 'must hold one object: {"video_type": …, "payload": {…}}')
    return brief
