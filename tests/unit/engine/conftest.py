from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import pytest

from fakes.production import FakeProduction
from fakes.watching import OpenStudio
from picturelock.engine.studio import Studio


@pytest.fixture
def production() -> FakeProduction:
    return FakeProduction()


@pytest.fixture
def open_studio(production: FakeProduction, database_url: str) -> OpenStudio:
    @asynccontextmanager
    async def opened() -> AsyncGenerator[Studio]:
        studio = await Studio.open(production, database_url)
        try:
            yield studio
        finally:
            await studio.close()

    return opened


@pytest.fixture
async def studio(open_studio: OpenStudio) -> AsyncGenerator[Studio]:
    async with open_studio() as opened:
        yield opened
