"""Creator Mode as a state machine: whatever people do and whenever processes die, the contract holds."""

import asyncio
import json
import tempfile
from collections.abc import Callable, Coroutine, Generator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Select, create_engine, select, update

from fakes.held_production import INSTEAD, NEEDS, STAGES, HeldProduction
from fakes.postgres import PostgresServer
from picturelock.engine.errors import OutOfTurnError
from picturelock.engine.event import Decision, Event, Seen
from picturelock.engine.production import InvalidPayloadError
from picturelock.engine.studio import Studio
from picturelock.engine.tables import events, sessions, stage_runs

SECONDS = 10
VERSIONS = st.integers(min_value=1, max_value=5)


class Client:
    """Somebody who watches, leaves at any moment, and comes back with the last ``seq`` they saw."""

    def __init__(self) -> None:
        self.seqs: list[int] = []
        self.watching: asyncio.Task[None] | None = None

    def join(self, studio: Studio, session_id: str) -> None:
        self.watching = asyncio.create_task(self._watch(studio, session_id))

    async def leave(self) -> None:
        if self.watching is not None:
            self.watching.cancel()
            await asyncio.gather(self.watching, return_exceptions=True)
            self.watching = None

    async def _watch(self, studio: Studio, session_id: str) -> None:
        async with studio.watch(session_id, self.seqs[-1] if self.seqs else 0) as news:
            async for new in news:
                if isinstance(new, Event):
                    self.seqs.append(new.seq)


