import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from pydantic import JsonValue

from fakes.production import FakeProduction
from picturelock.engine.studio import Studio


@pytest.fixture
def production() -> FakeProduction:
    return FakeProduction()


@pytest.fixture
async def studio(production: FakeProduction, tmp_path: Path) -> AsyncIterator[Studio]:
    opened = await Studio.open(production, f"sqlite:///{tmp_path / 'studio.sqlite3'}")
    try:
        yield opened
    finally:
        await opened.close()


@pytest.fixture
def brief_file(tmp_path: Path) -> Callable[[JsonValue], Path]:
    def write(content: JsonValue) -> Path:
        path = tmp_path / "brief.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return path

    return write
