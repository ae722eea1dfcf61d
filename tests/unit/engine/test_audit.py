"""Whatever is changed behind the studio's back is found, under the entry that it is about."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select, update

from fakes.production import ASPIRIN, FakeProduction
from fakes.stored import say, stored
from fakes.watching import OpenStudio, accept_all, act, at_gate
from picturelock.engine.audit import Audit, KnownHead, audit
from picturelock.engine.chain import entry_hash
from picturelock.engine.database import Database
from picturelock.engine.event import Decision
from picturelock.engine.production import LogHead
from picturelock.engine.tables import events

Tamper = Callable[[Connection], object]
# What the log of `film` has: 1 started, 2 running, 3 completed, 4 regenerated, 5 completed, 6 accepted, …
_REGENERATED, _MADE, _ACCEPTED = 4, 5, 6


@pytest.fixture
async def film(open_studio: OpenStudio) -> str:
    """A complete film, of whose scenes another take was asked for."""
    async with open_studio() as studio:
        video_id = await studio.start("moa", ASPIRIN, by="Ann")
        await at_gate(studio, video_id)
        said = Decision(action="regenerate", by="Ben", feedback="kürzer ✂", reason="as in the label")
        await studio.decide(video_id, said)
        await accept_all(studio, video_id)
        await studio.seal(video_id)
    return video_id


@pytest.fixture
def known(film: str, production: FakeProduction) -> KnownHead:
    head = production.completed[-1][0].log
    assert head is not None
    return KnownHead(head=head, source="film.json")


def change(database_url: str, tamper: Tamper) -> None:
    with stored(database_url) as connection:
        tamper(connection)


async def audited(database_url: str, film: str, *known: KnownHead) -> Audit:
    database = Database(database_url)
    found = await database.read(audit, film, known)
    database.close()
    return found


def edited(seq: int, change: Callable[[dict[str, Any]], object]) -> Tamper:
    """Changes the data of one entry."""

    def tamper(connection: Connection) -> None:
        data = connection.execute(select(events.c.data).where(events.c.seq == seq)).scalar_one()
        change(data)
        connection.execute(update(events).where(events.c.seq == seq).values(data=data))

    return tamper


def swapped(connection: Connection) -> None:
    for before, now in ((4, 900), (5, 4), (900, 5)):
        connection.execute(update(events).where(events.c.seq == before).values(seq=now))


def said(statement: str) -> Tamper:
    return lambda connection: connection.exec_driver_sql(statement)


async def test_a_film_that_nobody_touched_fits(database_url: str, film: str, known: KnownHead) -> None:
    found = await audited(database_url, film, known)
    assert found.findings == ()
    assert (found.status, found.head) == ("complete", known.head)
    assert [(line.by, line.action, line.stage, line.version) for line in found.decisions][:2] == [
        ("Ben", "regenerate", "scenes", 1),
        ("Ann", "accept", "scenes", 2),
    ]


@pytest.mark.parametrize(
    ("tamper", "entry", "what"),
    [
        pytest.param(edited(4, lambda data: data["decision"].update(by="Eve")), 4, "hash", id="who decided"),
        pytest.param(edited(4, lambda data: data["decision"].pop("reason")), 4, "hash", id="why"),
        pytest.param(edited(5, lambda data: data["data"].update(shown="x")), 5, "hash", id="what was shown"),
        pytest.param(said("UPDATE events SET ts = '2020-01-01' WHERE seq = 6"), 6, "hash", id="re-dated"),
        pytest.param(said("UPDATE events SET type = 'kept' WHERE seq = 7"), 7, "hash", id="type"),
        pytest.param(said("UPDATE events SET type = 'none' WHERE seq = 7"), 7, "hash", id="unknown type"),
        pytest.param(said("UPDATE events SET hash = '' WHERE seq = 8"), 8, "hash", id="hash"),
        pytest.param(said("DELETE FROM events WHERE seq = 4"), 4, "is missing", id="removed"),
        pytest.param(said("DELETE FROM events WHERE seq = 1"), 1, "is missing", id="first removed"),
        pytest.param(swapped, 4, "hash", id="swapped"),
        pytest.param(
            said(
                "UPDATE stage_runs SET take = '{\"made\": \"other\"}' WHERE stage = 'scenes' AND version = 2"
            ),
            _MADE,
            "not the one that is kept",
            id="changed take",
        ),
        pytest.param(
            said("UPDATE stage_runs SET take = NULL WHERE stage = 'scenes' AND version = 2"),
            _MADE,
            "kept no longer",
            id="take is gone",
        ),
        pytest.param(
            said("UPDATE stage_runs SET data = '{}' WHERE stage = 'scenes' AND version = 2"),
            _ACCEPTED,
            "another data",
            id="changed data of a run",
        ),
        pytest.param(
            said("UPDATE stage_runs SET status = 'accepted' WHERE stage = 'scenes' AND version = 1"),
            _REGENERATED,
            "another status",
            id="changed status of a run",
        ),
        pytest.param(
            said("DELETE FROM stage_runs WHERE stage = 'scenes' AND version = 1"),
            2,
            "is not kept",
            id="run gone",
        ),
        pytest.param(said("UPDATE sessions SET payload = '{}'"), 1, "another brief", id="changed brief"),
        pytest.param(said("UPDATE sessions SET status = 'stopped'"), 14, "status 'complete'", id="status"),
    ],
)
async def test_a_change_is_found_at_its_entry(
    database_url: str, film: str, known: KnownHead, tamper: Tamper, entry: int, what: str
) -> None:
    change(database_url, tamper)
    first = (await audited(database_url, film, known)).findings[0]
    assert (first.seq, what in first.what) == (entry, True), first


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("written", ["{", '{"stage": NaN}'])
async def test_data_that_is_no_json_is_found_at_its_entry(
    database_url: str, film: str, known: KnownHead, written: str
) -> None:
    # PostgreSQL would not take it.
    change(database_url, said(f"UPDATE events SET data = '{written}' WHERE seq = 3"))
    first = (await audited(database_url, film, known)).findings[0]
    assert (first.seq, "hash" in first.what) == (3, True), first


async def test_a_cut_off_end_is_found_by_what_the_film_knows(
    database_url: str, film: str, known: KnownHead
) -> None:
    last = known.head.seq
    change(database_url, said(f"DELETE FROM events WHERE seq >= {last - 1}"))
    change(
        database_url,
        said(
            f"UPDATE sessions SET seq = {last - 2}, status = 'running', "
            f"changed = (SELECT ts FROM events WHERE seq = {last - 2})"
        ),
    )
    change(
        database_url,
        said(
            "UPDATE stage_runs SET status = 'running', data = NULL, digest = NULL, ended = NULL, "
            "take = NULL WHERE stage = 'render'"
        ),
    )
    assert (await audited(database_url, film)).findings == ()
    first = (await audited(database_url, film, known)).findings[0]
    assert (first.seq, first.what) == (
        last - 1,
        f"is missing: film.json knows the log up to entry {last}, and it ends with {last - 2}",
    )


async def test_a_log_that_was_written_anew_is_found_by_what_the_film_knows(
    database_url: str, film: str, known: KnownHead
) -> None:
    def rewrite(connection: Connection) -> None:
        edited(_REGENERATED, lambda data: data["decision"].update(by="Eve"))(connection)
        before = film
        for row in connection.execute(select(events).order_by(events.c.seq)).mappings().all():
            before = entry_hash(before, dict(row))
            connection.execute(update(events).where(events.c.seq == row["seq"]).values(hash=before))

    change(database_url, rewrite)
    assert (await audited(database_url, film)).findings == ()
    first = (await audited(database_url, film, known)).findings[0]
    assert (first.seq, "written anew" in first.what) == (known.head.seq, True)


async def test_what_went_back_and_forth_fits(open_studio: OpenStudio, database_url: str) -> None:
    async with open_studio() as studio:
        video_id = await studio.start("product_ad", {"topic": "breakfast", "brand_name": "Haferlicht"})
        await at_gate(studio, video_id)
        await act(studio, video_id, "accept")
        await at_gate(studio, video_id)
        await studio.decide(video_id, Decision(action="vary", by="Ann", count=2, feedback=("a", "b")))
        await at_gate(studio, video_id)
        await studio.decide(video_id, Decision(action="edit", by="Ann", data={"words": 1.0}))
        await accept_all(studio, video_id)
        await studio.decide(video_id, Decision(action="back", by="Ben", stage="scenes"))
        await act(studio, video_id, "regenerate")
        await accept_all(studio, video_id)
        await studio.decide(video_id, Decision(action="back", by="Ben", stage="render"))
        await act(studio, video_id, "stop")
    assert (await audited(database_url, video_id)).findings == ()


async def test_an_automatic_film_and_one_that_failed_fit(
    open_studio: OpenStudio, production: FakeProduction, database_url: str
) -> None:
    async with open_studio() as studio:
        done = await studio.start("moa", ASPIRIN, "automatic")
        await studio.wait(done)
        production.fails["script"] = "no words"
        failed = await studio.start("moa", ASPIRIN, "automatic")
        await studio.wait(failed)
    for video_id in (done, failed):
        assert (await audited(database_url, video_id)).findings == ()
    automatic = await audited(database_url, done)
    assert {line.by for line in automatic.decisions} == {"automatic"}
    assert all(line.digest for line in automatic.decisions)


async def test_logs_of_the_first_version_are_chained_and_fit(database_url: str) -> None:
    recorded = Path(__file__).with_name("first_sessions.sql").read_text(encoding="utf-8")
    say(database_url, *recorded.split(";\n"))
    for video_id in ("vid_done", "vid_stopped"):
        found = await audited(database_url, video_id)
        assert (found.findings, len(found.head.hash)) == ((), 64)


async def test_a_head_that_fits_says_nothing(database_url: str, film: str) -> None:
    found = await audited(database_url, film)
    earlier = KnownHead(head=LogHead(seq=found.head.seq, hash=found.head.hash), source="a letter")
    assert (await audited(database_url, film, earlier)).findings == ()