class CreatorMode(RuleBasedStateMachine):
    """Rules have no preconditions: who wins a race must not decide what is drawn next."""

    def __init__(self, database: AbstractContextManager[str]) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.database = database
        self.url = database.__enter__()
        self.stored = create_engine(self.url)
        self.production = HeldProduction()
        self.clients = [Client(), Client()]
        self.refused = self.taken = 0
        self.session_id = ""
        self.studio: Studio

    def do(self, act: Coroutine[Any, Any, None]) -> None:
        self.runner.run(act)

    @initialize()
    def start(self) -> None:
        async def started() -> None:
            await self.open()
            self.session_id = await self.studio.start("film", {})
            self.clients[0].join(self.studio, self.session_id)
            await self.in_work()

        self.do(started())

    async def open(self) -> None:
        self.studio = await Studio.open(self.production, self.url, queues={"draw": 8})

    @rule(times=st.integers(1, 4))
    def some_gates_are_passed(self, times: int) -> None:
        async def passed() -> None:
            for _ in range(times):
                if not any(status == "awaiting" for *_, status in self.runs()) and self.production.ends:
                    await self.end(min(self.production.ends), True)
                await self.decide(Decision(action="accept", by="A"))

        self.do(passed())

    @rule(action=st.sampled_from(["accept", "regenerate", "skip", "stop"]), by=st.sampled_from("AB"))
    def decides(self, action: Any, by: str) -> None:
        # A stop ends the example's adventures, so most are thought better of.
        if action != "stop" or len(self.events()) > 12:
            self.do(self.decide(Decision(action=action, by=by)))

    @rule()
    def leaves_animations_out(self) -> None:
        if self.stage() == "animations":
            self.do(self.decide(Decision(action="skip", by="A")))

    @rule(pick=st.integers(0, 5))
    def goes_back_to_what_was_decided(self, pick: int) -> None:
        stages = self.earlier()
        if stages:
            self.do(self.decide(Decision(action="back", by="A", stage=stages[pick % len(stages)])))

    @rule(count=st.integers(2, 4))
    def varies(self, count: int) -> None:
        self.do(self.decide(Decision(action="vary", by="A", count=count)))

    @rule(version=VERSIONS)
    def chooses(self, version: int) -> None:
        self.do(self.decide(Decision(action="choose", by="A", version=version)))

    @rule(text=st.sampled_from(["", "mine", "scenes 1", "script 0"]))
    def edits(self, text: str) -> None:
        self.do(self.decide(Decision(action="edit", by="B", data={"text": text})))

    @rule(stage=st.sampled_from(STAGES))
    def goes_back(self, stage: str) -> None:
        self.do(self.decide(Decision(action="back", by="B", stage=stage)))

    @rule(version=VERSIONS, stage=st.sampled_from(STAGES))
    def replaces_what_runs(self, stage: str, version: int) -> None:
        seen = Seen(stage=stage, version=version)
        self.do(self.decide(Decision(action="regenerate", by="A", seen=seen)))

    @rule(behind=st.integers(0, 3))
    def two_decide_at_once(self, behind: int) -> None:
        async def both() -> None:
            expected = len(self.events()) - behind
            decisions = [
                Decision(action="accept", by="A", expect_seq=max(1, expected)),
                Decision(action="regenerate", by="B", expect_seq=max(1, expected)),
            ]
            before = self.taken
            await asyncio.gather(*(self.decide(decision) for decision in decisions))
            assert self.taken - before <= 1

        self.do(both())

    @rule(pick=st.integers(0, 3), succeeds=st.sampled_from([True, True, True, False]))
    def a_run_ends(self, pick: int, succeeds: bool) -> None:
        if self.production.ends:
            self.do(self.end(sorted(self.production.ends)[pick % len(self.production.ends)], succeeds))

    @rule(pick=st.integers(0, 1))
    def a_client_leaves_or_comes_back(self, pick: int) -> None:
        async def turn() -> None:
            client = self.clients[pick]
            if client.watching is None:
                client.join(self.studio, self.session_id)
            else:
                await client.leave()

        self.do(turn())

    @rule(killed=st.booleans())
    def the_process_ends(self, killed: bool) -> None:
        self.do(self.reopen(killed=killed))

    async def decide(self, decision: Decision) -> None:
        before = len(self.events())
        try:
            await self.studio.decide(self.session_id, decision)
        except (OutOfTurnError, InvalidPayloadError):
            self.refused += 1
            return
        self.taken += 1
        assert len(self.events()) > before
        await self.in_work()

    async def end(self, take: tuple[str, int], succeeds: bool) -> None:
        self.production.ends[take].set_result(succeeds)
        await self.until(lambda: (*take, "running") not in self.runs())

    async def reopen(self, *, killed: bool) -> None:
        for client in self.clients:
            await client.leave()
        if killed:
            await self.kill()
        else:
            await self.studio.close()
        self.production.ends.clear()
        await self.open()
        await self.in_work()

    async def kill(self) -> None:
        """End what runs without a word to the database, as a killed process does."""
        await self.studio._conductor.close()  # pyright: ignore[reportPrivateUsage]
        await self.studio._pulse.fall_silent()  # pyright: ignore[reportPrivateUsage]
        self.studio._database.close()  # pyright: ignore[reportPrivateUsage]
        left = update(stage_runs).where(stage_runs.c.status == "running").values(executor="")
        with self.stored.begin() as connection:
            connection.execute(left)

    async def in_work(self) -> None:
        """Wait until the production has every run that the database says is running, and no other."""

        def all_there() -> bool:
            running = {(stage, version) for stage, version, status in self.runs() if status == "running"}
            return running == set(self.production.ends)

        await self.until(all_there)

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(SECONDS):
            while not condition():  # noqa: ASYNC110 - nothing announces it
                await asyncio.sleep(0.001)

    def rows(self, asked: Select[*tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        with self.stored.begin() as connection:
            return [tuple(row) for row in connection.execute(asked)]

    def stage(self) -> str:
        return "" if not self.session_id else self.rows(select(sessions.c.stage))[0][0]

    def earlier(self) -> tuple[str, ...]:
        stage = self.stage()
        return STAGES[: STAGES.index(stage)] if stage else ()

    def runs(self) -> list[tuple[str, int, str]]:
        table = stage_runs.c
        asked = select(table.stage, table.version, table.status).order_by(table.stage, table.version)
        return [(stage, version, status) for stage, version, status in self.rows(asked)]

    def events(self) -> list[tuple[Any, ...]]:
        found = self.rows(select(events.c.seq, events.c.type, events.c.data).order_by(events.c.seq))
        told = ("stage", "version", "attempt")
        return [(seq, kind, *(data.get(name) for name in told)) for seq, kind, data in found]

    @invariant()
    def events_are_counted_without_a_gap(self) -> None:
        assert [event[0] for event in self.events()] == list(range(1, len(self.events()) + 1))

    @invariant()
    def every_client_has_seen_every_event_once_and_in_order(self) -> None:
        for client in self.clients:
            assert client.seqs == list(range(1, len(client.seqs) + 1))

    @invariant()
    def versions_count_up_by_one_at_each_run_of_a_stage(self) -> None:
        begun: dict[str, list[int]] = {}
        for _, kind, stage, version, attempt in self.events():
            made = begun.setdefault(stage, [])
            if version not in made and kind in ("stage_running", "completed") and attempt is None:
                made.append(version)
        assert all(versions == list(range(1, len(versions) + 1)) for versions in begun.values())

    @invariant()
    def a_stage_has_one_accepted_take_and_the_session_one_gate(self) -> None:
        accepted = [stage for stage, _, status in self.runs() if status == "accepted"]
        assert len(accepted) == len(set(accepted))
        assert sum(status == "awaiting" for _, _, status in self.runs()) <= 1

    @invariant()
    def a_session_is_where_its_runs_are(self) -> None:
        for status, stage in self.rows(select(sessions.c.status, sessions.c.stage)):
            here = {run[2] for run in self.runs() if run[0] == stage}
            expected = {
                "running": "running",
                "awaiting": "awaiting",
                "failed": "failed",
                "complete": "accepted",
            }
            assert status == "stopped" or expected[status] in here
            if status in ("complete", "stopped", "failed"):
                assert "running" not in {run[2] for run in self.runs()}

    def teardown(self) -> None:
        try:
            if self.session_id:
                self.do(self.goes_to_its_end())
                self.events_are_counted_without_a_gap()
                self.the_finished_film_is_of_one_piece()
        finally:
            self.runner.close()
            self.stored.dispose()
            self.database.__exit__(None, None, None)

    async def goes_to_its_end(self) -> None:
        """From wherever it is, the session can be brought to its end, and everybody sees all of it."""
        for client in self.clients:
            if client.watching is None:
                client.join(self.studio, self.session_id)
        for _ in range(20 * len(STAGES)):
            status = (await self.studio.session(self.session_id)).status
            if status in ("complete", "stopped"):
                break
            if status == "running":
                await self.end(min(self.production.ends), True)
            else:
                action = "accept" if status == "awaiting" else "regenerate"
                await self.studio.decide(self.session_id, Decision(action=action, by="A"))
                await self.in_work()
        session = await self.studio.session(self.session_id)
        assert session.ended
        await self.until(lambda: all(client.seqs[-1:] == [session.seq] for client in self.clients))
        for client in self.clients:
            await client.leave()
        await self.studio.close()

    def the_finished_film_is_of_one_piece(self) -> None:
        """Every accepted take was made from the accepted takes that its stage needs."""
        [(status, skipped)] = self.rows(select(sessions.c.status, sessions.c.skipped))
        if status != "complete":
            return
        accepted = select(stage_runs.c.stage, stage_runs.c.version, stage_runs.c.take).where(
            stage_runs.c.status == "accepted"
        )
        takes = {stage: (version, json.dumps(take)) for stage, version, take in self.rows(accepted)}
        left_out: set[str] = set(skipped or ())
        assert set(takes) == set(STAGES) - left_out
        for stage, (version, _) in takes.items():
            given = self.production.made_from[stage, version]
            for need in NEEDS[stage]:
                source = INSTEAD[need] if need in left_out else need
                made = str(given[source]["made"])
                assert f'"{made}"' in takes[source][1], (stage, version, source)


@contextmanager
def sqlite() -> Generator[str]:
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{Path(folder) / 'studio.sqlite3'}"


def thorough(examples: int) -> settings:
    return settings(
        max_examples=examples,
        stateful_step_count=30,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


def test_creator_mode_on_sqlite() -> None:
    class OnSqlite(CreatorMode):
        def __init__(self) -> None:
            super().__init__(sqlite())

    run_state_machine_as_test(OnSqlite, settings=thorough(30))


def test_creator_mode_on_postgres(postgres: PostgresServer) -> None:
    class OnPostgres(CreatorMode):
        def __init__(self) -> None:
            super().__init__(postgres.database())

    run_state_machine_as_test(OnPostgres, settings=thorough(10))
