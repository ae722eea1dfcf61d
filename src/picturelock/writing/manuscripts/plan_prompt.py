"""The prompts of step 1: rules by part, then what people gave and what was planned so far, fenced."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from picturelock.domain.manuscript_cast import Character
from picturelock.domain.manuscript_request import ManuscriptRequest
from picturelock.writing.manuscripts.answers import CoreAnswer
from picturelock.writing.manuscripts.form import FORMS
from picturelock.writing.manuscripts.part import Ask, Prompt
from picturelock.writing.manuscripts.prompt import fill

MOST_CAST = 40
# How much of the reference documents the core is told, in characters, all together.
DOCUMENT_CHARACTERS = 24_000
# How much of the user's own characters the core is told, all together; each segment is told them in full.
CAST_CHARACTERS = 24_000
LONGEST_ROLE = 160
LAST_POINTS = 8
INVENT = "There is no idea yet: invent one that is fresh and concrete. "


@dataclass
class Plan:
    """What of a plan there is so far."""

    request: ManuscriptRequest
    core: CoreAnswer | None = None
    cast: tuple[Character, ...] = ()
    acts: tuple[str, ...] = ()


def plan_prompt(plan: Plan, rules: str, ask: Ask[Any], said: str) -> Prompt:
    """The prompt for one part.

    Args:
        plan: what was planned before; without a core, the core is asked for.
        rules: the file with the part's rules.
        ask: which items, and those that were written before them.
        said: the last paragraph, which asks for them.
    """
    request = plan.request
    first = plan.core is None
    met = tuple(one for one in ask.written if isinstance(one, Character))
    points = list(enumerate(ask.written, 1))[-LAST_POINTS:] if plan.acts else []
    return Prompt(
        system=fill(
            rules,
            {
                "form": FORMS[request.kind],
                "label": request.row.label,
                "language": request.language,
                "adult_story": request.adult_story,
                "total": request.count,
                "fewest": request.row.fewest_characters,
                "most": MOST_CAST,
            },
        ),
        user=fill(
            "plan.md.j2",
            {
                "idea": request.idea,
                "documents": _documents(request) if first else [],
                "tone": request.tone,
                "core": plan.core,
                "cast": _roles((*plan.cast, *met), full=first),
                "acts": list(enumerate(plan.acts, 1)),
                "outline": points,
                "problem": ask.problem,
                "words": ask.words,
                "ask": (INVENT if first and not request.idea else "") + said,
            },
        ),
    )


def unread(request: ManuscriptRequest) -> tuple[str, ...]:
    """What of the request could not be told to the model."""
    room = _document_room(request)
    return tuple(
        f"Of “{one.name}” only the first {room:,} characters were read."
        for one in request.reference_docs
        if len(one.text) > room
    )


def _documents(request: ManuscriptRequest) -> list[dict[str, str]]:
    room = _document_room(request)
    return [{"name": one.name, "text": one.text[:room]} for one in request.reference_docs]


def _document_room(request: ManuscriptRequest) -> int:
    return DOCUMENT_CHARACTERS // max(1, len(request.reference_docs))


def _roles(cast: Sequence[Character], *, full: bool) -> list[tuple[str, str]]:
    """Names with what is told of them: nearly all for the core, which is made from it; else the role."""
    room = CAST_CHARACTERS // max(1, len(cast)) if full else LONGEST_ROLE
    return [(one.name, _told_of(one, full=full)[:room]) for one in cast]


def _told_of(character: Character, *, full: bool) -> str:
    role = character.attributes.get("role")
    if isinstance(role, str) and not full:
        return role
    return json.dumps(character.attributes, ensure_ascii=False) if character.attributes else ""
