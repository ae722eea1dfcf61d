"""Scripts in the database: nothing that was kept is lost, mixed or overwritten."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractContextManager, AsyncExitStack, asynccontextmanager

import pytest

from fakes.manuscript_run import request
from fakes.scripts import ScriptsInMemory
from picturelock.domain.kept_script import UnknownScriptError
from picturelock.domain.manuscript import GenerationInfo, Metadata
from picturelock.domain.manuscript_cast import Character
from picturelock.domain.manuscript_measures import Usage
from picturelock.domain.manuscript_segment import Segment
from picturelock.engine.database import Database
from picturelock.ports.scripts import Scripts
from picturelock.providers.store.scripts import DatabaseScripts

KINDS_OF_STORES = ("sqlite", "postgres", "memory")


@asynccontextmanager
async def opened(database_url: str) -> AsyncGenerator[Scripts]:
    database = await asyncio.to_thread(Database, database_url)
    try:
        yield DatabaseScripts(database)
    finally:
        await asyncio.to_thread(database.close)


def plan(title: str = "The Lantern", total: int = 20) -> Metadata:
    return Metadata(
        title=title,
        short_summary="Two keepers look for a light.",
        generation_info=GenerationInfo(
            total_segments=total, segments_planned=total, kind="movie", script_id="scr_1"
        ),
        characters_roster=(Character(id="char_001", name="Ada Moss"),),
        story_outline=("A light goes out.",),
    )


def segment(number: int, told: str = "It is dark. «Ünïcode» 💡") -> Segment:
    return Segment(segment_number=number, title=f"Night {number}", narration=told)


@pytest.fixture(params=KINDS_OF_STORES)
async def scripts(
    request: pytest.FixtureRequest, new_database: Callable[[str], AbstractContextManager[str]]
) -> AsyncGenerator[Scripts]:
    async with AsyncExitStack() as stack:
        if request.param == "memory":
            store = ScriptsInMemory()
        else:
            url = stack.enter_context(new_database(request.param))
            store = await stack.enter_async_context(opened(url))
        await store.add("scr_1", "movie", request=None, set_size=10)
        yield store


async def test_a_script_comes_back_as_it_was_kept(scripts: Scripts) -> None:
    asked = request("story").model_dump(mode="json")
    await scripts.add("scr_2", "story", request=asked, set_size=5)
    unplanned = await scripts.find("scr_2")
    assert (unplanned.request, unplanned.metadata, unplanned.revision) == (asked, None, 0)

    await scripts.revise("scr_1", plan())
    for number in (3, 1):
        await scripts.put("scr_1", 1, segment(number), by="writer")
    kept = await scripts.find("scr_1")

    assert kept.metadata == plan()
    assert [one.segment for one in kept.segments] == [segment(1), segment(3)]
    assert (kept.kind, kept.set_size, kept.revision, kept.revisions) == ("movie", 10, 1, 1)


async def test_the_same_metadata_is_the_same_revision_and_another_one_shares_nothing_with_it(
    scripts: Scripts,
) -> None:
    first = await scripts.revise("scr_1", plan())
    await scripts.put("scr_1", first, segment(1), by="writer")
    measured = plan().generation_info.model_copy(update={"usage": Usage(calls=3)})
    again = await scripts.revise("scr_1", plan().model_copy(update={"generation_info": measured}))
    other = await scripts.revise("scr_1", plan("Another title"))

    assert (first, again, other) == (1, 1, 2)
    assert (await scripts.find("scr_1")).segments == ()
    assert len((await scripts.find("scr_1", 1)).segments) == 1


async def test_a_persons_segment_is_never_overwritten_by_a_writer(scripts: Scripts) -> None:
    await scripts.revise("scr_1", plan())
    await scripts.put("scr_1", 1, segment(1, "old"), by="writer")
    await scripts.put("scr_1", 1, segment(1, "mine"), by="person")

    for replace in (False, True):
        kept = await scripts.put("scr_1", 1, segment(1, "new"), by="writer", replace=replace)
        assert (kept.segment.narration, kept.by) == ("mine", "person")
    changed = await scripts.put("scr_1", 1, segment(1, "mine again"), by="person")

    assert changed.segment.narration == "mine again"
    assert (await scripts.find("scr_1")).segments == (changed,)


async def test_a_writers_segment_is_replaced_only_when_that_is_asked_for(scripts: Scripts) -> None:
    await scripts.revise("scr_1", plan())
    await scripts.put("scr_1", 1, segment(1, "old"), by="writer")

    kept = await scripts.put("scr_1", 1, segment(1, "new"), by="writer")
    assert kept.segment.narration == "old"
    kept = await scripts.put("scr_1", 1, segment(1, "new"), by="writer", replace=True)
    assert kept.segment.narration == "new"


async def test_usage_adds_up_and_errors_are_kept_until_they_are_over(scripts: Scripts) -> None:
    await scripts.revise("scr_1", plan())
    await scripts.spend("scr_1", 1, Usage(calls=1, output_tokens=10, cost=0.5))
    await scripts.spend("scr_1", 1, Usage(calls=2, output_tokens=20, cost="unknown"))
    await scripts.note_error("scr_1", "no connection")
    kept = await scripts.find("scr_1")

    assert kept.usage == Usage(calls=3, output_tokens=30, cost="unknown")
    assert kept.error == "no connection"
    await scripts.note_error("scr_1", None)
    assert (await scripts.find("scr_1")).error is None


async def test_what_is_not_there_is_named(scripts: Scripts) -> None:
    for missing in (
        scripts.find("scr_9"),
        scripts.revise("scr_9", plan()),
        scripts.note_error("scr_9", None),
        scripts.find("scr_1", 7),
    ):
        with pytest.raises(UnknownScriptError, match=r"scr_9|revision 7"):
            await missing


async def test_adding_a_script_again_changes_nothing(scripts: Scripts) -> None:
    await scripts.revise("scr_1", plan())
    await scripts.add("scr_1", "story", request={}, set_size=3)

    kept = await scripts.find("scr_1")
    assert (kept.kind, kept.set_size, kept.revision) == ("movie", 10, 1)


async def test_the_list_has_the_last_changed_first_and_counts_the_newest_revision(database_url: str) -> None:
    async with opened(database_url) as scripts:
        for name in ("scr_1", "scr_2", "scr_3"):
            await scripts.add(name, "movie", request={"total_segments": 33}, set_size=10)
            await asyncio.sleep(0.005)
        await scripts.revise("scr_1", plan())
        await scripts.put("scr_1", 1, segment(1), by="writer")
        lines, total = await scripts.list(limit=2, offset=0)
        rest, _ = await scripts.list(limit=2, offset=2)

        assert total == 3
        assert [line.id for line in (*lines, *rest)] == ["scr_1", "scr_3", "scr_2"]
        assert (lines[0].title, lines[0].total_segments, lines[0].segments_written) == ("The Lantern", 20, 1)
        assert (lines[1].title, lines[1].total_segments, lines[1].segments_written) == (None, 33, 0)


async def test_whatever_is_kept_of_a_script_moves_when_it_was_changed(database_url: str) -> None:
    async with opened(database_url) as scripts:
        await scripts.add("scr_1", "movie", request=None, set_size=10)
        for act in (
            scripts.revise("scr_1", plan()),
            scripts.put("scr_1", 1, segment(1), by="writer"),
            scripts.spend("scr_1", 1, Usage(calls=1)),
            scripts.note_error("scr_1", "no connection"),
        ):
            before = (await scripts.find("scr_1")).changed
            await asyncio.sleep(0.002)
            await act
            assert (await scripts.find("scr_1")).changed > before


async def test_two_processes_may_add_the_same_script(database_url: str) -> None:
    async with opened(database_url) as one, opened(database_url) as other:
        await asyncio.gather(
            *(store.add("scr_1", "movie", request=None, set_size=10) for store in (one, other) * 5)
        )
        assert (await other.list(limit=10, offset=0))[1] == 1


async def test_two_processes_that_keep_the_same_segment_agree_on_one(database_url: str) -> None:
    async with opened(database_url) as one, opened(database_url) as other:
        await one.add("scr_1", "movie", request=None, set_size=10)
        await asyncio.gather(one.revise("scr_1", plan()), other.revise("scr_1", plan()))
        kept = await asyncio.gather(
            *(
                store.put("scr_1", 1, segment(number, told), by="writer")
                for number in range(1, 11)
                for store, told in ((one, "one"), (other, "other"))
            )
        )
        found = await one.find("scr_1")

        assert found.revisions == 1
        assert [each.segment.segment_number for each in found.segments] == list(range(1, 11))
        for first, second in zip(kept[::2], kept[1::2], strict=True):
            assert first == second


_KILLED = """
import asyncio, sys
from picturelock.engine.database import Database
from picturelock.domain.manuscript import Metadata
from picturelock.domain.manuscript_segment import Segment
from picturelock.providers.store.scripts import DatabaseScripts

