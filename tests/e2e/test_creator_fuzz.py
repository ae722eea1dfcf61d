"""Ten thousand messages that make no sense, over a real socket: every one is answered, and none breaks it."""

import asyncio
import json
import logging
import sqlite3
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from fakes.creator_client import Client, Message, open_client
from fakes.strange_messages import Sent, broken, mutated
from fakes.watching import at_gate
from picturelock.engine.event import Event
from picturelock.engine.sessions import Session

# 10,000 in all, each batch on a connection and a session of its own.
_BROKEN_BATCHES, _MUTATED_BATCHES, _BATCH = 120, 80, 50
_FUZZ = settings(
    deadline=None,
    database=None,
    derandomize=True,
    # A message that breaks something is told as it is; fifty at a time take too long to make smaller.
    phases=(Phase.generate,),
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example),
)
# In place of the session's id, which is known only when the batch is sent.
_HERE = "vid_of_this_session"


@dataclass(frozen=True)
class Batch:
    """Messages to send. They are not shown: megabytes are among them, and what fails is told by itself."""

    messages: list[Sent] = field(repr=False)


def batches(messages: st.SearchStrategy[Sent]) -> st.SearchStrategy[Batch]:
    return st.lists(messages, min_size=_BATCH, max_size=_BATCH).map(Batch)


@dataclass
class Gate:
    """A connection with a session that waits for a decision."""

    client: Client
    video_id: str

    async def answers(self, message: Sent) -> list[Message]:
        """What a message is answered with: all that comes before the answer to one that was sent after it."""
        await self.client.socket.send(message)
        await self.client.say(action="unheard of")
        answers: list[Message] = []
        while not (heard := await self.client.hear()).get("error", "").startswith(_SENTINEL):
            answers.append(heard)
        return answers

    async def stored(self) -> tuple[Session, list[Event], int]:
        """Everything there is of the session, and how many sessions there are."""
        studio = self.client.opened.studio
        return (
            await studio.session(self.video_id),
            await studio.events(self.video_id),
            (await studio.sessions(limit=1))[1],
        )


_SENTINEL = "the message has the unknown action 'unheard of'"


@asynccontextmanager
async def at_a_gate(client: Client) -> AsyncGenerator[Gate]:
    async with client.another() as own:
        video_id = (await own.start())["video_id"]
        await at_gate(own.opened.studio, video_id)
        yield Gate(own, video_id)


@dataclass
class Fuzzed:
    """A service in a loop of its own, which lives as long as all examples."""

    runner: asyncio.Runner
    client: Client
    database: sqlite3.Connection
    sent: int = 0

    def grown(self) -> int:
        """How many events have been stored, of all sessions; asked thousands of times, so asked directly."""
        return self.database.execute("SELECT count(*) FROM events").fetchone()[0]


@pytest.fixture
def fuzzed(tmp_path: Path) -> Generator[Fuzzed]:
    with asyncio.Runner() as runner:
        opening = open_client(tmp_path)
        client = runner.run(opening.__aenter__())  # pyright: ignore[reportArgumentType] - a coroutine
        try:
            with closing(sqlite3.connect(tmp_path / "studio.sqlite3", isolation_level=None)) as database:
                yield Fuzzed(runner, client, database)
        finally:
            runner.run(opening.__aexit__(None, None, None))  # pyright: ignore[reportArgumentType]


def test_what_is_no_message_is_refused_once_and_changes_nothing(
    fuzzed: Fuzzed, caplog: pytest.LogCaptureFixture
) -> None:
    async def check(messages: list[Sent]) -> None:
        async with at_a_gate(fuzzed.client) as gate:
            before = await gate.stored()
            for message in messages:
                fuzzed.sent += 1
                told = [one for one in await gate.answers(message) if "seq" not in one]
                assert [one["status"] for one in told] == ["error"], (message[:200], told)
            assert await gate.stored() == before

    @settings(_FUZZ, max_examples=_BROKEN_BATCHES)
    @given(batches(broken()))
    def refused(batch: Batch) -> None:
        fuzzed.runner.run(check(batch.messages))

    refused()
    assert fuzzed.sent >= _BROKEN_BATCHES * _BATCH
    assert _warnings(caplog) == []


def test_mutated_messages_are_answered_and_what_they_leave_can_be_read_by_all(
    fuzzed: Fuzzed, caplog: pytest.LogCaptureFixture
) -> None:
    async def check(messages: list[Sent]) -> None:
        async with at_a_gate(fuzzed.client) as gate:
            for message in messages:
                fuzzed.sent += 1
                said = message.replace(_HERE, gate.video_id) if isinstance(message, str) else message
                before = fuzzed.grown()
                # What was taken is told as soon as it is read again, which may be after the next answer.
                assert await gate.answers(said) or fuzzed.grown() != before, said[:300]
            await _can_be_read(gate)

    @settings(_FUZZ, max_examples=_MUTATED_BATCHES)
    @given(batches(mutated(_HERE)))
    def survived(batch: Batch) -> None:
        fuzzed.runner.run(check(batch.messages))

    survived()
    assert fuzzed.sent >= _MUTATED_BATCHES * _BATCH
    assert _warnings(caplog) == []


async def _can_be_read(gate: Gate) -> None:
    _, events, _ = await gate.stored()
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    for path in (f"/videos/{gate.video_id}", "/videos?limit=5"):
        told = await gate.client.opened.client.get(path)
        assert told.status_code == 200, told.text
        json.loads(told.text, parse_constant=_no_json)
    async with gate.client.another() as late:
        await late.say(action="resume", video_id=gate.video_id)
        last = (await late.hear())["last_seq"]
        while (await late.hear()).get("seq") != last:
            pass


def _no_json(constant: str) -> None:
    raise AssertionError(f"{constant} is no JSON")


def _warnings(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
