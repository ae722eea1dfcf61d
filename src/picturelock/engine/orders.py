"""Orders: what a run is made from, the take it is made after, and what was said on the way there."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from picturelock.engine.ledger import head
from picturelock.engine.production import JsonObject, StageOrder
from picturelock.engine.state import RunState, SessionState
from picturelock.engine.tables import sessions, stage_runs


def order_for(connection: Connection, session_id: str, state: SessionState, run: RunState) -> StageOrder:
    """The order for a run of the session."""
    takes = _takes(connection, session_id)
    ancestors = list(_ancestors(state, run))
    last = next((one for one in ancestors if one.digest is not None), None)
    earlier = state.stages[: state.stages.index(run.stage)]
    accepted = [one for stage in earlier if (one := state.accepted(stage)) is not None]
    found = select(sessions.c.payload).where(sessions.c.id == session_id)
    return StageOrder(
        session_id=session_id,
        kind=state.kind,
        payload=connection.execute(found).scalar_one(),
        stage=run.stage,
        version=run.version,
        attempt=run.attempt,
        log=head(connection, session_id),
        variation=_variation(run, ancestors),
        inputs={one.stage: takes[one.stage, one.version] for one in accepted},
        accepted_by={one.stage: str(one.decision["by"]) for one in accepted if one.decision},
        previous=None if last is None else takes[last.stage, last.version],
        before=_before(state, last, takes) if run.renews and last is not None else {},
        feedback=tuple(one.asked for one in reversed([run, *ancestors]) if one.asked),
        scenes=run.scenes,
        attended=state.mode == "creator",
    )


def _takes(connection: Connection, session_id: str) -> dict[tuple[str, int], JsonObject]:
    rows = connection.execute(
        select(stage_runs.c.stage, stage_runs.c.version, stage_runs.c.take).where(
            stage_runs.c.session_id == session_id, stage_runs.c.take.is_not(None)
        )
    )
    return {(row.stage, row.version): row.take for row in rows}


def _ancestors(state: SessionState, run: RunState) -> Iterator[RunState]:
    """The runs that this one is another take of, the nearest first."""
    while run.after is not None and run.after < run.version:
        found = state.run(run.stage, run.after)
        if found is None:
            return
        yield found
        run = found


def _variation(run: RunState, ancestors: list[RunState]) -> int:
    # A run that only follows a change is no new try at the same thing: its words stay where they can.
    return next((one.version for one in [run, *ancestors] if not one.renews), run.version)


def _before(state: SessionState, last: RunState, takes: dict[tuple[str, int], Any]) -> dict[str, JsonObject]:
    found = (
        (one.stage, takes[one.stage, one.version])
        for one in state.runs
        if one.digest is not None and last.made_from.get(one.stage) == one.digest
    )
    return dict(found)
