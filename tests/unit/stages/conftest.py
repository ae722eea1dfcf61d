from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fakes.tools import FakeTools
from picturelock.domain.rework import Rework
from picturelock.ports.progress import Progress
from picturelock.stages.desk import Desk

DeskFor = Callable[..., Desk[Any]]


@pytest.fixture
def fakes(tmp_path: Path) -> FakeTools:
    return FakeTools(tmp_path)


@pytest.fixture
def told() -> list[Progress]:
    return []


@pytest.fixture
def desk(fakes: FakeTools, told: list[Progress]) -> DeskFor:
    def make(**changes: Any) -> Desk[Any]:
        facts: dict[str, Any] = {"rework": Rework(), "previous": None, "attended": True, **changes}
        return Desk(tools=fakes.tools, report=told.append, engine="manim", **facts)

    return make
