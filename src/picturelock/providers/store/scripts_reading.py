"""What the database holds of scripts, as it is read inside a transaction."""

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Select, false, func, or_, select

from picturelock.domain.kept_script import KeptScript, KeptSegment, ScriptLine, UnknownScriptError
from picturelock.domain.manuscript import Metadata
from picturelock.domain.manuscript_measures import Usage
from picturelock.domain.manuscript_segment import Segment
from picturelock.providers.store.script_tables import script_revisions, script_segments, scripts

Kept = TypeVar("Kept", bound=tuple[Any, ...])


def find(
    connection: Connection, script_id: str, revision: int | None, numbers: Sequence[range] | None
) -> KeptScript:
    """See ``ports.scripts.Scripts.find``."""
    row = script_row(connection, script_id)
    number: int = row.revision if revision is None else revision
    told: dict[str, Any] = {
        "revision": 0,
        "metadata": None,
        "segments": (),
        "segments_written": 0,
        "usage": Usage(),
    }
    if number or revision is not None:
        kept = connection.execute(of_revision(select(script_revisions), script_id, number)).one_or_none()
        if kept is None:
            raise UnknownScriptError(script_id, number)
        told = {
            "revision": number,
            "metadata": Metadata.model_validate(kept.metadata),
            "segments": _segments(connection, script_id, number, numbers),
            "segments_written": _written(connection, script_id, number),
            "usage": Usage.model_validate(kept.usage),
        }
    return KeptScript(
        id=row.id,
        kind=row.kind,
        request=row.request,
        set_size=row.set_size,
        revisions=row.revision,
        error=row.error,
        created=row.created,
        changed=row.changed,
        **told,
    )


def _segments(
    connection: Connection, script_id: str, revision: int, numbers: Sequence[range] | None
) -> tuple[KeptSegment, ...]:
    table = script_segments
    wanted = (
        select(table.c.segment, table.c.by, table.c.written)
        .where(table.c.script_id == script_id, table.c.revision == revision)
        .order_by(table.c.number)
    )
    if numbers is not None:
        within = [table.c.number.between(one.start, one.stop - 1) for one in numbers]
        wanted = wanted.where(or_(false(), *within))
    return tuple(segment_of(row) for row in connection.execute(wanted))


def _written(connection: Connection, script_id: str, revision: int) -> int:
    table = script_segments
    count = select(func.count()).where(table.c.script_id == script_id, table.c.revision == revision)
    return connection.scalar(count) or 0


def segment_of(row: Any) -> KeptSegment:
    """A row of ``script_segments`` as a segment."""
    return KeptSegment(segment=Segment.model_validate(row.segment), by=row.by, written=row.written)


def list_scripts(connection: Connection, limit: int, offset: int) -> tuple[tuple[ScriptLine, ...], int]:
    """See ``ports.scripts.Scripts.list``; segments are counted, never read."""
    written = (
        select(func.count())
        .where(script_segments.c.script_id == scripts.c.id, script_segments.c.revision == scripts.c.revision)
        .scalar_subquery()
    )
    rows = connection.execute(
        select(scripts, written.label("segments_written"))
        .order_by(scripts.c.changed.desc(), scripts.c.id)
        .limit(limit)
        .offset(offset)
    )
    fields = ScriptLine.model_fields
    lines = tuple(ScriptLine(**{name: getattr(row, name) for name in fields}) for row in rows)
    return lines, connection.scalar(select(func.count()).select_from(scripts)) or 0


def script_row(connection: Connection, script_id: str, *, to_change: bool = False) -> Row[Any]:
    """A script's row. Raises ``UnknownScriptError`` when there is none."""
    found = select(scripts).where(scripts.c.id == script_id)
    # Held until the transaction ends, where the database lets several write at a time.
    row = connection.execute(found.with_for_update() if to_change else found).one_or_none()
    if row is None:
        raise UnknownScriptError(script_id)
    return row


def of_revision(query: Select[Kept], script_id: str, revision: int) -> Select[Kept]:
    """A query of ``script_revisions`` for one of a script's revisions."""
    return query.where(script_revisions.c.script_id == script_id, script_revisions.c.revision == revision)
