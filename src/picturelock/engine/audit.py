"""Verifying a session: that its log was not changed since it was written, and that all else agrees with it.

The log is read as it lies in the database, not as the studio would read it: nothing here trusts its form.
"""

from collections.abc import Sequence

from pydantic import Field, ValidationError
from sqlalchemy import Connection, select

from picturelock.engine.audited_rows import Row, row_findings, take_findings
from picturelock.engine.chain import entry_hash
from picturelock.engine.decided import DecisionLine, decisions_in
from picturelock.engine.errors import UnknownSessionError
from picturelock.engine.event import Event, Frozen
from picturelock.engine.finding import Finding
from picturelock.engine.production import LogHead
from picturelock.engine.raw_rows import raw
from picturelock.engine.tables import events, sessions, stage_runs


class KnownHead(Frozen):
    """An entry of the log that is known from elsewhere. ``source`` says where, for people."""

    head: LogHead
    source: str


class Audit(Frozen):
    """What was found. Nothing was changed as far as can be told if there are no ``findings``."""

    session_id: str
    status: str = Field(description="where the session is, by its row")
    sealed: int | None = Field(description="the entry that its film.json must know, if it has one")
    entries: int = Field(description="how many the log has")
    head: LogHead
    known: tuple[KnownHead, ...] = Field(description="the entries that were known from elsewhere")
    decisions: tuple[DecisionLine, ...]
    findings: tuple[Finding, ...] = Field(description="what does not fit, the first entry first")


def audit(connection: Connection, session_id: str, known: Sequence[KnownHead] = ()) -> Audit:
    """Verify a session.

    Args:
        connection: a transaction that sees one state of the database.
        session_id: the session.
        known: heads of its log that were kept elsewhere. Without any, whoever can write the database could
            have made a new log that fits in itself.

    Raises:
        UnknownSessionError: there is no such session.
    """
    row = raw(connection, select(sessions).where(sessions.c.id == session_id)).one_or_none()
    if row is None:
        raise UnknownSessionError(session_id)
    in_order = select(events).where(events.c.session_id == session_id).order_by(events.c.seq)
    entries = list(raw(connection, in_order))
    of_session = select(stage_runs).where(stage_runs.c.session_id == session_id)
    runs = list(raw(connection, of_session.order_by(stage_runs.c.created, stage_runs.c.version)))
    read, unreadable = _read(entries)
    found = [*chain_findings(session_id, entries), *_head_findings(entries, known), *unreadable]
    if not unreadable:
        found += [*row_findings(read, row, runs), *take_findings(read, runs)]
    last = entries[-1] if entries else None
    return Audit(
        session_id=session_id,
        status=str(row["status"]),
        sealed=row["sealed"],
        entries=len(entries),
        head=LogHead(seq=last["seq"], hash=last["hash"]) if last else LogHead(seq=0, hash=session_id),
        known=tuple(known),
        decisions=_decisions(read),
        findings=tuple(sorted(found, key=lambda one: one.seq)),
    )


def chain_findings(session_id: str, entries: Sequence[Row]) -> list[Finding]:
    """The first entry that does not fit to those before it, or none.

    Args:
        session_id: the session.
        entries: its log in order, as stored.
    """
    before = session_id
    for seq, entry in enumerate(entries, start=1):
        if entry["seq"] != seq:
            return [Finding(seq=seq, what="is missing")]
        try:
            expected = entry_hash(before, entry)
        except ValueError:
            expected = None
        if entry["hash"] != expected:
            return [Finding(seq=seq, what="is not what was written there: it does not fit to its hash")]
        before = entry["hash"]
    return []


def _head_findings(entries: Sequence[Row], known: Sequence[KnownHead]) -> list[Finding]:
    hashes = {entry["seq"]: entry["hash"] for entry in entries}
    last = max(hashes, default=0)
    found: list[Finding] = []
    for one in known:
        seq = one.head.seq
        if seq > last:
            what = f"is missing: {one.source} knows the log up to entry {seq}, and it ends with {last}"
            found.append(Finding(seq=last + 1, what=what))
        elif seq in hashes and hashes[seq] != one.head.hash:
            what = f"is another one than {one.source} knows: it, or one before it, was written anew"
            found.append(Finding(seq=seq, what=what))
    return found


def _read(entries: Sequence[Row]) -> tuple[list[Event], list[Finding]]:
    read: list[Event] = []
    for entry in entries:
        try:
            read.append(Event.model_validate(entry))
        except ValidationError as error:
            wrong = error.errors()[0]
            what = f"cannot be read: {'.'.join(str(part) for part in wrong['loc'])}: {wrong['msg']}"
            return read, [Finding(seq=entry["seq"], what=what)]
    return read, []


def _decisions(read: Sequence[Event]) -> tuple[DecisionLine, ...]:
    found: list[DecisionLine] = []
    for event in read:
        try:
            found += decisions_in([event])
        except (ValidationError, AttributeError):
            continue  # it was changed, which the chain tells of
    return tuple(found)
