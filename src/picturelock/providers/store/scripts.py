"""Scripts in the database: every call is one transaction, so that a kill loses nothing that was kept."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from picturelock.domain.frozen import JsonObject
from picturelock.domain.kept_script import (
    Hand,
    KeptScript,
    KeptSegment,
    ScriptLine,
    UnknownScriptError,
    metadata_digest,
)
from picturelock.domain.manuscript import Metadata
from picturelock.domain.manuscript_kind import KINDS, KindName
from picturelock.domain.manuscript_measures import Usage
from picturelock.domain.manuscript_segment import Segment
from picturelock.engine.database import Database
from picturelock.providers.store.script_tables import script_revisions, script_segments, scripts
from picturelock.providers.store.scripts_reading import (
    find,
    list_scripts,
    of_revision,
    script_row,
    segment_of,
)


class DatabaseScripts:
    """Implements ``ports.scripts.Scripts`` over an open database. Whoever opened it closes it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, script_id: str, kind: KindName, *, request: JsonObject | None, set_size: int) -> None:
        """See ``ports.scripts.Scripts``."""
        await self._database.write(_add, script_id, kind, request, set_size)

    async def revise(self, script_id: str, metadata: Metadata) -> int:
        """See ``ports.scripts.Scripts``."""
        return await self._database.write(_revise, script_id, metadata)

    async def find(
        self, script_id: str, revision: int | None = None, *, numbers: Sequence[range] | None = None
    ) -> KeptScript:
        """See ``ports.scripts.Scripts``."""
        return await self._database.read(find, script_id, revision, numbers)

    async def list(self, *, limit: int, offset: int) -> tuple[tuple[ScriptLine, ...], int]:
        """See ``ports.scripts.Scripts``."""
        return await self._database.read(list_scripts, limit, offset)

    async def put(
        self, script_id: str, revision: int, segment: Segment, *, by: Hand, replace: bool = False
    ) -> KeptSegment:
        """See ``ports.scripts.Scripts``."""
        return await self._database.write(_put, script_id, revision, segment, by, replace)

    async def spend(self, script_id: str, revision: int, usage: Usage) -> None:
        """See ``ports.scripts.Scripts``."""
        await self._database.write(_spend, script_id, revision, usage)

    async def note_error(self, script_id: str, error: str | None) -> None:
        """See ``ports.scripts.Scripts``."""
        await self._database.write(_note_error, script_id, error)


def _add(
    connection: Connection, script_id: str, kind: KindName, request: JsonObject | None, set_size: int
) -> None:
    now = _now()
    # In one statement: two that look first may both find nothing.
    adding = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(scripts)
    connection.execute(
        adding.values(
            id=script_id,
            kind=kind,
            request=request,
            set_size=set_size,
            total_segments=_asked_for(request, kind),
            revision=0,
            created=now,
            changed=now,
        ).on_conflict_do_nothing()
    )


def _revise(connection: Connection, script_id: str, metadata: Metadata) -> int:
    row = script_row(connection, script_id, to_change=True)
    digest = metadata_digest(metadata)
    known = connection.scalar(
        select(script_revisions.c.revision).where(
            script_revisions.c.script_id == script_id, script_revisions.c.digest == digest
        )
    )
    if known is not None:
        return known
    revision: int = row.revision + 1
    connection.execute(
        insert(script_revisions).values(
            script_id=script_id,
            revision=revision,
            digest=digest,
            metadata=metadata.model_dump(mode="json"),
            usage=Usage().model_dump(mode="json"),
        )
    )
    _change(
        connection,
        script_id,
        revision=revision,
        title=metadata.title,
        total_segments=metadata.generation_info.total_segments,
    )
    return revision


def _put(
    connection: Connection, script_id: str, revision: int, segment: Segment, by: Hand, replace: bool
) -> KeptSegment:
    script_row(connection, script_id, to_change=True)
    table = script_segments
    place = (
        table.c.script_id == script_id,
        table.c.revision == revision,
        table.c.number == segment.segment_number,
    )
    there = connection.execute(select(table).where(*place)).one_or_none()
    if there is not None and by == "writer" and (there.by == "person" or not replace):
        return segment_of(there)
    if there is None:
        known = of_revision(select(script_revisions.c.revision), script_id, revision)
        if connection.scalar(known) is None:
            raise UnknownScriptError(script_id, revision)
    kept = KeptSegment(segment=segment, by=by, written=_now())
    values = {"segment": segment.model_dump(mode="json"), "by": by, "written": kept.written}
    if there is not None:
        connection.execute(update(table).where(*place).values(**values))
    else:
        connection.execute(
            insert(table).values(
                script_id=script_id, revision=revision, number=segment.segment_number, **values
            )
        )
    _change(connection, script_id)
    return kept


def _spend(connection: Connection, script_id: str, revision: int, usage: Usage) -> None:
    found = of_revision(select(script_revisions.c.usage), script_id, revision).with_for_update()
    spent = connection.scalar(found)
    if spent is None:
        raise UnknownScriptError(script_id, revision)
    total = Usage.model_validate(spent) + usage
    connection.execute(
        update(script_revisions)
        .where(script_revisions.c.script_id == script_id, script_revisions.c.revision == revision)
        .values(usage=total.model_dump(mode="json"))
    )
    _change(connection, script_id)


def _note_error(connection: Connection, script_id: str, error: str | None) -> None:
    script_row(connection, script_id, to_change=True)
    _change(connection, script_id, error=error)


def _change(connection: Connection, script_id: str, **values: Any) -> None:
    connection.execute(update(scripts).where(scripts.c.id == script_id).values(changed=_now(), **values))


def _asked_for(request: JsonObject | None, kind: KindName) -> int:
    asked = (request or {}).get("total_segments") or (request or {}).get("segments")
    return asked if isinstance(asked, int) else KINDS[kind].default_segments


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
