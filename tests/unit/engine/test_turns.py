import asyncio

import pytest

from picturelock.engine.turns import Turns


async def _hold(turns: Turns, name: str, order: list[str], release: asyncio.Event, places: list[int]) -> None:
    async with turns.turn(places.append):
        order.append(name)
        await release.wait()


async def test_turns_come_in_the_order_of_asking_and_places_are_told() -> None:
    turns, order, release = Turns(1), list[str](), asyncio.Event()
    places: dict[str, list[int]] = {name: [] for name in "abc"}
    tasks = [asyncio.create_task(_hold(turns, name, order, release, places[name])) for name in "abc"]
    await asyncio.sleep(0)
    assert order == ["a"]
    release.set()
    await asyncio.gather(*tasks)
    assert order == ["a", "b", "c"]
    assert places == {"a": [], "b": [1], "c": [2, 1]}


async def test_whoever_leaves_the_line_does_not_take_a_turn_with_them() -> None:
    turns, order, release = Turns(1), list[str](), asyncio.Event()
    places: list[int] = []
    first, second, third = (asyncio.create_task(_hold(turns, name, order, release, places)) for name in "abc")
    await asyncio.sleep(0)
    second.cancel()
    release.set()
    await asyncio.gather(first, third)
    assert order == ["a", "c"]
    async with asyncio.timeout(1), turns.turn(places.append):
        order.append("d")
    assert order[-1] == "d"


async def test_a_turn_given_to_somebody_who_is_just_cancelled_is_passed_on() -> None:
    turns, order, release = Turns(1), list[str](), asyncio.Event()
    tasks = [asyncio.create_task(_hold(turns, name, order, release, [])) for name in "abc"]
    await asyncio.sleep(0)
    release.set()
    tasks[0].cancel()
    tasks[1].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert order[-1] == "c"


def test_no_turns_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Turns(0)
