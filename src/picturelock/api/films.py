"""Films as clients see them."""

import asyncio
from pathlib import Path
from typing import Any

from pydantic import JsonValue, ValidationError

from picturelock.api.errors import RefusedError
from picturelock.api.messages import moving_progress
from picturelock.api.service import Service
from picturelock.domain.cut import Film
from picturelock.domain.frames import Shape
from picturelock.domain.frozen import JsonObject
from picturelock.engine.production import LogHead, StageResult
from picturelock.engine.sessions import Session
from picturelock.engine.state import RunState, SessionState


def film_path(service: Service, made: StageResult) -> Path:
    """Where a finished film's MP4 lies in the store. Raises ``KeyError`` when it is gone."""
    return service.takes.path(Film.model_validate(made.take).video)


async def film_here(service: Service, made: StageResult, shape: Shape | None = None) -> Path:
    """A finished film's MP4 on this machine, whichever machine made it; in its own shape without ``shape``.

    Raises:
        RefusedError: it was not made in this shape.
        KeyError: it is gone.
        ProviderError: the store that machines share does not answer.
    """
    film = Film.model_validate(made.take)
    shown = next((one for one in film.every_shape if shape in (None, one.shape)), None)
    if shown is None:
        raise RefusedError(404, f"there is no film in {shape}: {_why_missing(film, shape)}")
    await service.takes.bring((shown.video,))
    return await asyncio.to_thread(service.takes.path, shown.video)


def _why_missing(film: Film, shape: Shape | None) -> str:
    if failed := next((one for one in film.missing if one.shape == shape), None):
        return failed.reason
    made = " and ".join(one.shape for one in film.every_shape)
    return f"it was made in {made}; name the shapes in the brief's shapes"


def shown_path(service: Service, made: StageResult) -> str:
    """The path that clients are told: where the film was laid for people, else where it is kept."""
    laid = made.data.get("video_path")
    return laid if isinstance(laid, str) else str(film_path(service, made))


def film_facts(service: Service, session: Session, made: StageResult) -> JsonObject:
    """What a complete film's data says about it, with the address to play it."""
    return {
        **made.data,
        "video_path": shown_path(service, made),
        "video_url": f"/video/{session.id}",
        "shapes": shape_lines(made, session.id),
    }


def shape_lines(made: StageResult, video_id: str) -> list[JsonValue]:
    """A complete film's shapes, each with the address to play it."""
    shapes = made.data.get("shapes")
    found = [line for line in shapes if isinstance(line, dict)] if isinstance(shapes, list) else []
    return [{**line, "video_url": f"/video/{video_id}?shape={line.get('shape')}"} for line in found]


def listed(service: Service, session: Session) -> JsonObject:
    """A film's line in the list."""
    return {
        "video_id": session.id,
        "video_type": session.kind,
        "subject": _subject(service, session),
        "mode": session.mode,
        "status": session.status,
        "current_stage": session.stage,
        "stage_order": list(session.stages),
        "progress": _progress(service, session),
        "created": session.created,
        "changed": session.changed,
        "url": f"/videos/{session.id}",
        **({"video_url": f"/video/{session.id}"} if session.status == "complete" else {}),
    }


def told(
    service: Service, session: Session, state: SessionState, made: StageResult | None, log: LogHead
) -> JsonObject:
    """Everything about a film: its stages with their versions, its progress, and its facts when complete."""
    return {
        **listed(service, session),
        "payload": session.payload,
        "by": session.by,
        "seq": session.seq,
        "log": log.model_dump(),
        "error": state.error,
        "stages": [_stage(state, stage) for stage in session.stages],
        "film": None if made is None else film_facts(service, session, made),
    }


def _stage(state: SessionState, stage: str) -> JsonObject:
    runs = state.versions(stage)
    shown = _foremost(runs)
    status = shown.status if shown else "waiting"
    return {
        "stage": stage,
        "status": "skipped" if stage in state.skipped else status,
        "version": shown.version if shown else None,
        "versions": [_version(run) for run in runs],
    }


def _foremost(runs: tuple[RunState, ...]) -> RunState | None:
    """Of several versions the one that counts: what is accepted or at the gate, else the last."""
    settled = [run for run in runs if run.status in ("accepted", "awaiting")]
    return (settled or list(runs) or [None])[-1]


def _version(run: RunState) -> JsonObject:
    facts: dict[str, Any] = run.model_dump(mode="json", exclude={"stage", "asked"})
    return {**facts, "feedback": run.asked}


def _progress(service: Service, session: Session) -> JsonObject:
    moving = service.studio.moving(session.id)
    if moving is not None:
        return moving_progress(moving, session)
    return {"current": session.stages.index(session.stage) + 1, "total": len(session.stages)}


def _subject(service: Service, session: Session) -> str:
    brief = service.briefs.get(session.kind)
    if brief is None:
        return session.kind
    try:
        return brief.model_validate(session.payload).subject
    except ValidationError:
        # Asked of an older version, whose brief had other fields.
        return session.kind
