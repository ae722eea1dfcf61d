"""What every store of takes promises: a folder, a store that machines share in a folder, and one on S3."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from contract.s3_server import BUCKET, S3Server, s3_server
from picturelock.domain.shot import Artifact
from picturelock.ports.films import Takes
from picturelock.settings import Settings
from picturelock.wiring import open_takes

KEY = "ab" * 16
OTHER = "cd" * 16
Make = Callable[[Path], Awaitable[None]]
Machine = Callable[[str], AbstractAsyncContextManager[Takes]]


def writes(text: str, made: list[str] | None = None) -> Make:
    async def make(folder: Path) -> None:
        if made is not None:
            made.append(text)
        await asyncio.sleep(0)
        (folder / "parts").mkdir()
        for name in ("a.txt", "parts/b.txt"):
            await asyncio.to_thread((folder / name).write_text, text)

    return make


@pytest.fixture(scope="module")
def server() -> Generator[S3Server]:
    with s3_server() as server:
        yield server


@pytest.fixture(params=["folder", "file", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str | None:
    """The setting of the store; None is a folder of the machine's own."""
    if request.param == "folder":
        return None
    if request.param == "file":
        (tmp_path / "share").mkdir()
        return (tmp_path / "share").as_uri()
    server: S3Server = request.getfixturevalue("server")
    server.empty()
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    return f"s3://{BUCKET}/some/where"


@pytest.fixture
def machine(tmp_path: Path, store: str | None) -> Machine:
    """Open the takes of a machine of its own."""

    @asynccontextmanager
    async def opened(name: str) -> AsyncGenerator[Takes]:
        settings = Settings.model_validate(
            {"PICTURELOCK_HOME": tmp_path / name, **({"PICTURELOCK_STORE": store} if store else {})}
        )
        async with open_takes(settings) as takes:
            yield takes

    return opened


@pytest.fixture
async def takes(machine: Machine) -> AsyncGenerator[Takes]:
    async with machine("one") as takes:
        yield takes


async def test_a_take_is_made_once_and_found_again(takes: Takes) -> None:
    made: list[str] = []
    first = await takes.take(KEY, writes("one", made))
    second = await takes.take(KEY, writes("two", made))
    assert first == second
    assert (first / "parts" / "b.txt").read_text() == "one"
    assert made == ["one"]


async def test_a_take_asked_for_many_times_at_once_is_made_once(takes: Takes) -> None:
    made: list[str] = []
    places = await asyncio.gather(*(takes.take(KEY, writes("one", made)) for _ in range(20)))
    assert len(set(places)) == len(made) == 1


async def test_a_take_is_found_by_the_next_process_of_the_machine(machine: Machine) -> None:
    made: list[str] = []
    for text in ("one", "two"):
        async with machine("one") as takes:
            folder = await takes.take(KEY, writes(text, made))
            assert (folder / "a.txt").read_text() == "one"
    assert made == ["one"]


async def test_a_take_that_failed_is_nowhere_and_can_be_made_again(takes: Takes) -> None:
    async def fails(folder: Path) -> None:
        (folder / "a.txt").write_text("half")
        raise ValueError("no picture")

    outcomes = await asyncio.gather(*(takes.take(KEY, fails) for _ in range(2)), return_exceptions=True)
    assert [str(outcome) for outcome in outcomes] == ["no picture"] * 2
    artifact = Artifact(key=KEY, name="a.txt")
    await takes.bring([artifact])
    with pytest.raises(KeyError):
        takes.path(artifact)
    assert ((await takes.take(KEY, writes("whole"))) / "a.txt").read_text() == "whole"


async def test_a_cancelled_take_has_ended_its_making_when_the_caller_goes_on(takes: Takes) -> None:
    begun, ended = asyncio.Event(), asyncio.Event()

    async def make(folder: Path) -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    task = asyncio.create_task(takes.take(KEY, make))
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert ended.is_set()


async def test_kept_files_are_found_and_others_are_not(takes: Takes) -> None:
    folder = await takes.take(KEY, writes("one"))
    kept = Artifact(key=KEY, name="a.txt")
    nowhere = (Artifact(key=KEY, name="none.txt"), Artifact(key=OTHER, name="a.txt"))
    await takes.bring((kept, *nowhere))
    assert takes.path(kept) == folder / "a.txt"
    for artifact in nowhere:
        with pytest.raises(KeyError):
            takes.path(artifact)


async def test_who_looks_for_a_take_does_not_hinder_who_makes_it(takes: Takes) -> None:
    artifact = Artifact(key=KEY, name="a.txt")
    looking = asyncio.gather(*(takes.bring([artifact]) for _ in range(5)))
    folder, _ = await asyncio.gather(takes.take(KEY, writes("one")), looking)
    assert (folder / "a.txt").read_text() == "one"
