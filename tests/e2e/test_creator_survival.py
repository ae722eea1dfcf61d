"""What processes that die, freeze and come back cannot do: lose an event, double one, or a scene."""

import asyncio
import signal
import sqlite3
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import httpx
import pytest

from fakes.creator_client import Line, open_line
from fakes.postgres import PostgresServer
from fakes.production import ASPIRIN
from fakes.survival.death import INSTANTS
from fakes.survival.inspection import all_events, group_exists, groups, in_hand, inspect
from fakes.survival.mayhem import Mayhem
from fakes.survival.nodes import WORKERS, Nodes, open_nodes
from fakes.survival.stages import KILLS
from fakes.watching import eventually

# Each instant is tested on one database, to save time; bench/survival.py takes all of them on both.
INSTANTS_OF = {
    "sqlite": [instant for place, instant in enumerate(INSTANTS) if place % 4 in (0, 3)],
    "postgres": [instant for place, instant in enumerate(INSTANTS) if place % 4 in (1, 2)],
}


@pytest.fixture
async def nodes(database_url: str, tmp_path: Path) -> AsyncGenerator[Nodes]:
    """One API process and one worker; whoever wants more starts them."""
    nodes = Nodes(database_url, tmp_path)
    try:
        await asyncio.gather(nodes.start("api-1"), nodes.start("worker-1"))
        yield nodes
    finally:
        await nodes.close()


def address(nodes: Nodes, name: str = "api-1") -> str:
    found = nodes.nodes[name].address
    assert found is not None
    return found


async def started(line: Line, **more: Any) -> str:
    return (await line.start("moa", ASPIRIN, **more))["video_id"]


async def worker_of(nodes: Nodes) -> str:
    """The worker that has a run in hand, as soon as one has."""

    def busy() -> list[str]:
        there = [name for name in WORKERS if name in nodes.nodes]
        return [name for name in there if in_hand(nodes.database_url, nodes.nodes[name].pid)]

    await eventually(lambda: bool(busy()))
    return busy()[0]


async def test_no_death_at_any_known_instant_loses_or_doubles_anything(
    database_url: str, tmp_path: Path
) -> None:
    async with open_nodes(database_url, tmp_path, scene_seconds=0.03) as nodes:
        mayhem = Mayhem(nodes, seed=4, clients=2)
        async with mayhem.films_being_made():
            await mayhem.known(INSTANTS_OF["sqlite" if database_url.startswith("sqlite") else "postgres"])
            await mayhem.at_random(4)
        assert await mayhem.settled() == []
    assert mayhem.never_came_to == []
    assert all(film.complete for film in mayhem.films)


async def test_a_run_that_kills_its_worker_each_time_comes_to_its_gate_as_an_error(nodes: Nodes) -> None:
    async with open_line(address(nodes)) as line:
        await started(line, limits={"scenes": {"attempts": 2}})
        await line.hear_until("completed")
        await line.say(action="regenerate", feedback=KILLS)
        for _ in range(2):
            await nodes.ended("worker-1")
            await nodes.start("worker-1")
        told = await line.hear_until("error")
        assert "interrupted: the process that made it ended, 2 times" in told["error"]
        await line.say(action="regenerate", feedback="gently")
        assert (await line.hear_until("completed"))["version"] == 3


async def test_a_stage_that_takes_longer_than_start_allows_is_an_error_and_its_processes_end(
    nodes: Nodes,
) -> None:
    async with open_line(address(nodes)) as line:
        video_id = await started(line, limits={"scenes": {"timeout": 0.2}})
        told = await line.hear_until("error")
        assert told["error"] == "scenes took longer than its limit of 0.2 s"
    assert groups(nodes.root, video_id)
    await eventually(lambda: not any(map(group_exists, groups(nodes.root, video_id))))


@pytest.mark.parametrize("decision", [{"action": "stop"}, {"action": "regenerate", "version": 1}])
async def test_a_decision_ends_the_processes_of_a_run_that_another_process_makes(
    database_url: str, tmp_path: Path, decision: dict[str, Any]
) -> None:
    async with (
        open_nodes(database_url, tmp_path, scene_seconds=60) as nodes,
        open_line(address(nodes)) as line,
    ):
        video_id = await started(line)
        await eventually(lambda: bool(groups(nodes.root, video_id)))
        (before,) = groups(nodes.root, video_id)
        assert group_exists(before)
        await line.hear_until("stage_running")
        await line.say(**decision)
        await eventually(lambda: not group_exists(before))


async def test_a_worker_that_was_frozen_cannot_write_over_who_took_its_place(
    database_url: str, tmp_path: Path
) -> None:
    async with open_nodes(database_url, tmp_path, scene_seconds=0.5) as nodes:
        async with open_line(address(nodes)) as line:
            video_id = await started(line)
            frozen = await worker_of(nodes)
            await freeze(nodes, frozen)
            told = await line.hear_until("completed")
            node = nodes.nodes[frozen]
            theirs = groups(nodes.root, video_id)[0]
            node.signal(signal.SIGCONT)
            await eventually(lambda: not group_exists(theirs))
            assert node.alive
            await line.say(action="accept")
            await line.hear_until("completed")
        events = all_events(database_url)[video_id]
        kinds = [(event.type, event.data.get("attempt")) for event in events[:4]]
        assert kinds[1:] == [("stage_running", None), ("stage_running", 2), ("completed", None)]
        assert events[3].data["data"] == told["data"]
        await nodes.close()
        assert inspect(database_url, tmp_path, []) == []


async def freeze(nodes: Nodes, name: str) -> None:
    """Freeze a process, but not while it writes: nobody could use an SQLite file then."""
    while True:
        nodes.nodes[name].signal(signal.SIGSTOP)
        if not nodes.database_url.startswith("sqlite") or writable(nodes.database_url):
            return
        nodes.nodes[name].signal(signal.SIGCONT)
        await asyncio.sleep(0)


def writable(database_url: str) -> bool:
    with sqlite3.connect(database_url.removeprefix("sqlite:///"), timeout=0.5, isolation_level=None) as there:
        try:
            there.execute("BEGIN IMMEDIATE")
            there.execute("ROLLBACK")
        except sqlite3.OperationalError:
            return False
    there.close()
    return True


async def test_postgres_may_go_away_while_a_stage_runs_and_people_wait(tmp_path: Path) -> None:
    server = PostgresServer()
    server.start()
    nodes = Nodes(server.url(), tmp_path, scene_seconds=0.4)
    try:
        await asyncio.gather(nodes.start("api-1"), nodes.start("worker-1"))
        async with open_line(address(nodes)) as waiting, open_line(address(nodes)) as line:
            waits = await started(waiting)
            shown = await waiting.hear_until("completed")
            await started(line)
            await worker_of(nodes)
            server.stop()
            await waiting.say(action="accept")
            refused = await waiting.hear_until("error")
            assert "the database cannot be reached" in refused["error"]
            assert "seq" not in refused
            async with httpx.AsyncClient(base_url=f"http://{address(nodes)}") as client:
                answer = await client.get(f"/videos/{waits}")
                assert (answer.status_code, "cannot be reached" in answer.json()["detail"]) == (503, True)
            server.start()
            assert (await line.hear_until("completed"))["seq"] >= 3
            await waiting.say(action="accept")
            assert (await waiting.hear_until("completed"))["seq"] > shown["seq"]
        await nodes.close()
        assert inspect(server.url(), tmp_path, []) == []
    finally:
        await nodes.close()
        server.remove()
