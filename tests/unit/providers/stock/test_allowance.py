"""A service is not asked more often than it allows."""

import pytest
from limits import RateLimitItemPerHour, RateLimitItemPerSecond

from picturelock.domain.errors import ProviderError
from picturelock.providers.stock.allowance import Allowance


async def test_when_the_known_limit_is_used_up_it_says_when_there_is_room_again() -> None:
    allowance = Allowance("pexels", RateLimitItemPerHour(2))
    await allowance.use()
    await allowance.use()
    with pytest.raises(ProviderError, match="pexels: its limit of requests is reached; try again") as refused:
        await allowance.use()
    assert refused.value.retryable
    assert refused.value.retry_after is not None
    assert 3_500 < refused.value.retry_after <= 3_600


async def test_a_turn_that_is_near_is_waited_for() -> None:
    allowance = Allowance("pixabay", RateLimitItemPerSecond(1))
    for _ in range(2):
        await allowance.use()
