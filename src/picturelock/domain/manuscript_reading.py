"""Reading metadata that comes back from a client: bare or wrapped, as written or edited by hand."""

import json
from collections.abc import Mapping
from typing import Any, cast

from pydantic import ValidationError

from picturelock.domain.errors import InvalidInputError, Problem
from picturelock.domain.field_problems import invalid_input
from picturelock.domain.manuscript import Metadata
from picturelock.domain.manuscript_kind import KINDS, KindName

LARGEST_METADATA = 2_000_000
_COUNTS = ("total_segments", "segments_planned", "segments")


def read_metadata(document: object, kind: KindName) -> Metadata:
    """The metadata of a manuscript of one kind.

    Args:
        document: JSON text, or what was read from it; the bare metadata or the whole step-1 answer.
        kind: the kind that is asked for; metadata that names another one is refused.

    Raises:
        InvalidInputError: with every problem, by field; nothing of a stack trace.
    """
    metadata = _unwrapped(_parsed(document))
    info = metadata.get("generation_info")
    if isinstance(info, Mapping):
        metadata["generation_info"] = _completed(cast("Mapping[str, Any]", info), kind)
    try:
        return Metadata.model_validate(metadata)
    except ValidationError as wrong:
        raise invalid_input(wrong) from None


def _parsed(document: object) -> dict[str, Any]:
    if isinstance(document, str | bytes):
        _refuse_large(len(document if isinstance(document, bytes) else document.encode(errors="replace")))
        try:
            document = json.loads(document)
        except (ValueError, RecursionError):
            raise _problem("metadata", "is not JSON") from None
    else:
        try:
            _refuse_large(len(json.dumps(document)))
        except (TypeError, ValueError, RecursionError):
            raise _problem("metadata", "is not JSON") from None
    if not isinstance(document, Mapping):
        raise _problem("metadata", "must be a JSON object, as step 1 answers it")
    return {str(name): value for name, value in document.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]


def _unwrapped(document: dict[str, Any]) -> dict[str, Any]:
    inner = document.get("metadata")
    if inner is None or "title" in document:
        return document
    if not isinstance(inner, Mapping):
        raise _problem("metadata", "must be a JSON object, as step 1 answers it")
    return dict(cast("Mapping[str, Any]", inner))


def _completed(info: Mapping[str, Any], kind: KindName) -> dict[str, Any]:
    """Generation info with its kind and both counts, which older metadata may say in one place only."""
    given_kind = info.get("kind") or kind
    if given_kind != kind:
        raise _problem(
            "generation_info.kind", f"is {given_kind!r:.40}; this is where a {KINDS[kind].label} is written"
        )
    told = [info[name] for name in _COUNTS if info.get(name) is not None]
    counts = {"total_segments": told[0], "segments_planned": told[0]} if told else {}
    given = {name: value for name, value in info.items() if value is not None}
    return {**counts, **given, "kind": kind}


def _refuse_large(size: int) -> None:
    if size > LARGEST_METADATA:
        raise _problem("metadata", f"has {size:,} bytes; at most {LARGEST_METADATA:,} are read")


def _problem(field: str, message: str) -> InvalidInputError:
    return InvalidInputError([Problem(field, message)])
