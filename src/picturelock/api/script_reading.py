"""From a request's body to what the writers' room is asked for, with every problem in one answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from pydantic import ValidationError

from picturelock.api.script_asks import CostAsk, FilesAsk, PlanAsk, ResumeAsk, SetAsk, SizeAsk, WholeAsk
from picturelock.domain.errors import InvalidInputError, Problem
from picturelock.domain.field_problems import invalid_input
from picturelock.domain.frozen import JsonObject
from picturelock.domain.manuscript import Metadata
from picturelock.domain.manuscript_kind import KindName
from picturelock.domain.manuscript_reading import read_metadata
from picturelock.domain.manuscript_request import ManuscriptRequest, read_request
from picturelock.writing.room.news import Wishes

# What the single call and the list of scripts tell beside the metadata: whoever sends it back means the
# metadata, not a changed one.
_TOLD = ("segments", "script_id", "revision", "files")
_TOLD_IN_INFO = (
    "total_segments_planned",
    "total_segments_generated",
    "total_sets",
    "successful_sets",
    "generation_summary",
)
# A client that waits is told when to come back, instead of being kept waiting longer than this (seconds).
PATIENCE = 300.0
Asked = TypeVar("Asked", bound=CostAsk)


@dataclass(frozen=True)
class AskedSet:
    """One set that is asked for."""

    metadata: Metadata
    number: int
    wishes: Wishes
    regenerate: bool


def read_plan(body: JsonObject, kind: KindName) -> tuple[ManuscriptRequest, Wishes]:
    """Step 1's request. Raises ``InvalidInputError`` with every problem, by field."""
    request, ask = _split(body, kind, PlanAsk)
    return request, _wishes(ask, patience=PATIENCE, save=False)


def read_whole(
    body: JsonObject, kind: KindName, *, patience: float | None
) -> tuple[ManuscriptRequest, Wishes]:
    """A single call's request. Raises ``InvalidInputError`` with every problem, by field."""
    request, ask = _split(body, kind, WholeAsk)
    return request, _wishes(ask, patience=patience, save=False)


def read_resume(body: JsonObject, *, patience: float | None) -> Wishes:
    """How to go on with a script. Raises ``InvalidInputError`` with every problem, by field."""
    problems: list[Problem] = []
    ask = _told(ResumeAsk, body, problems)
    if ask is None or problems:
        raise InvalidInputError(problems)
    return _wishes(ask, patience=patience, save=False)


def read_set(body: JsonObject, kind: KindName) -> AskedSet:
    """Step 2's request. Raises ``InvalidInputError`` with every problem, by field."""
    problems: list[Problem] = []
    ask = _told(SetAsk, body, problems)
    metadata: Metadata | None = None
    if "metadata" in body:
        try:
            metadata = read_metadata(_untold(body["metadata"]), kind)
        except InvalidInputError as wrong:
            problems += wrong.problems
    if ask is None or metadata is None or problems:
        raise InvalidInputError(problems)
    return AskedSet(
        metadata=metadata,
        number=ask.set_number or ask.batch_number or 1,
        wishes=_wishes(ask, patience=PATIENCE, save=kind == "movie"),
        regenerate=ask.regenerate,
    )


def _untold(document: Any) -> Any:
    """Metadata as it was sent, without what a single call tells of a script beside it."""
    if not isinstance(document, dict):
        return document
    sent = cast("dict[str, Any]", document)
    if "metadata" in sent and "title" not in sent:
        return {**sent, "metadata": _untold(sent["metadata"])}
    metadata = {name: value for name, value in sent.items() if name not in _TOLD}
    if isinstance(info := metadata.get("generation_info"), dict):
        told = cast("dict[str, Any]", info)
        metadata["generation_info"] = {
            name: value for name, value in told.items() if name not in _TOLD_IN_INFO
        }
    return metadata


def _split(body: JsonObject, kind: KindName, shape: type[Asked]) -> tuple[ManuscriptRequest, Asked]:
    """A body's two parts: the script that is asked for, and how to write it."""
    problems: list[Problem] = []
    own = {name: value for name, value in body.items() if name in shape.model_fields}
    ask = _told(shape, own, problems)
    request: ManuscriptRequest | None = None
    try:
        request = read_request({name: value for name, value in body.items() if name not in own}, kind)
    except InvalidInputError as wrong:
        problems += wrong.problems
    if ask is None or request is None or problems:
        raise InvalidInputError(problems)
    return request, ask


def _told(shape: type[Asked], body: Mapping[str, Any], problems: list[Problem]) -> Asked | None:
    """A body as it is asked for; None with what is wrong added to ``problems``."""
    _agree(body, ("set_number", "batch_number"), problems)
    _agree(body, ("segments_per_set", "segments_per_batch"), problems)
    try:
        return shape.model_validate(body)
    except ValidationError as wrong:
        problems += invalid_input(wrong).problems
        return None


def _agree(body: Mapping[str, Any], names: tuple[str, str], problems: list[Problem]) -> None:
    one, other = (body.get(name) for name in names)
    if one is not None and other is not None and one != other:
        problems.append(
            Problem(names[1], f"says {other!r:.40} and {names[0]} says {one!r:.40}; give one of them")
        )


def _wishes(ask: CostAsk, *, patience: float | None, save: bool) -> Wishes:
    size = (ask.segments_per_set or ask.segments_per_batch) if isinstance(ask, SizeAsk) else None
    directory: str | None = None
    if isinstance(ask, FilesAsk) and (save if ask.save_to_files is None else ask.save_to_files):
        directory = ask.output_directory
    return Wishes(
        size=size,
        model=ask.model if isinstance(ask, ResumeAsk) else None,
        max_cost=None if ask.max_cost is None else float(ask.max_cost),
        directory=directory,
        patience=patience,
    )
