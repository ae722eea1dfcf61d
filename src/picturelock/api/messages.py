"""Events as the messages of the Creator Mode socket; see the public contract."""

from typing import assert_never

from picturelock.domain.frozen import JsonObject
from picturelock.engine.event import Event, Moving
from picturelock.engine.sessions import Session


def event_message(event: Event, session: Session, video_path: str = "") -> JsonObject:
    """A stored event as a message, with its ``seq``.

    Args:
        event: the event.
        session: its session.
        video_path: where the finished film lies, for ``pipeline_complete``.
    """
    return {
        "status": event.type,
        **_body(event, session, video_path),
        "video_id": session.id,
        "seq": event.seq,
        **({"decision": event.data["decision"]} if "decision" in event.data else {}),
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
    return {
        "current": session.stages.index(moving.stage) + 1,
        "total": len(session.stages),
        "done": round(progress.done, 4),
        "percent": round(progress.done * 100),
        "scene": progress.scene_id,
        "seconds_left": progress.seconds_left,
        "message": progress.message,
    }


def executing(stage: str) -> str:
    """What clients are told while a stage runs."""
    return f"Executing {stage}..."


def _body(event: Event, session: Session, video_path: str) -> JsonObject:
    data = event.data
    run: JsonObject = {"stage": data["stage"], "version": data.get("version")}
    match event.type:
        case "session_started":
            return {
                "video_type": session.kind,
                "stage_order": list(session.stages),
                "current_stage": data["stage"],
            }
        case "stage_running":
            return {**run, "message": executing(str(data["stage"]))}
        case "completed":
            place = session.stages.index(str(data["stage"])) + 1
            return {
                **run,
                "data": data["data"],
                "next_actions": ["accept", "regenerate"],
                "progress": {"current": place, "total": len(session.stages)},
            }
        case "error":
            failed = {"scenes": data["scenes"]} if "scenes" in data else {}
            return {**run, "error": data["error"], "next_actions": ["regenerate", "stop"], **failed}
        case "pipeline_complete":
            return {
                "video_path": video_path,
                "video_url": f"/video/{session.id}",
                "message": "All stages complete! Video is ready.",
            }
        case "stopped":
            return {"message": "Session terminated by user"}
        case _:
            assert_never(event.type)
