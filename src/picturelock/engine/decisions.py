"""Decisions: one transaction each. The session is compared and set, so each gate is decided once."""

from typing import Any, NamedTuple

from sqlalchemy import Connection

from picturelock.engine.draft import Draft
from picturelock.engine.errors import OutOfTurnError
from picturelock.engine.event import Decision, Event, Frozen, Seen
from picturelock.engine.ledger import digest_of, open_draft, read_events, save
from picturelock.engine.orders import order_for
from picturelock.engine.production import JsonObject, StageOrder, StageResult
from picturelock.engine.rules import base_of_edit, follow
from picturelock.engine.runs import Run, halted_runs

_SHOWS = ("stage_running", "completed", "error", "chosen", "reopened")


class Decided(NamedTuple):
    """What a decision leads to: runs that must end, and whether the film is complete with it."""

    pointless: tuple[Run, ...]
    completes: bool


def decide(
    connection: Connection,
    session_id: str,
    decision: Decision,
    *,
    edited: StageResult | None = None,
) -> Decided:
    """Store a decision with what follows from it.

    Args:
        connection: the transaction.
        session_id: the session.
        decision: what was decided.
        edited: the take of an edit, checked.

    Returns:
        What it leads to.

    Raises:
        UnknownSessionError: there is no such session.
        OutOfTurnError: there is nothing to decide like this; says why, and who was faster.
    """
    draft = open_draft(connection, session_id)
    _compare(connection, draft, decision)
    made: JsonObject = {"data": edited.data, "digest": digest_of(edited.take)} if edited else {}
    try:
        follow(draft, decision, made)
    except OutOfTurnError as error:
        raise _with_who(connection, draft, decision) or error from error
    save(connection, draft, take=None if edited is None else edited.take)
    return Decided(pointless=halted_runs(draft), completes=draft.state.status == "complete")


class EditOrder(Frozen):
    """What an edit has to fit, and the run that it is about."""

    order: StageOrder
    base: Seen


def order_edit(connection: Connection, session_id: str, decision: Decision) -> EditOrder:
    """What a person's own take has to fit. Raises as ``decide``."""
    draft = open_draft(connection, session_id)
    _compare(connection, draft, decision)
    try:
        base = base_of_edit(draft.state, decision)
    except OutOfTurnError as error:
        raise _with_who(connection, draft, decision) or error from error
    own = base.model_copy(
        update={"after": base.version, "version": draft.state.next_version(base.stage), "asked": None}
    )
    order = order_for(connection, session_id, draft.state, own)
    return EditOrder(order=order, base=Seen(stage=base.stage, version=base.version))


def _compare(connection: Connection, draft: Draft, decision: Decision) -> None:
    """Refuse a decision when somebody decided after the event that it expects to be the last."""
    expected = decision.expect_seq
    if expected is None:
        return
    if expected > draft.state.seq:
        reason = f"the session has come to event {draft.state.seq}, not yet to {expected}"
        raise _refused(draft, decision, reason)
    for event in read_events(connection, draft.session_id, expected):
        if "decision" in event.data:
            raise _refused(draft, decision, f"somebody decided after event {expected}: {_said(event)}")


def _with_who(connection: Connection, draft: Draft, decision: Decision) -> OutOfTurnError | None:
    """The refusal that names who was faster, if the run that was looked at has been decided about."""
    seen = decision.seen
    if draft.state.status == "stopped":
        stopped = next(
            event for event in reversed(read_events(connection, draft.session_id)) if event.type == "stopped"
        )
        made: Any = stopped.data["decision"]
        return _refused(draft, decision, f"the session was stopped by {made['by']}; start a new one")
    if seen is None:
        return None
    faster: Event | None = None
    for event in reversed(read_events(connection, draft.session_id)):
        shown = (event.data.get("stage"), event.data.get("version")) == (seen.stage, seen.version)
        if shown and event.type in _SHOWS:
            break
        if "decision" in event.data:
            faster = event
    if faster is None:
        return None
    ended = "the video is complete: " if draft.state.status == "complete" else ""
    reason = f"version {seen.version} of {seen.stage} was already decided: {_said(faster)}"
    return _refused(draft, decision, ended + reason)


def _said(event: Event) -> str:
    made: Any = event.data["decision"]
    what = {"choose": f"choose version {made['version']}", "back": f"back to {made['stage']}"}
    return f"{what.get(made['action'], made['action'])} by {made['by']}"


def _refused(draft: Draft, decision: Decision, reason: str) -> OutOfTurnError:
    return OutOfTurnError(f"cannot {decision.action} now: {reason}", stage=draft.state.stage)
