"""What happens in sessions as webhooks tell it: written with the events themselves, sent later."""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, func, insert, select

from picturelock.engine.draft import Draft
from picturelock.engine.event import Event, EventType
from picturelock.engine.tables import sessions, webhook_deliveries, webhook_endpoints

NoticeType = Literal[
    "session.started",
    "stage.completed",
    "stage.failed",
    "stage.decided",
    "video.completed",
    "video.stopped",
]

_TOLD: dict[EventType, NoticeType] = {
    "session_started": "session.started",
    "completed": "stage.completed",
    "error": "stage.failed",
    "pipeline_complete": "video.completed",
    "stopped": "video.stopped",
}


def announce(connection: Connection, draft: Draft) -> None:
    """Store a delivery of each of the draft's news for every endpoint that wants it."""
    news: list[tuple[NoticeType, Event]] = [
        (kind, event) for event in draft.events for kind in notices(event)
    ]
    if not news:
        return
    e = webhook_endpoints.c
    url = func.coalesce(e.url, sessions.c.webhook)
    endpoints = connection.execute(
        select(e.name, e.events, e.base, url.label("url"))
        .select_from(webhook_endpoints)
        .join(sessions, sessions.c.id == draft.session_id)
        .where(url.is_not(None))
        .order_by(e.name)
    ).all()
    rows = [
        {
            "id": _id(event, kind, to.name),
            "endpoint": to.name,
            "url": to.url,
            "session_id": draft.session_id,
            "seq": event.seq,
            "type": kind,
            "body": _body(draft, event, kind, to.base),
            "status": "waiting",
            "attempts": 0,
            "due": datetime.fromisoformat(event.ts).timestamp(),
            "created": event.ts,
        }
        for kind, event in news
        for to in endpoints
        if to.events is None or kind in to.events
    ]
    if rows:
        connection.execute(insert(webhook_deliveries), rows)


def notices(event: Event) -> Iterator[NoticeType]:
    """What an event is told as: the decision that it follows from, and what became of it."""
    if "decision" in event.data:
        yield "stage.decided"
    if event.type in _TOLD:
        yield _TOLD[event.type]


def _id(event: Event, kind: NoticeType, endpoint: str) -> str:
    # The same news to the same endpoint have the same number for ever: receivers leave out what they know.
    named = f"{event.session_id} {event.seq} {kind} {endpoint}"
    return f"msg_{hashlib.sha256(named.encode()).hexdigest()[:32]}"


def _body(draft: Draft, event: Event, kind: NoticeType, base: str) -> str:
    """Where something happened and where to read more; nothing of what was written or made."""
    data = {
        "video_id": event.session_id,
        "video_type": draft.state.kind,
        "stage": event.data["stage"],
        "version": event.data.get("version"),
        "seq": event.seq,
        "status": draft.state.status,
        "url": f"{base}/videos/{event.session_id}",
    }
    decision = event.data.get("decision")
    if kind == "stage.decided" and isinstance(decision, dict):
        # What the decision was about, which is not always what followed from it.
        data |= {"stage": decision["stage"], "version": decision["version"]}
        data["decision"] = {name: decision[name] for name in ("action", "by")}
    return json.dumps({"type": kind, "timestamp": event.ts, "data": data}, ensure_ascii=False)
