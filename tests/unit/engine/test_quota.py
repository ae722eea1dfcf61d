"""How many sessions one holder may have open, on every database."""

import asyncio

import pytest

from fakes.production import ASPIRIN
from picturelock.engine.errors import TooManyOpenError
from picturelock.engine.quota import Quota
from picturelock.engine.studio import Studio


async def test_of_those_that_start_at_once_as_many_are_taken_as_are_allowed(studio: Studio) -> None:
    quota = Quota(holder="office", most=2)
    begun = await asyncio.gather(
        *(studio.start("moa", ASPIRIN, by=f"office: {nth}", quota=quota) for nth in range(5)),
        return_exceptions=True,
    )
    assert sum(isinstance(one, str) for one in begun) == 2
    assert sum(isinstance(one, TooManyOpenError) for one in begun) == 3


async def test_others_with_a_name_like_it_are_not_counted(studio: Studio) -> None:
    for by in ("office 2", "office 2: Ann", "off_ce", "Ann"):
        await studio.start("moa", ASPIRIN, by=by)
    await studio.start("moa", ASPIRIN, by="office", quota=Quota(holder="office", most=1))
    with pytest.raises(TooManyOpenError, match=r"office has 1 open sessions, .*vid_\w+ \(\w+\)"):
        await studio.start("moa", ASPIRIN, by="office", quota=Quota(holder="office", most=1))
    await studio.start("moa", ASPIRIN, by="off_ce", quota=Quota(holder="off_ce", most=2))
