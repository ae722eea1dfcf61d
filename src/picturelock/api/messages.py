"""Events as the messages of the Creator Mode socket; see the public contract."""

from typing import assert_never

from pydantic import JsonValue

from picturelock.domain.frozen import JsonObject
from picturelock.engine.event import Event, Moving
from picturelock.engine.sessions import Session
from picturelock.engine.state import SessionState

# What the original clients know.
_AFTER_SUCCESS: list[JsonValue] = ["accept", "regenerate"]
_AFTER_FAILURE: list[JsonValue] = ["regenerate", "stop"]


def event_message(
    event: Event, session: Session, *, data: JsonObject | None = None, video_path: str = ""
) -> JsonObject:
    """A stored event as a message, with its ``seq``.

    Args:
        event: the event.
        session: its session.
        data: what a take shows that is at the gate again, for ``chosen`` and ``reopened``.
        video_path: where the finished film lies, for ``pipeline_complete``.
    """
    return {
        **_body(event, session, data or {}, video_path),
        "video_id": session.id,
        "seq": event.seq,
        **({"decision": event.data["decision"]} if "decision" in event.data else {}),
    }


def resumed_message(
    session: Session, state: SessionState, after_seq: int, actions: tuple[str, ...]
) -> JsonObject:
    """The answer to a resume, before what was missed is told. It is not stored, so it has no ``seq``."""
    return {
        "status": "resumed",
        "video_id": session.id,
        "video_type": session.kind,
        "stage_order": list(session.stages),
        "current_stage": state.stage,
        "session_status": state.status,
        "after_seq": after_seq,
        "last_seq": state.seq,
        "actions": list(actions),
    }


def moving_message(moving: Moving, session: Session) -> JsonObject:
    """A stage's progress as another ``stage_running``; it is not stored, so it has no ``seq``."""
    return {
        "status": "stage_running",
        "stage": moving.stage,
        "version": moving.version,
        "message": executing(moving.stage),
        "video_id": session.id,
        "progress": moving_progress(moving, session),
    }


def moving_progress(moving: Moving, session: Session) -> JsonObject:
    """The stage's place among the stages, and how far it is: ``done`` from 0 to 1, time in seconds."""
    progress = moving.progress
    waits: JsonObject = {} if progress.place_in_line is None else {"place_in_line": progress.place_in_line}
    return {
        **_place(session, moving.stage),
        "done": round(progress.done, 4),
        "percent": round(progress.done * 100),
        "scene": progress.scene_id,
        "seconds_left": progress.seconds_left,
        "message": progress.message,
        **waits,
    }


def executing(stage: str) -> str:
    """What clients are told while a stage runs."""
    return f"Executing {stage}..."


def _body(event: Event, session: Session, shown: JsonObject, video_path: str) -> JsonObject:
    data, stage = event.data, str(event.data["stage"])
    run: JsonObject = {"stage": stage, "version": data.get("version")}
    match event.type:
        case "session_started":
            return {
                "status": "session_started",
                "video_type": session.kind,
                "stage_order": list(session.stages),
                "current_stage": stage,
            }
        case "stage_running":
            more = {name: data[name] for name in ("attempt", "feedback", "renews") if data.get(name)}
            return {"status": "stage_running", **run, "message": executing(stage), **more}
        case "completed":
            by: JsonObject = {"by": data["by"]} if "by" in data else {}
            return {**_at_gate(event, session), "data": data["data"], **by}
        case "chosen" | "reopened":
            # Every client knows what a completed take is, and whoever joined late has not seen this one.
            return {**_at_gate(event, session), "data": shown, "because": event.type}
        case "kept":
            message = f"Kept {stage}: what it was made from has not changed"
            return {"status": "kept", **run, "message": message, "progress": _place(session, stage)}
        case "skipped":
            progress = _place(session, stage)
            return {"status": "skipped", "stage": stage, "message": f"Skipped {stage}", "progress": progress}
        case "error":
            failed: JsonObject = {"scenes": data["scenes"]} if "scenes" in data else {}
            after: JsonObject = {
                "next_actions": _AFTER_FAILURE,
                "actions": data.get("actions", _AFTER_FAILURE),
            }
            return {"status": "error", **run, "error": data["error"], **after, **failed}
        case "pipeline_complete":
            return {
                "status": "pipeline_complete",
                "video_path": video_path,
                "video_url": f"/video/{session.id}",
                "message": "All stages complete! Video is ready.",
            }
        case "stopped":
            return {"status": "stopped", "message": "Session terminated by user"}
        case _:
            assert_never(event.type)


def _at_gate(event: Event, session: Session) -> JsonObject:
    data = event.data
    return {
        "status": "completed",
        "stage": data["stage"],
        "version": data["version"],
        "next_actions": _AFTER_SUCCESS,
        "actions": data.get("actions", _AFTER_SUCCESS),
        "chosen": data.get("gate", data["version"]),
        "progress": _place(session, str(data["stage"])),
    }


def _place(session: Session, stage: str) -> JsonObject:
    return {"current": session.stages.index(stage) + 1, "total": len(session.stages)}
