"""Sessions that the first version stored (``first_sessions.sql``) live on."""

from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from fakes.stored import say
from fakes.watching import OpenStudio, act, at_gate
from picturelock.engine.database import Database
from picturelock.engine.event import Decision
from picturelock.engine.folding import fold
from picturelock.engine.ledger import open_draft, read_events
from picturelock.engine.state import SessionState
from picturelock.engine.tables import sessions

RECORDED = Path(__file__).with_name("first_sessions.sql")


@pytest.fixture(autouse=True)
def recorded(database_url: str) -> None:
    say(database_url, *RECORDED.read_text(encoding="utf-8").split(";\n"))


def _stored_and_folded(connection: Connection) -> list[tuple[SessionState, SessionState]]:
    found = connection.execute(select(sessions.c.id)).scalars().all()
    return [(open_draft(connection, one).state, fold(read_events(connection, one))) for one in found]


def _comparable(state: SessionState) -> SessionState:
    # Attempts, times and what was made are not read from the rows.
    told = {"data": None, "error": None, "decision": None, "started": "", "ended": None, "attempt": 1}
    return state.model_copy(update={"runs": tuple(run.model_copy(update=told) for run in state.runs)})


async def test_their_rows_are_what_their_events_fold_to(database_url: str) -> None:
    database = Database(database_url)
    pairs = await database.write(_stored_and_folded)
    database.close()
    assert {folded.status for _, folded in pairs} == {"complete", "awaiting", "stopped"}
    for stored, folded in pairs:
        assert _comparable(stored) == _comparable(folded)


async def test_they_fold_to_what_was_decided(open_studio: OpenStudio) -> None:
    async with open_studio() as studio:
        state = await studio.state("vid_done")
        assert [(run.stage, run.version, run.status, run.asked) for run in state.runs][:5] == [
            ("scenes", 1, "rejected", None),
            ("scenes", 2, "accepted", "shorter"),
            ("script", 1, "accepted", None),
            ("visuals", 1, "rejected", None),
            ("visuals", 2, "accepted", None),
        ]
        assert (await studio.state("vid_stopped")).status == "stopped"


async def test_one_that_waited_goes_on_to_its_end(open_studio: OpenStudio) -> None:
    async with open_studio() as studio:
        state = await studio.state("vid_waiting")
        assert (state.stage, state.status) == ("animations", "awaiting")
        while not (await studio.session("vid_waiting")).ended:
            await at_gate(studio, "vid_waiting")
            await act(studio, "vid_waiting", "accept")
        assert (await studio.session("vid_waiting")).status == "complete"


async def test_a_finished_one_can_be_opened_again_and_what_fits_is_kept(open_studio: OpenStudio) -> None:
    async with open_studio() as studio:
        await studio.decide("vid_done", Decision(action="back", by="Ann", stage="script"))
        await act(studio, "vid_done", "accept")
        assert [event.type for event in await studio.events("vid_done")][-4:] == [
            "kept",
            "kept",
            "kept",
            "pipeline_complete",
        ]