async def main():
    scripts = DatabaseScripts(Database(sys.argv[1]))
    await scripts.add("scr_1", "movie", request=None, set_size=10)
    await scripts.revise("scr_1", Metadata.model_validate_json(sys.argv[2]))
    for number in range(1, 5_000):
        await scripts.put("scr_1", 1, Segment(segment_number=number, title="T", narration="N"), by="writer")
        print(number, flush=True)

asyncio.run(main())
"""


def _killed_after(count: int, address: str) -> list[int]:
    """The numbers of the segments that a process kept before it was killed."""
    writing = subprocess.Popen(
        [sys.executable, "-c", _KILLED, address, plan(total=5_000).model_dump_json()],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": "src"},
    )
    assert writing.stdout is not None
    told = [int(writing.stdout.readline()) for _ in range(count)]
    writing.send_signal(signal.SIGKILL)
    told += [int(line) for line in writing.stdout.read().split()]
    writing.stdout.close()
    writing.wait()
    return told


async def test_a_kill_loses_nothing_that_was_kept(database_url: str) -> None:
    told = await asyncio.to_thread(_killed_after, 40, database_url)

    async with opened(database_url) as scripts:
        kept = [one.segment.segment_number for one in (await scripts.find("scr_1")).segments]
    assert kept[: len(told)] == told
    assert len(kept) - len(told) in (0, 1)
