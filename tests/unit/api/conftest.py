from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from fakes.service import Opened, open_service


@pytest.fixture
async def service(tmp_path: Path) -> AsyncGenerator[Opened]:
    async with open_service(tmp_path) as opened:
        yield opened
